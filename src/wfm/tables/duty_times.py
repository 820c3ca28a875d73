"""Times of a duty as planners write them: ``6-14``, ``06:00-14:30``, ``6a-2p``, ``0600-1400``."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.units import hhmm
from wfm.weekdays import DAY

_HALF = DAY // 2
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[:.,h]\s?(?P<minute>[0-5]\d)(?::00)?|h|(?P<digits>[0-5]\d))?"
    r"\s?(?P<half>[ap]\.?\s?m?\.?)?(?:\s?(?:uhr|hrs?|h))?"
)
_BETWEEN = re.compile(r"\s*(?:-|~|/|\bto\b|\bbis\b|\bà\b|\ba\b|\bto\b|\bkuni\b|\bđến\b|至|до)\s*")
# The end is on the next day, and says so.
_NEXT_DAY = re.compile(r"\s*[(\[]?\s*(?:\+\s?1\s?d?|next day)\s*[)\]]?$")
_NAMED = {
    **dict.fromkeys(("noon", "midday"), "12:00pm"),
    **dict.fromkeys(("midnight", "mitternacht", "minuit", "medianoche"), "12:00am"),
}
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")
_LABELLED = re.compile(
    r"(?P<before>[^\d]*?)[\s:=(]*(?P<span>\d.*?)[\s)]*(?P<after>(?:\s[^\W\d]+)*)"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class _Time:
    """A time of day as written: minutes, whether the half of the day is said, and if 24 h show."""

    minute: int
    half: str
    whole_day: bool


def read_time(text: str) -> str | None:
    """Read a time of day as ``HH:MM``; None where it is none, or may be one of two.

    Parameters
    ----------
    text
        Such as ``6:00 AM``, ``0600`` or ``6.30``.
    """
    time = _time(_plain(text))
    if time is None:
        return None
    return hhmm(_placed(time)) if time.minute < DAY else "24:00"


def read_spans(texts: Iterable[str], where: str) -> dict[str, tuple[int, int]]:
    """Read the duties among the cells of a roster.

    Parameters
    ----------
    texts
        The distinct cells; those that are no times are left out.
    where
        File, for messages.

    Returns
    -------
    dict
        Of each its start and end [min after midnight]; an end before the start is the next day.

    Raises
    ------
    InputError
        If no hour above 12 or with a zero before it shows that the day has 24 hours, and nothing
        says morning or afternoon.
    """
    found = {text: span for text in texts if (span := _span(text))}
    shows_day = any(time.whole_day for span in found.values() for time in span)
    halves = any(time.half for span in found.values() for time in span)
    for text, (first, last) in found.items():
        told = first.half or last.half or first.whole_day or last.whole_day
        if not told and (halves or not shows_day):
            raise InputError(_asked(text, first, last, where))
    return {text: _minutes(first, last) for text, (first, last) in found.items()}


def is_split(text: str) -> bool:
    """Whether a cell holds a duty in two parts, such as ``6-10 / 14-18``."""
    parts = re.split(r"\s*[/,;+&]\s*|\s+(?=\d)", _plain(text))
    return len(parts) > 1 and all(_span(part) for part in parts)


def labelled_span(text: str) -> tuple[str, str] | None:
    """Part words from the times that stand beside them, as in ``Early 06:00-14:30``.

    Returns
    -------
    tuple
        The words, "" where there are none, and the times; None where there are no times.
    """
    plain = " ".join(_plain(text).split())
    if _span(plain):
        return "", plain
    match = _LABELLED.fullmatch(plain)
    if match is None or not _span(match["span"]):
        return None
    words = f"{match['before']} {match['after']}".strip(" :=-()")
    return words, match["span"]


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold().strip(" ()[]")
    return _NAME.sub(lambda found: _NAMED[found[0]], plain)


def _time(text: str) -> _Time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["digits"] or 0)
    half = (found["half"] or "")[:1]
    if 60 * hour + minute > DAY or (half and not 1 <= hour <= 12):
        return None
    zero = len(found["hour"]) == 2 and (hour < 10)
    return _Time(60 * hour + minute, half, not half and (hour > 12 or hour == 0 or zero))


def _span(text: str) -> tuple[_Time, _Time] | None:
    whole = _plain(text)
    plain = _NEXT_DAY.sub("", whole)
    for found in _BETWEEN.finditer(plain):
        first, last = _time(plain[: found.start()]), _time(plain[found.end() :])
        if first is not None and last is not None:
            later = plain != whole and _placed(last) > _placed(first)
            return None if later else (first, last)
    return None


def _placed(time: _Time) -> int:
    """Return the minute of the day of a time; one without its half is as it stands."""
    if not time.half:
        return time.minute
    return time.minute % _HALF + (_HALF if time.half == "p" else 0)


def _minutes(first: _Time, last: _Time) -> tuple[int, int]:
    """Return start and end; where only one says its half, the other is the nearest to it."""
    start, end = _placed(first), _placed(last)
    if last.half and not first.half:
        start = max((start % _HALF, start % _HALF + _HALF), key=lambda m: -((end - m - 1) % DAY))
    elif first.half and not last.half:
        end = min((end % _HALF, end % _HALF + _HALF), key=lambda m: (m - start - 1) % DAY)
    start %= DAY
    return start, end + (DAY if end <= start else 0)


def _asked(text: str, first: _Time, last: _Time, where: str) -> str:
    whole = _minutes(first, last)
    forenoon = _minutes(
        _Time(first.minute, "a", False),
        _Time(last.minute, "p" if last.minute % _HALF <= first.minute % _HALF else "a", False),
    )
    readings: Mapping[str, None] = dict.fromkeys(
        f"{hhmm(a)}-{hhmm(b)}" for a, b in (whole, forenoon, _later(forenoon))
    )
    return (
        f"{where}{quoted(text)} may be {' or '.join(readings)}: nothing in the roster shows a day "
        "of 24 hours: write it as one of these"
    )


def _later(span: tuple[int, int]) -> tuple[int, int]:
    return (span[0] + _HALF) % DAY, (span[1] + _HALF) % DAY
