"""Weeks of a plan: the books balance, whoever works on them, and stationary ones are as known."""

import csv
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulation.centres import STEP, always, demand, settings
from wfm.simulation.counting import Counts
from wfm.simulation.draws import Change, Demand
from wfm.simulation.kernels.centre import Centre, Kind, Line
from wfm.simulation.replications import ratio
from wfm.simulation.weeks import Settings, simulate_weeks
from wfm.simulation.windows import Plan


def simulated(
    plan: Plan, given: Demand, how: Settings, weeks: int = 4, change: Change | None = None
) -> Counts:
    found = simulate_weeks(plan, given, how, range(weeks), change or Change())
    assert found is not None
    return found


def test_arrived_is_answered_abandoned_or_still_waiting_in_every_interval() -> None:
    for plan in (always(5), always(0), always(7, until=40_000.0)):
        for patience in (60.0, math.inf):
            found = simulated(plan, demand(patience=patience), settings())
            assert (found.offered == found.answered + found.abandoned + found.waiting).all()
            assert (found.good + found.short <= found.virtual + found.short).all()
            assert found.waits.sum() == found.answered.sum()
            assert found.offered.sum() > 8000


def test_time_on_calls_and_on_the_phones() -> None:
    found = simulated(always(20), demand(aht=60.0), settings())
    assert found.staffed == pytest.approx(np.full((4, 48), 20 * STEP))
    assert found.busy.sum() / found.answered.sum() == pytest.approx(60.0, rel=0.05)
    assert (found.busy <= found.staffed).all()


def test_plans_meet_the_same_calls_and_more_agents_never_keep_them_waiting_longer() -> None:
    few, many = (
        simulated(always(agents), demand(patience=math.inf), settings()) for agents in (6, 7)
    )
    assert (few.offered == many.offered).all()
    assert (few.waited >= many.waited - 1e-6).all()


def test_weeks_are_the_same_whoever_simulates_them() -> None:
    alone = simulated(always(6), demand(), settings(absent=0.2), weeks=13)
    shared = simulate_weeks(always(6), demand(), settings(absent=0.2), range(13), jobs=2)
    assert shared is not None
    for one, other in zip(vars(alone).values(), vars(shared).values(), strict=True):
        assert np.array_equal(one, other)


def test_who_stops_has_what_was_simulated() -> None:
    found = simulate_weeks(
        always(6), demand(), settings(), range(50), done=lambda weeks: weeks >= 10
    )
    assert found is not None
    assert found.weeks == tuple(range(10))


def test_everybody_with_all_skills_is_one_queue() -> None:
    one = simulated(always(12), demand(np.full((1, 48), 100.0)), settings())
    two = demand(np.full((2, 48), 50.0))
    centre = Centre((Line((0,)), Line((0,))), (Kind(((0, 1),)),))
    pooled = simulated(always(12), two, replace(settings(), centre=centre, kinds=(0,) * 12))
    apart = Centre((Line((0,)), Line((1,))), (Kind(((0,),)), Kind(((1,),))))
    kinds = (0,) * 6 + (1,) * 6
    separate = simulated(always(12), two, replace(settings(), centre=apart, kinds=kinds))
    levels = [float(found.good.sum() / found.offered.sum()) for found in (one, pooled, separate)]
    assert levels[0] == pytest.approx(levels[1], abs=0.03)
    assert levels[2] < levels[1] - 0.05


def test_the_books_of_several_queues_balance_and_agents_are_counted_once() -> None:
    given = demand(np.array([[40.0], [30.0], [10.0]]) * np.ones(48), patience=90.0)
    centre = Centre(
        (Line((0, 1)), Line((1, 2, 0), "longest", (0.0, 0.0, 30.0)), Line((2,))),
        (Kind(((0,), (1,))), Kind(((0, 1),)), Kind(((2,), (1,)))),
    )
    kinds = (0, 0, 0, 1, 1, 2, 2)
    how = replace(
        settings(absent=0.1), centre=centre, kinds=kinds, threshold=np.array([20.0, 0.0, 60.0])
    )
    found = simulated(always(7, until=80_000.0), given, how)
    assert (found.offered == found.answered + found.abandoned + found.waiting).all()
    assert (found.good <= found.answered).all()
    assert found.offered.sum() > 4 * 48 * 70
    # Who finishes a call after the end is on the phones until then: nobody is busier than there.
    assert found.over.sum() > 0.0
    assert (found.busy <= found.staffed + found.over + 1e-6).all()
    assert (found.able_busy <= found.able + found.able_over + 1e-6).all()
    assert found.able[:, 2].sum() < found.able[:, 1].sum() < found.staffed.sum()
    assert (found.able_busy <= found.busy[:, None] + 1e-6).all()
    assert found.waits.sum() == found.answered.sum()
    # Nobody of the second queue waits well, for its threshold is 0: at once or not.
    assert found.good[:, 1].sum() == found.waits[1, :, 0].sum()


# Loads, and which of their rows; a threshold is an eighth of a handling time.
SETTINGS = [
    *(("erlang_bc.csv", load, 0) for load in (5.0, 10.0, 20.0, 50.0, 100.0)),
    *(("erlang_a.csv", load, place) for load, place in ((2.0, 0), (10.0, 0), (10.0, 1), (33.3, 0))),
    ("erlang_a.csv", 100.0, 1),
]
TAU = 0.125


def rows(table: Path, load: float) -> list[dict[str, str]]:
    """Rows of a truth table in which waiting is neither rare nor endless."""
    with table.open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if float(row["offered_load_erl"]) == load]
    name = "sl_offered" if "sl_offered" in found[0] else "sl_tau_1_8"
    return [
        row | {"level": row[name]}
        for row in found
        if 0.4 < float(row[name] or 0) < 0.97
        and float(row.get("occupancy") or 1) < 0.97
        and float(row.get("T_over_aht") or TAU) == TAU
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "load", "place"), SETTINGS)
def test_stationary_weeks_agree_with_the_truth(
    shared_dir: Path, table: str, load: float, place: int
) -> None:
    row = rows(shared_dir / "truth" / table, load)[place]
    aht, weeks = 160.0, 40
    patience = aht / float(row["aht_over_patience"]) if "aht_over_patience" in row else math.inf
    calls = np.full((1, 96), load * STEP / aht)
    given = replace(demand(calls, aht, patience, cv=None), lead=24)
    plan = always(int(row["agents"]))
    early = Plan("", tuple(replace(a, windows=((-24 * STEP, math.inf),)) for a in plan.agents))
    found = simulated(early, given, settings(96, threshold=TAU * aht), weeks)
    offered = found.offered[..., 24:].sum(axis=(1, 2))
    for counted, truth in ((found.good, "level"), (found.abandoned, "p_abandon")):
        level = ratio(counted[..., 24:].sum(axis=(1, 2)), offered)
        error = float(level.half) / 1.96
        assert abs(float(level.value) - float(row.get(truth) or 0)) <= 3 * error + 1e-9, row
