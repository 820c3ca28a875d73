"""A plan goes in, and a plan that keeps its promise comes out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import config as configuration
from wfm import units
from wfm.chosen import choose
from wfm.config import Config
from wfm.errors import InputError
from wfm.evaluation.case import Case, case_with, read_asked, simulation_of
from wfm.evaluation.crew import queues_of_row, rows_of
from wfm.evaluation.days_changed import said
from wfm.evaluation.expected import Calls, required_by
from wfm.evaluation.keeping import Loop, keep_promise
from wfm.evaluation.laying import is_requirement, is_schedule
from wfm.evaluation.needs import Need, need_of, requirement_of
from wfm.evaluation.queues import Queue, targets_of
from wfm.evaluation.rounds import Kept
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.roster import RosterOptions
from wfm.options.simulate import SimulateOptions
from wfm.rostering.options import plan_of, run_of
from wfm.units import Quantity
from wfm.work.wording import counted

log = logging.getLogger(__name__)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class AskedPromise(SimulateOptions, CallersOptions, Configured):
    """A plan that keeps its promise, as Python asks for it.

    Parameters
    ----------
    plan
        `wfm.tables.ROSTER` to begin with, which is rostered again in each round; or
        `wfm.tables.REQUIREMENT`, whose numbers become agents: then nothing is rostered.
    forecast
        `wfm.tables.FORECAST`: the calls that it is to answer.
    share
        Share of the weeks that are to keep the promise, between 0 and 1.
    queue
        Queue of the forecast, if only one of several is meant.
    aht_times
        Handling times as they were, whose spread goes before `aht_cv` [s].
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame
    share: Quantity = field(default=0.9, kw_only=True)
    queue: str | None = field(default=None, kw_only=True)
    aht_times: tuple[float, ...] = field(default=(), kw_only=True)


@with_keywords(AskedPromise)
def until_kept(asked: AskedPromise) -> Kept:
    """Change a requirement, and roster again, until the week keeps its promise.

    The promise is the service level over a whole week. How rosters are made is said by the section
    ``[roster]`` of the configuration.

    Returns
    -------
    wfm.evaluation.Kept
        The roster, the requirement that led to it, the rounds, and how many weeks keep the promise
        that the search has not seen.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take, or nothing is promised.
    InputError
        If one of the tables or the configuration cannot be used.
    InfeasibleError, UndecidedError
        If no roster covers a requirement.
    """
    return until_kept_with(asked, configuration.load(asked.config))


def until_kept_with(
    asked: AskedPromise, config: Config, told: Callable[[str], object] | None = None
) -> Kept:
    """Change a plan with the groups and costs of a configuration; see `until_kept`.

    Parameters
    ----------
    asked
        What is asked for.
    config
        The configuration.
    told
        Is told of each round; None: the logger is.
    """
    if is_schedule(asked.plan):
        raise InputError(
            "a schedule is not made again until its promise is kept: give the roster, or the "
            "requirement"
        )
    options = choose(RosterOptions, {}, config, "roster").options
    groups = plan_of(config.content, options)
    simulation = simulation_of(asked, asked.plan)
    queues = read_asked(simulation)

    def case(table: pd.DataFrame) -> Case:
        return case_with(replace(simulation, plan=table), groups, queues)

    rosters = not is_requirement(asked.plan)
    if rosters:
        given = case(asked.plan)
        needs = _of_roster(queues, given)
        needed = _sized(needs)
    else:
        needs = _of_rows(queues, asked.plan)
        needed = _asked(queues, asked.plan)
        given = case(requirement_of(needs, needed))
    loop = Loop(
        case=case,
        needs=needs,
        weeks=asked.weeks,
        goal=units.fraction(asked.share, "until_kept"),
        plan=groups,
        run=run_of(options) if rosters else None,
        jobs=asked.jobs,
    )
    words = (*targets_of(queues), *said("absent", asked.absent))
    log.info("%s", "; ".join((*words, _in_each_round(loop))))
    for note in given.notes:
        log.info("%s", note)
    table = asked.plan if rosters else None
    found = keep_promise(table, needed, loop, told or (lambda line: log.info("%s", line)))
    _tell(found, loop.goal)
    return found


def _in_each_round(loop: Loop) -> str:
    """Say how many weeks are simulated."""
    words = f"{counted(loop.weeks, 'simulated week')} in each round"
    return words + f", {loop.most_weeks} near the goal" * (loop.most_weeks > loop.weeks)


def _tell(found: Kept, goal: float) -> None:
    """Say how often the promise is kept, and what came of the search."""
    share, low, high = found.promise
    log.info(
        "on %d%s weeks the promise is kept in %.1f%% of them (95%%: %.1f to %.1f)",
        found.weeks, "" if found.interrupted else " other",
        100 * share, 100 * low, 100 * high,
    )  # fmt: skip
    if found.interrupted:
        log.warning(
            "interrupted: this is the best of what was simulated: %s",
            "the plan as given" if len(found.rounds) == 1
            else f"{counted(len(found.rounds) - 1, 'round')} besides the plan as given",
        )  # fmt: skip
    elif not found.reached:
        log.warning(
            "no round kept the promise in %g%% of the weeks: this is the one that came nearest",
            100 * goal,
        )


def _of_roster(queues: tuple[Queue, ...], case: Case) -> tuple[Need, ...]:
    """Let the agents of a roster answer all queues: it has one requirement.

    Raises
    ------
    InputError
        If some of them do not.
    """
    if case.settings.centre is not None and len(case.settings.centre.kinds) > 1:
        raise InputError(
            "agents of this roster answer different queues, and a roster is made for one "
            "requirement: change the requirement until its promise is kept, or one --queue"
        )
    return (need_of(queues, range(len(queues))),)


def _of_rows(queues: tuple[Queue, ...], requirement: pd.DataFrame) -> tuple[Need, ...]:
    """Return what the queues of a requirement are: each a queue of the forecast, or several."""
    if len(queues) == 1:
        return (need_of(queues, [0]),)
    names = [queue.name for queue in queues]
    return tuple(
        need_of(queues, [names.index(name) for name in queues_of_row(row, names)])
        for row in rows_of(requirement)
    )


def _sized(needs: tuple[Need, ...]) -> Floats:
    """Size what a roster is to cover, which nobody said: on the phones."""
    return np.array([need.sized()[0] for need in needs])


def _asked(queues: tuple[Queue, ...], requirement: pd.DataFrame) -> Floats:
    """Return the agents on the phones that a requirement asks for, whole ones."""
    calls = queues[0].calls
    if len(queues) == 1:
        own = queues[0].name or None
        return _on_phones(requirement, calls, own if own in rows_of(requirement) else None)[None]
    rows = rows_of(requirement)
    return np.array([_on_phones(requirement, calls, row or None) for row in rows])


def _on_phones(requirement: pd.DataFrame, calls: Calls, row: str | None) -> Floats:
    """Return the agents on the phones for one of the queues of a requirement."""
    if "agents_required" in requirement:
        net = requirement.assign(agents_scheduled=requirement["agents_required"])
        return np.ceil(required_by(net, calls, row) - 1e-9)
    return np.floor(required_by(requirement, calls, row) * (1.0 - calls.shrinkage) + 1e-9)
