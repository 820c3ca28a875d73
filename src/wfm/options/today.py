"""The options of ``wfm today`` and those of section [today]."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.common import Clock
from wfm.options.option import argument, option
from wfm.options.readers import day, path
from wfm.units import Quantity


@dataclass(frozen=True, kw_only=True)
class TodayOptions(Clock):
    """Which rest of a day is looked at, and what may be asked of people.

    Parameters
    ----------
    from_
        From when on things may change: a time of day, as ``"13:00"``, or a moment.
    date
        The day; None: that of `from_`, or the only one of the requirement.
    most_overtime
        Most time that anybody is asked to stay longer or to come earlier; 0: nobody is, nor to
        come in on a day off. [s]
    least_time_off
        Shortest time off that is worth an offer. [s]
    law
        Presets of working-time law to keep besides, as ``"eu-wtd,de-arbzg"``; None: those of the
        configuration.
    time_limit
        Longest time to take. [s]
    """

    SECTION: ClassVar = "today"

    from_: str | None = option(
        None,
        only_flag=True,
        metavar="TIME",
        help="From when on things may change, such as 13:00 or 2026-12-09T13:00; it has to be "
        "given.",
    )
    date: dt.date | str | None = option(
        None,
        only_flag=True,
        reader=day,
        metavar="DAY",
        help="The day, such as 2026-12-09; left out: that of --from, or the only one of the "
        "requirement.",
    )
    most_overtime: Quantity = option(
        "2h",
        metavar="TIME",
        help="Most overtime that anybody is asked for; 0: nobody is, nor to come in on a day off.",
    )
    least_time_off: Quantity = option(
        "1h", metavar="TIME", help="Shortest time off that is worth an offer."
    )
    law: str | Sequence[str] | None = option(
        None,
        only_flag=True,
        metavar="NAMES",
        help="Working-time law to keep besides the configuration's rules, such as eu-wtd.",
    )
    time_limit: Quantity = option("10s", metavar="TIME", help="Longest search, such as 10s or 1m.")


@dataclass(frozen=True, kw_only=True)
class TodayFiles:
    """What `wfm today` reads, and what it writes besides."""

    SECTION: ClassVar = "today"

    file: Path | None = argument(
        reader=path, metavar="SCHEDULE", help="CSV of a schedule; - or nothing: standard input."
    )
    requirement: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of agents per interval of the day, such as reforecast at noon; it has to be "
        "given.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the requirement to cover, if it holds several.",
    )
    agents: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of agents: contracts and personal limits; left out: those of the schedule.",
    )
    absences: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of absences: who is away is counted out, and asked for nothing.",
    )
    wishes: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of wishes: of those who are off, who wishes for a duty is asked first, and who "
        "has to have the day off is not asked.",
    )
    previous: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="SCHEDULE",
        help="CSV of the schedule before this one: rules hold across the seam.",
    )
    schedule_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Write the schedule here with the meals, breaks and activities moved.",
    )
