"""A forecast brought up to date on the day that is running: the stage's functions."""

from dataclasses import dataclass, field

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.forecasting.by_queue import Progress
from wfm.forecasting.history.layout import blocks, in_seconds, with_handling_times
from wfm.forecasting.options import checked_level, checked_model, site_of
from wfm.forecasting.running.matching import Actuals, match, placed, until
from wfm.forecasting.running.update import How, UpToDate, up_to_date
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.reforecast import ReforecastOptions


@dataclass(frozen=True)
class AskedReforecast(ReforecastOptions, Configured):
    """A forecast to be brought up to date, as Python asks for it.

    Parameters
    ----------
    forecast
        `wfm.tables.FORECAST`, made before the day began.
    actuals
        `wfm.tables.HISTORY`: the past, and what has come of the running day.
    progress
        Called after each queue with the number done and the number of all.
    """

    forecast: pd.DataFrame
    actuals: pd.DataFrame
    progress: Progress | None = field(default=None, kw_only=True)


@with_keywords(AskedReforecast)
def reforecast(asked: AskedReforecast) -> pd.DataFrame:
    """Forecast the rest of the running day and the days after it from what has come.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.FORECAST`: the intervals still to come.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table cannot be used, or the two are of other days, queues, steps or clocks.
    """
    return reforecast_with(asked.forecast, asked.actuals, asked, asked.progress)


@with_keywords(AskedReforecast)
def explain_reforecast(asked: AskedReforecast) -> pd.DataFrame:
    """Say what has come of the running day, and the factors that follow from it.

    Returns
    -------
    pandas.DataFrame
        Rows for calls and handling time, of the rest of the day and of the day after: ``what,
        of, forecast, came`` (until now; of handling times in mean ones), ``b, k, deviation``,
        ``factor = 1 + b * deviation``, ``gain`` (part of the error that the past was spared) and
        ``days`` (that was learnt from). With ``queue`` in front where the forecast has it.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If a table cannot be used, or the two are of other days, queues, steps or clocks.
    """
    return explain_reforecast_with(asked.forecast, asked.actuals, asked, asked.progress)


def reforecast_with(
    forecast: pd.DataFrame,
    actuals: pd.DataFrame,
    options: ReforecastOptions,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Bring a forecast up to date with these options; see `reforecast`."""
    found = _each_queue(forecast, actuals, options, progress)
    return tables.conform(
        pd.concat([one.rows for one in found], ignore_index=True), tables.FORECAST
    )


def explain_reforecast_with(
    forecast: pd.DataFrame,
    actuals: pd.DataFrame,
    options: ReforecastOptions,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Explain with these options; see `explain_reforecast`."""
    found = _each_queue(forecast, actuals, options, progress)
    return pd.concat([one.factors for one in found], ignore_index=True)


def _each_queue(
    forecast: pd.DataFrame,
    actuals: pd.DataFrame,
    options: ReforecastOptions,
    progress: Progress | None,
) -> list[UpToDate]:
    """Bring one queue after the other up to date."""
    how = How(
        site_of(options),
        checked_model(options.model, "model"),
        options.weeks,
        checked_level(options.level),
    )
    unit = tables.read_unit(options.aht_unit)
    history = with_handling_times(tables.check(actuals, tables.HISTORY))
    came = {
        name: placed(in_seconds(rows, name, unit), options.timezone)
        for name, rows in blocks(history)
    }
    now = _now(came, options.as_of)
    wanted = blocks(tables.check(forecast, tables.FORECAST))
    _check_queues([name for name, _ in wanted], list(came))
    found = []
    for done, (name, rows) in enumerate(wanted, start=1):
        running = match(name, rows, came[name], now, options.timezone)
        found.append(up_to_date(running, came[name], how, is_last=options.as_of is None))
        if progress is not None:
            progress(done, len(wanted))
    return found


def _now(came: dict[str | None, Actuals], text: str | None) -> pd.Timestamp:
    """Find until when calls have come: of all queues, for a quiet one may have no rows."""
    ends = [(end, one.step) for one in came.values() if (end := one.end()) is not None]
    if not ends:
        raise InputError("there are no calls in the actuals")
    last, step = max(ends)
    return until(text, last, step)


def _check_queues(wanted: list[str | None], came: list[str | None]) -> None:
    """Refuse a forecast of queues of which nothing came."""
    missing = [str(name) for name in wanted if name not in came]
    if not missing:
        return
    if None in came:
        raise InputError("the forecast has queues and the actuals have none: give both alike")
    if wanted == [None]:
        raise InputError("the actuals have queues and the forecast has none: give both alike")
    known = ", ".join(str(name) for name in came)
    raise InputError(f"the actuals hold no queue '{missing[0]}' of the forecast, but {known}")
