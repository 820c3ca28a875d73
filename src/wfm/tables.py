"""The tables that cross stages: every column's name, unit, bounds and decimals.

A file and a DataFrame hold the same thing. `read` and `check` refuse what a stage could not
use, `conform` brings a stage's result into its final form; numbers are rounded there and
nowhere else.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.timestamps import Where

STEPS_MINUTES = (15, 30, 60)
# So many rows in a row at another distance are another step, not gaps.
_ANOTHER_STEP_ROWS = 4
_YEARS = (1970, 2199)
_ROWS_AT_ONCE = 50_000
# What stands for a missing number.
_BLANKS = ("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Its name, the same in files and frames.
    kind
        What its values are. A count with decimals is whole unless fractions were asked for.
    unit
        Unit of its values.
    decimals
        Digits kept behind the point.
    low, high
        Least and largest value allowed.
    given
        ``"always"``: a table without it is an error; ``"maybe"``: the column may be absent.
    blank
        Whether a value may be missing.
    """

    name: str
    kind: Literal["time", "text", "number", "count"]
    unit: str = ""
    decimals: int = 0
    low: float = 0.0
    high: float = float("inf")
    given: Literal["always", "maybe"] = "always"
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """A table that crosses stages.

    Parameters
    ----------
    name
        What the table holds.
    columns
        Its columns, in the order of the file.
    gaps
        Whether intervals may be absent.
    """

    name: str
    columns: tuple[Column, ...]
    gaps: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


QUEUE = Column("queue", "text", given="maybe")
START = Column("interval_start", "time", "ISO 8601 with offset")
CALLS = Column("calls", "number", "calls", decimals=4)
AHT = Column("aht_seconds", "number", "s", decimals=2, given="maybe", blank=True)
CALLS_LOW = Column("calls_low", "number", "calls", decimals=4, given="maybe", blank=True)
CALLS_HIGH = Column("calls_high", "number", "calls", decimals=4, given="maybe", blank=True)

