"""What a shift catalogue wastes, and the one change that would save most."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wfm.errors import InfeasibleError
from wfm.rostering import variants
from wfm.rostering.catalogue import plan_from
from wfm.rostering.explain import AS_IT_IS, Ranking, best_start
from wfm.rostering.plan import Plan
from wfm.rostering.solver import clock
from wfm.rostering.variants import Variant
from wfm.rostering.ways import TINY, Way, Week, solve
from wfm.rostering.week import fold

# Contracts that are tried: hours a week, paid hours of a duty and meal, first and last start [min].
_CONTRACTS = (
    (1500, 300, 0, (360, 1080)),
    (1200, 240, 0, (360, 1140)),
    (1800, 360, 0, (360, 1020)),
    (2400, 600, 30, (300, 840)),
)
# Share of the time for ranking by linear programs; the rest makes rosters of the best.
_RANKING = 0.5
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
            return f"{words}; no other shift, start or contract was found that saves"
        what, share = self.savings[0]
        return f"{words}; {what} would save {share:.1%} of it"


def advise(
    requirement: pd.DataFrame,
    plan: Plan | None = None,
    *,
    week: str = "max",
    time_limit: float = 60.0,
    cost: float | None = None,
) -> Advice:
    """Say what the shift catalogue wastes and which one change would save most.

    Changes are ranked by their linear programs; the best are made rosters of, so that what they
    save is the difference of two rosters.

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
    cost
        What a roster of the plan costs, where one is known [cost units a week].

    Raises
    ------
    InfeasibleError
        If the plan cannot cover the requirement.
    """
    plan = plan_from({}) if plan is None else plan
    required, step = fold(requirement, week)
    until = clock() + time_limit
    ranking = Ranking(Week(required, step), until - (1 - _RANKING) * time_limit)
    here = ranking.price(AS_IT_IS, plan)
    if here is None or here.wrong_hours > TINY:
        raise InfeasibleError("no roster of this plan covers the requirement: run wfm roster")
    cheaper = [
        way
        for way in _changes(plan, ranking)
        if way.wrong_hours <= TINY and way.cost < here.cost - TINY
    ]
    best = sorted(cheaper, key=lambda way: way.cost)[:_SOLVED]
    known = [] if cost is not None else [here]
    made = _rosters([*known, *best], ranking.week, until)
    if cost is None:
        cost = made.pop(0).cost
    saving = [
        (way.variant.words, 1 - way.cost / cost)
        for way in sorted(made, key=lambda way: way.cost)
        if way.solved and way.wrong_hours <= TINY and way.cost < cost - TINY
    ]
    hours = float(required.sum()) * step / 60
    ideal = hours * min(group.cost_per_hour for group in plan.groups)
    return Advice(cost, ideal, tuple(saving))


def _rosters(ways: list[Way], week: Week, until: float) -> list[Way]:
    found = []
    for number, way in enumerate(ways):
        share = (until - clock()) / (len(ways) - number)
        found.append(solve(way, week, seconds=share) if share > 0 else way)
    return found


def _changes(plan: Plan, ranking: Ranking) -> Iterator[Way]:
    """Price other contracts, shifts and starts."""
    yield from ranking.priced(_contracts(plan), plan)
    for group in plan.groups:
        if any(shift.presence > variants.SHORT_SHIFT for shift in group.shifts):
            way = best_start(plan, ranking, group.name)
            if way is not None:
                yield way
    yield from ranking.priced(variants.wider_starts(plan, ranking.week.step), plan)


def _contracts(plan: Plan) -> Iterator[Variant]:
    for weekly, paid, meal, window in _CONTRACTS:
        yield variants.contract(plan, weekly, paid, meal, window)
