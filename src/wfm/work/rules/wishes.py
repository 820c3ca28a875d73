"""Wishes: what a rotation is better without, at a price that says how much.

A wish follows an agent from day to day as a rule does, and shuts nothing out: where a day brings
what it speaks of, that day has a price. Prices are no costs; they only say what to avoid.
"""

# ruff: noqa: ARG002 - all wishes are asked in the same way

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wfm.weekdays import SATURDAY, SUNDAY
from wfm.work.rules.rule import Days, Fault, Rule, State
from wfm.work.shifts import Band


@dataclass(frozen=True)
class Wish(Rule):
    """A rule that shuts nothing out, and prices what it speaks of.

    Parameters
    ----------
    price
        Price of each time.
    """

    price: float

    @property
    def name(self) -> str:
        """Its kind."""
        return type(self).__name__

    @property
    def citation(self) -> str:
        """Nothing asks for it."""
        return ""

    def faults(self, days: Days) -> Iterator[Fault]:
        """Find no fault in any rotation."""
        yield from ()

    @abstractmethod
    def met(self, state: Any, weekday: int, band: Band | None) -> bool:
        """Whether a day after this state brings what is better avoided."""


@dataclass(frozen=True)
class LoneDayOff(Wish):
    """A day off between two days on duty."""

    def first(self) -> State:
        """Begin after days off enough."""
        return 2

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count days off up to two."""
        return min(state + 1, 2) if band is None else 0

    def met(self, state: Any, weekday: int, band: Band | None) -> bool:
        """Whether a duty follows a single day off."""
        return band is not None and state == 1


@dataclass(frozen=True)
class SplitWeekend(Wish):
    """A weekend of which some days are worked and some are off.

    Parameters
    ----------
    weekend
        Its weekdays, in order.
    """

    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)

    def first(self) -> State:
        """Begin outside a weekend."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember what days of the weekend there were: worked, off or both."""
        if weekday not in self.weekend or weekday == self.weekend[-1]:
            return ()
        return tuple(sorted({*state, band is not None}))

    def met(self, state: Any, weekday: int, band: Band | None) -> bool:
        """Whether the last day of a weekend makes it a split one."""
        return weekday == self.weekend[-1] and len({*state, band is not None}) == 2

    def with_weekend(self, weekend: tuple[int, ...]) -> Rule:
        """Return it with these weekdays as the weekend."""
        return replace(self, weekend=weekend)


@dataclass(frozen=True)
class LoneDayOn(Wish):
    """A day on duty between two days off."""

    def first(self) -> State:
        """Begin off duty."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count days on duty up to two."""
        return min(state + 1, 2) if band is not None else 0

    def met(self, state: Any, weekday: int, band: Band | None) -> bool:
        """Whether a day off follows a single duty."""
        return band is None and state == 1


@dataclass(frozen=True)
class StartMoved(Wish):
    """A duty that starts at another time than that of the day before.

    Each start is a band of its own, so that the price is of the exact starts.
    """

    def most_spread(self, shift: str) -> int:
        """Return 0: each start is a band."""
        return 0

    def first(self) -> State:
        """Begin off duty."""
        return ()

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Remember the start of the day."""
        return () if band is None else band.starts

    def met(self, state: Any, weekday: int, band: Band | None) -> bool:
        """Whether the day before was on duty too, and began at another time."""
        return band is not None and state not in ((), band.starts)


def price_of(wish: type[Wish], rules: Sequence[Rule]) -> float:
    """Return the price that a kind of wish has among some rules; 0: it is not among them."""
    return sum(rule.price for rule in rules if isinstance(rule, wish))


def wishes_among(rules: Sequence[Rule]) -> list[tuple[int, Wish]]:
    """Return those of some rules that are wishes, each with its place."""
    return [(place, rule) for place, rule in enumerate(rules) if isinstance(rule, Wish)]
