"""Rosters of a plan and of changed ones side by side: what each change costs, as far as proved."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from wfm import tables
from wfm.errors import InfeasibleError, UndecidedError, WfmError
from wfm.rostering.advice.cases import Case, cases
from wfm.rostering.advice.finding import finding
from wfm.rostering.advice.freedom import frees
from wfm.rostering.clocks import on_clocks
from wfm.rostering.folding import fold
from wfm.rostering.job import Job
from wfm.rostering.known import Known, known, rank
from wfm.rostering.making import sought
from wfm.rostering.results import Roster
from wfm.rostering.search.best import Progress
from wfm.rostering.summaries import summary
from wfm.units import written
from wfm.work.configuration.roster import plan_from
from wfm.work.week import Week

log = logging.getLogger(__name__)

_BASE = "base"
_TINY = 1e-6
_NONE = float("nan")


@dataclass
class _Run:
    """A case, and what was found for it.

    Parameters
    ----------
    case
        The plan and the requirement.
    week
        What it has to cover.
    roster
        Its best roster.
    error
        Why there is none.
    interrupted
        Whether an interrupt ended its search.
    """

    case: Case
    week: Week
    roster: Roster | None = None
    error: WfmError | None = None
    interrupted: bool = False

    @property
    def unsure(self) -> bool:
        """Whether the clock, and not a proof, left it without a better roster."""
        if self.roster is None:
            return not isinstance(self.error, InfeasibleError)
        return self.roster.status == "time limit"

    def judged(self, table: pd.DataFrame) -> Known:
        """Judge a roster of another case by this one's plan and requirement."""
        return known(table, self.case.plan, self.week, elastic=False)


@dataclass(frozen=True)
class Comparison:
    """What a comparison gives.

    Parameters
    ----------
    table
        A row for the plan as it is and one for each change (`wfm.tables.CHANGES`).
    error
        Why the plan as it is has no roster; None: it has one.
    interrupted
        Whether an interrupt left out the rest.
    """

    table: pd.DataFrame
    error: WfmError | None
    interrupted: bool


