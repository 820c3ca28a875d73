"""Which columns say when an interval is: one with day and time, two, or only its end."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wfm.ingestion.asking import Question
from wfm.ingestion.clock import form_of, is_date_of_digits, is_midnight
from wfm.ingestion.content import are_equal
from wfm.ingestion.folding import fold
from wfm.ingestion.header import NoTable, Rows
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.options import ReadOptions, Stamp
from wfm.ingestion.words import Meaning
from wfm.quoting import quoted

Shape = Literal["stamp", "date", "time", "other"]

# Cells that are looked at, spread over the column.
_LOOKED_AT = 200
_TIME_ROLES = ("start", "date", "time")
_LENGTHS = {"1", "5", "10", "15", "30", "60", "15.0", "30.0", "60.0"}
# Days since 1899-12-30 of this century's years, and seconds since 1970 of them.
_SERIALS = (30_000.0, 75_000.0)
_EPOCHS = 3e8
# A time such as 093000.
_HHMMSS, _LAST_HHMMSS = 6, 240_000.0
_YYYYMMDD = (19_700_101.0, 21_001_231.0)


@dataclass(frozen=True)
class TimeColumns:
    """Columns of day and time.

    Parameters
    ----------
    date
        Column of the day, or of both.
    time
        Column of the time, where it has one of its own.
    end
        Column of the end, beside that of the start.
    stamp
        ``"end"`` where the columns hold ends of intervals.
    """

    date: int
    time: int | None = None
    end: int | None = None
    stamp: Stamp | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """All columns of times."""
        return tuple(i for i in (self.date, self.time, self.end) if i is not None)


def time_columns(rows: Rows, said: Sequence[Meaning], options: ReadOptions) -> TimeColumns:
    """Find the columns of day and time.

    Raises
    ------
    NoTable
        If there are none.
    Question
        If two columns may be the same thing.
    """
    named = _named(rows, options)
    shapes = {
        i: shape(rows.column(i), dated=m.role == "date")
        for i, m in enumerate(said)
        if m.role in {*_TIME_ROLES, "end"} and not is_length(rows.column(i))
    }
    if len(named) == 2:
        return TimeColumns(named[0], named[1], stamp=_stamp(said, named))
    if named and (options.date_column is not None or shape(rows.column(named[0])) == "stamp"):
        taken = shape(rows.column(named[0]))
        time = None if taken == "stamp" else _time(rows, said, shapes, {*named})
        return TimeColumns(named[0], time, stamp=_stamp(said, named))
    starts = {i: s for i, s in shapes.items() if said[i].role != "end"}
    ends = {i: s for i, s in shapes.items() if said[i].role == "end"}
    found = _of_starts(rows, said, starts, named)
    if found is not None:
        stamps = [i for i, s in ends.items() if s == "stamp"]
        return TimeColumns(*found, end=stamps[0] if len(stamps) == 1 else None)
    found = _of_ends(rows, said, starts, ends)
    if found is not None:
        return TimeColumns(*found, stamp="end")
    return _by_content(rows, said, starts)


def _named(rows: Rows, options: ReadOptions) -> list[int]:
    return [
        rows.place_of(name, option)
        for name, option in (
            (options.date_column, "--date-column"),
            (options.time_column, "--time-column"),
        )
        if name is not None
    ]


def _stamp(said: Sequence[Meaning], places: Sequence[int]) -> Stamp | None:
    return "end" if said[places[-1]].role == "end" else None


def _of_starts(
    rows: Rows, said: Sequence[Meaning], shapes: dict[int, Shape], named: list[int]
) -> tuple[int, int | None] | None:
    """Return the columns of the start; None where their names or contents are not there."""
    stamps = [i for i, s in shapes.items() if s == "stamp"]
    if stamps:
        return _one(rows, said, stamps, "--date-column", ("start", "time", "date")), None
    dates = [i for i, s in shapes.items() if s == "date"]
    if not dates:
        return None
    date = _one(rows, said, dates, "--date-column", ("date", "start", "time"))
    time = named[0] if named else _time(rows, said, shapes, {date})
    return (date, time) if time is not None else None


def _time(
    rows: Rows, said: Sequence[Meaning], shapes: dict[int, Shape], taken: set[int]
) -> int | None:
    times = [
        i for i, s in shapes.items() if s == "time" and i not in taken and said[i].role != "end"
    ]
    return _one(rows, said, times, "--time-column", ("start", "time", "date")) if times else None


def _of_ends(
    rows: Rows, said: Sequence[Meaning], starts: dict[int, Shape], ends: dict[int, Shape]
) -> tuple[int, int | None] | None:
    stamps = [i for i, s in ends.items() if s == "stamp"]
    if stamps:
        return _one(rows, said, stamps, "--date-column", ("end",)), None
    times = [i for i, s in ends.items() if s == "time"]
    dates = [i for i, s in {**ends, **starts}.items() if s == "date"]
    if not times or not dates:
        return None
    return (
        _one(rows, said, dates, "--date-column", ("date", "end")),
        _one(rows, said, times, "--time-column", ("end",)),
    )


def _one(
    rows: Rows,
    said: Sequence[Meaning],
    places: list[int],
    option: str,
    roles: tuple[str, ...],
) -> int:
    """Return the only column, or the one whose name is plainest; else ask."""
    for role in roles:
        found = [i for i in places if said[i].role == role]
        kept: list[int] = []
        for i in found:
            if not any(are_equal(rows.column(i), rows.column(k)) for k in kept):
                kept.append(i)
        own = [i for i in kept if said[i].system] or kept
        if len(own) == 1:
            return own[0]
        if own:
            raise Question(
                rows.sheet.place,
                f"{len(own)} columns may be the time of the interval",
                {
                    f"{option} {quoted(rows.names[i])}": f"such as {quoted(rows.column(i).iloc[0])}"
                    for i in own
                },
            )
    return places[0]


def _by_content(rows: Rows, said: Sequence[Meaning], starts: dict[int, Shape]) -> TimeColumns:
    """Find the columns by what is in them alone."""
    unknown = {
        i: shape(rows.column(i), numbers=False) for i, m in enumerate(said) if m.role is None
    }
    shapes = {**unknown, **starts}
    for wanted in ("stamp", "date"):
        found = [i for i, s in shapes.items() if s == wanted]
        if len(found) > 1:
            raise Question(
                rows.sheet.place,
                f"{len(found)} columns hold times, and no name says which is the interval's",
                {
                    f"--date-column {quoted(rows.names[i] or str(i + 1))}": (
                        f"such as {quoted(rows.column(i).iloc[0])}"
                    )
                    for i in found
                },
            )
        if found:
            time = None
            if wanted == "date":
                times = [i for i, s in shapes.items() if s == "time"]
                time = times[0] if len(times) == 1 else None
            return TimeColumns(found[0], time)
    raise NoTable(
        f"{rows.sheet.place}: no column holds the day of the intervals: it has "
        f"{', '.join(quoted(name) for name in rows.names[:12] if name)}: give --date-column NAME"
    )


def is_length(cells: pd.Series) -> bool:
    """Whether a column holds one length of an interval in all its rows."""
    some = cells.iloc[:_LOOKED_AT].unique()
    if not {str(cell).strip() for cell in some} <= {*_LENGTHS, ""}:
        return False
    found = cells[cells != ""].unique()
    return len(found) == 1 and str(found[0]).strip() in _LENGTHS


def shape(cells: pd.Series, *, numbers: bool = True, dated: bool = False) -> Shape:
    """Say what most cells of a column hold: day and time, a day, a time of day, or neither.

    Parameters
    ----------
    cells
        The column.
    numbers
        Whether plain numbers may be times.
    dated
        Whether the name of the column speaks of a day: digits are a date before they are a time.
    """
    looked_at = cells.iloc[:: max(1, len(cells) // _LOOKED_AT)]
    looked_at = looked_at[looked_at != ""]
    if looked_at.empty:
        looked_at = cells[cells != ""].iloc[:_LOOKED_AT]
    if looked_at.empty:
        return "other"
    # Totals may stand among the days.
    if dated and 2 * sum(map(_is_date_of_digits, looked_at)) > len(looked_at):
        return "date"
    found = [_shape(cell, numbers) for cell in looked_at]
    counts = {s: found.count(s) for s in ("stamp", "date", "time")}
    if counts["stamp"] and 2 * (counts["stamp"] + counts["date"]) >= len(found):
        return "stamp"
    best = max(counts, key=lambda s: counts[s])
    if 2 * counts[best] < len(found):
        return "other"
    return _as_shape(best)


def _is_date_of_digits(cell: object) -> bool:
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
    return is_date_of_digits(text)


def _as_shape(name: str) -> Shape:
    shapes: dict[str, Shape] = {"stamp": "stamp", "date": "date", "time": "time"}
    return shapes[name]


def _shape(cell: object, numbers: bool) -> Shape:
    seen = kind(cell)
    if isinstance(cell, str) and is_midnight(cell):
        return "date"
    if seen in {"stamp", "date", "time"}:
        return _as_shape(seen)
    if isinstance(cell, str) and seen not in {"number", "empty"} and (form := form_of(cell)):
        return form
    if not numbers or isinstance(cell, dt.timedelta | dt.time):
        return "other"
    return _of_number(cell)


def _of_number(cell: object) -> Shape:
    try:
        value = (
            float(fold(str(cell)))
            if isinstance(cell, str) and cell.isdecimal()
            else float(str(cell).replace(",", "."))
        )
    except ValueError:
        return "other"
    if _YYYYMMDD[0] <= value <= _YYYYMMDD[1] and value % 1 == 0:
        return "date"
    if _SERIALS[0] <= value <= _SERIALS[1]:
        return "stamp" if value % 1 else "date"
    if value >= _EPOCHS:
        return "stamp"
    six = isinstance(cell, str) and len(cell) == _HHMMSS
    return "time" if 0 <= value <= (_LAST_HHMMSS if six else 2400) else "other"
