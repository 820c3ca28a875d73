"""A cell with a date and a time, parted into the two."""

import re
from collections.abc import Sequence

from wfm.ingestion.cells import LONGEST
from wfm.ingestion.clock.dates import is_date, is_date_of_digits
from wfm.ingestion.clock.times import read_time

# What comes before the first colon of a time: the date, and blanks or a T between.
_COLON = re.compile(
    r"(.*?)[ ,t_]*(?<![\d:])"
    r"((?:(?:[^\d ]{1,4}\. ?m\. ?|[ap]m ?)|[上下中凌早晚오]\S{1,2}? ?)?\d{1,2}:\d\d.*)"
)
_APACHE = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d)")
# As C writes it: Sat Mar 14 09:30:00 2026.
_YEAR_LAST = re.compile(r"([a-z]{3} [a-z]{3} \d{1,2}) (\d\d:\d\d:\d\d(?: [a-z]{3,4})?) (\d{4})")
# Where a date may end and its time begin.
_GAPS = re.compile(r"[,_]? | ?t(?=\d)|(?<=[日号號]) ?")
_DIGITS = re.compile(r"(\d{8})[t_ ]?(\d\d)(?:(\d\d)(?:(\d\d)(?:\.\d+)?)?)?(z|[+-]\d\d:?\d\d)?")
_PLAIN_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# Most cells are like this: a date of numbers, and a time with a colon.
_PLAIN = re.compile(
    r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[t ](\d{1,2}:\d\d(?::\d\d)?)(\.\d{1,9})?([^.\n]*)$",
    re.MULTILINE,
)


def part_at_once(texts: Sequence[str]) -> list[tuple[str, str, str]] | None:
    """Part texts that are all a date of numbers and a time.

    Parameters
    ----------
    texts
        Texts, made plain and in small letters.

    Returns
    -------
    list of tuple, or None
        Of each its date, its time without parts of seconds, and those parts, such as ``".25"``;
        None where some text is something else.
    """
    if not texts or _PLAIN.fullmatch(texts[0]) is None:
        return None
    found = _PLAIN.findall("\n".join(texts))
    if len(found) < len(texts):
        return None
    return [(date, clock + rest, part) for date, clock, part, rest in found]


def part(text: str, *, timed: bool) -> tuple[str, str, str]:
    """Part a text into a date and a time of day; either may be empty.

    Parameters
    ----------
    text
        Made plain and in small letters.
    timed
        Whether it is of a column of times.
    """
    if timed and (_PLAIN_TIME.fullmatch(text) or read_time(text) is not None):
        return "", text, ""
    if ":" in text and len(text) <= LONGEST:
        found = _COLON.fullmatch(_YEAR_LAST.sub(r"\1 \3 \2", _APACHE.sub(" ", text)))
        return (found[1].strip(" ,"), found[2], "") if found else (text, "", "")
    digits = _DIGITS.fullmatch(text)
    if digits and is_compact("".join(part or "" for part in digits.groups()[:4])):
        time = ":".join((digits[2], digits[3] or "00", digits[4] or "00"))
        return digits[1], time + (digits[5] or ""), ""
    if len(text) > LONGEST or is_date(text):
        return text, "", ""
    for gap in _GAPS.finditer(text):
        date, time = text[: gap.start()], text[gap.end() :]
        if is_date(date) and (time.isdigit() or read_time(time) is not None):
            return date, time, ""
    return ("", text, "") if read_time(text) is not None else (text, "", "")


def is_compact(digits: str) -> bool:
    """Say whether digits are a date without signs, with or without a time, rather than a number."""
    if len(digits) not in {6, 7, 8, 10, 12, 14} or not digits.isdigit():
        return False
    if len(digits) <= 8:
        return is_date_of_digits(digits)
    year, month, day = (int(digits[i:j]) for i, j in ((0, 4), (4, 6), (6, 8)))
    rest = (int(digits[i : i + 2]) for i in range(8, len(digits), 2))
    sensible = all(n < top for n, top in zip(rest, (25, 60, 60), strict=False))
    return 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31 and sensible
