"""Lines of a roster on dates: which line, at which moments, and what absences leave."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sites import CONFIG, roster
from wfm.scheduling.calendar import Clocks, Period, Seat, on_dates, with_absences
from wfm.scheduling.people import Absence, Agent
from wfm.scheduling.rotation import Team, read_teams
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.work.configuration.roster import plan_from

PLAN = plan_from(CONFIG)
LINES = ["EEEEE--", "LLLLL--", "NNNN---"]
MONDAY = dt.date(2026, 12, 7)


def team(lines: list[str] = LINES) -> Team:
    (found,) = read_teams(roster({"1": lines}), PLAN)
    return found


def laid(
    first: dt.date, days: int, zone: str = "Europe/London", line: int = 1, agent: str = "Anna"
) -> list[ScheduledDay]:
    seats = [Seat(Agent(agent), team(), line)]
    return on_dates(seats, Period(first, days), Clocks(ZoneInfo(zone)))


def test_every_week_an_agent_goes_on_to_the_next_line() -> None:
    days = laid(MONDAY, 28, line=2)
    shifts = [day.shift for day in days[::7]]
    assert shifts == ["late", "night", "early", "late"]
    assert [day.shift for day in days[:7]] == ["late"] * 5 + ["OFF"] * 2


def test_a_schedule_may_begin_on_any_day() -> None:
    wednesday = laid(MONDAY + dt.timedelta(days=2), 7, line=1)
    assert [day.shift for day in wednesday] == ["early"] * 3 + ["OFF"] * 2 + ["late"] * 2


CHANGES = [
    # zone, the night before a change begins on this day, true hours of a duty from 22:00 to 06:30
    ("Europe/London", dt.date(2026, 10, 24), 9.5),
    ("Europe/London", dt.date(2027, 3, 27), 7.5),
    ("America/New_York", dt.date(2026, 10, 31), 9.5),
    ("America/New_York", dt.date(2027, 3, 13), 7.5),
    ("Australia/Lord_Howe", dt.date(2027, 4, 3), 9.0),
    ("Australia/Lord_Howe", dt.date(2026, 10, 3), 8.0),
]


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_night_over_a_change_keeps_its_times_and_has_its_true_length(
    zone: str, day: dt.date, hours: float
) -> None:
    weekday = day.weekday()
    line = "-" * weekday + "N" + "-" * (6 - weekday)
    seats = [Seat(Agent("Anna"), team([line]), 1)]
    (night,) = on_dates(seats, Period(day, 1), Clocks(ZoneInfo(zone)))
    assert night.start is not None
    assert night.end is not None
    assert f"{night.start:%H:%M} {night.end:%H:%M}" == "22:00 06:30"
    assert night.end - night.start == dt.timedelta(hours=hours)
    assert night.hours == hours - 0.5
    assert night.note == f"clock change: {abs(hours - 8.5) * 60:.0f} minutes " + (
        "longer" if hours > 8.5 else "shorter"
    )
    ((first, last),) = night.meals
    assert last - first == dt.timedelta(minutes=30)
    assert night.start < first < last < night.end


def test_a_person_has_the_clock_of_the_group_or_an_own_one() -> None:
    remote = Agent("Tiina", timezone=ZoneInfo("Europe/Tallinn"))
    seats = [Seat(remote, team(), 1)]
    (day,) = on_dates(seats, Period(MONDAY, 1), Clocks(ZoneInfo("Europe/London")))
    assert day.start is not None
    assert day.start.isoformat() == "2026-12-07T06:00:00+02:00"


def test_nobody_works_outside_the_contract() -> None:
    agent = Agent("Anna", first_day=MONDAY + dt.timedelta(days=1), last_day=MONDAY.replace(day=9))
    days = on_dates([Seat(agent, team(), 1)], Period(MONDAY, 7), Clocks(ZoneInfo("UTC")))
    assert [day.date.day for day in days] == [8, 9]


def test_leave_takes_the_duties_that_start_on_its_days() -> None:
    nights = laid(MONDAY, 7, line=3)
    leave = Absence("Anna", MONDAY.replace(day=8), MONDAY.replace(day=9))
    found = with_absences(nights, [leave])
    assert [day.shift for day in found[:4]] == ["night", LEAVE, LEAVE, "night"]
    assert found[1].hours == 8
    assert found[1].note == "leave: night 22:00-06:30"


def test_an_absence_of_hours_takes_a_part_of_a_duty() -> None:
    days = laid(MONDAY, 2)
    begins = dt.datetime.fromisoformat("2026-12-07T10:00+00:00")
    absence = Absence("Anna", MONDAY, MONDAY, begins, begins.replace(hour=16), "dentist", False)
    first, second = with_absences(days, [absence])
    ((start, end, kind),) = first.activities
    assert (start.hour, end.hour, end.minute, kind) == (10, 14, 30, "dentist")
    assert first.hours == 8 - 4.5
    assert second == days[1]


def test_sick_without_pay_has_no_hours() -> None:
    days = laid(MONDAY, 6)
    absence = Absence("Anna", MONDAY, MONDAY.replace(day=12), kind="sick", paid=False)
    found = with_absences(days, [absence])
    assert {day.hours for day in found} == {0.0}
    assert found[5].note == "sick"
