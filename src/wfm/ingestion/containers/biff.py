"""How far the sheets of an old Excel workbook reach, read from its records before it is opened.

The file is a small file system (OLE) of sectors and chains; one of its streams holds the records of
all sheets. Two cells in opposite corners, a few bytes each, make a reader ask for half a gigabyte a
sheet.
"""

import struct
from collections.abc import Iterator

from wfm.errors import InputError
from wfm.ingestion.containers.limits import MOST_WORKBOOK_CELLS

_HEADER, _ENTRY = 512, 128
# What a chain of sectors ends with, and everything that is no sector.
_NO_SECTOR = 0xFFFFFFFA
_FREE, _END, _TABLE, _PLACES = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
# Of the file that is handed on: its sectors, and the least that a stream of its own holds.
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR, _SMALL = 512, 4096
# Places of tables in the header, and in a sector of them.
_IN_HEADER, _IN_SECTOR = 109, 127
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_BOOKS = ("Workbook", "Book")
# Records: the beginning of a sheet, a password, and cells that hold something.
_BEGIN, _PASSWORD, _ROW_OF_NUMBERS = 0x0809, 0x002F, 0x00BD
_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}


def measured(data: bytes, source: str) -> bytes:
    """Check how far a workbook reaches, and keep what its sheets are made of.

    Returns
    -------
    bytes
        A file of nothing but the records, its chains as they should be.

    Raises
    ------
    InputError
        If it is encrypted or no workbook, its cells are too far apart, or it is damaged.
    """
    try:
        streams = _Streams(data)
        if any(name in streams.entries for name in _ENCRYPTED):
            raise _encrypted(source)
        book = next((name for name in _BOOKS if name in streams.entries), None)
        if book is None:
            raise InputError(
                f"{source}: is a document of an old office program, but no workbook: save the "
                "table as an Excel workbook (.xlsx)"
            )
        records = streams.read(book)
        cells = _spanned(records, source)
    except (struct.error, IndexError):
        raise InputError(
            f"{source}: the workbook is damaged or cut off: open it in a spreadsheet and save it "
            "again as .xlsx"
        ) from None
    if cells > MOST_WORKBOOK_CELLS:
        raise InputError(
            f"{source}: its sheets span {cells} cells: delete what stands far from the table, or "
            "save the sheet as CSV"
        )
    return _rebuilt(records)


def _encrypted(source: str) -> InputError:
    return InputError(
        f"{source}: the workbook has a password: save it without one (File, Info, Protect Workbook)"
    )


class _Streams:
    """The streams of a file in OLE: where each begins, by its name."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size, self.small_size = (1 << n for n in struct.unpack_from("<HH", data, 30))
        if not 64 <= self.small_size <= self.size <= 4096:
            raise IndexError
        tables, directory = struct.unpack_from("<II", data, 44)
        self.small_below, small_table = struct.unpack_from("<II", data, 56)
        first, more = struct.unpack_from("<II", data, 68)
        self.table = self._table(min(tables, len(data) // self.size), first, more)
        self.entries: dict[str, tuple[int, int]] = {}
        self._list(b"".join(self._chain(directory)))
        begin, length = self.entries.get("Root Entry", (_NO_SECTOR, 0))
        self.small = b"".join(self._chain(begin))[:length]
        self.small_table = _numbers(b"".join(self._chain(small_table)))

    def _table(self, count: int, first: int, more: int) -> tuple[int, ...]:
        """Read which sector follows which; the places of the table's own sectors are chained."""
        places = list(struct.unpack_from("<109I", self.data, 76))
        while first < _NO_SECTOR and more > 0 and len(places) < count:
            *found, first = _numbers(self._sector(first))
            places += found
            more -= 1
        sectors = (self._sector(place) for place in places[:count] if place < _NO_SECTOR)
        return _numbers(b"".join(sectors))

    def _sector(self, number: int) -> bytes:
        begin = _HEADER + number * self.size if self.size <= _HEADER else (number + 1) * self.size
        sector = self.data[begin : begin + self.size]
        if not sector:
            raise IndexError
        return sector

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self.data) // self.size + 1):
            if number >= _NO_SECTOR:
                return
            yield self._sector(number)
            number = self.table[number]

    def _list(self, directory: bytes) -> None:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            self.entries.setdefault(name, struct.unpack_from("<II", directory, at + 116))

    def read(self, name: str) -> bytes:
        """Return what a stream holds."""
        begin, length = self.entries[name]
        if length >= self.small_below:
            return b"".join(self._chain(begin))[:length]
        out, number = [], begin
        for _ in range(len(self.small_table)):
            if number >= _NO_SECTOR:
                break
            out.append(self.small[number * self.small_size : (number + 1) * self.small_size])
            number = self.small_table[number]
        return b"".join(out)[:length]


def _numbers(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _spanned(records: bytes, source: str) -> int:
    """Count the cells of the rectangles that hold all cells of each sheet."""
    total, at, end = 0, 0, len(records) - 4
    top = left = 1 << 16
    bottom = right = -1
    while at <= end:
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _PASSWORD:
            raise _encrypted(source)
        if kind == _BEGIN:
            total += max(bottom - top + 1, 0) * max(right - left + 1, 0)
            top = left = 1 << 16
            bottom = right = -1
        elif kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", records, at + 4)
            last = column
            if kind == _ROW_OF_NUMBERS:
                (last,) = struct.unpack_from("<H", records, at + 2 + length)
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, last)
        at += 4 + length
    return total + max(bottom - top + 1, 0) * max(right - left + 1, 0)


def _rebuilt(records: bytes) -> bytes:
    """Write a file of one stream: places of tables, tables, a directory, and the stream."""
    count = max(-(-len(records) // _SECTOR), _SMALL // _SECTOR)
    further, tables = 0, 1
    while (needed := -(-(further + tables + 1 + count) // (_SECTOR // 4))) > tables:
        tables, further = needed, -(-max(needed - _IN_HEADER, 0) // _IN_SECTOR)
    directory = further + tables
    chain = [_PLACES] * further + [_TABLE] * tables + [_END]
    chain += [*range(directory + 2, directory + 1 + count), _END]
    places = list(range(further, directory))
    header = _SIGNATURE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    first = 0 if further else _END
    header += struct.pack("<8I", tables, directory, 0, _SMALL, _END, 0, first, further)
    out = [(header + _sectors(places[:_IN_HEADER])).ljust(512, b"\xff")]
    for i in range(further):
        some = places[_IN_HEADER + _IN_SECTOR * i :][:_IN_SECTOR]
        some += [_FREE] * (_IN_SECTOR - len(some))
        out.append(_sectors([*some, i + 1 if i + 1 < further else _END]))
    out.append(_sectors(chain).ljust(tables * _SECTOR, b"\xff"))
    names = _entry("Root Entry", 5, _END, 0)
    names += _entry("Workbook", 2, directory + 1, max(len(records), _SMALL))
    return b"".join([*out, names.ljust(_SECTOR, b"\0"), records.ljust(count * _SECTOR, b"\0")])


def _sectors(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _entry(name: str, kind: int, begin: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    child = 1 if kind == 5 else _FREE
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", begin, size)
    )
