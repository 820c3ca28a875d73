"""What the days of a closed team cost those who work them, in one number.

Each thing that people would rather not have has a price, as high as it is important, times the
weight that the plan gives it. Days come as numbers of duties: so a search can price many teams.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wfm.rostering.comfort.measures import GOOD_NIGHTS
from wfm.weekdays import DAY
from wfm.work.rules.quick_returns import QUICK_RETURN
from wfm.work.shifts import Band

OFF = -1
# Price of each thing, by the name of its weight; of starts and nights, by how far they are off too.
PRICES: Mapping[str, float] = {
    "steady": 8.0,
    "quick_returns": 12.0,
    "nights": 8.0,
    "forward": 3.0,
    "weekends": 5.0,
    "free_weekends": 0.5,
    "lone_days": 5.0,
    "two_days_off": 4.0,
    "even_weeks": 0.5,
}
# A change of start by so much is as bad as that a stint has any [min].
_CHANGE = 120
# Paid time that a week is away from the mean of its team, and that has the price [min].
_APART = 480


@dataclass(frozen=True)
class DutyKind:
    """A duty as its price sees it.

    Parameters
    ----------
    start, end
        From and until when [min after the midnight that begins its day].
    paid
        Paid time [min].
    night
        Whether it covers the night.
    """

    start: int
    end: int
    paid: int
    night: bool

    @classmethod
    def of(cls, band: Band, start: int) -> "DutyKind":
        """Return the kind of duties of a band that begin at a start [min after midnight]."""
        return cls(start, start + band.shift.presence, band.shift.paid, band.night)


@dataclass
class DayPrices:
    """Prices closed teams.

    Parameters
    ----------
    kinds
        The duties that days are numbers of; `OFF` is a day off.
    weights
        Weight of each thing; of what is not named, 1.
    weekend
        Weekdays of the weekend, in order; 0 = Monday.
    """

    kinds: Sequence[DutyKind]
    weights: Mapping[str, float]
    weekend: Sequence[int]
    _weeks: dict[tuple[int, ...], tuple[float, int, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._prices = {n: price * self.weights.get(n, 1.0) for n, price in PRICES.items()}
        self._pairs = [[self._pair(a, b) for b in self.kinds] for a in self.kinds]
        self._starts = [kind.start for kind in self.kinds]
        self._nights = [kind.night for kind in self.kinds]

    def of(self, days: Sequence[int]) -> float:
        """Return the price of a team's days, one line after another, seven days each.

        A team without a day off or without a duty has no days to compare: its price is 0.
        """
        if OFF not in days or not any(day != OFF for day in days):
            return 0.0
        return self._of_days(days) + self._of_weeks(days)

    @property
    def unsteady(self) -> float:
        """Price of a stint with more than one start, without how far it moves."""
        return 1.5 * self._prices["steady"]

    def _pair(self, before: DutyKind, after: DutyKind) -> float:
        """Price two duties on consecutive days."""
        price, moved = 0.0, abs(after.start - before.start)
        if moved:
            price += self._prices["steady"] * moved / _CHANGE
        if after.start + DAY - before.end < QUICK_RETURN:
            price += self._prices["quick_returns"]
        return price

    def _run(self, length: int) -> float:
        """Price a run of nights: one alone, and each that is too many."""
        if not length or length in GOOD_NIGHTS:
            return 0.0
        return self._prices["nights"] * max(1, length - GOOD_NIGHTS[-1])

    def _of_days(self, days: Sequence[int]) -> float:
        """Price what each day makes of the days before it."""
        pairs, starts, nights = self._pairs, self._starts, self._nights
        lone, forward = self._prices["lone_days"], self._prices["forward"]
        unsteady = self.unsteady
        first = next(i for i, day in enumerate(days) if day == OFF and days[i - 1] != OFF)
        total, before, last = 0.0, OFF, days[first - 1]
        on = off = night = 0
        steady = True
        # The days end with a duty: the stint that is open then is closed by another day off.
        for day in (*days[first:], *days[:first], OFF):
            if day == OFF:
                total += lone if on == 1 else 0.0
                total += self._run(night) if night else 0.0
                on = night = 0
                steady = True
                off += 1
            else:
                if before != OFF:
                    total += pairs[before][day]
                    if steady and starts[day] != starts[before]:
                        total += unsteady
                        steady = False
                else:
                    total += lone if off == 1 else 0.0
                    total += forward if starts[day] < starts[last] else 0.0
                on, off = on + 1, 0
                if nights[day]:
                    night += 1
                elif night:
                    total += self._run(night)
                    night = 0
                last = day
            before = day
        return total

    def _of_weeks(self, days: Sequence[int]) -> float:
        """Price what weeks from Monday to Sunday are like, and how free weekends lie."""
        total, hours, free = 0.0, [], []
        known = self._weeks
        for number in range(len(days) // 7):
            week = tuple(days[7 * number : 7 * number + 7])
            found = known.get(week)
            if found is None:
                found = known[week] = self._of_week(week)
            price, paid, worked = found
            total += price
            hours.append(paid)
            if not worked:
                free.append(number)
        mean = sum(hours) / len(hours)
        total += self._prices["even_weeks"] * sum(abs(h - mean) for h in hours) / _APART
        if free:
            before, gaps = free[-1] - len(hours), 0
            for number in free:
                gaps += (number - before) ** 2
                before = number
            total += self._prices["free_weekends"] * gaps
        else:
            total += self._prices["free_weekends"] * len(hours) ** 2
        return total

    def _of_week(self, week: Sequence[int]) -> tuple[float, int, bool]:
        """Return a week's price, its paid time, and whether its weekend is worked."""
        price = 0.0
        if not any(a == b == OFF for a, b in pairwise(week)):
            price += self._prices["two_days_off"]
        on = [week[day] != OFF for day in self.weekend]
        if any(on) and not all(on):
            price += self._prices["weekends"]
        return price, sum(self.kinds[day].paid for day in week if day != OFF), any(on)
