"""The rows of a schedule as duties of people on dates, and back.

Moments are instants that know the offset of the agent's clock: what a person reads on it is
``moment.replace(tzinfo=None)``; lengths between them are true across a clock change.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.tables.checking import conform
from wfm.tables.intervals import where_of
from wfm.tables.people import SCHEDULE
from wfm.weekdays import OFF

LEAVE = "LEAVE"
Moments = tuple[dt.datetime, dt.datetime]
_TEXTS = ("start", "end", "meals", "breaks", "activities", "note")


@dataclass(frozen=True)
class ScheduledDay:
    """A day of a person: a duty, or a day off or on leave.

    Parameters
    ----------
    agent, group
        Who works it, and under which contract; no group: "".
    date
        The day on which it starts, on the agent's clock.
    shift
        Name of the shift, OFF or LEAVE.
    start, end
        From and until when; None of a day without a duty.
    meals, breaks
        From and until when, in order.
    activities
        From and until when, and what, in order.
    hours
        Paid hours [h].
    note
        What is to be said of it.
    """

    agent: str
    date: dt.date
    shift: str = OFF
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    meals: tuple[Moments, ...] = ()
    breaks: tuple[Moments, ...] = ()
    activities: tuple[tuple[dt.datetime, dt.datetime, str], ...] = ()
    hours: float = 0.0
    group: str = ""
    note: str = ""

    @property
    def on_duty(self) -> bool:
        """Whether there is a duty."""
        return self.start is not None


def read_schedule(frame: pd.DataFrame) -> list[ScheduledDay]:
    """Read a schedule that `check` has seen, in the order of its rows.

    Raises
    ------
    InputError
        If a time is none, a duty has no end, or ends before it starts.
    """
    where = where_of(frame)
    found = []
    for position, record in enumerate(frame.to_dict("records")):
        cells = {
            str(name): "" if pd.isna(value) else str(value).strip()
            for name, value in record.items()
        }
        try:
            found.append(_day(cells))
        except ValueError as error:
            raise InputError(f"{where(position)}, {error}") from None
    return found


def _day(cells: dict[str, str]) -> ScheduledDay:
    agent, shift = cells["agent"], cells["shift"]
    date = dt.date.fromisoformat(cells["date"][:10])
    start, end, meals, breaks, activities, note = (cells.get(name, "") for name in _TEXTS)
    group, hours = cells.get("group", ""), float(cells.get("hours") or 0)
    if shift.upper() in {OFF, LEAVE}:
        if start or end:
            raise ValueError(f"column start: a day {shift.upper()} has no times")
        return ScheduledDay(agent, date, shift.upper(), group=group, hours=hours, note=note)
    begins, ends = _moment(start, "start"), _moment(end, "end")
    if not begins < ends:
        raise ValueError(f"column end: {quoted(end)} is not after the start, {start}")
    away = []
    for item in filter(None, (part.strip() for part in activities.split(";"))):
        span, _, name = item.partition(" ")
        away += [(*_span(span, "activities", begins, ends), name.strip())]
    return ScheduledDay(
        agent,
        date,
        shift,
        begins,
        ends,
        tuple(sorted(_span(item, "meals", begins, ends) for item in meals.split())),
        tuple(sorted(_span(item, "breaks", begins, ends) for item in breaks.split())),
        tuple(sorted(away)),
        hours,
        group,
        note,
    )


def _moment(text: str, column: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = dt.datetime.min
    if moment.tzinfo is None:
        raise ValueError(
            f"column {column}: {quoted(text)} is no time with an offset: "
            "write 2026-12-07T08:30+00:00"
        )
    return moment


def _span(text: str, column: str, begins: dt.datetime, ends: dt.datetime) -> Moments:
    """Read from and until when a meal or the like goes on, inside its duty."""
    first, slash, last = text.partition("/")
    if not slash:
        raise ValueError(
            f"column {column}: {quoted(text)} is no time span: write "
            "2026-12-07T12:00+00:00/2026-12-07T12:30+00:00"
        )
    span = _moment(first, column), _moment(last, column)
    if not begins <= span[0] < span[1] <= ends:
        raise ValueError(f"column {column}: {quoted(text)} is not inside the duty")
    return span


def schedule_table(days: Iterable[ScheduledDay]) -> pd.DataFrame:
    """Write days as a schedule, in their order."""
    rows = [
        {
            "agent": day.agent,
            "group": day.group,
            "date": day.date.isoformat(),
            "shift": day.shift,
            "start": _written(day.start),
            "end": _written(day.end),
            "meals": " ".join(f"{_written(a)}/{_written(b)}" for a, b in day.meals),
            "breaks": " ".join(f"{_written(a)}/{_written(b)}" for a, b in day.breaks),
            "activities": "; ".join(
                f"{_written(a)}/{_written(b)} {name}" for a, b, name in day.activities
            ),
            "hours": day.hours,
            "note": day.note,
        }
        for day in days
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in SCHEDULE.columns])
    return conform(frame, SCHEDULE)


def _written(moment: dt.datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="minutes")
