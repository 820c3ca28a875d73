"""The distinct cells of a column as days and times, whatever each of them is."""

import datetime as dt
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wfm.ingestion.cells import Distinct, each
from wfm.ingestion.clock.date_order import put_in_order
from wfm.ingestion.clock.dates import DateOrder, read_dates
from wfm.ingestion.clock.numbers import read_stamps, read_times
from wfm.ingestion.clock.times import SECOND, WrittenTime, read_time, settle

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]
NONE = -1
"""No time of day."""
_NUMBER = re.compile(r"\d{1,19}(?:[.,]\d+)?")
# What comes before the first colon of a time: the date, and blanks or a T between.
_COLON = re.compile(
    r"(.*?)[ ,t_]*(?<![\d:])"
    r"((?:(?:[^\d ]{1,4}\. ?m\. ?|[ap]m ?)|[上下中凌早晚오]\S{1,2}? ?)?\d{1,2}:\d\d.*)"
)
_APACHE = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d)")
# A date at the head of a cell whose time has no colon.
_HEAD = re.compile(
    r"((?:[^\d]* )?(?:\d{1,4}([-/.])\d{1,2}\2\d{1,4}|\d{8}|\d{4}年\d{1,2}月\d{1,2}[日号號]?"
    r"|\d{1,2}[-/. ]+[^\W\d]+[-/. ,]+\d{2,4}))(?:[ ,t_]+| ?(?=[上下中凌早晚]))(\S.*)"
)
_DIGITS = re.compile(r"(\d{8})[t_ ]?(\d{2})(\d{2})?(\d{2})?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True)
class Moments:
    """Distinct cells as days and times.

    Parameters
    ----------
    days
        NaT where a cell has no date.
    starts, ends
        Times from midnight, `NONE` where a cell has none. [us]
    offsets
        Of the times from UTC; NaN where a cell has none. [min]
    said
        How dates and times are read.
    """

    days: Days
    starts: Integers
    ends: Integers
    offsets: Floats
    said: tuple[str, ...]

    @property
    def wrong(self) -> Flags:
        """Mark the cells that are neither a date nor a time."""
        wrong: Flags = np.isnat(self.days) & (self.starts == NONE)
        return wrong


def blank(count: int) -> Moments:
    """Return moments of which nothing is known yet."""
    return Moments(
        np.full(count, "NaT", dtype="datetime64[D]"),
        np.full(count, NONE, dtype=np.int64),
        np.full(count, NONE, dtype=np.int64),
        np.full(count, np.nan),
        (),
    )


def read_moments(cells: Distinct, order: DateOrder | None, where: str, *, timed: bool) -> Moments:
    """Read the distinct cells of a column of dates, of times, or of both.

    Parameters
    ----------
    cells
        The cells.
    order
        Order of day and month, where somebody has said it.
    where
        File and column, for messages.
    timed
        Whether it is a column of times: its numbers are no dates.

    Raises
    ------
    Question
        If the order of day and month is not clear.
    InputError
        If dates contradict one another, or numbers may be several things.
    """
    found = blank(len(cells.unique))
    said: list[str] = []
    texts: dict[int, str] = {}
    numbers: dict[int, float] = {}
    for place, value in enumerate(cells.unique):
        if isinstance(value, str):
            if _NUMBER.fullmatch(value) and not _is_digits(value, timed):
                numbers[place] = float(value.replace(",", "."))
            else:
                texts[place] = value.casefold()
        elif isinstance(value, float):
            numbers[place] = value
        elif not isinstance(value, bool):
            _read_typed(value, place, found)
    if texts:
        parted = [_parted(text, timed=timed) for text in texts.values()]
        said += _read_texts(np.array(list(texts)), parted, cells, order, where, found)
    if numbers:
        places = np.array(list(numbers))
        said += _read_numbers(places, np.array(list(numbers.values())), cells, where, timed, found)
    return Moments(found.days, found.starts, found.ends, found.offsets, tuple(filter(None, said)))


def _is_digits(text: str, timed: bool) -> bool:
    """Say whether digits are a date written without signs, rather than a number."""
    return not timed and text.isdigit() and len(text) in {7, 8, 10, 12, 14} and _compact(text)


def _compact(text: str) -> bool:
    year, month, day = (int(text[i:j] or 0) for i, j in ((0, 4), (4, 6), (6, 8)))
    if len(text) <= 8:
        return True
    rest = (int(text[i : i + 2]) for i in range(8, len(text), 2))
    sensible = all(n < top for n, top in zip(rest, (25, 60, 60), strict=False))
    return 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31 and sensible


def _read_typed(value: object, place: int, into: Moments) -> None:
    """Read what a workbook holds, to the second; a date about 1900 stands for none."""
    time: dt.timedelta | None = None
    if isinstance(value, dt.datetime):
        rounded = value.replace(tzinfo=None) + dt.timedelta(microseconds=500_000)
        into.days[place] = np.datetime64(rounded.date()) if rounded.year > 1904 else "NaT"
        time = dt.timedelta(hours=rounded.hour, minutes=rounded.minute, seconds=rounded.second)
        offset = value.utcoffset()
        if offset is not None:
            into.offsets[place] = offset.total_seconds() / 60
    elif isinstance(value, dt.date):
        into.days[place] = np.datetime64(value)
    elif isinstance(value, dt.time):
        time = dt.timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second + round(value.microsecond / 1e6),
        )
    elif isinstance(value, dt.timedelta):
        time = dt.timedelta(seconds=round(value.total_seconds()))
    if time is not None and dt.timedelta(0) <= time <= dt.timedelta(1):
        into.starts[place] = int(time / dt.timedelta(seconds=1)) * SECOND


