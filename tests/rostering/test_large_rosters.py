"""Rosters of thousands of lines: what is made of them takes no longer than they are large."""

from collections.abc import Iterator

import numpy as np
import pytest

from rostering.plans import FULL_TIME, PART_TIME, block, plan, requirement
from sparing import few
from wfm import deadline, interrupts
from wfm.errors import UndecidedError
from wfm.rostering import roster
from wfm.rostering.program.program import GroupColumns, program
from wfm.rostering.search.search import search
from wfm.rostering.teams import lines
from wfm.rostering.teams.closed_walks import HOURS, WEEKS, Circulation
from wfm.rostering.teams.split import split
from wfm.rostering.ways_out.contradictions import least_agents
from wfm.weekdays import WEEK
from wfm.work.slots import agents_in
from wfm.work.week import Week


def tried(
    begins: np.ndarray, times: np.ndarray, least: np.ndarray, late: int
) -> Iterator[np.ndarray]:
    for owed in range(len(begins)):
        offset = (np.roll(times, -owed) - begins) % WEEK
        if ((least <= offset) & (offset <= late)).all():
            yield offset


def test_pauses_are_matched_as_by_trying_every_number_owed() -> None:
    rng = np.random.default_rng(1)
    fitting = 0
    for _ in range(400):
        number = int(rng.integers(1, 9))
        begins = np.sort(rng.integers(0, WEEK // 30, number) * 30)
        wait = rng.integers(6, 11, number) * 30
        times = np.sort((begins + wait) % WEEK)
        if rng.random() < 0.2:
            times = np.sort(rng.integers(0, WEEK // 30, number) * 30)
        least = np.maximum(180, rng.integers(0, 8, number) * 30)
        wanted = next(tried(begins, times, least, 300), None)
        found = lines._in_order(begins, times, least, 300, WEEK)
        assert (wanted is None) == (found is None)
        if wanted is not None and found is not None:
            assert (wanted == found).all()
            fitting += 1
    assert fitting > 50


def test_agents_are_counted_around_the_end_of_the_week() -> None:
    agents = agents_in({(WEEK - 60, WEEK + 30): 2, (0, 10): -1})
    assert agents[-60:].tolist() == [2] * 60
    assert agents[:31].tolist() == [1] * 10 + [2] * 20 + [0]


@pytest.fixture(scope="module")
def large() -> tuple[GroupColumns, Circulation]:
    """Return the columns of one group, and the circulation of the agents of a large roster."""
    built = program(plan(group=[FULL_TIME]), Week(block(0, 24, 300), 30))
    found = search(built, seconds=100, gap=0.05, even=False)
    (columns,) = built.groups
    return columns, lines.circulation(columns, [int(found.columns[c]) for c in columns.walks])


@pytest.mark.slow
@pytest.mark.parametrize("seconds", few(1, [0.0, 600.0]))
def test_a_very_long_circulation_is_parted_with_and_without_time(
    large: tuple[GroupColumns, Circulation], seconds: float
) -> None:
    columns, network = large
    assert network.lines > 1_200
    with deadline.within(seconds):
        parted = split(network, lines.limits(columns.group))
    assert not parted.over_contract
    assert parted.totals[WEEKS].sum() == network.lines
    assert parted.totals[WEEKS].max() < 60
    assert parted.totals[HOURS].sum() == pytest.approx(network.paid_hours @ network.flow)


def test_the_hours_of_contracts_say_how_many_agents_it_takes() -> None:
    need = block(0, 24, 10)
    # 1,680 h on the phones, 40 h a week each.
    assert least_agents(plan(group=[FULL_TIME]), Week(need, 30)) == 42
    assert least_agents(plan(group=[{**FULL_TIME, "max_agents": 30}]), Week(need, 30)) == 30
    assert least_agents(plan(group=[{**FULL_TIME, "min_agents": 50}]), Week(need, 30)) == 50
    assert least_agents(plan(group=[FULL_TIME, PART_TIME]), Week(need, 30)) == 42


def test_a_roster_too_large_for_its_time_is_not_begun() -> None:
    with pytest.raises(UndecidedError, match=r"37,800 agents or more .* raise --time-limit"):
        roster(requirement(block(0, 24, 9_000)), time_limit=5)


def test_an_interrupt_leaves_out_what_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not deadline.hurried()
    monkeypatch.setattr(interrupts, "_noted", [0.0])
    assert deadline.hurried()
    assert not deadline.over()
