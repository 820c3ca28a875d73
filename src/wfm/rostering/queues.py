"""Meals and breaks as queues.

When its window opens, an agent joins a queue; whoever started first goes first. That gives everyone
a place inside the window, since windows of one kind never nest. It needs a column for each slot in
which a pause may start, not one for each duty with each position of its pauses.

References
----------
Bechtold and Jacobs (1990), "Implicit modeling of flexible break assignments in optimal shift
scheduling". Aykin (1996), "Optimal shift scheduling with multiple break windows".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from wfm.errors import InputError
from wfm.rostering.plan import Pause
from wfm.rostering.solver import Model, Terms


@dataclass
class Kind:
    """Duties with the same meals and breaks.

    Parameters
    ----------
    pauses, min_gap
        Their meals and breaks, and the least slots between them.
    starting
        Columns of the duties that start in a slot.
    taken
        For each pause, the column of those that start in a slot.
    """

    pauses: tuple[Pause, ...]
    min_gap: int
    starting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: list[dict[int, int]] = field(default_factory=list)


def add_pauses(model: Model, kind: Kind, number: int, slot: int, cover: list[Terms]) -> None:
    """Add the queues of a kind's meals and breaks."""
    slots = len(cover)
    waiting: list[dict[int, int]] = []
    # One pause of one slot is a flow through the queue, whole where the duties are.
    flow = len(kind.pauses) == 1 and kind.pauses[0].minutes == slot
    for i, pause in enumerate(kind.pauses):
        early, late = window(pause, slot)
        taken: dict[int, int] = {}
        queue: dict[int, int] = {}
        for start in sorted(kind.starting):
            for e in range(early, late + 1):
                t = (start + e) % slots
                if t not in taken:
                    taken[t] = model.column(f"pause_{number}_{i}_{t}", integer=not flow)
                if e < late and t not in queue:
                    queue[t] = model.column(f"wait_{number}_{i}_{t}")
        for t, column in taken.items():
            for k in range(pause.minutes // slot):
                cover[(t + k) % slots].append((column, -1.0))
            _queue_rows(model, kind, t, column, queue, (early, late), slots)
        kind.taken.append(taken)
        waiting.append(queue)
    for i in range(1, len(kind.pauses)):
        _chain_rows(model, kind, i, slot, slots, waiting)


def _queue_rows(
    model: Model,
    kind: Kind,
    t: int,
    taken: int,
    queue: dict[int, int],
    window: tuple[int, int],
    slots: int,
) -> None:
    """Let a slot's pauses be taken by those who wait, none of them past the deadline."""
    early, late = window
    opening = [(c, -1.0) for c in kind.starting.get((t - early) % slots, ())]
    terms: Terms = [(taken, 1.0), *opening]
    if t in queue:
        terms.append((queue[t], 1.0))
    if (t - 1) % slots in queue:
        terms.append((queue[(t - 1) % slots], -1.0))
    model.row(terms, lower=0.0, upper=0.0)
    if t in queue:
        in_time = [
            (c, -1.0) for e in range(early, late) for c in kind.starting.get((t - e) % slots, ())
        ]
        model.row([(queue[t], 1.0), *in_time], upper=0.0)


def _chain_rows(
    model: Model, kind: Kind, i: int, slot: int, slots: int, waiting: Sequence[dict[int, int]]
) -> None:
    """Let nobody take a pause before the one before it is over and the gap has passed."""
    before, after = kind.pauses[i - 1], kind.pauses[i]
    (early_before, late_before), (early, _) = window(before, slot), window(after, slot)
    apart = before.minutes // slot + kind.min_gap
    if early >= late_before + apart:
        return
    for t in range(slots):
        # Those who have had the one and not the other are at least those who had it just now.
        terms = [(waiting[i][t], 1.0)] if t in waiting[i] else []
        if t in waiting[i - 1]:
            terms.append((waiting[i - 1][t], -1.0))
        sign = 1.0 if early >= early_before else -1.0
        for e in range(min(early, early_before), max(early, early_before)):
            terms += [(c, sign) for c in kind.starting.get((t - e) % slots, ())]
        taken = kind.taken[i - 1]
        recent = [taken[(t - e) % slots] for e in range(apart) if (t - e) % slots in taken]
        if terms or recent:
            model.row(terms + [(c, -1.0) for c in recent], lower=0.0)


def window(pause: Pause, slot: int) -> tuple[int, int]:
    """First and last slot, counted from the duty's start, in which a pause may start."""
    early, late = -(-pause.earliest // slot), pause.latest // slot
    if early > late:
        raise InputError(
            f"roster: no slot of {slot} minutes begins between {pause.earliest / 60:g} and "
            f"{pause.latest / 60:g} h after a duty's start: widen the window of the meal or break"
        )
    return early, late
