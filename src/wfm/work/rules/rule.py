"""What a working-time rule knows: it shapes the rotation, judges a finished one, and names itself.

A rule follows an agent from day to day. `first` is what it knows of an agent who has just had
enough days off; `step` is what it knows after one more day, or None where the day breaks the
rule. The network of the program is the product of these small machines, so that no walk through
it breaks a rule. `faults` looks at a finished rotation alone: a closed sequence of days, whose
last day is followed by the first.

Whatever else is asked of rules has an answer in `Rule` that suits most of them: how one is written,
how it is loosened, how strictly the network reads it. So a new rule is a frozen dataclass that is
a `Rule`, with what it has to say, and an entry in `catalogue.RULES`.
"""

# ruff: noqa: ARG002 - most rules have nothing to add to what these methods say

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, Self

from wfm.weekdays import DAY
from wfm.work.shifts import Band, Shift

State = Hashable
# Weeks of days off that no rule looks across.
_WEEKS_APART = 12
_TINY = 1e-9


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
    pauses
        Start of each of its meals and breaks, in order, as far as known [min after that midnight].
    ahead
        How far the clock is ahead of that of the first day at its start and at its end [min]: on
        dates clocks change, in a rotation they do not.
    """

    shift: str
    start: int
    end: int
    paid: int
    night: bool
    pauses: tuple[int, ...] = ()
    ahead: tuple[int, int] = (0, 0)

    @property
    def length(self) -> int:
        """Its true length [min]."""
        return self.end - self.start - (self.ahead[1] - self.ahead[0])


Days = Sequence[Duty | None]
Fault = tuple[int, str]


class Rule(ABC):
    """A rule on the days of an agent.

    Attributes
    ----------
    stricter
        The parameters that order rules of this kind: +1 where more is stricter, -1 where less is.
    for_all
        Whether it binds the agents of any group alike, whatever their shifts and contracts.
    """

    stricter: ClassVar[Mapping[str, int]] = {}
    for_all: ClassVar[bool] = True

    # --- what every rule says for itself ---------------------------------------------------

    @property
    @abstractmethod
    def name(self) -> str:
        """Key of the rule in the configuration."""

    @property
    @abstractmethod
    def citation(self) -> str:
        """The article that asks for it; empty where the configuration does."""

    @abstractmethod
    def first(self) -> State:
        """Return the state of an agent who has just had enough days off."""

    @abstractmethod
    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Return the state after a day (0 = Monday) on duty or off; None if that is forbidden."""

    @abstractmethod
    def faults(self, days: Days) -> Iterator[Fault]:
        """Yield position and description of each fault of a closed rotation."""

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Yield position and description of each fault of days on dates, which close no circle.

        Days off after them close them, so that nothing goes around. A rule that days off may
        break, or that asks for days on duty, has to say which days it cannot judge.

        Parameters
        ----------
        days
            Whole weeks from a Monday; None where nobody knows.
        known
            Which days are known: not before the first one, after the last one, or on leave.
        """
        closed = (*days, *[None] * (7 * _WEEKS_APART))
        yield from (fault for fault in self.faults(closed) if fault[0] < len(days))

    # --- words and ways out ------------------------------------------------------------------

    def value(self) -> str:
        """Write its value as the configuration does; empty where it takes many words."""
        return ""

    def words(self) -> str:
        """Name it as the configuration writes it, with the article that asks for it."""
        cited = f"({self.citation})" if self.citation else ""
        return " ".join(filter(None, (self.name, self.value(), cited)))

    def looser(self, steps: int) -> Iterator[tuple[str, "Rule"]]:
        """Yield it loosened by some steps, in each way that makes sense; what that allows first."""
        yield from ()

    def left_out(self) -> tuple["Rule", ...]:
        """Return what still holds where it is left out; itself, if it always holds."""
        return ()

    def fewest(self, enough: Callable[[Self], bool]) -> Self:
        """Return it with only those of its parts without which it is not enough."""
        return self

    # --- how the network reads it ------------------------------------------------------------

    @property
    def least_rest(self) -> int:
        """Rest from any duty to the next one, which bands are cut to keep [min]."""
        return 0

    @property
    def fixed(self) -> int | None:
        """The one length of the runs of days that it allows; None where there is no such length."""
        return None

    def most_spread(self, shift: str) -> int:
        """Return the most by which the starts of a band of a shift may differ [min]."""
        return DAY

    def rest_between(self, before: str, after: str) -> int | None:
        """Return the rest it asks for between duties of two shifts, and nothing else [min].

        None where it is no rule of that kind.
        """
        return None

    def is_exact(self, bands: Sequence[Band], beside: Sequence["Rule"]) -> bool:
        """Whether the network of these bands holds every rotation that keeps it.

        So it is where `step` looks at no starts: of what it looks at, all starts of a band are
        alike. A rule that takes the worst of them has to say no, or no roster where there is one
        passes for proved.

        Parameters
        ----------
        bands
            The bands.
        beside
            All rules of the group: some may shut out what this one reads too strictly.
        """
        return True

    def opened(self) -> Iterator["Rule"]:
        """Yield rules whose network holds every rotation that keeps it, and maybe others."""
        yield self

    def smaller(self) -> "Rule":
        """Return a stricter rule of far fewer states to begin a search with; itself, if it has few.

        Both have to cut bands alike.
        """
        return self

    def forbids(self, sequence: tuple[str, ...]) -> bool:
        """Whether it shuts out shifts on consecutive days, whatever their starts."""
        return False

    def usable(self, shifts: Sequence[Shift], most: Callable[[float, int], float]) -> "Rule":
        """Return it as far as whole duties can use it up.

        Parameters
        ----------
        shifts
            The shifts of the group.
        most
            Gives for a limit, and what all that counts is a multiple of, the most of whole duties.
        """
        return self

    # --- beside other rules, shifts, contracts and weekends ----------------------------------

    def covers(self, other: "Rule") -> bool:
        """Whether whoever keeps it keeps the other rule too, as far as that is known."""
        if type(self) is not type(other):
            return False
        mine, theirs = dict(vars(self)), dict(vars(other))
        for key, sign in self.stricter.items():
            if sign * (mine.pop(key) - theirs.pop(key)) < 0:
                return False
        return mine | {"citation": ""} == theirs | {"citation": ""}

    def contradicts(self, other: "Rule") -> bool:
        """Whether nothing keeps both it and another rule."""
        return False

    def lacks(self, shift: Shift) -> Iterator[str]:
        """Say what keeps a shift from ever being worked, whatever the days around it."""
        yield from ()

    def refuses(self, weekly_minutes: float) -> str:
        """Say what is wrong with contracts of so many hours a week [min]; empty: nothing."""
        return ""

    def shift_names(self) -> set[str]:
        """Name the shifts that it speaks of."""
        return set()

    def for_shifts(self, names: Collection[str]) -> "Rule":
        """Return what it asks of agents who work only these shifts."""
        return self

    def with_weekend(self, weekend: tuple[int, ...]) -> "Rule":
        """Return it with these weekdays as the weekend."""
        return self


class Average(Rule):
    """A rule on the average week of a team: the program bounds it, lines are cut to keep it.

    Attributes
    ----------
    counts
        What it is an average of.
    """

    counts: ClassVar[Literal["hours", "nights"]]

    @property
    @abstractmethod
    def limit(self) -> float:
        """The most, per agent and week."""

    @abstractmethod
    def amount(self, band: Band) -> float:
        """Return what a duty of a band adds."""

    @property
    @abstractmethod
    def swing(self) -> float:
        """How far an agent may be ahead of the average on dates, and make up for it later."""

    @abstractmethod
    def of(self, duty: Duty) -> float:
        """Return what a duty adds."""

    @abstractmethod
    def written(self, amount: float) -> str:
        """Write an amount with its unit."""

    def on_dates(self, days: Days, known: Sequence[bool]) -> Iterator[Fault]:
        """Add up all days that are known: a stretch of a rotation may be ahead of its average."""
        weeks = len(known_weeks(known))
        total = sum(self.of(duty) for duty in days if duty)
        if total > self.limit * weeks + self.swing + _TINY:
            most = f"at most {self.written(self.limit)} a week and {self.written(self.swing)} more"
            yield known.index(True), f"{self.written(total)} in {weeks} weeks, {most}"

    def first(self) -> State:
        """Know nothing: a day by itself cannot break an average."""
        return 0

    def step(self, state: Any, weekday: int, band: Band | None) -> State | None:
        """Know nothing: a day by itself cannot break an average."""
        return 0


@dataclass(frozen=True)
class Switch(Rule):
    """A rule that holds or does not.

    Attributes
    ----------
    loose
        What is allowed where it does not hold.
    """

    on: bool = True
    stricter: ClassVar[Mapping[str, int]] = {"on": 1}
    loose: ClassVar[str]

    def value(self) -> str:
        """Write whether it holds."""
        return "true" if self.on else "false"

    def looser(self, steps: int) -> Iterator[tuple[str, Rule]]:
        """Let it go: no step further is more."""
        if self.on and steps == 1:
            yield self.loose, replace(self, on=False)


def averages(rules: Sequence[Rule]) -> list[Average]:
    """Return those of some rules that are kept on average of a team."""
    return [rule for rule in rules if isinstance(rule, Average)]


def known_weeks(known: Sequence[bool]) -> list[int]:
    """Return the weeks of which anything is known; whole weeks of leave are no part of averages."""
    return [day // 7 for day in range(0, len(known), 7) if any(known[day : day + 7])]


def counted(number: int, what: str) -> str:
    """Count something that takes an s where there are several of it."""
    return f"{number} {what}{'s' if number > 1 else ''}"
