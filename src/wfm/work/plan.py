"""What a roster is made of: contract groups, shifts, meals, breaks and rules.

All times of day and durations are whole minutes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from wfm.weekdays import DAY, SATURDAY, SUNDAY
from wfm.work.patterns import Pattern
from wfm.work.rules.breaks import Check
from wfm.work.rules.rule import Rule
from wfm.work.shifts import Band, Shift

# Agents of a group, and those that an interval needs: each is a line, which takes its time to make.
MOST_ROSTERED = 10_000
# What a cost is counted in where no hour has a price.
HOURS_OF_PAY = "hours of pay"

Reading = Literal["safe", "open", "exact"]
Closed = Literal["never", "least", "allowed"]


@dataclass(frozen=True)
class Group:
    """A contract group.

    Parameters
    ----------
    name
        Its name.
    shifts
        The shifts that its agents work.
    rules
        The rules that bind them.
    weekly_minutes
        Paid by contract in a week, worked or not [min].
    agents
        Least and most number of agents; no most: as many as needed.
    cost_per_hour
        Cost of a paid hour.
    night_premium, sunday_premium, weekend_premium
        Share of the hourly cost on top for duties that cover the night, that start on a Sunday, or
        on a day of the weekend; they add up.
    weekend
        Weekdays of the weekend, in order; 0 = Monday.
    patterns
        Fixed patterns of days, one of which each agent follows; none: days are free.
    zone
        Time zone of the clock that its starts and its night are read on; None: that of the site.
    skills
        Queues whose calls its agents answer in a simulation; none: nobody has said.
    """

    name: str
    shifts: tuple[Shift, ...]
    rules: tuple[Rule, ...] = ()
    weekly_minutes: int = 2400
    agents: tuple[int, int | None] = (0, None)
    cost_per_hour: float = 1.0
    night_premium: float = 0.0
    sunday_premium: float = 0.0
    weekend_premium: float = 0.0
    weekend: tuple[int, ...] = (SATURDAY, SUNDAY)
    patterns: tuple[Pattern, ...] = ()
    zone: ZoneInfo | None = None
    skills: tuple[str, ...] = ()

    @property
    def ahead_of_site(self) -> int:
        """How far its clock is ahead of the site's in the week that is planned [min]."""
        return self.shifts[0].ahead_of_site if self.shifts else 0

    def premium(self, weekday: int, *, night: bool) -> float:
        """Return the share of the hourly cost on top of a duty that starts on a weekday."""
        return (
            self.night_premium * night
            + self.sunday_premium * (weekday == SUNDAY)
            + self.weekend_premium * (weekday in self.weekend)
        )

    def shift(self, name: str) -> Shift | None:
        """Return the shift of that name."""
        return next((shift for shift in self.shifts if shift.name == name), None)


