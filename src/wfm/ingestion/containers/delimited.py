"""Text cut into the cells of one sheet, each row under the number of its line in the file."""

import csv
import io
import re
import warnings

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.ingestion.containers import dialect as dialects
from wfm.ingestion.containers.dialect import Dialect
from wfm.ingestion.containers.limits import MOST_CELLS, MOST_COLUMNS, MOST_IN_A_CELL, MOST_LINES
from wfm.ingestion.containers.parted_dates import SAID as WHOLE_DATES
from wfm.ingestion.containers.parted_dates import with_whole_dates
from wfm.ingestion.containers.ragged import refuse_damage
from wfm.ingestion.containers.repeats import few_distinct
from wfm.ingestion.containers.scan import scan
from wfm.ingestion.sheet import Sheet

# The first line by which Excel is told the delimiter.
_TOLD = re.compile(rb'"?sep=(\t|[^\w\s"\'])"?\n', re.IGNORECASE)
# Cells such as ="0900", in the quotes of CSV or without.
_FORMULAS = re.compile(rb'(?<![^,;\t|\n])(?:"=""|=")([^"\n]*)"(?:"")?(?![^,;\t|\n])')
# A line in quotes as one cell, with a delimiter in it.
_QUOTED_LINE = re.compile(rb'\s*"(?:[^"]|"")*[,;\t|](?:[^"]|"")*"\s*')
_LOOKED_AT = 4000
_RUNS = re.compile(rb"(?<=\S)(?: {2,}|\t)(?=\S)")


def sheet(text: bytes, source: str, delimiter: str | None, said: tuple[str, ...]) -> Sheet:
    """Cut a text into cells.

    Parameters
    ----------
    text
        UTF-8 without a mark.
    source
        Name of the file, for messages.
    delimiter
        What stands between cells, where somebody said so.
    said
        What was found out before.

    Raises
    ------
    Question
        If two delimiters fit.
    InputError
        If a quote is not closed, a row is damaged, or the table is too large.
    OptionError
        If the delimiter is none.
    """
    text = _plainly_quoted(_unix_lines(text))
    first = _TOLD.match(text)
    if first:
        text = text[first.end() :]
    mark = dialects.told(delimiter) if delimiter is not None else None
    if mark is None and first:
        mark = first[1].decode()
    found = dialects.find(text, source, mark)
    if found.runs:
        text = b"\n".join(_RUNS.sub(b"\t", line.strip()) for line in text.split(b"\n"))
    rows = _Rows(text, source, found, 1 if first else 0)
    cells, widths = rows.cells()
    cells, widths, together = with_whole_dates(cells, widths)
    refuse_damage(cells, widths, source, cut=not text.endswith(b"\n"))
    words = ("space-aligned columns",) if found.runs else found.words
    whole = (WHOLE_DATES,) if together else ()
    return Sheet(cells, source, said=(*said, *words, *whole))


def _plainly_quoted(text: bytes) -> bytes:
    """Take the formulas off that keep cells as text, ``="0900"``, and quotes around whole lines."""
    if b'="' in text:
        text = _FORMULAS.sub(rb'"\1"', text)
    top = text[:_LOOKED_AT].strip().split(b"\n")
    if len(top) > 2 and all(_QUOTED_LINE.fullmatch(line) for line in top[:-1] if line.strip()):
        lines = text.split(b"\n")
        if all(_QUOTED_LINE.fullmatch(line) for line in lines if line.strip()):
            return b"\n".join(line.strip()[1:-1].replace(b'""', b'"') for line in lines)
    return text


