"""The slots of a week: stretches of time in which nobody comes, goes, eats or returns.

Where everything lies on one grid they are all alike. What lies off it, such as a shift from 07:45
where the requirement has half hours, begins and ends slots of its own, and only those: a plan to
the minute has as many slots more as it has odd times, not 10,080.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wfm.weekdays import WEEK
from wfm.work.plan import Plan

# What is no multiple of so much makes slots of its own, instead of all slots shorter [min].
_COARSE = 5


def slot_minutes(plan: Plan, step: int) -> int:
    """Return the grid on which slots begin, whatever else begins or ends between [min].

    Presences, meals and breaks of a plan lie on it as long as they are multiples of 5 minutes.
    """
    lengths = [step]
    for group in plan.groups:
        for shift in group.shifts:
            lengths += [shift.presence, *(pause.minutes for pause in shift.pauses)]
    return math.gcd(*(length for length in lengths if length % _COARSE == 0))


@dataclass(frozen=True)
class Slots:
    """The slots of a week.

    Parameters
    ----------
    begins
        When each begins, in order, the first at 0 [min after Monday's midnight].
    """

    begins: NDArray[np.int64]

    @classmethod
    def of(cls, slot: int, times: Iterable[int] = ()) -> "Slots":
        """Return the slots that begin on a grid of `slot` minutes and at some times beside it."""
        return cls(np.array(sorted({*range(0, WEEK, slot), *(time % WEEK for time in times)})))

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Length of each [min]."""
        return np.diff(self.begins, append=WEEK)

    def between(self, first: int, last: int) -> NDArray[np.int64]:
        """Return the numbers of the slots from one minute until another, around the week's end."""
        number, end = self.reaches(np.array(first), np.array(last))
        found: NDArray[np.int64] = np.arange(int(number), int(end)) % len(self.begins)
        return found

    def reaches(
        self, first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the number of the slot of each first minute, and of the one behind the last.

        Slots of the week after have numbers that go on.
        """
        begin = first % WEEK
        number = np.searchsorted(self.begins, begin, side="right") - 1
        around, rest = np.divmod(begin + last - first, WEEK)
        return number, around * len(self.begins) + np.searchsorted(self.begins, rest)


def agents_in(spans: Mapping[tuple[int, int], int]) -> NDArray[np.int64]:
    """Count the agents of each minute of a week.

    Parameters
    ----------
    spans
        From and until when [min after Monday's midnight], and how many agents; an end may lie in
        the next week.
    """
    agents = np.zeros(WEEK, dtype=np.int64)
    for (first, last), number in spans.items():
        np.add.at(agents, np.arange(first, last) % WEEK, number)
    return agents
