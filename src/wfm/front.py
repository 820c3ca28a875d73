"""What Python calls with files or a configuration: histories from files, rosters, their judge."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wfm import config as configuration
from wfm import rostering, scheduling, units
from wfm.errors import InputError
from wfm.ingestion import histories
from wfm.keywords import with_keywords
from wfm.options.common import Clock, Configured, HandlingTimes
from wfm.options.read import ReadOptions
from wfm.options.reschedule import RescheduleOptions
from wfm.options.roster import AdviceOptions, CheckOptions, RosterOptions
from wfm.options.schedule import ScheduleOptions
from wfm.options.today import TodayOptions
from wfm.work.configuration.roster import plan_from

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedHistory(Clock, HandlingTimes, ReadOptions, Configured):
    """A history as Python asks for it.

    Parameters
    ----------
    files
        Path of a file, or the paths of several that are joined in time: CSV, workbooks, gzip or
        zip of one file, as wfm or any other system wrote them.
    profile
        `wfm.tables.HISTORY` of intervals, whose shape the days of a daily file take.
    """

    files: str | Path | Sequence[str | Path]
    profile: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedHistory)
def read_history(asked: AskedHistory) -> pd.DataFrame:
    """Read past calls from files of any layout.

    What was assumed is said to the logger ``wfm``.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.HISTORY`; handling times in seconds.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    Question
        If a file can be read in two ways: an `InputError` that names both, and what decides.
    InputError
        If a file cannot be read, or is no history.
    """
    several = [asked.files] if isinstance(asked.files, str | Path) else list(asked.files)
    found = histories.read_history([_content(path) for path in several], asked, asked.profile)
    for line in found.said:
        log.info("%s", line)
    return found.in_seconds()


def _content(path: str | Path) -> tuple[bytes, str]:
    try:
        return Path(path).read_bytes(), str(path)
    except OSError as error:
        reason = str(error.strerror).lower()
        raise InputError(f"{path}: {reason}: give the path of a table") from None


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
    )


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
    agents, absences, previous
        Of a schedule: its people, when they are away, and the schedule before it; see `schedule`.
    """

    roster: pd.DataFrame
    requirement: pd.DataFrame | None = None
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
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
            asked.agents, asked.absences, None, asked.requirement, asked.previous
        )
        return scheduling.check(asked.roster, given, plan)
    return rostering.check(asked.roster, asked.requirement, plan, week=asked.week)


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
    """

    schedule: pd.DataFrame
    absences: pd.DataFrame | None = field(default=None, kw_only=True)
    agents: pd.DataFrame | None = field(default=None, kw_only=True)
    wishes: pd.DataFrame | None = field(default=None, kw_only=True)
    requirement: pd.DataFrame | None = field(default=None, kw_only=True)


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
    given = scheduling.Tables(asked.agents, asked.absences, asked.wishes, asked.requirement)
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
    agents
        `wfm.tables.AGENTS`; None: those of the schedule.
    """

    schedule: pd.DataFrame
    requirement: pd.DataFrame
    agents: pd.DataFrame | None = field(default=None, kw_only=True)


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
    day = scheduling.Tables(asked.agents, requirement=asked.requirement)
    return scheduling.today(asked.schedule, day, plan, asked)
