"""Where the table is in a sheet: the line of its header, in one row or in two, and its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.folding import fold
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.ingestion.words import meaning, meanings
from wfm.quoting import quoted
from wfm.units import ordinal

# Lines that may stand above a header, and columns of names that are looked at.
_MOST_ABOVE = 200
_MOST_NAMES = 400
_LEAST_KNOWN = 2
_LONGEST_NAME = 90
# What begins with a digit and is no name: a number, a time, a share.
_VALUE = re.compile(r"[-+(]?[\d.,:/\s%'’-]*\d[\d.,:/\s%'’)-]*(?:[ap]\.?m\.?)?", re.IGNORECASE)


class NoTable(InputError):  # noqa: N818  it is one, and reads as one
    """A sheet holds no table of intervals."""


@dataclass(frozen=True)
class Rows:
    """The rows of a table as they stand in a sheet.

    Parameters
    ----------
    names
        Names of the columns; "" where there is none.
    cells
        The rows under the header that are not blank and no header again, under the columns 0, 1,
        2, ...; the index is the line of the file.
    sheet
        Where they were found.
    said
        What was left out, in a few words each.
    """

    names: tuple[str, ...]
    cells: pd.DataFrame
    sheet: Sheet
    said: tuple[str, ...] = ()

    def column(self, place: int) -> pd.Series:
        """Return the cells of one column."""
        return self.cells.iloc[:, place]

    def called(self, place: int) -> str:
        """Write a column as an option names it: by its number where its name tells nothing."""
        name = self.names[place]
        alone = bool(name) and self.names.count(name) == 1
        return quoted(name) if alone else str(place + 1)

    def places_of(self, names: str, option: str) -> tuple[int, ...]:
        """Find the columns that an option names: one, or several with ``+`` between.

        Raises
        ------
        InputError
            If there is none of a name, or two have it.
        """
        alone = any(own and fold(own) == fold(names) for own in self.names)
        parts = [names] if alone else names.split("+")
        return tuple(dict.fromkeys(self.place_of(part.strip(), option) for part in parts))

    def place_of(self, name: str, option: str) -> int:
        """Find the column that an option names: by its name, or by its number from 1.

        Raises
        ------
        InputError
            If there is none, or two have the name.
        """
        for spell in (str.strip, fold):
            found = [i for i, own in enumerate(self.names) if own and spell(own) == spell(name)]
            if len(found) == 1:
                return found[0]
            if found:
                raise InputError(
                    f"{self.sheet.place}: {len(found)} columns are called {quoted(name)}: give "
                    f"{option} the number of the column, {' or '.join(str(i + 1) for i in found)}"
                )
        number = ordinal(name, len(self.names))
        if number is not None:
            return number - 1
        shown = ", ".join(own or "(no name)" for own in self.names[:12])
        raise InputError(
            f"{self.sheet.place}: {option}: there is no column {quoted(name)}: {shown}"
        )


def find_rows(sheet: Sheet, options: ReadOptions) -> Rows:
    """Find the table of a sheet.

    Parameters
    ----------
    sheet
        Its cells.
    options
        The names of columns that somebody has said.

    Raises
    ------
    NoTable
        If no line is a header.
    InputError
        If a second table begins below.
    """
    cells = sheet.cells
    top = cells.iloc[:_MOST_ABOVE, :_MOST_NAMES]
    lines = [[_text(cell) for cell in row] for row in top.itertuples(index=False)]
    wanted = {fold(name) for name in _wanted(options)}
    scores = [_score(line, wanted) for line in lines]
    best = max(scores, default=0)
    if best < _LEAST_KNOWN:
        # One known name is enough where a row of an interval follows.
        scores = [_has_interval_below(lines, top, place) for place in range(len(lines))]
        best = max(scores, default=0)
    if not best:
        raise NoTable(f"{sheet.place}: no line names the columns of a history")
    first = scores.index(best)
    first, last, names = _in_two_rows(lines, first, wanted)
    names += [_text(cell) for cell in cells.iloc[last, _MOST_NAMES:]]
    below = cells.iloc[last + 1 :]
    below = without(below, _are_blank(below))
    kept, said = _without_headers(below, names, lines[last][: len(names)], sheet)
    filled = [
        place for place, name in enumerate(names) if name or (kept.iloc[:, place] != "").any()
    ]
    if kept.empty:
        raise NoTable(f"{sheet.place}: there are no rows below the names of the columns")
    kept = kept.iloc[:, filled].set_axis(range(len(filled)), axis=1)
    return Rows(tuple(names[place] for place in filled), kept, sheet, said)


def _are_blank(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Mark the rows without a cell."""
    blank = np.ones(len(rows), dtype=bool)
    for place in range(rows.shape[1]):
        # Most rows have something in their first cell.
        left = np.flatnonzero(blank)
        blank[left] = (rows.iloc[left, place] == "").to_numpy(dtype=bool)
        if not blank.any():
            break
    return blank


