"""How far a workbook reaches is counted before anybody makes room for its cells."""

import io
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter

from wfm.errors import InputError
from wfm.ingestion.containers import sheets
from wfm.ingestion.containers.extents import measured

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"


def excel(parts: Mapping[str, str]) -> bytes:
    """Write a workbook and put other parts in."""
    plain, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("A").write(0, 0, "calls")
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", 8) as archive:
        for name in {*source.namelist(), *parts}:
            archive.writestr(name, parts.get(name) or source.read(name))
    return out.getvalue()


def rows(*cells: str) -> bytes:
    return excel({SHEET: HEAD + "".join(f"<row>{cell}</row>" for cell in cells) + TAIL})


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c s='1'\n r = 'XFD1048576'><v>1</v></c>",
        '<x:c r="xfd1048576"><v>1</v></x:c>',
        '<c r="ZZZZZZZZ99999999999999"><v>1</v></c>',
    ],
)
def test_a_cell_at_the_far_corner_is_refused(far: str) -> None:
    with pytest.raises(InputError, match=r"its sheets span \d+ cells: delete what stands far"):
        sheets(rows('<c r="A1"><v>1</v></c>', far), "f.xlsx")


def test_a_cell_of_megabytes_is_refused() -> None:
    text = "x" * (6 << 20)
    with pytest.raises(InputError, match="a cell holds over"):
        sheets(rows(f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'), "f.xlsx")


def test_nothing_but_what_holds_cells_is_handed_on() -> None:
    data = excel({"xl/vbaProject.bin": "macro", "xl/externalLinks/externalLink1.xml": "<x/>"})
    with zipfile.ZipFile(io.BytesIO(measured(data, "f.xlsm"))) as archive:
        names = archive.namelist()
    assert SHEET in names
    assert not [name for name in names if "vba" in name or "external" in name]
    assert sheets(data, "f.xlsm")[0].cells.to_numpy().tolist() == [["calls"]]


def test_no_entity_is_followed() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    cell = '<row><c r="A1" t="inlineStr"><is><t>x&a;&f;</t></is></c></row>'
    try:
        (sheet,) = sheets(excel({SHEET: entities + HEAD + cell + TAIL}), "f.xlsx")
    except InputError as error:
        assert "damaged" in str(error)  # noqa: PT017  either is right
    else:
        assert "root:" not in str(sheet.cells.iloc[0, 0])


def open_document(content: str) -> bytes:
    """Write a workbook as LibreOffice does, of one sheet."""
    out = io.BytesIO()
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{content}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<x/>")
    return out.getvalue()


def cell(value: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def test_a_workbook_of_libreoffice_is_read_without_its_empty_rest() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16000"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    row = f"<table:table-row>{cell('start')}{cell('calls')}{blank}</table:table-row>"
    (sheet,) = sheets(open_document(row + row + rest), "f.ods")
    assert sheet.cells.to_numpy().tolist() == [["start", "calls"]] * 2


@pytest.mark.parametrize(
    "content",
    [
        '<table:table-row table:number-rows-repeated="1048576">'
        + cell("x", ' table:number-columns-repeated="16384"')
        + "</table:table-row>",
        '<table:table-row table:number-rows-repeated="900000000000">'
        + cell("x")
        + "</table:table-row>",
    ],
)
def test_repeated_cells_are_counted(content: str) -> None:
    with pytest.raises(InputError, match="its sheets span"):
        sheets(open_document(content), "f.ods")
