"""A colour for each shift."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from schedules import duty, schedule
from wfm.reporting.bands import bands

MONDAY = dt.date(2026, 12, 7)


def test_shifts_stand_from_the_morning_to_the_night_each_in_its_colour() -> None:
    found = bands(schedule(["Anna", "Ben", "Cleo"], MONDAY))
    assert list(found) == ["early", "late", "night"]
    assert [look.start for look in found.values()] == [360, 840, 1230]
    assert len({look.fill for look in found.values()}) == 3
    assert sum(look.duties for look in found.values()) == 30


def test_many_shifts_still_differ() -> None:
    day = duty("Anna", MONDAY, ZoneInfo("Europe/London"))
    found = bands([replace(day, shift=f"shift {number}") for number in range(30)])
    assert len({look.fill for look in found.values()}) == 30


def test_days_off_have_no_colour() -> None:
    assert bands([day for day in schedule(["Anna"], MONDAY) if not day.on_duty]) == {}
