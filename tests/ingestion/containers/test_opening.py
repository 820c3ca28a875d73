"""A file of any kind is opened by its content: text, packed text, or a workbook."""

import gzip
import io
import subprocess
import sys
import zipfile

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import sheets

PLAIN = b"start,calls\n2026-01-05 08:00,17\n2026-01-05 08:30,9\n"
CELLS = [["start", "calls"], ["2026-01-05 08:00", "17"], ["2026-01-05 08:30", "9"]]


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        gzip.compress(PLAIN),
        zipped(calls=PLAIN),
        zipped(**{"calls.csv": PLAIN, "__MACOSX/._calls.csv": b"x", "sub/": b""}),
        gzip.compress(zipped(calls=PLAIN)),
        gzip.compress(PLAIN[:20]) + gzip.compress(PLAIN[20:]) + b"\0" * 512,
    ],
    ids=["plain", "gzip", "zip", "zip of a Mac", "gzip of a zip", "gzip in two parts"],
)
def test_a_file_is_unpacked_whatever_its_name(data: bytes) -> None:
    (sheet,) = sheets(data, "calls.xls")
    assert sheet.cells.to_numpy().tolist() == CELLS
    assert sheet.cells.index.tolist() == [1, 2, 3]
    assert (sheet.source, sheet.name, sheet.said) == ("calls.xls", None, ())


def test_files_in_an_archive_are_named() -> None:
    with pytest.raises(InputError, match=r"a zip of 2 files: 'jan\.csv', 'feb\.csv': unpack it"):
        sheets(zipped(**{"jan.csv": PLAIN, "feb.csv": PLAIN}), "calls.zip")
    with pytest.raises(InputError, match="a zip without a file"):
        sheets(zipped(), "calls.zip")


def test_what_is_packed_again_and_again_is_refused() -> None:
    twice = gzip.compress(gzip.compress(PLAIN))
    assert len(sheets(twice, "calls.gz")) == 1
    with pytest.raises(InputError, match="packed more than 2 times"):
        sheets(gzip.compress(twice), "calls.gz")


def test_a_plain_file_asks_for_no_reader_library() -> None:
    code = (
        "import sys; from wfm.ingestion.containers import sheets;"
        f"sheets({PLAIN!r}, 'calls.csv');"
        "print({'python_calamine', 'charset_normalizer', 'zipfile', 'html.parser'} "
        "& set(sys.modules) - before)"
    )
    # What pandas itself imports does not count.
    code = "import sys; import pandas; before = set(sys.modules);" + code
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
