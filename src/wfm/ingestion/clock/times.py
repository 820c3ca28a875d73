"""Times of day as people and systems write them, with their end and offset where they have one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from wfm.ingestion.cells import LONGEST, bare
from wfm.ingestion.clock.zone_names import OFFSETS, SHARED

SECOND = 1_000_000
"""Microseconds. [us]"""
HOUR = 3600 * SECOND
DAY = 24 * HOUR

_AM = r"a ?\. ?m\.?|am|上午|凌晨|早上|오전|vorm\.?|sang|sa|e\.? ?k\.?|a"
_PM = r"p ?\. ?m\.?|pm|下午|晚上|오후|nachm\.?|chieu|ch|p\.? ?k\.?|p"
_MERIDIEM = rf"(?:{_AM}|{_PM}|中午|noon|midnight)"
_CLOCK = re.compile(
    rf"(?P<before>{_MERIDIEM})? ?(?P<h>\d{{1,2}})"
    r"(?:[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?)?)?"
    rf" ?(?P<after>{_MERIDIEM})?"
)
_COMPACT = re.compile(rf"(?P<h>\d{{1,2}})(?P<m>\d\d)(?P<s>\d\d)? ?(?P<after>{_MERIDIEM})?")
_UNITS = re.compile(r"(\d{1,2}) ?[时時点點시](?: ?(\d{1,2}) ?[分분])?(?: ?(\d{1,2}) ?[秒초])?")
_FRENCH = re.compile(r"(\d{1,2}) ?(?:h|uhr)(?: ?(\d\d))?(?:m|min)?(?![a-z0-9])")
_HOURS_WORD = re.compile(r" ?(?:uhr|hrs?|heures?|ч|час(?:ов|а)?)\.?(?= |-|$)")
_OFFSET = re.compile(
    r"(?P<clock>.*?\d[^-+z]*?) ?(?P<zone>(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?|z|[a-z]{3,4})"
    r"(?: ?\([a-z ]+\)| [a-z]{3,4}|\[[\w/]+\])?"
)
# As the hour that autumn's clock change has twice is marked: 02:30*, 2B:30, 02:30B.
_SECOND_PASS = re.compile(r"^(\d\d?)[ab](?=:)|(?<=\d:\d\d) ?(?:\*+|b)$")
_SPLIT = re.compile(r" ?(?:-|~|\b(?:to|bis|until|till|a|den|до|kuni)\b|[至到]|\.\.\.?) ?")
# A period of ISO 8601: its start and its end.
_PERIOD = re.compile(r"([^/]+)/\d{4}-\d\d-\d\dt([^/]+)")
_LATER_DATE = re.compile(r"^\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?: |, |t)")
_WORDS = {"noon": 12 * HOUR, "midday": 12 * HOUR, "mittag": 12 * HOUR, "mediodia": 12 * HOUR}
_WORDS |= {"midi": 12 * HOUR, "midnight": 0, "mitternacht": 0, "minuit": 0, "medianoche": 0}
_AT_TWELVE = {"noon": 12, "中午": 12, "midnight": 0}
_WORDS |= {"полдень": 12 * HOUR, "полночь": 0, "中午": 12 * HOUR, "午夜": 0}


@dataclass(frozen=True)
class WrittenTime:
    """A time of day as it is written.

    Parameters
    ----------
    start
        From midnight; a day for ``24:00``. [us]
    end
        End of a range; None where there is none. [us]
    offset
        From UTC; None where there is none. [min]
    half_day
        Whether morning or afternoon is said.
    zone
        Name of its zone, where several share that name; else "".
    other
        What ``09:00-05:00`` is as a time with an offset, where it may also be a range.
    """

    start: int
    end: int | None = None
    offset: int | None = None
    half_day: bool = False
    zone: str = ""
    other: "WrittenTime | None" = None


@lru_cache(maxsize=100_000)
def read_time(text: str) -> WrittenTime | None:
    """Read a time of day, made plain; None where it is none."""
    if len(text) > LONGEST:
        return None
    text = _tidied(text)
    clock = _clock(text)
    if clock is not None:
        return clock
    if period := _PERIOD.fullmatch(text):
        start, end = _with_offset(period[1]), _with_offset(period[2])
        return start and end and replace(start, end=end.start)
    with_offset = _with_offset(text)
    as_range = _range(text)
    if as_range is not None and with_offset is not None:
        return replace(as_range, other=with_offset)
    return as_range or with_offset


def settle(times: Sequence[WrittenTime | None]) -> list[WrittenTime | None]:
    """Decide for the whole column whether ``09:00-05:00`` is a range or a time with an offset."""
    twofold = [time for time in times if time is not None and time.other is not None]
    starts, ends = ({getattr(t, name) for t in twofold} for name in ("start", "end"))
    constant = len(ends) == 1 and len(starts) > 1
    long = any(((t.end or 0) - t.start) % DAY > 4 * HOUR for t in twofold)
    if not twofold or not (constant or long):
        return list(times)
    return [time if time is None or time.other is None else time.other for time in times]


def _tidied(text: str) -> str:
    text = _SECOND_PASS.sub(lambda m: m[1] or "", bare(text).lstrip(" ,t_").rstrip(" ,"))
    text = _UNITS.sub(lambda m: ":".join((m[1], *((m[i] or "0").zfill(2) for i in (2, 3)))), text)
    text = _FRENCH.sub(lambda m: f"{m[1]}:{m[2] or '00'}", text)
    return _HOURS_WORD.sub("", text).strip()


def _clock(text: str, *, bare_hour: bool = False) -> WrittenTime | None:
    """Read a single time; a bare hour only where a range or half of the day makes it one."""
    if text in _WORDS:
        return WrittenTime(_WORDS[text], half_day=True)
    found = _CLOCK.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        return None
    parts: dict[str, str | None] = {"before": None, "f": None} | found.groupdict()
    word = parts["before"] or parts["after"]
    twice = parts["before"] is not None and parts["after"] is not None
    minute, second = int(parts["m"] or 0), int(parts["s"] or 0)
    hour = None if twice else _hour(int(found["h"]), word)
    no_hour = parts["m"] is None and word is None and not bare_hour
    if hour is None or no_hour or minute > 59 or second > 59:
        return None
    part = int((parts["f"] or "0").ljust(6, "0")[:6])
    start = hour * HOUR + (minute * 60 + second) * SECOND + part
    return WrittenTime(start, half_day=word is not None) if start <= DAY else None


def _hour(hour: int, word: str | None) -> int | None:
    """Bring an hour of half a day to 0 to 24; None where there is none such."""
    if word is None:
        return hour if hour <= 24 else None
    if word in _AT_TWELVE:
        return _AT_TWELVE[word] if hour in {0, 12} else None
    if hour > 23 or (word == "晚上" and hour == 12):
        return None
    if re.fullmatch(_PM, word):
        return hour + 12 if hour < 12 else hour
    return hour % 12 if hour <= 12 else None


def _with_offset(text: str) -> WrittenTime | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    clock, minutes = _clock(found["clock"].strip()), _minutes(found["zone"])
    if clock is not None and found["zone"] in SHARED:
        return replace(clock, zone=found["zone"])
    return None if clock is None or minutes is None else replace(clock, offset=minutes)


def _minutes(zone: str) -> int | None:
    """Read an offset or the name of one [min]; None where it is none."""
    if zone in OFFSETS:
        return OFFSETS[zone]
    found = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?", zone)
    if found is None:
        return None
    size = int(found[2]) * 60 + int(found[3] or 0)
    if size > 14 * 60 or size % 15:
        return None
    return -size if found[1] == "-" else size


def _range(text: str) -> WrittenTime | None:
    """Read ``09:00 - 09:30``: where only the end says half of the day, the nearer one is meant."""
    for found in _SPLIT.finditer(text):
        left, right = text[: found.start()], _LATER_DATE.sub("", text[found.end() :])
        start, end = _clock(left, bare_hour=True), _clock(right, bare_hour=True)
        if start is None or end is None:
            continue
        if end.half_day and not start.half_day and start.start < 13 * HOUR:
            halves = (start.start % (12 * HOUR), start.start % (12 * HOUR) + 12 * HOUR)
            nearest = min(halves, key=lambda begin: (end.start - begin - 1) % DAY)
            return WrittenTime(nearest, end.start, half_day=True)
        return WrittenTime(start.start, end.start, half_day=start.half_day)
    return None
