"""The options of ``wfm evaluate``; how callers are judged is said by those of ``wfm staff``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.option import argument, option
from wfm.options.people import PEOPLE
from wfm.options.readers import OneOf, path

BY = ("interval", "day", "week", "weekend", "night", "group", "queue", "total")


@dataclass(frozen=True, kw_only=True)
class EvaluateFiles:
    """What `wfm evaluate` reads, and which of its tables it writes."""

    file: Path | None = argument(
        reader=path,
        metavar="PLAN",
        help="CSV of a roster, or of a schedule; - or nothing: standard input.",
    )
    forecast: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of the calls and AHT that it is to answer. A roster repeats over its weeks; a "
        "schedule has its own dates.",
    )
    requirement: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of the agents that are needed; left out: sized from the forecast.",
    )
    agents: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        panel=PEOPLE,
        help="CSV of agents: their skills are the queues that they answer; of a roster its columns "
        "team and line say where each stands.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Only this queue of the forecast; left out: all of them, answered by agents with "
        "skills. --pool all takes them as one.",
    )
    by: str = option(
        "interval",
        only_flag=True,
        reader=OneOf(BY),
        metavar="WHICH",
        words=BY,
        help="Rows of the CSV: interval, day, week, weekend, night, group (costs), queue or "
        "total. JSON holds all of them if this is left out, and a page on a terminal shows all.",
    )
