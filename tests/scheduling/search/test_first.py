"""A first schedule, from one person to the next."""

import numpy as np
import pytest

from scheduling.search.places import lines, problem
from wfm.scheduling.search.dive import Diving, dive
from wfm.scheduling.search.first import completed, settled, worth
from wfm.scheduling.search.pool import Master, Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import line_of, there, total_cost


def start(seed: int, people: int = 4) -> tuple[Pool, Pricing, dict[int, int] | None]:
    asked = problem(seed, people=people)
    pool, pricing = Pool(asked), Pricing(asked)
    return pool, pricing, completed(pool, pricing, {}, list(range(people)), lambda: False)


@pytest.mark.parametrize("seed", [1, 2, 5, 8])
def test_everybody_gets_days_that_are_allowed(seed: int) -> None:
    pool, _, found = start(seed)
    assert found is not None
    for person, number in found.items():
        allowed = {days.tobytes() for days in lines(pool.problem, pool.problem.people[person])}
        assert pool.lines[person][number].kinds.tobytes() in allowed


def test_in_the_end_nobody_can_do_better_alone() -> None:
    pool, pricing, found = start(2)
    assert found is not None
    before = total_cost(pool.problem, pool.chosen(found))
    best = settled(pool, pricing, found, lambda: False)
    cost = total_cost(pool.problem, pool.chosen(best))
    assert cost <= before
    for person in best:
        others = pool.chosen({p: n for p, n in best.items() if p != person})
        who = pool.problem.people[person]
        # Fines stand for limits on shifts: whoever has some may miss the very best line.
        if not who.limits:
            for days in lines(pool.problem, who):
                own = line_of(pool.problem, who, days)
                assert total_cost(pool.problem, [*others, own]) >= cost - 1e-9


def test_an_agent_more_is_worth_what_a_missing_one_costs() -> None:
    pool, _, found = start(1)
    assert found is not None
    covered = there(pool.problem, pool.chosen(found))
    gains, cover = worth(pool, covered), pool.problem.cover
    for row, gain in enumerate(gains):
        more = covered.copy()
        more[row] += 1
        assert cover.cost(covered) - cover.cost(more) == pytest.approx(gain)


def test_a_dive_without_time_is_completed_at_once() -> None:
    pool, pricing, _ = start(1)
    how = Diving(8, gone=lambda: 1.0)
    master = Master(pool, [0, 1, 2, 3], pool.problem.cover.required, lambda: False)
    found = dive(master, pricing, {}, how, lambda: False)
    assert found is not None
    assert sorted(found) == [0, 1, 2, 3]


def test_whoever_may_not_work_at_all_has_no_line() -> None:
    asked = problem(1, people=1)
    object.__setattr__(asked.people[0], "costs", np.full_like(asked.people[0].costs, np.inf))
    object.__setattr__(asked.people[0], "least", 480)
    assert completed(Pool(asked), Pricing(asked), {}, [0], lambda: False) is None
