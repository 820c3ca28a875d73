"""The bytes of a text file into UTF-8: by its mark, by zeros, as UTF-8, or by its code page."""

import codecs
import re
import unicodedata

from wfm.errors import InputError, OptionError
from wfm.quoting import quoted

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BYTES_A_UNIT = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
# Without a mark: where nearly every second byte is zero, and hardly any other. [bytes looked at]
_HEAD = 1 << 14
_LEAST_ZEROS, _MOST_OTHERS = 0.2, 0.02
_MARK_INSIDE = re.compile(rb"(?<=[\r\n])\xef\xbb\xbf")
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGHS = bytes(range(128, 256))
# Of what is not ASCII, the share of proper UTF-8 from which the file is meant as UTF-8.
_MEANT_AS_UTF8 = 0.75
_NEAR = 1 << 20
_SAVE = "save it again as 'CSV UTF-8'"


def to_utf8(data: bytes, source: str, encoding: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Bring a text to UTF-8 without a mark.

    Parameters
    ----------
    data
        Content of the file.
    source
        Name of the file, for messages.
    encoding
        Its code page, where somebody said so.

    Returns
    -------
    tuple
        The text as UTF-8; what was found out about it, where it was no UTF-8.

    Raises
    ------
    Question
        If nothing decides between two code pages.
    InputError
        If it is no text, cut off within a character, or written in two encodings.
    OptionError
        If there is no such encoding.
    """
    if encoding is not None:
        return _as_told(data, source, encoding), ()
    for mark, name in MARKS:
        if data.startswith(mark):
            text = _decoded(data[len(mark) :], name, source)
            return text, () if name == "utf-8" else (name.upper(),)
    if (bare := _without_mark(data)) is not None:
        return _decoded(data, bare, source), (bare.upper(),)
    _refuse_zeros(data, source)
    if data.isascii():
        return _clean(data), ()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        _refuse_mixed(data, error, source)
        from wfm.ingestion.containers.pages import page_of

        page = page_of(data, source)
        return _clean(_in_page(data, page, source)), (page,)
    return _clean(data), ()


def _in_page(data: bytes, page: str, source: str) -> bytes:
    try:
        text = data.decode(page)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source}, line {_line(data, error.start)}: byte 0x{data[error.start]:02X} is not "
            f"{page}, as the rest is: two encodings are mixed: {_SAVE}"
        ) from None
    # Vietnamese of this page has its tones as marks behind the letters.
    return (unicodedata.normalize("NFC", text) if page == "cp1258" else text).encode()


def _clean(text: bytes) -> bytes:
    """Take out marks within joined files, and the end mark of DOS."""
    text = text.removesuffix(b"\x1a")
    return _MARK_INSIDE.sub(b"", text) if codecs.BOM_UTF8 in text else text


def _as_told(data: bytes, source: str, encoding: str) -> bytes:
    try:
        info = codecs.lookup(encoding.strip())
    except (LookupError, ValueError):
        info = None
    if info is None or not info._is_text_encoding or info.name in {"undefined", "idna", "punycode"}:
        raise OptionError(
            "encoding",
            f"{quoted(encoding)} is no encoding: give one such as utf-8, cp1252, gb18030",
        )
    for mark, name in MARKS:
        if data.startswith(mark) and (info.name == "utf-8" or name.startswith(info.name)):
            return _decoded(data[len(mark) :], name, source)
    try:
        text = data.decode(info.name)
        found = text.encode()
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise InputError(
            f"{source}, line {_line(data, at)}: is not {info.name}, as --encoding says: give the "
            "encoding that it was saved in"
        ) from None
    _refuse_zeros(found, source)
    return _clean(found)


def _decoded(data: bytes, name: str, source: str) -> bytes:
    """Bring text of a known Unicode encoding to UTF-8."""
    odd = len(data) % _BYTES_A_UNIT.get(name, 1)
    if odd:
        raise InputError(
            f"{source}: is {name.upper()} and cut off within its last character: fetch it again"
        )
    try:
        found = data if name == "utf-8" else data.decode(name).encode()
        if name == "utf-8":
            data.decode()
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise InputError(
            f"{source}, line {_line(data, at)}: is not {name.upper()}, as its first bytes say: "
            f"{_SAVE}"
        ) from None
    _refuse_zeros(found, source)
    return _clean(found)


def _without_mark(data: bytes) -> str | None:
    """Recognize UTF-16 by zeros in every second byte."""
    head = data[:_HEAD]
    half = max(len(head) // 2, 1)
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _LEAST_ZEROS and even <= _MOST_OTHERS:
        return "utf-16-le"
    if even >= _LEAST_ZEROS and odd <= _MOST_OTHERS:
        return "utf-16-be"
    return None


def _refuse_zeros(data: bytes, source: str) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise InputError(
            f"{source}, line {_line(data, at)}: holds a NUL byte: it is damaged or no text: {_SAVE}"
        )


def _refuse_mixed(data: bytes, error: UnicodeDecodeError, source: str) -> None:
    """Refuse what is UTF-8 but for a place or two."""
    near = data[max(error.start - _NEAR, 0) : error.start + _NEAR]
    high = len(near) - len(near.translate(None, _HIGHS))
    proper = len(near) - len(_SEQUENCE.sub(b"", near))
    if proper < _MEANT_AS_UTF8 * high:
        return
    if error.reason == "unexpected end of data":
        raise InputError(f"{source}: is cut off within its last character: fetch it again")
    raise InputError(
        f"{source}, line {_line(data, error.start)}: byte 0x{data[error.start]:02X} is not UTF-8, "
        f"as the rest is: two encodings are mixed: {_SAVE}"
    )


def _line(data: bytes, at: int) -> int:
    """Return the number of the line in which a byte stands."""
    return data.count(b"\n", 0, at) + 1
