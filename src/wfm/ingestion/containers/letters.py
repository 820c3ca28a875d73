"""Whether letters stand together as people write them, and in which language they could be."""

import re
import unicodedata
from functools import cache
from itertools import pairwise

# Letters beyond ASCII of the languages whose headers are known, and of their neighbours.
ALPHABETS = {
    "German": "äöüß",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúüªº",
    "Estonian": "äõöüšž",
    "Vietnamese": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Portuguese": "áâãàçéêíóôõúªº",
    "Catalan": "àçéèíïóòúü",
    "Italian": "àèéìíòóùúªº",
    "Dutch": "áéëïíóöúüè",
    "Swedish": "åäöé",
    "Danish": "åæøé",
    "Icelandic": "áðéíóúýþæö",
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţșț",
    "Croatian": "čćđšž",
    "Turkish": "çğıöşüâîû",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Belarusian": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "Serbian": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "Macedonian": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}
_EVERY_LETTER = frozenset("".join(ALPHABETS.values())) | {"i̇"}
# A letter, and a word of them with the marks on them.
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH")
_EASTERN = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH"}
# Signs that stand in texts of any language.
_USUAL_SIGNS = set("°©®™№€£¥§±²³µ·–—…‰«»„“”‘’‚‹›•¿¡ºª×÷、。，：；（）％／～！？【】《》")
_NO_ODD = {"Cc", "Cn", "Co", "So", "Sk", "Sm", "No", "Pc"}
# Beyond ASCII, no sign but these stands between two letters; these never touch one.
_JOINING = set("’–·‐、／（）：。，")
_BETWEEN = re.compile(rf"(?<={_LETTER})([^\w\s])(?={_LETTER})")
_TOUCHING = re.compile(rf"{_LETTER}[©¤§¶¦¬±÷×¿¡]|[©®™¤§¶¦¬±÷×†‡‰£¥²³]{_LETTER}")
_SIGNS_TOGETHER = re.compile(r"[^\w\s\x00-\x7f«»„“”‘’‚‹›…、。，；：（）？！《》【】「」]{2}")
_DASH_BEFORE = re.compile(rf"(?:^|\s)[–—]{_LETTER}")
_IN_DIGITS = re.compile(r"\d[^\W\d_a-zA-Z]\d")
# One eastern letter within a western word.
_EAST = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d]"
_EAST_IN_WEST = re.compile(
    rf"[A-Za-z]{_EAST}[a-z]|[a-z][a-z]{_EAST}(?!{_EAST})|(?<!{_EAST}){_EAST}[a-z]"
)
# The sign of an average, which is no letter where it stands alone.
_AVERAGE = re.compile(r"(?<!\w)[Øø](?!\w)")
_VOWELS = set("aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ")
# Bytes of the common ideographs in the standards of both scripts; one of so many may be rare.
_COMMON = {"gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
_COMMON_IN_JAPAN = ("shift_jis", 0x88, 0x97)
_ONE_RARE_IN = 3


def is_strange(text: str) -> bool:
    """Whether a text looks as nothing that people write, in whatever language."""
    if any(_is_odd(c) for c in text):
        return True
    if any(not c.isascii() and c not in _JOINING for c in _BETWEEN.findall(text)):
        return True
    if _TOUCHING.search(text) or _SIGNS_TOGETHER.search(text) or _EAST_IN_WEST.search(text):
        return True
    if _DASH_BEFORE.search(text):
        return True
    if any(_script(found[1]) not in _EASTERN for found in _IN_DIGITS.findall(text)):
        return True
    return any(_is_no_word(word) for word in _WORD.findall(text))


def fits(text: str, language: str) -> bool:
    """Whether all letters of a text are of one language.

    Parameters
    ----------
    text
        Words, in any letters.
    language
        Its name in English, as in `ALPHABETS`; or ``"Chinese"``, ``"Japanese"``, ``"Korean"``.
    """
    letters = [c for c in _AVERAGE.sub("", text) if not c.isascii() and c.isalpha()]
    scripts = {_script(c) for c in letters}
    if language in ALPHABETS:
        return not scripts & _EASTERN and set("".join(letters).lower()) <= _alphabet(language)
    if language == "Korean":
        return scripts <= {"HANGUL"}
    if language == "Japanese":
        return scripts <= {"CJK", "HIRAGANA", "KATAKANA"} and _common(letters, *_COMMON_IN_JAPAN)
    return scripts <= {"CJK"} and any(
        _common(letters, codec, low, high) for codec, (low, high) in _COMMON.items()
    )


LANGUAGES = (*ALPHABETS, "Chinese", "Japanese", "Korean")


@cache
def _alphabet(language: str) -> frozenset[str]:
    return frozenset(ALPHABETS[language] + "µ")


def _common(letters: list[str], codec: str, low: int, high: int) -> bool:
    found = [c for c in letters if _script(c) == "CJK"]
    rare = sum(not _is_common(c, codec, low, high) for c in found)
    return rare * _ONE_RARE_IN <= len(found)


@cache
def _is_common(c: str, codec: str, low: int, high: int) -> bool:
    written = c.encode(codec, "replace")
    return len(written) == 2 and low <= written[0] <= high


@cache
def _is_odd(c: str) -> bool:
    """Whether a sign is a control, no character, part of a drawing, or a letter of no language."""
    if c.isascii() or c in _USUAL_SIGNS:
        return False
    if c.isalpha():
        return _script(c) not in _EASTERN and c.lower() not in _EVERY_LETTER
    return unicodedata.category(c) in _NO_ODD


@cache
def _script(c: str) -> str:
    name = unicodedata.name(c, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


def _is_no_word(word: str) -> bool:
    """Whether letters stand together that do not: of two scripts, in odd cases, too many marked."""
    if word.isascii():
        return False
    if len({_script(c) for c in word if c.isalpha()} - {"", *_EASTERN}) > 1:
        return True
    if any(c.islower() for c in word) and any(c.isupper() and not c.isascii() for c in word[1:]):
        return True
    for a, b in pairwise(word):
        if a.islower() and b.isupper() and not (a.isascii() and b.isascii()):
            return True
        if unicodedata.combining(b) and a not in _VOWELS:
            return True
    return "xxx" in "".join("x" if _script(c) == "LATIN" and not c.isascii() else "." for c in word)
