"""The options of ``wfm plan``: what a planner sets anew each week; the rest is configured."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wfm import units
from wfm.options.common import SITE, Clock, HandlingTimes
from wfm.options.forecast import ForecastOptions
from wfm.options.option import flag_of, option
from wfm.options.people import PEOPLE, PeopleFiles
from wfm.options.readers import OneOf, Whole, day, path
from wfm.options.schedule import ScheduleFiles
from wfm.units import Quantity

# Names of `wfm.pipeline.steps.STEPS`, in their order: for the help.
STEP_NAMES = ("read", "forecast", "staff", "roster", "schedule", "evaluate", "simulate", "report")
_MOST_WEEKS = 104


def _folder(value: object, name: str) -> Path:
    return path(value, name) or Path()


def _time(value: object, name: str) -> Quantity | None:
    text = str(value)
    units.seconds(text, name)  # refused here, not when the roster's turn comes
    return text


@dataclass(frozen=True, kw_only=True)
class PlanOptions:
    """What the plan of a week is made for.

    Parameters
    ----------
    start
        First day of the forecast and of the schedule; None: the forecast begins on the day after
        the last row, the schedule on the first Monday that is forecast.
    weeks
        Weeks that are forecast and scheduled; None: as configured. [weeks]
    time_limit
        Longest search for a roster; None: as configured. [s]
    from_
        Step that is done again, with all that follow it; None: what has changed.
    jobs
        Queues that are worked on at the same time; -1: one for each processor.
    timezone
        IANA name of the zone of the site; None: as configured.
    aht
        Handling time of all calls, in place of the history's; None: as configured. [s]
    aht_unit
        Unit of the handling times; None: as configured.
    """

    start: dt.date | None = option(
        None,
        only_flag=True,
        reader=day,
        metavar="DAY",
        help="First day of forecast and schedule, such as 2026-12-07; left out: the day after the "
        "last row, and the first Monday from there.",
    )
    weeks: int | None = option(
        None,
        only_flag=True,
        reader=Whole(1, _MOST_WEEKS),
        shown="4",
        metavar="N",
        help="How many weeks are forecast and scheduled; left out: as configured.",
    )
    time_limit: Quantity | None = option(
        None,
        only_flag=True,
        reader=_time,
        shown="60s",
        metavar="TIME",
        help="Longest search for the roster of a queue, such as 60s or 5m; left out: as "
        "configured.",
    )
    from_: str | None = option(
        None,
        only_flag=True,
        reader=OneOf(STEP_NAMES),
        metavar="STEP",
        words=STEP_NAMES,
        help="Do this step and all that follow again, changed or not.",
    )
    jobs: int = option(
        1,
        only_flag=True,
        reader=Whole(-1, 256, zero=False),
        metavar="N",
        help="Queues that are worked on at the same time, -1: one for each processor; the result "
        "is the same to the byte where no search is ended by its time limit.",
    )
    timezone: str | None = flag_of(Clock, "timezone", panel=SITE)
    aht: Quantity | None = flag_of(ForecastOptions, "aht", panel=SITE)
    aht_unit: str | None = flag_of(HandlingTimes, "aht_unit", panel=SITE)


@dataclass(frozen=True, kw_only=True)
class Site(Clock, HandlingTimes):
    """The clock of a site, and how its handling times are written."""


@dataclass(frozen=True, kw_only=True)
class PlanFiles:
    """The folder of a plan, and the tables of people that it is made for."""

    output: Path = option(
        Path("plan"),
        only_flag=True,
        reader=_folder,
        metavar="DIR",
        short="-o",
        help="Folder of the plan: what is in it already, and is as it was, is not done again.",
    )
    agents: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of agents: names, groups, teams and lines, personal limits; of several queues "
        "each works for the first that its skills name; left out: no schedule is made.",
    )
    absences: Any = flag_of(PeopleFiles, "absences", panel=PEOPLE)
    wishes: Any = flag_of(ScheduleFiles, "wishes", panel=PEOPLE)
    previous: Any = flag_of(PeopleFiles, "previous", panel=PEOPLE)
