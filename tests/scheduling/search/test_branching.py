"""Bounds of whole numbers missing and too many, against the program of single days."""

import random
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from scheduling.search.places import EARLY
from sparing import few
from wfm.scheduling.search.branching import Branching, groups_of, is_whole
from wfm.scheduling.search.generation import Generation, Pace, generate
from wfm.scheduling.search.network import WeekendBegun, network_of
from wfm.scheduling.search.pool import Master, Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import Cover, Person, Problem
from wfm.scheduling.search.search import Search
from wfm.scheduling.search.single_days import single_days
from wfm.work.rules.catalogue import DaysOff, DaysOn


def never() -> bool:
    return False


def asked_of(seed: int, days: int = 10) -> Problem:
    """Make a problem of people who work two to four days in a row, and one weekend."""
    chance = random.Random(seed)
    network = network_of((DaysOn(2, 4), DaysOff(2, 9), WeekendBegun()), (EARLY,))
    required = np.array([float(chance.randint(1, 3)) for _ in range(days)])
    people = []
    for _ in range(5):
        costs = np.zeros((days, 1))
        costs[chance.sample(range(days), 2)] = np.inf
        most = 480 * chance.randint(4, 6)
        start = (network.first[0],)
        people.append(Person(0, start, costs, np.zeros(days), most - 480, most, 1))
    return Problem(
        0,
        (network,),
        ((0,),),
        np.arange(1),
        np.array([480]),
        np.zeros((days, 1), dtype=np.int64),
        tuple(people),
        Cover(required, np.full(days, 20.0), np.ones(days), csr_array(np.eye(days))),
    )


def bounds(asked: Problem, target: float, parted: int) -> tuple[Generation, float]:
    """Return the bound of lines in fractions, and that after parting it some times."""
    pool, pricing = Pool(asked), Pricing(asked)
    people = list(range(len(asked.people)))
    master = Master(pool, people, asked.cover.required, never)
    known = generate(master, pricing, people, Pace(1000, calm=0.3), never)
    assert known.done
    branching = Branching(pool, pricing, known, target)
    branching.go_on(target, parted, never)
    return known, branching.bound


@pytest.mark.parametrize("seed", few(8, [3, 10, *range(3), *range(4, 10), *range(11, 60)]))
def test_no_schedule_costs_less_than_the_bound(seed: int) -> None:
    asked = asked_of(seed)
    best = single_days(asked, never)
    if best.kinds is None:
        return
    for beyond in (0.1, 2.0, 100.0):
        known, bound = bounds(asked, best.bound + beyond, 6)
        assert known.bound - 1e-6 <= bound <= best.bound + 1e-4


@pytest.mark.parametrize(
    ("seed", "days", "best", "gap"), [(3, 10, 2.0, 0.5), (10, 10, 3.0, 0.5), (1, 14, 40.0, 15.8)]
)
def test_a_gap_of_fractions_closes(seed: int, days: int, best: float, gap: float) -> None:
    known, bound = bounds(asked_of(seed, days), best + 2.0, 6)
    assert best - known.bound == pytest.approx(gap)
    assert -1e-6 <= best - bound < 0.3


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "days", "best"), [(3, 10, 2.0), (10, 10, 3.0), (1, 14, 40.0)])
def test_those_are_the_cheapest(seed: int, days: int, best: float) -> None:
    assert single_days(asked_of(seed, days), never).bound == pytest.approx(best)


def test_a_search_takes_the_better_bound() -> None:
    said = []
    asked = asked_of(1, 14)
    found = Search(asked, lambda: float("parted" in said), lambda what, *_: said.append(what)).run()
    assert found.bound == 40.0


def test_rows_are_looked_at_together_and_apart() -> None:
    asked = asked_of(1)
    rows, groups = len(asked.cover.required), groups_of(asked)
    assert [len(group) for group in groups[::2]] == [1, 1, 2, rows, rows]
    for missing, surplus in zip(groups[::2], groups[1::2], strict=True):
        assert sorted(np.concatenate(missing)) == list(range(rows))
        assert sorted(np.concatenate(surplus)) == list(range(rows, 2 * rows))


def test_parts_of_agents_are_not_parted() -> None:
    asked = asked_of(1)
    assert is_whole(asked)
    cover = replace(asked.cover, effects=asked.cover.effects * 0.5)
    assert not is_whole(replace(asked, cover=cover))
    Search(replace(asked, cover=cover), lambda: 0.0, lambda *_: None)
