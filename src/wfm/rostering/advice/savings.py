"""What a shift catalogue wastes, and the one change that would save most."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pandas as pd

from wfm import deadline
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.clocks import on_clocks
from wfm.rostering.folding import fold
from wfm.rostering.job import Job
from wfm.rostering.known import Known, known
from wfm.rostering.making import sought
from wfm.rostering.program.strictness import read_as
from wfm.rostering.results import Roster
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.changes import Variant
from wfm.rostering.ways_out.price import TINY, Way
from wfm.rostering.ways_out.ranking import AS_IT_IS, Ranking, best_start
from wfm.solver import clock
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan
from wfm.work.week import Week

# Contracts that are tried: hours a week, paid hours of a duty and meal, first and last start [min].
_CONTRACTS = (
    (1500, 300, 0, (360, 1080)),
    (1200, 240, 0, (360, 1140)),
    (1800, 360, 0, (360, 1020)),
    (2400, 600, 30, (300, 840)),
)
# Shares of the time for a roster of the plan where none is there, and of the rest for ranking by
# linear programs; what is left then makes rosters of the best.
_BASE, _RANKING = 0.4, 0.5
# How near to its bound a roster is good enough, and what even teams may cost: as for any roster.
_GAP, _FAIRNESS = 0.0005, 0.005
_SOLVED = 2


@dataclass(frozen=True)
class Advice:
    """What the shift catalogue costs, and what would make it cheaper.

    Parameters
    ----------
    cost
        What a roster of the plan costs [cost units a week].
    ideal
        What it would cost if every paid hour were needed.
    savings
        What to change and what a roster with it saves, as a share of the cost; the best first.
    """

    cost: float
    ideal: float
    savings: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """Write the advice as a planner reads it."""
        waste = max(0.0, 1 - self.ideal / self.cost) if self.cost else 0.0
        words = f"the shifts of this plan waste {waste:.0%} of the cost on hours that nobody needs"
        if not self.savings:
            return f"{words}; no other shift, start or contract was found that would save any"
        what, share = self.savings[0]
        return f"{words}; {what} would save {share:.1%} of it"


def advise(
    requirement: pd.DataFrame,
    plan: Plan | None = None,
    *,
    week: str = "max",
    time_limit: float = 60.0,
    start_from: pd.DataFrame | None = None,
) -> Advice:
    """Say what the shift catalogue wastes and which one change would save most.

    Changes are ranked by their linear programs; of the best, rosters are made that begin with the
    one of the plan, so that what they save is the difference of two rosters.

    Parameters
    ----------
    requirement
        Requirement table of at least one week.
    plan
        Groups, shifts and rules; None: the defaults.
    week
        How the weeks of the requirement become one: ``"max"`` or ``"mean"`` of each interval.
    time_limit
        Longest time to take [s].
    start_from
        Table of a roster of the plan; without one, or where it has faults, one is looked for.

    Raises
    ------
    InfeasibleError
        If the plan cannot cover the requirement.
    UndecidedError
        If the time ended before a roster of the plan was found.
    """
    plan = plan_from({}) if plan is None else plan
    plan, asked = on_clocks(requirement, plan), fold(requirement, week)
    with deadline.within(time_limit):
        here = _roster(plan, asked, start_from, _BASE * time_limit)
        ranking = Ranking(asked, clock() + _RANKING * deadline.left(), elastic=False)
        best = _best(plan, ranking)
        made = [
            _made(plan, way, here, asked, 1 / (len(best) - number))
            for number, way in enumerate(best)
        ]
    saving = [
        (words, 1 - cost / here.cost)
        for words, cost in sorted(made, key=lambda each: each[1])
        if cost < here.cost - TINY
    ]
    ideal = asked.hours * min(group.cost_per_hour for group in plan.groups)
    return Advice(here.cost, ideal, tuple(saving))


def _roster(plan: Plan, week: Week, table: pd.DataFrame | None, seconds: float) -> Roster:
    """Return the roster of the plan that is there, or look for one."""
    if table is not None:
        there = known(table, plan, week, elastic=False)
        if not there.faults:
            return there.roster
    try:
        return sought(_job(plan, week, seconds))
    except InfeasibleError:
        message = "no roster of this plan covers the requirement: run wfm roster to see why"
        raise InfeasibleError(message) from None


def _job(plan: Plan, week: Week, seconds: float, start: Known | None = None) -> Job:
    return Job(
        plan,
        week,
        gap=_GAP,
        fairness=_FAIRNESS,
        seconds=seconds,
        explain=False,
        start=start,
        quiet=True,
    )


def _best(plan: Plan, ranking: Ranking) -> list[Way]:
    """Rank the changes that are cheaper than the plan, if agents were divisible.

    Where its networks hold no roster, though there is one, rules are read openly.
    """
    for read in (plan, read_as(plan, "open")):
        here = ranking.price(AS_IT_IS, read)
        if here is not None:
            cheaper = [way for way in _changes(read, ranking) if way.cost < here.cost - TINY]
            return sorted(cheaper, key=lambda way: way.cost)[:_SOLVED]
    return []


def _made(plan: Plan, way: Way, here: Roster, week: Week, share: float) -> tuple[str, float]:
    """Make a roster of a change, and return its words and cost; that of the plan is the worst."""
    changed = way.variant.change(plan)
    start = known(here.table, changed, week, elastic=False)
    with suppress(InfeasibleError, UndecidedError):
        found = sought(_job(changed, week, share * deadline.left(), start))
        if found.status == "interrupted":
            raise KeyboardInterrupt
        return way.variant.words, found.cost
    return way.variant.words, here.cost


def _changes(plan: Plan, ranking: Ranking) -> Iterator[Way]:
    """Price other contracts, shifts and starts."""
    yield from ranking.priced(_contracts(plan), plan)
    for group in plan.groups:
        # A pattern names the shifts that its agents work: a short one would be none of them.
        long = any(shift.presence > changes.SHORT_SHIFT for shift in group.shifts)
        if long and not group.patterns:
            way = best_start(plan, ranking, group.name)
            if way is not None:
                yield way
    yield from ranking.priced(changes.wider_starts(plan, ranking.week.step), plan)


def _contracts(plan: Plan) -> Iterator[Variant]:
    for weekly, paid, meal, window in _CONTRACTS:
        yield changes.contract(plan, weekly, paid, meal, window)
