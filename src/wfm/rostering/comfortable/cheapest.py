"""What the search for comfort takes from the cheapest roster: its agents and its nights."""

from dataclasses import replace

from wfm.rostering.program.program import Program
from wfm.rostering.search.search import Found
from wfm.work.plan import Plan

# No more agents than so many are a small centre.
_SMALL = 150
_TINY = 1e-6


def is_small(built: Program, found: Found) -> bool:
    """Whether a roster is one of a small centre with several groups.

    There no duties but whole ones fit in between those of the other groups, and few rosters of
    so many agents hold every stint to one start.
    """
    return len(built.groups) > 1 and built.agents_in(found.columns) <= _SMALL


def nights_of(built: Program, found: Found) -> tuple[list[int], list[int]]:
    """Return nights a week and agents of each group that may work nights."""
    nights, agents = [], []
    for columns in built.groups:
        at_night = [c for (_, b, _), c in columns.duties.items() if columns.bands[b].night]
        if at_night:
            nights.append(int(found.columns[at_night].sum()))
            agents.append(int(found.columns[columns.agents]))
    return nights, agents


def with_agents_of(built: Program, found: Found, share: float) -> Plan:
    """Return a plan with the agents of a roster, and as many more as a share of its cost pays."""
    groups = []
    for columns in built.groups:
        group, agents = columns.group, int(found.columns[columns.agents])
        pay = group.weekly_minutes / 60 * group.cost_per_hour
        more = int(share * found.cost / pay + _TINY) if pay else 0
        most = agents + more if group.agents[1] is None else min(agents + more, group.agents[1])
        groups.append(replace(group, agents=(agents, most)))
    return replace(built.plan, groups=tuple(groups))
