"""What a schedule is asked for, checked: its days, its clock, and the tables of its people."""

import datetime as dt
import logging
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import pandas as pd

from wfm import tables, timestamps
from wfm.errors import OptionError
from wfm.options.readers import day
from wfm.options.schedule import ScheduleOptions
from wfm.scheduling.calendar import Period
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.scheduling.people_tables import read_absences, read_agents, read_wishes
from wfm.tables.schedule_rows import ScheduledDay, read_schedule
from wfm.work.plan import Plan

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tables:
    """The tables that a schedule is made from; None: not given.

    Parameters
    ----------
    agents, absences, wishes
        `wfm.tables.AGENTS`, `wfm.tables.ABSENCES` and `wfm.tables.WISHES`.
    requirement
        `wfm.tables.REQUIREMENT` on the dates of the schedule.
    cover
        `wfm.tables.COVER`: posts in place of intervals.
    previous
        `wfm.tables.SCHEDULE` of the days before it.
    """

    agents: pd.DataFrame | None = None
    absences: pd.DataFrame | None = None
    wishes: pd.DataFrame | None = None
    requirement: pd.DataFrame | None = None
    previous: pd.DataFrame | None = None
    cover: pd.DataFrame | None = None


@dataclass(frozen=True)
class People:
    """The people of a schedule.

    Parameters
    ----------
    agents
        Who they are; none: agents without names.
    absences, wishes
        When they are away, and what they wish for.
    previous
        Their days before the first one.
    """

    agents: tuple[Agent, ...] = ()
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()
    previous: tuple[ScheduledDay, ...] = ()


@dataclass(frozen=True)
class Start:
    """When and where a schedule is.

    Parameters
    ----------
    period
        Its days.
    site
        Zone of the site's clock.
    """

    period: Period
    site: ZoneInfo


def read_people(given: Tables, plan: Plan, lines: tuple[str, ...] = ()) -> People:
    """Read the people of a schedule.

    Parameters
    ----------
    given
        Their tables.
    plan
        Groups and shifts that these may name.
    lines
        Names of the agents where there is no table of them.

    Raises
    ------
    InputError
        If a table cannot be read, or names somebody or something that there is not.
    """
    agents = () if given.agents is None else read_agents(given.agents, plan)
    names = tuple(agent.name for agent in agents) or lines
    previous: tuple[ScheduledDay, ...] = ()
    if given.previous is not None:
        previous = tuple(read_schedule(tables.check(given.previous, tables.SCHEDULE)))
    return People(
        agents,
        () if given.absences is None else read_absences(given.absences, names),
        () if given.wishes is None else read_wishes(given.wishes, names, plan),
        previous,
    )


def known_before(people: People, first: dt.date) -> People:
    """Leave the days of the schedule before that are none: those from the first day on."""
    earlier = tuple(day for day in people.previous if day.date < first)
    if people.previous and not earlier:
        log.warning("the schedule before has no day before %s: nothing of it is known", first)
    elif len(earlier) < len(people.previous):
        log.info("of the schedule before the days from %s on are left out", first)
    return replace(people, previous=earlier)


def start_of(options: ScheduleOptions, given: Tables) -> Start:
    """Return the days of a schedule, and the zone of its site.

    Raises
    ------
    OptionError
        If nothing says when it starts, or there is no such zone.
    """
    return Start(Period(_first_day(options, given), 7 * options.weeks), _site(options, given))


def _first_day(options: ScheduleOptions, given: Tables) -> dt.date:
    if options.start is not None:
        return day(options.start, "start")
    if given.previous is not None and len(given.previous):
        last = max(str(date)[:10] for date in given.previous["date"])
        first = dt.date.fromisoformat(last) + dt.timedelta(days=1)
        log.info("the schedule starts on %s, after the last day of the previous one", first)
        return first
    raise OptionError("start", "give the first day, such as 2026-12-07")


def _site(options: ScheduleOptions, given: Tables) -> ZoneInfo:
    named = timestamps.zone(options.timezone)
    if named is not None:
        return named
    if given.requirement is not None:
        starts = tables.check(given.requirement, tables.REQUIREMENT)["interval_start"]
        zone = starts.dt.tz
        if isinstance(zone, ZoneInfo) and zone.key != "UTC":
            log.info("the clock of the site: %s, as the requirement's is (--timezone)", zone.key)
            return zone
    log.warning("the clock of the site is taken as UTC: name its zone with --timezone")
    return ZoneInfo("UTC")
