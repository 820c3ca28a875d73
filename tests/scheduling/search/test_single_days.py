"""The program of single days, against all schedules."""

import pytest

from scheduling.search.places import lines, problem
from scheduling.search.test_search import cheapest
from wfm.scheduling.search.problem import line_of, total_cost
from wfm.scheduling.search.single_days import is_small, single_days


@pytest.mark.parametrize("seed", [1, 3, 4, 9])
def test_it_finds_the_cheapest_schedule_and_proves_it(seed: int) -> None:
    asked = problem(seed, people=2, days=6)
    single = single_days(asked, lambda: False)
    best = cheapest(seed)
    if single.kinds is None:
        assert best == float("inf")
        return
    pairs = list(zip(asked.people, single.kinds, strict=True))
    assert total_cost(asked, [line_of(asked, *pair) for pair in pairs]) == pytest.approx(best)
    assert single.bound == pytest.approx(best)
    for person, kinds in pairs:
        assert kinds.tobytes() in {days.tobytes() for days in lines(asked, person)}


def test_many_people_and_days_are_too_much_for_it() -> None:
    assert is_small(problem(1, people=2, days=6))
    assert not is_small(problem(1, people=40, days=56))
