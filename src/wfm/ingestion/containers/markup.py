"""Web pages that call themselves workbooks, as many systems export them: their tables are read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.containers.limits import (
    MOST_COLUMNS,
    MOST_NESTED,
    MOST_OF_A_PAGE,
    MOST_WORKBOOK_CELLS,
)

_AS_CSV = "export it as CSV or as an Excel workbook (.xlsx)"
_BLANKS = re.compile(r"\s+")


def cells(text: str, source: str) -> pd.DataFrame:
    """Collect the cells of all tables of a web page, one below the other, as Excel shows them.

    Raises
    ------
    InputError
        If it holds no table, or one that is too large.
    """
    if len(text) > MOST_OF_A_PAGE:
        raise InputError(f"{source}: is a web page of over {MOST_OF_A_PAGE >> 20} MB: {_AS_CSV}")
    found = _Tables(source)
    found.feed(text)
    found.close()
    if not found.rows:
        raise InputError(f"{source}: is a web page without a table: {_AS_CSV}")
    width = max(map(len, found.rows))
    if width * len(found.rows) > MOST_WORKBOOK_CELLS:
        raise InputError(f"{source}: spans {len(found.rows)} x {width} cells: {_AS_CSV}")
    rows = [row + [""] * (width - len(row)) for row in found.rows]
    index = pd.RangeIndex(1, len(rows) + 1)
    return pd.DataFrame(rows, index=index, columns=range(width), dtype=object)


@dataclass
class _Open:
    """A table that is being read: its row, the cell that text goes into, cells kept from above."""

    row: list[Sequence[str]] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)


class _Tables(HTMLParser):
    """Rows of the tables of a page; a cell over several rows or columns stands in the first."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.rows: list[list[str]] = []
        # The tables that are open, one in the other.
        self.open: list[_Open] = []
        self.unseen = self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.unseen += 1
        elif tag == "table" and len(self.open) == MOST_NESTED:
            raise InputError(f"{self.source}: has tables within tables within tables: {_AS_CSV}")
        elif tag == "table":
            self.open.append(_Open())
        elif self.open and tag == "tr":
            self._end_row()
        elif self.open and tag in {"td", "th"}:
            self._cell(self.open[-1], dict(attrs))
        elif self.open and tag in {"br", "p", "div"}:
            self.open[-1].cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.unseen = max(self.unseen - 1, 0)
        elif self.open and tag in {"tr", "table"}:
            self._end_row()
            if tag == "table":
                self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and not self.unseen:
            self.open[-1].cell.append(data)

    def _cell(self, table: _Open, attributes: dict[str, str | None]) -> None:
        row = table.row
        while table.kept.get(len(row), 0):
            table.kept[len(row)] -= 1
            row.append(())
        across, down = (_count(attributes.get(name)) for name in ("colspan", "rowspan"))
        self.cells += across
        if len(row) + across > MOST_COLUMNS or self.cells > MOST_WORKBOOK_CELLS:
            raise InputError(f"{self.source}: its tables are far too large for calls: {_AS_CSV}")
        if down > 1:
            table.kept.update({len(row) + i: down - 1 for i in range(across)})
        table.cell = []
        row.extend([table.cell, *((),) * (across - 1)])

    def _end_row(self) -> None:
        table = self.open[-1]
        if table.row:
            self.rows.append([_text(cell) for cell in table.row])
        table.row, table.cell = [], []


def _text(cell: Sequence[str]) -> str:
    return _BLANKS.sub(" ", "".join(cell)).strip() if cell else ""


def _count(span: str | None) -> int:
    return int(span) if span and span.isdecimal() and len(span) < 6 and int(span) > 0 else 1
