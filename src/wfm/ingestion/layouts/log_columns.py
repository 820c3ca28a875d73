"""Which column of a log of calls is what: by its name, and by what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wfm.ingestion.folding import fold
from wfm.ingestion.layouts import log_words
from wfm.ingestion.layouts.bands import Cells
from wfm.ingestion.layouts.kinds import Kind, kind
from wfm.ingestion.layouts.names import meaning_of
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.sheet import Sheet

_HEADER_ROWS = 30
# Cells that are looked at to know a column.
_SAMPLE = 400
# So few calls may have come at the same second of their minutes.
_FEW = 6
_SECONDS = re.compile(r"\d{1,2}:(\d\d)(?::(\d\d))?")
# As in "Duration (in call)".
_LENGTHS = ("duration", "dauer", "duree", "duracion", "длительн")
_PARTS = ("talk", "hold", "wrap")


@dataclass(frozen=True)
class LogColumns:
    """Positions of the columns of a log; None, or none, where there is no such column.

    Parameters
    ----------
    arrival, clock
        The moment of arrival; where it stands in two columns, the day and the time.
    handling, parts
        Handling time, or what it adds up of.
    answered, ended
        Moments between which a call was talked.
    wrap
        After-call work: one of the parts, unless no column has the time talked, for hold and wrap
        alone are no handling.
    wait
        Time waited.
    direction, call_id, queue, lost
        Direction, name of the call, queue, and whether it was abandoned.
    """

    arrival: int
    clock: int | None
    handling: int | None
    parts: tuple[int, ...]
    answered: int | None
    ended: int | None
    wrap: int | None
    wait: int | None
    direction: int | None
    call_id: int | None
    queue: int | None
    lost: int | None


@dataclass(frozen=True)
class _Column:
    name: str
    folded: str
    kind: Kind
    cells: Sequence[Any]


def find_header(sheet: Sheet) -> int | None:
    """Return the position of the header: words only, of which some are known of logs."""
    for row, line in enumerate(sheet.top(_HEADER_ROWS)):
        kinds = [kind(cell) for cell in line]
        if kinds.count("text") < 2 or not {*kinds} <= {"text", "empty"}:
            continue
        names = [_bare(cell) for cell in line if isinstance(cell, str) and cell.strip()]
        if {*names} & {*log_words.ARRIVED} or sum(n in _KNOWN for n in names) >= 2:
            return row
    return None


_KNOWN = {*log_words.ARRIVED, *log_words.CALL_IDS, *log_words.DIRECTIONS}


def find_columns(sheet: Sheet, header: int, options: ReadOptions) -> LogColumns | None:
    """Find the columns of a log of calls; None where the table is none."""
    below = len(sheet.cells) - header - 1
    if not below:
        return None
    rows = np.unique(np.linspace(0, below - 1, _SAMPLE).astype(int)) + header + 1
    names, sample = sheet.cells.iloc[header], sheet.cells.iloc[rows].to_numpy(dtype=object)
    columns = [_column(str(name).strip(), sample[:, place]) for place, name in enumerate(names)]
    moment = _arrival(columns, options)
    if moment is None:
        return None
    arrival, clock = moment
    if options.layout != "calls" and not _is_log(columns, arrival, clock):
        return None
    found = _finder(columns)
    named = _named(columns, options)
    handling = named("aht_column")
    if handling is None:
        handling = found(lambda c: meaning_of(c.name).role == "handling" and _is_length(c))
    parts = [
        found(lambda c, part=part: meaning_of(c.name).role == part and _is_length(c))  # type: ignore[misc]
        for part in _PARTS
    ]
    if parts[0] is None:
        parts[0] = found(lambda c: c.folded in log_words.TALKED and _is_length(c))
    queue = named("queue_column")
    return LogColumns(
        arrival,
        clock,
        handling,
        tuple(part for part in parts if part is not None) if parts[0] is not None else (),
        found(lambda c: c.kind == "stamp" and _has(c, log_words.ANSWERED)),
        found(lambda c: c.kind == "stamp" and _has(c, log_words.ENDED)),
        parts[2],
        found(lambda c: _is_length(c) and _has(c, log_words.WAITS)),
        found(_is_direction),
        _best(columns, log_words.CALL_IDS),
        queue if queue is not None else _queue(columns),
        found(lambda c: meaning_of(c.name).role == "lost" and _is_flag(c)),
    )


def _column(name: str, sample: Cells) -> _Column:
    cells = [cell for cell in sample if kind(cell) != "empty"]
    kinds = [kind(cell) for cell in cells]
    return _Column(name, fold(name), max(set(kinds), key=kinds.count) if kinds else "empty", cells)


def _finder(columns: Sequence[_Column]) -> Callable[[Callable[[_Column], bool]], int | None]:
    def found(fits: Callable[[_Column], bool]) -> int | None:
        return next((place for place, c in enumerate(columns) if fits(c)), None)

    return found


def _named(columns: Sequence[_Column], options: ReadOptions) -> Callable[[str], int | None]:
    def named(option: str) -> int | None:
        wanted: str | None = getattr(options, option)
        if wanted is None:
            return None
        return next((p for p, c in enumerate(columns) if fold(wanted) == c.folded), None)

    return named


def _arrival(columns: Sequence[_Column], options: ReadOptions) -> tuple[int, int | None] | None:
    """Find the moment of arrival: one column, or a day and a time."""
    named = _named(columns, options)
    date, time = named("date_column"), named("time_column")
    if date is not None:
        return date, time
    later = [_has(c, log_words.NOT_ARRIVED) or meaning_of(c.name).role == "end" for c in columns]
    early = [place for place in range(len(columns)) if not later[place]]
    stamps = [place for place in early if columns[place].kind == "stamp"]
    if stamps:
        return min(stamps, key=lambda place: _rank(columns[place])), None
    days = [place for place in early if columns[place].kind == "date"]
    times = [
        place
        for place in early
        if columns[place].kind == "time"
        and (_rank(columns[place]) < len(log_words.ARRIVED)
             or meaning_of(columns[place].name).role in {"time", "start"})
    ]  # fmt: skip
    if not days or not times:
        return None
    day = min(days, key=lambda place: _rank(columns[place]))
    return day, min(times, key=lambda place: _rank(columns[place]))


def _rank(column: _Column) -> int:
    """Return how plainly a name speaks of arrival, 0 most; zones and brackets aside."""
    for name in (column.folded, _bare(column.name)):
        if name in log_words.ARRIVED:
            return log_words.ARRIVED.index(name)
    return len(log_words.ARRIVED)


def _bare(name: str) -> str:
    """Fold a name without brackets and zones."""
    return fold(re.sub(r"[(\[].*?[)\]]", "", name)).removesuffix("utc").removesuffix("local")


def _is_log(columns: Sequence[_Column], arrival: int, clock: int | None) -> bool:
    """Whether moments are those of calls: to the second, or off any grid of intervals."""
    cells = columns[arrival if clock is None else clock].cells
    moments = [_minute_and_second(cell) for cell in cells]
    known = [moment for moment in moments if moment is not None]
    if len(known) < 2 or 2 * len(known) < len(cells):
        return False
    called = [
        c
        for c in columns
        if c.kind == "number" and meaning_of(c.name).role == "calls" and c.folded not in _KNOWN
    ]
    if any(map(_counts, called)):
        return False
    offered = [meaning_of(c.name).rank for c in called]
    if 4 * sum(second != 0 for _, second in known) >= len(known):
        # A report of intervals may say when the last call came.
        return 0 not in offered
    off_grid = sum(minute % 5 != 0 for minute, _ in known)
    return 2 * off_grid >= len(known) and not offered


def _counts(column: _Column) -> bool:
    """Whether numbers count calls: some row has several, and they are no names of calls."""
    values = {str(cell).strip() for cell in column.cells}
    one_call = values <= {"0", "1", "0.0", "1.0"} or _has(column, _LENGTHS)
    return 2 * len(values) <= len(column.cells) and not one_call


def _minute_and_second(cell: Any) -> tuple[int, int] | None:
    if isinstance(cell, str):
        found = _SECONDS.search(cell)
        return None if found is None else (int(found[1]), int(found[2] or 0))
    if hasattr(cell, "minute"):
        return cell.minute, cell.second
    return None


def _has(column: _Column, parts: Sequence[str]) -> bool:
    return any(part in column.folded for part in parts)


def _is_length(column: _Column) -> bool:
    return column.kind in {"number", "time"}


def _is_flag(column: _Column) -> bool:
    return 0 < len({str(cell).strip().casefold() for cell in column.cells}) <= 2


def _is_direction(column: _Column) -> bool:
    if column.kind != "text" or column.folded not in log_words.DIRECTIONS:
        return False
    known = {*log_words.INBOUND, *log_words.OUTBOUND, *log_words.INTERNAL}
    values = [fold(str(cell)) for cell in column.cells]
    return 2 * sum(value in known for value in values) >= len(values)


def _best(columns: Sequence[_Column], names: Sequence[str]) -> int | None:
    there = {column.folded: place for place, column in enumerate(columns)}
    return next((there[name] for name in names if name in there), None)


def _queue(columns: Sequence[_Column]) -> int | None:
    """Find the column of queues: few names; what says queue or skill goes before a campaign."""
    fitting = [
        place
        for place, c in enumerate(columns)
        if c.kind in {"text", "number"}
        and meaning_of(c.name).role == "queue"
        and not _is_direction(c)
        and c.folded[-2:] != "id"
        and len(set(map(str, c.cells))) <= max(3, len(c.cells) // 4)
    ]
    plain = [p for p in fitting if any(w in columns[p].folded for w in ("queue", "skill", "队列"))]
    return next(iter(plain or fitting), None)
