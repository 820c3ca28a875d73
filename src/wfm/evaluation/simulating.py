"""A plan and a forecast go in, simulated weeks come out."""

import logging
from collections.abc import Callable
from dataclasses import replace

from wfm import config as configuration
from wfm.evaluation.by_formula import by_formula
from wfm.evaluation.case import AskedSimulation, Case, case_of
from wfm.evaluation.promising import told
from wfm.evaluation.simulated import (
    Simulation,
    blocks_of,
    changes_table,
    intervals_table,
    kept_share,
    periods_table,
)
from wfm.evaluation.stretches import stretches_of, week_begins
from wfm.keywords import with_keywords
from wfm.simulation.counting import Counts
from wfm.simulation.draws import AS_EXPECTED, Change
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Plan as Groups

log = logging.getLogger(__name__)
# What a planner is shown besides, on so many of the weeks or a tenth of them.
CHANGES = {
    "AHT +5 %": Change(aht=1.05),
    "calls +5 %": Change(volume=1.05),
    "two more absent": Change(absent=2),
}
_FEWEST_WEEKS = 20


@with_keywords(AskedSimulation)
def simulate(asked: AskedSimulation) -> Simulation:
    """Simulate the weeks of a plan call by call, agent by agent.

    Returns
    -------
    wfm.evaluation.Simulation
        The tables of intervals, of periods and of changes; how many weeks keep the promise.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If one of the tables or the configuration cannot be used, nobody is on duty, or plan and
        forecast are of different dates.
    """
    result = simulate_with(asked, plan_from(configuration.load(asked.config).content))
    assert result is not None
    for line in (*result.notes, *result.summary):
        log.info("%s", line)
    return result


def simulate_with(
    asked: AskedSimulation, groups: Groups, done: Callable[[int], bool] | None = None
) -> Simulation | None:
    """Simulate with the groups of a plan; see `simulate`.

    Parameters
    ----------
    asked
        What is asked for.
    groups
        Contract groups and shifts.
    done
        Is told how many weeks are done, and returns whether to stop there.

    Returns
    -------
    Simulation or None
        None where it was stopped before there was anything.
    """
    case = case_of(asked, groups)
    counts = case.simulated(range(asked.weeks), asked.jobs, done)
    if counts is None:
        return None
    stopped = len(counts.weeks) < asked.weeks
    changed: dict[str, Counts] = {}
    some = range(min(len(counts.weeks), max(_FEWEST_WEEKS, asked.weeks // 10)))
    others = [
        *((name, replace(case, settings=end), AS_EXPECTED) for name, end in case.ends.items()),
        *((name, case, change) for name, change in CHANGES.items()),
    ]
    for name, other, change in others:
        if stopped:
            break
        found = other.simulated(some, asked.jobs, done and (lambda _: done(asked.weeks)), change)
        stopped = found is None or len(found.weeks) < len(some)
        if found is not None and not stopped:
            changed[name] = found
    return _result(case, counts, changed, interrupted=stopped)


def _result(
    case: Case, counts: Counts, changed: dict[str, Counts], *, interrupted: bool
) -> Simulation:
    """Write tables and words."""
    calls, step = case.where.calls, case.demand.step
    formula = by_formula(case)
    blocks = blocks_of(counts, case.names, case.promises, formula)
    stretches = stretches_of(calls)
    begins = week_begins(calls)
    others = {
        name: blocks_of(one, case.names, case.promises, formula)[0] for name, one in changed.items()
    }
    found = Simulation(
        intervals=intervals_table(blocks, calls.frame["interval_start"], step),
        periods=periods_table(blocks, stretches, step),
        changes=changes_table(blocks[0], others, begins),
        weeks=len(counts.weeks),
        kept=kept_share(blocks[0], begins),
        interrupted=interrupted,
        promise=blocks[0].promise,
        notes=case.notes,
    )
    return replace(found, summary=tuple(told(found, case.promises)))
