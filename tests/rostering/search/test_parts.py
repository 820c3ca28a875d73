"""Rosters up to a cost, parted by their agents."""

from typing import Any

import numpy as np
import pytest

from rostering.plans import plan
from wfm.rostering.program.program import program
from wfm.rostering.search.best import Best
from wfm.rostering.search.counts import Counts
from wfm.rostering.search.parts import Parts
from wfm.work.week import Week

FULL_TIME: dict[str, Any] = {
    "name": "full_time",
    "meals": [],
    "shift": [
        {"name": "day", "starts": ["06:00", "14:00"]},
        {"name": "night", "starts": ["22:00"]},
    ],
}
PART_TIME: dict[str, Any] = {
    "name": "part_time",
    "weekly_hours": 25,
    "presence_hours": 5,
    "paid_hours": 5,
    "shift": [{"name": "short", "starts": ["08:00", "12:00"]}],
}


def counts_of(*groups: dict[str, Any]) -> Counts:
    """Return the counts of a post round the clock."""
    return Counts(program(plan(group=list(groups)), Week(np.ones(168, dtype=int), 60)))


@pytest.fixture(scope="module")
def counts() -> Counts:
    return counts_of(FULL_TIME, PART_TIME)


def parts_of(counts: Counts, bound: float, step: float = 5.0) -> Parts:
    """Return the parts where so much is proved."""
    best = Best(60, 0.0, step, len, None)
    best.raise_bound(bound)
    return Parts(counts, best)


def test_there_is_one_for_each_choice_of_agents(counts: Counts) -> None:
    """A full-time agent costs 40 hours, a part-time agent 25."""
    found = parts_of(counts, 200).of(205, 10)
    assert [part.agents for part in found] == [[(0, 8)], [(5, 0)], [(2, 5)]]
    for part in found:
        assert part.agents is not None
        assert part.lower[counts.hired].tolist() == list(part.agents[0])
        assert part.upper[counts.hired].tolist() == list(part.agents[0])
        assert part.cost == 205
    assert len({part.key for part in found}) == 3


def test_a_choice_that_was_looked_at_is_known_again_at_a_higher_cost(counts: Counts) -> None:
    parts = parts_of(counts, 200)
    known = {part.key for part in parts.of(200, 5)}
    assert known < {part.key for part in parts.of(205, 10)}
    assert known.isdisjoint(part.key for part in parts.of(205, 5))


def test_where_more_than_agents_costs_cheaper_agents_are_a_part_of_their_own() -> None:
    """And a choice of agents that is refuted up to one cost is not so up to a higher one."""
    counts = counts_of({**FULL_TIME, "night_premium": 0.25})
    parts = parts_of(counts, 200, step=2.0)
    assert not counts.only_agents
    *choices, fewer = parts.of(202, 2)
    assert [part.agents for part in choices] == [[(5,)]]
    assert fewer.upper[counts.paid] == pytest.approx(198)
    assert fewer.upper[counts.cost] == pytest.approx(202)
    assert fewer.agents is None  # none to four agents: too many to be searched with walks
    keys = [part.key for cost in (202, 204) for part in parts.of(cost, 2)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("bound", "step"), [(200, 0.0), (0, 5.0)])
def test_without_steps_or_with_many_choices_all_are_looked_at_together(
    counts: Counts, bound: float, step: float
) -> None:
    parts = parts_of(counts, bound, step)
    (part,) = parts.of(600, 600)
    assert part.upper[counts.cost] == pytest.approx(600)
    assert part.key == parts.together(600).key
