"""Histories as any system wrote them: files into one table of intervals, or a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wfm import tables, timestamps
from wfm.errors import InputError
from wfm.ingestion import containers, layouts
from wfm.ingestion.apart import filled_down, set_apart
from wfm.ingestion.asking import Question
from wfm.ingestion.clock import ClockHints, Starts, read_starts
from wfm.ingestion.columns import Columns, assign
from wfm.ingestion.header import NoTable, Rows, find_rows, without
from wfm.ingestion.headings import Headings, headings
from wfm.ingestion.joining import joined
from wfm.ingestion.measures import lengths_of, read_measures
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.own_cells import with_offsets
from wfm.ingestion.parted_times import with_whole_times
from wfm.ingestion.profiles import spread
from wfm.ingestion.queue_columns import ask_for_queue, names_of, queue_words
from wfm.ingestion.sheet import Sheet
from wfm.ingestion.steps import DAY, keys_of, on_step, one_row_each, stand_twice, step_of
from wfm.ingestion.zone_columns import zone_of
from wfm.quoting import quoted
from wfm.tables.offsets import OFFSET


@dataclass(frozen=True)
class Part:
    """What was read from one sheet.

    Parameters
    ----------
    rows
        Its rows as they stand there, intervals only.
    columns
        Which column is what.
    frame
        ``queue`` (where there is one), ``start``, ``line``, ``calls``, ``answered``, ``aht``.
    count
        Number of rows that were read.
    said
        What was assumed, in a few words each.
    """

    rows: Rows
    columns: Columns
    frame: pd.DataFrame
    count: int
    said: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A history, and how it was read.

    Parameters
    ----------
    frame
        The history: `wfm.tables.HISTORY`, handling times in seconds.
    parts
        What was read from each file.
    said
        What was assumed: at most three lines.
    """

    frame: pd.DataFrame
    parts: tuple[Part, ...]
    said: tuple[str, ...]


def read(
    files: Sequence[tuple[bytes, str]],
    options: ReadOptions | None = None,
    profile: pd.DataFrame | None = None,
) -> Reading:
    """Read a history from files of any layout.

    Parameters
    ----------
    files
        Content and name of each.
    options
        What the planner says of them.
    profile
        `wfm.tables.HISTORY` of intervals, whose shape days and longer rows take.

    Returns
    -------
    Reading
        The table, and what was assumed.

    Raises
    ------
    Question
        If it can be read in two ways.
    InputError
        If it is no history, or a cell cannot be read.
    """
    options = options or ReadOptions()
    tables.read_unit(options.aht_unit)
    parts = tuple(read_part(data, source, options) for data, source in files)
    frame, said = joined([part.frame for part in parts], [_place(p) for p in parts], options)
    place = ", ".join(dict.fromkeys(part.rows.sheet.source for part in parts))
    frame, step, more = on_step(frame, options, place)
    if step >= DAY:
        frame, word = _spread(frame, step, profile, place)
        more.append(word)
    history = _history(frame, parts)
    return Reading(history, parts, _lines(parts, [*said, *more]))


def _place(part: Part) -> str:
    return part.rows.sheet.place


def read_part(data: bytes, source: str, options: ReadOptions) -> Part:
    """Read the sheet of a file that holds a history.

    Raises
    ------
    Question
        If two sheets do, or the one can be read in two ways.
    InputError
        If none does.
    """
    sheets = containers.sheets(
        data,
        source,
        sheet=options.sheet,
        encoding=options.encoding,
        delimiter=options.delimiter,
    )
    found: list[Part] = []
    failures: list[InputError] = []
    for sheet in sheets:
        try:
            found.append(read_sheet(sheet, options))
        except InputError as error:
            failures.append(error)
    if len(found) > 1:
        found = [part for part in found if step_of(part.frame) < DAY] or found
    if len(found) > 1:
        raise Question(
            source,
            f"{len(found)} sheets hold a history",
            {f"--sheet {quoted(part.rows.sheet.name)}": f"{part.count:,} rows" for part in found},
        )
    if found:
        return found[0]
    serious = [error for error in failures if not isinstance(error, NoTable)]
    raise (serious or failures or [NoTable(f"{source}: the file is empty")])[0]


