"""Neighbours of holidays and parts of the month."""

import numpy as np
import pytest

from wfm.forecasting.history import calendar
from wfm.forecasting.history.effects import MONTH_BINS, NEIGHBOURS

COLUMNS = NEIGHBOURS + MONTH_BINS


def marks(day: str, country: str | None = "FR") -> set[str]:
    found = calendar.calendar(calendar.day_number(day, "start"), 1, country).effects[0]
    return {name for name, mark in zip(COLUMNS, found, strict=True) if mark}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-08", {"month_8_14"}),  # the holiday itself, a Wednesday
        ("2024-05-07", {"before_holiday", "month_4_7"}),
        ("2024-04-02", {"after_holiday", "month_1_3"}),  # after Easter Monday
        ("2024-04-03", {"second_day_after", "month_1_3"}),
        ("2024-05-10", {"after_holiday", "bridge_day", "month_8_14"}),  # after Ascension Thursday
        ("2024-07-14", {"rest_holiday", "month_8_14"}),  # a holiday on a Sunday
        ("2024-02-26", {"month_last_4"}),
        ("2024-02-25", {"month_20_on"}),
    ],
)
def test_a_day_knows_what_it_stands_next_to(day: str, expected: set[str]) -> None:
    assert marks(day) == expected


def test_without_a_country_only_the_month_counts() -> None:
    assert marks("2024-05-07", None) == {"month_4_7"}


def test_the_marks_do_not_depend_on_where_the_calendar_is_cut() -> None:
    first = calendar.day_number("2024-04-01", "start")
    whole = calendar.calendar(first, 60, "FR")
    for day in range(60):
        alone = calendar.calendar(first + day, 1, "FR")
        np.testing.assert_array_equal(alone.effects[0], whole.effects[day])
