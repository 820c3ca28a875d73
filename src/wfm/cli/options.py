"""Options that every command has, and where their values come from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from wfm import config as configuration
from wfm.cli import messages, streams
from wfm.errors import InputError, OptionError

if TYPE_CHECKING:
    import pandas as pd

_SECTION = {
    "roster": "roster",
    "check": "roster",
}
# Options without a key, and keys of [roster] that mean something else than the option.
_ONLY_FLAGS = {
    "config",
    "decimal",
    "calls",
    "around",
    "queue",
    "file",
    "help",
    "coverage_file",
    "law",
    "output",
    "start_from",
}
_TABLES = {"staff": ("channels",)}
# Keys at the top that are options of several commands.
_OF_THE_SITE = ("timezone", "country")
# Keys of [roster] that are the command's and not the plan's.
_NOT_THE_PLAN = {"elastic", *configuration.WRITING}


def _load(ctx: typer.Context, path: Path | None) -> Path | None:
    """Take the configuration's values as defaults: a flag goes before them."""
    values, source = streams.read_config(path)
    command = str(ctx.info_name)
    section = _SECTION[command]
    own: dict[str, Any] = dict(values.get(section, {}))
    keys = _keys(ctx, section)
    if section == "roster":
        plan = {key: value for key, value in own.items() if key not in _NOT_THE_PLAN}
        ctx.obj = {"config": {**values, "roster": plan}, "source": source}
    else:
        configuration.check_keys(own, (*keys, *_TABLES.get(section, ())), source, f"{section}.")
        ctx.obj = {"config": values, "source": source}
    for key in _OF_THE_SITE:
        if key in values:
            own.setdefault(key, values[key])
    ctx.default_map = {
        keys[key]: configuration.as_option_text(value)
        for key, value in own.items()
        if key in keys and _takes(ctx, keys[key], section)
    }
    return path


def _keys(ctx: typer.Context, section: str) -> dict[str, str]:
    """Return the keys of a section, and the parameter of the section's command behind each."""
    assert ctx.parent is not None
    group: Any = ctx.parent.command
    # Keys are the options' names; a parameter that would hide a word of Python ends in `_`.
    names = (str(parameter.name) for parameter in group.commands[section].params)
    return {name.rstrip("_"): name for name in names if name not in _ONLY_FLAGS}


def _takes(ctx: typer.Context, name: str, section: str) -> bool:
    """Whether a command takes a value of its section.

    A command that shares another's section shares what the site is like; it takes neither a flag
    nor a file of its own for that one's value.
    """
    if ctx.info_name == section:
        return True
    commands: Any = ctx.parent.command if ctx.parent else None
    theirs = {parameter.name: parameter.metavar for parameter in commands.commands[section].params}
    return any(
        parameter.name == name
        and parameter.metavar == theirs[name]
        and not (ctx.info_name == "backtest" and name == "aht")
        for parameter in ctx.command.params
    )


def structured(ctx: typer.Context, name: str, value: str) -> Any:
    """Return a value of the configuration as it stands there, unless a flag goes before it."""
    if _configured(ctx, name):
        return ctx.obj["config"][_SECTION[str(ctx.info_name)]][name]
    return value


def _quiet(ctx: typer.Context, value: bool) -> bool:
    messages.set_verbosity(quiet=value, verbose="verbose" in ctx.params and ctx.params["verbose"])
    return value


def _verbose(ctx: typer.Context, value: bool) -> bool:
    messages.set_verbosity(quiet=bool(ctx.params.get("quiet")), verbose=value)
    return value


def place(ctx: typer.Context, option: str) -> str:
    """Name the key of the configuration that gave an option its value."""
    own = ctx.obj["config"].get(_SECTION[str(ctx.info_name)], {})
    on_top = option in _OF_THE_SITE and option not in own
    section = "" if on_top else f"{_SECTION[str(ctx.info_name)]}."
    return f"{ctx.obj['source']}: {section}{option}"


def _channel_keys(ctx: typer.Context, option: str) -> str:
    """Name the keys of channels that give an option a value."""
    if ctx.info_name != "staff":
        return ""
    channels = ctx.obj["config"].get("staff", {}).get("channels", {})
    return " or ".join(
        f"staff.channels.{name}.{option}" for name in channels if option in channels[name]
    )


def _configured(ctx: typer.Context, name: str) -> bool:
    """Whether a value stands in the configuration."""
    origin = ctx.get_parameter_source(name)
    return origin is not None and origin.name == "DEFAULT_MAP"


def is_flag(ctx: typer.Context, name: str) -> bool:
    """Whether a value is given as a flag."""
    origin = ctx.get_parameter_source(name)
    return origin is not None and origin.name == "COMMANDLINE"


def _format(ctx: typer.Context, format_: streams.Format) -> streams.Format:
    if is_flag(ctx, "format_"):
        streams.check_format(format_, ctx.params.get("output"))
    return format_


def _output(ctx: typer.Context, path: Path | None) -> Path | None:
    streams.check_output(path)
    if is_flag(ctx, "format_") and "format_" in ctx.params:
        streams.check_format(ctx.params["format_"], path)
    return path


Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        is_eager=True,
        callback=_load,
        metavar="FILE",
        help="Configuration file; left out: ./wfm.toml, if there is one. Flags win over it.",
    ),
]
OutputFormat = Annotated[
    streams.Format,
    typer.Option(
        "--format",
        metavar="FORMAT",
        callback=_format,
        help="csv, json or table; auto: a table on a terminal, CSV otherwise.",
        case_sensitive=False,
    ),
]
Decimal = Annotated[
    Literal["point", "comma"] | None,
    typer.Option(
        "--decimal",
        metavar="MARK",
        help="Decimal mark of the numbers read, point or comma, where a file does not show it.",
        case_sensitive=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        callback=_output,
        metavar="FILE",
        help="Write here, whole or not at all; a name that ends in .xlsx makes a workbook.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", callback=_quiet, help="Only errors on standard error.")
]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", callback=_verbose, help="Also say on standard error what is read."
    ),
]


def of_queue(table: "pd.DataFrame", queue: str | None) -> "pd.DataFrame":
    """Take the rows of one queue; all of them where none is named."""
    if queue is None:
        return table
    names = list(table["queue"].unique()) if "queue" in table else []
    if queue not in names:
        known = f"its queues are {', '.join(names[:10])}" if names else "it has no column queue"
        raise streams.UsageError(f"--queue: '{queue}' is not in the requirement: {known}")
    return table[table["queue"] == queue]


@contextmanager
def explained(ctx: typer.Context) -> Iterator[None]:
    """Say of a refused value whether the flag or the configuration gave it."""
    try:
        yield
    except OptionError as error:
        name = error.option if error.option in ctx.params else error.option + "_"
        if _configured(ctx, name):
            raise InputError(f"{place(ctx, error.option)}: {error.message}") from None
        if not is_flag(ctx, name) and (keys := _channel_keys(ctx, error.option)):
            raise InputError(f"{ctx.obj['source']}: {keys}: {error.message}") from None
        flag = "--" + error.option.replace("_", "-")
        raise streams.UsageError(f"{flag}: {error.message}") from None


@contextmanager
def configured(ctx: typer.Context) -> Iterator[None]:
    """Name the file of a configuration that cannot be used."""
    try:
        yield
    except InputError as error:
        source = ctx.obj["source"]
        raise InputError(f"{source}: {error}" if source else str(error)) from None
