"""Prices before any linear program: a bound of all schedules."""

import numpy as np
import pytest

from scheduling.search.places import problem
from wfm.scheduling.search.pool import Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.search import Search
from wfm.scheduling.search.steering import steered


@pytest.mark.parametrize("seed", [2, 3])
def test_its_bound_is_one_and_better_than_that_of_no_prices(seed: int) -> None:
    asked = problem(seed, people=4)
    best = Search(asked, lambda: 0.0, lambda *_: None).run().cost
    one, many = (
        steered(Pool(asked), Pricing(asked), best + 20.0, rounds, lambda: False)
        for rounds in (1, 40)
    )
    assert one.bound < many.bound <= best + 1e-6
    assert many.prices is not None
    assert (many.prices <= asked.cover.under).all()
    assert (-many.prices <= asked.cover.over).all()
    least = sum(many.reduced.values())
    assert many.bound == pytest.approx(many.prices @ asked.cover.required + least)


def test_it_leaves_lines_behind() -> None:
    asked = problem(3, people=4)
    pool = Pool(asked)
    steered(pool, Pricing(asked), 100.0, 20, lambda: False)
    assert all(pool.lines)
    assert all(np.isfinite(line.cost) for lines in pool.lines for line in lines)
