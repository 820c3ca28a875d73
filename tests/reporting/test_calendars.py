"""Calendars of people, read by another reader than ours."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from schedules import CLOCK_CHANGES, HOSTILE, duty, schedule
from wfm.errors import InputError
from wfm.reporting.calendars import ZIP, calendars
from wfm.tables.schedule_rows import ScheduledDay

MONDAY = dt.date(2026, 12, 7)
LONDON = ZoneInfo("Europe/London")
TUESDAY = MONDAY + dt.timedelta(days=1)
PERIOD = MONDAY, MONDAY + dt.timedelta(days=13)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def only(data: bytes) -> Any:
    (event,) = events(data)
    return event


@pytest.mark.parametrize(("zone", "first"), CLOCK_CHANGES)
def test_calendars_hold_the_duties_at_their_instants(zone: str, first: dt.date) -> None:
    days = schedule(["Anna", "Ben", "Cleo"], first, 2, zone)
    files = calendars(days)
    for agent in ("Anna", "Ben", "Cleo"):
        wanted = [day for day in days if day.agent == agent and day.on_duty]
        found = events(files[f"{agent}.ics"])
        assert [(e.start, e.end) for e in found] == [(day.start, day.end) for day in wanted]
        for event, day in zip(found, wanted, strict=True):
            assert day.start is not None
            assert day.end is not None
            assert f"{day.start:%H:%M}-{day.end:%H:%M}" in str(event["SUMMARY"])
            length = (day.end - day.start) / dt.timedelta(hours=1)
            assert f"Length: {length:g} h" in str(event["DESCRIPTION"])


def test_times_are_utc_and_the_texts_speak_of_the_wall_clock() -> None:
    date = dt.date(2027, 6, 7)
    data = calendars([duty("Anna", date, LONDON)])["Anna.ics"]
    text = data.decode().replace("\r\n ", "")
    assert "METHOD:PUBLISH" in text
    assert "DTSTART:20270607T050000Z" in text
    assert "DTEND:20270607T133000Z" in text
    assert (
        "SUMMARY:early 06:00-14:30 | meal 10:00-10:30 | breaks 08:00-08:15\\, 12:30-12:45" in text
    )
    assert "Time: 06:00-14:30 on your clock\\, UTC+01:00" in text


def test_an_hour_that_comes_twice_has_its_offset() -> None:
    night = duty("Anna", dt.date(2026, 10, 24), LONDON, 2)
    told = str(only(calendars([night])["Anna.ics"])["DESCRIPTION"])
    assert "20:30-05:00 on your clock, which changes from UTC+01:00 to UTC+00:00" in told
    assert "Length: 9.5 h" in told
    assert "Meals: 00:00+01:00 to 00:30+01:00" in told


def test_equal_input_gives_equal_bytes() -> None:
    days = schedule(["Anna", "Ben"], MONDAY)
    assert calendars(days) == calendars(days)
    assert calendars(days, calendars(days)) == calendars(days)


def test_a_changed_duty_keeps_its_identity_and_counts_the_change() -> None:
    first = calendars([duty("Anna", MONDAY, LONDON)])
    second = calendars([duty("Anna", MONDAY, LONDON, 1)], first)
    third = calendars([duty("Anna", MONDAY, LONDON, 1)], second)
    before, after = only(first["Anna.ics"]), only(second["Anna.ics"])
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.DTSTAMP > before.DTSTAMP
    assert third == second


def test_a_moved_break_is_a_change() -> None:
    day = duty("Anna", MONDAY, LONDON)
    moved = calendars([replace(day, breaks=day.breaks[:1])], calendars([day]))
    assert only(moved["Anna.ics"])["SEQUENCE"] == 1


def test_a_removed_duty_stays_cancelled_for_its_period() -> None:
    both = [duty("Anna", MONDAY, LONDON), duty("Anna", TUESDAY, LONDON)]
    first = calendars(both, period=PERIOD)
    second = calendars(both[1:], first, PERIOD)
    gone, kept = events(second["Anna.ics"])
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)
    assert (kept["STATUS"], kept["SEQUENCE"]) == ("CONFIRMED", 0)
    assert str(gone["SUMMARY"]) == f"CANCELLED: {kept['SUMMARY']}"
    assert (gone["TRANSP"], kept["TRANSP"]) == ("TRANSPARENT", "OPAQUE")
    assert calendars(both[1:], second, PERIOD) == second

    back = calendars(both, second, PERIOD)
    assert [(e["STATUS"], e["SEQUENCE"]) for e in events(back["Anna.ics"])] == [
        ("CONFIRMED", 2),
        ("CONFIRMED", 0),
    ]

    next_period = TUESDAY, TUESDAY + dt.timedelta(days=13)
    assert [e.start for e in events(calendars(both[1:], second, next_period)["Anna.ics"])] == [
        both[1].start
    ]


def test_duties_after_the_period_stay_as_they_are() -> None:
    first = calendars(schedule(["Anna"], MONDAY, 4))
    one_week = schedule(["Anna"], MONDAY, 1)
    assert calendars(one_week, first)["Anna.ics"] == first["Anna.ics"]


def test_who_left_has_all_duties_cancelled() -> None:
    first = calendars(schedule(["Anna", "Ben"], MONDAY))
    second = calendars(schedule(["Anna"], MONDAY), first)
    assert second["Anna.ics"] == first["Anna.ics"]
    assert {e["STATUS"] for e in events(second["Ben.ics"])} == {"CANCELLED"}


def test_two_duties_of_a_day_are_two() -> None:
    days = [duty("Anna", MONDAY, LONDON, 1), duty("Anna", MONDAY, LONDON, 0)]
    early, late = events(calendars(days)["Anna.ics"])
    assert early["UID"] != late["UID"]
    assert early.start < late.start


def test_hostile_names_lose_nobody_and_are_nothing_but_text() -> None:
    days = []
    for name in HOSTILE:
        day = duty(name, MONDAY, LONDON)
        assert day.start is not None
        away = ((day.start, day.start + dt.timedelta(minutes=30), name),)
        days.append(replace(day, note=name, shift=name, group=name, activities=away))
    files = calendars(days)
    assert len(files) == len(HOSTILE) + 1
    names = set()
    for name, data in files.items():
        if name == ZIP:
            continue
        assert "/" not in name
        assert "\\" not in name
        event = only(data)
        words, _, note = str(event["DESCRIPTION"]).partition("Note: ")
        assert f"-06:30 {note}" in words
        assert str(event["SUMMARY"]).startswith(note)
        names.add(note)
    assert names == set(HOSTILE)
    # Read back as what they replace, everybody keeps the file.
    assert calendars(days, files) == files


def test_the_zip_holds_them_all() -> None:
    files = calendars(schedule(["Anna", "Ben"], MONDAY))
    with zipfile.ZipFile(io.BytesIO(files[ZIP])) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            name: data for name, data in files.items() if name != ZIP
        }


def test_files_of_others_are_left_alone_and_their_names_too() -> None:
    previous = {"Anna.ics": b"BEGIN:VCALENDAR\r\nPRODID:other\r\nEND:VCALENDAR\r\n", "a.txt": b"x"}
    files = calendars([duty("Anna", MONDAY, LONDON)], previous)
    assert "Anna.ics" not in files
    assert len(files) == 2


def test_a_damaged_calendar_is_refused() -> None:
    whole = calendars([duty("Anna", MONDAY, LONDON)])["Anna.ics"]
    with pytest.raises(InputError, match=r"'Anna.ics': is a damaged calendar"):
        calendars([duty("Anna", MONDAY, LONDON)], {"Anna.ics": whole.replace(b"UID:", b"XID:")})


def test_nobody_on_duty_makes_no_calendar() -> None:
    assert list(calendars([])) == [ZIP]
    assert list(calendars([ScheduledDay("Anna", MONDAY)])) == [ZIP]
