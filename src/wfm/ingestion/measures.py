"""Calls and handling times of the rows of a table, whatever they are written in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.columns import Columns, Part
from wfm.ingestion.header import Rows
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.quantities import (
    DurationHints,
    Durations,
    is_whole,
    mark_of,
    read_durations,
    read_numbers,
)
from wfm.ingestion.systems import Statistic
from wfm.quoting import quoted
from wfm.tables.durations import UNIT_NAMES, grows_with_calls
from wfm.tables.numerals import Mark
from wfm.units import USUAL_AHT

# Units of times with colons, as they are given for plain numbers.
_UNIT_OF = {"m:ss": "minutes", "h:mm": "hours"}
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measures:
    """What the rows count.

    Parameters
    ----------
    calls
        Calls offered, NaN where missing.
    answered
        Calls that the handling time is the mean of.
    aht
        Average handling time, NaN where missing; None where no column holds it. [s]
    said
        What was taken for what, in a few words each.
    """

    calls: Floats
    answered: Floats
    aht: Floats | None
    said: tuple[str, ...]


def read_measures(rows: Rows, columns: Columns, options: ReadOptions) -> Measures:
    """Read the calls and the handling times.

    Parameters
    ----------
    rows
        The table, with intervals only.
    columns
        Which column is what.
    options
        What somebody has said.

    Raises
    ------
    Question
        If a number, a unit or a statistic can be read in two ways.
    InputError
        If a cell is no number, or a number of calls is below 0.
    """
    numeric = [*columns.calls, *(part.place for part in columns.handling)]
    numeric += [place for place in (columns.answered, columns.lost) if place is not None]
    shown = options.decimal or mark_of(rows.column(place) for place in dict.fromkeys(numeric))
    said: dict[str, None] = {}

    def count(place: int) -> Floats:
        cells, where = rows.column(place), _where(rows, place)
        found = read_numbers(cells, where, options.decimal, shown)
        if options.decimal is None and not is_whole(found.floats).all():
            # Calls are whole: 1.018 is asked about, whatever mark the handling times show.
            read_numbers(cells, where)
        _refuse(rows, place, found.wrong, "is not a number")
        _refuse(rows, place, found.floats < 0, "is below 0")
        said.update(dict.fromkeys(found.said))
        return found.floats

    counts = {place: count(place) for place in dict.fromkeys(columns.calls)}
    calls = np.sum(list(counts.values()), axis=0)
    answered = _answered(columns, counts, calls, count)
    names = [quoted(rows.names[place]) for place in columns.calls]
    words = [f"calls = {' + '.join(names)}"]
    if columns.only_answered:
        words[0] += " (calls answered: the file has no others)"
    aht, about_aht = _handling(rows, columns, options, shown, calls, answered)
    return Measures(calls, answered, aht, (*words, *about_aht, *said))


def _answered(
    columns: Columns,
    counts: dict[int, Floats],
    calls: Floats,
    count: Callable[[int], Floats],
) -> Floats:
    """Return the calls that a handling time is the mean of."""
    if columns.answered is not None:
        known = counts.get(columns.answered)
        known = count(columns.answered) if known is None else known
    elif columns.lost is not None and columns.lost not in columns.calls:
        known = np.maximum(calls - np.nan_to_num(count(columns.lost)), 0.0)
    else:
        known = calls
    result: Floats = np.nan_to_num(known)
    return result


def _handling(
    rows: Rows,
    columns: Columns,
    options: ReadOptions,
    shown: Mark | None,
    calls: Floats,
    answered: Floats,
) -> tuple[Floats | None, list[str]]:
    """Return the average handling time of each row [s], and how it was found."""
    if not columns.handling:
        return None, ["no handling time"]
    found: list[tuple[Durations, Statistic]] = []
    for part in columns.handling:
        # Hold and wrap may be short: their unit is that of the talk.
        unit = _UNIT_OF.get(found[0][0].unit, found[0][0].unit) if found else None
        times = _times(rows, part, options, _Known(shown, answered, unit if unit else None))
        found.append(times)
    averages = [times for times, statistic in found if statistic == "average"]
    totals = [times for times, statistic in found if statistic == "total"]
    served = answered > 0
    aht = np.full(len(calls), np.nan)
    # Hold and wrap that are blank are none; all blank is missing.
    if totals:
        aht = np.divide(_sum(totals), answered, out=aht, where=served)
    if averages:
        mean = _sum(averages)
        aht = mean if not totals else aht + mean
    aht[~served] = np.nan
    return aht, _aht_words(rows, columns, found)


def _sum(times: list[Durations]) -> Floats:
    blank = np.all([np.isnan(one.seconds) for one in times], axis=0)
    total: Floats = np.nansum([one.seconds for one in times], axis=0)
    total[blank] = np.nan
    return total


def _aht_words(rows: Rows, columns: Columns, found: list[tuple[Durations, Statistic]]) -> list[str]:
    """Say what the handling time was made of."""
    units = dict.fromkeys(times.unit for times, _ in found if times.unit not in {"", "seconds"})
    terms = []
    answered = columns.answered
    divisor = "the calls answered" if answered is None else quoted(rows.names[answered])
    for wanted in ("total", "average"):
        names = [
            quoted(rows.names[part.place])
            for part, (_, statistic) in zip(columns.handling, found, strict=True)
            if statistic == wanted
        ]
        if names and wanted == "total":
            joined = " + ".join(names)
            terms.append(f"{f'({joined})' if len(names) > 1 else joined} / {divisor}")
        elif names:
            terms.append(" + ".join(names))
    unit = f" ({', '.join(units)})" if units else ""
    return [f"AHT = {' + '.join(terms)}{unit}"]


@dataclass(frozen=True)
class _Known:
    """What the other columns say of one of handling times."""

    shown: Mark | None
    answered: Floats
    unit: str | None


def _times(
    rows: Rows, part: Part, options: ReadOptions, known: _Known
) -> tuple[Durations, Statistic]:
    """Read a column of handling times, and find whether they are averages or totals."""
    cells, name = rows.column(part.place), rows.names[part.place]
    weight = np.where(known.answered > 0, known.answered, np.nan)
    said_unit = options.aht_unit or (known.unit if known.unit in UNIT_NAMES else None)

    def read(statistic: Statistic, unit: str | None = said_unit) -> Durations:
        hints = DurationHints(
            rows.sheet.place,
            name,
            unit,
            options.decimal,
            known.shown,
            calls=weight if statistic == "total" else None,
            usual=known.unit is None,
        )
        found = read_durations(cells, hints)
        _refuse(rows, part.place, found.wrong, "is not a handling time")
        _refuse(rows, part.place, found.seconds < 0, "is below 0")
        return found

    if options.aht_kind is not None:
        return read(options.aht_kind), options.aht_kind
    if part.statistic is not None:
        found = read(part.statistic)
        return found, _statistic(rows, part, found.seconds, known.answered)
    loose = read("average", said_unit or "seconds")
    wanted = _statistic(rows, part, loose.seconds, known.answered)
    return read(wanted), wanted


def _statistic(rows: Rows, part: Part, seconds: Floats, answered: Floats) -> Statistic:
    """Find whether times are of a call or of all calls of an interval; or ask."""
    known = (seconds > 0) & (answered > 0)
    times, calls = seconds[known], answered[known]
    place = _where(rows, part.place)
    readings = {
        "--aht-kind average": "times of a call",
        "--aht-kind total": "times of all calls of the interval, to be divided by those answered",
    }
    grows = grows_with_calls(times, calls)
    if part.statistic == "average" and grows:
        raise Question(place, "the times grow with the calls, as totals of the interval", readings)
    if part.statistic is not None or not times.size:
        return part.statistic or "average"
    if grows:
        return "total"
    if np.quantile(calls, 0.9) <= 1:
        return "average"  # of one call both are the same
    each = float(np.median(times / calls))
    if not USUAL_AHT[0] <= each <= USUAL_AHT[1] or _vary(calls):
        return "average"
    raise Question(place, "its name does not say what the times are of", readings)


def _vary(calls: Floats) -> bool:
    """Whether the calls vary enough that totals would have to grow with them."""
    return calls.size >= 20 and float(np.log(calls).std()) >= 0.25


def _where(rows: Rows, place: int) -> str:
    return f"{rows.sheet.place}, column {quoted(rows.names[place])}"


def _refuse(rows: Rows, place: int, wrong: npt.NDArray[np.bool_], what: str) -> None:
    """Refuse the first cell that is not what it has to be."""
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        cell = rows.column(place).iloc[row]
        raise InputError(
            f"{rows.sheet.place}, line {rows.cells.index[row]}, column {rows.names[place]}: "
            f"{quoted(cell)} {what}"
        )


def lengths_of(cells: pd.Series) -> Floats:
    """Read lengths of intervals as ``30``, ``15mins`` and ``daily`` [min]; NaN where unknown."""
    words = {"daily": 1440.0, "day": 1440.0, "hourly": 60.0, "hour": 60.0, "weekly": 10080.0}
    codes, values = pd.factorize(cells)
    found = []
    for value in values:
        text = str(value).strip().casefold()
        digits = "".join(c for c in text if c.isdigit() or c == ".")
        size = 60.0 if "hour" in text or text.endswith("h") else 1.0
        found.append(words.get(text, float(digits) * size if digits.strip(".") else np.nan))
    return np.append(np.array(found, dtype=float), np.nan)[codes]
