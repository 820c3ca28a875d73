"""Days and moments in words."""

import datetime as dt

import numpy as np
import pandas as pd

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


def date_of(day: np.datetime64 | np.int64 | int) -> dt.date:
    """Return the date of a day since 1970."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(np.int64(day)))


def period_words(first: dt.date, last: dt.date) -> str:
    """Write from and until when, as ``Monday 2 February to Sunday 1 March 2026``."""
    if first == last:
        return day_words(first, year=True)
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last, year=True)}"
