"""A plan goes in, and a plan that keeps its promise comes out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from wfm import config as configuration
from wfm import units
from wfm.chosen import choose
from wfm.config import Config
from wfm.errors import InputError
from wfm.evaluation.comparing import assumed
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.days_changed import absent_shares, said
from wfm.evaluation.expected import read_calls
from wfm.evaluation.keeping import Kept, Loop, keep_promise
from wfm.evaluation.stage import is_requirement, is_schedule
from wfm.evaluation.weeks_ahead import Chance, ahead, read_handling, read_share_zero
from wfm.keywords import with_keywords
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.roster import RosterOptions
from wfm.rostering.options import plan_of, run_of
from wfm.units import Quantity
from wfm.work.wording import counted

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedPromise(CallersOptions, Configured):
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
    weeks
        Weeks to simulate in each round, and as many others to judge the result.
    seed
        Seed of all chance.
    aht_cv
        Coefficient of variation of lognormal handling times; or ``"exponential"``.
    jobs
        Processes that simulate at the same time; the result is the same to the byte.
    queue
        Queue of the forecast, if it holds several.
    share_zero
        Share of callers who hang up at once where they would have to wait, 0 to below 1.
    absent
        Agents absent besides shrinkage, by weekday or date, such as ``"mon=10%"``.
    aht_times
        Handling times as they were, whose spread goes before `aht_cv` [s].
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame
    share: Quantity = field(default=0.9, kw_only=True)
    weeks: int = field(default=200, kw_only=True)
    seed: int = field(default=1, kw_only=True)
    aht_cv: Quantity = field(default=1.0, kw_only=True)
    jobs: int = field(default=1, kw_only=True)
    queue: str | None = field(default=None, kw_only=True)
    share_zero: Quantity = field(default=0, kw_only=True)
    absent: str | None = field(default=None, kw_only=True)
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
    calls = read_calls(asked.forecast, asked, asked.queue)
    chance = Chance(
        asked.weeks,
        asked.seed,
        read_handling(asked.aht_cv, asked.aht_times),
        asked.jobs,
        read_share_zero(asked.share_zero),
    )
    minutes = clock_minutes(calls.frame, by_wall_clock=True)
    options = choose(RosterOptions, {}, config, "roster").options
    loop = Loop(
        where=ahead(calls, chance, absent=absent_shares(asked.absent, minutes)),
        chance=chance,
        goal=units.fraction(asked.share, "until_kept"),
        plan=plan_of(config.content, options),
        run=None if is_requirement(asked.plan) else run_of(options),
    )
    words = (*calls.notes, calls.described(), *said("absent", asked.absent))
    log.info("%s", "; ".join(words))
    log.info("%s", assumed(calls, chance))
    found = keep_promise(asked.plan, loop, told or (lambda line: log.info("%s", line)))
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
            100 * loop.goal,
        )
    return found
