"""Hours of a week in a planner's words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wfm.units import hhmm, written
from wfm.weekdays import DAY, WEEK
from wfm.work.slots import Slots

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shortage(short: NDArray[np.float64], slots: Slots, *, solved: bool = True) -> str:
    """Say which hours stay uncovered and by how many agents.

    Parameters
    ----------
    short
        Missing agents of each slot; fractions count up [agents].
    slots
        The slots.
    solved
        Whether they are those of a roster, not of its linear program.
    """
    total = float(short @ slots.lengths) / 60
    most = int(np.ceil(short.max() - 1e-6))
    worst = np.flatnonzero(np.ceil(short - 1e-6) == most)
    return (
        f"{'' if solved else 'at least '}{agent_hours(total)} a week stay uncovered, "
        f"at worst {agents(most)}: {hours(slots, worst)}"
    )


def counted(number: int, what: str) -> str:
    """Count something that takes an s where there is not one of it."""
    return f"{number:,d} {what}{'' if number == 1 else 's'}"


def agents(number: int) -> str:
    """Count agents."""
    return counted(number, "agent")


def agent_hours(hours: float) -> str:
    """Write hours of agents."""
    return f"{tenths(hours)} agent-hours"


def tenths(hours: float) -> str:
    """Write hours to a tenth, and the fewest to a hundredth."""
    return written(hours, 1 if hours >= 0.05 else 2)


def hours(slots: Slots, numbers: NDArray[np.int64]) -> str:
    """Name some slots, in order: the first stretch if they are many."""
    if len(numbers) == len(slots.begins):
        return "the whole week"
    begins = slots.begins[numbers]
    stretches = _stretches(begins, begins + slots.lengths[numbers])
    first = stretches[0]
    alike = [begin // DAY for begin, end in stretches if _clock(begin, end) == _clock(*first)]
    span = f"{hhmm(first[0])}-{hhmm(first[1])}"
    over_midnight = first[1] // DAY > first[0] // DAY and first[1] % DAY
    if first[1] - first[0] >= DAY or (over_midnight and len(alike) == 1):
        span = f"{hhmm(first[0])} to {WEEKDAYS[first[1] // DAY % 7]} {hhmm(first[1])}"
    elif over_midnight:
        span += " the next day"
    more = len(stretches) - len(alike)
    others = f" and {more} other stretch{'es' if more > 1 else ''}" if more else ""
    return f"{_days(alike)} {span}{others}"


def _stretches(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Begin and end of each run of slots; one around the end of the week comes as one, last."""
    apart = np.flatnonzero(begins[1:] > ends[:-1]) + 1
    parts = zip(np.split(begins, apart), np.split(ends, apart), strict=True)
    found = [(int(first[0]), int(last[-1])) for first, last in parts]
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == WEEK:
        (_, end), (begin, _) = found[0], found[-1]
        found = [*found[1:-1], (begin, WEEK + end)]
    return found


def _clock(begin: int, end: int) -> tuple[int, int]:
    return begin % DAY, end - begin


def _days(days: Sequence[int]) -> str:
    first, last = days[0], days[-1]
    if len(days) == len(WEEKDAYS):
        return "every day"
    if len(days) > 2 and last - first == len(days) - 1:
        return f"{WEEKDAYS[first]} to {WEEKDAYS[last]}"
    *names, final = (WEEKDAYS[day] for day in days)
    return f"{', '.join(names)} and {final}" if names else final


def listed(names: Sequence[str]) -> str:
    """Join names by commas and a last "and"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
