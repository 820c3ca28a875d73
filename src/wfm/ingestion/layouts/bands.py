"""Rows of dates, times or weekdays across: where the tables of a wide sheet begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from wfm.ingestion.layouts.axes import are_serial_days, is_time_axis, times_of_day, week_columns
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.layouts.months import days_of, month_above

Cells = npt.NDArray[np.object_]
Across = Literal["date", "stamp", "time", "weekday"]
# Rows in which the first band has to stand, and rows below one that tell whether it is one.
_FIRST_ROWS, _LOOKED_AT = 60, 12
TOP = _FIRST_ROWS + 2 * _LOOKED_AT
"""Rows that tell whether a sheet has a band at all."""
_FEWEST, _FEWEST_HOURS = 5, 3
_FEWEST_NUMBERS = 8


@dataclass(frozen=True)
class Band:
    """A row of an axis, and what stands right above and below it.

    Parameters
    ----------
    row
        Position of the row with the axis.
    across
        What goes across.
    places
        Columns that have a cell of the axis.
    cells
        These cells; whole hours and parts of a day are written as times.
    first, last
        Positions of the first and the last row of its header.
    """

    row: int
    across: Across
    places: tuple[int, ...]
    cells: tuple[Any, ...]
    first: int
    last: int


def find_bands(cells: Cells) -> list[Band]:
    """Find the rows of axes; none where the first rows have none."""
    bands: list[Band] = []
    row, end = 0, min(len(cells), _FIRST_ROWS)
    while row < end:
        band = _band_at(cells, row) or (_short_week(cells, row, bands[0]) if bands else None)
        # Rows of numbers may look like hours: only those of the first band are some again.
        if band is None or (bands and band.cells != bands[0].cells and band.across == "time"):
            row += 1
            continue
        bands.append(band)
        # Once a sheet has one, another may stand anywhere below.
        row, end = band.last + 1, len(cells)
    return bands


def _band_at(cells: Cells, row: int) -> Band | None:
    line = list(cells[row])
    kinds = [kind(cell) for cell in line]
    for across in ("date", "stamp", "time", "weekday"):
        found = _axis(line, kinds, across)
        if found is None and across == "date":
            found = _days(cells, row, kinds)
        if found is None:
            continue
        places = tuple(found)
        if not _is_header(cells, row, places, across):
            continue
        first, last = _header_rows(cells, row, places)
        if last + 1 < len(cells) and _same_words(cells[row + 1 : last + 1], places):
            return Band(row, across, places, tuple(found.values()), first, last)
    return None


def _short_week(cells: Cells, row: int, whole: Band) -> Band | None:
    """Return the band of a week with fewer days than the first one, such as the last of a month."""
    if whole.across != "weekday":
        return None
    line, above = cells[row], cells[whole.row]
    places = tuple(place for place in whole.places if kind(line[place]) != "empty")
    begins = places == whole.places[: len(places)] or places == whole.places[-len(places) :]
    if not places or not begins or any(line[place] != above[place] for place in (0, *places)):
        return None
    rest = [cell for place, cell in enumerate(line) if place not in {0, *places}]
    if any(kind(cell) not in {"empty", "text"} for cell in rest):
        return None
    first, last = _header_rows(cells, row, places)
    return Band(row, "weekday", places, tuple(line[place] for place in places), first, last)


def _axis(line: list[Any], kinds: Sequence[str], across: Across) -> dict[int, Any] | None:
    """Find the cells of an axis in a row, by their columns."""
    if across == "weekday":
        days = week_columns(line)
        return None if days is None else {place: line[place] for place in days}
    if across == "time":
        return _times(line, kinds)
    here = [place for place, k in enumerate(kinds) if k == across]
    if across == "date" and len(here) < 2:
        here = [place for place, k in enumerate(kinds) if k == "day"]
        if len(here) < _FEWEST:
            here = _serials(line, kinds)
    cells = [line[place] for place in here]
    if len(cells) < (2 if across == "date" else _FEWEST) or len(set(map(str, cells))) < 2:
        return None
    if len(cells) < _FEWEST:
        # So few may be the dates of a title, or a row: nothing else may stand between them.
        between = {*kinds[here[0] : here[-1]], *kinds[1 : here[0]]}
        if {"number", "text", "time"} & between or kinds[0] == "number":
            return None
    return dict(zip(here, cells, strict=True))


def _days(cells: Cells, row: int, kinds: Sequence[str]) -> dict[int, Any] | None:
    """Find the days of the month that a line above names, by their numbers."""
    here = [place for place, k in enumerate(kinds) if k == "number"]
    if not here or {*kinds} - {"number", "text", "empty"}:
        return None
    dates = days_of(list(cells[row][here]), month_above(cells, row))
    return None if dates is None else dict(zip(here, dates, strict=True))


def _times(line: list[Any], kinds: Sequence[str]) -> dict[int, Any] | None:
    for wanted in ("time", "number"):
        here = [place for place, k in enumerate(kinds) if k == wanted]
        if not here or (here[0] == 0 and wanted == "number"):
            continue
        before = {kinds[place] for place in range(here[0])}
        if wanted == "number" and (len(here) < _FEWEST_NUMBERS or before - {"text", "empty"}):
            continue
        for axis in (here, here[:-1]):
            # Side by side with others the times begin anew: one day of them is enough to know.
            turn = next((i for i in range(1, len(axis)) if line[axis[i]] == line[axis[0]]), None)
            fewest = _FEWEST_HOURS if wanted == "time" and _is_bare(kinds, axis) else _FEWEST
            times = times_of_day([line[place] for place in axis[:turn]], fewest)
            if times is not None:
                again = -(-len(axis) // len(times))
                return dict(zip(axis, (times * again)[: len(axis)], strict=True))
    return None


def _is_bare(kinds: Sequence[str], axis: Sequence[int]) -> bool:
    """Whether nothing stands between times, and but words before and after them."""
    if not axis or axis[0] == 0 or axis[-1] - axis[0] != len(axis) - 1:
        return False
    return {*kinds[: axis[0]], *kinds[axis[-1] + 1 :]} <= {"text", "empty"}


def _serials(line: list[Any], kinds: Sequence[str]) -> list[int]:
    here = [place for place, k in enumerate(kinds) if k == "number"]
    return here if are_serial_days([line[place] for place in here]) else []


def _is_header(cells: Cells, row: int, places: Sequence[int], across: Across) -> bool:
    """Whether a row names what stands below it, rather than being like the rows below."""
    below = [list(line) for line in cells[row + 1 : row + 1 + _LOOKED_AT]]
    if not below or not any(str(cell).strip() for cell in below[0]):
        return False
    kinds = [kind(line[place]) for line in below for place in places]
    filled = [k for k in kinds if k != "empty"]
    if across == "time" and len(places) < _FEWEST:
        # So few are a title's, unless all rows below have their day before numbers.
        days = [{kind(cell) for cell in line[: places[0]]} & {"date", "day"} for line in below]
        return len(below) > 1 and all(days) and {*filled} == {"number"}
    if across == "time":
        return bool(filled) and not is_time_axis([below[0][place] for place in places])
    same = {"date": {"date", "stamp"}, "stamp": {"stamp"}, "weekday": set()}[across]
    alike = sum(k in same for k in filled)
    numbers = sum(k in {"number", "time"} for k in filled)
    if across == "weekday":
        # The dates may stand below the weekdays.
        return numbers > 0 and _axis(below[0], [kind(c) for c in below[0]], "date") is None
    return 2 * alike < len(filled) and numbers > 0


def _header_rows(cells: Cells, row: int, places: Sequence[int]) -> tuple[int, int]:
    """Return the first and last row of the header that a row of an axis is in."""
    span = range(places[0], cells.shape[1])
    first = row
    while first > 0 and row - first < 2 and _is_words(cells[first - 1], span):
        first -= 1
    last = row
    while last + 1 < len(cells) and last - row < 2 and _is_words(cells[last + 1], span):
        last += 1
    return first, last


def _same_words(lines: Cells, places: Sequence[int]) -> bool:
    """Whether the words below are the same for every date: else these are no dates of columns."""
    width = min((b - a for a, b in pairwise(places)), default=1)
    for line in lines:
        words = [[str(cell).strip() for cell in line[place : place + width]] for place in places]
        if len(places) < _FEWEST and any(group != words[0] for group in words):
            return False
    return True


def _is_words(line: Cells, span: Sequence[int]) -> bool:
    """Whether the cells over the columns of numbers are words, dates or times on a grid."""
    inside = [line[place] for place in span if kind(line[place]) != "empty"]
    before = {kind(line[place]) for place in range(span[0])}
    if not inside or before & {"time", "date", "stamp", "number"}:
        return False
    kinds = {kind(cell) for cell in inside}
    if "number" in kinds:
        return False
    if "time" in kinds:
        turn = next((i for i in range(1, len(inside)) if inside[i] == inside[0]), len(inside))
        return times_of_day(inside[:turn], fewest=2) is not None
    return True
