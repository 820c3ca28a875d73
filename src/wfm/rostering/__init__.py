"""Rostering: from a requirement to closed rotations that real people can work."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.errors import InfeasibleError, WfmError
from wfm.rostering import judge as judging
from wfm.rostering import lines, reasons, week
from wfm.rostering.catalogue import plan_from
from wfm.rostering.judge import Judged
from wfm.rostering.lines import Team
from wfm.rostering.plan import DAY, WEEK, Band, Group, Pause, Plan, Shift
from wfm.rostering.program import program
from wfm.rostering.rules import OFF
from wfm.rostering.search import Found, Progress, possible, search
from wfm.rostering.solver import clock
from wfm.units import hhmm

__all__ = [
    "Band",
    "Group",
    "Pause",
    "Plan",
    "Progress",
    "Roster",
    "Shift",
    "plan_from",
    "roster",
]

log = logging.getLogger(__name__)

# What explaining an impossible plan may take [s].
_EXPLAIN_SECONDS = 10.0


@dataclass(frozen=True)
class Roster:
    """A roster that its judge found without fault.

    Parameters
    ----------
    table
        Duties of each team, line and weekday (columns of the roster table).
    coverage
        Required and scheduled agents of each interval of the week (coverage table).
    agents, teams
        Their numbers.
    paid_hours
        Contract hours of all agents [h a week].
    cost, bound
        Its cost, and what no roster can be below [cost units a week].
    gap
        Their distance as a share of the cost.
    status
        ``"optimal"``: nothing cheaper exists; ``"within gap"``: it is as near to the bound as was
        asked for; ``"time limit"`` or ``"interrupted"``: the best one found until then.
    hours_over, hours_short
        Agent-hours above and below the requirement [h a week].
    nights, weekends
        Nights and worked weekends per agent and week, of the team with the least and the most.
    needed_share
        Share of the paid hours that the requirement needs.
    """

    table: pd.DataFrame
    coverage: pd.DataFrame
    agents: int
    teams: int
    paid_hours: float
    cost: float
    bound: float
    gap: float
    status: str
    hours_over: float
    hours_short: float
    nights: tuple[float, float]
    weekends: tuple[float, float]
    needed_share: float


def roster(
    requirement: pd.DataFrame,
    plan: Plan | None = None,
    *,
    week: str = "max",
    time_limit: float = 60.0,
    gap: float = 0.001,
    progress: Callable[[Progress], object] | None = None,
) -> Roster:
    """Find the cheapest rotating roster that covers a requirement.

    Parameters
    ----------
    requirement
        Requirement table of at least one week; `agents_scheduled` is covered.
    plan
        Groups, shifts and rules; None: the defaults.
    week
        How the weeks of the requirement become one: ``"max"`` or ``"mean"`` of each interval.
    time_limit
        Time to search [s].
    gap
        Share of the cost that the roster may be above the proved bound.
    progress
        Called with every better roster and bound, and now and then; a true answer ends the
        search with the best roster so far.

    Raises
    ------
    InputError
        If the requirement or the plan cannot be used.
    InfeasibleError
        If it is proved that no roster satisfies the rules.
    UndecidedError
        If the time ended before a roster was found.
    """
    began = clock()
    plan = plan_from({}) if plan is None else plan
    required, step = folded(requirement, week)
    built = program(plan, required, step)
    clash = reasons.contradiction(built)
    if clash:
        raise InfeasibleError(clash)
    try:
        found = search(built, seconds=time_limit, gap=gap, progress=progress)
    except InfeasibleError:
        left = time_limit - (clock() - began)
        raise InfeasibleError(_why_not(plan, required, step, left)) from None
    made = lines.teams(
        built, found.columns, None if plan.rotation == "single" else plan.rotation_weeks
    )
    table = _table(made)
    judged = judging.judge(table, plan, required, step)
    if judged.violations:
        first = judged.violations[0]
        raise AssertionError(f"the judge refuses the roster: {first}")
    result = _roster(table, found, judged, required, step)
    for line in summary(result):
        log.info(line)
    return result


folded = week.fold


def _why_not(plan: Plan, required: NDArray[np.int64], step: int, seconds: float) -> str:
    """Say in a planner's words why no roster satisfies the rules, as well as time allows."""
    until = clock() + min(seconds, _EXPLAIN_SECONDS)
    words = "no roster satisfies the rules"
    binding = []
    for name, looser in reasons.dropped(plan):
        left = until - clock()
        if left > 0 and possible(program(looser, required, step), seconds=left):
            binding.append(name)
    if binding:
        words += f"; there might be one without {' or without '.join(binding)}"
    elastic = program(plan, required, step)
    try:
        found = search(elastic, seconds=until - clock(), gap=0.02, elastic=True)
    except WfmError:
        return words
    short = found.columns[list(elastic.short)]
    return f"{words}; {reasons.shortage(elastic, short)}" if short.any() else words


