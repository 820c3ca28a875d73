"""``wfm staff``."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from wfm.cli import options, streams

log = logging.getLogger(__name__)
EXAMPLE = "wfm staff forecast.csv --service-level 0.8 --threshold 20s"
_ONE = "One interval, without a table"
_CALLERS, _AIMS, _LOAD = "How callers behave", "Targets", "The load"
_STAFF, _HOURS, _OTHER = "Agents and shrinkage", "Opening hours", "Other work and several queues"


def staff(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FORECAST", help="CSV of calls and AHT; - or nothing: standard input."
        ),
    ] = None,
    calls: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            rich_help_panel=_ONE,
            help="Calls of one interval instead of a FORECAST: one row, the Erlang calculator.",
        ),
    ] = None,
    aht: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_ONE,
            help="Average handling time, such as 270 or 4.5m; for --calls, or in "
            "place of the table's.",
        ),
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_ONE,
            help="Length of the interval of --calls, else 30m; of a table of one row, 15m, 30m or "
            "60m.",
        ),
    ] = None,
    around: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            rich_help_panel=_ONE,
            help="With --calls: also show up to so many agents more and fewer.",
        ),
    ] = None,
    service_level: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_AIMS,
            help="Share answered within the threshold, such as 0.8 or 80%; none: no such target.",
        ),
    ] = "0.8",
    threshold: Annotated[
        str,
        typer.Option(metavar="TIME", rich_help_panel=_AIMS, help="Longest good wait, such as 20s."),
    ] = "20s",
    asa: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_AIMS,
            help="Largest average speed of answer, above 0, such as 15s; left out: no such target.",
        ),
    ] = None,
    max_occupancy: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_AIMS,
            help="Largest share of time on calls; 1: no cap.",
        ),
    ] = "0.85",
    max_abandonment: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_AIMS,
            help="Largest share of calls hung up; for erlang_a and erlang_x.",
        ),
    ] = None,
    sl_definition: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            rich_help_panel=_AIMS,
            help="Service level of calls offered, answered, virtual or excl_short.",
        ),
    ] = "offered",
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            rich_help_panel=_CALLERS,
            help="erlang_c: endless patience; erlang_a: callers hang up; erlang_x: and some call "
            "again; workload: work that can wait.",
        ),
    ] = "erlang_c",
    patience: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_CALLERS,
            help="Mean time that callers wait before they hang up, such as 2m.",
        ),
    ] = None,
    redial: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_CALLERS,
            help="Chance that a caller who hung up or was blocked calls again, 0 to below 1.",
        ),
    ] = "0",
    lines: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            rich_help_panel=_CALLERS,
            help="Lines for calls in progress and waiting; left out: enough.",
        ),
    ] = None,
    lag: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            rich_help_panel=_LOAD,
            help="none: size for the load that arrives; mol: for the load in the system, which "
            "lags behind; auto: mol where calls are long.",
        ),
    ] = "none",
    interval_peak: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            rich_help_panel=_LOAD,
            help="With a lag, size for the mean or the max of the load in an interval.",
        ),
    ] = "mean",
    volume_cv: Annotated[
        str | None,
        typer.Option(
            metavar="CV",
            rich_help_panel=_LOAD,
            help="Variation of the volume around the forecast, such as 0.1; or forecast: its band.",
        ),
    ] = None,
    band_level: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_LOAD,
            help="Share of outcomes in the forecast's band, for --volume-cv forecast.",
        ),
    ] = "0.8",
    aht_unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            rich_help_panel=_LOAD,
            help="Unit of the table's handling times: seconds, milliseconds, minutes, hours or "
            "days; left out: seconds, and what can hardly be seconds is refused.",
        ),
    ] = None,
    shrinkage: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_STAFF,
            help="Share of paid time away, such as 0.3 or absence=0.10,training=0.05; breaks "
            "that the roster places are not in it.",
        ),
    ] = "0.3",
    shrinkage_rule: Annotated[
        str,
        typer.Option(
            metavar="RULE",
            rich_help_panel=_STAFF,
            help="additive: parts are shares of paid time; multiplicative: of what is left.",
        ),
    ] = "additive",
    min_agents: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            rich_help_panel=_STAFF,
            help="Fewest agents on the phones while open.",
        ),
    ] = 0,
    max_agents: Annotated[
        str | None,
        typer.Option(
            metavar="N", rich_help_panel=_STAFF, help="Most agents on the phones, such as seats."
        ),
    ] = None,
    agents: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            rich_help_panel=_STAFF,
            help="Judge this many agents instead of sizing; a column agents gives them by "
            "interval.",
        ),
    ] = None,
    fractional: Annotated[
        bool,
        typer.Option("--fractional", rich_help_panel=_STAFF, help="Answer in fractions of agents."),
    ] = False,
    open_: Annotated[
        str | None,
        typer.Option(
            "--open",
            metavar="HOURS",
            rich_help_panel=_HOURS,
            help="Such as 'Mon-Fri 08:00-20:00, Sat 09:00-13:00'; left out: always.",
        ),
    ] = None,
    closed: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS",
            rich_help_panel=_HOURS,
            help="Days when the site is closed: dates, or a country's public holidays, as "
            "2026-12-24,GB or DE-BY.",
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            rich_help_panel=_HOURS,
            help="Time zone of the site, such as Europe/London; left out: the table's, else UTC.",
        ),
    ] = None,
    concurrency: Annotated[
        str,
        typer.Option(
            metavar="N", rich_help_panel=_OTHER, help="Chats that an agent may hold at a time."
        ),
    ] = "1",
    chat_aht: Annotated[
        str | None,
        typer.Option(
            metavar="TIMES",
            rich_help_panel=_OTHER,
            help="Handling times with 1, 2, ... chats at a time: 300,420,600 or x1,x1.4,x2.",
        ),
    ] = None,
    response: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_OTHER,
            help="Time within which work that can wait is done, such as 4h of opening hours.",
        ),
    ] = None,
    fill_idle: Annotated[
        bool,
        typer.Option(
            "--fill-idle",
            rich_help_panel=_OTHER,
            help="Give work that can wait to idle agents of the other queues first.",
        ),
    ] = False,
    pool: Annotated[
        str | None,
        typer.Option(
            metavar="QUEUES",
            rich_help_panel=_OTHER,
            help="Size queues as one: all, or groups as sales+help,billing.",
        ),
    ] = None,
    skills: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS",
            rich_help_panel=_OTHER,
            help="Kinds of agents by queue, such as sales+help,help: says the fewest that could "
            "do.",
        ),
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option(
            metavar="CHANGES",
            rich_help_panel="What if",
            help="Compare scenarios instead, such as 'aht=-10%, calls=+5%, fcr=0.70->0.75, "
            "ivr=0.2->0.3'.",
        ),
    ] = None,
    cost_per_hour: Annotated[
        str,
        typer.Option(
            metavar="COST", rich_help_panel="What if", help="Cost of a paid hour, for --what-if."
        ),
    ] = "1",
    weekly_hours: Annotated[
        str,
        typer.Option(
            metavar="HOURS",
            rich_help_panel="What if",
            help="Paid hours of a full-time agent in a week, for --what-if.",
        ),
    ] = "40",
    decimal: options.Decimal = None,
    config: options.Config = None,
    format_: options.OutputFormat = streams.Format.auto,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Size the agents that each interval needs.

    Examples
    --------
    wfm staff forecast.csv --config sample_data/wfm.toml -o requirement.csv
    wfm staff forecast.csv --asa 15s --max-occupancy 1
    wfm forecast sample_data/calls.csv | wfm staff
    wfm staff --calls 450 --aht 270 --around 3
    """
    from wfm.cli import staff_keywords as keywords

    if calls is not None:
        with options.explained(ctx):
            result = keywords.calculated(ctx, file)
        streams.write_table(result, format_, output, "plain")
        return
    from wfm import tables

    table = streams.read_table(file, tables.FORECAST, EXAMPLE, decimal)
    with options.explained(ctx):
        from wfm import staffing

        given = keywords.of_table(ctx, table["interval_start"])
        if what_if is None:
            result = staffing.staff(table, around=around, **given)
            streams.write_table(result, format_, output, "agents")
            return
        scenarios = staffing.what_if(
            table, what_if, cost_per_hour=cost_per_hour, weekly_hours=weekly_hours, **given
        )
        streams.write_table(scenarios, format_, output, "plain")
        if currency := ctx.obj["config"].get("currency"):
            log.info("cost is in %s", currency)
