"""What people share at no cost: against every line that each may have."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from scheduling.search.places import lines, problem
from wfm.scheduling.search.problem import Line, Problem, line_of, total_cost
from wfm.scheduling.sharing import Burdens, shared


def never() -> bool:
    return False


def weekend_duties(asked: Problem) -> Burdens:
    """Let the duties of weekends be what is shared, by all alike; nobody had any before."""
    loads = np.zeros((1, asked.days, asked.kinds))
    loads[0, [asked.weekday(day) > 4 for day in range(asked.days)]] = 1.0
    people = len(asked.people)
    return Burdens(loads, np.zeros((people, 1)), np.ones(people), np.zeros(people))


def unevenness(asked: Problem, burdens: Burdens, taken: tuple[Line, ...]) -> float:
    """Sum the squares of what each has of the burdens."""
    days = np.arange(asked.days)
    sums = [
        before + (burdens.loads[:, days, line.kinds] * (line.kinds >= 0)).sum(axis=1)
        for before, line in zip(burdens.before, taken, strict=True)
    ]
    return float((np.array(sums) ** 2).sum())


def covered(asked: Problem, taken: tuple[Line, ...]) -> list[int]:
    """Count who is there on each day, early and late."""
    return [
        sum(line.kinds[day] == kind for line in taken)
        for day, kind in product(range(asked.days), range(asked.kinds))
    ]


@pytest.mark.parametrize("seed", range(12))
def test_cover_rules_and_limits_stay_and_nothing_gets_dearer_or_less_even(seed: int) -> None:
    asked = problem(seed, people=4, days=7)
    allowed = [[days.tobytes() for days in lines(asked, person)] for person in asked.people]
    chance = np.random.default_rng(seed)
    start = tuple(
        line_of(asked, person, np.frombuffer(mine[chance.integers(len(mine))], dtype=np.int16))
        for person, mine in zip(asked.people, allowed, strict=True)
    )
    burdens = weekend_duties(asked)
    found = shared(asked, start, burdens, never)
    assert covered(asked, found) == covered(asked, start)
    assert total_cost(asked, found) <= total_cost(asked, start) + 1e-9
    assert unevenness(asked, burdens, found) <= unevenness(asked, burdens, start)
    for line, mine in zip(found, allowed, strict=True):
        assert line.kinds.tobytes() in mine


def two_alike() -> tuple[Problem, tuple[Line, ...]]:
    """Two people without wishes or limits; the first works on a Saturday, the other on none."""
    asked = problem(0, people=2, days=7)
    free = [
        replace(
            person,
            costs=np.zeros_like(person.costs),
            off_costs=np.zeros(7),
            least=0,
            most=3000,
            weekends=None,
            limits=(),
            points=(),
        )
        for person in asked.people
    ]
    asked = replace(asked, people=tuple(free))
    week = [asked.weekday(day) for day in range(7)]
    first = np.array([0 if day in (1, 4, 5) else -1 for day in week], dtype=np.int16)
    other = np.array([0 if day in (0, 3) else -1 for day in week], dtype=np.int16)
    return asked, tuple(
        line_of(asked, person, days)
        for person, days in zip(asked.people, (first, other), strict=True)
    )


def test_who_had_all_before_gives_away() -> None:
    asked, start = two_alike()
    burdens = replace(weekend_duties(asked), before=np.array([[2.0], [0.0]]))
    found = shared(asked, start, burdens, never)
    assert unevenness(asked, burdens, found) == pytest.approx(4.0 + 1.0)
    assert unevenness(asked, burdens, start) == pytest.approx(9.0)


def test_without_time_or_a_share_everybody_keeps_the_days() -> None:
    asked, start = two_alike()
    burdens = replace(weekend_duties(asked), before=np.array([[2.0], [0.0]]))
    assert shared(asked, start, burdens, lambda: True) == start
    assert shared(asked, start, replace(burdens, shares=np.array([1.0, 0.0])), never) == start
