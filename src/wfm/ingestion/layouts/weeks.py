"""Dates of a header that has none whole: weekdays of a week, days without a year."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare, plain
from wfm.ingestion.clock.dates import ORDERS, read_dates
from wfm.ingestion.layouts.axes import week_columns
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.layouts.unfolded import Columns, Table
from wfm.ingestion.options import DateOrder, ReadOptions
from wfm.quoting import quoted

_PARTS = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?!\d)")
_ISO_WEEK = re.compile(r"(?<!\d)(20\d\d)[\s-]*(?:W|KW|CW|week)\s*(\d{1,2})(?!\d)", re.I)
_WEEK_OF_YEAR = re.compile(
    r"(?:\bW|KW|CW|week|semaine|semana|неделя|nädal|tuần)\.?\s*(\d{1,2})\s*[/,. -]+\s*(20\d\d)",
    re.I,
)
_ENDING = re.compile(r"\bend|w/e|\bbis\b|hasta|jusqu|截止|结束|結束|кон|lõp|kuni|đến", re.I)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Words of a line that may hold a date.
_WORD = re.compile(r"[^\s:()\[\],;]+")
_MOST_WORDS = 40


def with_years(where: str, table: Table, above: Sequence[str]) -> Table:
    """Give days that have no year that of the lines above.

    Raises
    ------
    InputError
        If there is none, or there are several.
    """
    columns, rows = table.columns, table.rows
    if not any(kind(cell) == "day" for cell in (*columns.dates, *rows.dates)):
        return table
    years = {year for text in above for year in _YEAR.findall(text)}
    if len(years) != 1:
        raise InputError(
            f"{where}: the dates have no year: write them in full, or one year in a line above"
        )
    (year,) = years

    def full(cells: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(_with_year(c, year) if kind(c) == "day" else c for c in cells)

    return Table(replace(columns, dates=full(columns.dates)), replace(rows, dates=full(rows.dates)))


def _with_year(day: str, year: str) -> str:
    text = day.strip()
    if "月" in text:
        return f"{year}年{text}"
    mark = next((mark for mark in "./-" if mark in text), " ")
    return f"{text.removesuffix('.')}{mark}{year}"


def dates_of_weekdays(
    where: str, table: Table, header: Sequence[Any], above: Sequence[str], options: ReadOptions
) -> list[Table]:
    """Give columns of weekdays the dates of their week.

    Parameters
    ----------
    where
        File and line of the weekdays.
    table
        The table; the dates of its columns are the names of weekdays.
    header
        The other rows of its header, which may hold the dates of weeks side by side.
    above
        The words of the lines above.
    options
        The order of day and month, where it is given.

    Raises
    ------
    InputError
        If there is no date of a week, or it is none of the weekdays' ends.
    Question
        If it may be read two ways.
    """
    columns, rows = table.columns, table.rows
    days = week_columns(columns.dates, fewest=1) or {}
    if len(days) < len(columns.dates):
        raise InputError(f"{where}: the weekdays across are not all names of weekdays")
    weeks = _weeks(list(days.values()))
    by_row = sorted({str(cell) for cell in rows.dates if str(cell)})
    if by_row:
        starts = {text: _week(where, text, weeks[0], options) for text in by_row}
        return _by_row(table, list(days.values()), starts)
    dated = [_week_above(header, columns.places, part, above, len(weeks)) for part in weeks]
    found: list[Any] = []
    for part, text in zip(weeks, dated, strict=True):
        if text is None:
            raise InputError(
                f"{where}: the columns are weekdays without dates: a typical week is no history; "
                "write the date of each column in its header, or that of the week above it"
            )
        first = _week(where, text, part, options)
        found += [first + dt.timedelta(days=(day - 1)) for _, day in part]
    return [Table(replace(columns, dates=tuple(found)), rows)]


def _weeks(days: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Cut weekdays into weeks: positions, and days counted from the Monday of the first."""
    weeks: list[list[tuple[int, int]]] = []
    for place, day in enumerate(days):
        same = weeks and weeks[-1] and (day - days[0]) % 7 > (days[place - 1] - days[0]) % 7
        if not same:
            weeks.append([])
        begin = days[0]
        weeks[-1].append((place, day + 7 * (day < begin)))
    return weeks


