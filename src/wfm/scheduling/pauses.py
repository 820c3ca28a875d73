"""Where the meals and breaks of a duty may lie."""

from collections.abc import Iterator, Sequence
from itertools import product

from wfm.work.shifts import Shift

# Arrangements of meals and breaks that are tried for each start.
_ARRANGEMENTS = 12


def arrangements(shift: Shift, start: int, step: int) -> list[tuple[int, ...]]:
    """Return when the meals and breaks of a duty may start; without a step one arrangement."""
    choices = [
        range(pause.earliest, pause.latest + 1, step)
        if step
        else sorted(
            range(pause.earliest, pause.latest + 1, 5),
            key=lambda at, pause=pause: abs(2 * at - pause.earliest - pause.latest),  # type: ignore[misc]
        )
        for pause in shift.pauses
    ]
    found = []
    for starts in product(*choices):
        if _is_apart(shift, starts):
            found.append(tuple(start + at for at in starts))
            if not step:
                break
    if not found:
        found = [tuple(start + pause.earliest for pause in shift.pauses)]
    return list(_thinned(found))


def _is_apart(shift: Shift, starts: Sequence[int]) -> bool:
    ends = [at + pause.minutes for at, pause in zip(starts, shift.pauses, strict=True)]
    return all(
        after - end >= shift.min_gap for end, after in zip(ends[:-1], starts[1:], strict=True)
    )


def _thinned(found: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Take so many of them, evenly."""
    number = min(_ARRANGEMENTS, len(found))
    for place in range(number):
        yield found[place * (len(found) - 1) // max(1, number - 1)]
