"""Agents for many intervals at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.staffing.bindings import BINDINGS
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.models.model import Model
from wfm.staffing.models.patience import Patience
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import judge_given, size
from wfm.staffing.targets import ServiceTarget

TARGET = ServiceTarget()
PATIENT = Patience(20.0, 120.0)


def demand(*load: float, minimum: float = 0.0, maximum: float = np.inf) -> Demand:
    size_ = len(load)
    return Demand(np.array(load), np.full(size_, 180.0), np.full(size_, minimum), maximum)


def names(binding: np.ndarray) -> list[str]:
    return [BINDINGS[code] for code in binding]


def test_the_published_example() -> None:
    found = size(demand(10.0), TARGET, ErlangC(20.0))
    assert found.agents.tolist() == [14]
    assert found.service_level[0] == pytest.approx(0.88835, abs=5e-6)
    assert found.occupancy[0] == pytest.approx(10 / 14)
    assert names(found.binding) == ["service_level"]


def test_bounds_are_kept_and_named() -> None:
    found = size(demand(0.0, 10.0, 0.5, minimum=3, maximum=12), TARGET, ErlangC(20.0))
    assert found.agents.tolist() == [3, 12, 3]
    assert found.wanted.tolist() == [3, 14, 3]
    assert names(found.binding) == ["minimum", "maximum", "minimum"]


def test_closed_is_nobody_whatever_comes() -> None:
    found = size(demand(10.0, 0.0, minimum=np.nan), TARGET, ErlangC(20.0))
    assert found.agents.tolist() == [0, 0]
    assert names(found.binding) == ["closed", "closed"]
    assert np.isnan(found.service_level).all()


@pytest.mark.parametrize("model", [ErlangC(20.0), PATIENT])
@given(st.lists(st.floats(0.0, 200.0), min_size=1, max_size=6))
def test_intervals_do_not_know_each_other(model: Model, load: list[float]) -> None:
    together = size(demand(*load), TARGET, model).agents
    assert together.tolist() == [size(demand(one), TARGET, model).agents[0] for one in load]


@pytest.mark.parametrize("model", [ErlangC(20.0), PATIENT])
@given(st.floats(0.05, 200.0))
def test_a_fraction_is_just_enough(model: Model, load: float) -> None:
    part = size(demand(load), TARGET, model, fractional=True).agents
    whole = size(demand(load), TARGET, model).agents
    assert 0 <= whole[0] - part[0] < 1
    assert part[0] * 1e4 == pytest.approx(round(part[0] * 1e4), abs=1e-6)


def test_long_tables_are_sized_in_pieces_that_do_not_show() -> None:
    load = np.random.default_rng(2).uniform(0, 40, 5000)
    found = size(demand(*load), TARGET, ErlangC(20.0)).agents
    again = size(demand(*load[4000:]), TARGET, ErlangC(20.0)).agents
    assert (found[4000:] == again).all()


def test_a_given_staff_is_judged_and_not_sized() -> None:
    found = judge_given(np.array([14.0, 8.0, 3.0]), demand(10.0, 10.0, 0.0), ErlangC(20.0))
    assert found.agents.tolist() == [14, 8, 3]
    assert names(found.binding) == ["given"] * 3
    assert found.service_level[:2] == pytest.approx([0.88835, 0.0], abs=5e-6)
    assert np.isnan(found.service_level[2])
    assert found.occupancy.tolist() == [10 / 14, 1, 0]
    assert np.isnan(found.asa[1])
