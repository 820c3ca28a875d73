"""``wfm forecast``."""

from pathlib import Path
from typing import Annotated

import typer

from wfm.cli import options, streams

EXAMPLE = "wfm forecast sample_data/calls.csv --timezone Europe/London --country GB"


def forecast(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="HISTORY", help="CSV of past calls; - or nothing: standard input."),
    ] = None,
    horizon: Annotated[
        str, typer.Option(metavar="DAYS", help="Whole days to forecast, as 4w or 10d.")
    ] = "4w",
    start: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="First day, as 2026-03-30; the day after the last row if left out.",
        ),
    ] = None,
    model: Annotated[str, typer.Option(metavar="NAME", help="mean or seasonal_naive.")] = "mean",
    weeks: Annotated[int, typer.Option(min=1, metavar="N", help="Weeks that the mean takes.")] = 6,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Time zone of the site, as Europe/London."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Country of the public holidays, as GB.")
    ] = None,
    level: Annotated[
        str,
        typer.Option(metavar="SHARE", help="Share of intervals between calls_low and calls_high."),
    ] = "0.8",
    aht: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Average handling time in place of the history's, as 240 (seconds) or 4m.",
        ),
    ] = None,
    backtest: Annotated[
        bool, typer.Option("--backtest", help="Print the errors at past origins instead.")
    ] = False,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Forecast calls and handling time per interval from past calls.

    Examples: [bold]wfm forecast sample_data/calls.csv --horizon 4w[/bold] ·
    [bold]wfm forecast sample_data/calls.csv --backtest[/bold]
    """
    from wfm import tables

    history = streams.read_table(file, tables.HISTORY, EXAMPLE)
    with options.explained(ctx):
        from wfm import forecasting

        if backtest:
            scores = forecasting.backtest(
                history,
                models=[model],
                weeks=weeks,
                timezone=timezone,
                country=country,
                level=level,
            )
            streams.write_table(scores, format_, output, "plain")
            return
        result = forecasting.forecast(
            history,
            horizon=horizon,
            start=start,
            model=model,
            weeks=weeks,
            timezone=timezone,
            country=country,
            level=level,
            aht=aht,
        )
    streams.write_table(result, format_, output, "calls")
