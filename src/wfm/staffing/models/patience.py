"""Erlang A, and with redials or a limited number of lines Erlang X and M/M/n/K."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wfm.errors import OptionError
from wfm.staffing.formulas import erlang_a, limited_lines
from wfm.staffing.formulas.erlang_a import SL_DEFINITIONS
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.callers import Callers
from wfm.staffing.models.model import Flags, Model, Performance, capped
from wfm.staffing.models.rough_patience import rough_patience
from wfm.staffing.targets import ServiceTarget

_LAST_DIGIT, _NINE_DIGITS = 1e-15, 1e-9


@dataclass(frozen=True)
class Patience(Model):
    """Erlang A, and with redials or a limited number of lines Erlang X and M/M/n/K."""

    threshold: float
    patience: float = np.inf
    definition: str = "offered"
    redial: float = 0.0
    lines: float = np.inf

    @property
    def hangs_up(self) -> bool:
        """With endless patience they wait."""
        return self.patience < np.inf

    @property
    def most_lines(self) -> float:
        """The lines given."""
        return self.lines

    @property
    def whole_agents(self) -> bool:
        """Limited lines are counted agent by agent."""
        return self.lines < np.inf

    @property
    def has_quick(self) -> bool:
        """Limited lines are as quick exactly, but for the search of the redials."""
        return self.lines == np.inf or self.redial > 0.0

    def words(self, name: str) -> list[str]:
        """Say the model and the service level that is meant."""
        lines = f" with {self.lines:.0f} lines" if self.lines < np.inf else ""
        again = f" and {self.redial:g} of the lost call again" if self.redial else ""
        level = f"service level '{self.definition}' = {SL_DEFINITIONS[self.definition]}"
        return [f"{name}{lines}{again}, {level}"]

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

    def is_stable(self, agents: Floats, load: Floats) -> Flags:
        """Whoever hangs up, or finds no line, lets no queue grow for ever."""
        return np.ones(np.broadcast(agents, load).shape, dtype=bool)

    def first_guess(self, load: Floats, busy: Floats, aht: Floats, target: ServiceTarget) -> Floats:
        """Take a normal approximation of the virtual wait, or Erlang C where nobody hangs up."""
        if not self.hangs_up:
            return super().first_guess(load, busy, aht, target)
        rough = rough_patience(
            busy, aht / self.patience, target.threshold / aht, target, self.redial
        )
        return np.maximum(rough, capped(load, target))

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


def read_patience(callers: Callers, target: ServiceTarget) -> Patience:
    """Make the model of callers who hang up."""
    if not callers.patience:
        raise OptionError(
            "patience", f"{callers.model} needs the mean patience of callers, such as 120s"
        )
    return Patience(
        target.threshold, callers.patience, callers.definition, callers.redial, callers.lines
    )