def _unix_lines(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


class _Rows:
    """A text and how it is cut; line numbers begin behind those left out above."""

    def __init__(self, text: bytes, source: str, dialect: Dialect, above: int) -> None:
        self.text, self.source, self.dialect, self.above = text, source, dialect, above

    def cells(self) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """Return the cells, with ``""`` where a row is short, and the width of each row."""
        dialect = self.dialect
        if self.text.count(b"\n") > MOST_LINES:
            raise InputError(
                f"{self.source}: has more than {MOST_LINES} lines: give the export of a shorter "
                "period"
            )
        if not dialect.backslash:
            found = scan(self.text, dialect.delimiter, dialect.quote, padded=dialect.padded)
            if found.sound:
                lines = found.lines + self.above
                if found.longest > MOST_IN_A_CELL and found.longest > self._most_characters():
                    raise self._too_long()
                self._check_size(found.widths, lines)
                frame = self._quickly(int(found.widths.max(initial=1)), len(lines))
                if frame is not None and len(frame) == len(lines):
                    frame.index = _index(lines)
                    return frame, found.widths
        return self._carefully()

    def _sign(self) -> str:
        """Return the delimiter; where a line is a cell, a sign that no line holds."""
        unused = (sign for sign in "\x1f\x1e\x1d\x1c\x02\x01" if sign.encode() not in self.text)
        return self.dialect.delimiter or next(unused, "\x1f")

    def _most_characters(self) -> int:
        """Bytes that a cell of the most characters may have."""
        return MOST_IN_A_CELL * (1 if self.text.isascii() else 4)

    def _quickly(self, width: int, count: int) -> pd.DataFrame | None:
        """Cut with the reader of pandas, which has to find the rows as they were measured."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pd.errors.ParserWarning)
                return self._cut(width, count)
        except (pd.errors.ParserError, pd.errors.ParserWarning):
            return None

    def _cut(self, width: int, count: int) -> pd.DataFrame:
        quoted, sign = self.dialect.quote.encode() in self.text, self._sign()
        few = few_distinct(self.text, width, count, sign, self.dialect.quote)
        frame: pd.DataFrame = pd.read_csv(
            io.BytesIO(self.text),
            sep=sign,
            header=None,
            names=list(range(width)),
            dtype={place: "category" if place in few else object for place in range(width)},
            low_memory=not few,
            na_filter=False,
            skip_blank_lines=False,
            skipinitialspace=self.dialect.padded,
            index_col=False,
            quotechar=self.dialect.quote,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        return frame

    def _carefully(self) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """Cut with the reader of the standard library, which says where a quote is wrong."""
        dialect = self.dialect
        reader = csv.reader(
            io.StringIO(self.text.decode(), newline=""),
            delimiter=self._sign(),
            quotechar=dialect.quote,
            escapechar="\\" if dialect.backslash else None,
            skipinitialspace=dialect.padded,
            strict=True,
        )
        rows, lines, line = [], [], 1
        try:
            for row in reader:
                rows.append(row or [""])
                lines.append(line)
                line = reader.line_num + 1
        except csv.Error as error:
            raise self._wrong(str(error), line + self.above, reader.line_num + self.above) from None
        self._refuse_parted(rows, lines)
        widths = np.array([len(row) for row in rows], dtype=np.int64)
        numbers = np.array(lines, dtype=np.int64) + self.above
        self._check_size(widths, numbers)
        width = int(widths.max(initial=1))
        whole = [row + [""] * (width - len(row)) for row in rows]
        frame = pd.DataFrame(whole, index=_index(numbers), columns=range(width), dtype=object)
        return frame, widths

    def _refuse_parted(self, rows: list[list[str]], lines: list[int]) -> None:
        """Refuse a quoted text that does not begin with its cell, and is cut at a delimiter."""
        quote = self.dialect.quote
        for row, line in zip(rows, lines, strict=True):
            if quote in "".join(row) and sum(cell.count(quote) % 2 for cell in row) > 1:
                raise self._wrong("", line + self.above, line + self.above)

    def _wrong(self, reason: str, begin: int, end: int) -> InputError:
        if "field limit" in reason:
            return self._too_long()
        if "unexpected end" in reason:
            return InputError(
                f"{self.source}, line {begin}: a quotation mark is not closed: close it, or take "
                "it out"
            )
        spread = "" if begin == end else f" to {end}"
        return InputError(
            f"{self.source}, line {begin}{spread}: a quotation mark stands inside a cell: double "
            "it, or take it out"
        )

    def _too_long(self) -> InputError:
        return InputError(
            f"{self.source}: a cell is longer than {MOST_IN_A_CELL} characters: a quotation mark "
            "is not closed, or this is no table"
        )

    def _check_size(self, widths: NDArray[np.int64], lines: NDArray[np.int64]) -> None:
        width = int(widths.max(initial=1))
        if width > MOST_COLUMNS:
            raise InputError(
                f"{self.source}, line {lines[int(widths.argmax())]}: has {width} cells: a table "
                f"has at most {MOST_COLUMNS} columns"
            )
        if width * len(widths) > MOST_CELLS:
            raise InputError(
                f"{self.source}: {len(widths)} lines of up to {width} cells are more than "
                f"{MOST_CELLS} cells: give the export of a shorter period"
            )


def _index(lines: NDArray[np.int64]) -> pd.Index:
    """Return the numbers as an index: a plain range where no cell holds a line end."""
    if not len(lines) or lines[-1] - lines[0] == len(lines) - 1:
        first = int(lines[0]) if len(lines) else 1
        return pd.RangeIndex(first, first + len(lines))
    return pd.Index(lines)
