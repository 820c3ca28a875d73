"""How a file was read: which column was taken for what."""

from collections.abc import Iterator

import pandas as pd

from wfm.errors import InputError
from wfm.ingestion import containers, layouts
from wfm.ingestion.columns import Columns, assign
from wfm.ingestion.described import Described, Mapped
from wfm.ingestion.header import Rows, find_rows
from wfm.ingestion.reading import Part
from wfm.ingestion.saving import found_options
from wfm.ingestion.sheet import Sheet
from wfm.options.read import ReadOptions

# Cells that are shown of a column.
_EXAMPLES = 3
# Rows in which they are looked for first.
_LOOKED_AT = 1000


def describe(part: Part) -> Described:
    """Say how a table was read."""
    columns = tuple(_mapped(part.rows, part.columns))
    return Described(part.rows.sheet.place, part.said, columns, dict(found_options(part)))


def _mapped(rows: Rows, columns: Columns | None) -> list[Mapped]:
    """Say of each column of a table what it is taken for, those that are used first."""
    roles: dict[int, list[str]] = {}
    for role, place in () if columns is None else _roles(columns):
        roles.setdefault(place, []).append(role)
    order = [*roles, *(place for place in range(len(rows.names)) if place not in roles)]
    return [
        Mapped(
            ", ".join(roles.get(place, [])),
            rows.names[place],
            place + 1,
            _examples(rows.column(place)),
        )
        for place in order
    ]


def _roles(columns: Columns) -> Iterator[tuple[str, int]]:
    for place in columns.queues:
        yield "queue", place
    yield ("date" if columns.times.time is not None else "date and time"), columns.times.date
    if columns.times.time is not None:
        yield "time", columns.times.time
    if columns.times.end is not None:
        yield "end", columns.times.end
    if columns.length is not None:
        yield "length", columns.length
    for place in columns.calls:
        yield "calls", place
    for role, lone in (("answered", columns.answered), ("abandoned", columns.lost)):
        if lone is not None:
            yield role, lone
    for handling in columns.handling:
        of = "" if handling.statistic is None else f" ({handling.statistic})"
        yield f"{'AHT' if len(columns.handling) == 1 else 'part of AHT'}{of}", handling.place


def _examples(cells: pd.Series) -> tuple[str, ...]:
    """Take the first cells that differ and are not blank."""
    found = pd.unique(cells.head(_LOOKED_AT))
    if len(found) <= _EXAMPLES:  # all alike, or blank
        found = pd.unique(cells)
    found = found[found != ""][:_EXAMPLES]
    return tuple(
        str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        for cell in found
    )


def seen(data: bytes, source: str, given: ReadOptions) -> Iterator[tuple[Sheet, list[Mapped]]]:
    """Yield the sheets of a file and the columns of their tables, as far as they are known."""
    try:
        sheets = containers.sheets(
            data, source, sheet=given.sheet, encoding=given.encoding, delimiter=given.delimiter
        )
    except InputError:
        return
    for sheet in sheets:
        try:
            rows = find_rows(layouts.to_long(sheet, given), given)
        except InputError:
            yield sheet, []
            continue
        try:
            columns = assign(rows, given)
        except InputError:
            columns = None
        yield sheet, _mapped(rows, columns)
