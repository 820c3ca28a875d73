"""Reports of several blocks: what the lines above a block say goes into columns of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wfm.ingestion.layouts.bands import Cells
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.layouts.lines import lines_said
from wfm.ingestion.layouts.names import is_total, meaning_of
from wfm.ingestion.sheet import Sheet

# Rows in which the first line above a block has to stand.
_FIRST_ROWS = 60
_DASHES = {"-", "–", "—", "to", "bis", "~"}


@dataclass(frozen=True)
class _Blocks:
    """The lines above blocks, and the rows of the blocks.

    Parameters
    ----------
    header
        Position of the first header row.
    rows
        Positions of the rows of blocks.
    given
        By the name of each line its value in each of these rows.
    """

    header: int
    rows: tuple[int, ...]
    given: Mapping[str, tuple[Any, ...]]


def to_long(sheet: Sheet) -> Sheet | None:
    """Bring the blocks of a report together; None where there are no lines such as ``Date: ...``.

    Only days and queues become columns: those of which the rows of the blocks have none themselves.
    """
    if not any(lines_said(line) for line in sheet.top(_FIRST_ROWS)):
        return None
    cells = sheet.cells.to_numpy(dtype=object)
    said: list[str] = []
    blocks = _read(cells, said)
    if blocks is None:
        return None
    kept = _missing(cells, blocks)
    if not kept:
        return None
    table, names = _joined_ranges(cells, blocks)
    long = pd.DataFrame(
        [[*kept, *names], *([*extra, *line] for extra, line in zip(
            zip(*(blocks.given[name] for name in kept), strict=True), table, strict=True
        ))],
        index=sheet.cells.index[[blocks.header, *blocks.rows]], dtype=object,
    )  # fmt: skip
    lines = f"{' and '.join(kept)} from the lines above each block"
    return Sheet(long, sheet.source, sheet.name, (*sheet.said, lines, *said))


def _read(cells: Cells, said: list[str]) -> _Blocks | None:
    """Find the header and the rows of the blocks, and what the lines above say of each."""
    header: int | None = None
    now: dict[str, Any] = {}
    rows, states = [], []
    for row, line in enumerate(cells):
        found = lines_said(line)
        if found:
            now |= found
            continue
        kinds = [kind(cell) for cell in line]
        if kinds.count("empty") == len(kinds):
            continue
        if header is None:
            if now and kinds.count("text") >= 2 and {*kinds} <= {"text", "empty"}:
                header = row
            continue
        if list(line) == list(cells[header]):
            continue
        first = next(cell for cell in line if kind(cell) != "empty")
        if is_total(first):
            left = f"rows of '{str(first).strip()}' left out"
            said += [left] if left not in said else []
        elif len(kinds) - kinds.count("empty") > 1:
            rows.append(row)
            # A remark below a table is no row of the day.
            states.append(dict(now) if {"time", "number"} & {*kinds} else {})
    if header is None or not rows:
        return None
    names = dict.fromkeys(name for state in states for name in state)
    values = {name: tuple(state.get(name, "") for state in states) for name in names}
    return _Blocks(header, tuple(rows), values)


def _missing(cells: Cells, blocks: _Blocks) -> list[str]:
    """Return the names of lines that say what the rows do not: their day, their queue."""
    header = [cell for cell in cells[blocks.header] if isinstance(cell, str)]
    rows = cells[list(blocks.rows)]
    dated = any(kind(cell) in {"date", "stamp"} for line in rows[:20] for cell in line)
    queued = any(meaning_of(name).role == "queue" for name in header if name.strip())
    # The one queue of a report is no column: its name tells nothing apart.
    wanted = {"date": not dated, "queue": not queued}
    return [
        name
        for name, given in blocks.given.items()
        if wanted.get(meaning_of(name).role or "")
        and (meaning_of(name).role == "date" or len({*given} - {""}) > 1)
    ]


def _joined_ranges(cells: Cells, blocks: _Blocks) -> tuple[list[list[Any]], list[Any]]:
    """Write a range in three cells, as ``8:00``, ``-``, ``8:30``, into its first."""
    header, rows = list(cells[blocks.header]), cells[list(blocks.rows)]
    middle = [
        place
        for place in range(1, rows.shape[1] - 1)
        if kind(header[place]) == "empty"
        and kind(header[place + 1]) == "empty"
        and all(str(cell).strip().casefold() in _DASHES for cell in rows[:, place])
    ]
    kept = [p for p in range(rows.shape[1]) if p not in middle and p - 1 not in middle]
    joined = rows.copy()
    for place in middle:
        joined[:, place - 1] = [
            f"{a} - {b}" for a, b in zip(rows[:, place - 1], rows[:, place + 1], strict=True)
        ]
    return [list(line) for line in joined[:, kept]], [header[place] for place in kept]
