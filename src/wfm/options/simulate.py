"""The options of ``wfm simulate``; how callers are judged is said by those of ``wfm staff``."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.option import argument, option
from wfm.options.readers import OneOf, Whole, path
from wfm.units import Quantity

SIMULATED_BY = ("interval", "day", "week", "total", "change")
_CHANCE, _CALLERS, _AGENTS = "Chance", "How callers behave", "Agents and shrinkage"


@dataclass(frozen=True, kw_only=True)
class SimulateOptions:
    """How weeks are simulated.

    Parameters
    ----------
    weeks
        How often the weeks of the forecast are simulated, 1 to 100,000.
    seed
        Seed of all chance: the same seed brings the same calls and absences to every plan.
    aht_cv
        Coefficient of variation of handling times, lognormal, 0 or more; or ``"exponential"``, as
        the formulas have it.
    share_zero
        Share of callers who hang up at once where they would have to wait, 0 to below 1.
    absent
        Further agents absent, by weekday or date: text such as ``"mon=10%,2026-12-08=20%"``, or
        ``"all=5%"``.
    jobs
        Processes that work at the same time; the result is the same. -1: one for each processor.
    """

    SECTION: ClassVar = "simulate"

    weeks: int = option(
        200,
        reader=Whole(1, 100_000),
        metavar="N",
        panel=_CHANCE,
        help="How often the weeks of the forecast are simulated.",
    )
    seed: int = option(
        1,
        reader=Whole(0, 2**31 - 1),
        metavar="N",
        panel=_CHANCE,
        help="Seed of all chance: with the same one every plan meets the same calls.",
    )
    aht_cv: Quantity = option(
        1.0,
        metavar="CV",
        panel=_CALLERS,
        help="Variation of handling times around their mean, such as 0.8: lognormal; or "
        "exponential, as the formulas have it.",
    )
    share_zero: Quantity = option(
        0,
        metavar="SHARE",
        panel=_CALLERS,
        help="Share of callers who hang up at once where they would have to wait.",
    )
    absent: str | None = option(
        None,
        metavar="DAYS",
        panel=_AGENTS,
        help="Further agents absent, by weekday, date or all, such as 'mon=10%, 2026-12-08=20%'.",
    )
    jobs: int = option(
        1,
        reader=Whole(-1, 256),
        metavar="N",
        panel=_CHANCE,
        help="Processes that work at the same time, -1: one for each processor; the result is "
        "the same to the byte.",
    )


@dataclass(frozen=True, kw_only=True)
class SimulateFiles:
    """What `wfm simulate` reads, and which of its tables it writes."""

    file: Path | None = argument(
        reader=path,
        metavar="PLAN",
        help="CSV of a roster, a schedule or a requirement; - or nothing: standard input.",
    )
    forecast: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="CSV of the calls and AHT that come; left out: a requirement holds its own.",
    )
    aht_file: Path | None = option(
        None,
        only_flag=True,
        reader=path,
        metavar="FILE",
        help="Handling times as they were, in seconds, one a line: their spread, not --aht-cv.",
    )
    queue: str | None = option(
        None,
        only_flag=True,
        metavar="NAME",
        help="Queue of the forecast, if it holds several; --pool all takes them as one.",
    )
    by: str = option(
        "interval",
        only_flag=True,
        reader=OneOf(SIMULATED_BY),
        metavar="WHICH",
        words=SIMULATED_BY,
        help="Rows of the CSV: interval, day, week, total, or change: what longer calls, more "
        "calls and absent agents do. JSON holds all of them if this is left out.",
    )
