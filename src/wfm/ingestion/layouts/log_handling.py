"""Handling times of the calls of a log."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.folding import fold
from wfm.ingestion.layouts import log_words
from wfm.ingestion.layouts.log import Log, words_of
from wfm.ingestion.layouts.log_times import moments_of
from wfm.ingestion.quantities import DurationHints, read_durations
from wfm.ingestion.units_in_names import unit_of
from wfm.quoting import quoted

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
# Units that waiting times share with handling times.
_SHARED_UNITS = {"milliseconds", "days"}


def handling_of(log: Log) -> tuple[Floats, Flags]:
    """Return the handling time of each row [s], NaN where not answered; and whether it was."""
    columns = log.columns
    lead = columns.handling if columns.handling is not None else next(iter(columns.parts), None)
    if lead is None:
        return _between(log)
    summed = [lead] if columns.handling is not None else list(columns.parts)
    units: dict[str, str] = {}
    lengths = []
    for place in summed:
        form = _form(log, place)
        if form not in units:
            units[form] = _unit(log, place, form)
        lengths.append(_seconds(log, place, units[form]))
    handled = np.nan_to_num(lengths[0]) > 0
    handled &= ~_lost(log)
    held = columns.handling if columns.handling is not None else columns.wrap
    total = np.nansum(lengths, axis=0) + _after_call(log, held)
    names = " + ".join(quoted(log.names[place]) for place in summed)
    log.said.append(f"AHT = {names} of answered calls")
    return np.where(handled, total, np.nan), handled


def _between(log: Log) -> tuple[Floats, Flags]:
    """Take the time from answer to end for the handling time, where a log has only moments."""
    first, last = log.columns.answered, log.columns.ended
    none = np.full(len(log.body), np.nan)
    if first is None or last is None:
        log.said.append("no handling time in it")
        return none, ~_lost(log)
    talked = moments_of(log, last) - moments_of(log, first)
    seconds = talked.dt.total_seconds().to_numpy() + _after_call(log, log.columns.wrap)
    handled = (seconds >= 0) & ~_lost(log)
    names = f"{quoted(log.names[first])} to {quoted(log.names[last])}"
    if (wrap := log.columns.wrap) is not None:
        unit = _unit(log, wrap, _form(log, wrap))
        seconds = seconds + np.nan_to_num(_seconds(log, wrap, unit))
        names += f" + {quoted(log.names[wrap])}"
    log.said.append(f"AHT from {names}")
    return np.where(handled, seconds, np.nan), handled


def _after_call(log: Log, held: int | None) -> float:
    """Return the after-call work to add to each call [s]: none where a column holds it."""
    if log.options.acw and held is not None:
        log.said.append(f"--acw not added: {quoted(log.names[held])} holds after-call work")
        return 0.0
    return log.options.acw


def _form(log: Log, place: int) -> str:
    """Say how the lengths of a column are written: "number", "m:ss", or "whole" with its units."""
    hints = DurationHints(log.sheet.place, log.names[place], "minutes", log.options.decimal)
    found = read_durations(log.column(place), hints)
    if not (found.seconds > 0).any() or found.unit == "minutes":
        return "number"
    return "m:ss" if found.unit.startswith("m:ss") else "whole"


def _unit(log: Log, place: int, form: str) -> str:
    """Find the unit of lengths of a form by their average: single calls may be of any length.

    Numbers beside written times are of a unit of their own: 40 beside ``0:03:32``.
    """
    name, where, said = log.names[place], log.sheet.place, log.options.aht_unit
    if said is not None and (form != "m:ss" or said in {"minutes", "hours"}):
        return said
    hints = DurationHints(where, name, "minutes", log.options.decimal)
    seconds = read_durations(log.column(place), hints).seconds
    above = seconds[seconds > 0]
    if not above.size or form == "whole":
        return "seconds"
    average = float(above.mean())
    text = f"{average / 60:.6f}" if form == "number" else _two_parts(average)
    found = read_durations(pd.Series([text]), DurationHints(where, name, None, "point"))
    log.said += found.said
    return {"m:ss": "minutes", "h:mm": "hours"}.get(found.unit, found.unit)


def _two_parts(seconds: float) -> str:
    return f"{seconds // 60:.0f}:{seconds % 60 // 1:02.0f}"


def _seconds(log: Log, place: int, unit: str) -> Floats:
    """Read a column of durations, its plain numbers in a unit [s]."""
    hints = DurationHints(
        log.sheet.place, log.names[place], unit_of(log.names[place]) or unit, log.options.decimal,
        usual=False,
    )  # fmt: skip
    found = read_durations(log.column(place), hints)
    if found.wrong.any():
        row = int(np.flatnonzero(found.wrong)[0])
        raise InputError(
            f"{log.where(place)}, line {log.body.index[row]}: "
            f"{quoted(log.column(place).iloc[row])} is no length of time"
        )
    return found.seconds


def waits_of(log: Log) -> Floats:
    """Read how long each call waited [s]; NaN where that is not known."""
    place = log.columns.wait
    if place is None:
        return np.full(len(log.body), np.nan)
    unit = log.options.aht_unit
    return _seconds(log, place, unit if unit in _SHARED_UNITS else "seconds")


def _lost(log: Log) -> Flags:
    """Mark the calls that a column says were abandoned."""
    place = log.columns.lost
    if place is None:
        return np.zeros(len(log.body), dtype=bool)
    codes, values = words_of(log.column(place))
    return np.array([fold(value) in log_words.YES for value in values], dtype=bool)[codes]
