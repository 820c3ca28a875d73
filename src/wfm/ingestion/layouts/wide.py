"""Sheets with dates or times across: every number goes into a row of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wfm.errors import InputError
from wfm.ingestion.layouts.axes import is_hours, is_time_axis, week_columns
from wfm.ingestion.layouts.bands import TOP, Band, Cells, find_bands
from wfm.ingestion.layouts.kinds import Kind, kind
from wfm.ingestion.layouts.lines import lines_said
from wfm.ingestion.layouts.months import days_of, month_above
from wfm.ingestion.layouts.names import is_measure, is_total, meaning_of
from wfm.ingestion.layouts.unfolded import Columns, Rows, Table, long_sheet
from wfm.ingestion.layouts.weeks import dates_of_weekdays, with_years
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted

_MOMENTS = {"date", "time", "start", "end"}


@dataclass
class _Wide:
    """A wide sheet while it is read; what was left out gathers in `said`."""

    sheet: Sheet
    options: ReadOptions
    cells: Cells
    said: list[str] = field(default_factory=list)

    def where(self, row: int) -> str:
        return f"{self.sheet.place}, line {self.sheet.cells.index[row]}"

    def say(self, what: str) -> None:
        if what not in self.said:
            self.said.append(what)


def to_long(sheet: Sheet, options: ReadOptions) -> Sheet | None:
    """Bring a sheet with dates or times across to rows of intervals.

    Returns
    -------
    Sheet or None
        Its rows with the columns Date, Time, those of names, and one of each measure; None where
        nothing goes across.

    Raises
    ------
    InputError
        If a number has no date, two numbers have the same place, or the columns are the weekdays
        of no week in particular.
    """
    if not find_bands(sheet.top(TOP)):
        return None
    wide = _Wide(sheet, options, sheet.cells.to_numpy(dtype=object))
    bands = find_bands(wide.cells)
    wide.say(f"{bands[0].across}s across")
    tables: list[Table] = []
    queues: list[tuple[str, str]] = []
    above = 0
    for band, following in zip(bands, [*bands[1:], None], strict=True):
        end = len(wide.cells) if following is None else following.first
        titles = range(above, band.first)
        found = _tables(wide, band, titles, end)
        queues += [_queue_above(wide, titles, queues)] * len(found)
        tables += found
        above = band.last + 1
    if len({name for _, name in queues}) > 1:
        tables = [
            Table(table.columns, table.rows.named(*queue))
            for table, queue in zip(tables, queues, strict=True)
        ]
    return long_sheet(sheet, tables, wide.said)


def _queue_above(wide: _Wide, titles: range, before: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return name and value of the line above a table that names its queue; else the last one."""
    found = before[-1] if before else ("Queue", "")
    for row in titles:
        for name, value in lines_said(wide.cells[row]).items():
            if meaning_of(name).role == "queue":
                found = name, str(value)
    return found


def _tables(wide: _Wide, band: Band, titles: range, end: int) -> list[Table]:
    """Cut what stands below a band into its tables side by side."""
    body = range(band.last + 1, end)
    starts = [0, *_later_panels(wide, band, body)]
    places = np.array(band.places)
    found: list[Table] = []
    for start, stop in zip(starts, [*starts[1:], wide.cells.shape[1]], strict=True):
        inside = places[(places >= start) & (places < stop)]
        if not len(inside):
            continue
        labels = range(start, int(inside[0]))
        columns = _columns(wide, band, range(int(inside[0]), stop), titles, body)
        rows = _rows(wide, band, labels, columns, body)
        found += _with_moments(wide, band, columns, rows, titles)
    return found


def _later_panels(wide: _Wide, band: Band, body: range) -> list[int]:
    """Return the columns in which the times stand again beside the numbers of earlier ones."""
    return [
        place
        for place in range(band.places[0] + 1, wide.cells.shape[1])
        if place not in band.places
        and not any(is_measure(wide.cells[row, place]) for row in range(band.first, band.last + 1))
        and _are_times([c for c in wide.cells[body, place] if kind(c) != "empty"])
    ]


def _are_times(cells: list[Any]) -> bool:
    return bool(cells) and (is_time_axis(cells) or is_hours(cells))


