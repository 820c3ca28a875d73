"""A file of any kind opened: what it is, by its content, and the sheets of cells in it."""

from wfm.errors import InputError
from wfm.ingestion.containers import kinds
from wfm.ingestion.containers.limits import MOST_PACKED
from wfm.ingestion.sheet import Sheet


def sheets(
    data: bytes,
    source: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> list[Sheet]:
    """Find the sheets of a file.

    Parameters
    ----------
    data
        Content of the file: text, a workbook, or one of these in a gzip or zip.
    source
        Name of the file, for messages.
    sheet
        The sheet of a workbook, by its name or its number from 1. None: all that are shown, or
        the hidden ones where nothing else holds cells.
    encoding
        Code page of a text file, such as ``"cp1252"``. None: as the bytes say.
    delimiter
        What stands between the cells of a text file: one character or its name, such as
        ``"tab"``. None: as the lines say.

    Returns
    -------
    list of Sheet
        With all their cells; one for a text file.

    Raises
    ------
    Question
        If nothing decides between two code pages or two delimiters.
    InputError
        If the file is of another kind, damaged, encrypted or too large.
    OptionError
        If the encoding or the delimiter is none.
    """
    data, workbook = _unpacked(data, source)
    if workbook:
        from wfm.ingestion.containers import workbooks

        return workbooks.sheets(data, source, sheet)
    kinds.refuse_others(data, source)
    return [_text(data, source, encoding, delimiter)]


def _unpacked(data: bytes, source: str) -> tuple[bytes, bool]:
    """Unpack a file as often as it is packed; also say whether it is a workbook then."""
    for _ in range(MOST_PACKED + 1):
        if not (kinds.is_gzip(data) or kinds.is_zip(data)):
            return data, kinds.is_old_excel(data)
        from wfm.ingestion.containers import archives

        if not archives.is_archive(data, source):
            return data, True
        data = archives.only_file(data, source)
    raise InputError(
        f"{source}: is packed more than {MOST_PACKED} times: unpack it, and give the file in it"
    )


def _text(
    data: bytes,
    source: str,
    encoding: str | None,
    delimiter: str | None,
) -> Sheet:
    from wfm.ingestion.containers import delimited, encodings

    text, said = encodings.to_utf8(data, source, encoding)
    kinds.refuse_markup(text, source)
    if kinds.is_html(text):
        from wfm.ingestion.containers import markup

        return Sheet(markup.cells(text.decode(), source), source, said=("a web page", *said))
    return delimited.sheet(text, source, delimiter, said)
