"""Duties of rosters and schedules."""

import pytest

from drawing import roster_of_two_lines
from shown_tables import schedule
from wfm.errors import InputError
from wfm.views.shown.duties import duties_of


def test_a_duty_has_its_times_on_the_clock_of_its_day() -> None:
    night = next(duty for duty in duties_of(roster_of_two_lines()) if duty.shift == "night")
    assert (night.who, night.start, night.end) == (("1", "2"), 22 * 60, 30 * 60 + 30)
    assert night.away == ((26 * 60, 26 * 60 + 30, "m"),)
    anna, ben = duties_of(schedule("Anna", "Ben").query("date == '2026-01-05'"))
    assert (anna.who, anna.start, anna.end) == (("Anna",), 300, 810)
    assert anna.away == ((405, 420, "b"), (540, 570, "m"))
    assert (ben.start, ben.end) == (22 * 60, 30 * 60 + 30)


def test_days_off_and_leave_are_not_worked() -> None:
    assert {duty.shift for duty in duties_of(schedule()) if not duty.is_worked} == {"OFF", "LEAVE"}


def test_a_table_may_have_no_times() -> None:
    roster = roster_of_two_lines()[["team", "line", "weekday", "shift"]]
    assert all(duty.start is None for duty in duties_of(roster))
    plain = schedule()[["agent", "date", "shift"]]
    assert all(duty.start is None for duty in duties_of(plain))


def test_a_time_that_cannot_be_read_is_named() -> None:
    wrong = roster_of_two_lines().replace({"start": {"05:00": "five"}})
    with pytest.raises(InputError, match=r"team 1, line 1, Mon: .*'five'"):
        duties_of(wrong)
