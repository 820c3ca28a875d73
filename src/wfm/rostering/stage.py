"""The stage: a requirement goes in, a judged roster comes out."""

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from wfm import deadline, interrupts, tables
from wfm.errors import InputError
from wfm.rostering.clocks import on_clocks, say_clocks
from wfm.rostering.comfort.measures import Comfort
from wfm.rostering.fewer_crews import fewer_crews
from wfm.rostering.folding import fold
from wfm.rostering.job import Job
from wfm.rostering.judge.roster import judge
from wfm.rostering.known import known, say
from wfm.rostering.making import sought
from wfm.rostering.proofs import Proof
from wfm.rostering.results import Checked, Roster
from wfm.rostering.roster_tables import comforts, coverage_table, fairness_table, violations_table
from wfm.rostering.search.best import Progress
from wfm.rostering.stability.keeping import least_changed
from wfm.tables.weekgrid import ONE_AGENT
from wfm.work.configuration.roster import plan_from
from wfm.work.opening import there_while_closed
from wfm.work.plan import Plan
from wfm.work.planned import completed, with_own_shifts
from wfm.work.slots import Slots
from wfm.work.wording import agent_hours, hours

log = logging.getLogger(__name__)

# Share of the time for the least cost, where a roster is sought that changes little.
_LEAST_COST_SHARE = 0.5


def roster(
    requirement: pd.DataFrame,
    plan: Plan | None = None,
    *,
    week: str = "max",
    time_limit: float = 60.0,
    gap: float = 0.0005,
    fairness: float = 0.005,
    elastic: bool = False,
    comfort: float | None = None,
    explain: bool = True,
    start_from: pd.DataFrame | None = None,
    stability: float | None = None,
    proof: Proof | None = None,
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
    fairness
        Share of the cost that balancing the teams of a group may add, within 0.25 nights and 0.1
        worked weekends per agent and week of each other; 0: only what costs nothing.
    elastic
        Whether agents may be missing where there is no other way; the gaps are in the coverage.
    comfort
        Share of the cost that a roster which people live better with may cost more; 0: only what
        is free; None: no such roster is looked for.
    explain
        Whether to look for ways out where there is no roster; that may take the rest of the time.
    start_from
        Roster table to begin with. Where it keeps the rules and covers the requirement, the result
        is never worse; otherwise that is said, and the search begins near its duties.
    stability
        Share of the least cost that a roster may cost more which changes as little as can be of
        the one to start from; 0: only what is free; None: changes are of no matter.
    proof
        What an earlier run proved, `Proof()` where there was none: where it is of this plan and
        requirement, no more is to be proved than that. None: the result has none either.
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

    Notes
    -----
    Teams work whole duties, which need not fill their contract: of 38.5 h and duties of 8 h, a
    team of 8 uses 38 h. The bound is one for rosters whose teams have `rotation_weeks` lines to
    half as many more; where duties fill the contract, that is no restriction.
    """
    plan = plan_from({}) if plan is None else plan
    if plan.has_patterns and comfort is not None and plan.is_limited:
        log.info(
            "beside fixed patterns comfort is not sought where an interval may have too many agents"
        )
        comfort = None
    if stability is not None and start_from is None:
        raise InputError("stability is that of a roster that there is: give it as start_from")
    asked = fold(requirement, week)
    plan = on_clocks(requirement, plan)
    say_clocks(requirement, plan)
    start = None
    if start_from is not None:
        start = known(start_from, plan, asked, elastic=elastic)
        if start.faults and stability is None:
            say(start.faults)
    job = Job(
        plan,
        asked,
        gap=gap,
        fairness=fairness,
        seconds=time_limit,
        elastic=elastic,
        comfort=comfort,
        explain=explain,
        start=start,
        proof=proof,
        progress=progress,
    )
    result = sought(job) if stability is None else _stable(job, stability)
    if stability is None and start is not None and result.table is start.roster.table:
        log.info("no roster better than the one to start from was found: it is kept")
    if plan.closed == "never" and result.closed_hours:
        judged = judge(result.table, plan, asked)
        intervals = np.flatnonzero(there_while_closed(asked, judged.clocked, judged.shares))
        log.warning(
            "%s of duty a week while nobody is required (%s): no roster without them was found",
            agent_hours(result.closed_hours),
            hours(Slots.of(asked.step), intervals),
        )
    if explain and result.status != "interrupted":
        return replace(result, hint=fewer_crews(result, plan, asked, time_limit))
    return result


def _stable(job: Job, share: float) -> Roster:
    """Look for the cheapest roster, then for one that changes as little as can be.

    What makes teams even, or good to live with, would change more: it is left out.
    """
    with interrupts.held(), deadline.within(job.seconds):
        seconds = _LEAST_COST_SHARE * job.seconds
        least = sought(replace(job, seconds=seconds, fairness=0.0, comfort=None))
        return least_changed(job, least, share)


def check(
    table: pd.DataFrame,
    requirement: pd.DataFrame | None = None,
    plan: Plan | None = None,
    *,
    week: str = "max",
) -> Checked:
    """Judge a roster, whoever made it, from its table alone.

    Parameters
    ----------
    table
        Roster table, or a grid with the weekdays across and a shift in each cell.
    requirement
        Requirement table that it should cover; None: the rules alone are judged.
    plan
        Groups, shifts and rules; None: the defaults.
    week
        How the weeks of the requirement become one: ``"max"`` or ``"mean"`` of each interval.

    Raises
    ------
    InputError
        If one of the tables cannot be read as such.
    """
    plan = plan_from({}) if plan is None else plan
    asked = None if requirement is None else fold(requirement, week)
    if requirement is not None:
        plan = on_clocks(requirement, plan)
        say_clocks(requirement, plan)
    given = tables.check(table, tables.ROSTER)
    single = bool(given.attrs.get(ONE_AGENT))
    if single and asked is not None and given["line"].max() > 1:
        raise InputError(
            "the roster has several weeks of each agent, and each week has its own coverage: "
            "check one week at a time, or leave out the requirement"
        )
    plan = with_own_shifts(given, plan)
    whole, unjudged = completed(given, plan)
    judged = judge(whole, plan, asked, unjudged=unjudged)
    for line in judged.unsaid():
        log.warning("%s", line)
    felt = comforts(judged)
    fairness = fairness_table(judged, felt)
    coverage = None if asked is None else coverage_table(asked, judged.scheduled)
    return Checked(
        violations=violations_table(judged),
        coverage=coverage,
        fairness=fairness.assign(agents=1) if single else fairness,
        comfort=sum(felt.values(), Comfort()),
        unjudged=tuple(sorted(unjudged)),
    )
