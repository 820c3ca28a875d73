"""Durations as people and systems write them: ``4:17``, ``4m 17s``, ``PT4M17S``."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from wfm.ingestion.cells import LONGEST, bare

# Day 0 of workbooks, and what they take for the day after 28 February 1900: dates before are late.
_DAY_ZERO = dt.datetime(1899, 12, 30)
_LAST_ODD_DAY = dt.datetime(1900, 3, 1)
_LAST_YEAR = 1904
_CLOCK = re.compile(
    r"(?:(?P<days>\d{1,3})(?:\.| ?d(?:ays?)?,? | ))?"
    r"(?:(?P<hours>\d{1,5}):)?(?P<minutes>\d{1,5})?:(?P<seconds>[0-5]\d)(?:[.,](?P<part>\d{1,7}))?"
)
# As locales with points write times.
_POINTS = re.compile(r"(\d{1,3})\.([0-5]\d)\.([0-5]\d)")
# Minutes and seconds as in 4'17 and 4'17".
_PRIMES = re.compile(r"(\d{1,3}) ?' ?([0-5]\d)")
_DECIMAL = r"\d+(?:[.,]\d+)?"
_ISO = re.compile(rf"p(?:(\d+)d)?(?:t(?:(\d+)h)?(?:({_DECIMAL})m)?(?:({_DECIMAL})s)?)?")
_ISO_SIZES = (86_400.0, 3600.0, 60.0, 1.0)
_PART = re.compile(rf"({_DECIMAL}) ?([^\W\d]+|['\"])\.?,? ?")
_SIZES = {
    86_400.0: "d day days tag tage tagen jour jours j dia dias дн день дня днеи "
    "paev paeva 天 日 ngay",
    3600.0: "h hr hrs hour hours std stunde stunden heure heures hora horas ч час часа часов "
    "t tund tundi gio 小时 小時 时 時",
    60.0: "m min mins minute minutes mn minuten minuto minutos мин минута минуты минут м minut "
    "minutit phut 分 分钟 分鐘 '",
    1.0: "s sec secs second seconds sek sekunde sekunden seconde secondes seg segundo segundos "
    'с сек секунда секунды секунд sekund sekundit giay 秒 秒钟 秒鐘 "',
    0.001: "ms msec msecs millisecond milliseconds мс 毫秒",
}
_UNITS = {word: size for size, words in _SIZES.items() for word in words.split()}


@dataclass(frozen=True)
class WrittenDuration:
    """A duration as written.

    Parameters
    ----------
    seconds
        Its length; of ``4:17`` that of 4 hours and 17 minutes. [s]
    form
        ``"two"``: two parts, as ``4:17``; ``"whole"``: hours, minutes and no seconds, as
        ``4:17:00``; ``"seconds"``: with seconds; ``"worded"``: units stand beside the numbers.
    """

    seconds: float
    form: Literal["two", "whole", "seconds", "worded"]


def read_duration(value: object) -> WrittenDuration | None:
    """Read a cell with colons, words of units, or a time of a workbook; None: none of these."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            return None
        text = _PRIMES.sub("\\1'\\2\"", bare(value).rstrip('"'))
        found = _clock(text.removeprefix("-")) or _worded(text.removeprefix("-"))
        if found is not None and text.startswith("-"):
            return replace(found, seconds=-found.seconds)
        return found
    seconds = _typed(value)
    return None if seconds is None else _with_seconds(seconds)


def _with_seconds(seconds: float) -> WrittenDuration:
    return WrittenDuration(seconds, "whole" if seconds % 60 == 0 else "seconds")


def _clock(text: str) -> WrittenDuration | None:
    found = _CLOCK.fullmatch(_POINTS.sub(r"\1:\2:\3", text) if text.count(".") == 2 else text)
    if found is None or (found["hours"] is None and found["days"] is not None):
        return None
    days, hours, minutes, last = (
        int(found[name] or 0) for name in ("days", "hours", "minutes", "seconds")
    )
    part = float(f"0.{found['part'] or 0}")
    if found["hours"] is not None:
        if found["minutes"] is None or minutes > 59:
            return None
        return _with_seconds(days * 86_400.0 + hours * 3600 + minutes * 60 + last + part)
    if found["minutes"] is None or found["part"]:
        return WrittenDuration(minutes * 60 + last + part, "seconds")
    return WrittenDuration(minutes * 3600.0 + last * 60, "two")


def _worded(text: str) -> WrittenDuration | None:
    iso = _ISO.fullmatch(text)
    if iso and any(iso.groups()):
        return _sum([part or "0" for part in iso.groups()], list(_ISO_SIZES))
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text) or any(unit not in _UNITS for _, unit in parts):
        return None
    sizes = [_UNITS[unit] for _, unit in parts]
    if sizes != sorted(set(sizes), reverse=True):
        return None
    return _sum([number for number, _ in parts], sizes)


def _sum(numbers: list[str], sizes: list[float]) -> WrittenDuration:
    values = (float(number.replace(",", ".")) for number in numbers)
    seconds = sum(value * size for value, size in zip(values, sizes, strict=True))
    return WrittenDuration(seconds, "worded")


def _typed(value: object) -> float | None:
    """Read a time of a workbook, to the hundredth of a second [s]."""
    if isinstance(value, dt.time):
        value = dt.timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    elif isinstance(value, dt.date):
        moment = dt.datetime.combine(value, dt.time())
        if isinstance(value, dt.datetime):
            moment = value.replace(tzinfo=None)
        if moment.year >= _LAST_YEAR:
            return None
        odd = _DAY_ZERO + dt.timedelta(days=1) < moment < _LAST_ODD_DAY
        value = moment - _DAY_ZERO - dt.timedelta(days=1 if odd else 0)
    return round(value.total_seconds(), 2) if isinstance(value, dt.timedelta) else None
