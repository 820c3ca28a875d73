"""Why no roster satisfies the rules, and the cheapest ways out, each solved and priced.

The linear program tells which rules bind and ranks the ways out; then the search makes rosters of
the best ones, as many as time allows, so that agents and agent-hours are whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.plan import Plan
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.changes import Variant
from wfm.rostering.ways_out.contradictions import too_few_agents
from wfm.rostering.ways_out.price import TINY, Way, price, solve, stated
from wfm.rostering.week import Week
from wfm.rostering.wording import agent_hours, shortage
from wfm.solver import clock
from wfm.units import written
from wfm.weekdays import DAY

# Longest time that an explanation takes [s], and the shares of it for ranking: of a long one, and
# of one so short that this is less than so long [s].
_LONGEST = 55.0
_RANKING, _SHORT_RANKING, _ENOUGH = 0.3, 0.5, 12.0
# Longest time for a roster of the best way and of any other [s], and what is too short for one.
_BEST, _OTHER, _LEAST = 20.0, 8.0, 3.0
# How many ways are looked for, and how many are shown.
_SOLVED, _SHOWN = 5, 3
_NONE = "no roster satisfies the rules"
AS_IT_IS = Variant("as it is", lambda plan: plan)


@dataclass(frozen=True)
class Explanation:
    """What is said of an impossible plan.

    Parameters
    ----------
    reason
        What stays uncovered and which rules bind, in one line.
    ways
        The ways out, the best first.
    """

    reason: str
    ways: tuple[str, ...]


def why_not(plan: Plan, week: Week, *, seconds: float) -> Explanation:
    """Explain a plan that is proved to have no roster, as well as time allows.

    Parameters
    ----------
    plan
        The plan.
    week
        What is to be covered.
    seconds
        Longest time to take [s].
    """
    seconds = min(seconds, _LONGEST)
    until = clock() + seconds
    ranking = Ranking(
        week, clock() + max(_RANKING * seconds, min(_ENOUGH, _SHORT_RANKING * seconds))
    )
    few = list(filter(None, [too_few_agents(stated(week, plan))]))
    here = ranking.price(AS_IT_IS, plan)
    if here is None:
        return Explanation("; ".join([_NONE, *few]), ())
    more = ranking.priced(changes.agents(plan), plan)
    binding = _binding(plan, here, ranking)
    candidates = _candidates(plan, here, more, binding, ranking)
    here, ways = _solved(here, candidates, week, until)
    words = [_NONE]
    if here.short_hours > TINY:
        words.append(shortage(here.short, here.slots, solved=here.solved))
    if here.over_hours > TINY:
        words.append(f"{agent_hours(here.over_hours)} are above what is allowed")
    if not here.solved and here.wrong_hours <= TINY:
        words.append("only fractions of agents could keep them")
    words += few
    if binding:
        words.append(f"what binds: {', '.join(binding)}")
    ways = [way for way in ways if way.wrong_hours < here.wrong_hours - TINY]
    ways.sort(key=lambda way: (way.wrong_hours > TINY, not way.solved, *way.rank))
    told = tuple(_told(way, plan) for way in apart(ways, plan)[:_SHOWN])
    if told:
        words.append(f"best way out: {told[0]}")
    return Explanation("; ".join(words), told)


class Ranking:
    """Linear programs one after the other, until the time is over.

    Parameters
    ----------
    week
        What is to be covered.
    until
        When the time is over, by the clock of the solver [s].
    elastic
        Whether agents may be missing.
    """

    def __init__(self, week: Week, until: float, *, elastic: bool = True) -> None:
        self.week = week
        self.until = until
        self.elastic = elastic
        self.slowest = 0.0

    def price(self, variant: Variant, plan: Plan) -> Way | None:
        """Price a change; None where that would take too long."""
        began = clock()
        if began + self.slowest >= self.until:
            return None
        try:
            with deadline.within(self.until - began):
                way = price(variant, plan, self.week, elastic=self.elastic)
        except OutOfTimeError:
            way = None
        self.slowest = max(self.slowest, clock() - began)
        return way

    def priced(self, changes: Iterable[Variant], plan: Plan) -> list[Way]:
        """Price changes as far as time allows."""
        return [way for change in changes if (way := self.price(change, plan)) is not None]


def _binding(plan: Plan, here: Way, ranking: Ranking) -> list[str]:
    """Name the rules without which less stays uncovered, the most important first."""
    less = [
        way
        for way in ranking.priced(changes.dropped(plan), plan)
        if way.wrong_hours < here.wrong_hours - TINY
    ]
    return [way.variant.words for way in sorted(less, key=lambda way: way.rank)]


def _candidates(
    plan: Plan, here: Way, more: list[Way], binding: list[str], ranking: Ranking
) -> list[Way]:
    """Rank the ways out, of which some are priced already, by their linear programs."""
    if here.wrong_hours <= TINY:
        # Only whole agents cannot do it: the linear program ranks nothing.
        names = {rule.name for group in plan.groups for rule in group.rules} | {"max_over"}
        return [*more, *ranking.priced(islice(changes.looser(plan, names, 1), _SOLVED), plan)]
    found = more
    for steps in (1, 2, 4, 8):
        looser = ranking.priced(changes.looser(plan, set(binding), steps), plan)
        found += looser
        if not looser or min(way.wrong_hours for way in looser) <= TINY:
            break
    found += _shifts(plan, ranking)
    found += ranking.priced(changes.wider_starts(plan, ranking.week.step), plan)
    found = _better(found, here)
    if found and found[0].wrong_hours > TINY:
        both = (found[0].variant + way.variant for way in found[1:4])
        found = _better([*found, *ranking.priced(both, plan)], here)
    return found[:_SOLVED]


def _better(ways: list[Way], here: Way) -> list[Way]:
    less = (way for way in ways if way.wrong_hours < here.wrong_hours - TINY)
    return sorted(less, key=lambda way: way.rank)


def _shifts(plan: Plan, ranking: Ranking) -> Iterator[Way]:
    """Add a short shift at the start that is used most where it may start at any time."""
    for group in plan.groups:
        if all(shift.presence <= changes.SHORT_SHIFT for shift in group.shifts):
            continue
        way = best_start(plan, ranking, group.name)
        if way is not None:
            yield way


def best_start(plan: Plan, ranking: Ranking, name: str) -> Way | None:
    """Price a short shift in a group at its best start."""
    group = plan.by_name[name]
    last = DAY - changes.SHORT_SHIFT
    anywhere = ranking.price(changes.short_shift(group, (0, last)), plan)
    if anywhere is None:
        return None
    known = {shift.name for shift in group.shifts}
    used = {
        start: number
        for (owner, shift, start), number in anywhere.starts.items()
        if owner == name and shift not in known and number > TINY
    }
    if not used:
        return None
    start = max(used, key=lambda time: (used[time], -time))
    return ranking.price(changes.short_shift(group, (start, start)), plan)


def _solved(here: Way, ways: list[Way], week: Week, until: float) -> tuple[Way, list[Way]]:
    """Make rosters of the best way, of the plan as it is, and of as many others as time allows."""
    best = ways[:1]
    enough = max(0, int((until - clock()) / _LEAST) - 1 - len(best))
    order = [*best, here, *ways[1 : 1 + enough]]
    found = {}
    for number, way in enumerate(order):
        left = until - clock()
        share = min(_OTHER, left / (len(order) - number)) if number else min(_BEST, left / 2)
        found[id(way)] = solve(way, week, seconds=share, elastic=way is here) if share > 0 else way
    return found[id(here)], [found.get(id(way), way) for way in ways]


def _told(way: Way, plan: Plan) -> str:
    """Say what a way is and what it costs, as a planner reads it."""
    least = "" if way.solved else "at least "
    more = _agents(way, plan)
    what = " and ".join(filter(None, (more and least + more, way.variant.words)))
    wrong = [
        f"{agent_hours(hours)} {which}"
        for hours, which in ((way.short_hours, "short"), (way.over_hours, "over"))
        if hours > TINY
    ]
    cost = f"{written(way.cost, 2 if way.solved else 0)} {plan.currency}".rstrip()
    return f"{what}: {least}{' and '.join(wrong) or '0 short'}, cost {least}{cost}"


def apart(ways: Sequence[Way], plan: Plan) -> list[Way]:
    """Leave out ways that change the same as a better one before them."""
    best: dict[object, Way] = {}
    for way in ways:
        beyond = frozenset((which, name) for _, which, name in _beyond(way, plan))
        best.setdefault((way.variant.words, beyond), way)
    return list(best.values())


def _agents(way: Way, plan: Plan) -> str:
    """Say by how many agents a group is above or below what the plan allows."""
    several = len(plan.groups) > 1
    return ", ".join(
        f"{number} {which} agent{'s' if number > 1 else ''}{f' in {name!r}' if several else ''}"
        for number, which, name in _beyond(way, plan)
    )


def _beyond(way: Way, plan: Plan) -> list[tuple[int, str, str]]:
    """Return how many agents, more or fewer, of which groups are beyond the plan's numbers."""
    found = []
    for group, number in zip(plan.groups, way.agents, strict=False):
        least, most = group.agents
        count = int(np.ceil(number - 1e-6))
        if most is not None and count > most:
            found.append((count - most, "more", group.name))
        elif count < least:
            found.append((least - count, "fewer", group.name))
    return found