HISTORY = Table(
    "history",
    (
        QUEUE,
        START,
        Column("calls", "number", "calls", decimals=4, blank=True),
        AHT,
        Column("ring_seconds", "number", "s", decimals=2, given="maybe", blank=True),
        Column("talk_seconds", "number", "s", decimals=2, given="maybe", blank=True),
        Column("hold_seconds", "number", "s", decimals=2, given="maybe", blank=True),
        Column("wrap_seconds", "number", "s", decimals=2, given="maybe", blank=True),
    ),
    gaps=True,
)
FORECAST = Table(
    "forecast",
    (
        QUEUE,
        START,
        CALLS,
        AHT,
        CALLS_LOW,
        CALLS_HIGH,
        # What a planner may add for `staff`: a channel per queue, a given staff, its shrinkage.
        Column("channel", "text", given="maybe"),
        Column("agents", "number", "agents", decimals=4, given="maybe"),
        Column("shrinkage", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
    ),
)
REQUIREMENT = Table(
    "requirement",
    (
        *FORECAST.columns,
        Column("load_erlangs", "number", "erlangs", decimals=6, given="maybe", blank=True),
        Column("agents_required", "count", "agents", decimals=4, given="maybe"),
        Column("agents_scheduled", "count", "agents", decimals=4),
        Column("service_level", "number", "", 6, high=1.0, given="maybe", blank=True),
        Column("asa_seconds", "number", "s", decimals=3, given="maybe", blank=True),
        Column("occupancy", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("abandonment", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("blocked", "number", "", decimals=6, high=1.0, given="maybe", blank=True),
        Column("backlog", "number", "calls", decimals=4, given="maybe", blank=True),
        Column("binding", "text", given="maybe", blank=True),
    ),
)
ROSTER = Table(
    "roster",
    (
        Column("team", "count", low=1),
        Column("line", "count", low=1),
        Column("weekday", "count", "1=Monday..7", low=1, high=7),
        Column("shift", "text"),
        Column("start", "text", "HH:MM", blank=True),
        Column("end", "text", "HH:MM", blank=True),
        Column("meals", "text", "HH:MM-HH:MM", blank=True),
        Column("breaks", "text", "HH:MM-HH:MM", blank=True),
    ),
)
COVERAGE = Table(
    "coverage",
    (
        Column("weekday", "count", "1=Monday..7", low=1, high=7),
        Column("time", "text", "HH:MM"),
        Column("required", "count", "agents"),
        Column("scheduled", "count", "agents"),
        Column("difference", "count", "agents", low=-float("inf")),
    ),
)

VIOLATIONS = Table(
    "violations",
    (
        Column("rule", "text"),
        Column("article", "text", blank=True),
        Column("team", "count", "0: all of them"),
        Column("line", "count", "0: all of them"),
        Column("weekday", "count", "1=Monday..7, 0: all of them", high=7),
        Column("message", "text"),
    ),
)
FAIRNESS = Table(
    "fairness",
    (
        Column("team", "count", low=1),
        Column("group", "text"),
        Column("agents", "count", "agents"),
        Column("hours", "number", "paid hours a week of an agent", decimals=2),
        Column("nights", "number", "a week of an agent", decimals=4),
        Column("sundays", "number", "a week of an agent", decimals=4),
        Column("weekends", "number", "worked, a week of an agent", decimals=4),
        Column("turns", "number", "to an earlier start, a week of an agent", decimals=4),
    ),
)

EVENTS = Table(
    "events",
    (
        Column("date", "text", "day, as 2026-03-30"),
        Column("end_date", "text", "last day, as 2026-04-02", given="maybe", blank=True),
        Column("name", "text"),
        Column("effect", "number", "factor on the calls", given="maybe", blank=True),
    ),
)

# Names that other systems' exports use for a column of ours.
_SYNONYMS = {"timestamp": "interval_start"}


def read(data: bytes | str, table: Table, source: str) -> pd.DataFrame:
    """Read a CSV.

    Parameters
    ----------
    data
        Content of the file; UTF-8, with or without a byte-order mark.
    table
        The table that it should hold.
    source
        Name of the file, for messages.

    Returns
    -------
    pandas.DataFrame
        The checked and typed table; its index is the line number less 2.

    Raises
    ------
    InputError
        If the content is no such table; the message names file, line and column.
    """
    frame = _read_csv(_decode(data, source), table, source).dropna(how="all")
    frame.attrs["source"] = source
    return check(frame, table)


def _read_csv(text: str, table: Table, source: str) -> pd.DataFrame:
    if not text.strip():
        raise InputError(f"{source}: the file is empty: it needs a header line and rows")
    above = len(text) - len(text.lstrip("\n"))
    header = text[above:].split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    _check_names(names, table, f"{source}: ")
    _check_fields(text, separator, len(names), source)
    kinds = {column.name: column.kind for column in table.columns}
    # By position: a name may be blank or stand twice where it is none of the table's.
    numbers = {
        str(place): kinds.get(_own_name(name)) in {"number", "count"}
        for place, name in enumerate(names)
    }
    try:
        with warnings.catch_warnings():
            # Numbers here and text there in one column: `check` says where.
            warnings.simplefilter("ignore", pd.errors.DtypeWarning)
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(text.encode()),
                sep=separator,
                header=None,
                names=list(numbers),
                skiprows=above + 1,
                dtype={place: str for place, number in numbers.items() if not number},
                na_values={place: _BLANKS if number else [""] for place, number in numbers.items()},
                keep_default_na=False,
                skip_blank_lines=False,
                skipinitialspace=True,
                index_col=False,
                on_bad_lines="error",
            )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        reason = str(error).strip().splitlines()[-1]
        raise InputError(f"{source}: not a CSV table: {reason}") from None
    frame.index = pd.RangeIndex(above, above + len(frame))
    return frame.set_axis(names, axis=1)


def _check_fields(text: str, separator: str, count: int, source: str) -> None:
    """Refuse a row with more or fewer fields than the header: nothing says which are missing."""
    whole = f"(?:[^{separator}\n]*+{separator}){{{count - 1}}}[^{separator}\n]*+"
    if '"' not in text and re.fullmatch(f"(?:{whole}\n)*+(?:{whole})?", text):
        return
    lines = text.count("\n") + (not text.endswith("\n"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            if len(row) != count and any(field.strip() for field in row):
                break
            line = reader.line_num + 1
        else:
            return
        reason = f"the row has {len(row)} of the header's {count} fields"
        if len(row) > count:
            reason = f"the row has {len(row)} fields, but the header names {count}"
        elif reader.line_num >= lines:
            reason += ": the file is cut off there, or a quote is not closed"
    except csv.Error as error:
        reason = f"not a CSV table: {error}"
    raise InputError(f"{source}, line {line}: {reason}")


def _decode(data: bytes | str, source: str) -> str:
    if isinstance(data, str):
        return _unix_lines(data.removeprefix("\ufeff"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source}: byte {error.start} is not UTF-8 text: save the file as 'CSV UTF-8'"
        ) from None
    if "\0" in text:
        raise InputError(f"{source}: this is a binary file, not a CSV: save it as 'CSV UTF-8'")
    return _unix_lines(text)


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _own_name(name: str) -> str:
    name = str(name).strip().lower()
    return _SYNONYMS.get(name, name)


def check(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Check a table and bring its columns to their types; nothing is rounded.

    Parameters
    ----------
    frame
        The table; columns in any order, others are dropped.
    table
        What it should hold.

    Returns
    -------
    pandas.DataFrame
        The columns of `table` that are given, typed, in order. Times without offset are left
        naive (a history's: its reader says which zone they are of), and their order is
        checked with `check_order` once they have one.

    Raises
    ------
    InputError
        If a column is missing, a value is of the wrong kind or out of bounds, a text is blank,
        a queue is torn apart, times are unsorted, or a table that must have none has a gap.
    """
    where = _where(frame)
    source = frame.attrs.get("source")
    prefix = f"{source}: " if source else ""
    names = [_own_name(str(name)) for name in frame.columns]
    _check_names(names, table, prefix)
    frame = frame.set_axis(names, axis=1)
    if frame.empty:
        raise InputError(f"{prefix}the {table.name} has no rows")
    columns = {c.name: _typed(frame[c.name], c, where) for c in table.columns if c.name in names}
    result = pd.DataFrame(columns, index=frame.index)
    if source:
        result.attrs["source"] = source
    if "queue" in result:
        _check_blocks(result["queue"], where)
    if "interval_start" in result and result["interval_start"].dt.tz is None:
        if not table.gaps:
            raise InputError(
                f"{where(0)}, column interval_start: the time has no offset: "
                "write 2026-03-29T08:30+01:00"
            )
    elif "interval_start" in result:
        check_order(result, gaps=table.gaps)
    return result


def _check_names(names: list[str], table: Table, prefix: str) -> None:
    """Refuse a table that lacks a column, or leaves open which of two is meant."""
    own = [_own_name(name) for name in names]
    for column in table.columns:
        if own.count(column.name) > 1:
            raise InputError(f"{prefix}the {table.name} has two columns {column.name}: keep one")
        if column.given == "always" and column.name not in own:
            shown = ", ".join(name or "(no name)" for name in names[:12])
            shown += ", ..." if len(names) > 12 else ""
            raise InputError(
                f"{prefix}the {table.name} has no column {column.name}: it has {shown or 'none'}"
            )


def _where(frame: pd.DataFrame) -> Where:
    """Name the place of a row: its line in the file, or its index in a frame."""
    source = frame.attrs.get("source")
    index = frame.index
    if source:
        return lambda position: f"{source}, line {int(index[position]) + 2}"
    return lambda position: f"row {index[position]}"


def _typed(values: pd.Series, column: Column, where: Where) -> pd.Series:
    if column.kind == "time":
        if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
            instants: pd.Series = _no_blank(values, column, where).dt.as_unit("us")
        else:
            instants = timestamps.parse(values, where)
        return _check_minutes(instants, where)
    if column.kind == "text":
        text: pd.Series = values.astype("str")
        return text if column.blank else _no_blank(text, column, where)
    result: pd.Series = pd.to_numeric(values, errors="coerce").astype("float64")
    lost = result.isna().to_numpy() & values.notna().to_numpy()
    if values.dtype.kind in "bO":
        lost |= np.array([isinstance(value, bool) for value in values], dtype=bool)
    if lost.any():
        position = int(np.flatnonzero(lost)[0])
        raise _wrong(values, column, where, position, "is not a number: write it as 1234.5")
    if not column.blank:
        _no_blank(result, column, where)
    array = result.to_numpy()
    outside = np.isinf(array) | (array < column.low) | (array > column.high)
    if outside.any():
        position = int(np.flatnonzero(outside)[0])
        bounds = (
            f"of at least {column.low:g}"
            if np.isinf(column.high)
            else (f"from {column.low:g} to {column.high:g}")
        )
        raise _wrong(values, column, where, position, f"is not a finite number {bounds}")
    if column.kind == "count" and not column.decimals:
        broken = array != np.round(array)
        if broken.any():
            position = int(np.flatnonzero(broken)[0])
            raise _wrong(values, column, where, position, "is not a whole number")
        return result.astype("int64")
    return result


def _check_minutes(instants: pd.Series, where: Where) -> pd.Series:
    """Refuse times that are no whole minutes, or of a year that no plan is made for."""
    year = instants.dt.year.to_numpy()
    first, last = _YEARS
    for bad, reason in (
        ((year < first) | (year > last), f"is not in the years {first} to {last}"),
        (
            instants.astype("int64").to_numpy() % 60_000_000 != 0,
            "is not a whole minute: an interval starts at one",
        ),
    ):
        if bad.any():
            position = int(np.flatnonzero(bad)[0])
            value = instants.iloc[position].isoformat()
            raise InputError(f"{where(position)}, column interval_start: {value} {reason}")
    return instants


def _wrong(values: pd.Series, column: Column, where: Where, position: int, what: str) -> InputError:
    value = str(values.iloc[position])
    shown = value if len(value) <= 40 else value[:37] + "..."
    return InputError(f"{where(position)}, column {column.name}: '{shown}' {what}")


def _no_blank(values: pd.Series, column: Column, where: Where) -> pd.Series:
    blank = values.isna().to_numpy()
    if blank.any():
        position = int(np.flatnonzero(blank)[0])
        raise InputError(f"{where(position)}, column {column.name}: the value is missing")
    return values


def _check_blocks(queue: pd.Series, where: Where) -> None:
    starts = np.flatnonzero(queue.ne(queue.shift()).to_numpy())
    names = queue.iloc[starts]
    again = names.duplicated().to_numpy()
    if again.any():
        position = int(starts[np.flatnonzero(again)[0]])
        raise InputError(
            f"{where(position)}, column queue: the rows of queue '{queue.iloc[position]}' are "
            "not together: sort the table by queue and time"
        )


def check_order(frame: pd.DataFrame, *, gaps: bool) -> None:
    """Check that each queue's intervals follow one another on one step.

    Parameters
    ----------
    frame
        A table with zone-aware `interval_start`, and its `queue` if there are several.
    gaps
        Whether intervals may be absent.

    Raises
    ------
    InputError
        If a time is not after the one above, is off the step, or an interval is absent where
        none may be.
    """
    where = _where(frame)
    minutes, inside = _distances(frame)
    step = _usual_step(minutes[inside]) or float(STEPS_MINUTES[0])
    start = frame["interval_start"]

    def refuse(bad: np.ndarray, reason: str) -> None:
        if bad.any():
            position = int(np.flatnonzero(bad)[0]) + 1
            value = start.iloc[position].strftime("%Y-%m-%dT%H:%M%z")
            raise InputError(f"{where(position)}, column interval_start: {value} {reason}")

    refuse(inside & (minutes == 0), "stands twice: keep one row for each interval")
    refuse(inside & (minutes < 0), "is before the row above: sort the table by time")
    if step not in STEPS_MINUTES:
        raise InputError(
            f"{where(0)}, column interval_start: the rows are {step:g} minutes apart: "
            "intervals of 15, 30 or 60 minutes are needed"
        )
    refuse(inside & (minutes % step != 0), f"is off the step of {step:g} minutes")
    if gaps and len(minutes):
        refuse(_another_step(minutes, inside, step), f"breaks the step of {step:g} minutes")
    elif not gaps:
        refuse(inside & (minutes != step), f"is not {step:g} minutes after the row above")
    first = np.flatnonzero(np.concatenate([[True], ~inside]))
    local = timestamps.wall_clock(start.iloc[first])
    past_midnight = (local - local.astype("datetime64[D]")) // np.timedelta64(1, "m")
    for position, minute in zip(first, past_midnight, strict=True):
        if minute % step:
            raise InputError(
                f"{where(int(position))}, column interval_start: an interval of {step:g} minutes "
                f"cannot start at {minute // 60:02d}:{minute % 60:02d}"
            )


def _distances(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Minutes from each row to the next, and whether both are of one queue."""
    instants = frame["interval_start"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    minutes = np.diff(instants.astype("datetime64[us]")) / np.timedelta64(1, "m")
    if "queue" not in frame:
        return minutes, np.ones(len(minutes), dtype=bool)
    queue = frame["queue"].to_numpy()
    return minutes, queue[1:] == queue[:-1]


def _usual_step(minutes: np.ndarray) -> float | None:
    """Most frequent distance of two rows [min]."""
    forward = minutes[minutes > 0]
    if not len(forward):
        return None if not len(minutes) else float(STEPS_MINUTES[1])
    values, counts = np.unique(forward, return_counts=True)
    return float(values[np.argmax(counts)])


def _another_step(minutes: np.ndarray, inside: np.ndarray, step: float) -> np.ndarray:
    """Mark where many rows in a row are twice or four times the step apart."""
    found = np.zeros(len(minutes), dtype=bool)
    for factor in (2, 4):
        same = inside & (minutes == factor * step)
        runs = np.convolve(same, np.ones(_ANOTHER_STEP_ROWS, dtype=int))[: len(same)]
        found |= runs == _ANOTHER_STEP_ROWS
    return found


def step_minutes(frame: pd.DataFrame, default: int = 30) -> int:
    """Length of an interval [min]: the usual distance of two rows.

    Parameters
    ----------
    frame
        A table with zone-aware `interval_start`.
    default
        The answer for a table with a single row.
    """
    minutes, inside = _distances(frame)
    step = _usual_step(minutes[inside])
    return default if step is None else int(step)


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring a stage's result into its final form: order, types, rounded once.

    Parameters
    ----------
    frame
        The result.
    table
        The table that it is; columns that may be absent are left out where they are.
    """
    columns = {}
    for column in table.columns:
        if column.name not in frame:
            continue
        values = frame[column.name]
        if column.kind in {"number", "count"}:
            # Adding zero turns -0.0 into 0.0.
            values = values.astype("float64").round(column.decimals) + 0.0
            if column.kind == "count" and (values == values.round()).all():
                values = values.astype("int64")
        elif column.kind == "text":
            values = values.astype("str")
        columns[column.name] = values
    return pd.DataFrame(columns).reset_index(drop=True)


def to_csv(frame: pd.DataFrame) -> str:
    """Write a conformed table as CSV."""
    return "".join(
        part.to_csv(index=False, lineterminator="\n", header=not i)
        for i, part in enumerate(_as_shown(frame))
    )


def to_json(frame: pd.DataFrame) -> str:
    """Write a conformed table as a JSON array of rows."""
    rows = "".join(
        part.to_json(orient="records", lines=True, force_ascii=False) for part in _as_shown(frame)
    )
    return "[\n" + ",\n".join(rows.splitlines()) + "\n]\n"


def _as_shown(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the rows as they are written, in parts that keep the memory small."""
    floats = {str(n): _plain(frame[n]) for n in frame if frame[n].dtype.kind == "f"}
    shown = frame.assign(**floats)
    times = [str(n) for n in shown if isinstance(shown[n].dtype, pd.DatetimeTZDtype)]
    for first in range(0, max(len(shown), 1), _ROWS_AT_ONCE):
        part = shown.iloc[first : first + _ROWS_AT_ONCE]
        yield part.assign(**{name: timestamps.to_text(part[name]) for name in times})


def _plain(values: pd.Series) -> pd.Series:
    """Show a column of whole numbers without a decimal point."""
    given = values.dropna()
    if (given == given.round()).all() and (given.abs() < 2**53).all():
        return values.astype("Int64")
    return values