def _columns(wide: _Wide, band: Band, span: range, titles: range, body: range) -> Columns:
    """Say of each column of numbers its date, time and measure, as the header has them."""
    header = range(band.first, band.last + 1)
    axis = dict(zip(band.places, band.cells, strict=True))
    kept, at, times, names = [], [], [], []
    current: Any = None
    for place in span:
        own = wide.cells[band.row, place]
        if place in axis:
            current = axis[place]
        elif kind(own) != "empty":
            current = None  # a total, or a remark
        others = [wide.cells[row, place] for row in header if row != band.row]
        if current is None or any(is_total(c) and not is_measure(c) for c in others):
            _leave_out(wide, own if current is None else next(filter(is_total, others)))
            continue
        if place not in axis and all(kind(c) == "empty" for c in others):
            if any(kind(c) == "number" for c in wide.cells[body, place]):
                raise InputError(
                    f"{wide.where(band.row)}: column {place + 1} has numbers below and no date "
                    "of its own above: write one, or what it holds, in the header"
                )
            continue
        kept.append(place)
        at.append(current)
        times.append(next((c for c in others if kind(c) == "time"), ""))
        names.append(_named(wide, header, band, place, span))
    across = "date" if band.across == "weekday" else band.across
    measure = (
        "" if any(names) else _measure_beside(wide, band, span) or _measure_above(wide, titles)
    )
    dates = at if across in {"date", "stamp"} else [""] * len(at)
    clock = at if across == "time" else times
    return Columns(tuple(kept), tuple(dates), tuple(clock), tuple(n or measure for n in names))


def _named(wide: _Wide, header: range, band: Band, place: int, span: range) -> str:
    """Return the measure that the header names over a column; merged names stand in their first."""
    for row in header:
        line = wide.cells[row]
        if row == band.row or week_columns(line) is not None:
            continue
        for before in range(place, span[0] - 1, -1):
            if kind(line[before]) == "text" and is_measure(line[before]):
                return str(line[before]).strip()
            if kind(line[before]) != "empty":
                break
    return ""


def _measure_beside(wide: _Wide, band: Band, span: range) -> str:
    """Return the measure that the corner of a table names, left of its header; "" without one."""
    for row in range(band.first, band.last + 1):
        for cell in wide.cells[row, : span[0]]:
            if is_measure(cell) and meaning_of(cell).role != "other" and meaning_of(cell).certain:
                return str(cell).strip()
    return ""


def _measure_above(wide: _Wide, titles: range) -> str:
    """Return the measure that a title above a table names; "" where none does."""
    for row in reversed(titles):
        for cell in wide.cells[row]:
            if not isinstance(cell, str) or not is_measure(cell):
                continue
            said = meaning_of(cell)
            if said.role == "other":
                continue
            if said.certain:
                return cell.strip()
            if said.role == "calls":
                return ""
            raise InputError(
                f"{wide.where(row)}: {quoted(cell)} above the table leaves open what its numbers "
                "are: write Calls or AHT there"
            )
    return ""


def _leave_out(wide: _Wide, cell: object) -> None:
    if kind(cell) != "empty":
        wide.say(f"column {quoted(cell)} left out")


