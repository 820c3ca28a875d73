"""The rows of a roster grid: those that are lines, and what the others say."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.tables.days_off import is_day_off
from wfm.tables.duty_times import labelled_span
from wfm.tables.grid_words import heads_a_team, is_heading, is_remark, is_sum

log = logging.getLogger(__name__)

_ENTRY = re.compile(r"\s*(?P<code>[^:=]{1,20}?)\s*[:=]\s*(?P<meaning>.+?)\s*")
_BETWEEN_ENTRIES = re.compile(r"[,;|]|\s{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?%?")

_Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class GridRows:
    """What the rows of a grid are.

    Parameters
    ----------
    lines
        The rows that are lines or people.
    teams
        Team of each, from a line of its own above them; None where there is none.
    legend
        What the codes of shifts mean, where the grid says it: times, or a word of a day off.
    """

    lines: pd.DataFrame
    teams: pd.Series | None
    legend: dict[str, str]


def part_rows(grid: pd.DataFrame, places: Sequence[int]) -> GridRows:
    """Tell the lines of a grid from headers that stand again, headings, sums and remarks.

    Parameters
    ----------
    grid
        All rows below the header.
    places
        The columns that hold days.
    """
    names = [str(name) for name in grid.columns]
    rows = [
        ["" if pd.isna(cell) else str(cell).strip() for cell in row]
        for row in grid.itertuples(index=False)
    ]
    days = [[row[place] for place in places] for row in rows]
    beside = [[cell for place, cell in enumerate(row) if place not in places] for row in rows]
    alone = [
        "".join(row) if _is_alone(row, own) else "" for row, own in zip(rows, days, strict=True)
    ]
    header = [_letters(names[place]) for place in places]
    again = _mask([_letters(cell) for cell in own] == header for own in days)
    remarks = _mask(is_remark(words) for words in alone)
    sums = _mask(map(_is_sum, days, beside))
    codes = {cell for own in days for cell in own}
    entries = [_entry(row, own, codes) for row, own in zip(rows, days, strict=True)]
    explained = _mask(entry is not None for entry in entries)
    # A line above what explains codes is no person.
    above = np.append((remarks | explained)[1:], False) & _mask(map(bool, alone))
    headings = (_mask(map(is_heading, alone)) | above) & ~remarks
    for found, what in (
        (remarks | explained, "of remarks"),
        (headings, "of headings"),
        (sums, "of sums"),
    ):
        if found.any():
            count = int(found.sum())
            log.info("%s %s left out", "1 line" if count == 1 else f"{count} lines", what)
    blank = _mask(not any(row) for row in rows)
    kept = ~(blank | again | remarks | headings | sums | explained)
    legend = [entry for words in alone if is_remark(words) for entry in _entries(words)]
    legend += [entry for entry in entries if entry is not None]
    heads = pd.Series([words if heads_a_team(words) else None for words in alone], dtype=object)
    teams = heads.ffill().fillna("1").set_axis(grid.index)[kept] if heads.notna().any() else None
    return GridRows(grid[kept], teams, dict(legend))


def _mask(found: Iterable[bool]) -> _Mask:
    return np.array(list(found), dtype=np.bool_)


def _is_alone(row: Sequence[str], days: Sequence[str]) -> bool:
    """Whether one cell of a row is filled, and it is no day."""
    return not any(days) and sum(map(bool, row)) == 1


def _letters(text: str) -> str:
    """Write the name of a day without its date."""
    return re.sub(r"[\d\W_]+", "", text).casefold() or text


def _is_sum(days: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether a row counts the people above: its name says so, and its cells are numbers."""
    numbers = all(not cell or _NUMBER.fullmatch(cell) for cell in days)
    return numbers and any(days) and any(map(is_sum, beside))


def _entry(row: Sequence[str], days: Sequence[str], codes: set[str]) -> tuple[str, str] | None:
    """Read a row that explains a code in two cells: the code, and its times."""
    cells = [cell for cell in row if cell]
    if len(cells) != 2 or cells[0] not in codes or cells[0] in days:
        return None
    return _meaning(*cells)


def _entries(remark: str) -> list[tuple[str, str]]:
    """Read what a remark says of codes; nothing where it is about something else."""
    whole = _entry_of(remark)
    parts = [] if whole is not None else map(_entry_of, _BETWEEN_ENTRIES.split(remark))
    return [entry for entry in (whole, *parts) if entry is not None]


def _entry_of(text: str) -> tuple[str, str] | None:
    match = _ENTRY.fullmatch(text)
    return None if match is None else _meaning(match["code"], match["meaning"])


def _meaning(code: str, text: str) -> tuple[str, str] | None:
    """Return a code and what it stands for: times, or a word of a day off."""
    found = labelled_span(text)
    if found is not None:
        return code, found[1]
    return (code, text) if is_day_off(text) else None
