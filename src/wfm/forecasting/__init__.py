"""From past calls per interval to calls and handling times to come."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from wfm import tables, units
from wfm.errors import InputError, OptionError
from wfm.forecasting import calendar
from wfm.forecasting.backtest import judge, spread_origins
from wfm.forecasting.bands import band, past_errors
from wfm.forecasting.days import FloatArray, Past
from wfm.forecasting.handling import handling_time
from wfm.forecasting.models import MODELS

__all__ = ["MODELS", "backtest", "forecast"]

log = logging.getLogger(__name__)

COMPONENTS = ("ring_seconds", "talk_seconds", "hold_seconds", "wrap_seconds")
LEAST_DAYS = 7
FEW_DAYS = 42


@dataclass(frozen=True)
class _Queue:
    """One queue's history on the wall clock."""

    name: str | None
    past: Past
    aht: FloatArray  # [s], NaN where missing, shape (days, intervals)
    index: pd.DatetimeIndex
    step: int  # [min]


def forecast(
    history: pd.DataFrame,
    *,
    horizon: str | int = "4w",
    start: str | None = None,
    model: str = "mean",
    weeks: int = 6,
    timezone: str | None = None,
    country: str | None = None,
    subdivision: str | None = None,
    level: float | str = 0.8,
    aht: float | str | None = None,
) -> pd.DataFrame:
    """Forecast calls and handling times per interval.

    Parameters
    ----------
    history
        Calls of the past: `wfm.tables.HISTORY`. Missing rows and blank calls are missing, not
        zero. Several queues are forecast each by itself.
    horizon
        Whole local days to forecast, such as ``"4w"`` or ``"10d"``.
    start
        First day to forecast, such as ``"2026-01-31"``; the midnight after the last row if None.
    model
        One of `MODELS`.
    weeks
        Weeks that the models ``mean`` looks back.
    timezone
        IANA name of the zone of times without an offset; times with one are converted to it.
        None: UTC for times without an offset.
    country
        Two-letter code whose public holidays are left out of the ordinary weeks and are
        forecast from past holidays; None for none.
    subdivision
        State or region within the country.
    level
        Fraction of the calls to come that the band should hold.
    aht
        Average handling time [s] of every interval, in place of the history's.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.FORECAST`: a row for every interval, closed ones with 0 calls.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history cannot be used; without any handling time, for instance.
    """
    _check_model(model)
    weeks = _positive(weeks, "weeks")
    days = units.days(horizon, "horizon")
    fixed = None if aht is None else _positive_seconds(aht)
    share = _level(level)
    parts = []
    for queue in _queues(history, timezone, country, subdivision):
        first = int(queue.past.days.date[-1]) + 1
        begin = first if start is None else calendar.day_number(start, "start")
        if begin < first:
            raise OptionError(
                "start", f"{start} is not after the history: {calendar.iso(first)} or later"
            )
        future = calendar.calendar(first, begin - first + days, country, subdivision)
        expected = MODELS[model](queue.past, future, weeks).calls
        low, high = band(expected, past_errors(queue.past, MODELS[model], weeks), share)
        frame = pd.DataFrame(
            {"interval_start": calendar.intervals(begin, days, queue.index.tz, queue.step)}
        )
        number, slot = calendar.wall_clock(pd.DatetimeIndex(frame.interval_start), queue.step)
        row = number - first
        frame["calls"] = expected[row, slot]
        frame["aht_seconds"] = _handling(queue, fixed)[slot]
        frame["calls_low"] = low[row, slot]
        frame["calls_high"] = high[row, slot]
        if queue.name is not None:
            frame.insert(0, "queue", queue.name)
        parts.append(frame)
    return tables.conform(pd.concat(parts, ignore_index=True), tables.FORECAST)


def backtest(
    history: pd.DataFrame,
    *,
    models: Sequence[str] = tuple(MODELS),
    origins: int | Sequence[str] = 8,
    weeks: int = 6,
    timezone: str | None = None,
    country: str | None = None,
    subdivision: str | None = None,
    level: float | str = 0.8,
) -> pd.DataFrame:
    """Judge models by forecasting the past from rolling origins.

    Parameters
    ----------
    history
        As for `forecast`; no handling times are needed.
    models
        Names of `MODELS`.
    origins
        How many origins, spread over the last year; or the days they begin.
    weeks, timezone, country, subdivision, level
        As for `forecast`.

    Returns
    -------
    pandas.DataFrame
        ``model, weeks, wape, day_wape, mase, bias, coverage, coverage_small, loss, seconds,
        origins`` (with ``queue`` in front where the history has it): means over the origins for
        horizons of 1, 2 and 4 weeks; see `wfm.forecasting.scores.Score`.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history cannot be used.
    """
    for model in models:
        _check_model(model)
    weeks = _positive(weeks, "weeks")
    share = _level(level)
    rows = []
    for queue in _queues(history, timezone, country, subdivision):
        chosen = _origins(queue.past, origins)
        for model in models:
            scores, seconds = judge(queue.past, model, chosen, weeks, share)
            for horizon, score in scores.items():
                name = {} if queue.name is None else {"queue": queue.name}
                row = {**name, "model": model, "weeks": horizon, **asdict(score)}
                rows.append({**row, "seconds": seconds, "origins": len(chosen)})
    return pd.DataFrame(rows).round(4)


