"""The options of ``wfm schedule`` and those of section [schedule]."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.common import Clock
from wfm.options.option import argument, option
from wfm.options.people import PEOPLE, PeopleFiles
from wfm.options.readers import Whole, cost, day, path, switch
from wfm.units import Quantity

_MOST_WEEKS = 104
_DIRECT = "People without a roster"


@dataclass(frozen=True, kw_only=True)
class ScheduleOptions(Clock):
    """Which days a schedule has, and by what it is made.

    Parameters
    ----------
    start
        The first day; None: the day after the last one of the previous schedule.
    weeks
        How many weeks it has. [weeks]
    show_off
        Whether days off and on leave have rows, too.
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; None: those of the
        configuration.
    cost_under, cost_over
        Cost of an agent missing, and of one too many: in a post, or for an hour.
    fairness_cost
        What each further duty of a person at night, on a weekend or on a public holiday costs more
        than the one before; 0: they are shared as far as that costs nothing.
    time_limit
        Longest search, in time of the processor. [s]
    """

    SECTION: ClassVar = "schedule"

    start: dt.date | str | None = option(
        None,
        only_flag=True,
        reader=day,
        metavar="DAY",
        help="First day, such as 2026-12-07; left out: the day after the last one of --previous.",
    )
    weeks: int = option(
        4, reader=Whole(1, _MOST_WEEKS), metavar="N", help="How many weeks the schedule has."
    )
    show_off: bool = option(
        False, reader=switch, help="Give days off and days of leave rows of their own."
    )
    law: str | Sequence[str] | None = option(
        None,
        only_flag=True,
        metavar="NAMES",
        help="Working-time law to keep besides the configuration's rules, such as eu-wtd.",
    )
    cost_under: float = option(
        100.0,
        reader=cost,
        metavar="COST",
        panel=_DIRECT,
        help="Cost of an agent missing in a post, or for an hour of the requirement.",
    )
    cost_over: float = option(
        1.0,
        reader=cost,
        metavar="COST",
        panel=_DIRECT,
        help="Cost of an agent too many in a post, or for an hour of the requirement.",
    )
    fairness_cost: float = option(
        0.0,
        reader=cost,
        metavar="COST",
        panel=_DIRECT,
        help="What each further duty of a person at night, on a weekend or on a public holiday of "
        "the country costs more than the one before, those of --previous included; 0: they are "
        "shared as far as that costs nothing.",
    )
    time_limit: Quantity = option(
        "60s",
        metavar="TIME",
        panel=_DIRECT,
        help="Longest search, such as 60s or 5m, in time of the processor.",
    )


@dataclass(frozen=True, kw_only=True)
class ScheduleFiles(PeopleFiles):
    """What `wfm schedule` reads, and what it writes besides."""

    SECTION: ClassVar = "schedule"

    file: Path | None = argument(
        reader=path,
        metavar="ROSTER",
        help="CSV of a roster, or of the requirement that people are to cover without one; "
        "- or nothing: standard input.",
    )
    wishes: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of wishes: who would like which shift, times or day off, and how much.",
    )
    requirement: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of agents per interval on these dates: what stays uncovered is said.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the requirement to cover, if it holds several.",
    )
    cover: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=_DIRECT,
        help="CSV of posts to cover, by date and shift: people are scheduled directly.",
    )
    coverage_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write agents required and scheduled in each interval here.",
    )
