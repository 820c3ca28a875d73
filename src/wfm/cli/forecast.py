"""``wfm forecast``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from wfm.cli import messages, options, streams
from wfm.errors import InputError

EXAMPLE = "wfm forecast sample_data/calls.csv --timezone Europe/London --country GB"
_SITE, _METHOD, _INSTEAD = "The site", "The method", "Instead of the forecast"

History = Annotated[
    Path | None,
    typer.Argument(metavar="HISTORY", help="CSV of past calls; - or nothing: standard input."),
]
Weeks = Annotated[
    int,
    typer.Option(
        min=1,
        max=520,
        metavar="N",
        rich_help_panel=_METHOD,
        help="Weeks that the model mean looks back.",
    ),
]
Timezone = Annotated[
    str | None,
    typer.Option(
        metavar="ZONE",
        rich_help_panel=_SITE,
        help="Time zone of the site, such as Europe/London; left out: the table's, else UTC.",
    ),
]
Country = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        rich_help_panel=_SITE,
        help="Country of the public holidays and the weekend, such as GB.",
    ),
]
Subdivision = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", rich_help_panel=_SITE, help="State or region in the country, such as ENG."
    ),
]
Events = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        rich_help_panel=_SITE,
        help="CSV of date[,end_date],name[,effect]: campaigns and the like, past and to come.",
    ),
]
Outages = Annotated[
    str,
    typer.Option(
        metavar="WHAT",
        rich_help_panel=_SITE,
        help="Zeros where there must have been calls; auto: taken as missing; keep: as they are.",
    ),
]
Level = Annotated[
    str,
    typer.Option(
        metavar="SHARE",
        rich_help_panel=_METHOD,
        help="Share of intervals between calls_low and calls_high.",
    ),
]
AhtUnit = Annotated[
    str | None,
    typer.Option(
        metavar="UNIT",
        rich_help_panel=_SITE,
        help="Unit of the table's handling times: seconds, milliseconds, minutes, hours or days; "
        "left out: seconds, and what can hardly be seconds is refused.",
    ),
]


def site(ctx: typer.Context) -> dict[str, Any]:
    """Return the options of a forecast that say what the site and its past are like."""
    names = ("weeks", "timezone", "country", "subdivision", "outages")
    values: dict[str, Any] = {name: ctx.params[name] for name in names}
    if ctx.params["events"] is not None:
        from wfm import tables

        values["events"] = streams.read_table(
            ctx.params["events"], tables.EVENTS, EXAMPLE, ctx.params["decimal"]
        )
    return values


def forecast(
    ctx: typer.Context,
    file: History = None,
    horizon: Annotated[
        str, typer.Option(metavar="TIME", help="Whole days to forecast, such as 4w or 10d.")
    ] = "4w",
    start: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="First day, such as 2026-03-30; left out: the day after the last row.",
        ),
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            rich_help_panel=_METHOD,
            help="auto: the best on the queue's own past; or combined, recent, smoothed, "
            "harmonic, mean, seasonal_naive.",
        ),
    ] = "auto",
    weeks: Weeks = 6,
    level: Level = "0.8",
    aht: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_METHOD,
            help="Average handling time in place of the history's, such as 240 or 4m.",
        ),
    ] = None,
    timezone: Timezone = None,
    country: Country = None,
    subdivision: Subdivision = None,
    events: Events = None,
    outages: Outages = "auto",
    aht_unit: AhtUnit = None,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going", help="If a queue fails, write the others; the exit code is still 3."
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            rich_help_panel=_INSTEAD,
            help="Print the factors of each day, whose product is the forecast.",
        ),
    ] = False,
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest", rich_help_panel=_INSTEAD, help="Print the errors at past origins."
        ),
    ] = False,
    decimal: options.Decimal = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Forecast calls and handling time per interval from past calls.

    Examples
    --------
    wfm forecast sample_data/calls.csv --config sample_data/wfm.toml -o forecast.csv
    wfm forecast sample_data/calls.csv --explain --format table
    """
    from wfm import tables

    history = streams.read_table(file, tables.HISTORY, EXAMPLE, decimal, checked=not keep_going)
    of_site = site(ctx)
    with options.explained(ctx):
        from wfm import forecasting

        if backtest:
            scores = forecasting.backtest(history, models=[model], level=level, **of_site)
            streams.write_table(scores, format_, output)
            return
        if explain:
            factors = forecasting.explain(
                history, horizon=horizon, start=start, model=model, **of_site
            )
            streams.write_table(factors, format_, output)
            return
        with messages.counting("queues") as count:
            result = forecasting.forecast(
                history,
                horizon=horizon,
                start=start,
                model=model,
                level=level,
                aht=aht,
                aht_unit=aht_unit,
                keep_going=keep_going,
                progress=count,
                **of_site,
            )
    streams.write_table(result, format_, output, "calls")
    failures = result.attrs.get("failures", {})
    if failures:
        raise InputError(f"{len(failures)} queues failed: {', '.join(failures)}")
