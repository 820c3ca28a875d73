"""From past calls per interval to calls and handling times to come: the stage's functions."""

import logging
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wfm import tables
from wfm.calendar import holidays_of_most_parts
from wfm.errors import InputError
from wfm.forecasting.accuracy.bands import band
from wfm.forecasting.accuracy.choice import Choice, choose
from wfm.forecasting.by_queue import Progress, Tables, each_queue
from wfm.forecasting.handling_times import COMPONENTS, each_with_handling_times, in_seconds
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Days, FloatArray
from wfm.forecasting.history.layout import (
    Queue,
    Surroundings,
    lay_out,
    told_changes,
)
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.models.handling import handling_time
from wfm.forecasting.models.parts import FACTORS, Parts
from wfm.forecasting.options import Plan, checked_begin, plan_of, site_of
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.forecast import ExplainOptions, ForecastOptions, ManyQueues
from wfm.quoting import quoted

log = logging.getLogger(__name__)

_INTERVALS = {15: "a quarter of an hour", 30: "a half hour", 60: "an hour"}
OTHERS_NAMED = 5
_PERIODS = {1: "a day", 7: "a week"}


@dataclass(frozen=True)
class _Outlook:
    """A queue's forecast on the wall clock; the days before a later start are cut off last."""

    queue: Queue
    future: Days
    begin: int  # first day asked for, since 1970-01-01
    choice: Choice
    parts: Parts


@dataclass(frozen=True)
class AskedForecast(ForecastOptions, Configured):
    """A forecast as Python asks for it.

    Parameters
    ----------
    history
        Calls of the past: `wfm.tables.HISTORY`. Missing rows and blank calls are missing, not
        zero. Several queues are forecast each by itself.
    progress
        Called after each queue with the number done and the number of all.
    """

    history: pd.DataFrame
    progress: Progress | None = field(default=None, kw_only=True)


@with_keywords(AskedForecast)
def forecast(asked: AskedForecast) -> pd.DataFrame:
    """Forecast calls and handling times per interval.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.FORECAST`: a row for every interval, closed ones with 0 calls.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history, the events or the configuration cannot be used; without any handling time,
        for instance.
    """
    return forecast_with(asked.history, asked, asked.progress)


def forecast_with(
    history: pd.DataFrame | Tables, options: ForecastOptions, progress: Progress | None = None
) -> pd.DataFrame:
    """Forecast with these options; see `forecast`. Tables are checked, each of whole queues."""
    plan = plan_of(options, options.level, options.aht, options.aht_unit)
    site = site_of(options)
    prepare = each_with_handling_times if plan.aht is None else None
    result = each_queue(
        history,
        lambda rows, name: _forecast_rows(_outlook(rows, name, site, plan), plan),
        options,
        progress,
        prepare=prepare,
    )
    if plan.start is None:
        _say_other_days(result)
    _say_holidays_of_parts(site, result["interval_start"])
    conformed = tables.conform(result, tables.FORECAST)
    conformed.attrs.update(result.attrs)
    return conformed


@dataclass(frozen=True)
class AskedExplanation(ExplainOptions, Configured):
    """An explanation as Python asks for it.

    Parameters
    ----------
    history
        Calls of the past, as for `forecast`.
    """

    history: pd.DataFrame


@with_keywords(AskedExplanation)
def explain(asked: AskedExplanation) -> pd.DataFrame:
    """Explain a forecast: the factors of each day.

    Returns
    -------
    pandas.DataFrame
        A row for each day: ``date, model, level`` (calls a day now), the factors ``trend,
        year_ago, weekday, calendar, special`` (holiday or event) and ``clock`` (a day with 46 or
        50 half hours), ``calls`` (their product: the forecast of the day), ``note`` (the
        holiday's or event's name, and what has changed in the week). With ``queue`` in front
        where the history has it.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    InputError
        If the history, the events or the configuration cannot be used.
    """
    return explain_with(asked.history, asked)


def explain_with(history: pd.DataFrame, options: ExplainOptions) -> pd.DataFrame:
    """Explain with these options; see `explain`."""
    plan = plan_of(options, aht="1s")
    site = site_of(options)
    return each_queue(
        history,
        lambda rows, name: _explain_rows(_outlook(rows, name, site, plan), plan),
        ManyQueues(),
        None,
    )


def _outlook(rows: pd.DataFrame, name: str | None, site: Surroundings, plan: Plan) -> _Outlook:
    """Forecast one queue."""
    if plan.aht is None:
        rows = in_seconds(rows, name, plan.aht_unit)
    queue = lay_out(rows, name, site)
    first = int(queue.past.days.date[-1]) + 1
    begin = checked_begin(plan.start, first)
    future = site.days(first, begin - first + plan.days)
    _say_unknown_events(queue, future)
    choice = choose(queue.past, plan.model, plan.weeks)
    if choice.wape:
        _say_model(queue, choice)
    return _Outlook(
        queue, future, begin, choice, MODELS[choice.name](queue.past, future, plan.weeks)
    )


