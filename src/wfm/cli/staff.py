"""``wfm staff``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wfm.cli import options, streams

if TYPE_CHECKING:
    import pandas as pd

EXAMPLE = "wfm staff forecast.csv --service-level 0.8 --threshold 20s"
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
    service_level: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            rich_help_panel=_AIMS,
            help="Share answered within the threshold, as 0.8 or 80%; none: no such target.",
        ),
    ] = "0.8",
    threshold: Annotated[
        str,
        typer.Option(metavar="TIME", rich_help_panel=_AIMS, help="Longest good wait, as 20s."),
    ] = "20s",
    asa: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_AIMS,
            help="Largest average speed of answer, above 0, as 15s; left out: no such target.",
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
            help="Mean time that callers wait before they hang up, as 2m.",
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
            "lags behind; auto: that where calls are long.",
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
            help="Variation of the volume around the forecast, as 0.1; or forecast: its band.",
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
            help="Share of paid time away, as 0.3 or absence=0.10,training=0.05; breaks that the "
            "roster places are not in it.",
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
            help="Say what so many agents achieve instead; a column agents says it per interval.",
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
            help="As 'Mon-Fri 08:00-20:00, Sat 09:00-13:00'; left out: always.",
        ),
    ] = None,
    closed: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS",
            rich_help_panel=_HOURS,
            help="Days on which it is closed: dates, or a country's public holidays, as "
            "2026-12-24,GB or DE-BY.",
        ),
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            rich_help_panel=_HOURS,
            help="Length of an interval for a table of one row: 15m, 30m or 60m.",
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            rich_help_panel=_HOURS,
            help="Time zone of the site, as Europe/London; left out: the table's, else UTC.",
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
            help="Time within which work that can wait is done, as 4h of opening hours.",
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
            help="Kinds of agents by queue, as sales+help,help: says the fewest that could do.",
        ),
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option(
            metavar="CHANGES",
            rich_help_panel="What if",
            help="Compare scenarios instead, as 'aht=-10%, calls=+5%, fcr=0.70->0.75, "
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
    """
    from wfm import tables, timestamps

    calls = streams.read_table(file, tables.FORECAST, EXAMPLE, decimal)
    with options.explained(ctx):
        from wfm import staffing
        from wfm.staffing.options import DEFAULTS

        starts = calls["interval_start"]
        if timezone is not None and starts.dt.tz is not None:
            starts = starts.dt.tz_convert(timestamps.zone(timezone))
        channels = _channels(ctx, starts)
        given: dict[str, Any] = {n: ctx.params[n] for n in DEFAULTS if n in ctx.params}
        given["open"] = open_
        given["closed"] = _closed_days(closed, starts)
        given["shrinkage"] = options.structured(ctx, "shrinkage", shrinkage)
        given |= {
            "pool": pool, "skills": skills, "channels": channels,
            "interval": interval, "timezone": timezone, "aht_unit": aht_unit,
        }  # fmt: skip
        if what_if is None:
            result = staffing.staff(calls, **given)
            streams.write_table(result, format_, output, "agents")
            return
        scenarios = staffing.what_if(
            calls,
            what_if,
            cost_per_hour=cost_per_hour,
            weekly_hours=weekly_hours,
            **given,
        )
        streams.write_table(scenarios, format_, output, "plain")


def _channels(ctx: typer.Context, starts: "pd.Series[pd.Timestamp]") -> dict[str, Any] | None:
    """Return the options of each channel of the configuration; all its keys are options."""
    from wfm import config as configuration
    from wfm.errors import InputError
    from wfm.staffing.options import DEFAULTS

    source = ctx.obj["source"]
    channels = ctx.obj["config"].get("staff", {}).get("channels")
    if channels is None:
        return None
    if not isinstance(channels, dict):
        raise InputError(f"{source}: staff.channels: write a table [staff.channels.NAME] for each")
    result = {}
    for name, own in channels.items():
        if not isinstance(own, dict):
            raise InputError(f"{source}: staff.channels.{name}: write a table of its options")
        configuration.check_keys(own, DEFAULTS, source, f"staff.channels.{name}.")
        result[name] = dict(own)
        if "closed" in own:
            closed = configuration.as_option_text(own["closed"])
            result[name]["closed"] = _closed_days(str(closed), starts)
    return result


def _closed_days(closed: str | None, starts: "pd.Series[pd.Timestamp]") -> list[object] | None:
    """Put the dates of a country's public holidays in place of its code."""
    if closed is None:
        return None
    days: list[object] = []
    for item in (item.strip() for item in closed.split(",")):
        if not item[:2].isalpha():
            days.append(item)
            continue
        from wfm.errors import OptionError
        from wfm.forecasting.calendar import holidays_between

        try:
            days += holidays_between(item, starts.iloc[0].date(), starts.iloc[-1].date())
        except OptionError as error:
            raise OptionError("closed", error.message) from None
    return days
