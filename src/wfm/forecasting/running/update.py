"""One queue's forecast, brought up to date."""

import logging
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import FloatArray
from wfm.forecasting.history.layout import AHT, Queue, Surroundings, lay_out
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.running import seams, telling
from wfm.forecasting.running.matching import Actuals, Running
from wfm.forecasting.running.outlook import (
    Day,
    Found,
    bounds,
    day_after,
    day_of,
    rest_of_day,
    unchanged,
)
from wfm.forecasting.running.past_days import (
    PastDays,
    least_days,
    mean_time,
    past_calls,
    past_handling,
)
from wfm.forecasting.running.so_far import last_is_partial, silent

_BOUNDS = ["calls_low", "calls_high"]


@dataclass(frozen=True)
class How:
    """What is known of the site, and how a forecast is brought up to date.

    Parameters
    ----------
    site
        The site.
    model, weeks, level
        As for `wfm.forecasting.forecast`.
    """

    site: Surroundings
    model: str
    weeks: int
    level: float


@dataclass(frozen=True)
class UpToDate:
    """One queue's forecast brought up to date: its rows, and the factors that did it."""

    rows: pd.DataFrame
    factors: pd.DataFrame


def up_to_date(running: Running, actuals: Actuals, how: How, *, is_last: bool) -> UpToDate:
    """Bring the forecast of one queue up to date.

    Parameters
    ----------
    running
        The forecast beside what came.
    actuals
        The past, and what has come.
    how
        How.
    is_last
        Whether the last interval that came is the last row there is: it may be half an interval.
    """
    running = _counting(running, how, is_last=is_last)
    queue = _known(running, actuals, how)
    past = None if queue is None else _past_calls(running, queue, how)
    day = day_of(running.calls, running.came, running.slot, running.intervals)
    calls = _found(running, past, day, how)
    times = _found(running, *_times_of(running, queue), how)
    if past is not None:
        telling.say(running, calls, times)
    return UpToDate(_rows(running, calls, times, how.level), telling.factors(running, calls, times))


def _counting(running: Running, how: How, *, is_last: bool) -> Running:
    """Leave out what does not count: an interval that is not over, a line that is down."""
    forecast, came = running.calls[: running.now], running.came.copy()
    if how.site.outages == "auto":
        down = silent(forecast, came)
        if down.any():
            telling.say_silence(running, down, forecast)
            came[down] = np.nan
    if is_last and last_is_partial(forecast, came):
        telling.say_partial(running)
        came[-1] = np.nan
    return replace(running, came=came)


def _known(running: Running, actuals: Actuals, how: How) -> Queue | None:
    """Lay out the past before the running day; None where it is too short to learn from."""
    midnight = calendar.midnight(running.today, actuals.starts.tz)
    known, needed = actuals.days_known(midnight), least_days(running.lead)
    if known < needed:
        telling.say_short(running, known, needed)
        return None
    rows = actuals.rows[actuals.starts < running.starts[running.now]]
    days = running.today - actuals.first_day
    queue = lay_out(rows, running.name, how.site, logging.DEBUG)
    return replace(
        queue,
        past=queue.past.until(days),
        came=queue.came[:days],
        aht=queue.aht[:days],
    )


def _past_calls(running: Running, queue: Queue, how: How) -> PastDays:
    chosen = choose(queue.past, how.model, how.weeks)
    return past_calls(queue.past, MODELS[chosen.name], how.weeks, running.lead)


def _times_of(running: Running, queue: Queue | None) -> tuple[PastDays | None, Day]:
    """Lay handling times out like calls: in mean ones, of the calls that came."""
    mean = 1.0 if queue is None else mean_time(queue.past.calls_now, queue.aht)
    counted = np.where(np.isnan(running.aht) | (running.came <= 0), np.nan, running.came)
    so_far = slice(0, running.now)
    day = day_of(
        np.concatenate([counted * running.times[so_far] / mean, running.times[running.now :]]),
        counted * running.aht / mean,
        running.slot,
        running.intervals,
    )
    if queue is None or np.isnan(mean) or np.isnan(running.times).all():
        return None, day
    return past_handling(queue.past, queue.aht, mean, running.lead), day


def _found(running: Running, past: PastDays | None, day: Day, how: How) -> tuple[Found, Found]:
    """Learn what the day so far says of its rest, and of the day after."""
    both = rest_of_day(past, day), day_after(past, day)
    days = how.site.days(running.today, 2)
    if (days.is_feast | days.is_event).any():
        # What moves a holiday is not what moves the days beside it.
        return both[0], unchanged(day)
    return both


def _rows(
    running: Running, calls: tuple[Found, Found], times: tuple[Found, Found], level: float
) -> pd.DataFrame:
    """Return the rows to come, brought up to date."""
    now = running.now
    rows = running.forecast.iloc[now:].assign(interval_start=running.starts[now:])
    midnights = running.midnights[0] - now, running.midnights[1] - now
    part = seams.parts(len(rows), midnights, running.step)
    factor = _factor(calls, part, is_over=midnights[0] == 0)
    moved = running.calls[now:] * factor
    rows = rows.assign(calls=moved)
    if AHT in rows:
        rows[AHT] = running.times[now:] * _factor(times, part, is_over=midnights[0] == 0)
    if set(_BOUNDS) <= set(rows):
        given = rows[_BOUNDS].to_numpy(dtype=np.float64).T * factor
        rows[_BOUNDS] = bounds(moved, given, calls, part, level).T
    return rows if running.name is None else rows.assign(queue=running.name)


def _factor(found: tuple[Found, Found], part: FloatArray, *, is_over: bool) -> FloatArray:
    """Return the factor of each row; where the day is over, only the day after has one."""
    today, after = found[1 if is_over else 0].factor, found[1].factor
    return np.asarray(part[0] * today + part[1] * after + part[2])