def _week_above(
    header: Sequence[Any], places: Sequence[int], part: Sequence[tuple[int, int]],
    above: Sequence[str], count: int,
) -> str | None:  # fmt: skip
    """Return the words above a week that hold its date; None where there are none."""
    inside = range(places[part[0][0]], places[part[-1][0]] + 1)
    for row in reversed(header):
        for place in (*inside, inside[0] - 1):
            if 0 <= place < len(row) and _readings(row[place]):
                return str(row[place])
    if count > 1:
        return None
    dated = [text for text in above if _readings(text)]
    return dated[-1] if dated else None


def _readings(text: Any) -> dict[DateOrder, dt.date]:
    """Read the first date in some words, in each order that is possible."""
    if isinstance(text, dt.datetime):
        return {"ymd": text.date()}
    if isinstance(text, dt.date):
        return {"ymd": text}
    if week := _ISO_WEEK.search(str(text)):
        return _iso_week(int(week[1]), int(week[2]))
    if week := _WEEK_OF_YEAR.search(str(text)):
        return _iso_week(int(week[2]), int(week[1]))
    words = _WORD.findall(str(text))[:_MOST_WORDS]
    for count in range(4, 0, -1):
        for first in range(len(words) - count + 1):
            part = " ".join(words[first : first + count])
            if kind(part) == "date" and (found := _orders_of(part)):
                return found
    return {}


def _orders_of(date: str) -> dict[DateOrder, dt.date]:
    """Read a date in each order that is possible; one that leaves none open is of all."""
    (days,) = read_dates([bare(plain(date))]).days
    whole: list[tuple[DateOrder, dt.date]] = [
        (order, day.astype(object)) for order, day in zip(ORDERS, days, strict=True)
        if not np.isnat(day)
    ]  # fmt: skip
    return {"ymd": whole[0][1]} if len({day for _, day in whole}) == 1 else dict(whole)


def _iso_week(year: int, week: int) -> dict[DateOrder, dt.date]:
    try:
        return {"ymd": dt.date.fromisocalendar(year, week, 1)}
    except ValueError:
        return {}


def _week(where: str, text: str, part: Sequence[tuple[int, int]], options: ReadOptions) -> dt.date:
    """Return the Monday of a week, by its date: that of its first day or of its last.

    Of a week that begins on a Sunday it is the Monday before that Sunday's week.
    """
    readings = {
        order: date
        for order, date in _readings(text).items()
        if order == "ymd" or options.date_order in {None, order}
    }
    fitting: dict[DateOrder, dt.date] = {}
    # Of a range of days the first is meant.
    ending = _ENDING.search(text) and len(_PARTS.findall(text)) < 2
    for day in (part[-1][1],) if ending else (part[0][1], part[-1][1]):
        fitting = {o: d for o, d in readings.items() if d.isoweekday() % 7 == day % 7}
        if fitting:
            break
    if len(set(fitting.values())) > 1:
        meant = {f"--date-order {o}": f"week of {d.isoformat()}" for o, d in fitting.items()}
        raise Question(where, f"{quoted(text)} may be two days", meant)
    if not fitting:
        raise InputError(
            f"{where}: {quoted(text)} is the date of neither the first nor the last weekday of "
            "its columns: write the date of each column in its header"
        )
    return next(iter(fitting.values())) - dt.timedelta(days=day - 1)


def _by_row(table: Table, days: Sequence[int], starts: dict[str, dt.date]) -> list[Table]:
    """Cut a table whose rows have the date of their week into one for each weekday."""
    found = []
    for place, day in enumerate(days):
        ahead = dt.timedelta(days=day - 1 + 7 * (day < days[0]))
        dates = tuple(starts[str(c)] + ahead if str(c) else "" for c in table.rows.dates)
        columns = Columns(
            table.columns.places[place : place + 1], ("",),
            table.columns.times[place : place + 1], table.columns.measures[place : place + 1],
        )  # fmt: skip
        found.append(Table(columns, replace(table.rows, dates=dates)))
    return found
