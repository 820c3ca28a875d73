"""Read the rows of a roster table, whoever wrote them, as days of agents."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from wfm.quoting import quoted
from wfm.units import clock
from wfm.weekdays import DAY, OFF

_ITEM = re.compile(r"(\d?\d:\d\d)-(\d?\d:\d\d)")
_TEXTS = ("shift", "start", "end", "meals", "breaks", "activities")

Span = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A day of a line; times are minutes after the midnight that begins it.

    Parameters
    ----------
    team, line, weekday
        Where it stands; lines and weekdays count from 1.
    shift
        Name of its shift, or OFF.
    start, end
        Of the duty.
    meals, breaks
        From and until when, in order.
    activities
        From and until when, and what, in order.
    occupied
        Whether an agent begins on the line.
    """

    team: str
    line: int
    weekday: int
    shift: str = OFF
    start: int = 0
    end: int = 0
    meals: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    activities: tuple[tuple[int, int, str], ...] = ()
    occupied: bool = True


def read_rows(
    records: Sequence[Mapping[Hashable, Any]], *, complete: bool = True
) -> tuple[list[Row], list[tuple[int, int, str]]]:
    """Read a team's rows in order of line and day.

    Parameters
    ----------
    records
        The rows.
    complete
        Whether each line must have all days of the week.

    Returns
    -------
    tuple
        The rows, and what is wrong with the table: line, weekday and message.
    """
    faults = []
    rows = {}
    occupied: dict[int, bool] = {}
    for record in records:
        team = str(record["team"])
        line, weekday = (int(record[key]) for key in ("line", "weekday"))
        if (line, weekday) in rows:
            faults.append((line, weekday, "the day appears twice"))
        there = bool(record.get("occupied", 1))
        if occupied.setdefault(line, there) != there:
            faults.append((line, weekday, "occupied differs from the day before"))
        rows[line, weekday] = Row(team, line, weekday, occupied=there)
        try:
            read = Row(team, line, weekday, *_day(*map(record.get, _TEXTS)))
            rows[line, weekday] = replace(read, occupied=there)
        except ValueError as error:
            faults.append((line, weekday, str(error)))
    if complete:
        faults += [
            (line, day, "the day is missing")
            for line in range(1, max(line for line, _ in rows) + 1)
            for day in range(1, 8)
            if (line, day) not in rows
        ]
    return [rows[place] for place in sorted(rows)], faults


@lru_cache(maxsize=10_000)  # a large roster has few kinds of days
def _day(*values: Any) -> tuple[Any, ...]:
    """Read what `Row` says of a day, from its shift on."""
    shift, *texts = ("" if pd.isna(value) else str(value).strip() for value in values)
    if shift.upper() == OFF:
        if any(texts):
            raise ValueError("a day off has no times")
        return ()
    start, end = clock(texts[0], "start"), clock(texts[1], "end")
    end += DAY if end <= start else 0
    meals, breaks = _items(texts[2], start, "meals"), _items(texts[3], start, "breaks")
    away = []
    for item in filter(None, (part.strip() for part in texts[4].split(";"))):
        span, _, name = item.partition(" ")
        away += [(*times, name.strip()) for times in _items(span, start, "activities")]
    return shift, start, end, meals, breaks, tuple(sorted(away))


def _items(text: str, start: int, what: str) -> tuple[Span, ...]:
    """Read meals or breaks of a duty that starts then."""
    found = []
    for item in text.split():
        match = _ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"{what}: {quoted(item)} is not a time span: write 12:00-12:30")
        first = clock(match[1])
        first += DAY if first < start else 0
        last = clock(match[2])
        last += DAY * ((first - last) // DAY + 1) if last <= first else 0
        found.append((first, last))
    return tuple(sorted(found))