def _origins(past: Past, origins: int | Sequence[str]) -> list[int]:
    if isinstance(origins, int | str):
        found = spread_origins(len(past), _positive(origins, "origins"))
    else:
        numbers = [calendar.day_number(day, "origins") for day in origins]
        found = [number - int(past.days.date[0]) for number in numbers]
        if any(not LEAST_DAYS <= origin < len(past) for origin in found):
            raise OptionError("origins", "an origin needs a week of history before it and after it")
    if not found:
        raise InputError(
            f"the history has {len(past)} days: a backtest needs at least 56 (8 weeks)"
        )
    return found


def _queues(
    history: pd.DataFrame, timezone: str | None, country: str | None, subdivision: str | None
) -> Iterator[_Queue]:
    """Check a history and lay each queue out by days on the wall clock."""
    table = tables.check(history, tables.HISTORY)
    names = list(dict.fromkeys(table["queue"])) if "queue" in table else [None]
    for name in names:
        rows = table if name is None else table[table["queue"] == name]
        yield _lay_out(rows, name, timezone, country, subdivision)


def _lay_out(
    rows: pd.DataFrame,
    name: str | None,
    timezone: str | None,
    country: str | None,
    subdivision: str | None,
) -> _Queue:
    index, kept = calendar.localise(rows["interval_start"], rows["calls"], timezone)
    rows = rows[kept].assign(interval_start=index)
    tables.check_order(rows, gaps=True)
    step = tables.step_minutes(rows)
    number, slot = calendar.wall_clock(index, step)
    first, last = int(number[0]), int(number[-1])
    if rows["calls"].notna().sum() == 0:
        raise InputError(f"{_of(name)}no calls at all in the history")
    if last - first + 1 < LEAST_DAYS:
        raise InputError(
            f"{_of(name)}the history has {last - first + 1} days: at least one week is needed"
        )
    calls = _matrix(number - first, slot, rows["calls"].to_numpy(), last - first + 1, 1440 // step)
    aht = _matrix(number - first, slot, _handling_times(rows), last - first + 1, 1440 // step)
    days = calendar.calendar(first, last - first + 1, country, subdivision)
    return _Queue(name, Past(days, calls), aht, index, step)


def _matrix(
    day: np.ndarray, slot: np.ndarray, values: np.ndarray, days: int, slots: int
) -> FloatArray:
    """Lay values out by day and interval; an hour that the clock shows twice is averaged."""
    seen = ~np.isnan(values)
    total, count = np.zeros((days, slots)), np.zeros((days, slots))
    np.add.at(total, (day[seen], slot[seen]), values[seen])
    np.add.at(count, (day[seen], slot[seen]), 1.0)
    return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)


def _handling_times(rows: pd.DataFrame) -> FloatArray:
    """Find the handling time of each row [s]: given, or the sum of its components."""
    if "aht_seconds" in rows:
        return rows["aht_seconds"].to_numpy(dtype=np.float64)
    given = [name for name in COMPONENTS if name in rows]
    if not given:
        return np.full(len(rows), np.nan)
    return np.asarray(rows[given].to_numpy(dtype=np.float64).sum(axis=1))


def _handling(queue: _Queue, fixed: float | None) -> FloatArray:
    slots = queue.aht.shape[1]
    if fixed is not None:
        return np.full(slots, fixed)
    result = handling_time(queue.past.calls, queue.aht)
    if np.isnan(result).any():
        raise InputError(
            f"{_of(queue.name)}the history has no handling times: give --aht SECONDS, or a column "
            f"aht_seconds or {', '.join(COMPONENTS)}"
        )
    return result


def _of(name: str | None) -> str:
    return "" if name is None else f"queue '{name}': "


def _check_model(model: str) -> None:
    if model not in MODELS:
        raise OptionError("model", f"'{model}' is not a model: {', '.join(MODELS)}")


def _positive(value: int | str, option: str) -> int:
    number = units.number(value, option)
    if number < 1 or number != int(number):
        raise OptionError(option, f"{value} is not a whole number of at least 1")
    return int(number)


def _positive_seconds(value: float | str) -> float:
    seconds = units.seconds(value, "aht")
    if seconds <= 0:
        raise OptionError("aht", f"{value} is not more than 0 seconds")
    return seconds


def _level(value: float | str) -> float:
    share = units.fraction(value, "level")
    if not 0 < share < 1:
        raise OptionError("level", f"{value} is not between 0 and 1")
    return share
