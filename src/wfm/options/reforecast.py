"""The options of ``wfm reforecast``, which stand in section [forecast]."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from wfm.options.common import HandlingTimes
from wfm.options.forecast import Level, ManyQueues, ModelChoice, PastOptions
from wfm.options.option import argument, option
from wfm.options.readers import path, switch


@dataclass(frozen=True, kw_only=True)
class ReforecastOptions(ModelChoice, PastOptions, Level, HandlingTimes, ManyQueues):
    """The options of a forecast that is brought up to date.

    Parameters
    ----------
    as_of
        Until when calls have come: a time of the last day with calls, as ``"12:30"``, or a moment,
        as ``"2026-12-07T12:30"``; what is later is not looked at. None: the end of the last
        interval with calls.
    """

    as_of: str | None = option(
        None,
        only_flag=True,
        metavar="TIME",
        help="Until when calls have come, such as 12:30 or 2026-12-07T12:30; left out: the end of "
        "the last row.",
    )


@dataclass(frozen=True, kw_only=True)
class ReforecastFiles:
    """What `wfm reforecast` reads besides the history, and what it does instead."""

    SECTION: ClassVar = "forecast"

    forecast: Path | None = argument(
        reader=path, metavar="FORECAST", help="CSV of the forecast made before the day began."
    )
    explain: bool = option(
        False,
        only_flag=True,
        reader=switch,
        help="Print what was found, and the factors that follow from it.",
    )