def _say_model(queue: Queue, choice: Choice) -> None:
    """Say which model was chosen and how good it was on the past; in figures where asked for."""
    tried = "1 past date" if choice.errors.origins == 1 else f"{choice.errors.origins} past dates"
    log.info(
        "%sforecast with the model '%s': tried on %s, it missed the calls of %s by %.0f%% on "
        "average, busy ones counting more",
        queue.prefix,
        choice.name,
        tried,
        _PERIODS.get(choice.errors.judged_days)
        or _INTERVALS.get(queue.step, f"{queue.step} minutes"),
        100 * choice.wape[choice.name],
    )
    evidence = ", ".join(f"{name} {value:.3f}" for name, value in choice.wape.items())
    log.debug("%smodels by their error there (WAPE): %s", queue.prefix, evidence)


def _say_unknown_events(queue: Queue, future: Days) -> None:
    """Say which events to come have neither an effect nor a past."""
    known = set(queue.past.days.event)
    unknown = {
        name
        for name, given in zip(future.event, future.given, strict=True)
        if name and np.isnan(given) and name not in known
    }
    if unknown:
        log.warning(
            "%sno past day and no effect for the event %s: taken as ordinary",
            queue.prefix,
            ", ".join(f"'{name}'" for name in sorted(unknown)),
        )


def _say_other_days(result: pd.DataFrame) -> None:
    """Say which queues are forecast from another day than most, for their history ends there."""
    if "queue" not in result:
        return
    first = result.groupby("queue", sort=False)["interval_start"].min().dt.date
    usual = first.mode().max()
    others = [f"{quoted(str(name))} from {day}" for name, day in first.items() if day != usual]
    if others:
        log.warning(
            "the queues end on different days, and each is forecast from its own on: %s%s, the "
            "others from %s; --start %s forecasts the same days of all",
            ", ".join(others[:OTHERS_NAMED]),
            f" and {len(others) - OTHERS_NAMED} more" if len(others) > OTHERS_NAMED else "",
            usual,
            first.max(),
        )


def _say_holidays_of_parts(site: Surroundings, starts: pd.Series) -> None:
    """Say which holidays ahead most parts of a country have, where no part is given."""
    if site.country is None or site.subdivision is not None:
        return
    missing = holidays_of_most_parts(site.country, starts.min().date(), starts.max().date())
    if missing:
        log.info(
            "%s without a subdivision has no %s: if it is a holiday there, give --subdivision",
            site.country.upper(),
            " and no ".join(f"{name} ({day})" for day, name in missing.items()),
        )


def _forecast_rows(outlook: _Outlook, plan: Plan) -> pd.DataFrame:
    """Read the forecast off the wall clock for every interval asked for."""
    queue = outlook.queue
    handling = _handling(queue, plan.aht)
    calls = outlook.parts.calls
    low, high = band(calls, outlook.choice.errors, plan.level)
    starts = calendar.intervals(outlook.begin, plan.days, queue.zone, queue.step)
    number, slot = calendar.wall_clock(starts, queue.step)
    row = number - int(outlook.future.date[0])
    return pd.DataFrame(
        {
            "interval_start": starts,
            "calls": calls[row, slot],
            "aht_seconds": handling[slot],
            "calls_low": low[row, slot],
            "calls_high": high[row, slot],
        }
    )


def _explain_rows(outlook: _Outlook, plan: Plan) -> pd.DataFrame:
    """List the factors of every day asked for, rounded so that their product is the forecast."""
    queue, future = outlook.queue, outlook.future
    starts = calendar.intervals(outlook.begin, plan.days, queue.zone, queue.step)
    number, slot = calendar.wall_clock(starts, queue.step)
    row = number - int(future.date[0])
    share = np.bincount(row, outlook.parts.shape[row, slot], minlength=len(future))
    kept = slice(outlook.begin - int(future.date[0]), None)
    columns: dict[str, object] = {
        "date": [calendar.iso(int(day)) for day in future.date[kept]],
        "model": outlook.choice.name,
    }
    product = np.ones(plan.days)
    for name in (*FACTORS, "clock"):
        factor = share if name == "clock" else outlook.parts.factors[name]
        columns[name] = np.round(factor[kept], 4 if name == "level" else 8)
        product = product * np.asarray(columns[name])
    columns["calls"] = np.round(product, 2)
    columns["note"] = _notes(queue, future)[kept]
    return pd.DataFrame(columns)


def _notes(queue: Queue, future: Days) -> list[str]:
    """Name the event or the holiday of each day, and the lasting changes that it is under."""
    told = list(zip(queue.changes, told_changes(queue), strict=True))
    return [
        "; ".join(
            [event or holiday] * bool(event or holiday)
            + [words for change, words in told if weekday in change.weekdays]
        )
        for event, holiday, weekday in zip(
            future.event, future.holiday, future.weekday.tolist(), strict=True
        )
    ]


def _handling(queue: Queue, fixed: float | None) -> FloatArray:
    """Find the handling time of each interval of the day [s]."""
    if fixed is not None:
        return np.full(queue.aht.shape[1], fixed)
    result = handling_time(queue.past.calls_now, queue.aht)
    if np.isnan(result).any():  # a dead queue's past has no calls any more, but it had
        result = handling_time(queue.came, queue.aht)
    if np.isnan(result).any():
        if not (np.nan_to_num(queue.came) > 0).any():
            raise InputError(
                f"{queue.prefix}no call has come, and so there are no handling times: "
                "give --aht SECONDS"
            )
        raise InputError(
            f"{queue.prefix}the history has no handling times: give --aht SECONDS, or a column "
            f"aht_seconds or {', '.join(COMPONENTS)}"
        )
    return result
