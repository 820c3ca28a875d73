"""Balance teams that the split left uneven: a few at a time are found anew, all else stays.

The worst team and one to three others are given quotas of nights and worked weekends. First they
share the same duties out anew, which costs nothing. Where that cannot be, they take other duties
that cover what the other teams leave, as far as the price allows.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.fairness.quotas import (
    GroupNetwork,
    Wanted,
    group_network,
    other_duties,
    same_duties,
)
from wfm.rostering.fairness.shares import distances, quotas, shares
from wfm.rostering.search.best import Progress
from wfm.rostering.teams.lines import Team
from wfm.solver import clock
from wfm.work.plan import Group, Plan
from wfm.work.slots import agents_in
from wfm.work.week import Week

_TINY = 1e-6
# Rounds of choices of teams without a better one, and most teams that are found anew at once.
_ROUNDS, _MOST_TEAMS = 3, 5

Choice = tuple[list[int], list[int]]  # places of teams, and the lines of those in their stead


@dataclass(frozen=True)
class Balanced:
    """What balancing gives.

    Parameters
    ----------
    teams
        The teams, in order of their groups.
    spent
        What they cost more [cost units a week].
    out_of_time, interrupted
        How it ended, if not by itself.
    """

    teams: list[Team]
    spent: float
    out_of_time: bool
    interrupted: bool


def balanced(
    plan: Plan,
    made: Sequence[Team],
    week: Week,
    *,
    price: float,
    seconds: float,
    progress: Callable[[Progress], object] | None = None,
) -> Balanced:
    """Find uneven teams anew, a few at a time.

    Parameters
    ----------
    plan
        What the roster is made of.
    made
        Its teams.
    week
        What is to be covered.
    price
        The most that this may add to the cost [cost units a week].
    seconds
        Longest time to take [s].
    progress
        Called now and then; a true answer ends the search with the teams so far.

    """
    teams = [replace(team, group=plan.by_name[team.group.name]) for team in made]
    # Where agents are missing in an elastic roster, no more shall be.
    needed = week.with_required(np.minimum(week.required, scheduled(teams, week.step)[0]))
    state = _Balance(plan, teams, needed, price, clock() + seconds, progress)
    interrupted = late = False
    try:
        with deadline.within(seconds):
            for found in shares(teams):
                if not found.even(plan.rotation_weeks):
                    state.balance(found.group)
    except KeyboardInterrupt:
        interrupted = True
    except OutOfTimeError:
        late = True
    order = [group.name for group in plan.groups]
    in_order = sorted(state.teams, key=lambda team: order.index(team.group.name))
    return Balanced(in_order, state.spent, late or state.left <= 0, interrupted)


@dataclass
class _Balance:
    plan: Plan
    teams: list[Team]
    week: Week
    price: float
    until: float
    progress: Callable[[Progress], object] | None
    spent: float = 0.0
    networks: dict[str, GroupNetwork] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """Time left [s]."""
        return self.until - clock()

    def balance(self, group: Group) -> None:
        """Balance the teams of a group, as far as time and price allow."""
        self.networks[group.name] = group_network(self.plan, group, self.week.step)
        rng, idle = Random(1), 0  # noqa: S311 - the same input gives the same roster
        while idle < _ROUNDS and self.left > 0:
            own = [team for team in self.teams if team.group == group]
            if shares(own)[0].even(self.plan.rotation_weeks):
                return
            choices = list(self.choices(own, rng))
            taken = any(self.anew(own, *choice, same=True) for choice in choices)
            # Other duties take longer to find. Those while the site is closed have their price.
            if not taken and idle and self.plan.closed != "least":
                taken = any(self.anew(own, *choice, same=False) for choice in choices)
            idle = 0 if taken else idle + 1

    def choices(self, own: Sequence[Team], rng: Random) -> Iterator[Choice]:
        """Yield which teams to find anew, the worst among them, and how many lines they get."""
        weeks = self.plan.rotation_weeks
        sizes = [team.size for team in own]
        if len(own) > 1 and sum(sizes) <= 2 * weeks:
            yield list(range(len(own))), [sum(sizes)]
        away = distances(own, weeks)
        uneven = [n for n in np.argsort(-away, kind="stable").tolist() if away[n] > _TINY]
        agent = own[0].group.weekly_minutes / 60 * own[0].group.cost_per_hour
        more_agents = (0, 1) if self.spent + agent <= self.price else (0,)
        for turn, number in enumerate((1, 2, 3, 3, 4)):
            worst = uneven[turn // 2 % len(uneven)]
            if number > len(own) or (number == 1 and sizes[worst] <= 2 * weeks):
                continue
            others = [n for n in range(len(own)) if n != worst]
            chosen = sorted([worst, *rng.sample(others, number - 1)])
            for more in more_agents:
                lines = sum(sizes[n] for n in chosen) + more
                few, some = -(-lines // (2 * weeks)), round(lines / (1.5 * weeks))
                for parts in sorted({few, max(few, some), max(few, number)}):
                    if parts <= _MOST_TEAMS:
                        yield chosen, [lines // parts + (n < lines % parts) for n in range(parts)]
                if number == 1 and few > _MOST_TEAMS:
                    yield chosen, [2 * weeks, 2 * weeks, lines - 4 * weeks]

    def anew(
        self, own: Sequence[Team], chosen: Sequence[int], sizes: Sequence[int], *, same: bool
    ) -> bool:
        """Find some of a group's teams anew, with the same duties or others; True if better."""
        if self.left <= 0:
            return False
        group, old = own[0].group, [own[n] for n in chosen]
        kept = [team for n, team in enumerate(own) if n not in chosen]
        rest = [team for team in self.teams if team.group != group] + kept
        wanted = Wanted(sizes, *quotas(kept))
        before = sum(map(_cost, old))
        if same:
            new = same_duties(self.networks[group.name], old, wanted, seconds=self.left)
        else:
            new = other_duties(
                self.plan,
                group,
                self.left_by(rest),
                wanted,
                most=before + self.price - self.spent,
                seconds=self.left,
                progress=self.progress,
            )
        if new is None or not self.better(own, [*kept, *new], [*rest, *new]):
            return False
        self.teams = [*rest, *new]
        self.spent += sum(map(_cost, new)) - before
        return True

    def left_by(self, teams: Sequence[Team]) -> Week:
        """Return the week that some teams leave to others."""
        there = scheduled(teams, self.week.step)[0]
        return self.week.with_required(np.maximum(0, self.week.required - there))

    def better(self, own: Sequence[Team], new: Sequence[Team], every: Sequence[Team]) -> bool:
        """Whether a group's new teams are more even, and all teams cover the load as before."""
        if distances(new, self.plan.rotation_weeks).sum() > (
            distances(own, self.plan.rotation_weeks).sum() - _TINY
        ):
            return False
        least, most = scheduled(every, self.week.step)
        required = self.week.required
        if self.plan.coverage == "exact" and (most > required).any():
            return False
        over = self.plan.max_over
        if over is not None and (most > required + over).any():
            return False
        return bool((least >= required).all())


def _cost(team: Team) -> float:
    """Return what a team costs [cost units a week]."""
    group = team.group
    hours = group.weekly_minutes / 60 * team.size
    for position, cell in enumerate(team.days):
        if cell is not None:
            premium = group.premium(position % 7, night=cell.band.night)
            hours += premium * cell.band.shift.paid / 60
    return hours * group.cost_per_hour


def scheduled(made: Sequence[Team], step: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the fewest and the most agents on the phones in each interval."""
    spans: Counter[tuple[int, int]] = Counter()
    for team in made:
        for position, cell in enumerate(team.days):
            if cell is None:
                continue
            shift = cell.band.shift
            midnight = shift.midnight(position % 7)
            spans[midnight + cell.start, midnight + cell.start + shift.presence] += 1
            for start, pause in zip(cell.pauses, shift.pauses, strict=True):
                spans[midnight + start, midnight + start + pause.minutes] -= 1
    intervals = agents_in(spans).reshape(-1, step)
    return intervals.min(axis=1), intervals.max(axis=1)
