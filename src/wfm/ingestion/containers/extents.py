"""How far the sheets of a workbook reach, counted before anybody makes room for their cells.

One cell at the far corner makes a reader ask for room for all cells before it, and repeated rows
of a spreadsheet of LibreOffice stand in the file once. So the cells' places are read from the XML
while it is unpacked; nothing else of it is.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from wfm.errors import InputError
from wfm.ingestion.containers import kinds
from wfm.ingestion.containers.archives import Meter, Part, parts, pieces, rebuilt
from wfm.ingestion.containers.limits import MOST_SHARED_TEXTS, MOST_TEXT, MOST_WORKBOOK_CELLS
from wfm.ingestion.containers.shared_texts import text_lengths, text_of_cells

# Folders of an Excel workbook that hold no cells of its sheets: pictures, links, macros, caches.
_NO_CELLS = re.compile(
    r"(^|/)(externallinks|drawings|charts|media|pivotcache|pivottables|embeddings|printersettings|"
    r"customxml|docprops|activex|ctrlprops|diagrams|thumbnails|configurations2|pictures)/|"
    r"\.(bin|vml|png|jpe?g|emf|wmf|gif|rdf)$",
    re.IGNORECASE,
)
_NO_SHEET = re.compile(r"(sharedstrings|styles|workbook|theme\d*|\.rels|\[content_types\])", re.I)
# Where a cell stands, as nearly all programs write it; other ways are brought to this one.
_COLUMN, _ROW = re.compile(rb' r="([A-Za-z]+)'), re.compile(rb' r="[A-Za-z]*(\d+)')
_OTHER_WAYS = (b"'", b"\t", b"\n", b" =", b"= ")
_ATTRIBUTE = re.compile(rb"\s+r\s*=\s*[\"']([A-Za-z]*\d+)[\"']")
_CELL = re.compile(rb"<\w+:c[ />]")
_TOKEN = re.compile(
    rb"<(/?)(?:[\w.-]+:)?(table|table-row|table-cell|covered-table-cell)(\s[^<>]*)?>", re.DOTALL
)
_CELL_TAGS = (b"table-cell", b"covered-table-cell")
_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d{1,12})")
_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d{1,12})")
# No tag that counts is longer.
_LONGEST_TAG = 1 << 12
# Bytes without a tag: many times what a cell may hold.
_LONGEST_TEXT = 1 << 22


def measured(data: bytes, source: str) -> bytes:
    """Check how large a workbook in a zip is, and keep what its sheets are made of.

    Returns
    -------
    bytes
        The workbook with the parts that hold cells, their sizes as counted.

    Raises
    ------
    InputError
        If it unpacks to too much, its cells are too many or too far apart, or it is damaged.
    """
    meter = Meter(source, len(data))
    lengths = np.zeros(0, dtype=np.int64)
    sheets: list[Part] = []
    kept = [part for part in parts(data, source) if not _NO_CELLS.search(part.name)]
    open_document = kinds.is_open_document(data)
    whole, cells = [], 0
    for part in kept:
        tally = _Tally(pieces(part, meter), source)
        if open_document:
            cells += _repeated(tally, source) if part.name == "content.xml" else tally.drain()
        elif "sharedstrings" in part.name.lower():
            lengths = text_lengths(tally, MOST_SHARED_TEXTS)
            if len(lengths) > MOST_SHARED_TEXTS:
                raise InputError(
                    f"{source}: holds more than {MOST_SHARED_TEXTS} texts: give the export of a "
                    "shorter period, or save the sheet as CSV"
                )
        elif _NO_SHEET.search(part.name.rsplit("/", 1)[-1]):
            tally.drain()
        else:
            cells += _spanned(tally)
            sheets.append(part)
        if cells > MOST_WORKBOOK_CELLS:
            raise InputError(
                f"{source}: its sheets span {cells} cells: delete what stands far from the table, "
                "or save the sheet as CSV"
            )
        whole.append((part, tally.size))
    if cells * int(lengths.max(initial=0)) > MOST_TEXT:
        again = Meter(source, len(data))
        texts = sum(text_of_cells(pieces(part, again), lengths) for part in sheets)
        _refuse_texts(texts, source)
    return rebuilt(whole)


def _refuse_texts(size: int, source: str) -> None:
    if size > MOST_TEXT:
        raise InputError(
            f"{source}: its cells hold over {MOST_TEXT >> 20} MB of text: a table of calls holds "
            "far less: leave long texts out, or save the sheet as CSV"
        )


class _Tally:
    """The pieces of a part, with their length once all are taken."""

    def __init__(self, found: Iterable[bytes], source: str) -> None:
        self.found, self.size = found, 0
        self.source, self.last_tag = source, 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.found:
            if b"<" in piece:
                self.last_tag = self.size
            self.size += len(piece)
            if self.size - self.last_tag > _LONGEST_TEXT:
                raise InputError(f"{self.source}: a cell holds over {_LONGEST_TEXT} characters")
            yield piece

    def drain(self) -> int:
        for _ in self:
            pass
        return 0


def _spanned(found: Iterable[bytes]) -> int:
    """Count the cells of the rectangle that holds all cells of an Excel sheet."""
    rows, columns, cells, tags, before = 0, 0, 0, 0, b""
    for piece in found:
        text = before + piece
        end = text.rfind(b"<", max(0, len(text) - _LONGEST_TAG))
        end = len(text) if end < 0 else end
        before, text = text[end:], text[:end]
        if any(way in text for way in _OTHER_WAYS):
            text = _ATTRIBUTE.sub(lambda found: b' r="' + found[1] + b'"', text)
        cells += text.count(b"<c ") + text.count(b"<c>") + text.count(b"<c/>")
        cells += len(_CELL.findall(text)) if b":c" in text else 0
        tags += text.count(b"<row")
        rows = max(rows, max((int(row[-9:]) for row in set(_ROW.findall(text))), default=0))
        columns = max(columns, max(map(_number, set(_COLUMN.findall(text))), default=0))
        if max(rows * columns, cells, tags) > MOST_WORKBOOK_CELLS:
            break
    return max(rows * columns, cells, tags)


def _number(column: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in column[:6].upper():
        number = number * 26 + letter - 64
    return number


def _repeated(found: Iterable[bytes], source: str) -> int:
    """Count the cells that the sheets of LibreOffice span, repetitions included."""
    sheets = _Spans()
    before, at = b"", 0
    for piece in found:
        text = before + piece
        last = 0
        for token in _TOKEN.finditer(text):
            sheets.take(token[1] == b"/", token[2], token[3] or b"", at + token.end())
            last = token.end()
        before = text[max(last, len(text) - _LONGEST_TAG) :]
        at += len(text) - len(before)
        if sheets.most() > MOST_WORKBOOK_CELLS:
            break
        _refuse_texts(sheets.text, source)
    return sheets.most()


class _Spans:
    """Rows and columns up to the last cell that holds something; sheets before are added up."""

    def __init__(self) -> None:
        self.total = self.rows = self.row = self.columns = self.column = self.repeat = 0
        self.text = self.begin = self.across = 0

    def take(self, closing: bool, tag: bytes, attributes: bytes, end: int) -> None:
        """Take a tag that ends at a place of the text; what stands in a cell is repeated, too."""
        if tag == b"table":
            self.total, self.rows, self.row, self.columns = self.most(), 0, 0, 0
        elif tag == b"table-row" and not closing:
            self.repeat = _times(_ROWS, attributes)
            self.row, self.column = self.row + self.repeat, 0
        elif not closing and tag != b"table-row":
            self.across, self.begin = _times(_COLUMNS, attributes), end
            self.column += self.across
            if not attributes.rstrip().endswith(b"/") or b"value" in attributes:
                self.rows = self.row
                self.columns = max(self.columns, self.column)
        elif closing and tag in _CELL_TAGS:
            self.text += (end - self.begin) * (self.across * self.repeat - 1)

    def most(self) -> int:
        return self.total + self.rows * self.columns


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
