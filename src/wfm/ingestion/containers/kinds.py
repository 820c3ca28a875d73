"""What a file is by its first bytes; its ending says nothing."""

import re

from wfm.errors import InputError
from wfm.ingestion.containers.limits import MOST_IN_A_ROW

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 4096
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|table|body|head|meta|style)\b", re.IGNORECASE)
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_AS_XLSX = "open it in Excel and save it as an Excel workbook (.xlsx)"
_NOTHING = b" \t\r\n\0"
_OPEN = b"opendocument.spreadsheet"
_AS_CSV = "export it as CSV or as an Excel workbook (.xlsx)"
_UNPACK = "unpack it, and give the file in it"
REFUSED = (
    (b"%PDF", "a PDF", _AS_CSV),
    (b"\x89PNG", "a picture", _AS_CSV),
    (b"\xff\xd8\xff", "a picture", _AS_CSV),
    (b"GIF8", "a picture", _AS_CSV),
    (b"{\\rtf", "a text document (RTF)", _AS_CSV),
    (b"PAR1", "a Parquet file", _AS_CSV),
    (b"SQLite format 3\0", "a SQLite database", _AS_CSV),
    (b"BZh", "packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\0", "packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x09\x00\x04\x00", "a workbook of Excel 2", "save it as an Excel workbook (.xlsx)"),
    (b"\x09\x02\x06\x00", "a workbook of Excel 3", "save it as an Excel workbook (.xlsx)"),
    (b"\x09\x04\x06\x00", "a workbook of Excel 4", "save it as an Excel workbook (.xlsx)"),
)


def is_gzip(data: bytes) -> bool:
    """Whether a file is packed with gzip."""
    return data.startswith(_GZIP)


def is_zip(data: bytes) -> bool:
    """Whether a file is a zip: an archive, or a workbook of these days."""
    return data.startswith(_ZIP)


def is_old_excel(data: bytes) -> bool:
    """Whether a file is in the container of Excel 97 to 2003, or of an encrypted workbook."""
    return data.startswith(_OLE)


def is_text(data: bytes) -> bool:
    """Whether a file is neither packed nor a workbook."""
    return not (is_gzip(data) or is_zip(data) or is_old_excel(data))


def is_open_document(data: bytes) -> bool:
    """Whether a zip is a workbook as LibreOffice writes them."""
    return _OPEN in data[:200]


def refuse_documents(names: set[str], data: bytes, source: str) -> None:
    """Refuse a document of an office that is no workbook, or one that is not read.

    Parameters
    ----------
    names
        Of the parts of the document, in lower case.

    Raises
    ------
    InputError
        If it is text, slides or a workbook in a rare format.
    """
    if is_open_document(data) or any(name.endswith("workbook.xml") for name in names):
        return
    what = "a document, not a workbook"
    if any(name.endswith("workbook.bin") for name in names):
        what = "a binary workbook (.xlsb)"
    elif any(name.startswith("word/") for name in names):
        what = "a text document, not a workbook"
    elif any(name.startswith("ppt/") for name in names):
        what = "a presentation, not a workbook"
    raise InputError(f"{source}: is {what}: save the table as an Excel workbook (.xlsx) or as CSV")


def refuse_others(data: bytes, source: str) -> None:
    """Refuse what holds no table that is read here.

    Raises
    ------
    InputError
        If the file is empty, a picture, a document, a database or packed in another way.
    """
    if not data[:_LOOKED_AT].strip(_NOTHING) and not data.strip(_NOTHING):
        raise InputError(f"{source}: the file is empty: it needs a header line and rows")
    for start, what, mend in REFUSED:
        if data.startswith(start):
            raise InputError(f"{source}: is {what}, not a table: {mend}")


def refuse_endless_row(data: bytes, source: str) -> None:
    """Refuse a large text that goes on without a line end, before anything is made of it.

    Raises
    ------
    InputError
        If a line is far longer than a table can have.
    """
    if not is_text(data):
        return
    begin = 0
    while begin + MOST_IN_A_ROW < len(data):
        ends = (data.rfind(end, begin, begin + MOST_IN_A_ROW) for end in (b"\n", b"\r"))
        begin = max(ends) + 1
        if not begin:
            raise InputError(
                f"{source}: a line is longer than {MOST_IN_A_ROW >> 20} MB: this is no table: "
                f"{_AS_CSV}"
            )


def refuse_markup(text: bytes, source: str) -> None:
    """Refuse XML, JSON and saved mails: text that is no table.

    Raises
    ------
    InputError
        It says what the file is and what to do.
    """
    head = text[:_LOOKED_AT].lstrip()
    if head.startswith((b"{", b"[")) and re.match(rb"\{\s*[\"}]|\[\s*[\[{\"]", head):
        raise InputError(f"{source}: is JSON, not a table: {_AS_CSV}")
    if head[:13].lower() == b"mime-version:":
        raise InputError(f"{source}: is a web page saved as one file: {_AS_XLSX}")
    if head.startswith(b"<") and not is_html(text):
        if _OLD_XML in text[: 16 * _LOOKED_AT]:
            raise InputError(f"{source}: is an 'XML Spreadsheet 2003' of Excel: {_AS_XLSX}")
        if head.startswith(b"<?xml") or re.match(rb"<[A-Za-z!][^<>\r\n]*>", head):
            raise InputError(f"{source}: is XML, not a table: {_AS_CSV}")


def is_html(text: bytes) -> bool:
    """Whether a text is a web page."""
    head = text[:_LOOKED_AT].lstrip()
    return head.startswith(b"<") and _HTML.search(head) is not None and _OLD_XML not in head[:1024]
