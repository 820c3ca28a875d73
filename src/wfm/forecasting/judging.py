"""Backtests of a history: the stage's functions that judge."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
import pandas as pd

from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.forecasting.accuracy.bands import band
from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.accuracy.origins import judge, judge_handling, spread_origins
from wfm.forecasting.by_queue import Progress, Tables, each_queue
from wfm.forecasting.handling_times import in_seconds, with_handling_times
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Past
from wfm.forecasting.history.layout import (
    LEAST_DAYS,
    Queue,
    Surroundings,
    blocks,
    lay_out,
    queues,
    surroundings,
)
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.options import checked_level, checked_model, site_of
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.forecast import BacktestOptions
from wfm.options.readers import Whole

_COUNT = Whole(1, 366)  # of origins


@dataclass(frozen=True)
class AskedBacktest(BacktestOptions, Configured):
    """A backtest as Python asks for it.

    Parameters
    ----------
    history
        Calls of the past, as for `forecast`; handling times are judged where there are any.
    progress
        Called after each queue with the number done and the number of all.
    """

    history: pd.DataFrame
    progress: Progress | None = field(default=None, kw_only=True)


@with_keywords(AskedBacktest)
def backtest(asked: AskedBacktest) -> pd.DataFrame:
    """Judge models by forecasting the past from rolling origins.

    Outages and changes of the week are how the models see the past, found from what was known at
    each origin; what came is judged as recorded.

    Returns
    -------
    pandas.DataFrame
        ``model, weeks, wape, day_wape, mase, bias, coverage, coverage_small, loss, seconds,
        origins`` (with ``queue`` in front where the history has it): means over the origins for
        horizons of 1, 2 and 4 weeks. ``coverage`` is the share of intervals inside the band where
        at least five calls are expected, ``coverage_small`` that of intervals not above it where
        fewer are; ``loss`` the weighted quantile loss; ``seconds`` CPU seconds per forecast. Where
        the history has handling times, ``aht_wape``: their error, weighted by calls.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history or the configuration cannot be used, or the history is shorter than eight
        weeks.
    """
    return backtest_with(asked.history, asked, asked.progress)


def backtest_with(
    history: pd.DataFrame | Tables, options: BacktestOptions, progress: Progress | None = None
) -> pd.DataFrame:
    """Judge models with these options; see `backtest`. Tables are checked, each of whole queues."""
    asked = options.models
    wanted = asked.split(",") if isinstance(asked, str) else list(asked)
    wanted = [checked_model(model.strip(), "models") for model in wanted]
    share = checked_level(options.level)
    site = site_of(options)

    def work(rows: pd.DataFrame, name: str | None) -> pd.DataFrame:
        queue = lay_out(with_handling_times(rows), name, site)
        chosen = _origins(queue, options.origins)
        scores = [_scores(queue, model, chosen, options.weeks, share, site) for model in wanted]
        table = pd.DataFrame([row for of_model in scores for row in of_model])
        handling = judge_handling(queue.past.calls_now, queue.aht, chosen)
        if not handling:
            return table
        return table.assign(
            aht_wape=table["weeks"].map({w: each[0] for w, each in handling.items()})
        )

    return each_queue(history, work, options, progress).round(4)


def _scores(
    queue: Queue,
    model: str,
    origins: list[int],
    weeks: int,
    share: float,
    site: Surroundings,
) -> list[dict[str, object]]:
    """Score a model on a queue, a row for each horizon."""
    recorded = Past(queue.past.days, queue.came)
    scores, seconds = judge(recorded, model, origins, weeks, share, prepare=site.known)
    return [
        {
            "model": model,
            "weeks": horizon,
            **asdict(score),
            "seconds": seconds,
            "origins": len(origins),
        }
        for horizon, score in scores.items()
    ]


def _name(queue: Queue) -> dict[str, object]:
    """Begin a row with the name of the queue, where there are several."""
    return {} if queue.name is None else {"queue": queue.name}


def backtest_aht(
    history: pd.DataFrame,
    *,
    origins: int | str | Sequence[str] = 8,
    timezone: str | None = None,
    aht_unit: str | None = None,
) -> pd.DataFrame:
    """Judge the forecast of the handling time from rolling origins.

    Parameters
    ----------
    history
        As for `forecast`, with handling times.
    origins, timezone
        As for `backtest`.
    aht_unit
        As for `forecast`.

    Returns
    -------
    pandas.DataFrame
        ``weeks, wape, wape_overall, origins`` (with ``queue`` in front where the history has
        it): absolute error over handling time, weighted by calls, of the forecast by time of day
        and of one mean for all intervals.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history cannot be used, or has no handling times.
    """
    rows = []
    site = surroundings(timezone, None, None, None, "keep")
    unit = tables.read_unit(aht_unit)
    table = with_handling_times(tables.check(history, tables.HISTORY))
    for name, block in blocks(table):
        queue = lay_out(in_seconds(block, name, unit), name, site)
        if np.isnan(queue.aht).all():
            raise InputError(f"{queue.prefix}the history has no handling times to judge")
        chosen = _origins(queue, origins)
        for horizon, errors in judge_handling(queue.past.calls_now, queue.aht, chosen).items():
            row = {"weeks": horizon, "wape": errors[0], "wape_overall": errors[1]}
            rows.append({**_name(queue), **row, "origins": len(chosen)})
    return pd.DataFrame(rows).round(4)


def last_week(history: pd.DataFrame, options: BacktestOptions, model: str) -> pd.DataFrame:
    """Compare the last seven days with what a model would have forecast for them.

    Parameters
    ----------
    history
        Calls of the past, as for `forecast`.
    options
        Those of a backtest; of these the models and the origins say nothing here.
    model
        ``"auto"`` or one of `MODELS`.

    Returns
    -------
    pandas.DataFrame
        ``interval_start, actual, calls, calls_low, calls_high`` (with ``queue`` in front where
        the history has it): what came, NaN where not recorded, and the forecast with its band.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history cannot be used, or is shorter than two weeks.
    """
    checked_model(model, "model")
    share = checked_level(options.level)
    parts = []
    site = site_of(options)
    for queue in queues(history, site):
        origin = len(queue.past) - 7
        if origin < LEAST_DAYS:
            raise InputError(f"{queue.prefix}a week before the last week is needed to judge it")
        known = site.known(Past(queue.past.days, queue.came).until(origin))
        part = _week(queue, known, model, options.weeks, share)
        if queue.name is not None:
            part.insert(0, "queue", queue.name)
        parts.append(part)
    result = pd.concat(parts, ignore_index=True)
    numbers = ["actual", "calls", "calls_low", "calls_high"]
    return result.assign(**{name: result[name].round(4) for name in numbers})


def _week(queue: Queue, known: Past, model: str, weeks: int, share: float) -> pd.DataFrame:
    origin = len(known)
    choice = choose(known, model, weeks)
    calls = MODELS[choice.name](known, queue.past.days.part(origin, origin + 7), weeks).calls
    low, high = band(calls, choice.errors, share)
    first = int(queue.past.days.date[origin])
    starts = calendar.intervals(first, 7, queue.zone, queue.step)
    number, slot = calendar.wall_clock(starts, queue.step)
    row = number - first
    return pd.DataFrame(
        {
            "interval_start": starts,
            "actual": queue.came[origin:][row, slot],
            "calls": calls[row, slot],
            "calls_low": low[row, slot],
            "calls_high": high[row, slot],
        }
    )


def _origins(queue: Queue, origins: int | str | Sequence[str]) -> list[int]:
    """Find the positions of the origins in a queue's past."""
    days = queue.past.days
    if isinstance(origins, int | str):
        found = spread_origins(len(days), _COUNT(origins, "origins"))
    else:
        found = [calendar.day_number(day, "origins") - int(days.date[0]) for day in origins]
        if any(not LEAST_DAYS <= origin < len(days) for origin in found):
            raise OptionError("origins", "an origin needs a week of history before it")
    if not found:
        raise InputError(
            f"{queue.prefix}the history has {len(days)} days: a backtest needs at least 56 "
            "(8 weeks)"
        )
    return found
