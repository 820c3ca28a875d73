"""Files that are made to harm: one line for each, within 20 s and 1 GB; nothing run or fetched.

The large ones are made of a small piece repeated while they are packed or piped: nothing of their
size is ever on the disk.
"""

import gzip
import io
import os
import socket
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from running import Command, Refusal

GB, MB = 1 << 30, 1 << 20
ROWS = b"2026-01-05 08:00,17\n"
CSV = b"start,calls\n" + ROWS * 50
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"
TEXT_HEAD = f'<sst xmlns="{MAIN}"><si><t>'.encode()
TEXT_TAIL = b"</t></si></sst>"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_HEAD = (
    f'<office:document-content xmlns:office="{ODS}office:1.0" xmlns:table="{ODS}table:1.0" '
    f'xmlns:text="{ODS}text:1.0"><office:body><office:spreadsheet><table:table table:name="a">'
).encode()
ODS_TAIL = b"</table:table></office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{ODS}manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{ODS_TYPE.decode()}"/></manifest:manifest>'
).encode()


class Packed:
    """A part of a zip as it is packed."""

    def __init__(self, packed: bytes, size: int, crc: int = 0) -> None:
        self.packed, self.size, self.crc = packed, size, crc

    @classmethod
    def of(cls, content: bytes) -> "Packed":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return cls(packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def endless(size: int, sign: bytes = b"\0", head: bytes = b"") -> Packed:
    """Pack so many bytes of one sign: a packed piece that begins anew stands there often."""
    piece = 64 * MB
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(sign * (piece // len(sign))) + packer.flush(zlib.Z_FULL_FLUSH)
    return Packed(begin + again * (size // piece) + b"\3\0", size)


def zipped(parts: dict[str, Packed], stored: dict[str, bytes] | None = None) -> bytes:
    """Write a zip of packed parts, after those that are stored as they are."""
    out, directory = bytearray(), bytearray()
    plain = {name: Packed(content, len(content), zlib.crc32(content))
             for name, content in (stored or {}).items()}  # fmt: skip
    for name, part in {**plain, **parts}.items():
        method = 0 if name in plain else 8
        size = min(part.size, 0xFFFFFFFF)
        common = struct.pack(
            "<HHHHHIIIHH",
            *(20, 0, method, 0, 33, part.crc, len(part.packed), size, len(name), 0),
        )
        directory += b"PK\1\2" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name.encode()
        out += b"PK\3\4" + common + name.encode() + part.packed
    count = len(parts) + len(plain)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + b"PK\5\6" + end)


def excel(**parts: Packed) -> bytes:
    """Write a workbook of one sheet, some of its parts replaced."""
    named = {"sheet": SHEET, "strings": STRINGS, "styles": "xl/styles.xml"}
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("A").write(0, 0, "calls")
    with zipfile.ZipFile(plain) as source:
        whole = {name: Packed.of(source.read(name)) for name in source.namelist()}
    return zipped(whole | {named[name]: part for name, part in parts.items()})


def libre(content: Packed) -> bytes:
    """Write a workbook as LibreOffice does."""
    parts = {"META-INF/manifest.xml": Packed.of(MANIFEST), "content.xml": content}
    return zipped(parts, {"mimetype": ODS_TYPE})


def sheet(rows: bytes) -> Packed:
    return Packed.of(HEAD + rows + TAIL)


def gzipped(part: Packed) -> bytes:
    return b"\x1f\x8b\x08\0\0\0\0\0\0\3" + part.packed + bytes(8)


def columns(count: int) -> bytes:
    return b",".join(b"c%d" % i for i in range(count)) + b"\n" + b"1," * (count - 1) + b"1\n"


def shared(length: int, cells: int) -> bytes:
    """Write a workbook of which every cell is the same long text."""
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 10 + b"</row>"
    text = Packed.of(TEXT_HEAD + b"y" * length + TEXT_TAIL)
    return excel(sheet=sheet(row * (cells // 10)), strings=text)


def repeated(length: int, rows: int, across: int) -> bytes:
    cell = b'<table:table-cell table:number-columns-repeated="%d" office:value-type="string">'
    row = b'<table:table-row table:number-rows-repeated="%d">' % rows + cell % across
    text = b"<text:p>" + b"z" * length + b"</text:p></table:table-cell></table:table-row>"
    return libre(Packed.of(ODS_HEAD + row + text + ODS_TAIL))


GERMAN = "05.01.2026;08:00;3;Büro\n" * 40
LONG = HEAD + b'<row><c t="inlineStr"><is><t>'
FAR = (
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)

# What is made, and words of the line that it ends with.
SMALL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million columns": (lambda: columns(10**6), "has 1000000 cells: a table has at most"),
    "a cell far away": (lambda: excel(sheet=sheet(FAR)), "span 17179869184 cells"),
    "a cell repeated": (lambda: repeated(1, 1 << 20, 1 << 14), "span 17179869184 cells"),
    "a text repeated": (lambda: repeated(MB, 1000, 10), "over 256 MB of text"),
    "a text shared": (lambda: shared(32_000, 900_000), "over 256 MB of text"),
    "NUL bytes": (lambda: CSV.replace(b"17\n", b"17\0\n"), "line 2: holds a NUL byte"),
    "nothing but NUL": (lambda: bytes(40 * MB), "a line is longer than 32 MB"),
    "two encodings": (
        lambda: b"Datum;Zeit;Anrufe;Ort\n" + GERMAN.encode() + GERMAN.encode("cp1252"),
        "two encodings are mixed",
    ),
    "a zip cut off": (lambda: zipped({"a.csv": Packed.of(CSV)})[:-40], "damaged or cut-off"),
    "a gzip cut off": (lambda: gzip.compress(CSV)[:-20], "is cut off: fetch it again"),
    "a workbook cut off": (lambda: excel()[:3000], "damaged or cut-off"),
    "a quote that never ends": (
        lambda: CSV + b'2026-01-05 08:30,"' + b"x," * MB, "a quotation mark is not closed"
    ),
    "zips in zips": (
        lambda: zipped({"a.zip": Packed.of(zipped({"b.zip": Packed.of(zipped({"c.zip": Packed.of(
            zipped({"d.csv": Packed.of(CSV)}))}))}))}),
        "is packed more than 2 times",
    ),
    "entities in entities": (
        lambda: excel(sheet=Packed.of(
            b'<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + HEAD
            + b'<row><c t="inlineStr"><is><t>&b;</t></is></c></row>' + TAIL)),
        "is damaged or not of a known kind",
    ),
}  # fmt: skip
LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million columns, workbook": (
        lambda: excel(sheet=sheet(b"<row>" + b"<c><v>1</v></c>" * 10**6 + b"</row>")),
        "spans 1 x 1000000 cells",
    ),
    "texts without end": (
        lambda: excel(strings=Packed.of(TEXT_HEAD + b"<si/>" * 4_100_000)), "more than 4000000"
    ),
    "10 GB in a zip": (lambda: zipped({"a.csv": endless(10 * GB)}), "unpacks to more than 512 MB"),
    "10 GB in a gzip": (lambda: gzipped(endless(10 * GB)), "unpacks to more than 512 MB"),
    "10 GB of rows": (
        lambda: gzipped(endless(10 * GB, ROWS, b"start,calls\n")), "unpacks to more than 512 MB"
    ),
    "10 GB in a sheet": (lambda: excel(sheet=endless(10 * GB)), "a cell holds over"),
    "10 GB of texts": (lambda: excel(strings=endless(10 * GB)), "a cell holds over"),
    "10 GB of styles": (lambda: excel(styles=endless(10 * GB)), "a cell holds over"),
    "10 GB of LibreOffice": (lambda: libre(endless(10 * GB)), "a cell holds over"),
    "10 GB of cells": (
        lambda: excel(sheet=endless(10 * GB, b"<row><c><v>1</v></c></row>", HEAD)),
        "sheets span|unpacks to more",
    ),
    "a cell of 2 GB in a workbook": (
        lambda: excel(sheet=endless(2 * GB, b"x", LONG)), "a cell holds over"
    ),
    "a shared text of 2 GB": (
        lambda: excel(strings=endless(2 * GB, b"x", TEXT_HEAD)), "a cell holds over"
    ),
    "a cell of 2 GB in a gzip": (
        lambda: gzipped(endless(2 * GB, b"x", CSV)), "unpacks to more than"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_one_line_says_what_is_wrong(refused: Refusal, name: str) -> None:
    make, words = SMALL[name]
    message = refused("inspect", "-", stdin=make())
    assert words in message
    assert len(message) < 400


def measured(*words: str, pieces: Callable[[int], bytes | None]) -> tuple[str, float, float]:
    """Run wfm on piped bytes: what it says, and its CPU seconds and megabytes at the most."""
    with subprocess.Popen(
        [sys.executable, "-m", "wfm", *words],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            number = 0
            while (piece := pieces(number)) is not None:
                process.stdin.write(piece)
                number += 1
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 3, said
    return said, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
@pytest.mark.parametrize("name", [*SMALL, *LARGE])
def test_within_20_seconds_and_1_gb(name: str) -> None:
    make, words = {**SMALL, **LARGE}[name]
    data = make()
    said, seconds, megabytes = measured("inspect", "-", pieces=lambda n: data if n == 0 else None)
    assert said.count("\n") == 1
    assert any(word in said for word in words.split("|"))
    assert seconds < 20
    assert megabytes < 1024


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_a_cell_of_2_gb_in_a_pipe() -> None:
    piece = b"x" * MB
    said, seconds, megabytes = measured(
        "inspect", "-", pieces=lambda n: CSV if n == 0 else piece if n < 2048 else None
    )
    assert said == "wfm: standard input: is larger than 512 MB: give the path of a table\n"
    assert seconds < 20
    assert megabytes < 1024


def test_nothing_is_run_and_nothing_fetched(wfm: Command, tmp_path: Path) -> None:
    """Formulas stand with the values saved; links and macros are never looked at."""
    visited: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"http://127.0.0.1:{server.getsockname()[1]}/"

        def wait() -> None:
            try:
                visited.append(server.accept())
            except OSError:
                return

        threading.Thread(target=wait, daemon=True).start()
        path = tmp_path / "macros.xlsm"
        path.write_bytes(_with_links(place, tmp_path))
        ran = wfm("inspect", path, "-o", tmp_path / "out.csv")
        assert ran.code == 0, ran.err
        assert not visited
    assert list(pd.read_csv(tmp_path / "out.csv")["calls"]) == list(range(48))
    assert not (tmp_path / "run").exists()


def _with_links(place: str, folder: Path) -> bytes:
    """Write a workbook with formulas that fetch and run, links to elsewhere, and a macro."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        table = book.add_worksheet("A")
        table.write_row(0, 0, ["Date", "Time", "Queue", "Calls"])
        for row in range(48):
            table.write_row(row + 1, 0, ["2026-01-05", f"{row // 2:02d}:{row % 2 * 30:02d}"])
            table.write_formula(row + 1, 2, f"=cmd|'/C touch {folder}/run'!A0", None, "Sales")
            table.write_formula(row + 1, 3, f'=WEBSERVICE("{place}")', None, str(row))
        table.write_url(60, 5, place, string="")
    out = io.BytesIO()
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" TargetMode="External" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/externalLinkPath" Target="{place}"/></Relationships>'
    )
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", 8) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", relation)
        archive.writestr("xl/vbaProject.bin", b"a macro")
    return out.getvalue()


def test_formulas_in_a_text_are_text(wfm: Command, tmp_path: Path) -> None:
    name = f"=cmd|'/C touch {tmp_path}/run'!A0"
    rows = "".join(f"2026-01-05 {n // 2:02d}:{n % 2 * 30:02d},{name},{n}\n" for n in range(48))
    path = tmp_path / "formulas.csv"
    path.write_text("Date,Queue,Calls\n" + rows)
    ran = wfm("inspect", path, "-o", tmp_path / "out.csv")
    assert ran.code == 0, ran.err
    assert not (tmp_path / "run").exists()
