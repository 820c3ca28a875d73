"""Logs of a row a call, counted by the interval of arrival."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.folding import fold
from wfm.ingestion.layouts import log_words
from wfm.ingestion.layouts.counting import Calls, count, plural
from wfm.ingestion.layouts.log import Log, words_of
from wfm.ingestion.layouts.log_columns import find_columns, find_header
from wfm.ingestion.layouts.log_handling import handling_of, waits_of
from wfm.ingestion.layouts.log_times import arrivals_of
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.units import written

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
# Rows of one call id that are further apart are two calls. [us]
_LEGS_WITHIN = 4 * 3_600_000_000


def to_long(sheet: Sheet, options: ReadOptions) -> Sheet | None:
    """Count the calls of a log; None of another file.

    Outbound calls and legs between agents are left out, the legs of one call id are one call of
    each queue, and only answered calls weigh in the handling time.

    Raises
    ------
    InputError
        If a moment cannot be read, a direction is not known, or no call is left.
    """
    header = find_header(sheet)
    columns = None if header is None else find_columns(sheet, header, options)
    if header is None or columns is None:
        if options.layout == "calls":
            raise InputError(
                f"{sheet.place}: no column of moments of arrival in a header: "
                "name it with --date-column"
            )
        return None
    names = [str(cell).strip() for cell in sheet.cells.iloc[header]]
    log = Log(sheet, options, names, _rows(sheet, header, names), columns)
    log.body = log.body[_inbound(log)]
    arrivals = arrivals_of(log)
    log.said.append(f"a row a call, arrived at {quoted(names[columns.arrival])}")
    seconds, handled = handling_of(log)
    queues, queue_names = _queues(log)
    calls = Calls(
        arrivals.reset_index(drop=True), queues, queue_names, handled, seconds,
        log.body.index.to_numpy().astype(np.int64),
    )  # fmt: skip
    calls = _without_short(log, _one_a_call(log, calls))
    if not len(calls.arrivals):
        raise InputError(f"{sheet.place}: no inbound call is left in this log")
    return count(sheet, calls, options.interval, log.said)


def _rows(sheet: Sheet, header: int, names: list[str]) -> pd.DataFrame:
    """Return the rows below the header, without blank ones and the header again."""
    body = sheet.cells.iloc[header + 1 :]
    first = next(place for place, name in enumerate(names) if name)
    again = (body.iloc[:, first] == names[first]).to_numpy()
    return body[~again] if again.any() else body


def _inbound(log: Log) -> Flags:
    """Mark the rows of calls from outside."""
    place = log.columns.direction
    if place is None:
        return np.ones(len(log.body), dtype=bool)
    codes, values = words_of(log.column(place))
    kinds = [_direction(value) for value in values]
    if None in kinds:
        unknown = values[kinds.index(None)]
        line = log.body.index[int(np.flatnonzero(codes == kinds.index(None))[0])]
        raise InputError(
            f"{log.where(place)}, line {line}: {quoted(unknown)} is no known direction of a call: "
            "write inbound, outbound or internal, or take these rows out"
        )
    wanted = {"in", "internal"} if log.options.internal else {"in"}
    kept = np.array([k in wanted for k in kinds])[codes]
    for name, words in (("out", "outbound"), ("internal", "internal")):
        number = int(np.array([k == name for k in kinds])[codes].sum())
        if number and name not in wanted:
            log.said.append(f"{plural(number, f'{words} row')} left out")
    return kept


def _direction(value: str) -> str | None:
    """Return ``"in"``, ``"out"`` or ``"internal"``; None where a word is none of these."""
    word = fold(value)
    for name, words in (
        ("in", log_words.INBOUND), ("out", log_words.OUTBOUND), ("internal", log_words.INTERNAL)
    ):  # fmt: skip
        if word in words or not word:
            return name
    for name, part in (("out", "outbound"), ("internal", "internal"), ("in", "inbound")):
        if part in word:
            return name
    return None


def _queues(log: Log) -> tuple[npt.NDArray[np.int64], list[str]]:
    place = log.columns.queue
    if place is None:
        return np.zeros(len(log.body), dtype=np.int64), []
    codes, names = words_of(log.column(place))
    shown = [name or "(none)" for name in names]
    return codes, shown if len(shown) > 1 else []


def _one_a_call(log: Log, calls: Calls) -> tuple[Calls, Floats]:
    """Join the legs of a call in a queue: it arrives with the first, and is handled by all.

    Returns
    -------
    tuple
        The calls, and how long each waited [s]; NaN where that is not known.
    """
    waits = waits_of(log)
    place = log.columns.call_id
    if place is None:
        return calls, waits
    ids, names = words_of(log.column(place))
    moments = calls.arrivals.astype("int64").to_numpy()
    order = np.lexsort((moments, calls.queues, ids))
    same = (
        (np.diff(ids[order]) == 0)
        & (np.diff(calls.queues[order]) == 0)
        & (np.array([name != "" for name in names])[ids[order][1:]])
    )
    same &= np.diff(moments[order]) <= _LEGS_WITHIN
    if not same.any():
        return calls, waits
    log.said.append(
        f"{plural(int(same.sum()), 'row')} of the same {quoted(log.names[place])} joined"
    )
    starts = np.flatnonzero(np.concatenate([[True], ~same]))
    first = order[starts]
    known = ~np.isnan(calls.seconds[order])
    total = np.add.reduceat(np.where(known, calls.seconds[order], 0.0), starts)
    any_known = np.logical_or.reduceat(known, starts)
    joined = Calls(
        calls.arrivals.iloc[first].reset_index(drop=True), calls.queues[first], calls.names,
        np.logical_or.reduceat(calls.handled[order], starts),
        np.where(any_known, total, np.nan), calls.lines[first],
    )  # fmt: skip
    return joined, waits[first]


def _without_short(log: Log, found: tuple[Calls, Floats]) -> Calls:
    """Leave out calls that hung up sooner than the option says."""
    calls, waits = found
    limit = log.options.short_abandon
    if not limit:
        return calls
    if log.columns.wait is None:
        raise InputError(
            f"{log.sheet.place}: --short-abandon needs a column of waiting times, and there is none"
        )
    short = ~calls.handled & (waits < limit)
    log.said.append(
        f"{plural(int(short.sum()), 'call')} that hung up within {written(limit)} s left out"
    )
    kept = ~short
    return Calls(
        calls.arrivals[kept].reset_index(drop=True), calls.queues[kept], calls.names,
        calls.handled[kept], calls.seconds[kept], calls.lines[kept],
    )  # fmt: skip
