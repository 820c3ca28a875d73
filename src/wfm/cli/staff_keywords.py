"""From options and configuration to the keywords of `wfm.staff`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from wfm.cli import options, streams
from wfm.cli.closed import closed_days

if TYPE_CHECKING:
    import pandas as pd


def of_table(ctx: typer.Context, starts: "pd.Series[pd.Timestamp]") -> dict[str, Any]:
    """Return the keywords for a table with these times."""
    from wfm import timestamps

    zone = ctx.params["timezone"]
    if zone is not None and starts.dt.tz is not None:
        starts = starts.dt.tz_convert(timestamps.zone(zone))
    closed = closed_days(ctx.params["closed"], starts)
    return _given(ctx) | {"closed": closed, "channels": _channels(ctx, starts)}


def _given(ctx: typer.Context) -> dict[str, Any]:
    from wfm.staffing.options import DEFAULTS

    names = (*DEFAULTS, "aht", "aht_unit", "interval", "pool", "skills", "timezone")
    result = {name: ctx.params[name] for name in names if name in ctx.params}
    shrinkage = options.structured(ctx, "shrinkage", ctx.params["shrinkage"])
    return result | {"open": ctx.params["open_"], "shrinkage": shrinkage}


def calculated(ctx: typer.Context, file: Path | None) -> "pd.DataFrame":
    """Size one interval: what the configuration says of tables says nothing about it."""
    from wfm import staffing

    calls = ctx.params["calls"]
    if file is not None:
        raise streams.UsageError(f"--calls: {calls} calls are one interval: leave out {file}")
    if options.is_flag(ctx, "what_if"):
        raise streams.UsageError("--what-if: compares tables: leave out --calls and give a FILE")
    keywords = _given(ctx)
    for name in ("aht", "closed", "open", "pool", "skills", "timezone", "aht_unit"):
        if not options.is_flag(ctx, name if name in ctx.params else f"{name}_"):
            keywords[name] = None
    return staffing.staff(calls=calls, around=ctx.params["around"], **keywords)


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
            result[name]["closed"] = closed_days(str(closed), starts)
    return result