def summary(roster: Roster) -> list[str]:
    """Say in a few lines what a roster is."""
    kinds = {
        "optimal": "proved optimal",
        "within gap": f"within {roster.gap:.2%} of the bound",
        "time limit": (
            f"within {roster.gap:.2%} of the bound when the time was out: another run may differ"
        ),
        "interrupted": f"within {roster.gap:.2%} of the bound when it was interrupted",
    }
    over_and_short = (
        f"{roster.hours_over:,g} agent-hours over and {roster.hours_short:,g} short; "
        f"the requirement needs {roster.needed_share:.1%} of the paid hours"
    )
    least, most = zip(roster.nights, roster.weekends, strict=True)
    return [
        f"{roster.agents} agents in {roster.teams} teams, {roster.paid_hours:,g} paid hours a week",
        f"cost {roster.cost:,.10g}, lower bound {roster.bound:,.10g}: {kinds[roster.status]}",
        over_and_short,
        f"least for an agent: {least[0]:.2f} nights and {least[1]:.2f} worked weekends a week",
        f"most for an agent: {most[0]:.2f} nights and {most[1]:.2f} worked weekends a week",
    ]


def _table(teams: list[Team]) -> pd.DataFrame:
    records = []
    for number, team in enumerate(teams, 1):
        for position, cell in enumerate(team.days):
            record: dict[str, object] = {
                "team": number,
                "line": position // 7 + 1,
                "weekday": position % 7 + 1,
                "shift": OFF,
                "start": "",
                "end": "",
                "meals": "",
                "breaks": "",
            }
            if cell is not None:
                shift = cell.band.shift
                taken = sorted(zip(cell.pauses, shift.pauses, strict=True), key=lambda p: p[0])
                record["shift"] = shift.name
                record["start"] = hhmm(cell.start)
                record["end"] = hhmm(cell.start + shift.presence)
                for key, paid in (("meals", False), ("breaks", True)):
                    record[key] = " ".join(
                        f"{hhmm(first)}-{hhmm(first + pause.minutes)}"
                        for first, pause in taken
                        if pause.paid == paid
                    )
            records.append(record)
    return tables.conform(pd.DataFrame.from_records(records), tables.ROSTER)


def _roster(
    table: pd.DataFrame,
    found: Found,
    judged: Judged,
    required: NDArray[np.int64],
    step: int,
) -> Roster:
    difference = judged.scheduled - required
    sizes = {number: len(days) // 7 for number, days in judged.teams.items()}
    paid = sum(sizes[n] * judged.groups[n].weekly_minutes / 60 for n in sizes)
    nights = [
        sum(d is not None and d.night for d in days) / sizes[n] for n, days in judged.teams.items()
    ]
    weekends = [
        sum(any(days[w + d] for d in (5, 6)) for w in range(0, len(days), 7)) / sizes[n]
        for n, days in judged.teams.items()
    ]
    gap = (found.cost - found.bound) / found.cost if found.cost else 0.0
    needed = float(required.sum()) * step / 60
    return Roster(
        table=table,
        coverage=_coverage(required, judged.scheduled, step),
        agents=sum(sizes.values()),
        teams=len(sizes),
        paid_hours=paid,
        cost=found.cost,
        bound=found.bound,
        gap=max(0.0, gap),
        status=found.ended,
        hours_over=float(difference.clip(min=0).sum()) * step / 60,
        hours_short=float((-difference).clip(min=0).sum()) * step / 60,
        nights=(min(nights, default=0.0), max(nights, default=0.0)),
        weekends=(min(weekends, default=0.0), max(weekends, default=0.0)),
        needed_share=needed / paid if paid else 0.0,
    )


def _coverage(required: NDArray[np.int64], scheduled: NDArray[np.int64], step: int) -> pd.DataFrame:
    minutes = np.arange(0, WEEK, step)
    frame = pd.DataFrame(
        {
            "weekday": minutes // DAY + 1,
            "time": [hhmm(int(m)) for m in minutes],
            "required": required,
            "scheduled": scheduled,
            "difference": scheduled - required,
        }
    )
    return tables.conform(frame, tables.COVERAGE)
