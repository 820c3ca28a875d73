"""Meals and breaks as queues."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.rostering.program.breaks import Kind, add_pauses, arranged
from wfm.solver import Limits, Model, Solver, Status
from wfm.weekdays import WEEK
from wfm.work.shifts import Pause

MEAL, BREAK = Pause(30, 180, 300), Pause(15, 60, 120, paid=True)


def test_pauses_start_on_the_grid_of_their_duty() -> None:
    _, gap, (offsets,) = arranged((MEAL,), 50, 30)
    assert offsets == (180, 210, 240, 270, 300)
    assert gap == 60


def test_a_finer_grid_is_taken_where_a_coarse_one_leaves_no_place() -> None:
    """From 70 to 80 minutes into the duty lies no half hour."""
    _, _, (offsets,) = arranged((Pause(15, 70, 80),), 0, 30)
    assert offsets == (70, 75, 80)
    _, _, (odd,) = arranged((Pause(15, 71, 73),), 0, 30)
    assert odd == (71, 72, 73)


def test_a_kind_is_on_the_grid_where_all_of_it_is() -> None:
    on = Kind(*arranged((MEAL,), 60, 30))
    on.starting[480].append(0)
    assert on.on_grid(30)
    on.starting[490].append(1)
    assert not on.on_grid(30)


@given(
    st.dictionaries(
        st.sampled_from(range(480, 780, 30)), st.integers(1, 4), min_size=1, max_size=4
    ),
    st.lists(st.integers(0, 4), min_size=20, max_size=20),
)
def test_whoever_started_first_has_a_place_in_its_window(
    duties: dict[int, int], prices: list[int]
) -> None:
    """However dear the moments are: first come, first served, all meals lie in their windows."""
    model = Model()
    kind = Kind(*arranged((MEAL,), 60, 30))
    for start, number in duties.items():
        kind.starting[start].append(
            model.column(f"duty_{start}", lower=number, upper=number, integer=True)
        )
    add_pauses(model, kind, 0, 30, regular=True)
    (taken,) = kind.taken
    for place, column in enumerate(taken.values()):
        model.costs[column] = 1.0 + prices[place % 20]
    found = Solver(model).search(Limits())
    assert found.status == Status.OPTIMAL
    assert found.values is not None
    times = sorted(t for t, c in taken.items() for _ in range(round(found.values[c])))
    starts = sorted(start for start, number in duties.items() for _ in range(number))
    assert len(times) == len(starts)
    for start, time in zip(starts, times, strict=True):
        assert 180 <= time - start <= 300


def test_those_who_are_away_are_away_for_the_length_of_their_pause() -> None:
    model = Model()
    kind = Kind(*arranged((BREAK, MEAL), 60, 15))
    kind.starting[WEEK - 120].append(model.column("duty", integer=True))
    away = add_pauses(model, kind, 0, 15, regular=True)
    lengths = {last - first for first, last, _ in away}
    assert lengths == {15, 30}
    first, second = (sorted(one) for one in kind.taken)
    assert all(0 <= t < WEEK for t in (*first, *second))  # round the end of the week


@pytest.mark.parametrize("gap", [0, 30, 60, 90])
def test_pauses_of_one_duty_keep_their_distance(gap: int) -> None:
    model = Model()
    pauses = (Pause(15, 60, 180, paid=True), Pause(30, 120, 300))
    kind = Kind(*arranged(pauses, gap, 15))
    kind.starting[480].append(model.column("duty", lower=1, upper=1, integer=True))
    add_pauses(model, kind, 0, 15, regular=False)
    for one in kind.taken:  # as near to one another as can be
        for t, column in one.items():
            model.costs[column] = abs(t - 480 - 150) / 60
    found = Solver(model).search(Limits())
    assert found.values is not None
    values = found.values
    spans = sorted(
        (t, t + pause.minutes)
        for pause, one in zip(pauses, kind.taken, strict=True)
        for t, column in one.items()
        if round(values[column])
    )
    assert len(spans) == 2
    assert all(after[0] - before[1] >= gap for before, after in pairwise(spans))
