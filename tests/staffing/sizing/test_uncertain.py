"""Uncertain volume: a gamma-distributed factor on the calls."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import few
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.models.patience import Patience
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import size
from wfm.staffing.sizing.uncertain import band_cv, expected_performance
from wfm.staffing.targets import ServiceTarget


@pytest.mark.parametrize("cv", few(2, [0.05, 1.0, 0.2, 0.5]))
@pytest.mark.parametrize("model", [ErlangC(20.0), Patience(20.0, 120.0)])
def test_against_a_large_sample(cv: float, model: ErlangC | Patience) -> None:
    """What callers meet, averaged over days weighted by their calls."""
    n, load, aht = np.array([24.0]), np.array([20.0]), np.array([180.0])
    factor = np.random.default_rng(3).gamma(1 / cv**2, cv**2, 200_000)
    ones = np.ones(factor.size)
    day = model.performance(n * ones, load * factor, aht * ones)
    met = expected_performance(model, n, load, aht, np.array([cv]))
    spread = 4 * factor.std() / np.sqrt(factor.size) + 1e-3
    assert met.late[0] == pytest.approx((factor * day.late).mean() / factor.mean(), abs=spread)
    lost = (factor * day.abandonment).mean() / factor.mean()
    assert met.abandonment[0] == pytest.approx(lost, abs=spread)
    assert met.occupancy[0] == pytest.approx(day.occupancy.mean(), abs=spread)


def test_against_many_more_nodes() -> None:
    """A fine trapezium rule over the density, with none of the code's ideas."""
    from math import lgamma

    n, load, cv = 115.0, 100.0, 0.1
    k = 1 / cv**2
    f = np.linspace(0.3, 2.2, 400_001)
    log_density = k * np.log(f) - f * k + (k + 1) * np.log(k) - lgamma(k + 1)
    late = ErlangC(20.0).performance(n + 0 * f, load * f, 180.0 + 0 * f).late
    exact = np.trapezoid(np.exp(log_density) * late, f)
    one = (np.array([v]) for v in (n, load, 180.0, cv))
    met = expected_performance(ErlangC(20.0), *one)
    assert met.late[0] == pytest.approx(exact, rel=1e-7)


def test_a_certain_volume_changes_nothing() -> None:
    load, aht = np.array([0.5, 10.0, 300.0]), np.full(3, 180.0)
    n = np.ceil(load * 1.2)
    plain = ErlangC(20.0).performance(n, load, aht)
    met = expected_performance(ErlangC(20.0), n, load, aht, np.array([0.0, 0.0, 1e-5]))
    assert met.late == pytest.approx(plain.late, rel=1e-6)


@given(st.floats(0.01, 2000), st.floats(0.02, 1))
def test_uncertainty_needs_more_agents_where_service_is_good(load: float, cv: float) -> None:
    """Enough, one fewer is not, and never fewer than for a certain volume."""
    target, model = ServiceTarget(0.8, 20.0, None, 1.0), ErlangC(20.0)
    base = Demand(np.array([load]), np.array([180.0]), np.zeros(1))
    unsure = Demand(base.load, base.aht, base.minimum, cv=np.array([cv]))
    n = size(unsure, target, model)
    assert n.agents >= size(base, target, model).agents
    assert n.service_level >= 0.8 - 1e-12
    if n.agents > np.floor(load) + 1:
        fewer = expected_performance(model, n.agents - 1, base.load, base.aht, np.array([cv]))
        assert fewer.late > 0.2


def test_plan_of_80_percent_under_uncertainty() -> None:
    """With a CV of 10 % a plan for 80 % gives less, and the mixture restores it."""
    load, aht = np.array([100.0]), np.array([180.0])
    target, model = ServiceTarget(0.8, 20.0, None, 1.0), ErlangC(20.0)
    cv = np.array([0.1])
    plain = size(Demand(load, aht, np.zeros(1)), target, model)
    met = 1 - expected_performance(model, plain.agents, load, aht, cv).late[0]
    assert 0.5 < met < 0.7
    unsure = size(Demand(load, aht, np.zeros(1), cv=cv), target, model)
    assert 1.04 < unsure.agents[0] / plain.agents[0] < 1.1
    assert unsure.service_level[0] >= 0.8


def test_the_forecasts_band() -> None:
    """80 % inside means 1.2816 standard deviations to each side; Poisson scatter is taken off."""
    calls = np.array([100.0, 100.0, 0.0, 100.0])
    half = 1.2815515655446004 * np.sqrt(100.0 + 20.0**2)
    low = np.array([100 - half, 100 - 1, 0.0, np.nan])
    high = np.array([100 + half, 100 + 1, 5.0, np.nan])
    assert band_cv(calls, low, high, 0.8) == pytest.approx([0.2, 0.0, 0.0, 0.0])
