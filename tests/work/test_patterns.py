"""Patterns and their closed rotations."""

import pytest

from wfm.work.patterns import Pattern, misfit

FOUR_ON_FOUR_OFF = Pattern(("D", "D", "N", "N", "OFF", "OFF", "OFF", "OFF"))


@pytest.mark.parametrize(
    ("length", "lines", "rotations"), [(8, 8, 1), (16, 16, 1), (7, 1, 7), (14, 2, 7), (15, 15, 1)]
)
def test_a_closed_rotation_is_as_many_repetitions_as_make_whole_weeks(
    length: int, lines: int, rotations: int
) -> None:
    pattern = Pattern(("D", *["OFF"] * (length - 1)))
    assert (pattern.lines, pattern.rotations) == (lines, rotations)
    assert pattern.closed(0) == pattern.words * (7 * lines // length)


def test_lines_begin_on_each_day_of_a_pattern_that_has_no_divisor_in_common_with_a_week() -> None:
    begins = [FOUR_ON_FOUR_OFF.begins(0, line) for line in range(8)]
    assert begins[:3] == [0, 7, 6]
    assert sorted(begins) == list(range(8))


def test_days_that_follow_a_pattern_from_any_day_on_fit() -> None:
    days = FOUR_ON_FOUR_OFF.closed(3)
    assert misfit(days, [Pattern(("D", "OFF")), FOUR_ON_FOUR_OFF]) is None


def test_the_first_day_that_leaves_the_nearest_pattern_is_named() -> None:
    days = [*FOUR_ON_FOUR_OFF.closed(0)]
    days[12] = "D"
    assert misfit(days, [FOUR_ON_FOUR_OFF]) == (12, "OFF")


def test_a_part_of_a_pattern_is_no_closed_rotation() -> None:
    assert misfit(FOUR_ON_FOUR_OFF.closed(0)[:7], [FOUR_ON_FOUR_OFF]) == (0, "D")
