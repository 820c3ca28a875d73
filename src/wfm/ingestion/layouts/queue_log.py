"""The log of Asterisk's queues: events of calls, into calls counted by intervals."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.ingestion.clock import ClockHints, read_starts
from wfm.ingestion.folding import fold
from wfm.ingestion.layouts.bands import Cells
from wfm.ingestion.layouts.counting import Calls, count, plural
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted
from wfm.units import written

_EPOCH = re.compile(r"1\d{9}(?:\.\d+)?")
_FIELDS = 5  # epoch, call, queue, agent, event; then what the event says
_HEADER = ("time", "callid", "queuename", "agent", "event")
_LOOKED_AT = 200
# Ids of lines that are of no call.
_NO_CALLS = {"NONE", "REALTIME", "MANAGER"}
_ARRIVAL, _ANSWER, _ABANDON = "ENTERQUEUE", "CONNECT", "ABANDON"
# Events that end the talking, and which of their fields has its length.
_TALKED = {
    "COMPLETEAGENT": 1, "COMPLETECALLER": 1,
    "TRANSFER": 3, "BLINDTRANSFER": 3, "ATTENDEDTRANSFER": 3,
}  # fmt: skip
_WAITED = 2  # field of an abandoned call
_EVENTS = {
    _ARRIVAL, _ANSWER, _ABANDON, *_TALKED, "EXITWITHTIMEOUT", "EXITWITHKEY", "EXITEMPTY", "DID",
    "RINGNOANSWER", "RINGCANCELED", "ADDMEMBER", "REMOVEMEMBER", "PAUSE", "UNPAUSE", "PAUSEALL",
    "UNPAUSEALL", "AGENTLOGIN", "AGENTLOGOFF", "AGENTCALLBACKLOGIN", "AGENTCALLBACKLOGOFF",
    "AGENTDUMP", "CONFIGRELOAD", "QUEUESTART", "SYSCOMPAT", "INFO", "PENALTY", "MEMBERPENALTY",
}  # fmt: skip


def to_long(sheet: Sheet, options: ReadOptions) -> Sheet | None:
    """Count the calls of a queue log; None of another file.

    A call is counted once in each queue that it enters, when it first does so. Its handling time
    is the time talked; the log knows of no after-call work.

    Raises
    ------
    InputError
        If it holds no call that entered a queue.
    """
    if _fields(sheet.top(_LOOKED_AT)) is None:
        return None
    cells = _fields(sheet.cells.to_numpy(dtype=object))
    if cells is None:
        return None
    event = cells[:, 4]
    wanted = np.isin(event, [_ARRIVAL, _ANSWER, _ABANDON, *_TALKED])
    wanted &= ~np.isin(cells[:, 1], list(_NO_CALLS))
    lines = sheet.cells.index.to_numpy()[wanted]
    cells, event = cells[wanted], event[wanted]
    said = ["queue log: calls = ENTERQUEUE, AHT = time talked"]
    queues, names = pd.factorize(cells[:, 2].astype(str))
    ids, _ = pd.factorize(cells[:, 1].astype(str))
    # A call and a queue that it is in.
    stays, _ = pd.factorize(ids.astype(np.int64) * len(names) + queues)
    entries = np.flatnonzero(event == _ARRIVAL)
    if not len(entries):
        raise InputError(f"{sheet.place}: no call enters a queue in this log: no {_ARRIVAL} in it")
    size = int(stays.max()) + 1
    seconds, handled = _talked(cells, event, stays, size)
    seconds += options.acw
    said.append(_of_wrap(options))
    first = pd.Series(entries).groupby(stays[entries], sort=False).first().to_numpy()
    if again := len(entries) - len(first):
        said.append(f"{plural(again, 'call')} that entered a queue again counted once")
    if options.short_abandon:
        short = _short(cells, event, stays, size, options.short_abandon) & ~handled
        gone = short[stays[first]]
        said.append(
            f"{plural(int(gone.sum()), 'call')} that hung up within "
            f"{written(options.short_abandon)} s left out"
        )
        first = first[~gone]
    arrivals, words = _arrivals(sheet, cells[first, 0], lines[first], options)
    calls = Calls(
        arrivals,
        queues[first].astype(np.int64), list(names), handled[stays[first]],
        np.where(handled[stays[first]], seconds[stays[first]], np.nan), lines[first],
    )  # fmt: skip
    return count(sheet, calls, options.interval, [said[0], *words, *said[1:]])


def _fields(cells: Cells) -> Cells | None:
    """Return the fields of lines; None where the first of them are no events of queues."""
    cells = _in_order(cells)
    if cells.shape[1] == 1 and all("|" in str(line[0]) for line in cells[:_LOOKED_AT]):
        split = [str(line[0]).split("|", 9) for line in cells]
        width = max(map(len, split))
        cells = np.array([[*line, *([""] * (width - len(line)))] for line in split], dtype=object)
    if cells.shape[1] < _FIELDS:
        return None
    looked_at = cells[:_LOOKED_AT]
    known = [str(line[4]).strip() in _EVENTS and _is_moment(line[0]) for line in looked_at]
    return cells if sum(known) * 2 > len(known) else None


def _in_order(cells: Cells) -> Cells:
    """Return the cells, those of a table with a header in the order of the log."""
    names = [fold(str(cell)) for cell in cells[0]]
    if not {"time", "callid", "event"} <= {*names}:
        return cells
    wanted = [*_HEADER, *(name for name in names if name.startswith("data"))]
    places = [names.index(name) for name in wanted if name in names]
    rows = cells[:, places]
    if len(places) > _FIELDS and len(rows) > 1 and str(rows[1, 4]).strip() in _EVENTS:
        return rows
    return cells


def _is_moment(cell: Any) -> bool:
    return bool(_EPOCH.fullmatch(_text(cell))) or kind(cell) == "stamp"


def _text(cell: Any) -> str:
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell).strip()


def _talked(
    cells: Cells, event: Cells, stays: npt.NDArray[np.intp], size: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return how long each call was talked [s], NaN where not known; and whether it was at all."""
    total, known = np.zeros(size), np.zeros(size, dtype=bool)
    handled = np.zeros(size, dtype=bool)
    handled[stays[event == _ANSWER]] = True
    for name, field in _TALKED.items():
        rows = np.flatnonzero(event == name)
        handled[stays[rows]] = True
        if cells.shape[1] <= _FIELDS + field or not len(rows):
            continue
        texts = pd.Series(cells[rows, _FIELDS + field].astype(str))
        talked = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)
        good = ~np.isnan(talked)
        np.add.at(total, stays[rows[good]], talked[good])
        known[stays[rows[good]]] = True
    return np.where(known, total, np.nan), handled


