"""What the kernel of skills knows of a centre: its queues, its kinds of agents, its lines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wfm.simulation.kernels.duties import Window

Choice = Literal["first", "longest", "random"]


@dataclass(frozen=True)
class Line:
    """A queue of callers: who may answer them.

    Parameters
    ----------
    kinds
        Kinds of agents by number, in the order in which a call looks for a free one.
    choice
        Whom a call takes of the free: one of the ``first`` kind that has any, the one who has been
        free ``longest``, or one at ``random``.
    delays
        How long a call must have waited before agents of each of `kinds` take it [s]: 0, or later
        for those to whom it flows over; never falling. Empty: 0 for all.
    trunks
        Most callers of this queue in the system, waiting or talking; one more is blocked.
    """

    kinds: tuple[int, ...]
    choice: Choice = "first"
    delays: tuple[float, ...] = ()
    trunks: float = math.inf

    @property
    def at_once(self) -> tuple[int, ...]:
        """Kinds of agents who take its calls without a delay."""
        if not self.delays:
            return self.kinds
        pairs = zip(self.kinds, self.delays, strict=True)
        return tuple(kind for kind, delay in pairs if delay == 0.0)


@dataclass(frozen=True)
class Kind:
    """Agents with the same skills.

    Parameters
    ----------
    tiers
        Queues that they serve: of the first tier with somebody waiting, the longest waiting first.
    paces
        What handling times are multiplied by, for each queue; empty: 1.
    """

    tiers: tuple[tuple[int, ...], ...]
    paces: tuple[float, ...] = ()


@dataclass(frozen=True)
class Centre:
    """Queues and agents, and what befalls those who are not answered.

    Parameters
    ----------
    lines
        The queues.
    kinds
        The kinds of agents.
    trunks
        Most callers of all queues in the system, waiting or talking; one more is blocked.
    retries
        Chance that a caller who hung up calls again, with the same patience; that holds no trunk.
    retry_after
        After how long [s].
    closes
        Whether those who wait are cut off once nobody who could answer is on duty.
    """

    lines: tuple[Line, ...]
    kinds: tuple[Kind, ...]
    trunks: float = math.inf
    retries: float = 0.0
    retry_after: float = 0.0
    closes: bool = False

    @property
    def is_eager(self) -> bool:
        """Whether hanging up is an event of its own: somebody else hears of it."""
        return self.closes or self.retries > 0.0 or self.is_limited

    @property
    def is_limited(self) -> bool:
        """Whether callers may be blocked."""
        return self.trunks < math.inf or any(line.trunks < math.inf for line in self.lines)

    def delay(self, kind: int, line: int) -> float:
        """Return how long a call of a queue must have waited for agents of a kind [s]."""
        own = self.lines[line]
        return own.delays[own.kinds.index(kind)] if own.delays and kind in own.kinds else 0.0


@dataclass(frozen=True)
class Named:
    """Agents by name.

    Parameters
    ----------
    kind
        The kind of each agent.
    windows
        For each agent the windows on the phones, in order, apart from one another [s].
    """

    kind: Sequence[int]
    windows: Sequence[Sequence[Window]]


@dataclass(frozen=True)
class Counted:
    """Agents as numbers: where one must go, somebody free does, or who is free next.

    Parameters
    ----------
    moments
        When numbers change, in order [s].
    numbers
        For each kind how many there are from each moment on.
    """

    moments: Sequence[float]
    numbers: Sequence[Sequence[int]]
