"""A checker of schedules that shares no code with wfm: it reads the text of the tables alone.

It knows the rules of the sites that `tests/scheduling/test_random_sites.py` makes, and counts all
times in UTC.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
REST, DAYS_ON, WEEK_HOURS = 11, 6, 48


@dataclass
class Worked:
    """A row of a schedule with a duty."""

    agent: str
    date: dt.date
    shift: str
    start: dt.datetime
    end: dt.datetime
    away: list[tuple[dt.datetime, dt.datetime]]
    unpaid: list[tuple[dt.datetime, dt.datetime]]
    hours: float


@dataclass
class Limits:
    """What a person may work, and when the person is away."""

    max_hours: float = float("inf")
    max_weekends: float = float("inf")
    shifts: dict[str, int] = field(default_factory=dict)
    leave: set[dt.date] = field(default_factory=set)
    hours_away: list[tuple[dt.datetime, dt.datetime]] = field(default_factory=list)


def rows_of(table: pd.DataFrame) -> list[Worked]:
    """Read the duties of a schedule as it is written."""
    found = []
    for row in table.fillna("").to_dict("records"):
        if row["shift"] in ("OFF", "LEAVE"):
            continue
        meals = [_span(text) for text in str(row["meals"]).split()]
        others = [_span(text.split()[0]) for text in str(row["activities"]).split(";") if text]
        found.append(
            Worked(
                str(row["agent"]),
                dt.date.fromisoformat(str(row["date"])),
                str(row["shift"]),
                dt.datetime.fromisoformat(str(row["start"])),
                dt.datetime.fromisoformat(str(row["end"])),
                [*meals, *others],
                meals,
                float(row["hours"]),
            )
        )
    return found


def _span(text: str) -> tuple[dt.datetime, dt.datetime]:
    first, last = text.split("/")
    return dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)


def faults(
    rows: list[Worked], before: list[Worked], limits: dict[str, Limits], first: dt.date
) -> list[str]:
    """Return what is wrong with a schedule, in words."""
    found = []
    of_agent: dict[str, list[Worked]] = defaultdict(list)
    for row in sorted([*before, *rows], key=lambda row: row.start):
        of_agent[row.agent].append(row)
    for agent, duties in of_agent.items():
        own = [duty for duty in duties if duty.date >= first]
        limit = limits.get(agent, Limits())
        found += [f"{agent}: {fault}" for fault in _sequence(duties, first)]
        found += [f"{agent}: {fault}" for fault in _person(own, limit)]
    return found


def _sequence(duties: list[Worked], first: dt.date) -> list[str]:
    found = []
    for one, other in pairwise(duties):
        rest = (other.start - one.end) / HOUR
        if other.date >= first and rest < REST:
            found.append(f"rest of {rest} h before {other.start}")
        changes = one.shift == "night" and other.shift != "night"
        if other.date >= first and changes and other.date - one.date < 2 * DAY:
            found.append(f"no day off after the night of {one.date}")
    dates = {duty.date for duty in duties}
    found += [
        f"more than {DAYS_ON} days in a row to {date}"
        for date in dates
        if date >= first and all(date - n * DAY in dates for n in range(DAYS_ON + 1))
    ]
    weeks: dict[dt.date, float] = defaultdict(float)
    for duty in duties:
        weeks[duty.date - duty.date.weekday() * DAY] += duty.hours
    found += [
        f"{hours} h in the week of {monday}"
        for monday, hours in weeks.items()
        if hours > WEEK_HOURS + 1e-6 and monday + 6 * DAY >= first
    ]
    return found


def _person(duties: list[Worked], limit: Limits) -> list[str]:
    found = []
    if sum(duty.hours for duty in duties) > limit.max_hours + 1e-6:
        found.append("more hours than allowed")
    weekends = {duty.date.isocalendar()[:2] for duty in duties if duty.date.weekday() >= 5}
    if len(weekends) > limit.max_weekends:
        found.append("more weekends than allowed")
    for shift, most in limit.shifts.items():
        if sum(duty.shift == shift for duty in duties) > most:
            found.append(f"more of {shift} than allowed")
    if len({duty.date for duty in duties}) != len(duties):
        found.append("a day appears twice")
    return [*found, *_each(duties, limit)]


def _each(duties: list[Worked], limit: Limits) -> list[str]:
    found = []
    for duty in duties:
        if duty.date in limit.leave:
            found.append(f"a duty on leave, {duty.date}")
        paid = (duty.end - duty.start) / HOUR - sum((b - a) / HOUR for a, b in duty.unpaid)
        if abs(paid - duty.hours) > 1e-3:
            found.append(f"{duty.date}: {duty.hours} h said, {paid} h counted")
        if any(not duty.start <= a < b <= duty.end for a, b in duty.away):
            found.append(f"{duty.date}: a meal or the like outside the duty")
        for begins, ends in limit.hours_away:
            a, b = max(begins, duty.start), min(ends, duty.end)
            if a < b and not any(x <= a and b <= y for x, y in duty.away):
                found.append(f"{duty.date}: on duty while away")
    return found


def there(rows: list[Worked], moment: dt.datetime) -> int:
    """Count who is on the phones at a moment."""
    return sum(
        row.start <= moment < row.end and not any(a <= moment < b for a, b in row.away)
        for row in rows
    )