def without(rows: pd.DataFrame, wrong: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Leave rows out; where none is, nothing is copied."""
    return rows[~wrong] if wrong.any() else rows


def _wanted(options: ReadOptions) -> list[str]:
    named = (
        *(options.calls_column, options.answered_column, options.abandoned_column),
        *(options.aht_column, options.date_column, options.time_column),
        *((options.queue_column or "").split("+")),
    )
    return [name.strip() for name in named if name and name.strip()]


def _text(cell: object) -> str:
    """Return the text of a cell that may be a name; "" of values."""
    if not isinstance(cell, str):
        return "0" if cell != "" else ""
    return " ".join(cell.split())


def _score(line: Sequence[str], wanted: set[str]) -> int:
    """Count the names of a line that are known; 0 of a line that holds values or sentences."""
    filled = [cell for cell in line if cell]
    if len(filled) < _LEAST_KNOWN or not _are_names(filled):
        return 0
    known = [m.role is not None for m in meanings(filled)]
    said = [fold(cell) in wanted for cell in filled]
    score = sum(k or s for k, s in zip(known, said, strict=True)) + 5 * sum(said)
    # A line of data may hold a known word or two beside what it is about.
    return score if 2 * score >= len(filled) or sum(known) >= 4 else 0


def _has_interval_below(lines: list[list[str]], top: pd.DataFrame, place: int) -> int:
    """Count the known names of a line above a row with a date and a number; 0 of other lines."""
    filled = [cell for cell in lines[place] if cell]
    if not filled or not _are_names(filled) or place + 1 >= len(lines):
        return 0
    kinds = {kind(cell) for cell in top.iloc[place + 1]}
    if not kinds & {"stamp", "date"} or "number" not in kinds:
        return 0
    return sum(m.role is not None for m in meanings(filled))


def _are_names(filled: Sequence[str]) -> bool:
    values = sum(_VALUE.fullmatch(cell) is not None for cell in filled)
    return values * 4 <= len(filled) and max(map(len, filled)) <= _LONGEST_NAME


def _in_two_rows(
    lines: list[list[str]], first: int, wanted: set[str]
) -> tuple[int, int, list[str]]:
    """Join a header that stands in two rows; return its first and last line and its names."""
    single = lines[first]
    best, rows = _known(single, wanted), (first, first, single)
    for above in (first - 1, first):
        below = above + 1
        if above < 0 or below >= len(lines):
            continue
        upper, lower = lines[above], lines[below]
        other = upper if above < first else lower
        filled = [cell for cell in other if cell]
        if not filled or not _are_names(filled) or any(map(_VALUE.fullmatch, filled)):
            continue
        # A title stands in the first column, alone.
        if above < first and [place for place, cell in enumerate(other) if cell] == [0]:
            continue
        joined = _joined(upper, lower)
        known = _known(joined, wanted)
        is_needed = above == first and len(filled) >= 2  # no row of data is all words
        if known > best or (known == best and is_needed):
            best, rows = known, (above, below, joined)
    return rows[0], rows[1], list(rows[2])


def _known(names: Sequence[str], wanted: set[str]) -> int:
    return sum(
        (m.role is not None and m.certain) + (fold(name) in wanted)
        for m, name in zip(meanings(names), names, strict=True)
        if name
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Put the names of two rows together; one in the upper row holds for the blanks beside it."""
    names, over = [], ""
    for above, below in zip(upper, lower, strict=True):
        over = above or (over if below else "")
        names.append(f"{over} {below}".strip() if below else above)
    return names


def _without_headers(
    below: pd.DataFrame, names: list[str], line: Sequence[str], sheet: Sheet
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Leave out the lines that repeat the header; refuse another table."""
    places = [place for place, name in enumerate(line) if name]
    if not places or below.empty:
        return below, ()
    # Few rows are looked at closely: those whose cells under two names are words.
    again = np.ones(len(below), dtype=bool)
    for place in places[:2]:
        again &= (below.iloc[:, place] == line[place]).to_numpy(dtype=bool)
    for row in np.flatnonzero(again).tolist():
        texts = [_text(cell) for cell in below.iloc[row].iloc[: len(line)]]
        again[row] = texts == list(line)
    left = without(below, again)
    _refuse_second(left, names, sheet)
    return left, ("the header again left out",) if again.any() else ()


def _refuse_second(rows: pd.DataFrame, names: list[str], sheet: Sheet) -> None:
    """Refuse a second table with other columns."""
    places = [i for i, name in enumerate(names) if name]
    # Few rows are looked at closely: those with a known word in front, and words at the end.
    likely = _with_words(rows.iloc[:, places[0]], known=True)
    likely &= _with_words(rows.iloc[:, places[min(2, len(places) - 1)]], known=False)
    for row in np.flatnonzero(likely).tolist():
        texts = [text for cell in rows.iloc[row] if (text := _text(cell))]
        if len(texts) < 3 or not _are_names(texts) or any(map(_VALUE.fullmatch, texts)):
            continue
        roles = [m.role for m in meanings(texts) if m.role not in {None, "other"}]
        if len(roles) >= 3 and {"calls", "answered"} & set(roles):
            raise InputError(
                f"{sheet.place}, line {rows.index[row]}: a second table begins, with other "
                "columns: put each table in a file or sheet of its own"
            )


def _with_words(cells: pd.Series, *, known: bool) -> npt.NDArray[np.bool_]:
    """Mark the cells that are words, or known ones."""
    codes, firsts = pd.factorize(cells)
    words = [
        isinstance(cell, str) and cell != "" and not any(map(str.isdigit, cell)) for cell in firsts
    ]
    if known:
        words = [
            is_word and meaning(str(cell)).role is not None
            for is_word, cell in zip(words, firsts, strict=True)
        ]
    return np.array(words, dtype=bool)[codes]