def _rows(wide: _Wide, band: Band, labels: range, columns: Columns, body: range) -> Rows:
    """Say of each row its date, time, names and measure, by the cells before its numbers."""
    block = wide.cells[body.start : body.stop]
    filled = np.array(
        [any(kind(cell) not in {"empty", "text"} for cell in line[list(columns.places)])
         for line in block], dtype=bool,
    )  # fmt: skip
    kinds = {
        place: [k for k in map(kind, block[filled, place]) if k != "empty"] for place in labels
    }
    most = {place: _most(k) for place, k in kinds.items()}
    wanted = "date" if band.across == "time" else "time"
    axis = next((place for place in labels if most[place] == wanted), None)
    if axis is None and wanted == "time":
        axis = next((p for p in labels if most[p] == "number" and is_hours(block[filled, p])), None)
    week = next((p for p in labels if p != axis and most[p] in {"date", "day"}), None)
    if axis is None and week is None:
        axis = next((p for p in labels if most[p] in {"date", "time", "stamp", "day"}), None)
    titles = {place: _title(wide, band, place) for place in labels}
    month_days = _days_down(wide, band, labels, filled, body) if axis is week is None else {}
    keys = [p for p in labels if p not in {axis, week} and most[p] == "text"]
    kept, dates, times, names, measures = [], [], [], [], []
    before: dict[int, Any] = {}
    for offset in np.flatnonzero(filled):
        row = body.start + int(offset)
        line = wide.cells[row]
        # Merged cells stand in their first row.
        merged = {place: line[place] for place in [*keys, *([week] if week is not None else [])]}
        if wanted == "date" and axis is not None:
            merged[axis] = line[axis]
        before |= {place: cell for place, cell in merged.items() if kind(cell) != "empty"}
        if _is_left_out(wide, row, axis, most, before):
            continue
        label = {**{place: line[place] for place in labels}, **before}
        kept.append(row)
        dates.append(month_days.get(row, _one_of(label, (week, axis), {"date", "day", "stamp"})))
        hours = {"time", "number"} if wanted == "time" else {"time"}
        times.append(_one_of(label, (axis,), hours))
        measure = next((p for p in keys if is_measure(label[p])), None)
        measures.append("" if measure is None else str(label[measure]).strip())
        names.append(tuple("" if p == measure else label[p] for p in keys))
    return Rows(
        tuple(kept), tuple(dates), tuple(times), tuple(measures), tuple(names),
        tuple(titles[place] for place in keys),
    )  # fmt: skip


def _days_down(wide: _Wide, band: Band, labels: range, filled: Any, body: range) -> dict[int, str]:
    """Return the dates of rows that are the days of the month named above, by their positions."""
    rows: list[int] = (body.start + np.flatnonzero(filled)).tolist()
    for place in labels:
        numbered = [row for row in rows if kind(wide.cells[row, place]) == "number"]
        dates = days_of(list(wide.cells[numbered, place]), month_above(wide.cells, band.first))
        if dates is not None:
            return dict(zip(numbered, dates, strict=True))
    return {}


def _most(kinds: Sequence[Kind]) -> Kind:
    return max(set(kinds), key=list(kinds).count) if kinds else "empty"


def _one_of(label: dict[int, Any], places: Sequence[int | None], kinds: set[str]) -> Any:
    cells = (label[place] for place in places if place is not None)
    return next((cell for cell in cells if kind(cell) in kinds), "")


def _title(wide: _Wide, band: Band, place: int) -> str:
    """Return the name over a column of names: the lowest of the header."""
    for row in range(band.last, band.first - 1, -1):
        cell = wide.cells[row, place]
        if isinstance(cell, str) and cell.strip():
            return cell.strip()
    return ""


def _is_left_out(
    wide: _Wide, row: int, axis: int | None, most: Mapping[int, Kind],
    before: dict[int, Any],
) -> bool:  # fmt: skip
    """Whether a row with numbers is no row of the table: a total of others."""
    line = wide.cells[row]
    total = next((cell for cell in line[: max([*most, 0]) + 1] if is_total(cell)), None)
    if axis is None:
        if total is not None and not is_measure(total):
            wide.say(f"rows of {quoted(total)} left out")
            return True
        return False
    cell = before.get(axis, line[axis])
    if kind(cell) == most[axis] or {kind(cell), most[axis]} <= {"date", "day", "stamp"}:
        if total is not None and not is_measure(total):
            wide.say(f"rows of {quoted(total)} left out")
            return True
        return False
    if total is not None:
        wide.say(f"rows of {quoted(total)} left out")
        return True
    what = "nothing" if kind(cell) == "empty" else quoted(cell)
    raise InputError(
        f"{wide.where(row)}: {what} stands where the other rows have their {most[axis]}: "
        "write it, or take the row out"
    )


def _with_moments(
    wide: _Wide, band: Band, columns: Columns, rows: Rows, titles: range
) -> list[Table]:
    """Give the columns their dates where the header has weekdays, or days without a year."""
    above = [str(c) for row in titles for c in wide.cells[row] if kind(c) != "empty"]
    if band.across == "weekday":
        header = [wide.cells[row] for row in range(band.first, band.last + 1) if row != band.row]
        return dates_of_weekdays(
            wide.where(band.row), Table(columns, rows), header, above, wide.options
        )
    return [with_years(wide.where(band.row), Table(columns, rows), above)]
