"""Why no roster satisfies the rules, and the cheapest ways out, each solved and priced.

The linear program tells which rules bind and ranks the ways out; then the search makes rosters of
the best ones, as many as time allows, so that agents and agent-hours are whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.contradictions import too_few_agents
from wfm.rostering.ways_out.price import TINY, Way, solve, stated
from wfm.rostering.ways_out.ranking import AS_IT_IS, Ranking, best_start
from wfm.rostering.ways_out.telling import apart, told
from wfm.solver import clock
from wfm.work.plan import Plan
from wfm.work.week import Week
from wfm.work.wording import agent_hours, shortage

# Longest time that an explanation takes [s], and the shares of it for ranking: of a long one, and
# of one so short that this is less than so long [s].
_LONGEST = 55.0
_RANKING, _SHORT_RANKING, _ENOUGH = 0.3, 0.5, 12.0
# Longest time for a roster of the best way and of any other [s], and what is too short for one.
_BEST, _OTHER, _LEAST = 20.0, 8.0, 3.0
# How many ways are looked for, and how many are shown.
_SOLVED, _SHOWN = 5, 3
_NONE = "no roster satisfies the rules"


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
    shown = tuple(told(way, plan) for way in apart(ways, plan)[:_SHOWN])
    if shown:
        words.append(f"best way out: {shown[0]}")
    return Explanation("; ".join(words), shown)


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