def _read_texts(
    places: npt.NDArray[np.intp], parted: list[tuple[str, str]], cells: Distinct,
    order: DateOrder | None, where: str, into: Moments,
) -> list[str]:  # fmt: skip
    """Read the dates and the times of texts, each distinct one once."""
    heads, tails = zip(*parted, strict=True)
    said: list[str] = []
    clocks, of_clock = each(tails, lambda tail: tail)
    times = _read_clocks(clocks, where, said)
    read = [times[code] for code in of_clock]
    good = np.array(
        [time is not None or tail == "" for time, tail in zip(read, tails, strict=True)]
    )
    for place, time in zip(places, read, strict=True):
        if time is not None:
            into.starts[place] = time.start
            into.ends[place] = NONE if time.end is None else time.end
            into.offsets[place] = np.nan if time.offset is None else time.offset
    days, of_day = each(heads, lambda head: head)
    dates = read_dates(days)
    code_of = np.full(len(cells.unique) + 1, -1, dtype=np.intp)
    code_of[places] = np.where(good, of_day, -1)
    ordered = put_in_order(dates, code_of[cells.codes], order, where)
    found = ordered.days[of_day]
    empty = np.array([head == "" for head in heads])
    into.days[places] = np.where(good, found, np.datetime64("NaT"))
    # Words beside a time that are no date make no time.
    into.starts[places[np.isnat(found) & ~empty]] = NONE
    return [ordered.said, *said]


def _parted(text: str, *, timed: bool) -> tuple[str, str]:
    """Part a text into a date and a time of day; either may be empty."""
    if timed and read_time(text) is not None:
        return "", text
    if ":" in text:
        found = _COLON.fullmatch(_APACHE.sub(" ", text))
        return (found[1].strip(" ,"), found[2]) if found else (text, "")
    digits = _DIGITS.fullmatch(text)
    if digits and _compact("".join(part or "" for part in digits.groups()[:4])):
        time = ":".join((digits[2], digits[3] or "00", digits[4] or "00"))
        return digits[1], time + (digits[5] or "")
    head = _HEAD.fullmatch(text)
    if head is not None:
        return head[1].strip(), head[3]
    return ("", text) if read_time(text) is not None else (text, "")


def _read_clocks(texts: list[str], where: str, said: list[str]) -> list[WrittenTime | None]:
    """Read the distinct times of a column of texts; bare digits as a column of numbers."""
    digits = [i for i, text in enumerate(texts) if text.isdigit()]
    times = settle([None if text.isdigit() else read_time(text) for text in texts])
    if digits:
        numbers = np.array([float(texts[i]) for i in digits])
        found = read_times(numbers, all(len(texts[i]) == 4 for i in digits), where)
        for i, start in zip(digits, found.times, strict=True):
            times[i] = WrittenTime(int(start)) if start != NONE else None
        said.append(found.said)
    if any(time is not None and time.half_day for time in times):
        said.append("12-hour clock")
    if any(time is not None and time.end is not None for time in times):
        said.append("ranges by their start")
    return times


def _read_numbers(
    places: npt.NDArray[np.intp], numbers: Floats, cells: Distinct, where: str, timed: bool,
    into: Moments,
) -> list[str]:  # fmt: skip
    if timed and not (numbers > 25_000).any():
        padded = all(len(str(cells.unique[place])) == 4 for place in places) and all(
            isinstance(cells.unique[place], str) for place in places
        )
        times = read_times(numbers, padded, where)
        into.starts[places] = times.times
        return [times.said]
    stamps = read_stamps(numbers)
    into.days[places] = stamps.days
    into.starts[places] = stamps.times
    if stamps.instants:
        into.offsets[places] = np.where(np.isnat(stamps.days), np.nan, 0.0)
    return [stamps.said]
