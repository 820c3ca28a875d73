"""Columns of handling times: their unit, by what is written, by the name, or by what is usual."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.ingestion.asking import Question
from wfm.ingestion.cells import Distinct, distinct
from wfm.ingestion.quantities.numbers import read_distinct
from wfm.ingestion.quantities.written_durations import WrittenDuration, read_duration
from wfm.ingestion.units_in_names import unit_of
from wfm.quoting import quoted
from wfm.tables.durations import UNITS
from wfm.tables.numerals import Mark
from wfm.units import USUAL_AHT

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# In another unit than seconds an average of more than an hour is no likely one. [s]
_USUAL = (USUAL_AHT[0], 3600.0)
# Of the handling times of a column, these parts have to be usual; where the name says the unit,
# the middle alone.
_QUANTILES = (0.1, 0.5, 0.9)
# What times of two parts may be: their words, and their size against hours and minutes.
_TWO_PARTS = {"hours": ("hours and minutes", 1.0), "minutes": ("minutes and seconds", 1 / 60)}


@dataclass(frozen=True)
class Durations:
    """Cells as durations.

    Parameters
    ----------
    seconds
        NaN where a cell is empty, stands for none, or is none. [s]
    unit
        What the cells are, such as ``"m:ss"`` or ``"milliseconds"``; "" where all are empty.
    wrong
        Rows with something written that is no duration.
    said
        What was assumed, in a few words each.
    """

    seconds: Floats
    unit: str
    wrong: Flags
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class DurationHints:
    """What is known about a column of durations beside its cells.

    Parameters
    ----------
    where
        File, and sheet where there is one, for messages.
    name
        Name of the column; it may carry the unit.
    unit
        Unit of plain numbers, a key of `wfm.tables.durations.UNITS`, where somebody has said it;
        of ``4:17``, hours are hours and minutes, minutes are minutes and seconds.
    mark, shown
        The decimal mark that somebody has said, and the one that other columns show.
    calls
        The calls that each row's time is the total of; None where it is an average.
    usual
        Whether the times are handling times, so that the unit shows in their size; else, as of
        waiting times, a unit that nothing names is seconds.
    """

    where: str
    name: str = ""
    unit: str | None = None
    mark: Mark | None = None
    shown: Mark | None = None
    calls: Floats | None = None
    usual: bool = True

    @property
    def place(self) -> str:
        """Name the file and the column."""
        return f"{self.where}, column {quoted(self.name)}"

    def a_call(self, times: Floats) -> Floats:
        """Return the times a call that are above zero: averages, or totals divided by calls."""
        if self.calls is None:
            return times[times > 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            each = times / self.calls
        return each[np.isfinite(each) & (each > 0)]


def read_durations(cells: pd.Series, hints: DurationHints) -> Durations:
    """Read a column of durations.

    Parameters
    ----------
    cells
        The cells, text or what a workbook holds.
    hints
        What is known beside them.

    Raises
    ------
    Question
        If several units fit the column, or none.
    InputError
        If the column has both decimal marks.
    """
    found = distinct(cells)
    written = [read_duration(value) for value in found.unique]
    numbers, wrong, said = _plain_numbers(found, written, hints)
    rows = np.append(numbers, np.nan)[found.codes]
    scale, unit, about_unit = _unit(rows, hints)
    about_colons: tuple[str, ...] = ()
    if any(item is not None for item in written):
        timed, shown, about_colons = _timed(written, found, hints)
        numbers = np.where(np.isnan(timed), numbers * scale, timed)
        unit = shown if unit == "" else f"{shown} and {unit}"
    else:
        numbers = numbers * scale
    seconds = np.append(numbers, np.nan)[found.codes]
    return Durations(seconds, unit, found.rows_of(wrong), said + about_unit + about_colons)


def _plain_numbers(
    cells: Distinct, written: list[WrittenDuration | None], hints: DurationHints
) -> tuple[Floats, Flags, tuple[str, ...]]:
    """Read the distinct cells that are plain numbers; the others are NaN."""
    plain = np.array([item is None for item in written], dtype=bool)
    renumbered = np.append(np.where(plain, np.cumsum(plain) - 1, -1), -1)
    values = [value for value, item in zip(cells.unique, written, strict=True) if item is None]
    chosen = Distinct(values, renumbered[cells.codes], cells.index)
    found, bad, said = read_distinct(chosen, hints.place, hints.mark, hints.shown)
    numbers = np.full(len(written), np.nan)
    wrong = np.zeros(len(written), dtype=bool)
    numbers[plain], wrong[plain] = found, bad
    return numbers, wrong, said


def _fits(each: Floats, size: float, bounds: tuple[float, float]) -> bool:
    """Say whether handling times in a unit are usual, from the short to the long ones."""
    seconds = np.quantile(each, _QUANTILES) * size
    return bool(seconds[0] >= bounds[0] and seconds[-1] <= bounds[1])


def _usual_in(each: Floats, unit: str) -> bool:
    """Say whether the middle one of handling times is usual in a unit."""
    return USUAL_AHT[0] <= float(np.median(each)) * UNITS[unit] <= USUAL_AHT[1]


def _unit(numbers: Floats, hints: DurationHints) -> tuple[float, str, tuple[str, ...]]:
    """Find the unit of plain numbers: its size, its name and what is said; or ask."""
    if np.isnan(numbers).all():
        return 1.0, "", ()
    named = unit_of(hints.name)
    each = hints.a_call(numbers)
    unit = hints.unit or named or "seconds"
    if hints.unit is not None or not hints.usual or not each.size:
        return UNITS[unit], unit, ()
    fitting = [
        name
        for name, size in UNITS.items()
        if _fits(each, size, USUAL_AHT if name == "seconds" else _USUAL)
    ]
    # Another unit than seconds has to be named, however likely it is.
    others = named is None and any(name != "seconds" for name in fitting)
    if others or not _usual_in(each, unit):
        raise _question(each, fitting, named, hints)
    said = () if unit == "seconds" else (f"{quoted(hints.name)} in {unit}",)
    return UNITS[unit], unit, said


def _question(
    each: Floats, fitting: list[str], named: str | None, hints: DurationHints
) -> Question:
    usual = float(np.median(each))
    what = f"a usual value of {usual:,.4g}{'' if hints.calls is None else ' a call'}"
    units = fitting or list(UNITS)
    if named is None and "seconds" not in units:
        what += " is unlikely in seconds"
        units = [*units, "seconds"]
    elif named is not None:
        what += f" is unlikely in {named}, as the name says"
        units = [named, *(unit for unit in units if unit != named)]
    else:
        what += " may be in several units" if fitting else " is unlikely in any unit"
    return Question(
        hints.place, what, {f"--aht-unit {unit}": _spoken(usual * UNITS[unit]) for unit in units}
    )


def _spoken(seconds: float) -> str:
    """Write a length for people: ``257 seconds``, ``2.9 hours``."""
    if seconds < 600:
        return f"{seconds:.3g} seconds"
    return f"{seconds / 60:.3g} minutes" if seconds < 7200 else f"{seconds / 3600:,.3g} hours"


def _timed(
    written: list[WrittenDuration | None], cells: Distinct, hints: DurationHints
) -> tuple[Floats, str, tuple[str, ...]]:
    """Bring what has colons or words of units to seconds; ask what times of two parts are."""
    seconds = np.array([np.nan if item is None else item.seconds for item in written])
    forms = np.array(["" if item is None else item.form for item in written])
    colons = (forms == "two") | (forms == "whole") | (forms == "seconds")
    if not colons.any():
        return seconds, "numbers with their units", ()
    if (forms == "seconds").any():
        # Beside 1:02:03, 4:17 has no hours.
        return np.where(forms == "two", seconds / 60, seconds), "h:mm:ss", ()
    rows = np.append(np.where(colons, seconds, np.nan), np.nan)[cells.codes]
    unit = _of_two_parts(rows, hints)
    words, size = _TWO_PARTS[unit]
    # Two parts are minutes and seconds as a rule, three parts are what they seem.
    odd = (forms == ("two" if unit == "hours" else "whole")) & (seconds > 0)
    said = (f"{quoted(hints.name)} in {words}",) if odd.any() else ()
    return np.where(colons, seconds * size, seconds), "m:ss" if size < 1 else "h:mm", said


def _of_two_parts(times: Floats, hints: DurationHints) -> str:
    """Find whether times without seconds are hours and minutes or minutes and seconds, or ask."""
    each = hints.a_call(times)
    if hints.unit in _TWO_PARTS:
        return hints.unit
    if not each.size:
        return "minutes"
    bounds = {"hours": _USUAL, "minutes": USUAL_AHT}
    fitting = [name for name, (_, size) in _TWO_PARTS.items() if _fits(each, size, bounds[name])]
    if len(fitting) == 1:
        return fitting[0]
    usual = float(np.median(each))
    readings = {
        f"--aht-unit {name}": f"{words}, usually {_spoken(usual * size)}"
        for name, (words, size) in _TWO_PARTS.items()
    }
    raise Question(hints.place, "its times of two parts may be two things", readings)
