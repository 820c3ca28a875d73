"""Tables as CSV and JSON."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from wfm.errors import InputError
from wfm.tables.checking import check, check_names
from wfm.tables.columns import ROSTER, Table, own_name
from wfm.tables.csvcells import cells, quoted, times, to_lines
from wfm.tables.fields import check_fields
from wfm.tables.numerals import Mark, with_points
from wfm.tables.offsets import joined
from wfm.tables.weekgrid import is_grid

# Rows that are turned into text at a time.
_ROWS_AT_ONCE = 50_000
# Cells that are read at a time.
_CELLS_AT_ONCE = 1 << 21
# Where somebody waits for the first ones they are so many times fewer.
_FEWER = 4
# A field in quotes, or a line end of old systems.
_LINE_END = re.compile(rb'("[^"]*")|\r')
# What stands for a missing number.
_BLANKS = ("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null")


def read(
    data: bytes | str,
    table: Table,
    source: str,
    decimal: Mark | None = None,
    *,
    checked: bool = True,
) -> pd.DataFrame:
    """Read a CSV.

    Parameters
    ----------
    data
        Content of the file; UTF-8, with or without a byte-order mark.
    table
        The table that it should hold.
    source
        Name of the file, for messages.
    decimal
        The decimal mark. None: a point, and what may be read with either is refused.
    checked
        Whether the values are checked here; else the stage does it, queue by queue.

    Returns
    -------
    pandas.DataFrame
        The checked and typed table; its index is the line number less 2.

    Raises
    ------
    InputError
        If the content is no such table; the message names file, line and column.
    """
    if checked:  # which lets go what it has typed
        return check(_read_rows(data, table, source, decimal), table)
    return _read_rows(data, table, source, decimal)


def read_pieces(data: bytes, table: Table, source: str) -> Iterator[pd.DataFrame]:
    """Read a CSV whose decimal mark is a point, so many rows at a time.

    Yields
    ------
    pandas.DataFrame
        Rows as they follow one another, under the table's own names; their values are not checked.
        Where one has more or fewer fields than the header, it may be said after the last only.

    Raises
    ------
    InputError
        As `read`, or if its cells say which decimal mark it has.
    """
    data = _utf8(data, source)
    layout = _layout(data, table, source)
    if layout.as_text(None):
        raise InputError(f"{source}: the decimal mark is seen in all rows only")
    for piece in _pieces(data, layout, source, soon=True):
        yield _rows(piece.set_axis([own_name(name) for name in layout.names], axis=1), source)
    # Last: it takes as long as reading many rows.
    check_fields(data, layout.separator, len(layout.names), source, with_remarks=layout.grid)


def under_one_another(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """Join the rows of the pieces of a file, which are let go column by column."""
    if len(pieces) == 1:
        return pieces[0]
    index = pieces[0].index.append([piece.index for piece in pieces[1:]])
    columns = {}
    for name in pieces[0].columns.tolist():
        cells = [piece.pop(name) for piece in pieces]
        if isinstance(cells[0].dtype, pd.CategoricalDtype):
            columns[name] = _joined_categories(cells)
        else:
            columns[name] = pd.concat(cells, ignore_index=True)
    return pd.DataFrame(columns, copy=False).set_axis(index)


def _joined_categories(cells: list[pd.Series]) -> pd.Series:
    texts = [_with_texts(one) for one in cells]
    first = texts[0].cat.categories
    if all(one.cat.categories.equals(first) for one in texts[1:]):
        # As in the rows of whole queues; pandas would look for each text in the others' first.
        codes = np.concatenate([one.cat.codes.to_numpy() for one in texts])
        return pd.Series(pd.Categorical.from_codes(codes, first))
    return pd.Series(union_categoricals(texts))


def _with_texts(cells: pd.Series) -> pd.Series:
    """Let categories be texts where all are blank, or look like numbers, too."""
    categories = cells.cat.categories
    if categories.dtype == "str":
        return cells
    codes = cells.cat.codes.to_numpy()
    return pd.Series(pd.Categorical.from_codes(codes, categories.astype("str")))


def _read_rows(data: bytes | str, table: Table, source: str, decimal: Mark | None) -> pd.DataFrame:
    """Read the rows of a CSV that are not blank."""
    return _rows(_read_csv(_utf8(data, source), table, source, decimal), source)


def _rows(frame: pd.DataFrame, source: str) -> pd.DataFrame:
    """Leave out blank rows, and join times with their offsets."""
    blank = frame.iloc[:, 0].isna()
    if blank.any() and (blank := frame.isna().all(axis="columns")).any():
        frame = frame[~blank]
    frame = joined(frame)
    frame.attrs["source"] = source
    return frame


@dataclass(frozen=True)
class _Layout:
    """How a text is a table: lines above its header, what stands between cells, and columns.

    Parameters
    ----------
    numbers, times
        Which columns hold numbers and times, by position: a name may be blank or stand twice where
        it is none of the table's.
    grid
        Whether it is a roster drawn as a week, in which remarks may stand.
    """

    above: int
    separator: str
    names: list[str]
    numbers: dict[str, bool]
    times: set[str]
    grid: bool

    def as_text(self, decimal: Mark | None) -> bool:
        """Whether numbers are text at first: semicolons stand where the comma is the mark."""
        return decimal is not None or self.separator == ";"


def _layout(data: bytes, table: Table, source: str) -> _Layout:
    """Read the header of a text."""
    if not data or data.isspace():
        raise InputError(f"{source}: the file is empty: it needs a header line and rows")
    above = len(data) - len(data.lstrip(b"\n"))
    end = data.find(b"\n", above)
    header = data[above : end if end >= 0 else None].decode()
    separator = max(",;\t", key=header.count)
    try:
        names = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    except csv.Error as error:
        raise InputError(f"{source}, line {above + 1}: not a CSV table: {error}") from None
    grid = table is ROSTER and is_grid(names)
    if not grid:
        check_names(names, table, f"{source}: ")
    columns = {column.name: column.kind for column in table.columns}
    kinds = {str(place): columns.get(own_name(name)) for place, name in enumerate(names)}
    return _Layout(
        above,
        separator,
        names,
        numbers={place: kind in {"number", "count"} for place, kind in kinds.items()},
        times={place for place, kind in kinds.items() if kind == "time"},
        grid=grid,
    )


def _read_csv(data: bytes, table: Table, source: str, decimal: Mark | None) -> pd.DataFrame:
    layout = _layout(data, table, source)
    check_fields(data, layout.separator, len(layout.names), source, with_remarks=layout.grid)
    frame = under_one_another(list(_pieces(data, layout, source, decimal)))
    if layout.as_text(decimal):
        found = {int(place): frame[place] for place, number in layout.numbers.items() if number}
        for place, cells in with_points(found, layout.names, decimal, source).items():
            frame[str(place)] = cells
    return frame.set_axis(layout.names, axis=1)


def _pieces(
    data: bytes, layout: _Layout, source: str, decimal: Mark | None = None, *, soon: bool = False
) -> Iterator[pd.DataFrame]:
    """Read the cells of a text, by position; the index of a row is its line less 2."""
    as_text, numbers = layout.as_text(decimal), layout.numbers
    cells = _CELLS_AT_ONCE // _FEWER if soon else _CELLS_AT_ONCE
    try:
        reader = pd.read_csv(
            io.BytesIO(data),
            sep=layout.separator,
            header=None,
            names=list(numbers),
            skiprows=layout.above + 1,
            # Few times stand in many rows, and each is kept once.
            dtype={
                place: "category" if place in layout.times else "str"
                for place, number in numbers.items()
                if as_text or not number
            },
            na_values={place: _BLANKS if number else [""] for place, number in numbers.items()},
            keep_default_na=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            index_col=False,
            on_bad_lines="error",
            # Pandas cuts a file into many small pieces, and joining them takes longer than reading.
            low_memory=False,
            iterator=True,
        )
        line = layout.above
        with suppress(StopIteration):
            while True:
                piece = reader.get_chunk(max(cells // len(numbers), 1))
                yield piece.set_axis(pd.RangeIndex(line, line := line + len(piece)))
                cells = _CELLS_AT_ONCE
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        reason = str(error).strip().splitlines()[-1]
        raise InputError(f"{source}: not a CSV table: {reason}") from None


def _utf8(data: bytes | str, source: str) -> bytes:
    """Return a text as UTF-8 with Unix lines; a large file that is so already is not copied."""
    if isinstance(data, str):
        data = data.encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source}: byte {error.start} is not UTF-8 text: save the file as 'CSV UTF-8'"
        ) from None
    if b"\0" in data:
        raise InputError(f"{source}: this is a binary file, not a CSV: save it as 'CSV UTF-8'")
    if b"\r" not in data:
        return data
    data = data.replace(b"\r\n", b"\n")
    if b'"' in data and b"\r" in data:  # in quotes it ends no line, and is refused where it stands
        return _LINE_END.sub(lambda found: found[1] or b"\n", data)
    return data.replace(b"\r", b"\n")


def to_csv(frame: pd.DataFrame) -> str:
    """Write a conformed table as CSV."""
    return "".join(csv_parts(frame))


def csv_parts(frame: pd.DataFrame) -> Iterator[str]:
    """Write a conformed table as CSV, piece by piece: a large one is never whole in memory."""
    header = to_lines([name] for name in quoted(frame))
    for part in _parts(frame):
        yield header + to_lines(cells(column) for _, column in part.items())
        header = ""


def to_json(frame: pd.DataFrame) -> str:
    """Write a conformed table as a JSON array of rows."""
    return "".join(json_parts(frame))


def json_parts(frame: pd.DataFrame) -> Iterator[str]:
    """Write a conformed table as a JSON array of rows, piece by piece."""
    if frame.empty:
        yield "[]\n"
        return
    before = "[\n"
    for part in _parts(frame):
        rows = _as_shown(part).to_json(orient="records", lines=True, force_ascii=False)
        yield before + ",\n".join(_one_line(rows).rstrip("\n").split("\n"))
        before = ",\n"
    yield "\n]\n"


def _one_line(rows: str) -> str:
    """Escape the signs that JSON allows in a text and that readers of lines take for line ends."""
    return rows.translate({end: f"\\u{end:04x}" for end in (0x7F, 0x85, 0x2028, 0x2029)})


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield so many rows at a time that their text keeps the memory small."""
    for first in range(0, max(len(frame), 1), _ROWS_AT_ONCE):
        yield frame.iloc[first : first + _ROWS_AT_ONCE]


def _as_shown(part: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they are written: numbers plain, times as text."""
    columns = {str(name): column for name, column in part.items()}
    numbers = {name: _plain(c) for name, c in columns.items() if c.dtype.kind == "f"}
    texts = {name: times(c) for name, c in columns.items() if c.dtype.kind == "M"}
    return part.assign(**numbers, **texts)


def _plain(values: pd.Series) -> pd.Series:
    """Show whole numbers without a decimal point, whatever stands in the other rows."""
    given = values.dropna()
    whole = given[(given == given.round()) & (given.abs() < 2**53)]
    if len(whole) == len(given):
        return values.astype("Int64")
    if not len(whole):
        return values
    shown = values.astype(object)
    shown[whole.index] = whole.astype("int64").astype(object)
    return shown
