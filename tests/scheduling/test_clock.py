"""The clock on the wall, at both changes of three zones."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from wfm.scheduling.clock import WallClock

# Zone, day of the change, minutes that the clock skips, and the moment of the change.
FORWARD = [
    ("Europe/London", dt.date(2027, 3, 28), range(60, 120), "2027-03-28T01:00+00:00"),
    ("America/New_York", dt.date(2027, 3, 14), range(120, 180), "2027-03-14T07:00+00:00"),
    ("Australia/Lord_Howe", dt.date(2026, 10, 4), range(120, 150), "2026-10-03T15:30+00:00"),
]
# Zone, day of the change, a minute that the clock shows twice, and when it shows it first.
BACK = [
    ("Europe/London", dt.date(2026, 10, 25), 90, "2026-10-25T00:30+00:00"),
    ("America/New_York", dt.date(2026, 11, 1), 60, "2026-11-01T05:00+00:00"),
    ("Australia/Lord_Howe", dt.date(2027, 4, 4), 90, "2027-04-03T14:30+00:00"),
]


def test_clocks_apart_change_at_either_change() -> None:
    clock, site = WallClock(ZoneInfo("America/Vancouver")), ZoneInfo("Europe/London")
    days = [dt.date(2027, 3, 13), dt.date(2027, 3, 14), dt.date(2027, 3, 28)]
    assert [clock.ahead_of(site, day) for day in days] == [-480, -420, -480]


@pytest.mark.parametrize(("zone", "day", "minutes", "change"), FORWARD)
def test_what_is_skipped_is_the_moment_of_the_change(
    zone: str, day: dt.date, minutes: range, change: str
) -> None:
    clock = WallClock(ZoneInfo(zone))
    for minute in minutes:
        assert clock.moment(day, minute) == dt.datetime.fromisoformat(change)
    assert clock.skipped == {(day, minute) for minute in minutes}
    before, after = clock.moment(day, minutes[0] - 1), clock.moment(day, minutes[-1] + 1)
    assert after - before == dt.timedelta(minutes=1)


@pytest.mark.parametrize(("zone", "day", "minute", "first"), BACK)
def test_what_is_shown_twice_is_the_first(zone: str, day: dt.date, minute: int, first: str) -> None:
    clock = WallClock(ZoneInfo(zone))
    assert clock.moment(day, minute) == dt.datetime.fromisoformat(first)
    assert clock.twice == {(day, minute)}


def test_lengths_are_true_over_a_change() -> None:
    clock = WallClock(ZoneInfo("Europe/London"))
    evening = clock.moment(dt.date(2026, 10, 24), 20 * 60 + 30)
    morning = clock.moment(dt.date(2026, 10, 24), 29 * 60)
    assert morning.isoformat() == "2026-10-25T05:00:00+00:00"
    assert morning - evening == dt.timedelta(hours=9.5)
    assert clock.later(evening, 300).isoformat() == "2026-10-25T01:30:00+01:00"
    assert clock.later(evening, 360).isoformat() == "2026-10-25T01:30:00+00:00"


def test_a_time_of_the_night_is_remembered_on_the_date_that_the_clock_shows() -> None:
    clock = WallClock(ZoneInfo("America/New_York"))
    clock.moment(dt.date(2027, 3, 13), 26 * 60)
    assert clock.skipped == {(dt.date(2027, 3, 14), 120)}
