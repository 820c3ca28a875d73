"""Changed duties are counted over the best matching of old lines with new ones."""

from itertools import permutations

import numpy as np
import pytest

from wfm.rostering.difference import Difference, Line, difference

EARLY, LATE = ("early", 360), ("late", 840)
WORKS: Line = (EARLY,) * 5 + (None, None)
FREE: Line = (None,) * 7


def test_equal_rosters_do_not_differ_in_whatever_order_their_lines_are() -> None:
    others: Line = (LATE,) * 3 + (None,) * 4
    found = difference({"a": [WORKS, others]}, {"a": [others, WORKS]})
    assert found == Difference(duties=0, of_duties=8, lines_kept=2, of_lines=2)


def test_a_duty_at_another_time_has_changed_and_so_has_one_that_is_a_day_off_now() -> None:
    late: Line = (LATE, EARLY, EARLY, EARLY, None, None, None)
    assert difference({"a": [WORKS]}, {"a": [late]}) == Difference(2, 5, 0, 1)


def test_all_duties_of_lines_that_come_or_go_have_changed() -> None:
    assert difference({"a": [WORKS, WORKS]}, {"a": [WORKS]}) == Difference(5, 10, 1, 2)
    assert difference({"a": [WORKS]}, {"a": [WORKS, WORKS, FREE]}) == Difference(5, 5, 1, 1)
    assert difference({}, {}) == Difference(0, 0, 0, 0)


def test_nobody_changes_the_group() -> None:
    assert difference({"a": [WORKS]}, {"b": [WORKS]}) == Difference(10, 5, 0, 1)


@pytest.mark.parametrize("seed", range(20))
def test_no_matching_changes_fewer_duties(seed: int) -> None:
    draw = np.random.default_rng(seed)

    def lines(number: int) -> list[Line]:
        return [
            tuple((None, EARLY, LATE)[kind] for kind in draw.integers(0, 3, 7))
            for _ in range(number)
        ]

    old, new = lines(4), lines(int(draw.integers(2, 5)))
    new[0] = old[2]
    padded = [*new, *[FREE] * (4 - len(new))]
    fewest = min(
        sum(
            one[day] != other[day]
            for one, other in zip(old, order, strict=True)
            for day in range(7)
        )
        for order in permutations(padded)
    )
    assert difference({"a": old}, {"a": new}).duties == fewest
