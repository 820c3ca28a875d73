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
from wfm.tables.durations import POINTED, UNITS, seconds_of
from wfm.tables.numerals import Mark
from wfm.units import USUAL_AHT

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# In another unit than seconds an average of more than an hour is no likely one. [s]
_USUAL = (USUAL_AHT[0], 3600.0)
# Of the handling times of a column, these parts have to be usual; where the name says the unit,
# the middle alone.
_QUANTILES = (0.1, 0.5, 0.9)
# So many different numbers show that none goes beyond .59.
_MANY = 20
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
        Unit of plain numbers, of `wfm.tables.durations.UNIT_NAMES`, where somebody has said it;
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
    unit, about_unit = _unit(rows, hints)
    plain = seconds_of(numbers, unit or "seconds")
    wrong |= np.isnan(plain) & ~np.isnan(numbers)
    about_colons: tuple[str, ...] = ()
    if any(item is not None for item in written):
        timed, shown, about_colons = _timed(written, found, hints)
        plain = np.where(np.isnan(timed), plain, timed)
        unit = shown if unit == "" else f"{shown} and {unit}"
    seconds = np.append(plain, np.nan)[found.codes]
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


def _fits(seconds: Floats, bounds: tuple[float, float]) -> bool:
    """Say whether handling times are usual, from the short to the long ones [s]."""
    return bool(seconds[0] >= bounds[0] and seconds[-1] <= bounds[1])


def _unit(numbers: Floats, hints: DurationHints) -> tuple[str, tuple[str, ...]]:
    """Find the unit of plain numbers, and what is said of it; or ask."""
    if np.isnan(numbers).all():
        return "", ()
    named = unit_of(hints.name)
    each = hints.a_call(numbers)
    unit = hints.unit or named or "seconds"
    if named == POINTED and unit in {"minutes", POINTED} and _may_be_pointed(numbers):
        unit = POINTED  # 4.48 is not 4.48 minutes where the name says mm.ss
    if hints.unit is not None or not hints.usual or not each.size:
        return unit, ()
    fitting = _fitting(numbers, hints)
    # Another unit than seconds has to be named, however likely it is.
    others = named is None and fitting not in ([], ["seconds"])
    others |= named == "minutes" and POINTED in fitting and _looks_pointed(numbers)
    usual = np.median(hints.a_call(seconds_of(numbers, unit)))
    if others or not USUAL_AHT[0] <= usual <= USUAL_AHT[1] or np.isnan(usual):
        raise _question(numbers, fitting, named, hints)
    if unit == "seconds":
        return unit, ()
    words = "minutes and seconds" if unit == POINTED else unit
    return unit, (f"{quoted(hints.name)} in {words}",)


def _fitting(numbers: Floats, hints: DurationHints) -> list[str]:
    """Return the units in which handling times are usual."""
    usual = np.quantile(hints.a_call(numbers), _QUANTILES)
    fitting = [
        unit
        for unit, size in UNITS.items()
        if _fits(usual * size, USUAL_AHT if unit == "seconds" else _USUAL)
    ]
    if _may_be_pointed(numbers):
        usual = np.quantile(hints.a_call(seconds_of(numbers, POINTED)), _QUANTILES)
        fitting += [POINTED] if _fits(usual, _USUAL) else []
    return fitting


def _may_be_pointed(numbers: Floats) -> bool:
    """Whether numbers may be minutes and seconds with a point between, as 4.48."""
    known = numbers[np.isfinite(numbers)]
    hundredths = np.round(known * 100, 4)
    if not (hundredths % 100 > 0).any():
        return False
    two_places = bool((hundredths == np.round(hundredths)).all())
    parted = bool((hundredths % 100 < 60).all())
    return two_places and parted and float(np.median(known)) >= 1


def _looks_pointed(numbers: Floats) -> bool:
    """Whether numbers with decimals would hardly stop at .59 by chance."""
    known = numbers[np.isfinite(numbers)]
    return len(np.unique(known[known % 1 > 0])) >= _MANY


def _question(
    numbers: Floats, fitting: list[str], named: str | None, hints: DurationHints
) -> Question:
    usual = float(np.median(hints.a_call(numbers)))
    what = f"a usual value of {_number(usual)}{'' if hints.calls is None else ' a call'}"
    units = fitting or list(UNITS)
    if named == "minutes" and POINTED in fitting:
        what = "its decimals never go beyond .59, as where 4.48 is 4 minutes and 48 seconds"
        units = ["minutes", POINTED]
    elif named is None and "seconds" not in units:
        what += " is unlikely in seconds"
        units = [*units, "seconds"]
    elif named is not None:
        what += f" is unlikely in {named}, as the name says"
        units = [named, *(unit for unit in units if unit != named)]
    else:
        what += " may be in several units" if fitting else " is unlikely in any unit"
    return Question(
        hints.place,
        what,
        {f"--aht-unit {unit}": _meaning(numbers, unit, hints) for unit in units},
    )


def _meaning(numbers: Floats, unit: str, hints: DurationHints) -> str:
    """Say what the usual value is in a unit."""
    usual = float(np.median(hints.a_call(numbers)))
    if unit != POINTED:
        return _spoken(usual * UNITS[unit])
    known = np.sort(numbers[~np.isnan(seconds_of(numbers, unit)) & (numbers % 1 > 0)])
    if not known.size:
        return "minutes and seconds"
    shown = float(known[len(known) // 2])
    minutes, seconds = divmod(round(seconds_of(np.array([shown]), unit)[0]), 60)
    return f"{shown:.2f} is {minutes} minutes and {seconds} seconds"


def _number(value: float) -> str:
    """Write a number to four digits, as people do: ``267,000``, ``0.0031``."""
    return f"{float(f'{value:.4g}'):,.10g}"


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
    shown = "m:ss" if size < 1 else "h:mm" if (forms == "two").any() else "h:mm:ss"
    return np.where(colons, seconds * size, seconds), shown, said


def _of_two_parts(times: Floats, hints: DurationHints) -> str:
    """Find whether times without seconds are hours and minutes or minutes and seconds, or ask."""
    each = hints.a_call(times)
    if hints.unit in _TWO_PARTS:
        return hints.unit
    if not each.size:
        return "minutes"
    bounds = {"hours": _USUAL, "minutes": USUAL_AHT}
    fitting = [name for name, (_, size) in _TWO_PARTS.items() if _fits(each * size, bounds[name])]
    if len(fitting) == 1:
        return fitting[0]
    usual = float(np.median(each))
    readings = {
        f"--aht-unit {name}": f"{words}, usually {_spoken(usual * size)}"
        for name, (words, size) in _TWO_PARTS.items()
    }
    raise Question(hints.place, "its times of two parts may be two things", readings)
