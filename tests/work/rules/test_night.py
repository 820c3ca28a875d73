"""Which duties and shifts are night work by a statute."""

import pytest

from wfm.work.rules.night import Night, read_night
from wfm.work.shifts import Shift


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (1320, 1830, True),
        (840, 1350, False),
        (300, 540, False),
        (180, 690, True),
        (1200, 1560, True),
    ],
)
def test_night_work_is_counted_on_both_sides_of_midnight(start: int, end: int, held: bool) -> None:
    assert Night(23 * 60, 30 * 60, 180).holds(start, end) == held


def test_a_shift_is_night_work_if_any_of_its_starts_is() -> None:
    night = Night(23 * 60, 30 * 60, 180)
    assert not night.touches(Shift("late", ((840, 960),)))
    assert night.touches(Shift("late", ((840, 1080),)))


def test_a_night_that_ends_in_the_morning_ends_on_the_next_day() -> None:
    night = read_night({"from": "23:00", "to": "06:00", "minutes": 180}, "night")
    assert night == Night(23 * 60, 30 * 60, 180)
    assert read_night(None, "night") is None
