"""Schedules for tests: people, duties over clock changes, and names that mean harm."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from wfm.tables.schedule_rows import ScheduledDay
from wfm.weekdays import OFF

# Around both clock changes of each place: the zone and the first day of two weeks.
CLOCK_CHANGES = [
    ("Europe/London", dt.date(2026, 10, 19)),
    ("Europe/London", dt.date(2027, 3, 22)),
    ("America/New_York", dt.date(2026, 10, 26)),
    ("America/New_York", dt.date(2027, 3, 8)),
    ("Australia/Lord_Howe", dt.date(2026, 9, 28)),
    ("Australia/Lord_Howe", dt.date(2027, 3, 29)),
]

HOSTILE = (
    '=HYPERLINK("http://example.com","click")',
    "../../x",
    "..\\..\\x",
    "/etc/passwd",
    "😀 Zoë 👩‍👩‍👧",
    "x" * 200,
    "ש" * 200,
    "عمر بن الخطاب",
    "\u202eannA",
    "[bold red]Bob[/]",
    "<r>Rich</r>",
    "Anna",
    "anna",
    "ANNA",
    "Ａｎｎａ",
    "José",
    "Jose\u0301",
    "CON",
    "nul.txt",
    ".hidden",
    "a/b",
    "a:b",
    "'quoted'",
    "Miller, Anna; née \\n O'Neil",
    "History",
    "Schedule",
    "+49 123",
    "@SUM(A1)",
    "-1+1",
    "https://example.com/x",
    "mailto:a@example.com",
    "{=1+1}",
    "&P of &N",
    "12345",
    "1e5",
    "TRUE",
)

# Shift, start [h], length by the wall clock [h], meal and breaks [h after the start].
_SHIFTS = (
    ("early", 6.0, 8.5, 4.0, (2.0, 6.5)),
    ("late", 14.0, 8.5, 4.0, (2.0, 6.5)),
    ("night", 20.5, 8.5, 3.5, (1.5, 6.0)),
)


def moment(zone: ZoneInfo, date: dt.date, hours: float) -> dt.datetime:
    """The instant so many hours by the wall clock after midnight, with its offset."""
    wall = dt.datetime.combine(date, dt.time()) + dt.timedelta(hours=hours)
    instant = wall.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
    offset = instant.utcoffset()
    assert offset is not None
    return instant.replace(tzinfo=dt.timezone(offset))


def later(begin: dt.datetime, minutes: float, zone: ZoneInfo) -> dt.datetime:
    """The instant so many true minutes later, with its offset."""
    instant = (begin.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(zone)
    offset = instant.utcoffset()
    assert offset is not None
    return instant.replace(tzinfo=dt.timezone(offset))


def duty(agent: str, date: dt.date, zone: ZoneInfo, kind: int = 0) -> ScheduledDay:
    """A duty of one of three shifts."""
    shift, start, length, meal, breaks = _SHIFTS[kind % 3]
    begin, end = moment(zone, date, start), moment(zone, date, start + length)
    meals_at = [(later(begin, 60 * meal, zone), later(begin, 60 * meal + 30, zone))]
    breaks_at = [(later(begin, 60 * at, zone), later(begin, 60 * at + 15, zone)) for at in breaks]
    paid = (end - begin) / dt.timedelta(hours=1) - 0.5
    return ScheduledDay(
        agent, date, shift, begin, end, tuple(meals_at), tuple(breaks_at), (), paid, "full_time"
    )


def schedule(
    agents: Sequence[str], first: dt.date, weeks: int = 2, zone: str = "Europe/London"
) -> list[ScheduledDay]:
    """Five days on, two off, each agent a day later; the shift changes from week to week."""
    clock = ZoneInfo(zone)
    made = []
    for number, agent in enumerate(agents):
        for day in range(7 * weeks):
            date = first + dt.timedelta(days=day)
            if (day - number) % 7 < 5:
                made.append(duty(agent, date, clock, number + (day - number) // 7))
            else:
                made.append(ScheduledDay(agent, date, OFF, group="full_time"))
    return made
