"""One roster: what is asked for, the search for it, and the teams that are made of it."""

import logging
import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wfm import deadline, interrupts
from wfm.deadline import OUT_OF_TIME, OutOfTimeError
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.beside_crews import beside_crews
from wfm.rostering.comfortable.price import prices_of_none
from wfm.rostering.comfortable.seeking import Comfortable, missing, more_comfortable
from wfm.rostering.comfortable.steady_crews import with_steady_crews
from wfm.rostering.comfortable.telling import told
from wfm.rostering.finishing import JUDGING_AGENT, beyond_even, made
from wfm.rostering.job import Job
from wfm.rostering.known import kept, known, never_worse
from wfm.rostering.program.program import Program, program
from wfm.rostering.program.strictness import smaller
from wfm.rostering.results import Roster
from wfm.rostering.search.given import Given
from wfm.rostering.search.search import Found, search
from wfm.rostering.strategy import contradiction, looked_for, nobody_while_closed
from wfm.rostering.ways_out.contradictions import least_agents
from wfm.rostering.ways_out.explanation import why_not
from wfm.rostering.ways_out.suspects import size, suspect
from wfm.solver import clock
from wfm.work.plan import Plan, unless_needed
from wfm.work.week import Week

log = logging.getLogger(__name__)

# Share of the time limit that the search leaves to teams, breaks and the judge; of a short one so
# long at least [s], or this larger share.
_REST_SHARE, _REST_SECONDS, _MOST_REST = 0.07, 1.0, 0.2
# For each agent the rest takes so long [s]: teams, then table and judge. Of that, no more than this
# share of the time is kept from the search, and what is beyond the time by more is not begun [s].
_TEAMS_AGENT = 0.0001
_MOST_LARGE_REST, _LATE_SECONDS = 0.8, 0.5
# Shortest time for a suspicion where there is no roster: so long, and this share of the limit [s].
_SUSPICION_SECONDS, _SUSPICION_SHARE = 0.3, 0.03
# Share of the time of the search that is kept for comfort, beside what the cheapest roster leaves.
# Of that, the share for the starts of fixed patterns, and that for days that are exchanged at no
# cost; for those no more than so long [s].
_COMFORT_SHARE = 0.25
_CREWS_SHARE = 0.3
_REARRANGING_SHARE, _REARRANGING_SECONDS = 0.4, 15.0
# Share of the time for a roster of stricter rules to begin with.
_STRICT_SHARE = 0.4
_TINY = 1e-6


def sought(job: Job) -> Roster:
    """Look for a roster; where none is found, the one to begin with is the result."""
    with interrupts.held(), deadline.within(job.seconds):
        first = _strictly(job)
        if first is not None:
            job = replace(job, start=known(first.table, job.plan, job.week, elastic=job.elastic))
            if first.status == "interrupted":
                return _kept(job, None, "interrupted")
        try:
            found = _found(job)
            return replace(found, repeats=found.repeats and (first is None or first.repeats))
        except (InfeasibleError, UndecidedError, KeyboardInterrupt) as ended:
            if not job.has_start:
                if job.explain and isinstance(ended, OutOfTimeError) and not job.plan.has_patterns:
                    raise _suspicious(job) from None
                raise
            how = "interrupted" if isinstance(ended, KeyboardInterrupt) else "time limit"
            return _kept(job, None, how)


def _strictly(job: Job) -> Roster | None:
    """Look for a roster of stricter rules, where these have the smaller networks, to begin with."""
    plan = smaller(job.plan)
    if plan == job.plan or job.start is not None or job.elastic:
        return None
    seconds = _STRICT_SHARE * job.seconds
    try:
        with deadline.within(seconds):
            alone = replace(job, plan=plan, seconds=seconds, comfort=None)
            return _found(replace(alone, explain=False, quiet=True))
    except (InfeasibleError, UndecidedError):
        return None


def _suspicious(job: Job) -> UndecidedError:
    """Name what is suspected to leave no roster, in what the search has left of the time."""
    seconds = max(deadline.left(), _SUSPICION_SECONDS + _SUSPICION_SHARE * job.seconds)
    with deadline.regardless(), deadline.within(seconds):
        suspected = suspect(unless_needed(job.plan), job.week)
    if suspected:
        return UndecidedError(f"{OUT_OF_TIME}; suspected: {suspected}")
    return UndecidedError(
        f"{OUT_OF_TIME}; no rule is suspected; what takes long is the size: "
        f"{size(job.plan, job.week)}"
    )


def _found(job: Job) -> Roster:
    """Look for a roster, make teams of it, and judge them."""
    look = partial(
        search,
        gap=job.gap,
        elastic=job.elastic,
        given=Given(job.start.teams if job.start else (), job.proof),
    )
    until = clock() + deadline.left() - _rest(job)
    wanted = until
    if job.comfort is not None:
        until -= _COMFORT_SHARE * (until - clock())
    nobody, gave_up = nobody_while_closed(
        job.plan, job.week, until, job.elastic, look, job.progress
    )
    built, found = nobody or _whoever_it_takes(job, until, partial(look, progress=job.progress))
    found = replace(found, repeats=found.repeats and not gave_up)
    job = replace(job, plan=replace(job.plan, closed=built.plan.closed))
    if not job.elastic and found.cost > job.most + _TINY:
        return _kept(job, found, found.ended)
    better, found = _comfortable(job, built, found, wanted)
    try:
        result = better or made(job, built, found)
    except KeyboardInterrupt:
        # There is a roster: the little that is left to do is done anew, so that it is not lost.
        result = made(job, built, replace(found, ended="interrupted"))
    except UndecidedError:
        if not job.has_start:
            raise
        return _kept(job, found, found.ended)
    if not job.has_start:
        return result
    return never_worse(result, _kept(job, found, result.status), job.plan)


