"""Opening hours as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.errors import OptionError
from wfm.staffing.demand.opening_hours import open_at, opening_minutes

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


def is_open(text: str, weekday: int, time: str) -> bool:
    hour, minute = map(int, time.split(":"))
    return bool(open_at(opening_minutes(text), weekday, hour * 60 + minute))


@pytest.mark.parametrize(
    ("text", "weekday", "time", "expected"),
    [
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", MONDAY, "08:00", True),
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", MONDAY, "07:30", False),
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", FRIDAY, "19:30", True),
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", FRIDAY, "20:00", False),
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", SATURDAY, "12:30", True),
        ("Mon-Fri 08:00-20:00, Sat 09:00-13:00", SUNDAY, "12:00", False),
        ("Fri 22:00-06:00", FRIDAY, "23:30", True),
        ("Fri 22:00-06:00", SATURDAY, "05:30", True),
        ("Fri 22:00-06:00", FRIDAY, "05:30", False),
        ("Sun 22:00-06:00", MONDAY, "05:30", True),
        ("Mon 08:00-12:00 13:00-17:00", MONDAY, "12:30", False),
        ("Mon 08:00-12:00 13:00-17:00", MONDAY, "13:00", True),
        ("Mon,Sat 08:00-12:00", SATURDAY, "08:00", True),
        ("Fri-Mon 10:00-11:00", SUNDAY, "10:30", True),
        ("monday-friday 8:00-20:00", FRIDAY, "08:00", True),
        ("Mon-Sun 00:00-24:00", SUNDAY, "23:45", True),
    ],
)
def test_reading(text: str, weekday: int, time: str, expected: bool) -> None:
    assert is_open(text, weekday, time) is expected


@pytest.mark.parametrize(
    "text",
    ["", "Mon", "Mon-Fri", "08:00-20:00", "Mon 8-20", "Foo 08:00-20:00", "Mon 08:00-08:00",
     "Mon 08:00-25:00", "Mon 08:60-12:00", "Mon 08:00-20:00,", "Mon-Fri-Sat 08:00-20:00"],
)  # fmt: skip
def test_senseless_text_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(OptionError, match=r"write|00:00-24:00"):
        opening_minutes(text)


@given(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1439))
def test_a_window_is_open_for_exactly_its_length(day: int, start: int, length: int) -> None:
    end = (start + length) % 1440
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day]
    text = f"{name} {start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    week = opening_minutes(text)
    assert week.sum() == length
    assert open_at(week, day, start)
