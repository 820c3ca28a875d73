"""Cells of numbers: decimal marks, thousands, percentages and what stands for none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import Distinct, bare, distinct
from wfm.ingestion.quantities.written_numbers import WrittenNumber, read_number
from wfm.quoting import quoted
from wfm.tables.numerals import Mark

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# What stands for no number, without case and accents; a cell of nothing but signs as well.
_NOTHING = {"na", "n/a", "n.a.", "n.a", "k.a.", "n.v.", "s/o", "n/d", "nd", "н/д", "无", "無", "空"}
_NULLS = {"nan", "null", "none", "nil", "(null)", "(none)", "(blank)"}
# Of workbooks, in several languages.
_ERRORS = (
    "#n/a #div/0! #value! #ref! #name? #num! #null! #nv #wert! #bezug! #zahl! #n/d #valeur! #nom? "
    "#nombre! #¡valor! #¡div/0! #¡num! #¿nombre? #н/д #дел/0! #знач!"
)
_NONE = _NOTHING | _NULLS | set(_ERRORS.split())
_SIGNS_ONLY = re.compile(r"[-.?*_/]+")
_SIGNS: dict[Mark, str] = {"point": ".", "comma": ","}
# A count is whole to this much: sums of decimals of a workbook.
_WHOLE_WITHIN = 1e-6


@dataclass(frozen=True)
class Numbers:
    """Cells as numbers.

    Parameters
    ----------
    floats
        NaN where a cell is empty, stands for no number, or is none.
    wrong
        Rows with something written that is no number.
    said
        What was assumed, in a few words each.
    """

    floats: Floats
    wrong: Flags
    said: tuple[str, ...] = ()


def read_numbers(
    cells: pd.Series, where: str, mark: Mark | None = None, shown: Mark | None = None
) -> Numbers:
    """Read a column of numbers.

    Parameters
    ----------
    cells
        The cells, text or what a workbook holds.
    where
        File and column, for messages.
    mark
        The decimal mark, where somebody has said it.
    shown
        The decimal mark that other columns of the file show for certain: see `mark_of`.

    Raises
    ------
    Question
        If ``1.234`` may be a decimal number or one of thousands.
    InputError
        If the column has both decimal marks.
    """
    found = distinct(cells)
    values, wrong, said = read_distinct(found, where, mark, shown)
    return Numbers(np.append(values, np.nan)[found.codes], found.rows_of(wrong), said)


def read_distinct(
    cells: Distinct, where: str, mark: Mark | None, shown: Mark | None
) -> tuple[Floats, Flags, tuple[str, ...]]:
    """Read the distinct cells of a column: their numbers, which are none, and what is said."""
    values = np.full(len(cells.unique), np.nan)
    wrong = np.zeros(len(cells.unique), dtype=bool)
    written: dict[int, WrittenNumber] = {}
    for place, value in enumerate(cells.unique):
        if isinstance(value, float):
            values[place] = value
        elif not isinstance(value, str):
            wrong[place] = True
        elif not stands_for_none(value):
            number = read_number(value)
            if number is None:
                wrong[place] = True
            else:
                written[place] = number
    decided = mark or _decided(written, cells, where, shown)
    for place, number in written.items():
        plain = number.value(decided)
        wrong[place] = plain is None
        values[place] = np.nan if plain is None else plain
    comma = any("comma" in {number.decimal, number.either} for number in written.values())
    return (
        values,
        wrong | np.isinf(values),
        ("decimal comma",) if comma and decided == "comma" else (),
    )


def mark_of(columns: Iterable[pd.Series]) -> Mark | None:
    """Find the decimal mark that columns show for certain; None where they show none, or both.

    Parameters
    ----------
    columns
        Columns of the file that may hold numbers.
    """
    found: set[Mark] = set()
    for column in columns:
        for value in distinct(column).unique:
            if isinstance(value, str) and (number := read_number(value)) and number.shows:
                found.add(number.shows)
    return found.pop() if len(found) == 1 else None


def stands_for_none(text: str) -> bool:
    """Say whether a cell stands for no number, as ``--``, ``n/a`` and ``#DIV/0!`` do."""
    return bare(text) in _NONE or _SIGNS_ONLY.fullmatch(text) is not None


def is_whole(values: Floats) -> Flags:
    """Mark the numbers that are whole, but for the dust of binary sums; missing ones are."""
    return np.isnan(values) | (np.abs(values - np.rint(values)) <= _WHOLE_WITHIN)


def _decided(
    written: dict[int, WrittenNumber], cells: Distinct, where: str, shown: Mark | None
) -> Mark | None:
    """Find the decimal mark of a column, or ask."""
    certain: dict[Mark, int] = {}
    for place, number in written.items():
        if number.shows is not None:
            certain.setdefault(number.shows, place)
    if len(certain) > 1:
        shown_in = [f"{mark} in {cells.first(place)}" for mark, place in certain.items()]
        raise InputError(
            f"{where}: the decimal mark is a {' and a '.join(shown_in)}: write all numbers alike"
        )
    if certain:
        return next(iter(certain))
    unclear = [place for place, number in written.items() if number.either is not None]
    if not unclear or shown is not None:
        return shown
    number = written[unclear[0]]
    readings = {f"--decimal {mark}": f"it is {number.value(mark):g}" for mark in _SIGNS}
    line = cells.first(unclear[0]).partition(":")[0]
    text = quoted(cells.unique[unclear[0]])
    raise Question(f"{where}, {line}", f"{text} may be two numbers", readings)