@dataclass(frozen=True)
class Activity:
    """Something that takes agents on duty off the phones, such as training.

    Parameters
    ----------
    name
        Its name.
    minutes
        Its length [min].
    per_line
        How often every line does it, on different days.
    window
        Times of day between which it lies [min after midnight]; the end may be the next day; None:
        any time.
    weekdays
        Days of the week on which its window begins, or on which it begins itself; 0 = Monday.
    groups
        Names of the contract groups that do it; none: all.
    """

    name: str
    minutes: int
    per_line: int = 1
    window: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = tuple(range(7))
    groups: tuple[str, ...] = ()

    def is_for(self, group: Group) -> bool:
        """Whether agents of a group do it."""
        return not self.groups or group.name in self.groups

    def allows(self, weekday: int, first: int, last: int) -> bool:
        """Whether it may lie there.

        Parameters
        ----------
        weekday
            Day of a duty, 0 = Monday.
        first, last
            When it begins and ends [min after that day's midnight].
        """
        if self.window is None:
            return (weekday + first // DAY) % 7 in self.weekdays
        opens, closes = self.window
        return any(
            opens + day * DAY <= first
            and last <= closes + day * DAY
            and (weekday + day) % 7 in self.weekdays
            for day in (-1, 0, 1)
        )


@dataclass(frozen=True)
class Plan:
    """Everything a roster is made of.

    Parameters
    ----------
    groups
        The contract groups.
    night
        Window that a night duty covers [min after midnight]; its end may be the next day.
    rotation
        ``"teams"``: closed rotations of about `rotation_weeks`; ``"single"``: one of all lines.
    rotation_weeks
        Wanted number of lines of a team.
    coverage
        Whether the requirement is met at least or exactly.
    max_over
        Most agents above the requirement in an interval.
    closed
        Who is on duty while the site is closed: ``"never"``: nobody; ``"least"``: as few as can
        be; ``"allowed"``: whoever it suits. See `opening`.
    activities
        What is placed where the coverage leaves room.
    checks
        What statutes ask of the meals and breaks of its shifts, and of any other that is proposed.
    currency
        Unit of `cost_per_hour` times hours; "" where none is given.
    reading
        How the networks read the rules: ``"safe"``: what they hold keeps the rules at every start
        of a band; ``"open"``: they hold whatever keeps the rules at some start; ``"exact"``: each
        start is a band of its own. See `program.strictness`.
    assumed
        What nobody configured: ``group``, ``rules``. A roster that others made may have shifts of
        its own then.
    comfort
        Weight of what makes rosters good to live with, by its name; of what is not named, 1.
    country
        Code of the country whose public holidays it has; "" where none is given.
    """

    groups: tuple[Group, ...]
    night: tuple[int, int] = (60, 240)
    rotation: Literal["teams", "single"] = "teams"
    rotation_weeks: int = 8
    coverage: Literal["at_least", "exact"] = "at_least"
    max_over: int | None = None
    closed: Closed = "never"
    activities: tuple[Activity, ...] = ()
    checks: tuple[Check, ...] = ()
    currency: str = ""
    reading: Reading = "safe"
    assumed: frozenset[str] = frozenset()
    comfort: Mapping[str, float] = field(default_factory=dict, hash=False)
    country: str = ""

    @cached_property
    def by_name(self) -> dict[str, Group]:
        """The groups by name."""
        return {group.name: group for group in self.groups}

    @property
    def has_patterns(self) -> bool:
        """Whether any group follows fixed patterns."""
        return any(group.patterns for group in self.groups)

    @property
    def is_limited(self) -> bool:
        """Whether there may be too many agents in an interval."""
        return self.coverage == "exact" or self.max_over is not None

    @property
    def cost_unit(self) -> str:
        """What costs are counted in, as far as it is known."""
        priced = any(group.cost_per_hour != 1.0 for group in self.groups)
        return self.currency or ("" if priced else HOURS_OF_PAY)

    @property
    def lawful(self) -> bool:
        """Whether each shift has the meals and breaks that statutes ask for."""
        shifts = [shift for group in self.groups for shift in group.shifts]
        return not any(fault for c in self.checks for shift in shifts for fault in c.lacks(shift))

    def is_night(self, start: int, presence: int) -> bool:
        """Whether a duty covers all of the night window.

        Parameters
        ----------
        start
            Start [min after midnight].
        presence
            Length [min].
        """
        first, last = self.night
        return any(
            start <= first + day and last + day <= start + presence for day in (0, DAY, 2 * DAY)
        )

    def bands(self, group: Group, step: int) -> tuple[Band, ...]:
        """Part each shift of a group into bands that are alike for every rule.

        A band holds starts that are all nights or all not, and that are near enough to one
        another for the rules to let an agent work the band on consecutive days.
        """
        bands = []
        for shift in group.shifts:
            starts = shift.starts(step)
            for night in (False, True):
                alike = [s for s in starts if self.is_night(s, shift.presence) == night]
                parts = _repeatable(alike, shift, group.rules)
                if self.reading == "exact":
                    parts = [(start,) for start in alike]
                bands += [Band(shift, part, night, self.reading == "open") for part in parts]
        return tuple(bands)


def unless_needed(plan: Plan) -> Plan:
    """Return a plan that lets as few as can be on duty while the site is closed, not nobody."""
    return replace(plan, closed="least") if plan.closed == "never" else plan


def _repeatable(
    starts: Sequence[int], shift: Shift, rules: Sequence[Rule]
) -> list[tuple[int, ...]]:
    """Cut starts into the fewest runs such that any may follow any of a run on the next day."""
    rest = max((rule.least_rest for rule in rules), default=0)
    spread = max(0, DAY - shift.presence - rest)
    spread = min([spread, *(rule.most_spread(shift.name) for rule in rules)])
    parts: list[list[int]] = []
    for start in starts:
        if parts and start - parts[-1][0] <= spread:
            parts[-1].append(start)
        else:
            parts.append([start])
    return [tuple(part) for part in parts]
