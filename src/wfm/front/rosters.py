"""What Python calls for rosters: a configuration and tables in."""

from dataclasses import dataclass, field

import pandas as pd

from wfm import config as configuration
from wfm import rostering, units
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.roster import AdviceOptions, RosterOptions


@dataclass(frozen=True)
class AskedRoster(RosterOptions, Configured):
    """A roster as Python asks for it.

    Parameters
    ----------
    requirement
        `wfm.tables.REQUIREMENT`; ``agents_scheduled`` is what is covered. [agents]
    start_from
        `wfm.tables.ROSTER` to begin with. Where it keeps the rules and covers the requirement, the
        result is never worse; otherwise that is said, and the search begins near its duties.
    """

    requirement: pd.DataFrame
    start_from: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedRoster)
def roster(asked: AskedRoster) -> rostering.Roster:
    """Build the rotating roster that covers a requirement at the least cost.

    Without a configuration there are one full-time group and the default rules.

    Returns
    -------
    wfm.rostering.Roster
        The tables of roster and coverage, and cost, bound and gap.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the requirement or the configuration cannot be used.
    InfeasibleError
        If it is proved that no roster satisfies the rules.
    UndecidedError
        If the time ran out before there was a roster.
    """
    run = rostering.run_of(asked)
    return rostering.roster(
        asked.requirement,
        rostering.plan_of(configuration.load(asked.config).content, asked),
        week=run.week,
        time_limit=run.time_limit,
        gap=run.gap,
        fairness=run.fairness,
        elastic=run.elastic,
        comfort=run.comfort,
        start_from=asked.start_from,
        stability=run.stability,
    )


@dataclass(frozen=True)
class AskedAdvice(AdviceOptions, Configured):
    """Advice as Python asks for it.

    Parameters
    ----------
    requirement
        `wfm.tables.REQUIREMENT`; ``agents_scheduled`` is what is covered. [agents]
    start_from
        `wfm.tables.ROSTER` of this plan; without one, or where it has faults, one is looked for.
    """

    requirement: pd.DataFrame
    start_from: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedAdvice)
def advise(asked: AskedAdvice) -> rostering.Advice:
    """Say what the shifts waste against the ideal, and which one change would save most.

    Returns
    -------
    wfm.rostering.Advice
        The cost, the ideal, and what changes would save; as text, a sentence.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the requirement or the configuration cannot be used.
    InfeasibleError
        If the plan cannot cover the requirement.
    UndecidedError
        If the time ran out before there was a roster.
    """
    return rostering.advise(
        asked.requirement,
        rostering.plan_of(configuration.load(asked.config).content, asked),
        week=asked.week,
        time_limit=units.seconds(asked.time_limit, "time_limit"),
        start_from=asked.start_from,
    )
