"""Fines for duties that a limit restricts: what keeps lines within it without counting them."""

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.problem import Limit, Problem, Values

# The first step of a fine, as a share of the dearest agent missing; how it grows and shrinks.
_FIRST, _GROWS, _SHRINKS = 0.02, 1.3, 0.5


class Fines:
    """The fines of a person.

    Parameters
    ----------
    problem
        The problem.
    limits
        The person's limits.
    """

    def __init__(self, problem: Problem, limits: tuple[Limit, ...]) -> None:
        self._band_of = problem.band_of
        bands = len(problem.minutes)
        self._inside = np.array(
            [np.isin(np.arange(bands), limit.bands) for limit in limits], dtype=float
        ).reshape(len(limits), bands)
        self._most = np.array([limit.most for limit in limits], dtype=float)
        first = _FIRST * float(problem.cover.under.max(initial=0.0))
        self._steps = np.full(len(limits), first)
        self._turns = np.zeros(len(limits))
        self._fines = np.zeros(len(limits))

    def of_kinds(self) -> Values:
        """Return what a duty of each kind pays."""
        by_band: Values = self._fines @ self._inside
        return by_band[self._band_of]

    def back(self) -> float:
        """Return what a line is paid that has as many duties as each limit allows."""
        return float(self._fines @ self._most)

    def follow(self, line: NDArray[np.int16]) -> None:
        """Raise the fines of limits that a cheapest line breaks, and lower those it leaves unused.

        Steps grow while a fine goes one way, and shrink when it turns.
        """
        if not len(self._fines):
            return
        way = self._over(line)
        way[(way < 0) & (self._fines == 0)] = 0
        turned = way * self._turns
        self._steps = np.where(turned > 0, self._steps * _GROWS, self._steps)
        self._steps = np.where(turned < 0, self._steps * _SHRINKS, self._steps)
        self._fines = np.maximum(0.0, self._fines + way * self._steps)
        self._turns = way

    def insist(self, line: NDArray[np.int16], worth: float) -> None:
        """Raise the fines of limits that a line breaks by more than a duty is worth."""
        if not len(self._fines):
            return
        way = self._over(line)
        self._fines = np.where(way > 0, self._fines + 1.5 * worth + 1.0, self._fines)
        self._fines = np.where(way < 0, self._fines * _SHRINKS, self._fines)

    def _over(self, line: NDArray[np.int16]) -> Values:
        """Return for each limit whether a line breaks it (1), meets it (0) or leaves room (-1)."""
        worked = np.bincount(self._band_of[line[line >= 0]], minlength=self._inside.shape[1])
        over: Values = np.sign(self._inside @ worked - self._most)
        return over

    def drop_all(self) -> None:
        """Ask for nothing, until a line breaks a limit again."""
        self._fines[:] = 0.0