def what_if(
    requirement: pd.DataFrame,
    changes: str,
    config: Mapping[str, Any] | None = None,
    *,
    week: str = "max",
    time_limit: float = 60.0,
    gap: float = 0.0005,
    fairness: float = 0.005,
    start_from: pd.DataFrame | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> Comparison:
    """Compare the roster of a plan with those of changed ones.

    All begin with the same roster and have the same time. A roster of one that is legal and cheaper
    under another is taken there too: what gives more freedom never costs more.

    Parameters
    ----------
    requirement
        Requirement table of at least one week.
    changes
        Changes of the configuration or of the requirement, as `advice.cases` reads them.
    config
        The configuration; None: the defaults.
    week, gap, fairness, progress
        As `roster` takes them.
    time_limit
        Time for each of the rosters [s].
    start_from
        Roster table to begin with; None: one of the plan as it is, which is looked for first.

    Raises
    ------
    OptionError
        If a change cannot be read or made.
    InputError
        If the requirement or the configuration cannot be used.
    """
    config = config or {}
    base = Case(_BASE, plan_from(config), requirement)
    runs = [_folded(case, week) for case in (base, *cases(changes, config, requirement))]
    options: dict[str, Any] = {
        "gap": gap,
        "fairness": fairness,
        "seconds": time_limit,
        "progress": progress,
    }
    _search_all(runs, start_from, options)
    if all(run.roster is None and run.error is None for run in runs):
        raise KeyboardInterrupt
    _share(runs)
    rows = [_row(run, runs[0]) for run in runs if run.roster is not None or run.error is not None]
    changed = tables.conform(pd.DataFrame(rows), tables.CHANGES)
    return Comparison(changed, runs[0].error, any(run.interrupted for run in runs))


def _folded(case: Case, week: str) -> _Run:
    asked = fold(case.requirement, str(case.run.get("week", week)))
    return _Run(replace(case, plan=on_clocks(case.requirement, case.plan)), asked)


def _search_all(
    runs: Sequence[_Run], table: pd.DataFrame | None, options: Mapping[str, Any]
) -> None:
    """Look for a roster of each case; all begin with the same one, the first's without any."""
    first = runs[0]
    if table is None:
        log.info("first, a roster of the plan as it is, for all the others to start from")
        _search(first, None, options)
        table = None if first.roster is None else first.roster.table
    for number, run in enumerate(runs):
        # The plan itself is searched again only where more time may find more.
        if (number or first.unsure) and not any(run.interrupted for run in runs):
            log.info("%d of %d, %s:", number + 1, len(runs), run.case.name)
            _search(run, table, options)


def _search(run: _Run, table: pd.DataFrame | None, options: Mapping[str, Any]) -> None:
    """Look for a roster of a case, and say in a line what it is."""
    fairness = run.case.run.get("fairness", options["fairness"])
    start = None if table is None else run.judged(table)
    job = Job(
        run.case.plan,
        run.week,
        start=start,
        **{**options, "fairness": fairness},
    )
    try:
        run.roster, run.error = sought(job), None
        run.interrupted = run.roster.status == "interrupted"
    except KeyboardInterrupt:
        run.interrupted = True
        return
    except (InfeasibleError, UndecidedError) as error:
        run.error = error
        log.info("%s", error)
        return
    agents, cost, *_ = summary(run.roster)
    log.info("%s; %s", agents, cost)


def _is_no_use(roster: Roster, maker: _Run, run: _Run) -> bool:
    """Whether a roster of one case cannot be better than that of another: judging takes long."""
    best = run.roster
    if best is None:
        return False
    dearer = roster.cost >= best.cost - _TINY and roster.closed_hours >= best.closed_hours
    return best.status == "optimal" or (_pay(run) == _pay(maker) and dearer)


def _pay(run: _Run) -> tuple[object, ...]:
    """Return what decides the cost of a roster in a case."""
    groups = (
        (
            *(g.name, g.weekly_minutes, g.cost_per_hour, g.night_premium, g.sunday_premium),
            *(g.weekend_premium, g.weekend),
        )
        for g in run.case.plan.groups
    )
    return (run.case.plan.night, *groups)


def _is_better(roster: Roster, run: _Run) -> bool:
    """Whether a roster is better than the one of a case; how even teams are does not matter."""
    plan = run.case.plan
    return run.roster is None or rank(roster, plan)[:-1] < rank(run.roster, plan)[:-1]


def _share(runs: Sequence[_Run]) -> None:
    """Let each case have the best of all rosters that are legal in it, and what is proved of it."""
    made = [(run, run.roster) for run in runs]
    for run in runs:
        for maker, roster in made:
            if roster is None or roster is run.roster:
                continue
            if _is_no_use(roster, maker, run):
                continue
            here = run.judged(roster.table)
            if not here.faults and _is_better(here.roster, run):
                proved = 0.0 if run.roster is None else run.roster.bound
                run.roster, run.error = _with_bound(here.roster, proved), None
                words = "%s: the roster of '%s' is cheaper here too: cost %s"
                log.info(words, run.case.name, maker.case.name, written(here.roster.cost))
    for run in runs:
        for other in runs:
            if run.roster is None or other.roster is None or other is run:
                continue
            if other.roster.bound > run.roster.bound and _frees(run, other):
                run.roster = _with_bound(run.roster, other.roster.bound)


def _with_bound(roster: Roster, bound: float) -> Roster:
    bound = min(bound, roster.cost)
    gap = (roster.cost - bound) / roster.cost if roster.cost else 0.0
    return replace(roster, bound=bound, gap=gap)


def _frees(run: _Run, other: _Run) -> bool:
    """Whether whatever is a roster of a case is one of the other case too, and as cheap."""
    if run.week.step != other.week.step or (run.week.required < other.week.required).any():
        return False
    need = (run.week.required == other.week.required).all()
    return frees(run.case.plan, other.case.plan, run.week.step, same_need=bool(need))


def _row(run: _Run, base: _Run) -> dict[str, Any]:
    """Lay out a case beside the base."""
    row: dict[str, Any] = {"change": run.case.name}
    if run.roster is None:
        reason = str(run.error)
        return {
            **row,
            "finding": reason if reason.startswith("no roster") else f"no roster: {reason}",
        }
    row |= {"agents": run.roster.agents, "cost": run.roster.cost, "bound": run.roster.bound}
    if base.roster is None:
        return {**row, "finding": "nothing to compare it with: the plan as it is has no roster"}
    least = run.roster.bound - base.roster.cost
    most = run.roster.cost - base.roster.bound
    if run is base:
        least = most = 0.0
    if _frees(base, run):
        most = min(most, 0.0)
    if _frees(run, base):
        least = max(least, 0.0)
    row |= {
        "delta_agents": run.roster.agents - base.roster.agents,
        "delta_cost": run.roster.cost - base.roster.cost,
        "delta_least": least,
        "delta_most": most,
    }
    return {**row, "finding": "the plan as it is" if run is base else finding(least, most)}
