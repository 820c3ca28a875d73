"""Cells that make an axis: times of the day on a grid, dates, weekdays."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from wfm.ingestion.layouts.kinds import kind
from wfm.weekday_names import readings

# Lengths of intervals that an axis of times has. [min]
_STEPS = (5, 10, 15, 20, 30, 60, 120)
_FEWEST_TIMES = 5
_FIRST = re.compile(
    r"(?:(上午|下午)\s*)?(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}\S*)?\s*([ap])?", re.I
)
# Days since 1899-12-30 of the years that histories are of: what a workbook keeps of a date.
_SERIALS = range(36_526, 73_051)


def times_of_day(cells: Sequence[object], fewest: int = _FEWEST_TIMES) -> list[object] | None:
    """Take cells as the times of a day that follow one another; None where they are none.

    Returns
    -------
    list
        The cells; whole hours such as 8 and parts of a day are written as times.
    """
    if len(cells) < fewest:
        return None
    kinds = {kind(cell) for cell in cells}
    if kinds == {"time"}:
        minutes = [_minute(cell) for cell in cells]
        return list(cells) if _on_grid(minutes) else None
    if kinds != {"number"}:
        return None
    numbers = [_number(cell) for cell in cells]
    if any(number is None for number in numbers):
        return None
    return _numbered([number for number in numbers if number is not None], cells)


def _numbered(numbers: list[float], cells: Sequence[object]) -> list[object] | None:
    """Read numbers as parts of a day, hours, or hours and minutes as 830."""
    if all(0 <= n <= 1 for n in numbers) and any(n % 1 for n in numbers):
        minutes = [round(n * 1440) for n in numbers]
        return [_clock(m) for m in minutes] if _on_grid(minutes) else None
    if any(n % 1 for n in numbers):
        return None
    whole = [int(n) for n in numbers]
    if whole == list(range(whole[0], whole[0] + len(whole))) and 0 <= whole[0] < whole[-1] <= 24:
        # 1 to 24 are the hours of the day, counted.
        first = 1 if whole[0] == 1 and whole[-1] == 24 else 0
        return [f"{hour - first}:00" for hour in whole]
    if all(0 <= n <= 2400 and n % 100 < 60 for n in whole) and max(whole) >= 100:
        minutes = [n // 100 * 60 + n % 100 for n in whole]
        return list(cells) if _on_grid(minutes) else None
    return None


def is_time_axis(cells: Sequence[object]) -> bool:
    """Whether most cells of a column are times of the day that follow one another."""
    times = [cell for cell in cells if kind(cell) == "time"]
    return 2 * len(times) >= len(cells) and _on_grid([_minute(cell) for cell in times], few=True)


def is_hours(cells: Sequence[object]) -> bool:
    """Whether the numbers of a column are hours, or hours and minutes as 830, in order."""
    numbers = [cell for cell in cells if kind(cell) == "number"]
    turn = next((i for i in range(1, len(numbers)) if numbers[i] == numbers[0]), len(numbers))
    # A few small numbers may count lines.
    fewest = 2 if any((_number(cell) or 0) >= 100 for cell in numbers) else _FEWEST_TIMES
    return 2 * len(numbers) >= len(cells) and times_of_day(numbers[:turn], fewest) is not None


def _on_grid(minutes: list[int], *, few: bool = False) -> bool:
    """Whether times are in order and apart by multiples of one step, once past midnight at most."""
    if len(minutes) < 2:
        return few and len(minutes) == 1
    steps = [(b - a) % 1440 for a, b in pairwise(minutes)]
    least = min(steps)
    turns = sum(b < a for a, b in pairwise(minutes))
    return least in _STEPS and not any(step % least for step in steps) and turns <= 1


def _minute(cell: object) -> int:
    """Return the minute of the day of a time or of the first of a range; -1 if it has none."""
    if isinstance(cell, dt.timedelta):
        return round(cell.total_seconds() / 60)
    if isinstance(cell, dt.time):
        return cell.hour * 60 + cell.minute
    found = _FIRST.match(unicodedata.normalize("NFKC", str(cell)).strip())
    if found is None:
        return -1
    hour, minute = int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower() or {"上午": "a", "下午": "p"}.get(found[1] or "", "")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def _number(cell: object) -> float | None:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return None


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def are_serial_days(cells: Sequence[object]) -> bool:
    """Whether numbers are days in a row as a workbook keeps them."""
    numbers = [_number(cell) if kind(cell) == "number" else None for cell in cells]
    if len(numbers) < _FEWEST_TIMES or numbers[0] is None or numbers[0] not in _SERIALS:
        return False
    return all(
        a is not None and b is not None and 1 <= b - a <= 7 and b % 1 == 0
        for a, b in pairwise(numbers)
    )


def week_columns(cells: Sequence[object], fewest: int = 5) -> dict[int, int] | None:
    """Find weekdays in a row of cells: five or more, or as many as told, that follow one another.

    Returns
    -------
    dict
        Day, 1 for Monday, of each position; None where there are too few, or where languages
        read them apart.
    """
    names = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
    fitting = []
    for reading in readings(name for name in names if name):
        days = {place: reading[name] for place, name in enumerate(names) if name in reading}
        order = list(days.values())
        steps = [(b - a) % 7 for a, b in pairwise(order)]
        # From Friday to the next Monday where the weekend is left out.
        in_order = all(step in {1, 2, 3} for step in steps) and steps.count(1) >= min(4, fewest - 1)
        if len(order) >= fewest and in_order:
            fitting.append(days)
    return fitting[0] if len(fitting) == 1 else None
