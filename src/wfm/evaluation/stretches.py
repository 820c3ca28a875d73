"""Days and weeks of a forecast, as stretches of its intervals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm import timestamps
from wfm.evaluation.expected import Calls

_WEEKDAYS = 7


@dataclass(frozen=True)
class Stretch:
    """A day, a week or the whole of a forecast.

    Parameters
    ----------
    period
        ``"day"``, ``"week"`` or ``"total"``.
    first_day
        The day on which it begins.
    days
        How many there are.
    begins
        Its first interval.
    """

    period: str
    first_day: str
    days: int
    begins: int


def stretches_of(calls: Calls) -> list[Stretch]:
    """Cut a forecast into its days and weeks: weeks begin with its first day."""
    dates = timestamps.wall_clock(calls.frame["interval_start"]).astype("datetime64[D]")
    days, first = np.unique(dates, return_index=True)
    names = [str(day) for day in days]
    found = [Stretch("total", names[0], len(names), 0)]
    for place in range(0, len(names), _WEEKDAYS):
        there = min(_WEEKDAYS, len(names) - place)
        found.append(Stretch("week", names[place], there, int(first[place])))
    found += [Stretch("day", name, 1, int(at)) for name, at in zip(names, first, strict=True)]
    return found


def week_begins(calls: Calls) -> NDArray[np.int64]:
    """Return the first interval of each week of a forecast."""
    return np.array([each.begins for each in stretches_of(calls) if each.period == "week"])
