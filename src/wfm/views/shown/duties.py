"""Rosters and schedules as duties: who, on which day, from when to when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wfm.errors import InputError
from wfm.tables.roster_rows import read_rows
from wfm.tables.schedule_rows import LEAVE, ScheduledDay, read_schedule
from wfm.views.looks import Look, looks_of
from wfm.views.weeks import WEEKDAYS
from wfm.weekdays import OFF

MEAL, BREAK, ACTIVITY = "m", "b", "a"
# The Monday that days are counted from, as in `timeline`.
_MONDAY = dt.date(1970, 1, 5)
_Away = tuple[int, int, str]


@dataclass(frozen=True)
class Duty:
    """A day of a person or a line.

    Parameters
    ----------
    who
        A row of the grid: an agent, or team and line.
    day
        As in `Timeline`.
    shift
        Name of the shift, OFF or LEAVE.
    start, end
        On the wall clock [min after midnight]; None where the table has no times.
    away
        From and until when the agent is off the phones [min after midnight], and for what.
    """

    who: tuple[str, ...]
    day: int
    shift: str
    start: int | None = None
    end: int | None = None
    away: tuple[_Away, ...] = ()

    @property
    def is_worked(self) -> bool:
        """Whether it is neither a day off nor one of leave."""
        return self.shift.upper() not in {OFF, LEAVE}


def duties_of(frame: pd.DataFrame) -> list[Duty]:
    """Read the duties of a roster or a schedule, days off included, in the order of its rows.

    Raises
    ------
    InputError
        If a time cannot be read.
    """
    if "agent" in frame:
        return _of_schedule(frame)
    return _of_roster(frame)


def looks_of_duties(duties: Sequence[Duty]) -> dict[str, Look]:
    """Give each shift its look."""
    return looks_of((duty.shift, duty.start) for duty in duties if duty.is_worked)


def _of_roster(frame: pd.DataFrame) -> list[Duty]:
    if not {"start", "end"} <= set(frame) or _blank(frame["start"]):
        return [
            Duty((str(team), str(line)), int(day) - 1, str(shift))
            for team, line, day, shift in frame[["team", "line", "weekday", "shift"]].itertuples(
                index=False
            )
        ]
    found = []
    source = frame.attrs.get("source")
    for team, rows in frame.groupby("team", sort=False):
        days, faults = read_rows(rows.to_dict("records"), complete=False)
        if faults:
            line, day, message = faults[0]
            where = f"{source}: " if source else ""
            raise InputError(f"{where}team {team}, line {line}, {WEEKDAYS[day - 1]}: {message}")
        found += [
            Duty(
                (row.team, str(row.line)),
                row.weekday - 1,
                row.shift,
                None if row.shift == OFF else row.start,
                None if row.shift == OFF else row.end,
                _away(row.meals, row.breaks, [(a, b) for a, b, _ in row.activities]),
            )
            for row in days
        ]
    return found


def _blank(column: pd.Series) -> bool:
    """Whether nothing stands in a column: of text, or of numbers if every cell is empty."""
    return bool(column.astype("string").fillna("").eq("").all())


def _of_schedule(frame: pd.DataFrame) -> list[Duty]:
    if "start" not in frame or _blank(frame["start"]):
        return [
            Duty((str(agent),), _day(dt.date.fromisoformat(str(date)[:10])), str(shift))
            for agent, date, shift in frame[["agent", "date", "shift"]].itertuples(index=False)
        ]
    return [_scheduled(day) for day in read_schedule(frame)]


def _scheduled(day: ScheduledDay) -> Duty:
    if day.start is None or day.end is None:
        return Duty((day.agent,), _day(day.date), day.shift)
    midnight = dt.datetime.combine(day.date, dt.time())

    def minute(moment: dt.datetime) -> int:
        return int((moment.replace(tzinfo=None) - midnight).total_seconds()) // 60

    away = _away(
        [(minute(a), minute(b)) for a, b in day.meals],
        [(minute(a), minute(b)) for a, b in day.breaks],
        [(minute(a), minute(b)) for a, b, _ in day.activities],
    )
    start, end = minute(day.start), minute(day.end)
    return Duty((day.agent,), _day(day.date), day.shift, start, end, away)


def _day(date: dt.date) -> int:
    return (date - _MONDAY).days


def _away(
    meals: Sequence[tuple[int, int]],
    breaks: Sequence[tuple[int, int]],
    activities: Sequence[tuple[int, int]],
) -> tuple[_Away, ...]:
    kinds = ((MEAL, meals), (BREAK, breaks), (ACTIVITY, activities))
    return tuple(sorted((a, b, mark) for mark, spans in kinds for a, b in spans))
