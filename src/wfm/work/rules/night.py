"""The night of a statute, which says what is night work."""

from dataclasses import dataclass
from typing import Any

from wfm.units import clock
from wfm.values import read_count, read_table
from wfm.weekdays import DAY
from wfm.work.shifts import Shift


@dataclass(frozen=True)
class Night:
    """The night of a statute, and how much of it makes a duty night work.

    Parameters
    ----------
    first, last
        From and until when [min after midnight]; the end may be the next day.
    least
        Shortest part of a duty inside it that counts [min].
    """

    first: int
    last: int
    least: int

    def holds(self, start: int, end: int) -> bool:
        """Whether a duty is night work; its times count from the midnight that begins its day."""
        overlaps = (
            min(end, self.last + day) - max(start, self.first + day) for day in (-DAY, 0, DAY)
        )
        return max(overlaps) >= self.least

    def touches(self, shift: Shift) -> bool:
        """Whether any start of a shift makes night work."""
        return any(
            self.holds(start, start + shift.presence)
            for first, last in shift.windows
            for start in {*range(first, last + 1, 5), last}
        )


def read_night(value: Any, where: str) -> Night | None:
    """Read a night: ``{ from = "23:00", to = "06:00", minutes = 180 }``; None is none."""
    if value is None:
        return None
    table = read_table(value, where, ("from", "to", "minutes"))
    first, last = clock(table["from"], f"{where}.from"), clock(table["to"], f"{where}.to")
    least = read_count(table["minutes"], f"{where}.minutes", 1, DAY)
    return Night(first, last if last > first else last + DAY, least)
