"""Old Excel workbooks: read, and measured before anybody makes room for their cells."""

import struct

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import sheets

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Cells = dict[tuple[int, int], float]


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def records(*of_sheets: Cells, more: bytes = b"") -> bytes:
    """Write the records of a workbook: its list of sheets, and the numbers of each."""
    bodies = []
    for cells in of_sheets:
        numbers = b"".join(
            record(0x0203, struct.pack("<HHHd", *place, 0, number))
            for place, number in cells.items()
        )
        bodies.append(record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + numbers)
        bodies[-1] += record(0x000A, b"")
    start = record(0x0809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0)) + more
    names = [f"Sheet{i}".encode() for i in range(len(bodies))]
    at = len(start) + sum(12 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        start += record(0x0085, struct.pack("<IHBB", at, 0, len(name), 0) + name)
        at += len(body)
    return start + record(0x000A, b"") + b"".join(bodies)


def entry(name: str, kind: int, begin: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB", len(written) + 2, kind, 1)
        + struct.pack("<III", _FREE, _FREE, 1 if kind == 5 else _FREE)
        + bytes(36)
        + struct.pack("<IQ", begin, size)
    )


def ole(name: str, stream: bytes) -> bytes:
    """Write a file of one stream: a table of sectors, a directory, and the stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    chain = [_TABLE, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    directory = entry("Root Entry", 5, _END, 0) + entry(name, 2, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    return (
        header.ljust(512, b"\xff")
        + table
        + directory.ljust(512, b"\0")
        + stream.ljust(count * 512, b"\0")
    )


def test_an_old_workbook_is_read() -> None:
    data = ole("Workbook", records({(0, 0): 17, (2, 1): 2.5}))
    (sheet,) = sheets(data, "calls.csv")
    assert sheet.cells.to_numpy().tolist() == [[17.0, ""], ["", ""], ["", 2.5]]
    assert (sheet.name, sheet.cells.index.tolist()) == ("Sheet0", [1, 2, 3])


def test_cells_in_far_corners_are_refused() -> None:
    corners: Cells = {(0, 0): 1, (65535, 255): 1}
    with pytest.raises(InputError, match=r"span 50331648 cells: delete what stands far from"):
        sheets(ole("Workbook", records(*[corners] * 3)), "calls.xls")


def test_passwords_are_asked_off() -> None:
    locked = records({(0, 0): 17}, more=record(0x002F, bytes(6)))
    for data in (ole("Workbook", locked), ole("EncryptedPackage", bytes(5000))):
        with pytest.raises(InputError, match=r"the workbook has a password: save it without one"):
            sheets(data, "calls.xls")


def test_other_old_documents_and_damaged_ones_are_refused() -> None:
    with pytest.raises(InputError, match="a document of an old office program, but no workbook"):
        sheets(ole("WordDocument", bytes(5000)), "calls.xls")
    data = ole("Workbook", records({(0, 0): 17}))
    for damaged in (data[:1000], data[:60], data[:30] + b"\xff\xff" + data[32:]):
        with pytest.raises(InputError, match="the workbook is damaged"):
            sheets(damaged, "calls.xls")
