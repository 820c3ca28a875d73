"""The options of ``wfm evaluate``; how callers are judged is said by those of ``wfm staff``."""

from dataclasses import dataclass
from pathlib import Path

from wfm.options.answering import agents_who_answer, queue_answered
from wfm.options.option import argument, option
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
    agents: Path | None = agents_who_answer()
    queue: str | None = queue_answered()
    by: str = option(
        "interval",
        only_flag=True,
        reader=OneOf(BY),
        metavar="WHICH",
        words=BY,
        help="Rows of the CSV: interval, day, week, weekend, night, group (costs), queue or "
        "total. JSON holds all of them if this is left out, and a page on a terminal shows all.",
    )
