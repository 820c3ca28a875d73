"""Check a table that comes in, conform one that goes out."""

import datetime as dt

import numpy as np
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError, refuse_controls
from wfm.quoting import control, quoted
from wfm.tables.columns import ROSTER, Column, Table, own_name
from wfm.tables.durations import clock_words
from wfm.tables.intervals import check_order, runs, where_of
from wfm.tables.kinds import other_table
from wfm.tables.weekgrid import LEGEND, ONE_AGENT, is_grid, unfolded
from wfm.timestamps import Where
from wfm.units import weekday, written
from wfm.weekday_names import weekdays

_YEARS = (1970, 2100)
_LONGEST_TEXT = 1000


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
        naive where the table may have them (its reader says which zone they are of), and their
        order is checked with `check_order` once they have one.

    Raises
    ------
    InputError
        If a column is missing, a value is of the wrong kind or out of bounds, a text is blank,
        a queue is torn apart, times are unsorted, or a table that must have none has a gap.
    """
    if table is ROSTER and is_grid([str(name) for name in frame.columns]):
        frame = unfolded(frame)
    where = where_of(frame)
    source = frame.attrs.get("source")
    prefix = f"{source}: " if source else ""
    names = [own_name(str(name)) for name in frame.columns]
    check_names(names, table, prefix)
    frame = frame.set_axis(names, axis=1)
    if frame.empty and not table.empty:
        raise InputError(f"{prefix}the {table.name} has no rows")
    index, attrs = frame.index, frame.attrs
    # Each column is let go when it is typed: of a large table there are no two copies.
    columns = {
        c.name: _typed(_numbered(frame.pop(c.name), c, where), c, where)
        for c in table.columns
        if c.name in names
    }
    result = pd.DataFrame(columns, index=index, copy=False)
    for kept in ("source", ONE_AGENT, LEGEND):
        if attrs.get(kept):
            result.attrs[kept] = attrs[kept]
    if "queue" in result:
        _check_blocks(result["queue"], where)
    if "interval_start" in result and not result.empty:
        _check_times(result, table, where)
    return result


def _check_times(frame: pd.DataFrame, table: Table, where: Where) -> None:
    """Refuse times without an offset where there must be one, and others that are not in order."""
    if frame["interval_start"].dt.tz is not None:
        check_order(frame, gaps=table.gaps)
    elif not table.local:
        raise InputError(
            f"{where(0)}, column interval_start: the time has no offset: "
            "write 2026-03-29T08:30+01:00"
        )


def check_names(names: list[str], table: Table, prefix: str) -> None:
    """Refuse a table that lacks a column, or leaves open which of two is meant."""
    own = [own_name(name) for name in names]
    for column in table.columns:
        if own.count(column.name) > 1:
            raise InputError(f"{prefix}the {table.name} has two columns {column.name}: keep one")
        if column.given == "always" and column.name not in own:
            if other := other_table(own, table):
                raise InputError(f"{prefix}{other}")
            shown = ", ".join(name or "(no name)" for name in names[:12])
            shown += ", ..." if len(names) > 12 else ""
            raise InputError(
                f"{prefix}the {table.name} has no column {column.name}: it has {shown or 'none'}"
            )


def _typed(values: pd.Series, column: Column, where: Where) -> pd.Series:
    if column.kind == "time":
        if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
            instants: pd.Series = _no_blank(values, column, where).dt.as_unit("us")
        else:
            instants = timestamps.parse(values, where)
        return _check_minutes(instants, where)
    if column.kind in {"text", "day"}:
        return _texts(values, column, where)
    result = _numbers(values)
    lost = result.isna().to_numpy() & values.notna().to_numpy()
    if values.dtype.kind in "bO":
        lost |= np.array([isinstance(value, bool) for value in values], dtype=bool)
    if lost.any():
        position = int(np.flatnonzero(lost)[0])
        what = clock_words(str(values.iloc[position])) if column.unit == "s" else ""
        what = what or "is not a number: write it as 1234.5"
        raise _wrong(values, column, where, position, what)
    if not column.blank:
        _no_blank(result, column, where)
    array = result.to_numpy()
    outside = np.isinf(array) | (array < column.low) | (array > column.high)
    if outside.any():
        position = int(np.flatnonzero(outside)[0])
        bounds = (
            f"of at least {written(column.low)}"
            if np.isinf(column.high)
            else f"from {written(column.low)} to {written(column.high)}"
        )
        raise _wrong(values, column, where, position, f"is not a finite number {bounds}")
    if column.kind in {"count", "weekday"} and not column.decimals:
        blank = np.isnan(array)
        broken = ~blank & (array != np.round(array))
        if broken.any():
            position = int(np.flatnonzero(broken)[0])
            raise _wrong(values, column, where, position, "is not a whole number")
        return result if blank.any() else result.astype("int64")
    return result


def _texts(values: pd.Series, column: Column, where: Where) -> pd.Series:
    text: pd.Series = values.astype("str")
    # Few names make up many rows: of a run of one name the first row is looked at.
    starts = runs(text)
    firsts = text.iloc[starts]

    def at(position: int) -> str:
        return where(int(starts[position]))

    _check_text(firsts, column, at)
    if column.kind == "day":
        _check_days(firsts, column, at)
    if not column.blank:
        _no_blank(firsts, column, at)
    return text


def _check_days(text: pd.Series, column: Column, where: Where) -> None:
    """Refuse what is no day as ISO 8601 writes it."""
    for position, value in enumerate(text):
        if pd.isna(value) or not str(value).strip():
            continue
        try:
            dt.datetime.fromisoformat(str(value).strip())
        except ValueError:
            what = "is not a date: write 2026-01-31"
            raise _wrong(text, column, where, position, what) from None


def _numbers(values: pd.Series) -> pd.Series:
    """Read numbers; what is none becomes NaN."""
    try:
        result: pd.Series = pd.to_numeric(values, errors="coerce").astype("float64")
    except OverflowError:  # hundreds of digits
        result = pd.to_numeric(values.astype("str"), errors="coerce").astype("float64")
    return result


def _numbered(values: pd.Series, column: Column, where: Where) -> pd.Series:
    """Put numbers for the names of weekdays; leave other columns as they are."""
    if column.kind != "weekday" or values.dtype.kind in "iuf":
        return values
    words = values.astype("str").str.strip()
    named = {str(word): day for word, day in weekdays(words.dropna().unique()).items()}
    days = words.map({word: named.get(word, weekday(word)) for word in words.dropna().unique()})
    numbers = _numbers(words).fillna(days.astype("float64"))
    unknown = (~numbers.isin(range(1, 8)) & values.notna()).to_numpy()
    if unknown.any():
        position = int(np.flatnonzero(unknown)[0])
        raise _wrong(
            values, column, where, position, "is not a weekday: write 1 (Monday) to 7, or Mon"
        )
    return numbers


def _check_text(text: pd.Series, column: Column, where: Where) -> None:
    """Refuse control characters: they would act on a terminal and tear tables and messages."""
    for name in pd.Series(text.unique()).dropna():
        if len(name) > _LONGEST_TEXT:
            position = int(np.flatnonzero((text == name).to_numpy())[0])
            reason = f"is longer than {_LONGEST_TEXT:,} characters"
            raise _wrong(text, column, where, position, reason)
        if control(name):
            position = int(np.flatnonzero((text == name).to_numpy())[0])
            refuse_controls(name, f"{where(position)}, column {column.name}")


def _check_minutes(instants: pd.Series, where: Where) -> pd.Series:
    """Refuse times that are no whole minutes, or of a year that no plan is made for."""
    first, last = _YEARS
    for bad, reason in (
        (_outside_years(instants), f"is not in the years {first} to {last}"),
        (
            instants.astype("int64").to_numpy() % 60_000_000 != 0,
            "is not a whole minute: an interval starts at one",
        ),
    ):
        if bad.any():
            position = int(np.flatnonzero(bad)[0])
            value = np.datetime_as_string(timestamps.wall_clock(instants)[position], unit="s")
            raise InputError(f"{where(position)}, column interval_start: {value} {reason}")
    return instants


def _outside_years(instants: pd.Series) -> np.ndarray:
    first, last = _YEARS
    if len(instants) and first < instants.min().year and instants.max().year < last:
        return np.zeros(len(instants), dtype=bool)
    year = instants.dt.year.to_numpy()
    outside: np.ndarray = (year < first) | (year > last)
    return outside


def _wrong(values: pd.Series, column: Column, where: Where, position: int, what: str) -> InputError:
    value = quoted(values.iloc[position])
    return InputError(f"{where(position)}, column {column.name}: {value} {what}")


def _no_blank(values: pd.Series, column: Column, where: Where) -> pd.Series:
    blank = values.isna().to_numpy()
    if blank.any():
        position = int(np.flatnonzero(blank)[0])
        raise InputError(f"{where(position)}, column {column.name}: the value is missing")
    return values


def _check_blocks(queue: pd.Series, where: Where) -> None:
    starts = runs(queue)
    again = queue.iloc[starts].duplicated().to_numpy()
    if again.any():
        position = int(starts[np.flatnonzero(again)[0]])
        raise InputError(
            f"{where(position)}, column queue: the rows of queue '{queue.iloc[position]}' are "
            "not together: sort the table by queue and time"
        )


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
            values = _rounded(values.astype("float64"), column.decimals)
            if column.kind == "count" and (values == values.round()).all():
                values = values.astype("int64")
        elif column.kind in {"text", "day"}:
            values = values.astype("str")
        elif column.kind == "weekday":
            values = values.astype("int64")
        elif column.kind == "time":
            values = values.dt.as_unit("us")
        columns[column.name] = values
    return pd.DataFrame(columns).reset_index(drop=True)


def _rounded(values: pd.Series, decimals: int) -> pd.Series:
    """Round numbers; those that are round already are not copied."""
    # Adding zero turns -0.0 into 0.0.
    result: pd.Series = values.round(decimals) + 0.0
    same = result.equals(values) and not np.signbit(values.to_numpy()).any()
    return values if same else result
