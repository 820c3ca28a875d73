"""Teams with quotas of nights and worked weekends, by a program of their own.

Each team is a group with so many agents and one rotation. Two ways: the duties stay, and only who
walks them is found anew, which is small enough to be decided; or the whole program is stated again
for these teams, with what others cover taken off the requirement.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.program.network import OFF_DAY, Arc, Network, network
from wfm.rostering.program.program import GroupColumns, keep_balance, program
from wfm.rostering.search.best import Progress
from wfm.rostering.search.search import search
from wfm.rostering.teams.closed_walks import IntArray
from wfm.rostering.teams.lines import Cell, Team, circulation, limits, rotations, teams
from wfm.solver import Limits, Model, Solver, Terms
from wfm.weekdays import DAY
from wfm.work.plan import Group, Plan
from wfm.work.rules.catalogue import FreeWeekends
from wfm.work.rules.rule import averages
from wfm.work.shifts import Band
from wfm.work.week import Week

# The search among teams of the same duties ends after so many nodes.
_NODES = 500
# The longest search for other duties [s].
_SECONDS = 10.0
_TINY = 1e-6


@dataclass(frozen=True)
class Quota:
    """How much each team may have of something, per agent and week.

    Parameters
    ----------
    apart
        Most minus least over the teams.
    least
        From where to where the least may be.
    """

    apart: float
    least: tuple[float, float]


@dataclass(frozen=True)
class Wanted:
    """The teams that are wanted.

    Parameters
    ----------
    sizes
        Their lines.
    nights, weekends
        Their quotas of nights and of worked weekends.
    """

    sizes: Sequence[int]
    nights: Quota
    weekends: Quota


@dataclass(frozen=True)
class GroupNetwork:
    """The network of a group in which the days of a weekend tell whether one was worked before.

    Parameters
    ----------
    group, bands, network
        What it is of.
    """

    group: Group
    bands: tuple[Band, ...]
    network: Network


def group_network(plan: Plan, group: Group, step: int) -> GroupNetwork:
    """Return the network of a group for `same_duties`."""
    bands = plan.bands(group, step)
    return GroupNetwork(group, bands, network(_telling(group).rules, bands))


def _telling(group: Group) -> Group:
    # This rule allows everything; it tells the days after a worked one of a weekend from others.
    telling = FreeWeekends(0, 1, weekend=group.weekend)
    return replace(group, rules=(*group.rules, telling))


def same_duties(
    where: GroupNetwork, old: Sequence[Team], wanted: Wanted, *, seconds: float
) -> list[Team] | None:
    """Share the duties of some teams out among others; None where that was not found."""
    model = Model()
    duties = Counter((p % 7, cell.band) for team in old for p, cell in enumerate(team.days) if cell)
    working: dict[tuple[int, Band], Terms] = defaultdict(list)
    copies = []
    for number, size in enumerate(wanted.sizes):
        arcs = where.network.arcs
        walks = [model.column(f"walk_{number}_{n}", integer=True) for n in range(len(arcs))]
        agents = model.column(f"agents_{number}", lower=size, upper=size)
        keep_balance(model, where.network, walks, agents)
        worked = [
            (arc.weekday, where.bands[arc.band], walk)
            for arc, walk in zip(arcs, walks, strict=True)
            if arc.band != OFF_DAY
        ]
        for weekday, band, walk in worked:
            working[weekday, band].append((walk, 1.0))
        for rule in averages(where.group.rules):
            terms = [(walk, rule.amount(band)) for _, band, walk in worked]
            model.row(terms, upper=rule.limit * size + _TINY)
        copies.append(GroupColumns(where.group, where.bands, where.network, walks, {}, agents))
    for key, terms in working.items():
        model.row(terms, lower=duties[key], upper=duties[key])
    _share_out(model, copies, wanted)
    ends = Limits(seconds, _NODES, absolute=np.inf)
    values = Solver(model).search(ends, improved=_interruptible).values
    if values is None:
        return None
    found = []
    for columns in copies:
        flow = circulation(columns, [round(values[c]) for c in columns.walks])
        made = rotations(flow, limits(where.group), None)
        if not made:
            return None
        found += made
    return _dealt(where, found, old)


def _interruptible(_cost: float, _bound: float) -> bool:
    """Let an interrupt through."""
    return False


def _dealt(where: GroupNetwork, walks: Sequence[IntArray], old: Sequence[Team]) -> list[Team]:
    """Deal the duties of old teams to new walks: in order of the start of the day before."""
    days: list[list[Cell | None]] = [[None] * len(walk) for walk in walks]
    for weekday in range(7):
        cells: dict[Band, list[Cell]] = defaultdict(list)
        for team in old:
            for cell in team.days[weekday::7]:
                if cell is not None:
                    cells[cell.band].append(cell)
        places: dict[Band, list[tuple[int, int, int]]] = defaultdict(list)
        for number, walk in enumerate(walks):
            for position in range(weekday, len(walk), 7):
                band = where.network.arcs[walk[position]].band
                if band != OFF_DAY:
                    before = days[number][position - 1]
                    start = before.start if before else DAY
                    places[where.bands[band]].append((start, number, position))
        for band, taken in places.items():
            dealt = sorted(cells[band], key=lambda cell: (cell.start, cell.pauses))
            for (_, number, position), cell in zip(sorted(taken), dealt, strict=True):
                days[number][position] = cell
    return [Team(where.group, tuple(line)) for line in days]


def other_duties(
    plan: Plan,
    group: Group,
    week: Week,
    wanted: Wanted,
    *,
    most: float,
    seconds: float,
    progress: Callable[[Progress], object] | None,
) -> list[Team] | None:
    """Search for teams that cover what others leave; None where none were found.

    Parameters
    ----------
    plan
        What the roster is made of.
    group
        The group that the teams belong to.
    week
        What they have to cover.
    wanted
        The teams.
    most
        What they may cost [cost units a week].
    seconds
        Longest time to search [s].
    progress
        Called now and then; a true answer interrupts.
    """
    copies = tuple(
        replace(_telling(group), name=f"{group.name} {number}", agents=(size, size))
        for number, size in enumerate(wanted.sizes)
    )
    alone = replace(plan, groups=copies, rotation="single", activities=())
    stated = program(alone, week)
    model = stated.model
    _share_out(model, stated.groups, wanted)
    missing = set(stated.missing.tolist())
    costs = [(c, cost) for c, cost in enumerate(model.costs) if cost and c not in missing]
    model.row(costs, upper=most + _TINY)
    try:
        # Any roster will do: a gap of the whole cost.
        found = search(
            stated, seconds=min(_SECONDS, seconds), gap=1.0, even=False, progress=progress
        )
    except (InfeasibleError, UndecidedError):
        return None
    return [replace(team, group=group) for team in teams(stated, found.columns, None)]


def _share_out(model: Model, copies: Sequence[GroupColumns], wanted: Wanted) -> None:
    """Bound what each team has of nights and weekends."""
    for name, quota, counted in (
        ("nights", wanted.nights, _nights),
        ("weekends", wanted.weekends, _weekends),
    ):
        low, high = quota.least
        least = model.column(f"least_{name}", lower=max(0.0, low - _TINY), upper=high + _TINY)
        for columns, size in zip(copies, wanted.sizes, strict=True):
            terms = [(column, 1.0) for column in counted(columns)]
            model.row([*terms, (least, -float(size))], lower=0.0, upper=quota.apart * size)


def _nights(columns: GroupColumns) -> list[int]:
    """Return the columns of the walks that are nights."""
    arcs = zip(columns.network.arcs, columns.walks, strict=True)
    return [c for arc, c in arcs if arc.band != OFF_DAY and columns.bands[arc.band].night]


def _weekends(columns: GroupColumns) -> list[int]:
    """Return the columns of the last day of each worked weekend.

    Where a day off does not tell whether a day of the weekend before it was worked, it counts as
    not worked.
    """
    weekend = columns.group.weekend
    arcs = list(zip(columns.network.arcs, columns.walks, strict=True))
    worked: set[int] = set()

    def counts(arc: Arc) -> bool:
        return arc.tail in worked or (arc.band != OFF_DAY and arc.weekday in weekend)

    for weekday in range(weekend[0], weekend[-1]):
        day = [arc for arc, _ in arcs if arc.weekday == weekday]
        told = {arc.head for arc in day if not counts(arc)}
        worked = {arc.head for arc in day if counts(arc)} - told
    return [c for arc, c in arcs if arc.weekday == weekend[-1] and counts(arc)]
