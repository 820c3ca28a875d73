"""Which code page a text is in that is no UTF-8: the one in which its words are words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.containers.letters import LANGUAGES, fits, is_strange
from wfm.ingestion.words import spoken
from wfm.quoting import quoted

# The pages of the languages whose words are known, and of their neighbours; where two read all
# cells alike, the first is named.
PAGES = (
    "cp1252", "cp1250", "cp1251", "cp1257", "cp1258", "gb18030", "cp950", "koi8-r", "cp866",
    "iso8859-15", "iso8859-2", "iso8859-5", "iso8859-13", "cp850", "cp852", "cp775", "cp437",
    "mac-roman", "mac-cyrillic", "cp1254", "cp1253", "cp932", "euc-jp", "cp949", "big5hkscs",
)  # fmt: skip
_WIDE = {"gb18030", "cp950", "cp932", "euc-jp", "cp949", "big5hkscs"}
# A cell from its first byte beyond ASCII on; no page has these signs within a letter.
_TAIL = re.compile(rb'[\x80-\xff][^\r\n,;\t"]*')
_ENDS = b'\r\n,;\t"'
# Different cells that are looked at.
_MOST_CELLS = 3_000
_MOST_READINGS = 3
_UTF8 = re.compile(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
# Lines in which a header is looked for, and the length of its names.
# Different letters that are all of one language by accident in no page.
_MANY_LETTERS = 3
_DIGIT = re.compile(rb"[0-9]")
_HEAD_LINES, _LONGEST_NAME = 40, 60


def page_of(data: bytes, source: str) -> str:
    """Find the code page of a text.

    Parameters
    ----------
    data
        The text; it is no UTF-8.
    source
        Name of the file, for messages.

    Returns
    -------
    str
        Name of the page, as Python has it.

    Raises
    ------
    Question
        If two pages fit, and a cell differs between them.
    InputError
        If no page fits, or cells are in two encodings.
    """
    cells = _cells(data)
    read = {page: words for page in PAGES if (words := _words(cells.values(), page)) is not None}
    if not read:
        read = _proposed(data, cells.values())
    best = _likeliest(read, _head(data))
    if not best or best[0] not in _WIDE:
        _refuse_mixed(cells, data, source)
    if not best:
        at = next(iter(cells))
        raise InputError(
            f"{source}, line {_line(data, at)}: no code page makes words of this: save it again as "
            "'CSV UTF-8', or give --encoding"
        )
    readings: dict[tuple[str, ...], str] = {}
    for page in best:
        readings.setdefault(read[page], page)
    if len(readings) > 1:
        raise _question(readings, source)
    return best[0]


def _cells(data: bytes) -> dict[int, bytes]:
    """Collect the different cells beyond ASCII, by where each first stands."""
    first: dict[bytes, int] = {}
    for found in _TAIL.finditer(data):
        if first.setdefault(found[0], found.start()) == found.start() and len(first) > _MOST_CELLS:
            break
    cells = {}
    for tail, at in first.items():
        begin = max(data.rfind(bytes([end]), 0, at) for end in _ENDS) + 1
        cells[max(begin, at - 200)] = data[max(begin, at - 200) : at] + tail
    return cells


def _words(cells: Iterable[bytes], page: str) -> tuple[str, ...] | None:
    try:
        words = tuple(cell.decode(page) for cell in cells)
    except UnicodeDecodeError:
        return None
    return tuple(unicodedata.normalize("NFC", w) for w in words) if page == "cp1258" else words


def _decodes(data: bytes, page: str) -> bool:
    try:
        data.decode(page)
    except UnicodeDecodeError:
        return False
    return True


def _proposed(data: bytes, cells: Iterable[bytes]) -> dict[str, tuple[str, ...]]:
    """Let charset-normalizer propose pages where none of the usual ones fits."""
    from charset_normalizer import from_bytes

    found = {}
    for match in from_bytes(data[: 1 << 18]):
        if _decodes(data, match.encoding) and (words := _words(cells, match.encoding)):
            found[match.encoding] = words
    return found


def _head(data: bytes) -> list[bytes]:
    """Collect the cells of the first lines that may be names of columns."""
    lines = data[: 1 << 16].splitlines()[:_HEAD_LINES]
    cells = {cell.strip(b" '") for line in lines for cell in re.split(rb'[,;\t"|]', line)}
    return [cell for cell in cells if 1 < len(cell) <= _LONGEST_NAME and not _DIGIT.search(cell)]


def _likeliest(read: dict[str, tuple[str, ...]], head: Sequence[bytes]) -> list[str]:
    """Keep the pages with the most names, the fewest words that nobody writes, one language."""
    if not read:
        return []
    views = {page: _View.of(words, head, page) for page, words in read.items()}
    most = max(view.names for view in views.values())
    named = {page: view for page, view in views.items() if view.names == most}
    least = min(view.odd for view in named.values())
    if least and not most:
        return []
    sound = [page for page, view in named.items() if view.odd == least]
    return [page for page in sound if views[page].one_language] or sound


@dataclass(frozen=True)
class _View:
    """What speaks for a page: names of columns, odd words, whether all is of one language."""

    names: int
    odd: int
    one_language: bool

    @classmethod
    def of(cls, words: Sequence[str], head: Sequence[bytes], page: str) -> "_View":
        names = [text for cell in head if (text := _decoded(cell, page))]
        beyond = [
            name
            for name in names
            if any(c.isalpha() and not c.isascii() for c in name) and not is_strange(name)
        ]
        known = sum(
            any(n and fits(name, lang) for lang, n in _spoken(name).items()) for name in beyond
        )
        return cls(known, sum(map(is_strange, words)), _is_one_language(words, _language(names)))


@lru_cache(maxsize=1 << 14)
def _spoken(name: str) -> dict[str, int]:
    return spoken([name])


def _is_one_language(words: Sequence[str], language: str | None) -> bool:
    """Whether all letters are of the header's language, or many of any one."""
    if language is not None:
        return all(fits(word, language) for word in words)
    letters = {c.lower() for word in words for c in word if c.isalpha() and not c.isascii()}
    return len(letters) >= _MANY_LETTERS and any(
        all(fits(word, some) for word in words) for some in LANGUAGES
    )


def _decoded(cell: bytes, page: str) -> str:
    text = cell.decode(page, "ignore")
    return unicodedata.normalize("NFC", text) if page == "cp1258" else text


def _language(names: Sequence[str]) -> str | None:
    """Name the language of a header; None where English or no language is known best."""
    known: Counter[str] = Counter()
    for name in names:
        known.update(_spoken(name))
    most = max(known.values(), default=0)
    best = [language for language, count in known.items() if count == most]
    return best[0] if len(best) == 1 and best[0] != "English" else None


def _refuse_mixed(cells: dict[int, bytes], data: bytes, source: str) -> None:
    """Refuse a text in a page of single bytes of which some cells are UTF-8."""
    at = next((at for at, cell in cells.items() if _UTF8.fullmatch(cell)), None)
    if at is not None:
        raise InputError(
            f"{source}, line {_line(data, at)}: is UTF-8, but the rest is not: two encodings are "
            "mixed: save it again as 'CSV UTF-8'"
        )


def _question(readings: dict[tuple[str, ...], str], source: str) -> Question:
    """Ask by a cell that all readings show in another way, if there is one."""
    few = list(readings)[:_MOST_READINGS]
    ways = [len({words[i] for words in few}) for i in range(len(few[0]))]
    differ = ways.index(max(ways))
    return Question(
        source,
        "its code page is not known",
        {f"--encoding {readings[words]}": quoted(words[differ].strip()) for words in few},
    )


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
