"""How often the rest between two duties may be short."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from wfm.units import duration
from wfm.weekdays import DAY
from wfm.work.rules.rests import is_same_at_all_starts, rests
from wfm.work.rules.rule import Days, Fault, Rule, State
from wfm.work.shifts import Band

# A rest that is shorter leaves no full night's sleep between two duties [min].
QUICK_RETURN = 12 * 60
_WEEKS = 4


@dataclass(frozen=True)
class QuickReturns(Rule):
    """Most short rests in any four weeks that follow one another, each from Monday to Sunday.

    A rest belongs to the week in which the duty after it starts. The machine counts those of the
    last four weeks, in 5 states where one is allowed, 15 for two, 35 for three; between bands it
    takes the worst pair of starts.

    Parameters
    ----------
    most
        The most of them.
    minutes
        A rest is short if it is shorter [min].
    """

    most: int
    minutes: int = QUICK_RETURN
    citation: str = ""
    name: str = "quick_returns"
    stricter: ClassVar[Mapping[str, int]] = {"most": -1, "minutes": 1}

    @property
    def least_rest(self) -> int:
        """The rest that is not short, so that a band after itself never is [min]."""
        return self.minutes

    def first(self) -> State:
        """Begin after four weeks without any, with no duty to rest from."""
        return ((), (0,) * (_WEEKS - 1), 0)

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Count the short rests of this week, and remember those of the three before it."""
        duty, past, now = state
        if weekday == 0:
            past, now = (*past[1:], now), 0
        if band is None:
            return (tuple(end - DAY for end in duty if end - DAY > -self.minutes), past, now)
        if duty and band.before - duty[0] < self.minutes:
            now += 1
            if sum(past) + now > self.most:
                return None
        return ((band.after + band.shift.presence - DAY,), past, now)

    def faults(self, days: Days) -> Iterator[Fault]:
        """Count the short rests of any four weeks; a shorter rotation is walked again."""
        lines = len(days) // 7
        short = Counter(
            rest.following % len(days) // 7 for rest in rests(days) if rest.minutes < self.minutes
        )
        for first in range(lines):
            count = sum(short[(first + k) % lines] for k in range(_WEEKS))
            if count > self.most:
                found = f"rests under {duration(self.minutes)} in the {_WEEKS} weeks from here"
                yield first * 7, f"{found}: {count}, at most {self.most}"

    def value(self) -> str:
        """Write the most, and of what."""
        return f"{self.most} under {duration(self.minutes)} in {_WEEKS} weeks"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Allow one more with each step."""
        most = self.most + steps
        words = f"{most} rest{'s' if most > 1 else ''} under {duration(self.minutes)} in 4 weeks"
        yield words, replace(self, most=most)

    def smaller(self) -> Rule:
        """Allow none: then there is nothing to count."""
        return replace(self, most=0)

    def is_exact(self, bands: Sequence[Band], beside: Sequence[Rule]) -> bool:
        """Whether no rest is short or not depending on the starts within bands."""
        return is_same_at_all_starts(self.minutes, bands, beside)
