"""Days of a month as bare numbers, 1 to 31, under a line that names the month."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from wfm.ingestion.cells import bare, plain
from wfm.ingestion.clock.month_names import month
from wfm.ingestion.layouts.kinds import kind

# Rows above in which the month may stand, and the fewest days that a month has.
_ROWS_ABOVE = 10
_FEWEST_DAYS = 28
_WORD = re.compile(r"([^\W\d_]{3,12})\.?(?: de)?[ ,/.-]*(20\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})(?: ?[./-] ?| nam )(20\d\d)(?![\d./-])")
_YEAR_FIRST = re.compile(r"(?<![\d./-])(20\d\d)(?:[./-]| ?年 ?)(\d{1,2})(?:月|(?![\d./-]))")

Month = tuple[int, int]


def month_above(cells: Any, row: int) -> Month | None:
    """Return year and month of the nearest line above that names one month; None without one."""
    for above in range(row - 1, max(-1, row - 1 - _ROWS_ABOVE), -1):
        found = {named for cell in cells[above] for named in _months_in(cell)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _months_in(cell: Any) -> set[Month]:
    """Return the months that a cell names; the first of a month in a workbook is one."""
    if isinstance(cell, dt.date):
        return {(cell.year, cell.month)} if cell.day == 1 else set()
    if not isinstance(cell, str) or kind(cell) in {"date", "stamp", "number"}:
        return _bare_numbers(cell) if isinstance(cell, str) else set()
    text = bare(plain(cell)).casefold()
    named = {(int(year), number) for word, year in _WORD.findall(text) if (number := month(word))}
    return named or _bare_numbers(text)


def _bare_numbers(text: str) -> set[Month]:
    text = bare(plain(text)).casefold()
    found = {(int(year), int(number)) for number, year in _NUMBERS.findall(text)}
    found |= {(int(year), int(number)) for year, number in _YEAR_FIRST.findall(text)}
    return {(year, number) for year, number in found if 1 <= number <= 12}


def days_of(cells: Sequence[Any], of: Month | None) -> list[str] | None:
    """Write numbers from 1 to the end of a month as its dates; None where they are not that."""
    numbers = [str(cell).strip().removesuffix(".").removesuffix(".0") for cell in cells]
    if of is None or len(numbers) < _FEWEST_DAYS:
        return None
    if numbers != [str(day) for day in range(1, len(numbers) + 1)]:
        return None
    try:
        return [dt.date(*of, int(day)).isoformat() for day in numbers]
    except ValueError:
        return None