def _comfortable(
    job: Job, built: Program, found: Found, until: float
) -> tuple[Roster | None, Found]:
    """Make a roster that people live better with, and say what of it would cost too much.

    None where there is none: the cheapest is kept. Beside it the cheapest, as it is known then: the
    search may have been interrupted, or ended by the clock, and starts on fixed patterns move less.
    """
    nobody = not built.agents_in(found.columns)
    if job.comfort is None or nobody or found.ended == "interrupted":
        return None, found
    try:
        found = _with_steady_crews(job, built, found, until)
        if not found.columns[[columns.agents for columns in built.groups]].any():
            return None, found
        return _with_free_days(job, built, found, until)
    except OutOfTimeError:
        return None, replace(found, repeats=False)
    except KeyboardInterrupt:
        return None, replace(found, ended="interrupted")


def _with_free_days(
    job: Job, built: Program, found: Found, until: float
) -> tuple[Roster | None, Found]:
    """Make a comfortable roster of the groups whose days are free, beside the crews there are."""
    assert job.comfort is not None
    rearranging = min(_REARRANGING_SHARE * (until - clock()), _REARRANGING_SECONDS)
    beside = beside_crews(built, found)
    sought = Comfortable(beside.built, beside.found)
    if not missing(built, found):
        sought = more_comfortable(
            beside.built,
            beside.found,
            share=beside.share(job.comfort),
            weights=job.plan.comfort,
            until=until - rearranging,
            progress=job.progress,
        )
    none = tuple(prices_of_none(built, job.plan.comfort, until=until))
    kept = sought.found is beside.found
    better = found if kept else beside.of_all(sought.found)
    for line in told(replace(sought, found=better, none_costs=none), found):
        log.info("%s", line)
    cheapest = replace(found, repeats=found.repeats and not sought.late)
    if kept:
        return None, cheapest
    try:
        comfortable = made(job, sought.built, better, beside.crews)
        return _as_even(job, comfortable, built, found), cheapest
    except KeyboardInterrupt:
        interrupted = replace(better, ended="interrupted")
        return made(job, sought.built, interrupted, beside.crews), cheapest
    except UndecidedError:
        return None, cheapest


def _with_steady_crews(job: Job, built: Program, found: Found, until: float) -> Found:
    """Let starts move less on fixed patterns, and say whether they do."""
    if not built.crews.columns or not job.plan.comfort.get("steady", 1.0):
        return found
    seconds = _CREWS_SHARE * (until - clock())
    found, less = with_steady_crews(built, found, seconds=seconds)
    moved = f"free, starts move {less:.0%} less" if less else "no starts were found that move less"
    log.info("comfort: %s on fixed patterns", moved)
    return found


def _as_even(job: Job, better: Roster, built: Program, found: Found) -> Roster | None:
    """Return a comfortable roster; None where the teams of the cheapest are more even."""
    uneven = beyond_even(better.fairness)
    if not uneven:
        return better
    try:
        cheapest = made(replace(job, quiet=True), built, found)
    except UndecidedError:
        return better
    if beyond_even(cheapest.fairness) > uneven - _TINY:
        return better
    log.info(
        "comfort: its teams would be less even: the days of the cheapest roster are rearranged"
    )
    return None


def _rest(job: Job) -> float:
    """Return the time that teams, breaks and the judge are left [s].

    Raises
    ------
    UndecidedError
        If that is more than there is.
    """
    agents = least_agents(job.plan, job.week)
    large = agents * (_TEAMS_AGENT + JUDGING_AGENT)
    if large > job.seconds + _LATE_SECONDS and not job.elastic:
        raise UndecidedError(
            f"making and judging teams of {agents:,d} agents or more takes about "
            f"{math.ceil(large)} s, and the search for them longer still: raise --time-limit"
        )
    small = max(_REST_SHARE * job.seconds, min(_REST_SECONDS, _MOST_REST * job.seconds))
    return max(small, min(large, _MOST_LARGE_REST * job.seconds))


def _whoever_it_takes(job: Job, until: float, look: Callable[..., Found]) -> tuple[Program, Found]:
    """Look for a roster with as few as can be on duty while the site is closed."""
    plan = unless_needed(job.plan)
    built = program(plan, job.week)
    clash = None if job.elastic or job.has_start else contradiction(built)
    if clash:
        raise InfeasibleError(clash)
    try:
        return looked_for(built, until, job.elastic, look)
    except InfeasibleError as proof:
        if not job.explain or job.has_start or plan.has_patterns:
            raise
        raise _explained(plan, job.week, proof) from None


def _kept(job: Job, found: Found | None, ended: str) -> Roster:
    """Return the roster to begin with."""
    assert job.start is not None
    return kept(
        job.start,
        found,
        job.plan,
        job.week,
        gap=job.gap,
        ended=ended,
    )


def _explained(plan: Plan, week: Week, proof: InfeasibleError) -> InfeasibleError:
    """List the ways out of an impossible plan, and return what is wrong with it in one line."""
    log.info("no roster satisfies the rules: looking for ways out")
    try:
        why = why_not(plan, week, seconds=deadline.left())
    except OutOfTimeError:
        return proof
    for number, way in enumerate(why.ways, 1):
        log.info("%d. %s", number, way)
    return InfeasibleError(why.reason)
