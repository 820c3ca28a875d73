"""What a cell looks like: a date, a time of day, a number, a word; its value is not read."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from wfm.ingestion.clock import form_of
from wfm.weekday_names import readings

Kind = Literal["empty", "date", "day", "stamp", "time", "number", "text"]

_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
_HALF = r"(?:\s*(?:[ap]\.?\s?m\.?|上午|下午))"
# A time of day needs its minutes, or the half of the day.
_TIME = rf"(?:(?:上午|下午)\s*{_CLOCK}|{_CLOCK}{_HALF}?|\d{{1,2}}{_HALF}|\d{{1,2}}\s?(?:h|uhr))"
_RANGE = re.compile(
    rf"{_TIME}(?:\s*(?:-|–|—|~|to|bis|until|à|a|до|kuni|đến|至|到)\s*{_TIME})?", re.I
)
_YEAR = r"(?:\d{4}|\d{2})"
_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = (
    rf"(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}\.?|\d{{1,2}}[-./]\s?\d{{1,2}}[-./]\s?{_YEAR}\.?"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º)?\.?[-\s/]*(?:de\s+)?{_MONTH}(?:\s+de)?[-,\s/'’]*{_YEAR}"
    rf"|{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_DATES = re.compile(_DATE, re.I)
# Decimal points and slashes: of a day without a year only a header can tell.
_DAY = re.compile(
    rf"\d{{1,2}}[./-]\d{{1,2}}\.?|\d{{1,2}}\.?[-\s]{_MONTH}|{_MONTH}\s\d{{1,2}}"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?日?",
    re.I,
)
_STAMP = re.compile(
    rf"(?:{_DATE})(?:,?\s+|T)(?:{_TIME})\s*(?:Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}}|[+-]\d{{2}})?", re.I
)
_NUMBER = re.compile(r"[-+]?\d[\d\s.,'’]*%?|[-+]?[.,]\d+%?")
_WEEKDAY_BEFORE = re.compile(
    r"([^\W\d_]{1,13})[.,]?[\s,/-]+(?=\d)|((?:星期|周|週)[一二三四五六日天])\s*"
)
_WEEKDAY_AFTER = re.compile(
    r"[\s,(/-]+([^\W\d_]{1,13})\.?\)?$|\(?((?:星期|周|週)[一二三四五六日天])\)?$"
)


def kind(cell: object) -> Kind:
    """Say what a cell looks like.

    Returns
    -------
    str
        ``"date"``; ``"day"``: a date without its year; ``"stamp"``: a date with a time;
        ``"time"``: of the day, or a range of them; ``"number"``, ``"text"`` or ``"empty"``.
    """
    if isinstance(cell, str):
        return _kind_of_text(cell)
    # A stamp is a date as well: the order matters.
    if isinstance(cell, dt.datetime):
        return "stamp" if cell.time() != dt.time() else "date"
    if isinstance(cell, dt.date):
        return "date"
    if isinstance(cell, dt.time | dt.timedelta):
        return "time"
    return "text" if isinstance(cell, bool) else "number"


def without_weekday(text: str) -> str:
    """Leave out the weekday that stands before or after a date."""
    text = text.strip()
    for pattern in (_WEEKDAY_BEFORE, _WEEKDAY_AFTER):
        found = pattern.match(text) if pattern is _WEEKDAY_BEFORE else pattern.search(text)
        word = found and (found[1] or found[2])
        if found and word and readings([word]) and any(c.isdigit() for c in text):
            return (text[: found.start()] + text[found.end() :]).strip()
    return text


@lru_cache(maxsize=100_000)
def _kind_of_text(cell: str) -> Kind:
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return "empty"
    if len(text) > 60:
        return "text"
    bare = without_weekday(text)
    dated = _DATES.fullmatch(bare) or (" " in text and form_of(text) == "stamp")
    if _NUMBER.fullmatch(text) and not dated:
        return "day" if text.endswith(".") and _DAY.fullmatch(text) else "number"
    found: tuple[tuple[re.Pattern[str], str, Kind], ...] = (
        (_DATES, bare, "date"),
        (_STAMP, bare, "stamp"),
        (_RANGE, text, "time"),
        (_DAY, bare, "day"),
    )
    seen = next((name for pattern, words, name in found if pattern.fullmatch(words)), None)
    return seen or form_of(text) or "text"
