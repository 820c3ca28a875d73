"""What is no table is called by its name, and how to make a table of it."""

import io
import zipfile

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import kinds, sheets


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n\r\n", "the file is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not a table: export it as CSV"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"{\\rtf1\\ansi", "is a text document"),
        (b"7z\xbc\xaf\x27\x1c..", "is a 7-Zip archive, not a table: unpack it"),
        (b"\xfd7zXZ\0..", "is packed with xz"),
        (b"\x09\x04\x06\x00..", "a workbook of Excel 4"),
        (b'{"calls": 17}', "is JSON, not a table"),
        (b'[{"calls": 17}]', "is JSON, not a table"),
    ],
)
def test_other_kinds_are_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        sheets(data, "calls.csv")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "a text document, not a workbook"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", r"a binary workbook \(\.xlsb\): save the table as"),
    ],
)
def test_other_documents_are_refused_by_name(part: str, said: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(part, "x")
    with pytest.raises(InputError, match=said):
        sheets(out.getvalue(), "calls.xlsx")


def test_a_text_without_a_line_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_IN_A_ROW", 1 << 20)
    kinds.refuse_endless_row(b"start,calls\n" * 200_000, "calls.csv")
    kinds.refuse_endless_row(b"PK\x03\x04" + b"x" * (3 << 20), "calls.xlsx")
    with pytest.raises(InputError, match=r"calls\.csv: a line is longer than 1 MB"):
        kinds.refuse_endless_row(b"start,calls\n1," + b"x" * (3 << 20), "calls.csv")
