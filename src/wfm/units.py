"""Quantities as people write them: ``80%``, ``20s``, ``4w``, ``08:30``."""

import math
import re
from collections.abc import Iterable

from wfm.errors import InputError, OptionError
from wfm.quoting import quoted

# Bounds of what comes from outside: beyond them a number is a mistake, and sums lose their digits.
MOST_CALLS = 1e6  # in an interval
MOST_AGENTS = 1e6
LONGEST_CALL = 86_400.0  # [s]

# What people write: a number, or text such as "80%" or "20s".
Quantity = float | str

_SECONDS = {"": 1.0, "s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {"": 1, "d": 1, "w": 7}
# Hours: 7.5 or 7.5h; 7:20, 7h20 or 7h 20m; 440m. So few digits that they are finite.
_DECIMAL = re.compile(r"(\d{1,4}(?:\.\d{1,9})?)\s*h?")
_PARTED = re.compile(r"(\d{1,4})(?::(?=\d\d)|\s*h\s*)([0-5]?\d)\s*(?:m|min)?")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min)")
_QUANTITY = re.compile(r"\s*([0-9.eE+-]+?)\s*([a-zA-Z]*)\s*")
# Of a quantity [characters]: the pattern takes for ever to see that 100,000 letters are none.
_LONGEST_TEXT = 60
# No plan looks further: beyond these a number is a mistake. [s, days]
_LONGEST_SECONDS = 1e9


def number(value: float | str, option: str) -> float:
    """Read a finite number.

    Raises
    ------
    OptionError
        If the value is no finite number.
    """
    try:
        result = float(value)
    except (TypeError, ValueError):
        raise OptionError(option, f"{quoted(value)} is not a number") from None
    except OverflowError:
        raise OptionError(option, f"{quoted(value)} is not a finite number") from None
    if not math.isfinite(result):
        raise OptionError(option, f"{quoted(value)} is not a finite number")
    return result


def fraction(value: float | str, option: str) -> float:
    """Read a fraction: ``0.8`` or ``"80%"`` is 0.8.

    Raises
    ------
    OptionError
        If the value is not between 0 and 1; a bare ``80`` is never taken for 80 %.
    """
    text = quoted(value)[1:-1].strip()
    result = number(text[:-1], option) / 100 if text.endswith("%") else number(value, option)
    if not 0 <= result <= 1:
        hint = ""
        if 1 < result <= 100 and not text.endswith("%"):
            hint = f": write {result / 100:g} or {result:g}%"
        raise OptionError(option, f"{text} is not a fraction from 0 to 1{hint}")
    return result


def seconds(value: float | str, option: str) -> float:
    """Read a duration [s]: ``20``, ``"20s"``, ``"3m"`` or ``"1h"``.

    Raises
    ------
    OptionError
        If the value is no such duration or is negative.
    """
    match = _quantity(value)
    if match is None or match[2].lower() not in _SECONDS:
        raise OptionError(option, f"{quoted(value)} is not a duration: write 20s, 3m or 1h")
    result = number(match[1], option) * _SECONDS[match[2].lower()]
    if result < 0:
        raise OptionError(option, f"{quoted(value)} is negative: a duration is 0 or more")
    if result > _LONGEST_SECONDS:
        raise OptionError(option, f"{quoted(value)} is too long: a duration is at most 1e9 seconds")
    return result


# A handling time beyond these is likely one in another unit. [s]
USUAL_AHT = (10.0, 7200.0)


def handling_time(value: float | str, option: str) -> float:
    """Read a handling time [s]: ``240``, ``"240s"`` or ``"4m"``.

    Raises
    ------
    OptionError
        If the value is no duration above 0, or a number without a unit that is hardly seconds.
    """
    result = seconds(value, option)
    if result <= 0:
        raise OptionError(option, f"{value} is not more than 0 seconds")
    if not str(value).strip()[-1].isalpha() and not USUAL_AHT[0] <= result <= USUAL_AHT[1]:
        raise OptionError(
            option, f"{value} seconds is an unlikely handling time: write {value}s if it is meant, "
            "or another unit, such as 4m"
        )  # fmt: skip
    if result > LONGEST_CALL:
        raise OptionError(option, f"{value} is more than a day")
    return result


def days(value: int | str, option: str) -> int:
    """Read a number of whole days: ``"4w"``, ``"10d"`` or ``10``.

    Raises
    ------
    OptionError
        If the value is not a whole number of days of at least one.
    """
    match = _quantity(value)
    if match is None or match[2].lower() not in _DAYS:
        raise OptionError(option, f"{quoted(value)} is not a number of days: write 4w or 10d")
    result = number(match[1], option) * _DAYS[match[2].lower()]
    if not 1 <= result < math.inf or result != int(result):
        raise OptionError(option, f"{quoted(value)} is not a whole number of days of at least 1")
    return int(result)


def ordinal(text: str, most: int) -> int | None:
    """Read the number of a column or sheet, from 1 to `most`; None where it is no such number."""
    digits = text.strip().lstrip("0")
    # Python refuses to turn thousands of digits into a number.
    if not (digits.isdecimal() and len(digits) <= len(str(most))):
        return None
    return int(digits) if int(digits) <= most else None


def _quantity(value: float | str) -> re.Match[str] | None:
    try:
        text = str(value)
    except ValueError:  # an integer of 5,000 digits
        return None
    return _QUANTITY.fullmatch(text) if len(text) <= _LONGEST_TEXT else None


def written(value: float, decimals: int = 2) -> str:
    """Write a number for people: ``171,360.5``, with no exponent and no idle zeros."""
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def clock(text: str, where: str = "time") -> int:
    """Read a time of day ``HH:MM`` as minutes after midnight; ``24:00`` is 1440.

    Raises
    ------
    InputError
        If the text is no time of day.
    """
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", str(text).strip())
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 1440:
        raise InputError(f"{where}: {quoted(text)} is not a time of day: write 08:30")
    return int(match[1]) * 60 + int(match[2])


def minutes_of(value: object) -> int | None:
    """Read hours as whole minutes: ``7.5``, ``"7:20"``, ``"7h20m"``, ``7.33``; None: none of these.

    A decimal is rounded to the minute: 7.33 h are 7 hours and 20 minutes.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (int, float)):
        return round(value * 60)
    text = value.strip().lower() if isinstance(value, str) else ""
    if match := _DECIMAL.fullmatch(text):
        return round(float(match[1]) * 60)
    if match := _PARTED.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    match = _MINUTES.fullmatch(text)
    return int(match[1]) if match else None


def duration(minutes: float, unit: str = " h") -> str:
    """Write minutes as hours: ``7.5 h``, or ``7h20m`` where decimals would not end."""
    if minutes % 3 and minutes == round(minutes):
        return f"{minutes // 60:.0f}h{minutes % 60:02.0f}m"
    return f"{minutes / 60:g}{unit}"


def weekday(text: str) -> int | None:
    """Read a weekday, 1 for Monday: its English name, or two letters of it or more."""
    word = text.strip().rstrip(".").lower()
    names = [n for n, name in enumerate(_WEEKDAYS, 1) if name.startswith(word)]
    return names[0] if len(word) >= 2 and names else None


def hhmm(minutes: int) -> str:
    """Write minutes after midnight as ``HH:MM``, on the day they fall on."""
    minutes %= 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hhmm_spans(spans: Iterable[tuple[int, int]]) -> str:
    """Write when meals or breaks begin and end, as tables do: ``10:00-10:30 12:15-12:30``."""
    return " ".join(f"{hhmm(first)}-{hhmm(last)}" for first, last in spans)
