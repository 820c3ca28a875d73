"""The planner's own events: promotions, mailings, moves; of the past and to come."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

import pandas as pd

from wfm.errors import InputError

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Event:
    """One event.

    Parameters
    ----------
    first, last
        Its first and last day, as days since 1970-01-01.
    name
        Its name: past days of the same name tell what it does.
    effect
        Factor on the calls that the planner gives; NaN: to be learnt.
    """

    first: int
    last: int
    name: str
    effect: float


def date_number(text: object) -> int | None:
    """Read a calendar date as days since 1970-01-01; None if it is none."""
    try:
        return (datetime.fromisoformat(str(text).strip()).date() - EPOCH).days
    except ValueError:
        return None


def read_events(table: pd.DataFrame | None) -> tuple[Event, ...]:
    """Check a table of events.

    Parameters
    ----------
    table
        Columns ``date, name`` and optionally ``end_date`` (the last day, included) and
        ``effect`` (factor on the calls, such as 1.2; blank: learnt from past days of the name).
        None for no events.

    Raises
    ------
    InputError
        If a column is missing, a value cannot be, or a day has two events.
    """
    if table is None:
        return ()
    source = table.attrs.get("source", "events")
    for name in ("date", "name"):
        if name not in table:
            raise InputError(f"{source}: no column {name}: it needs date[,end_date],name[,effect]")
    events = tuple(
        _event(row, f"{source}, line {position + 2}")
        for position, row in enumerate(table.to_dict("records"))
    )
    ordered = sorted(events, key=lambda event: event.first)
    for earlier, later in pairwise(ordered):
        if later.first <= earlier.last:
            day = date.fromordinal(later.first + EPOCH.toordinal())
            raise InputError(
                f"{source}: {day} has two events, '{earlier.name}' and '{later.name}': "
                "give a day one name"
            )
    return events


def _event(row: Mapping[Hashable, object], where: str) -> Event:
    first = _day(row["date"], f"{where}, column date")
    end = _text(row.get("end_date"))
    last = _day(end, f"{where}, column end_date") if end else first
    if last < first:
        raise InputError(f"{where}, column end_date: {end} is before its date {row['date']}")
    name = _text(row["name"])
    if not name:
        raise InputError(f"{where}, column name: the value is missing")
    effect = _text(row.get("effect"))
    try:
        factor = float(effect) if effect else float("nan")
    except ValueError:
        factor = -1.0
    if factor < 0 or factor == float("inf"):
        raise InputError(
            f"{where}, column effect: '{effect}' is not a factor of 0 or more, such as 1.2"
        )
    return Event(first, last, name, factor)


def _day(value: object, where: str) -> int:
    number = date_number(value)
    if number is None:
        raise InputError(f"{where}: '{value}' is not a date: write 2026-01-31")
    return number


def _text(value: object) -> str:
    """Read a cell as text; a blank one is empty."""
    text = "" if value is None else str(value).strip()
    return "" if text.lower() in {"nan", "nat", "none", "<na>"} else text
