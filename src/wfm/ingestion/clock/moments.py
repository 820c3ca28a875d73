"""The distinct cells of a column as days and times, whatever each of them is."""

import datetime as dt
import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError
from wfm.ingestion.cells import Distinct, factorized
from wfm.ingestion.clock.date_order import put_in_order
from wfm.ingestion.clock.dates import DateOrder, is_date_of_digits, read_dates
from wfm.ingestion.clock.numbers import read_stamps, read_times, width_of
from wfm.ingestion.clock.parting import is_compact, part, part_at_once
from wfm.ingestion.clock.times import SECOND, WrittenTime, read_time, settle

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]
NONE = -1
"""No time of day."""
_NUMBER = re.compile(r"\d{1,19}(?:[.,]\d+)?")
# Days of a history that follow one another, as a workbook counts them.
_LONGEST_SERIAL_GAP = 7
# The last time of day as HHMMSS.
_LAST_CLOCK = 240_000.0


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
    half_days
        Whether morning or afternoon is said.
    said
        How dates and times are read.
    zone_name
        Name of the times' zone that several zones share; "" where there is none.
    """

    days: Days
    starts: Integers
    ends: Integers
    offsets: Floats
    half_days: Flags
    said: tuple[str, ...]
    zone_name: str = ""

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
        np.zeros(count, dtype=bool),
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
    whole = [value.casefold() for value in cells.unique if isinstance(value, str)]
    parted = part_at_once(whole) if len(whole) == len(cells.unique) and not timed else None
    places, numbers = np.arange(len(cells.unique)), dict[int, float]()
    if parted is None:
        texts, numbers = _by_kind(cells, found, where, timed=timed)
        places = np.array(list(texts), dtype=np.intp)
        parted = [part(text, timed=timed) for text in texts.values()]
    if parted:
        said += _read_texts(places, parted, cells, order, where, found)
    if numbers:
        places = np.array(list(numbers))
        said += _read_numbers(places, np.array(list(numbers.values())), cells, where, timed, found)
    return replace(found, said=tuple(filter(None, said)), zone_name=zone_name_of(parted))


def _by_kind(
    cells: Distinct, into: Moments, where: str, *, timed: bool
) -> tuple[dict[int, str], dict[int, float]]:
    """Tell texts from numbers, by their place; what a workbook holds as times is read at once."""
    texts: dict[int, str] = {}
    numbers: dict[int, float] = {}
    digits: dict[int, str] = {}
    for place, value in enumerate(cells.unique):
        if isinstance(value, float):
            numbers[place] = value
            if value.is_integer():
                digits[place] = f"{value:.0f}"
        elif not isinstance(value, str):
            _read_typed(value, place, into)
        elif _NUMBER.fullmatch(value):
            numbers[place] = float(value.replace(",", "."))
            if value.isdigit():
                digits[place] = value
        else:
            texts[place] = value.casefold()
    if not timed:
        digits = _with_zeros(digits, where)
        # Ten digits may be seconds since 1970: all have to be dates, or none is.
        other = {len(text) for text in digits.values() if not is_compact(text)}
        dates = {place: text for place, text in digits.items() if len(text) not in other}
        texts |= dates
        numbers = {place: number for place, number in numbers.items() if place not in dates}
    return texts, numbers


def _with_zeros(digits: dict[int, str], where: str) -> dict[int, str]:
    """Give dates of six digits the first zero that a workbook took: ``20326`` is 02 03 26.

    Five digits alone may be days as a workbook counts them: those go on day by day.

    Raises
    ------
    InputError
        If one number may be both.
    """
    lengths = {len(text) for text in digits.values()}
    if not lengths or not lengths <= {5, 6} or 5 not in lengths:
        return digits
    if not all(map(is_date_of_digits, digits.values())):
        return digits
    numbers = np.sort([float(text) for text in digits.values()])
    if lengths == {5}:
        if len(numbers) == 1:
            raise InputError(
                f"{where}: {next(iter(digits.values()))} may be a date of digits, or one as a "
                "workbook counts them: write it as 2026-03-29"
            )
        if np.median(np.diff(numbers)) <= _LONGEST_SERIAL_GAP:
            return digits
    return {place: text.zfill(6) for place, text in digits.items()}


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
    places: npt.NDArray[np.intp], parted: list[tuple[str, str, str]], cells: Distinct,
    order: DateOrder | None, where: str, into: Moments,
) -> list[str]:  # fmt: skip
    """Read the dates and the times of texts, each distinct one once."""
    heads, tails, parts = zip(*parted, strict=True)
    of_clock, clocks = factorized(tails)
    said: list[str] = []
    times = _read_clocks(clocks, where, said)
    good = np.array(
        [time is not None or clock == "" for time, clock in zip(times, clocks, strict=True)]
    )
    known = [WrittenTime(NONE) if time is None else time for time in times]
    ends = (NONE if time.end is None else time.end for time in known)
    # Where one name leaves the zone open, the others do not settle it either.
    is_open = bool(zone_name_of(parted))
    offsets = (np.nan if time.offset is None or is_open else time.offset for time in known)
    into.starts[places] = np.array([time.start for time in known])[of_clock]
    into.ends[places] = np.array(list(ends))[of_clock]
    into.offsets[places] = np.array(list(offsets))[of_clock]
    into.half_days[places] = np.array([time.half_day for time in known])[of_clock]
    if any(parts):
        into.starts[places] += np.array([_microseconds(part) for part in parts])
    of_day, days = factorized(heads)
    code_of = np.full(len(cells.unique) + 1, -1, dtype=np.intp)
    code_of[places] = np.where(good[of_clock], of_day, -1)
    ordered = put_in_order(read_dates(days), code_of[cells.codes], order, where)
    if ordered.said and not np.isnat(into.days).all():
        raise InputError(
            f"{where}: some dates are text and some are dates of the workbook, as where a "
            "workbook took the day for the month: import the dates as text, or write 2026-03-29"
        )
    dated = ordered.days[of_day]
    into.days[places] = np.where(good[of_clock], dated, np.datetime64("NaT", "D"))
    # Words beside a time that are no date make no time.
    wordy = np.array([day != "" for day in days])[of_day] & np.isnat(dated)
    into.starts[places[wordy]] = NONE
    return [ordered.said, *said]


def zone_name_of(parted: list[tuple[str, str, str]]) -> str:
    """Return the name of a zone behind times of day that zones share; "" where there is none."""
    times = (read_time(clock) for clock in dict.fromkeys(clock for _, clock, _ in parted))
    return next((time.zone for time in times if time is not None and time.zone), "")


def _microseconds(part: str) -> int:
    return int(part[1:].ljust(6, "0")[:6]) if part else 0


def _read_clocks(texts: list[str], where: str, said: list[str]) -> list[WrittenTime | None]:
    """Read the distinct times of a column of texts; bare digits as a column of numbers."""
    digits = [i for i, text in enumerate(texts) if text.isdigit()]
    times = settle([None if text.isdigit() else read_time(text) for text in texts])
    if digits:
        numbers = np.array([float(texts[i]) for i in digits])
        found = read_times(numbers, width_of([texts[i] for i in digits]), where)
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
    whole = bool((numbers == np.floor(numbers)).all())
    if timed and numbers.max() <= (_LAST_CLOCK if whole else 24.0):
        texts = [cells.unique[place] for place in places]
        times = read_times(numbers, width_of(texts), where)
        into.starts[places] = times.times
        return [times.said]
    stamps = read_stamps(numbers)
    into.days[places] = stamps.days
    into.starts[places] = stamps.times
    if stamps.instants:
        into.offsets[places] = np.where(np.isnat(stamps.days), np.nan, 0.0)
    return [stamps.said]
