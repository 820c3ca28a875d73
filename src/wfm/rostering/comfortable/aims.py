"""What makes a roster good to live with: rules that are tried, and wishes that have a price.

Each aim has a name, which is its key in ``[roster.comfort]``. Those that are rules are kept or left
out as a whole; wishes are kept as often as the cost allows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from wfm.rostering.comfort.measures import GOOD_NIGHTS
from wfm.rostering.teams.split import NIGHTS_APART
from wfm.work.plan import Group, Plan
from wfm.work.rules.catalogue import MinRest, NightsOn, NightsPerWeek, Rule, StartChange
from wfm.work.rules.quick_returns import QUICK_RETURN
from wfm.work.rules.wishes import LoneDayOff, LoneDayOn, SplitWeekend, StartMoved, Wish

# Most nights a week on average of a rotation.
NIGHTS_PER_WEEK = 1.5
# Where few starts may move in a stint, they do so by no more than this [min], and each is as bad as
# so many other wishes that are not met.
_MOVED, _MOVED_PRICE = 120, 8.0


@dataclass(frozen=True)
class Aim:
    """Rules that make rosters better to live with.

    Parameters
    ----------
    name
        Key of its weight.
    words
        What it asks for, as people say it.
    rules
        The rules that it asks groups to keep besides their own.
    """

    name: str
    words: str
    rules: tuple[Rule, ...]


MOST_NIGHTS = Aim(
    "nights", f"at most {NIGHTS_PER_WEEK} nights a week", (NightsPerWeek(NIGHTS_PER_WEEK),)
)
# In the order of their importance: what costs too much is left out from the end.
AIMS = (
    Aim("steady", "one start a stint", (StartChange(0),)),
    Aim("quick_returns", "12 h of rest", (MinRest(QUICK_RETURN),)),
    Aim("nights", "two or three nights in a row", (NightsOn(GOOD_NIGHTS[0], GOOD_NIGHTS[-1]),)),
    MOST_NIGHTS,
)
WISHES: Mapping[str, Callable[[float], tuple[Wish, ...]]] = {
    "weekends": lambda price: (SplitWeekend(price),),
    "lone_days": lambda price: (LoneDayOff(price), LoneDayOn(price)),
}


def evenly(nights: Sequence[int], agents: Sequence[int]) -> tuple[Aim, ...]:
    """Ask several groups to share the nights evenly, so that none becomes a night crew.

    Parameters
    ----------
    nights, agents
        Nights a week, and agents, of each group that may work nights.
    """
    if len(agents) < 2 or not any(nights):
        return ()
    most = sum(nights) / sum(agents) + NIGHTS_APART / 2
    return (Aim("nights", "nights shared evenly by the groups", (NightsPerWeek(most),)),)


def nearly_steady(aims: Sequence[Aim], price: float) -> list[Aim]:
    """Let starts move a little inside stints, as seldom as may be, where aims shut that out.

    Parameters
    ----------
    aims
        The aims.
    price
        Price of a wish that is not met.
    """
    moved = (StartChange(_MOVED), StartMoved(_MOVED_PRICE * price))
    return [replace(aim, rules=moved) if aim.name == "steady" else aim for aim in aims]


def aimed(plan: Plan, aims: Sequence[Aim], prices: Mapping[str, float]) -> Plan:
    """Return a plan whose groups keep the rules of aims, and have wishes at these prices."""
    return replace(plan, groups=tuple(_aimed(group, aims, prices) for group in plan.groups))


def _aimed(group: Group, aims: Sequence[Aim], prices: Mapping[str, float]) -> Group:
    rules = list(group.rules)
    for aim in aims:
        for rule in aim.rules:
            if not any(own.covers(rule) or own.contradicts(rule) for own in rules):
                rules = [own for own in rules if not rule.covers(own)] + [rule]
    wishes = [
        wish.with_weekend(group.weekend)
        for name, made in WISHES.items()
        if prices.get(name)
        for wish in made(prices[name])
    ]
    return replace(group, rules=(*rules, *wishes))


def rules_added(plan: Plan, aims: Sequence[Aim]) -> bool:
    """Whether aims ask more of a plan than its own rules."""
    return aimed(plan, aims, {}) != plan
