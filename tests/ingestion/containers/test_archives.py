"""Packed files are counted while they are unpacked: what their directories say is not believed."""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import archives
from wfm.ingestion.containers.archives import Meter, only_file, parts, pieces, rebuilt

PLAIN = b"start,calls\n" + b"2026-01-05 08:00,17\n" * 1000


def zipped(*contents: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for i, content in enumerate(contents):
            archive.writestr(f"{i}.csv", content)
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_unpacked(method: int) -> None:
    assert only_file(zipped(PLAIN, method=method), "f.zip") == PLAIN


def test_rare_packings_and_passwords_are_refused() -> None:
    with pytest.raises(InputError, match="packed in a rare way"):
        only_file(zipped(PLAIN, method=zipfile.ZIP_BZIP2), "f.zip")
    data = bytearray(zipped(PLAIN))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="a zip with a password"):
        only_file(bytes(data), "f.zip")


@pytest.mark.parametrize("packed", [gzip.compress(PLAIN), zipped(PLAIN)], ids=["gzip", "zip"])
def test_damaged_files_are_refused(packed: bytes) -> None:
    for data in (packed[:-40], packed[:30] + bytes(60) + packed[90:]):
        with pytest.raises(InputError, match=r"f: is (a )?(cut off|damaged)"):
            only_file(data, "f")


def test_a_changed_byte_is_noticed() -> None:
    data = zipped(PLAIN, method=zipfile.ZIP_STORED).replace(b"08:00,17", b"08:00,71", 1)
    with pytest.raises(InputError, match="f: is damaged inside"):
        only_file(data, "f")


def bomb() -> Iterator[bytes]:
    for _ in range(100):
        yield b"0," * (1 << 19)


def test_a_bomb_is_given_up() -> None:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as file:
        file.writelines(bomb())
    with pytest.raises(InputError, match=r"unpacks to more than \d+ MB"):
        only_file(out.getvalue(), "f.gz")


def test_a_directory_that_lies_helps_no_bomb() -> None:
    data = bytearray(zipped(b"".join(bomb())))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 17)  # the size that it is said to have
    with pytest.raises(InputError, match=r"unpacks to more than \d+ MB"):
        only_file(bytes(data), "f.zip")


def test_a_zip_of_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    with pytest.raises(InputError, match="is a zip of 4 files"):
        only_file(zipped(*[PLAIN] * 4), "f.zip")


def test_a_zip_is_rebuilt_of_some_of_its_parts() -> None:
    kept = parts(zipped(PLAIN, b"a macro", b"c"), "f")[::2]
    whole = []
    for part in kept:
        content = b"".join(pieces(part, Meter("f", 1000)))
        whole.append((part, len(content)))
    with zipfile.ZipFile(io.BytesIO(rebuilt(whole))) as archive:
        assert archive.namelist() == ["0.csv", "2.csv"]
        assert archive.testzip() is None
        assert archive.read("0.csv") == PLAIN
