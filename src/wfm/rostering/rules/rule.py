"""Working-time rules: each both shapes the rotation and judges a finished one.

A rule follows an agent from day to day. `first` is what it knows of an agent who has just had
enough days off; `step` is what it knows after one more day, or None where the day breaks the
rule. The network of the program is the product of these small machines, so that no walk through
it breaks a rule. `faults` looks at a finished rotation alone: a closed sequence of days, whose
last day is followed by the first.

A new rule is a class with the protocol `Rule` and an entry in `rules.RULES`.
"""

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from wfm.rostering.shifts import Band

State = Hashable


@dataclass(frozen=True)
class Duty:
    """One agent's work on one day, as a finished roster shows it.

    Parameters
    ----------
    shift
        Name of its shift.
    start, end
        From and until when [min after the midnight that begins its day].
    paid
        Paid time [min].
    night
        Whether it covers the night.
    """

    shift: str
    start: int
    end: int
    paid: int
    night: bool


Days = Sequence[Duty | None]
Fault = tuple[int, str]


class Rule(Protocol):
    """What a rule offers; `citation` names the article that asks for it."""

    @property
    def name(self) -> str:
        """Key of the rule in the configuration."""

    @property
    def citation(self) -> str:
        """The article that asks for it; empty where the configuration does."""

    def first(self) -> State:
        """Return the state of an agent who has just had enough days off."""

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Return the state after a day (0 = Monday) on duty or off; None if that is forbidden."""

    def faults(self, days: Days) -> Iterator[Fault]:
        """Yield position and description of each fault of a closed rotation."""


@runtime_checkable
class Average(Rule, Protocol):
    """A rule on the average week of a team: the program bounds it, lines are cut to keep it."""

    @property
    def limit(self) -> float:
        """The most, per agent and week."""

    def amount(self, band: Band) -> float:
        """Return what a duty of a band adds."""

    def words(self, amount: float) -> str:
        """Write an amount with its unit."""


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


def run_faults(flags: Sequence[bool], least: int, most: int, what: str) -> Iterator[Fault]:
    """Yield each run of true that is shorter or longer than allowed."""
    for first, length in runs(flags):
        if not least <= length <= most:
            shown = "without end" if math.isinf(length) else f"{length:.0f}"
            yield first, f"{what} in a row: {shown}, allowed {least} to {most}"
