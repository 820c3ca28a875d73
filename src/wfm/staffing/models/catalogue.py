"""The queueing models, each as one way to judge a number of agents; `MODELS` is their register.

A model is made from its parameters and then answers for arrays: agents, load [erlang], AHT [s].
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from wfm.staffing.formulas import chat, erlang_a, limited_lines
from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b
from wfm.staffing.formulas.erlang_c import wait_probability

_LAST_DIGIT, _NINE_DIGITS = 1e-15, 1e-9


class Performance(NamedTuple):
    """What an agent count achieves; shares are of calls offered.

    Parameters
    ----------
    late
        One minus the service level.
    asa
        Average speed of answer, infinite where the queue is not stable. [s]
    occupancy
        Share of on-phone time spent handling calls.
    abandonment
        Share that hangs up.
    blocked
        Share that finds all lines taken.
    """

    late: Floats
    asa: Floats
    occupancy: Floats
    abandonment: Floats
    blocked: Floats


class Model(Protocol):
    """A queueing model."""

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts above zero for loads above zero; four digits do without `exact`."""


@dataclass(frozen=True)
class ErlangC:
    """Endless patience, endless lines."""

    threshold: float

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts."""
        del exact
        with np.errstate(all="ignore"):
            stable = agents > load
            a = np.where(stable, load, 0.5 * agents)  # any will do where the answer is known
            wait = wait_probability(agents, a, positive_inverse_b(agents, a))
            late = np.where(stable, wait * np.exp((a - agents) * (self.threshold / aht)), 1.0)
            asa = np.where(stable, wait / (agents - a) * aht, np.inf)
        nobody = np.zeros_like(late)
        return Performance(late, asa, np.minimum(load / agents, 1.0), nobody, nobody)


@dataclass(frozen=True)
class Patience:
    """Erlang A, and with redials or a limited number of lines Erlang X and M/M/n/K."""

    threshold: float
    patience: float = np.inf
    definition: str = "offered"
    redial: float = 0.0
    lines: float = np.inf

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts; every attempt of a caller who redials is a call offered."""
        if self.redial == 0.0:
            return self._attempts(agents, load, aht, exact=exact)
        total = total_load(
            lambda rows, a: self._lost(agents[rows], a, aht[rows]),
            load,
            self.redial,
            _LAST_DIGIT if exact else _NINE_DIGITS,
        )
        return self._attempts(agents, total, aht, exact=exact)

    def _lost(self, agents: Floats, load: Floats, aht: Floats) -> Floats:
        met = self._attempts(agents, load, aht, exact=True)
        return met.abandonment + met.blocked

    def _attempts(self, n: Floats, load: Floats, aht: Floats, *, exact: bool) -> Performance:
        g, tau = aht / self.patience, self.threshold / aht
        if self.lines < np.inf:
            lines = np.full_like(n, self.lines)
            met = limited_lines.limited(n, lines, load, g, tau)
            late, blocked = met.late[self.definition], met.blocked
            return Performance(late, met.asa * aht, met.occupancy, met.abandon, blocked)
        calls = erlang_a.palm(n, load, g, tau, exact=exact)
        late = calls.late[self.definition]
        return Performance(
            late, calls.asa * aht, calls.occupancy, calls.abandon, np.zeros_like(late)
        )


def total_load(
    lost: Callable[[np.ndarray, Floats], Floats],
    fresh: Floats,
    redial: float,
    tolerance: float = _LAST_DIGIT,
) -> Floats:
    """Find the load of first calls and redials together: total (1 - redial x lost) = fresh.

    Parameters
    ----------
    lost
        Share of attempts lost, of rows and their total load; it grows with the load.
    fresh
        Load of first calls. [erlang]
    redial
        Chance that a caller who was lost calls again, 0 to below 1.
    tolerance
        Relative error of the answer.
    """
    rows = np.arange(fresh.size)
    low, high = fresh.copy(), fresh / (1.0 - redial)
    below = -redial * fresh * lost(rows, low)
    above = redial * high * (1.0 - lost(rows, high))
    total, side = low.copy(), np.zeros(fresh.size)
    for _ in range(60):
        # false position
        width, fall = high[rows] - low[rows], above[rows] - below[rows]
        share = np.where(fall > 0.0, -below[rows] / np.where(fall > 0.0, fall, 1.0), 0.0)
        total[rows] = low[rows] + width * share
        value = total[rows] * (1.0 - redial * lost(rows, total[rows])) - fresh[rows]
        # an end that stays for the second time weighs less (N. Anderson, A. Bjorck, BIT 13, 1973)
        for here, there, end, sign in ((below, above, low, -1.0), (above, below, high, 1.0)):
            found = (value < 0.0) == (sign < 0.0)
            some, new = rows[found], value[found]
            rest = 1.0 - new / np.where(here[some] != 0.0, here[some], 1.0)
            there[some] *= np.where(side[some] == sign, np.where(rest > 0.0, rest, 0.5), 1.0)
            here[some], end[some], side[some] = new, total[some], sign
        rows = rows[
            (np.abs(value) > tolerance * fresh[rows]) & (width > 0.4 * tolerance * total[rows])
        ]
        if not rows.size:
            break
    return total


@dataclass(frozen=True)
class Chat:
    """Several conversations per agent; `times` are seconds, or multiples of the row's AHT."""

    threshold: float
    times: Sequence[float]
    multiples: bool = True

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts; `load` is that of agents with one chat at a time."""
        del exact
        unit = aht if self.multiples else np.ones_like(aht)
        times = [unit * value for value in self.times]
        with np.errstate(all="ignore"):
            threshold = np.full_like(aht, self.threshold)
            met = chat.chats(agents, load / aht, times, threshold)
        nobody = np.zeros_like(met.late)
        return Performance(met.late, met.asa, met.chats_per_agent / len(times), nobody, nobody)


@dataclass(frozen=True)
class Workload:
    """Work that can wait: no queue, only time to be worked."""

    def performance(
        self, agents: Floats, load: Floats, aht: Floats, *, exact: bool = True
    ) -> Performance:
        """Judge agent counts; nothing is said about waiting."""
        del aht, exact
        unknown, nobody = np.full_like(load, np.nan), np.zeros_like(load)
        return Performance(unknown, unknown, np.minimum(load / agents, 1.0), nobody, nobody)
