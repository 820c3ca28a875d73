"""Runs of days: in a closed rotation, and on dates."""

import math
from collections.abc import Iterator, Sequence

from wfm.work.rules.rule import Days, Fault


def runs(flags: Sequence[bool]) -> list[tuple[int, float]]:
    """Return first position and length of each run of true in a closed sequence.

    A sequence that is true throughout is one run without end.
    """
    n = len(flags)
    if all(flags):
        return [(0, math.inf)] if n else []
    found = []
    for first in range(n):
        if flags[first] and not flags[first - 1]:
            length = next(k for k in range(1, n + 1) if not flags[(first + k) % n])
            found.append((first, float(length)))
    return found


def stints(days: Days) -> list[list[int]]:
    """Return the days of each run of duties, in order; of one without end, all of them."""
    n = len(days)
    return [
        [(first + k) % n for k in range(int(min(length, n)))]
        for first, length in runs([duty is not None for duty in days])
    ]


def open_run_faults(
    flags: Sequence[bool], known: Sequence[bool], least: int, most: int, what: str
) -> Iterator[Fault]:
    """Yield each run of true on dates that is longer than allowed, or shorter for all we know.

    A run beside a day that nobody knows may go on there.
    """
    n, first = len(flags), 0
    while first < n:
        if not flags[first]:
            first += 1
            continue
        last = next((day for day in range(first, n) if not flags[day]), n) - 1
        length = last - first + 1
        whole = first > 0 and known[first - 1] and last + 1 < n and known[last + 1]
        if length > most or (whole and length < least):
            yield first, f"{what} in a row: {length}, allowed {least} to {most}"
        first = last + 1


def run_faults(flags: Sequence[bool], least: int, most: int, what: str) -> Iterator[Fault]:
    """Yield each run of true that is shorter or longer than allowed."""
    for first, length in runs(flags):
        if not least <= length <= most:
            shown = "without end" if math.isinf(length) else f"{length:.0f}"
            yield first, f"{what} in a row: {shown}, allowed {least} to {most}"