def _short(
    cells: Cells, event: Cells, stays: npt.NDArray[np.intp], size: int, limit: float
) -> npt.NDArray[np.bool_]:
    """Mark the calls that hung up sooner than a limit [s]."""
    short = np.zeros(size, dtype=bool)
    rows = np.flatnonzero(event == _ABANDON)
    if cells.shape[1] > _FIELDS + _WAITED:
        texts = pd.Series(cells[rows, _FIELDS + _WAITED].astype(str))
        waited = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float)
        short[stays[rows[waited < limit]]] = True
    return short


def _of_wrap(options: ReadOptions) -> str:
    if options.acw:
        return f"{written(options.acw)} s of after-call work added to each"
    return "no after-call work in it (--acw 30s adds it)"


def _arrivals(
    sheet: Sheet, cells: Cells, lines: npt.NDArray[np.int64], options: ReadOptions
) -> tuple[pd.Series, tuple[str, ...]]:
    """Read the moments of arrival, seconds since 1970 or dates, and say what they are.

    Raises
    ------
    InputError
        If one is no moment.
    """
    if _EPOCH.fullmatch(_text(cells[0])):
        times = pd.to_numeric(pd.Series(cells.astype(str)))
        arrivals = pd.to_datetime(times, unit="s", utc=True).dt.as_unit("us")
        if options.timezone is not None:
            arrivals = arrivals.dt.tz_convert(timestamps.zone(options.timezone))
        return arrivals, ("its seconds are UTC",)
    hints = ClockHints(
        sheet.place, "time", date_order=options.date_order, stamp="start",
        timezone=options.timezone,
    )  # fmt: skip
    found = read_starts(pd.Series(cells, index=lines, dtype=object), None, hints)
    missing = np.flatnonzero(found.times.isna().to_numpy())
    if missing.size:
        row = int(missing[0])
        raise InputError(
            f"{sheet.place}, line {lines[row]}: {quoted(cells[row])} is no moment of arrival"
        )
    return found.times.reset_index(drop=True), found.said
