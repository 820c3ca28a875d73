"""``wfm staff``."""

from pathlib import Path
from typing import Annotated

import typer

from wfm.cli import options, streams

EXAMPLE = "wfm staff forecast.csv --service-level 0.8 --threshold 20s"


def staff(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FORECAST", help="CSV of calls and AHT; - or nothing: standard input."
        ),
    ] = None,
    service_level: Annotated[
        str, typer.Option(help="Share answered within the threshold, as 0.8 or 80%.")
    ] = "0.8",
    threshold: Annotated[str, typer.Option(help="Longest good wait, as 20s.")] = "20s",
    asa: Annotated[
        str | None, typer.Option(help="Largest average speed of answer, as 15s; left out: none.")
    ] = None,
    max_occupancy: Annotated[
        str, typer.Option(help="Largest share of time on calls; 1: no cap.")
    ] = "0.85",
    shrinkage: Annotated[
        str, typer.Option(help="Share of paid time away, breaks of the roster not in it.")
    ] = "0.3",
    min_agents: Annotated[
        int, typer.Option(min=0, help="Fewest agents on the phones while open.")
    ] = 0,
    open_: Annotated[
        str | None,
        typer.Option(
            "--open",
            metavar="HOURS",
            help="Opening hours: 'Mon-Fri 08:00-20:00, Sat 09:00-13:00'; left out: always.",
        ),
    ] = None,
    interval: Annotated[
        str | None, typer.Option(help="Length of an interval for a table of one row, as 15m.")
    ] = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Size the agents that each interval needs.

    Examples: [bold]wfm forecast sample_data/calls.csv | wfm staff[/bold] ·
    [bold]wfm forecast sample_data/calls.csv | wfm staff --asa 15s --max-occupancy 1[/bold]
    """
    from wfm import tables

    calls = streams.read_table(file, tables.FORECAST, EXAMPLE)
    with options.explained(ctx):
        from wfm import staffing

        result = staffing.staff(
            calls,
            service_level=service_level,
            threshold=threshold,
            asa=asa,
            max_occupancy=max_occupancy,
            shrinkage=shrinkage,
            min_agents=min_agents,
            open=open_,
            interval=interval,
        )
    streams.write_table(result, format_, output, "agents")
