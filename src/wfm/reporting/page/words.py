"""Days and moments in words."""

import datetime as dt

import numpy as np
import pandas as pd

from wfm.units import written
from wfm.work.wording import WEEKDAYS

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day_words(day: dt.date, *, year: bool = False) -> str:
    """Write a day, as ``Monday 2 February``."""
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def short_day(day: dt.date) -> str:
    """Write a day for a narrow place, as ``Mon 2 Feb``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def moment_words(start: pd.Timestamp) -> str:
    """Write an interval of the numbers behind, as ``Mon 2026-02-02 08:30``."""
    return f"{WEEKDAYS[start.weekday()][:3]} {start.isoformat(sep=' ', timespec='minutes')[:16]}"


def moment_named(start: pd.Timestamp) -> str:
    """Write an interval in a sentence, as ``Mon 2 Feb 08:30``."""
    return f"{short_day(start.date())} {start:%H:%M}"


def percent(share: float) -> str:
    """Write a share as it was asked for, as ``80%`` or ``79.5%``."""
    return f"{written(100 * share, 2)}%"


def percent_against(share: float, target: float | None) -> str:
    """Write a share with no more decimals than it takes to see that it is below a target."""
    whole = f"{share:.0%}"
    if target is None or share >= target - 1e-9 or float(whole[:-1]) < 100 * target - 1e-7:
        return whole
    return next(
        (text for text in (f"{share:.{n}%}" for n in (1, 2)) if float(text[:-1]) < 100 * target),
        f"less than {percent(target)}",
    )


def date_of(day: np.datetime64 | np.int64 | int) -> dt.date:
    """Return the date of a day since 1970."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(np.int64(day)))


def period_words(first: dt.date, last: dt.date) -> str:
    """Write from and until when, as ``Monday 2 February to Sunday 1 March 2026``."""
    if first == last:
        return day_words(first, year=True)
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last, year=True)}"