def read_sheet(sheet: Sheet, options: ReadOptions) -> Part:
    """Read one sheet.

    Raises
    ------
    NoTable
        If it holds no history.
    Question
        If it can be read in two ways.
    InputError
        If a cell cannot be read.
    """
    sheet = layouts.to_long(sheet, options)
    if sheet.in_seconds:
        options = replace(options, aht_unit=None)
    rows = find_rows(sheet, options)
    rows = with_whole_times(rows)
    columns = assign(rows, options)
    rows = _merged(rows, columns)
    starts = _starts(rows, columns, options)
    places = tuple(p for p in (columns.times.date, columns.times.time) if p is not None)
    grouped = _headings(rows, columns, starts.times)
    kept, left_out = set_apart(
        rows, starts.times, places, columns.calls, grouped.lines, starts.skipped
    )
    rows = replace(rows, cells=without(rows.cells, ~kept))
    measures = read_measures(rows, columns, options)
    frame = pd.DataFrame(
        {
            "start": starts.times.to_numpy()[kept]
            if starts.times.dt.tz is None
            else starts.times.array[kept],
            "line": rows.cells.index.to_numpy(),
            "calls": measures.calls,
            "answered": measures.answered,
            "aht": np.nan if measures.aht is None else measures.aht,
        }
    )
    if columns.length is not None:
        frame["length"] = lengths_of(rows.column(columns.length))
    said = [*measures.said]
    if columns.queues:
        frame.insert(0, "queue", names_of(rows, columns.queues))
        said.append(f"queue = {queue_words(rows, columns.queues)}")
    elif grouped.names is not None:
        frame.insert(0, "queue", grouped.names.to_numpy()[kept])
        said.append("queue from the lines above its rows")
    if columns.length is None and starts.lengths is not None:
        # Ranges that begin together may be hours beside their halves.
        again = frame.duplicated(keys_of(frame), keep=False)
        frame["length"] = np.where(again, starts.lengths[kept], np.nan)
    raw = rows.cells.reset_index(drop=True)
    over = _added_up(rows, columns, frame, options)
    one, about = one_row_each(frame, raw, options, sheet.place, over)
    _refuse_bare_days(rows, one["line"], starts, columns.times.date)
    said += [*starts.said, *rows.sheet.said, *rows.said, *left_out, *about]
    return Part(rows, columns, one, len(frame), tuple(dict.fromkeys(said)))


def _added_up(rows: Rows, columns: Columns, frame: pd.DataFrame, options: ReadOptions) -> list[str]:
    """Name the columns over whose words the rows of one interval add up; or ask about them."""
    if options.repeats is not None or not stand_twice(frame):
        return []
    handling = (part.place for part in columns.handling)
    taken = {*columns.times.places, *columns.calls, *handling}
    return ask_for_queue(rows, columns.queues, taken, frame[keys_of(frame)], options.queue_column)


def _refuse_bare_days(rows: Rows, lines: pd.Series, starts: Starts, place: int) -> None:
    """Refuse a day without a time that is not the sum of the rows beside it."""
    bare = starts.times.index[starts.bare].to_numpy()
    left = bare[np.isin(bare, lines.to_numpy())] if bare.size else bare
    if left.size:
        cell = rows.column(place).loc[left[0]]
        raise InputError(
            f"{rows.sheet.place}, line {left[0]}, column {rows.names[place]}: {quoted(cell)} is a "
            "day without a time among others with one: take the row out, or write its time"
        )


