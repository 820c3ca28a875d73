"""Names without what their spellings differ in: case, width, accents, signs, blanks."""

import re
import unicodedata

_BY_HAND = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+|#|%")


def fold(text: str) -> str:
    """Bring a name to what all its spellings share: no case, width, accents, signs or blanks."""
    return "".join(tokens(text))


def tokens(text: str) -> list[str]:
    """Split a name into its folded words; of Chinese, into its characters."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text).replace("\ufeff", ""))
    return _TOKEN.findall(plain(spaced))


def plain(text: str) -> str:
    """Take case, width and accents from a text; its signs and blanks stay."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_BY_HAND))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", bare).translate(_BY_HAND)
