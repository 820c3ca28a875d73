"""Dates as people and systems write them: each in every order of its parts that it may have."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from wfm.ingestion.cells import LONGEST, bare
from wfm.ingestion.clock.month_names import month
from wfm.weekday_names import readings

DateOrder = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
Days = npt.NDArray[np.datetime64]
# Years of a call history; a year of two digits is one of these. [a]
_YEARS = (1970, 2100)
_PIVOT = 70
_TRIPLE = re.compile(r"(\d{1,4})( ?[-/.] ?| )(\d{1,2})\2'?(\d{1,4})\.?")
_COMPACT = re.compile(r"\d{6,8}")
_ORDINAL = re.compile(r"(\d{4})[-.](\d{3})")
_CHINESE = re.compile(r"(\d{2,4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]?")
_VIETNAMESE = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang|thg) (\d{1,2}),?(?: nam)? (\d{4})")
_EDGES = re.compile(r"([^\d]*)(.*\d)([^\d]*)")
_NAMED = re.compile(r"\d+|[^\W\d_]+")
_NOISE = {"de", "del", "of", "the", "le", "den", "d", "г", "года", "год", "st", "nd", "rd", "th"}
_NOISE |= {"er", "a", "ngay", "nam"}


@dataclass(frozen=True)
class Dates:
    """Distinct dates, each in every order.

    Parameters
    ----------
    days
        Shape (dates, 3): the date in each of `ORDERS`; NaT where it is none in that order.
    weekdays
        Weekday words beside the dates; "" where there is none.
    texts
        The dates as written.
    """

    days: Days
    weekdays: tuple[str, ...]
    texts: tuple[str, ...]


def read_dates(texts: Sequence[str]) -> Dates:
    """Read distinct dates, made plain and in small letters."""
    days = np.full((len(texts), len(ORDERS)), "NaT", dtype="datetime64[D]")
    words = []
    for place, text in enumerate(texts):
        found, word = _read(text)
        words.append(word)
        for order, parts in found.items():
            day = _day(*parts)
            if day is not None:
                days[place, ORDERS.index(order)] = np.datetime64(day)
    known = {word for reading in readings(words) for word in reading}
    for place, word in enumerate(words):
        if word and word not in known:
            days[place], words[place] = np.datetime64("NaT", "D"), ""
    return Dates(days, tuple(words), tuple(texts))


def is_date(text: str) -> bool:
    """Say whether a text, made plain and in small letters, is a date in some order."""
    found, word = _read(text)
    return bool(found) and (not word or bool(readings([word])))


def _read(text: str) -> tuple[dict[DateOrder, tuple[int, int, int]], str]:
    """Read a date: year, month and day in each possible order, and the word of its weekday."""
    if len(text) > LONGEST:
        return {}, ""
    text = _CHINESE.sub(r"\1-\2-\3 ", bare(text)).strip()
    text = _VIETNAMESE.sub(r"\3-\2-\1", text)
    if _COMPACT.fullmatch(text):
        return _compact(text), ""
    if ordinal := _ORDINAL.fullmatch(text):
        return _of_year(int(ordinal[1]), int(ordinal[2])), ""
    edges = _EDGES.fullmatch(text)
    triple = None if edges is None else _TRIPLE.fullmatch(edges[2])
    if edges is None or triple is None:
        return _named(text)
    if edges[1].strip() == "-":  # a year below 0
        return {}, ""
    word = " ".join(part for side in (edges[1], edges[3]) if (part := side.strip(" ,.()[]-")))
    return _ordered(triple[1], triple[3], triple[4]), "" if word in _NOISE else word


def _ordered(first: str, second: str, third: str) -> dict[DateOrder, tuple[int, int, int]]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return dict.fromkeys(ORDERS, (a, b, c)) if len(third) <= 2 else {}
    if len(first) == 3 or len(third) == 3:
        return {}
    year = c if len(third) == 4 else _century(c)
    found: dict[DateOrder, tuple[int, int, int]] = {"dmy": (year, b, a), "mdy": (year, a, b)}
    by_year: dict[DateOrder, tuple[int, int, int]] = {"ymd": (_century(a), b, c)}
    if len(third) == 1:
        return by_year if len(first) == 2 else {}
    return found | by_year if len(first) == 2 and len(third) == 2 else found


def _compact(digits: str) -> dict[DateOrder, tuple[int, int, int]]:
    """Read ``20260314``, ``14032026``, ``260314`` in its orders, and ``2026073``."""
    if len(digits) == 6:
        first, middle, last = (int(digits[i : i + 2]) for i in (0, 2, 4))
        return {
            "dmy": (_century(last), middle, first),
            "mdy": (_century(last), first, middle),
            "ymd": (_century(first), middle, last),
        }
    if len(digits) == 7 and (found := _of_year(int(digits[:4]), int(digits[4:]))):
        return found
    digits = digits.zfill(8)
    a, b, c, year = (int(digits[i:j]) for i, j in ((0, 2), (2, 4), (4, 6), (4, 8)))
    if _day(int(digits[:4]), c, int(digits[6:])):
        return dict.fromkeys(ORDERS, (int(digits[:4]), c, int(digits[6:])))
    return {"dmy": (year, b, a), "mdy": (year, a, b)}


def _of_year(year: int, day: int) -> dict[DateOrder, tuple[int, int, int]]:
    """Read the day of a year, counted from 1."""
    if not _YEARS[0] <= year <= _YEARS[1] or not 1 <= day <= 366:
        return {}
    date = dt.date(year, 1, 1) + dt.timedelta(days=day - 1)
    return dict.fromkeys(ORDERS, (date.year, date.month, date.day)) if date.year == year else {}


def is_date_of_digits(digits: str) -> bool:
    """Say whether digits alone are a date in some order: ``260314``, ``14032026``, ``2026073``.

    One that has lost its first zero counts.
    """
    if not digits.isdecimal() or not 5 <= len(digits) <= 8:
        return False
    digits = digits.zfill(6) if len(digits) == 5 else digits
    return any(_day(*parts) is not None for parts in _compact(digits).values())


def _named(text: str) -> tuple[dict[DateOrder, tuple[int, int, int]], str]:
    """Read a date whose month is a word: the year has four digits, or stands last."""
    parts = _NAMED.findall(text)
    numbers = [part for part in parts if part.isdigit()]
    words = [part for part in parts if not part.isdigit() and part not in _NOISE]
    months = [word for word in words if month(word)]
    if len(numbers) != 2 or not months:
        return {}, ""
    # In "mar. 3 mars" the first is a weekday.
    number = month(months[-1])
    words.remove(months[-1])
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    if number is None or len(words) > 1 or len(day) > 2 or len(year) not in {2, 4}:
        return {}, ""
    whole = int(year) if len(year) == 4 else _century(int(year))
    return dict.fromkeys(ORDERS, (whole, number, int(day))), words[0] if words else ""


def _century(year: int) -> int:
    return year + (2000 if year < _PIVOT else 1900)


def _day(year: int, number: int, day: int) -> dt.date | None:
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    try:
        return dt.date(year, number, day)
    except ValueError:
        return None
