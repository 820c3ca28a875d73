"""The judge as Python calls it: of rosters and of schedules."""

from dataclasses import dataclass, field

import pandas as pd

from wfm import config as configuration
from wfm import rostering, scheduling
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.roster import CheckOptions
from wfm.work.configuration.roster import plan_from


@dataclass(frozen=True)
class AskedCheck(CheckOptions, Configured):
    """A check as Python asks for it.

    Parameters
    ----------
    roster
        `wfm.tables.ROSTER`, or a grid with the weekdays across and a shift in each cell; or
        `wfm.tables.SCHEDULE`, which is judged on dates.
    requirement
        `wfm.tables.REQUIREMENT` that it should cover; None: the rules alone are judged. [agents]
    agents, absences, wishes, previous
        Of a schedule: its people, when they are away, what they wish for, and the schedule before
        it; see `schedule`.
    """

    roster: pd.DataFrame
    requirement: pd.DataFrame | None = None
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
    wishes: pd.DataFrame | None = field(default=None, kw_only=True)
    previous: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedCheck)
def check(asked: AskedCheck) -> rostering.Checked | scheduling.CheckedSchedule:
    """Judge a roster or a schedule, whoever made it: rules, coverage, hours and fairness.

    Returns
    -------
    wfm.rostering.Checked or wfm.scheduling.CheckedSchedule
        The tables of violations and coverage; of a roster that of fairness, too.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If one of the tables or the configuration cannot be used.
    """
    plan = plan_from(configuration.load(asked.config).content, asked.law)
    if "agent" in asked.roster:
        given = scheduling.Tables(
            asked.agents, asked.absences, asked.wishes, asked.requirement, asked.previous
        )
        return scheduling.check(asked.roster, given, plan)
    return rostering.check(asked.roster, asked.requirement, plan, week=asked.week)
