"""The options of ``wfm forecast`` and ``wfm backtest``, and of section [forecast]."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from wfm.options.common import SITE, Clock, HandlingTimes
from wfm.options.option import option
from wfm.options.readers import Whole, switch

if TYPE_CHECKING:
    import pandas as pd

AUTO = "auto"
# Names of `wfm.forecasting.models.catalogue.MODELS`, which takes a second to load: for the help.
MODEL_NAMES = ("combined", "recent", "smoothed", "harmonic", "mean", "seasonal_naive")
MOST_WEEKS = 520
MOST_JOBS = 256
_METHOD, _INSTEAD, _QUEUES = "The method", "Instead of the forecast", "Many queues"


@dataclass(frozen=True, kw_only=True)
class Level:
    """The band.

    Parameters
    ----------
    level
        Fraction of the calls to come that the band should hold.
    """

    level: float | str = option(
        0.8,
        metavar="SHARE",
        panel=_METHOD,
        help="Share of intervals between calls_low and calls_high.",
    )


@dataclass(frozen=True, kw_only=True)
class ManyQueues:
    """How many queues are worked on.

    Parameters
    ----------
    keep_going
        Work on the other queues where one fails; ``result.attrs["failures"]`` then holds a
        message per failed queue.
    jobs
        Processes that work at the same time; the result is the same to the byte. Where joblib
        was told of a cluster (`joblib.parallel_config`), it is the number of tasks there.
    """

    SECTION: ClassVar = "forecast"

    keep_going: bool = option(
        False,
        reader=switch,
        panel=_QUEUES,
        help="If a queue fails, write the others; the exit code is still 3.",
    )
    jobs: int = option(
        1,
        only_flag=True,
        reader=Whole(1, MOST_JOBS),
        metavar="N",
        panel=_QUEUES,
        help="Processes that work at the same time, a queue each; the result is the same.",
    )


@dataclass(frozen=True, kw_only=True)
class PastOptions(Clock):
    """What the site and its past are like.

    Parameters
    ----------
    weeks
        Weeks that the model ``mean`` looks back.
    country
        Two-letter code whose public holidays are kept out of the ordinary days and are forecast
        from past holidays, and whose weekend is used; None for no holidays.
    subdivision
        State or region within the country.
    events
        Table ``date[,end_date],name[,effect]``, or the path of its CSV: past events are kept out
        of the ordinary days; those to come have the factor ``effect``, or what past days of the
        name teach.
    outages
        ``"auto"``: zeros where calls must have come are found, said, and treated as missing;
        ``"keep"``: they are calls like any others.
    changes
        ``"auto"``: weekdays and hours that have closed, opened, or had another share of the calls
        for two weeks are found, said, and followed at once; ``"keep"``: the means follow slowly.
    since
        Day, such as ``"2026-03-02"``, from which on the week is known to be another one: changes
        are measured from there, even if they are small or only a week old.
    """

    SECTION: ClassVar = "forecast"

    weeks: int = option(
        6,
        reader=Whole(1, MOST_WEEKS),
        metavar="N",
        panel=_METHOD,
        help="Weeks that the model mean looks back.",
    )
    country: str | None = option(
        None,
        on_top=True,
        metavar="CODE",
        panel=SITE,
        help="Country of the public holidays and the weekend, such as GB.",
    )
    subdivision: str | None = option(
        None, metavar="CODE", panel=SITE, help="State or region in the country, such as ENG."
    )
    events: "pd.DataFrame | Path | str | None" = option(
        None,
        metavar="FILE",
        panel=SITE,
        help="CSV of date[,end_date],name[,effect]: campaigns and the like, past and to come.",
    )
    outages: str = option(
        "auto",
        metavar="WHAT",
        panel=SITE,
        help="Zeros where there must have been calls; auto: taken as missing; keep: as they are.",
    )
    changes: str = option(
        "auto",
        metavar="WHAT",
        panel=SITE,
        help="Weekdays or hours with a new pattern for two weeks; auto: follow it; keep: do not.",
    )
    since: str | None = option(
        None,
        metavar="DATE",
        panel=SITE,
        help="First day of a new week pattern, where you know it, such as 2026-03-02.",
    )


@dataclass(frozen=True, kw_only=True)
class ModelChoice:
    """Which model forecasts.

    Parameters
    ----------
    model
        ``"auto"`` (the best on the queue's own past) or one of `wfm.forecasting.MODELS`.
    """

    model: str = option(
        AUTO,
        metavar="NAME",
        panel=_METHOD,
        help=f"auto: the best on the queue's own past; or {', '.join(MODEL_NAMES)}.",
    )


@dataclass(frozen=True, kw_only=True)
class ExplainOptions(ModelChoice, PastOptions):
    """What is forecast.

    Parameters
    ----------
    horizon
        Whole local days to forecast, such as ``"4w"`` or ``"10d"``; at most three years.
    start
        First day to forecast, such as ``"2026-01-31"``, at most three years after the history;
        the midnight after the last row if None.
    """

    horizon: str | int = option(
        "4w", metavar="TIME", help="Whole days to forecast, such as 4w or 10d."
    )
    start: str | None = option(
        None,
        metavar="DATE",
        help="First day, such as 2026-03-30; left out: the day after the last row.",
    )


@dataclass(frozen=True, kw_only=True)
class ForecastOptions(ExplainOptions, Level, ManyQueues, HandlingTimes):
    """The options of a forecast.

    Parameters
    ----------
    aht
        Average handling time [s] of every interval, in place of the history's.
    """

    aht: float | str | None = option(
        None,
        metavar="TIME",
        panel=_METHOD,
        help="Average handling time in place of the history's, such as 240 or 4m.",
    )


@dataclass(frozen=True, kw_only=True)
class InsteadOfForecast:
    """What `wfm forecast` does instead."""

    SECTION: ClassVar = "forecast"

    explain: bool = option(
        False,
        reader=switch,
        panel=_INSTEAD,
        help="Print the factors of each day, whose product is the forecast.",
    )
    backtest: bool = option(
        False, reader=switch, panel=_INSTEAD, help="Print the errors at past origins."
    )


@dataclass(frozen=True, kw_only=True)
class BacktestOptions(PastOptions, Level, ManyQueues):
    """The options of a backtest.

    Parameters
    ----------
    models
        ``"auto"`` and names of `wfm.forecasting.MODELS`, as a sequence or joined by commas.
    origins
        How many origins, spread over the last year; or the days on which they begin.
    """

    models: Sequence[str] | str = option(
        "auto,mean,seasonal_naive",
        only_flag=True,
        metavar="NAMES",
        help="Models to compare, joined by commas: those of wfm forecast.",
    )
    origins: int | str | Sequence[str] = option(
        8,
        only_flag=True,
        metavar="N",
        help="Forecasts per model, 1 to 366, spread over the last year.",
    )


@dataclass(frozen=True, kw_only=True)
class AhtBacktest(HandlingTimes):
    """What `wfm backtest` does instead."""

    SECTION: ClassVar = "forecast"

    aht: bool = option(
        False,
        only_flag=True,
        reader=switch,
        help="Judge the handling times instead of the calls.",
    )
