"""``wfm forecast``."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wfm.cli import messages, streams
from wfm.cli.command import command
from wfm.cli.histories import read_history, worked_on
from wfm.errors import InputError
from wfm.options.common import Common
from wfm.options.forecast import (
    BacktestOptions,
    ForecastOptions,
    InsteadOfForecast,
    PastOptions,
)
from wfm.options.read import HistoryFiles
from wfm.options.saved import SavedTable

if TYPE_CHECKING:
    import pandas as pd

EXAMPLE = "wfm forecast sample_data/calls.csv --timezone Europe/London --country GB"


@command("forecast")
def forecast(
    options: ForecastOptions, instead: InsteadOfForecast, read: HistoryFiles, common: Common
) -> None:
    """Forecast calls and handling time per interval from past calls.

    Examples
    --------
    wfm forecast sample_data/calls.csv --config sample_data/wfm.toml -o forecast.csv
    wfm forecast sample_data/calls.csv --explain --format table
    """
    if instead.explain:
        found = read_history(
            read,
            EXAMPLE,
            decimal=common.decimal,
            timezone=options.timezone,
            aht_unit=options.aht_unit,
            checked=not options.keep_going,
        )
        asked = replace(options, events=events_of(options, read, common))
        from wfm import forecasting

        factors = forecasting.explain_with(found.frame, asked)
        streams.write_table(factors, common.format, common.output)
        return

    # Once, whatever becomes of the history: it may be standard input.
    events = cache(lambda: events_of(options, read, common))

    def work(
        history: "pd.DataFrame | Iterable[pd.DataFrame]", aht_unit: str | None
    ) -> "pd.DataFrame":
        asked = replace(options, aht_unit=aht_unit, events=events())
        from wfm import forecasting

        with messages.counting("queues") as count:
            if instead.backtest:
                return forecasting.backtest_with(history, _as_backtest(asked), count)
            return forecasting.forecast_with(history, asked, count)

    result = worked_on(read, EXAMPLE, options, common.decimal, work)
    streams.write_table(
        result, common.format, common.output, "plain" if instead.backtest else "calls"
    )
    refuse_failures(result)


def refuse_failures(result: "pd.DataFrame") -> None:
    """End with an error where a queue failed and the others were written."""
    failures = result.attrs.get("failures", {})
    if failures:
        raise InputError(f"{len(failures)} queues failed: {', '.join(failures)}")


def events_of(options: PastOptions, read: HistoryFiles, common: Common) -> "pd.DataFrame | None":
    """Read the events of a site; their days are in the order of the history's, where it is said."""
    from wfm import tables

    if options.events is None:
        return None
    path = Path(str(options.events))
    saved = SavedTable(date_order=read.date_order)
    return streams.read_table(path, tables.EVENTS, EXAMPLE, common.decimal, saved)


def _as_backtest(options: ForecastOptions) -> BacktestOptions:
    """Judge the model of a forecast on the same past."""
    return BacktestOptions(
        models=[options.model],
        level=options.level,
        weeks=options.weeks,
        timezone=options.timezone,
        country=options.country,
        subdivision=options.subdivision,
        events=options.events,
        outages=options.outages,
        changes=options.changes,
        since=options.since,
        keep_going=options.keep_going,
        jobs=options.jobs,
    )
