"""What Python calls for people on dates."""

from dataclasses import dataclass, field

import pandas as pd

from wfm import config as configuration
from wfm import scheduling
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.reschedule import RescheduleOptions
from wfm.options.schedule import ScheduleOptions
from wfm.options.today import TodayOptions
from wfm.work.configuration.roster import plan_from


@dataclass(frozen=True)
class AskedSchedule(ScheduleOptions, Configured):
    """A schedule as Python asks for it.

    Parameters
    ----------
    roster
        `wfm.tables.ROSTER`, which is laid on the calendar; None: people are scheduled directly.
    agents, absences, wishes
        `wfm.tables.AGENTS`, `wfm.tables.ABSENCES`, `wfm.tables.WISHES`; None: there are none, and
        agents have no names.
    requirement
        `wfm.tables.REQUIREMENT` on the dates of the schedule; None: nothing is compared. Without a
        roster it is what the people are to cover. [agents]
    cover
        `wfm.tables.COVER`, posts that the people are to cover without a roster.
    previous
        `wfm.tables.SCHEDULE` of the days before it; None: nothing is known of them.
    """

    roster: pd.DataFrame | None = None
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
    wishes: pd.DataFrame | None = field(default=None, kw_only=True)
    requirement: pd.DataFrame | None = field(default=None, kw_only=True)
    previous: pd.DataFrame | None = field(default=None, kw_only=True)
    cover: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedSchedule)
def schedule(asked: AskedSchedule) -> scheduling.Schedule:
    """Say who works when, on dates, with leave and wishes: by a roster, or people directly.

    Returns
    -------
    wfm.scheduling.Schedule
        The tables of the schedule and of its coverage.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If one of the tables or the configuration cannot be used.
    UndecidedError
        If the time ended before there was a schedule.
    """
    people = asked.agents, asked.absences, asked.wishes
    given = scheduling.Tables(*people, asked.requirement, asked.previous, asked.cover)
    plan = plan_from(configuration.load(asked.config).content, asked.law)
    return scheduling.made_of(asked.roster, given, asked, plan)


@dataclass(frozen=True)
class AskedReschedule(RescheduleOptions, Configured):
    """A change of a schedule as Python asks for it.

    Parameters
    ----------
    schedule
        `wfm.tables.SCHEDULE`, which is changed.
    absences, agents, wishes
        `wfm.tables.ABSENCES`, `wfm.tables.AGENTS`, `wfm.tables.WISHES`, where there are some.
    requirement
        `wfm.tables.REQUIREMENT` to measure by; None: duties that fall out are missing. [agents]
    previous
        `wfm.tables.SCHEDULE` of the days before it: rules hold across the seam.
    """

    schedule: pd.DataFrame
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    wishes: pd.DataFrame | None = field(default=None, kw_only=True)
    requirement: pd.DataFrame | None = field(default=None, kw_only=True)
    previous: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedReschedule)
def reschedule(asked: AskedReschedule) -> scheduling.Rescheduled:
    """Change a schedule as little as can be: somebody is away, or two people want to swap.

    Returns
    -------
    wfm.scheduling.Rescheduled
        The tables of the schedule and of its changes; of a swap, what speaks against it.

    Raises
    ------
    OptionError, InputError
        If an option, one of the tables or the configuration cannot be used.
    """
    given = scheduling.Tables(
        asked.agents, asked.absences, asked.wishes, asked.requirement, asked.previous
    )
    plan = plan_from(configuration.load(asked.config).content, asked.law)
    all_of = (asked.schedule, given, plan, scheduling.terms_of(asked, asked.schedule))
    swap = asked.swap
    return scheduling.reschedule(*all_of) if swap is None else scheduling.swap(*all_of, swap)


@dataclass(frozen=True)
class AskedToday(TodayOptions, Configured):
    """The rest of a day as Python asks for it.

    Parameters
    ----------
    schedule
        `wfm.tables.SCHEDULE` that holds the day.
    requirement
        `wfm.tables.REQUIREMENT` of the day, such as reforecast at noon. [agents]
    agents, absences, wishes, previous
        `wfm.tables.AGENTS`; None: those of the schedule. Who is away; what people wish for, who
        may be asked to come in; the schedule before it.
    """

    schedule: pd.DataFrame
    requirement: pd.DataFrame
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
    wishes: pd.DataFrame | None = field(default=None, kw_only=True)
    previous: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedToday)
def today(asked: AskedToday) -> scheduling.Today:
    """Say what to do with the rest of a day: what to move, whom to let go, whom to ask to stay.

    Returns
    -------
    wfm.scheduling.Today
        The table of steps, and the schedule with what is moved.

    Raises
    ------
    OptionError, InputError
        If an option, one of the tables or the configuration cannot be used.
    """
    plan = plan_from(configuration.load(asked.config).content, asked.law)
    day = scheduling.Tables(
        asked.agents, asked.absences, asked.wishes, asked.requirement, asked.previous
    )
    return scheduling.today(asked.schedule, day, plan, asked)
