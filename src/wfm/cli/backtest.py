"""``wfm backtest``."""

from typing import Annotated

import typer

from wfm.cli import messages, options, streams
from wfm.cli.forecast import (
    AhtUnit,
    Country,
    Events,
    History,
    Level,
    Outages,
    Subdivision,
    Timezone,
    Weeks,
    site,
)

EXAMPLE = "wfm backtest sample_data/calls.csv --timezone Europe/London --country GB"


def backtest(
    ctx: typer.Context,
    file: History = None,
    models: Annotated[
        str,
        typer.Option(
            metavar="NAMES", help="Models to compare, joined by commas: those of wfm forecast."
        ),
    ] = "auto,mean,seasonal_naive",
    origins: Annotated[
        int,
        typer.Option(
            min=1, max=366, metavar="N", help="Forecasts per model, spread over the last year."
        ),
    ] = 8,
    aht: Annotated[
        bool, typer.Option("--aht", help="Judge the handling times instead of the calls.")
    ] = False,
    weeks: Weeks = 6,
    level: Level = "0.8",
    timezone: Timezone = None,
    country: Country = None,
    subdivision: Subdivision = None,
    events: Events = None,
    outages: Outages = "auto",
    aht_unit: AhtUnit = None,
    decimal: options.Decimal = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Judge models by forecasting the past: how far each of them was off.

    The figures are explained in docs/reference/accuracy.md. As a table it ends with a picture of
    the last week, actual against forecast with its band.

    Examples
    --------
    wfm backtest sample_data/calls.csv --models auto,mean
    wfm backtest sample_data/calls.csv --aht --format table
    """
    from wfm import tables

    history = streams.read_table(file, tables.HISTORY, EXAMPLE, decimal)
    of_site = {**site(ctx), "level": level}
    with options.explained(ctx):
        from wfm import forecasting

        if aht:
            scores = forecasting.backtest_aht(
                history, origins=origins, timezone=timezone, aht_unit=aht_unit
            )
            streams.write_table(scores, format_, output)
            return
        with messages.counting("models") as count:
            scores = forecasting.backtest(
                history, models=models, origins=origins, progress=count, **of_site
            )
        streams.write_table(scores, format_, output)
        if output is None and streams.is_table(format_, output):
            week = forecasting.last_week(history, model=models.split(",")[0], **of_site)
            streams.write_table(week, streams.Format.table, None, "week_picture")