def _merged(rows: Rows, columns: Columns) -> Rows:
    """Fill the blanks of merged cells: days and queues that stand once for several rows."""
    times = columns.times
    beside = times.date if times.time is None else times.time
    places = [*columns.queues, *([] if times.time is None else [times.date])]
    cells = rows.cells.copy()
    for place in places:
        if place != beside:
            cells[place] = filled_down(rows.column(place), rows.column(beside))
    return replace(rows, cells=cells)


def _headings(rows: Rows, columns: Columns, times: pd.Series) -> Headings:
    if not columns.queues:
        return headings(rows, times)
    return Headings(np.zeros(len(times), dtype=bool), None)


def _starts(rows: Rows, columns: Columns, options: ReadOptions) -> Starts:
    times = columns.times
    date = rows.column(times.date)
    own = None
    if times.time is None and OFFSET in rows.names:  # as wfm writes workbooks
        date = with_offsets(date, rows.column(rows.names.index(OFFSET)))
    else:
        own = zone_of(rows, columns, options.timezone)
    hints = ClockHints(
        where=rows.sheet.place,
        date_name=rows.names[times.date],
        time_name="" if times.time is None else rows.names[times.time],
        date_order=options.date_order,
        stamp=options.stamp or times.stamp or (None if times.end is None else "start"),
        timezone=own or options.timezone,
    )
    time = None if times.time is None else rows.column(times.time)
    starts = read_starts(date, time, hints)
    if own is None or options.timezone is None:
        return starts
    return replace(starts, times=starts.times.dt.tz_convert(timestamps.zone(options.timezone)))


def _spread(
    frame: pd.DataFrame, step: int, profile: pd.DataFrame | None, place: str
) -> tuple[pd.DataFrame, str]:
    days = "days" if step < 2 * DAY else f"{step // DAY} days apart"
    if profile is None or step >= 2 * DAY:
        hint = (
            "give --profile FILE, a history of such intervals whose shape the days take"
            if step < 2 * DAY
            else "export the intervals"
        )
        raise InputError(
            f"{place}: the rows are {days}: a forecast needs intervals of 15, 30 or 60 minutes: "
            f"{hint}"
        )
    return spread(frame, profile), "days spread over the shape of the profile"


def _history(frame: pd.DataFrame, parts: Sequence[Part]) -> pd.DataFrame:
    """Bring the intervals into the table that stages take."""
    columns = {
        "interval_start": frame["start"],
        "calls": frame["calls"],
    }
    if "queue" in frame:
        columns = {"queue": frame["queue"], **columns}
    if frame["aht"].notna().any():
        columns["aht_seconds"] = frame["aht"]
    result = pd.DataFrame(columns)
    if len(parts) == 1:
        result = result.set_axis(pd.Index(frame["line"].to_numpy() - 2))
        result.attrs["source"] = parts[0].rows.sheet.source
    else:
        result = result.reset_index(drop=True)
    return tables.check(result, tables.HISTORY)


def _lines(parts: Sequence[Part], said: Sequence[str]) -> tuple[str, ...]:
    """Say what was assumed, files alike in one line, in at most three lines."""
    alike: dict[tuple[str, ...], list[Part]] = {}
    for part in parts:
        alike.setdefault(part.said, []).append(part)
    lines = []
    for words, group in alike.items():
        count = f"{sum(part.count for part in group):,} rows"
        sheet = group[0].rows.sheet
        if len(group) > 1:
            place = f" of {len(group)} files"
        elif len(parts) > 1:
            place = f" of {sheet.place}"
        else:
            place = "" if sheet.name is None else f" of sheet {quoted(sheet.name)}"
        lines.append(f"read {count}{place}: {', '.join(words)}")
    most = 2 if said else 3
    if len(lines) > most:
        more = len(lines) - most + 1
        lines = [*lines[: most - 1], f"and {more} more files, each in its own way: wfm inspect"]
    return (*lines, *((", ".join(said),) if said else ()))
