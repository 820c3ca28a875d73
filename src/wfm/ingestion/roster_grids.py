"""Rosters of spreadsheets as plain grids: where the header is, and which day each column holds.

Days may be named or dated, across or down; each may have a column for its start and one for its
end; dates may stand above or below the names of the days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare, plain
from wfm.ingestion.clock.dates import ORDERS, DateOrder, read_dates
from wfm.ingestion.own_cells import texts_of
from wfm.ingestion.sheet import Sheet
from wfm.tables.days_off import is_day_off
from wfm.tables.duty_times import labelled_span, read_time
from wfm.tables.weekgrid import find_days, is_grid
from wfm.weekday_names import weekdays

# Lines that may stand above the header, and cells that are looked at for duties.
_MOST_ABOVE, _MOST_LOOKED_AT = 20, 2000
_WEEK = 7
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENDS = {
    *("end", "to", "out", "finish", "until", "stop", "ende", "bis", "fin", "à", "a", "sortie"),
    *("hasta", "salida", "结束", "結束", "下班", "до", "конец", "lõpp", "kuni", "đến", "ra"),
}


# A day without its year, and a year that has all of them.
_YEARLESS = re.compile(r"(\d{1,2})([./ -])([^\W\d]{3,4}|\d{1,2})\.?")
_LEAP_YEAR = 2028
# Fewer days are no week.
_FEWEST = 5


@dataclass(frozen=True)
class _Run:
    """Days that follow one another in a line: where they begin, how many, and the first of them."""

    begin: int
    count: int
    first: np.datetime64


class UnclearGrid(InputError):  # noqa: N818  it is one, and reads as one
    """A roster whose days cannot be told."""


def grid_of(sheet: Sheet, order: DateOrder | None) -> pd.DataFrame | None:
    """Find a roster with the days across, or down, in a sheet.

    Parameters
    ----------
    sheet
        Its cells.
    order
        How its dates are written, where the planner says it.

    Returns
    -------
    pandas.DataFrame
        Texts under the names of people or lines and of weekdays, the index the line of the file;
        None where there is no roster.

    Raises
    ------
    UnclearGrid
        If it is one whose days are no whole weeks.
    Question
        If its dates may be read in two ways.
    """
    columns = [texts_of(sheet.cells[place]).map(_one_line) for place in sheet.cells]
    texts = pd.concat(columns, axis=1).set_axis(range(len(columns)), axis=1)
    found = _across(texts, sheet, order)
    if found is not None or not _has_duties(texts):
        return found
    down = texts.T.set_axis(range(1, texts.shape[1] + 1)).set_axis(range(len(texts)), axis=1)
    found = _across(down, sheet, order)
    if found is None:
        for _, names in _lines(texts):
            _refuse_days_without_a_year(names, sheet)
    return found


def _across(texts: pd.DataFrame, sheet: Sheet, order: DateOrder | None) -> pd.DataFrame | None:
    named = _named(texts, sheet, order)
    return _dated(texts, sheet, order) if named is None else named


def _one_line(text: str) -> str:
    """Write a cell of several lines as one: two times as a span."""
    parts = [part.strip() for part in text.removesuffix(" 00:00").splitlines() if part.strip()]
    if len(parts) == 2 and all(map(read_time, parts)):
        return "-".join(parts)
    return " ".join(parts)


def _has_duties(cells: pd.DataFrame) -> bool:
    """Whether cells hold duties or days off, as no other table does."""
    found = pd.unique(cells.to_numpy(dtype=object).ravel())[:_MOST_LOOKED_AT]
    return any(text and (labelled_span(text) or is_day_off(text)) for text in found)


def _named(texts: pd.DataFrame, sheet: Sheet, order: DateOrder | None) -> pd.DataFrame | None:
    """Find a grid whose header names the weekdays."""
    for place, written in _lines(texts):
        names, with_ends = _without_ends(written)
        if not is_grid(names):
            _refuse_part_of_a_week(_run_of_weekdays(names), sheet)
            continue
        below = texts.iloc[place + 1 :]
        names = _with_names_above(names, texts.iloc[:place])
        if find_days(names) is None:
            pairs = _pairs(names)
            if pairs is None:
                _refuse_part_of_a_week(_run_of_weekdays(names), sheet)
                raise UnclearGrid(
                    f"{sheet.place}: the days {_shown(names)} do not follow one another"
                )
            names, below = _joined(names, below, pairs, sheet, with_ends=with_ends)
        days = find_days(names)
        kept = below if days is None else _without_dates(below, days.places, order)
        return kept.set_axis(names, axis=1)
    return None


def _dated(texts: pd.DataFrame, sheet: Sheet, order: DateOrder | None) -> pd.DataFrame | None:
    """Find a grid whose header has dates."""
    if not _has_duties(texts):
        return None
    for place, names in _lines(texts):
        run = _run_of_days(names, order, sheet.place)
        if run is None:
            continue
        weekday = int((run.first - np.datetime64("1970-01-05")).astype(int)) % _WEEK
        if run.count not in {5, 6} or weekday:
            _refuse_part_of_a_week(run.count, sheet)
        header = list(names)
        for number in range(run.count):
            header[run.begin + number] = _NAMES[(weekday + number) % _WEEK]
        places = range(run.begin, run.begin + run.count)
        below = _without_dates(texts.iloc[place + 1 :], places, order)
        return below.set_axis(_with_names_above(header, texts.iloc[:place]), axis=1)
    return None


def _lines(texts: pd.DataFrame) -> Iterator[tuple[int, list[str]]]:
    for place, row in enumerate(texts.head(_MOST_ABOVE).itertuples(index=False)):
        yield place, list(row)


def _run_of_weekdays(names: Sequence[str]) -> int:
    """Count the weekdays that follow one another in a header."""
    known = weekdays(names)
    days = [known.get(name, 0) for name in names]
    there = [day for day in days if day]
    follow = all(b == a % _WEEK + 1 for a, b in pairwise(there))
    return len(there) if follow else 0


def _refuse_part_of_a_week(days: int, sheet: Sheet) -> None:
    if days > _WEEK and days % _WEEK:
        raise UnclearGrid(
            f"{sheet.place}: {days} days are no whole weeks: keep {days - days % _WEEK} of them, "
            "or add those that are missing"
        )


def _with_names_above(names: Sequence[str], above: pd.DataFrame) -> list[str]:
    """Fill blank names from the line above, as where a cell is merged over both lines."""
    if above.empty:
        return list(names)
    last = above.iloc[-1].tolist()
    if sum(map(bool, last)) < 2:  # a title
        return list(names)
    return [
        name or (over if weekdays([over]) == {} else "")
        for name, over in zip(names, last, strict=True)
    ]


def _without_ends(names: Sequence[str]) -> tuple[list[str], bool]:
    """Write ``Mon in`` and ``Mon out`` as a weekday and a blank, as merged cells have them."""
    parts = [name.rsplit(maxsplit=1) for name in names]
    ends = [i for i, part in enumerate(parts) if len(part) == 2 and part[1].casefold() in _ENDS]
    if len(ends) < _FEWEST or any(i == 0 or parts[i - 1][:1] != parts[i][:1] for i in ends):
        return list(names), False
    starts = {i - 1: parts[i][0] for i in ends}
    return [starts.get(i, "" if i in ends else name) for i, name in enumerate(names)], True


def _shown(names: Sequence[str]) -> str:
    known = weekdays([name for name in names if name])
    return ", ".join(name for name in names if name in known)


def _pairs(names: Sequence[str]) -> list[int] | None:
    """Find weekdays each of which has two columns; None where they have not."""
    known = weekdays([name for name in names if name])
    places = [i for i, name in enumerate(names) if name in known]
    days = [known[names[i]] for i in places]
    apart = {b - a for a, b in pairwise(places)}
    follow = days == [(days[0] - 1 + i) % _WEEK + 1 for i in range(len(days))]
    return places if apart == {2} and follow and places[-1] + 1 < len(names) else None


def _joined(
    names: Sequence[str],
    below: pd.DataFrame,
    places: Sequence[int],
    sheet: Sheet,
    *,
    with_ends: bool,
) -> tuple[list[str], pd.DataFrame]:
    """Join the columns of starts and ends of each weekday; they are named there, or below."""
    under = [""] * len(names) if with_ends else below.head(1).to_numpy().ravel().tolist()
    if with_ends:
        body = below
    elif not under or any(under[i + 1].casefold().strip(".") not in _ENDS for i in places):
        raise UnclearGrid(
            f"{sheet.place}: each day has two columns: name them start and end in the line below "
            "the days, or write 06:00-14:30 in one"
        )
    else:
        body = below.iloc[1:]
    columns, header = [], []
    for i, name in enumerate(names):
        if i - 1 in places:
            continue
        column = body.iloc[:, i]
        if i in places:
            column = pd.Series(map(_span_of, column, body.iloc[:, i + 1]), body.index, dtype=object)
        columns.append(column)
        header.append(name or under[i])
    return header, pd.concat(columns, axis=1).set_axis(range(len(columns)), axis=1)


def _span_of(start: str, end: str) -> str:
    return f"{start}-{end}" if read_time(start) and read_time(end) else f"{start} {end}".strip()


def _without_dates(
    below: pd.DataFrame, places: Sequence[int], order: DateOrder | None
) -> pd.DataFrame:
    """Leave out lines of dates, or of days of the month, above rows of duties."""
    days = below.iloc[:, list(places)].to_numpy(dtype=object)
    dated = [_are_dates(list(row), order) for row in days]
    return below[~np.array(dated, dtype=bool)]


def _are_dates(cells: Sequence[str], order: DateOrder | None) -> bool:
    if not all(any(map(str.isdigit, cell)) for cell in cells):
        return False
    if all(cell.isdecimal() and len(cell) < 3 for cell in cells):
        days = [int(cell) for cell in cells]
        return all(b in {a + 1, 1} for a, b in pairwise(days)) and max(days) < 32
    run = _run_of_days(cells, order, None)
    return run is not None and run.count == len(cells)


def _run_of_days(cells: Sequence[str], order: DateOrder | None, where: str | None) -> _Run | None:
    """Find the longest run of days that follow one another; None where there is none.

    Raises
    ------
    Question
        If `where` is given, and the same cells may be two runs.
    """
    days = read_dates([bare(plain(cell)) for cell in cells]).days
    runs: dict[DateOrder, _Run] = {}
    for number, one in enumerate(ORDERS):
        if order not in {None, one}:
            continue
        for begin, count in _steps_of_one(days[:, number]):
            longest = runs.get(one)
            if count >= _FEWEST and (longest is None or count > longest.count):
                runs[one] = _Run(begin, count, days[begin, number])
    most = max((run.count for run in runs.values()), default=0)
    best = {one: run for one, run in runs.items() if run.count == most}
    if len(set(best.values())) > 1 and where is not None:
        first = next(iter(best.values()))
        meanings = {f"--date-order {one}": str(run.first) for one, run in best.items()}
        raise Question(where, f"'{cells[first.begin]}' may be two days", meanings)
    return next(iter(best.values()), None)


def _steps_of_one(days: NDArray[np.datetime64]) -> Iterator[tuple[int, int]]:
    """Yield where days begin that follow one another, and how many they are."""
    begin = 0
    for place in range(1, len(days) + 1):
        if place == len(days) or days[place] - days[place - 1] != np.timedelta64(1, "D"):
            if not np.isnat(days[begin]):
                yield begin, place - begin
            begin = place


def _refuse_days_without_a_year(names: Sequence[str], sheet: Sheet) -> None:
    """Refuse a header of days whose weekdays nothing tells, such as ``16.03.`` or ``16``."""
    numbers = [int(name) if name.isdecimal() and len(name) < 3 else 0 for name in names]
    steps = np.array([*numbers, -1], dtype="datetime64[D]")
    steps[:-1][np.array(numbers) == 0] = np.datetime64("NaT", "D")
    if any(count >= _WEEK for _, count in _steps_of_one(steps[:-1])):
        raise UnclearGrid(
            f"{sheet.place}: the days {min(filter(None, numbers))} to {max(numbers)} are of no "
            "month: write dates, or the names of weekdays"
        )
    dated = [_YEARLESS.sub(rf"\1\2\3\g<2>{_LEAP_YEAR}", name) for name in names]
    if dated != list(names) and _run_of_days(dated, None, None) is not None:
        shown = next(name for name in names if _YEARLESS.fullmatch(name))
        raise UnclearGrid(
            f"{sheet.place}: '{shown}' has no year, so its weekday is not known: write the year, "
            "or the names of weekdays"
        )
