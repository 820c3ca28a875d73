"""Erlang X: callers who were lost call again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from staffing.oracles import columns
from wfm.staffing.formulas.erlang_a import palm
from wfm.staffing.models.patience import Patience, total_load
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import size
from wfm.staffing.targets import ServiceTarget


def abandoning(
    n: NDArray[np.float64], g: NDArray[np.float64], tau: NDArray[np.float64]
) -> Callable[..., NDArray[np.float64]]:
    """Return who hangs up of a total load, row by row."""
    return lambda rows, a: palm(n[rows], a, g[rows], tau[rows]).abandon


def test_truth_table(shared_dir: Path) -> None:
    t = columns(shared_dir / "truth" / "erlang_x.csv")
    n, fresh, g, tau = (
        t[name] for name in ("agents", "fresh_load_erl", "aht_over_patience", "T_over_aht")
    )
    for row, redial in enumerate(t["redial_prob"]):
        one = slice(row, row + 1)
        lost_of = abandoning(n[one], g[one], tau[one])
        total = total_load(lost_of, fresh[one], redial)
        met = palm(n[one], total, g[one], tau[one])
        lost = met.abandon * (1 - redial) / (1 - redial * met.abandon)
        for value, name in (
            (total, "total_load_erl"), (met.wait, "p_wait"), (met.occupancy, "occupancy"),
            (met.abandon, "p_abandon_per_attempt"), (lost, "p_customer_lost_finally"),
            (met.service_level["offered"], "sl_offered"),
            (met.service_level["answered"], "sl_answered"),
            (met.service_level["virtual"], "sl_virtual"),
        ):  # fmt: skip
            assert value[0] == pytest.approx(t[name][row], rel=1e-9), name


@given(st.floats(0.1, 500), st.floats(-2, 3), st.floats(0.01, 0.95), st.floats(0.1, 5))
def test_all_attempts_are_first_calls_and_redials(
    fresh: float, beta: float, redial: float, g: float
) -> None:
    n = np.array([max(1.0, np.ceil(fresh + beta * np.sqrt(fresh)))])
    ratio, none = np.array([g]), np.zeros(1)
    total = total_load(
        lambda rows, a: palm(n[rows], a, ratio[rows], none[rows]).abandon, np.array([fresh]), redial
    )
    again = redial * total * palm(n, total, ratio, none).abandon
    assert total == pytest.approx(fresh + again, rel=1e-12)


@pytest.mark.parametrize("lines", [np.inf, 120_010.0])
def test_the_total_load_is_found_in_a_few_looks(
    lines: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    lost = Patience._lost

    def looking(*given: Any) -> NDArray[np.float64]:
        looks.append(len(given[1]))
        return lost(*given)

    monkeypatch.setattr(Patience, "_lost", looking)
    load = 1e5 * np.linspace(0.7, 1.4, 20)
    model = Patience(20.0, 60.0, redial=0.5, lines=lines)
    model.performance(np.full(20, 117_390.0), load, np.full(20, 300.0))
    assert len(looks) <= 8


def test_redials_need_more_agents() -> None:
    load, aht = np.array([20.0, 200.0]), np.array([300.0, 300.0])
    demand, target = Demand(load, aht, np.zeros(2)), ServiceTarget(0.8, 20.0, None, 1.0)
    once = size(demand, target, Patience(20.0, 60.0)).agents
    again = size(demand, target, Patience(20.0, 60.0, redial=0.7)).agents
    assert (again >= once).all()
    assert (again > once).any()


def test_limited_lines_meet_the_target_or_say_that_none_does() -> None:
    load, aht = np.array([8.0, 8.0]), np.array([180.0, 180.0])
    demand, target = Demand(load, aht, np.zeros(2)), ServiceTarget(0.8, 20.0, None, 1.0)
    enough = size(demand, target, Patience(20.0, lines=14.0))
    assert not enough.hopeless.any()
    assert (enough.service_level >= 0.8).all()
    assert size(demand, target, Patience(20.0, lines=8.0)).hopeless.all()
