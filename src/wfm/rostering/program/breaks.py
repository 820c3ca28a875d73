"""Meals and breaks as queues.

When its window opens, an agent joins a queue; whoever started first goes first. That gives everyone
a place inside the window, since windows of one kind never nest. It needs a column for each slot in
which a pause may start, not one for each duty with each position of its pauses.

References
----------
Bechtold and Jacobs (1990), "Implicit modeling of flexible break assignments in optimal shift
scheduling". Aykin (1996), "Optimal shift scheduling with multiple break windows".
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain

from wfm.solver import Model, Terms
from wfm.weekdays import WEEK
from wfm.work.shifts import Pause, Shift

# So many ways to place the meals and breaks of a shift are looked at.
_MOST_ARRANGEMENTS = 1_000

# From when until when, and the column that counts who is there or away; times are minutes after
# Monday's midnight, of duties of that week.
Span = tuple[int, int, int]


@dataclass
class Kind:
    """Duties with the same meals and breaks.

    Parameters
    ----------
    pauses, min_gap
        Their meals and breaks, and the least time between them [min].
    offsets
        For each pause when it may start, counted from the duty's start [min].
    starting
        Columns of the duties that start at a minute of the week.
    taken
        For each pause, the column of those that start at a minute of the week.
    period
        After so long all of it comes again: a week, or the days of a pattern [min].
    """

    pauses: tuple[Pause, ...]
    min_gap: int
    offsets: tuple[tuple[int, ...], ...]
    starting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: list[dict[int, int]] = field(default_factory=list)
    period: int = WEEK

    def on_grid(self, slot: int) -> bool:
        """Whether all that begins or ends does so on a grid of `slot` minutes."""
        lengths = (pause.minutes for pause in self.pauses)
        return not any(time % slot for time in chain(self.starting, *self.offsets, lengths))

    def started(self, t: int, least: int, most: int) -> list[int]:
        """Return the duties that began from `least` to less than `most` minutes before a time."""
        starts = _within(self._starts, t, least, most, self.period)
        return [c for start in starts for c in self.starting[start]]

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self.starting)


@cache
def arranged(
    pauses: tuple[Pause, ...], min_gap: int, slot: int
) -> tuple[tuple[Pause, ...], int, tuple[tuple[int, ...], ...]]:
    """Return what the duties of a kind have in common: pauses, gap, and when pauses may start.

    They start on the grid of the slots, counted from the duty's start; where some could not be
    taken on that, on a finer one.
    """
    for pitch in (slot, 5, 1):
        gap = -(-min_gap // pitch) * pitch
        offsets = tuple(
            tuple(range(-(-pause.earliest // pitch) * pitch, pause.latest + 1, pitch))
            for pause in pauses
        )
        free = 0
        for pause, possible in zip(pauses, offsets, strict=True):
            first = next((offset for offset in possible if offset >= free), None)
            if first is None:
                break
            free = first + pause.minutes + gap
        else:
            return pauses, gap, offsets
    raise AssertionError("read_shift refuses pauses that cannot all be taken")


@cache
def arrangements(shift: Shift, slot: int) -> tuple[tuple[int, ...], ...]:
    """Return ways to place all meals and breaks of a shift, from a duty's start on [min].

    Some of very many.
    """
    pauses, gap, offsets = arranged(shift.pauses, shift.min_gap, slot)
    found: list[tuple[int, ...]] = [()]
    for number, possible in enumerate(offsets):
        free = [before[-1] + pauses[number - 1].minutes + gap if before else 0 for before in found]
        longer = [
            (*before, offset)
            for before, first in zip(found, free, strict=True)
            for offset in possible
            if offset >= first
        ]
        found = longer[:: -(-len(longer) // _MOST_ARRANGEMENTS)]
    return tuple(found)


def add_pauses(model: Model, kind: Kind, number: int, slot: int, *, regular: bool) -> list[Span]:
    """Add the queues of a kind's meals and breaks, and return when who is away.

    Parameters
    ----------
    slot
        Grid on which slots begin [min].
    regular
        Whether all meals and breaks of the plan lie on it.
    """
    away: list[Span] = []
    waiting: list[dict[int, int]] = []
    # One pause of one slot is a flow through the queue, whole where the duties are.
    flow = regular and len(kind.pauses) == 1 and kind.pauses[0].minutes == slot
    for i, (pause, offsets) in enumerate(zip(kind.pauses, kind.offsets, strict=True)):
        taken: dict[int, int] = {}
        queue: dict[int, int] = {}
        for start in sorted(kind.starting):
            for offset in offsets:
                t = (start + offset) % kind.period
                if t not in taken:
                    taken[t] = model.column(f"pause_{number}_{i}_{t}", integer=not flow)
                if offset < offsets[-1] and t not in queue:
                    queue[t] = model.column(f"wait_{number}_{i}_{t}")
        # Some may wait while others, whose duty began off their grid, start a pause.
        for t in taken:
            if t not in queue and kind.started(t, offsets[0], offsets[-1]):
                queue[t] = model.column(f"wait_{number}_{i}_{t}")
        _queue_rows(model, kind, offsets, taken, queue)
        away += [(t, t + pause.minutes, column) for t, column in taken.items()]
        kind.taken.append(taken)
        waiting.append(queue)
    for i in range(1, len(kind.pauses)):
        _chain_rows(model, kind, i, slot, waiting)
    return away


def _queue_rows(
    model: Model,
    kind: Kind,
    offsets: Sequence[int],
    taken: dict[int, int],
    queue: dict[int, int],
) -> None:
    """Let pauses be taken by those who wait, none of them past the deadline."""
    early, late = offsets[0], offsets[-1]
    order = sorted(taken)
    before = dict(zip(order, [order[-1], *order], strict=False))
    for t, column in taken.items():
        opening = [(c, -1.0) for c in kind.starting.get((t - early) % kind.period, ())]
        terms: Terms = [(column, 1.0), *opening]
        if t in queue:
            terms.append((queue[t], 1.0))
        if before[t] in queue:
            terms.append((queue[before[t]], -1.0))
        model.row(terms, lower=0.0, upper=0.0)
        if t in queue:
            in_time = [(c, -1.0) for c in kind.started(t, early, late)]
            model.row([(queue[t], 1.0), *in_time], upper=0.0)


def _chain_rows(
    model: Model, kind: Kind, i: int, slot: int, waiting: Sequence[dict[int, int]]
) -> None:
    """Let nobody take a pause before the one before it is over and the gap has passed."""
    (early_before, *_), (early, *_) = kind.offsets[i - 1], kind.offsets[i]
    apart = kind.pauses[i - 1].minutes + kind.min_gap
    if early >= kind.offsets[i - 1][-1] + apart:
        return
    orders = [sorted(kind.taken[n]) for n in (i - 1, i)]
    for t in sorted({*range(0, kind.period, slot), *orders[1]}):
        # Those who have had the one and not the other are at least those who had it just now.
        terms: Terms = []
        for order, queue, sign in (
            (orders[1], waiting[i], 1.0),
            (orders[0], waiting[i - 1], -1.0),
        ):
            last = order[bisect_right(order, t) - 1]
            if last in queue:
                terms.append((queue[last], sign))
        sign = 1.0 if early >= early_before else -1.0
        between = kind.started(t, min(early, early_before), max(early, early_before))
        terms += [(c, sign) for c in between]
        recent = _within(orders[0], t, 0, apart, kind.period)
        if terms or recent:
            just_now = [(kind.taken[i - 1][one], -1.0) for one in recent]
            model.row(terms + just_now, lower=0.0)


def _within(times: Sequence[int], t: int, least: int, most: int, period: int) -> list[int]:
    """Return the times from `least` to less than `most` minutes before another, the last first."""
    found = []
    for later in (0, period):
        since = bisect_right(times, t + later - most)
        until = bisect_right(times, t + later - least)
        found.append(times[since:until])
    return [time for part in found for time in reversed(part)]
