"""Opening hours written as text: ``Mon-Fri 08:00-20:00, Sat 09:00-13:00``."""

import re

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError, OptionError
from wfm.units import clock

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 1440
_WEEK = 7 * _DAY
_EXAMPLE = 'write "Mon-Fri 08:00-20:00, Sat 09:00-13:00"'

Minutes = npt.NDArray[np.bool_]


def opening_minutes(text: str, option: str = "open") -> Minutes:
    """Read opening hours into the minutes of a week.

    Parameters
    ----------
    text
        Items separated by commas, each the days and one or more windows of the wall clock:
        ``Mon-Fri 08:00-12:00 13:00-17:00, Sat,Sun 10:00-14:00, Fri 22:00-02:00``. A window that
        ends before it starts runs into the next day; ``00:00-24:00`` is the whole day. Days
        alone share the windows of the next item.
    option
        Name of the option, for messages.

    Returns
    -------
    numpy.ndarray of bool
        One value for each of the 10,080 minutes of the week from Monday 00:00: open or not.

    Raises
    ------
    OptionError
        The text is not such a list.
    """
    week = np.zeros(_WEEK, dtype=bool)
    waiting: list[int] = []
    for item in text.split(","):
        words = item.split()
        if not words:
            raise OptionError(option, f"'{text}' has an empty item: {_EXAMPLE}")
        waiting += _days(words[0], option)
        for window in words[1:]:
            start, end = _window(window, option)
            for day in waiting:
                week[np.arange(day * _DAY + start, day * _DAY + end) % _WEEK] = True
        if len(words) > 1:
            waiting = []
    if waiting:
        raise OptionError(option, f"'{text}' ends in days without hours: {_EXAMPLE}")
    return week


def open_at(week: Minutes, weekday: npt.ArrayLike, minute: npt.ArrayLike) -> Minutes:
    """Whether it is open at these times of the wall clock.

    Parameters
    ----------
    week
        What `opening_minutes` returned.
    weekday
        0 is Monday.
    minute
        Minutes after midnight.
    """
    is_open: Minutes = week[np.asarray(weekday) * _DAY + np.asarray(minute)]
    return is_open


def _days(text: str, option: str) -> list[int]:
    """Numbers of ``Mon`` or ``Fri-Mon``, 0 for Monday; a range may run over the weekend."""
    names = text.lower().split("-")
    if len(names) > 2 or any(name[:3] not in DAY_NAMES for name in names):
        raise OptionError(option, f"'{text}' is not a weekday or a range of them: {_EXAMPLE}")
    start, end = (DAY_NAMES.index(name[:3]) for name in (names[0], names[-1]))
    return [(start + i) % 7 for i in range((end - start) % 7 + 1)]


def _window(text: str, option: str) -> tuple[int, int]:
    """Minutes after midnight of ``08:00-20:00``; the end may lie on the next day."""
    match = re.fullmatch(r"(\d{1,2}:\d\d)-(\d{1,2}:\d\d)", text)
    if match is None:
        raise OptionError(option, f"'{text}' is not a pair of times: {_EXAMPLE}")
    try:
        start, end = clock(match[1]), clock(match[2])
    except InputError as error:
        raise OptionError(option, str(error).removeprefix("time: ")) from None
    if start == end:
        raise OptionError(option, f"'{text}' is an empty window: the whole day is 00:00-24:00")
    return start, end if end > start else end + _DAY
