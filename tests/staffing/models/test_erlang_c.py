"""Erlang C as a model: judged by its formulas, sized without a search."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wfm.staffing.formulas import erlang_c
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.targets import ServiceTarget

ROWS = st.lists(st.tuples(st.floats(0.01, 300), st.floats(10, 1000)), min_size=1, max_size=5)
TARGETS = st.sampled_from([
    ServiceTarget(0.8, 20.0, None, 0.85),
    ServiceTarget(0.95, 5.0, 3.0, 1.0),
    ServiceTarget(None, 20.0, 10.0, 1.0),
    ServiceTarget(None, 20.0, None, 0.7),
])  # fmt: skip


@given(ROWS, st.floats(0.5, 1.8))
def test_it_judges_as_its_formulas_do(rows: list[tuple[float, float]], share: float) -> None:
    load, aht = np.array(rows).T
    agents = np.ceil(load * share) + 1
    met = ErlangC(20.0).performance(agents, load, aht)
    np.testing.assert_allclose(met.late, erlang_c.late(agents, load, 20.0, aht), rtol=1e-9)
    np.testing.assert_allclose(met.asa, erlang_c.asa(agents, load, aht), rtol=1e-9)
    np.testing.assert_allclose(met.occupancy, np.minimum(load / agents, 1))
    assert not met.abandonment.any()
    assert not met.blocked.any()


def meets(agents: np.ndarray, load: np.ndarray, aht: np.ndarray, target: ServiceTarget) -> Any:
    met = ErlangC(target.threshold).performance(agents, load, aht)
    good = (agents > load) & (agents >= load / target.max_occupancy - 1e-9)
    if target.service_level is not None:
        good &= met.late <= 1 - target.service_level + 1e-12
    if target.asa is not None:
        good &= met.asa <= target.asa * (1 + 1e-12)
    return good


@given(ROWS, TARGETS)
def test_the_closed_form_is_the_fewest(
    rows: list[tuple[float, float]], target: ServiceTarget
) -> None:
    load, aht = np.array(rows).T
    with np.errstate(all="ignore"):
        found = ErlangC(target.threshold).closed_form(load, aht, target).agents
    assert meets(found, load, aht, target).all()
    more = found > 1  # one agent is the fewest where there is any load
    assert not meets(found[more] - 1, load[more], aht[more], target).any()


def test_what_the_sizing_knows_is_what_it_achieves() -> None:
    load, aht = np.array([10.0, 55.5, 200.0]), np.array([180.0, 300.0, 240.0])
    model = ErlangC(20.0)
    sizing = model.closed_form(load, aht, ServiceTarget())
    met, asked = model.achieved(sizing, load, aht), model.performance(sizing.agents, load, aht)
    for known, counted in zip(met, asked, strict=True):
        np.testing.assert_allclose(known, counted, rtol=1e-11)


def test_it_is_what_everybody_expects_and_says_nothing() -> None:
    assert ErlangC(20.0).words("erlang_c") == []
    assert ErlangC(20.0).divides
