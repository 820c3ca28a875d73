"""The search for a schedule, against all schedules."""

from itertools import product

import numpy as np
import pytest

from scheduling.search.places import lines, problem
from wfm.scheduling.search.problem import line_of, own_costs, total_cost
from wfm.scheduling.search.search import Search


def cheapest(seed: int) -> float:
    """Try every pair of lines."""
    asked = problem(seed, people=2, days=6)
    every = [[line_of(asked, p, days) for days in lines(asked, p)] for p in asked.people]
    return min((total_cost(asked, pair) for pair in product(*every)), default=np.inf)


@pytest.mark.parametrize("seed", [3, 4])
def test_it_finds_and_bounds_the_cheapest_schedule(seed: int) -> None:
    asked = problem(seed, people=2, days=6)
    best = cheapest(seed)
    found = Search(asked, lambda: 0.0, lambda *_: None).run()
    assert found.cost == pytest.approx(best)
    assert found.bound <= best + 1e-6
    assert found.lines is not None
    assert found.cost == pytest.approx(total_cost(asked, found.lines))


def test_it_is_the_same_again() -> None:
    one, other = (
        Search(problem(7, people=5, days=10), lambda: 0.0, lambda *_: None).run() for _ in range(2)
    )
    assert one.lines is not None
    assert other.lines is not None
    assert [a.kinds.tolist() for a in one.lines] == [b.kinds.tolist() for b in other.lines]


def test_it_ends_without_a_schedule_when_there_is_no_time() -> None:
    found = Search(problem(7), lambda: 1.0, lambda *_: None).run()
    assert found.lines is None


@pytest.mark.parametrize("limit", ["pace._LONG", "search._LARGE"])
def test_long_and_large_problems_end_with_allowed_days_and_a_bound(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = problem(3, people=2, days=6)
    monkeypatch.setattr(f"wfm.scheduling.search.{limit}", 0)
    monkeypatch.setattr("wfm.scheduling.search.search._TURNS", 10)
    found = Search(asked, lambda: 0.0, lambda *_: None).run()
    assert found.lines is not None
    for person, line in zip(asked.people, found.lines, strict=True):
        assert line.kinds.tobytes() in {days.tobytes() for days in lines(asked, person)}
    assert own_costs(asked) <= found.bound <= cheapest(3) + 1e-6
