"""A forecast brought up to date on the day that is running: the stage's functions."""

from contextlib import closing
from dataclasses import dataclass, field

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.forecasting.by_queue import Progress
from wfm.forecasting.handling_times import in_seconds, with_handling_times
from wfm.forecasting.history.layout import (
    blocks,
    say_failure,
    sound_queues,
)
from wfm.forecasting.options import checked_level, checked_model, site_of
from wfm.forecasting.running.matching import Actuals, match, placed, until
from wfm.forecasting.running.update import How, UpToDate, up_to_date
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.reforecast import ReforecastOptions
from wfm.side_by_side import each


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
        `wfm.tables.FORECAST`: the intervals still to come; ``attrs["failures"]`` holds a message
        per queue that failed, where ``keep_going`` leaves it out.

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
        of, forecast, came`` (until now; of handling times in mean ones), ``b, k``,
        ``half_life_hours`` (what came so long ago counts half in the deviation; missing where all
        hours count alike), ``deviation``, ``factor = 1 + b * deviation``, ``gain`` (part of the
        error that the past was spared) and
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
    found, failures = _each_queue(forecast, actuals, options, progress)
    rows = pd.concat([one.rows for one in found], ignore_index=True)
    return _with_failures(tables.conform(rows, tables.FORECAST), failures)


def explain_reforecast_with(
    forecast: pd.DataFrame,
    actuals: pd.DataFrame,
    options: ReforecastOptions,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Explain with these options; see `explain_reforecast`."""
    found, failures = _each_queue(forecast, actuals, options, progress)
    factors = pd.concat([one.factors for one in found], ignore_index=True)
    return _with_failures(factors, failures)


def _with_failures(table: pd.DataFrame, failures: dict[str, str]) -> pd.DataFrame:
    if failures:
        table.attrs["failures"] = failures
    return table


def _each_queue(
    forecast: pd.DataFrame,
    actuals: pd.DataFrame,
    options: ReforecastOptions,
    progress: Progress | None,
) -> tuple[list[UpToDate], dict[str, str]]:
    """Bring the queues up to date; return them, and what is wrong with those that failed."""
    how = How(
        site_of(options),
        checked_model(options.model, "model"),
        options.weeks,
        checked_level(options.level),
    )
    failures: dict[str, str] = {}
    if options.keep_going:
        actuals, failures = sound_queues(actuals)
    came = _placed(actuals, options, failures)
    now = _now(came, options.as_of)
    wanted = [
        (name, rows)
        for name, rows in blocks(tables.check(forecast, tables.FORECAST))
        if name not in failures
    ]
    if options.keep_going:
        wanted = _come(wanted, list(came), failures)
    _check_queues([name for name, _ in wanted], list(came))

    def work(piece: tuple[str | None, pd.DataFrame, Actuals]) -> UpToDate:
        name, rows, actual = piece
        running = match(name, rows, actual, now, options.timezone)
        return up_to_date(running, actual, how, is_last=options.as_of is None)

    pieces = [(name, rows, came[name]) for name, rows in wanted]
    found = []
    with closing(each(work, pieces, options.jobs)) as outcomes:
        for done, ((name, _), outcome) in enumerate(zip(wanted, outcomes, strict=True), start=1):
            if isinstance(outcome.error, InputError) and options.keep_going and name is not None:
                failures[name] = str(outcome.error)
                say_failure(name, outcome.error)
            else:
                found.append(outcome.value())
            if progress is not None:
                progress(done, len(wanted))
    if not found:
        raise InputError(
            f"no queue could be brought up to date; the first: {next(iter(failures.values()))}"
        )
    return found, failures


def _placed(
    actuals: pd.DataFrame, options: ReforecastOptions, failures: dict[str, str]
) -> dict[str | None, Actuals]:
    """Put what came of each queue on its clock; one that cannot be is among the failures."""
    unit = tables.read_unit(options.aht_unit)
    came = {}
    for name, rows in blocks(with_handling_times(tables.check(actuals, tables.HISTORY))):
        try:
            came[name] = placed(in_seconds(rows, name, unit), options.timezone)
        except InputError as error:
            if not options.keep_going or name is None:
                raise
            failures[name] = str(error)
            say_failure(name, error)
    return came


def _now(came: dict[str | None, Actuals], text: str | None) -> pd.Timestamp:
    """Find until when calls have come: of all queues, for a quiet one may have no rows."""
    ends = [(end, one.step) for one in came.values() if (end := one.end()) is not None]
    if not ends:
        raise InputError("there are no calls in the actuals")
    last, step = max(ends)
    return until(text, last, step)


def _come(
    wanted: list[tuple[str | None, pd.DataFrame]],
    came: list[str | None],
    failures: dict[str, str],
) -> list[tuple[str | None, pd.DataFrame]]:
    """Leave out the queues that the actuals do not hold; none where they hold no other."""
    if not any(name in came for name, _ in wanted):
        return wanted
    for name, _ in wanted:
        if name is not None and name not in came:
            failures[name] = f"the actuals hold no queue '{name}' of the forecast"
            say_failure(name, failures[name])
    return [(name, rows) for name, rows in wanted if name in came]


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
