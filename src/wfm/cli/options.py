"""Options that every command has, and where their values come from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from wfm import config as configuration
from wfm.cli import streams
from wfm.errors import InputError, OptionError

_SECTION = {
    "forecast": "forecast",
    "backtest": "forecast",
    "staff": "staff",
    "roster": "roster",
    "check": "roster",
}
# Options without a key, and keys of [roster] that mean something else than the option.
_ONLY_FLAGS = ("config", "file", "help", "coverage", "rules")
_TABLES = {"staff": ("channels",)}


def _load(ctx: typer.Context, path: Path | None) -> Path | None:
    """Take the configuration's values as defaults: a flag goes before them."""
    values, source = streams.read_config(path)
    ctx.obj = {"config": values, "source": source}
    command = str(ctx.info_name)
    section = _SECTION[command]
    own: dict[str, Any] = dict(values.get(section, {}))
    # Keys are the options' names; a parameter that would hide a word of Python ends in `_`.
    names = {str(p.name).rstrip("_"): str(p.name) for p in ctx.command.params}
    for only_flag in _ONLY_FLAGS:
        names.pop(only_flag, None)
    if command == section and command != "roster":
        known = (*names, *_TABLES.get(command, ()))
        configuration.check_keys(own, known, f"{source}, [{section}]")
    if "timezone" in values and "timezone" in names:
        own.setdefault("timezone", values["timezone"])
    ctx.default_map = {
        names[key]: configuration.as_option_text(value)
        for key, value in own.items()
        if key in names
    }
    return path


def structured(ctx: typer.Context, name: str, value: str) -> Any:
    """Return a value of the configuration as it stands there, unless a flag goes before it."""
    origin = ctx.get_parameter_source(name)
    if origin is not None and origin.name == "DEFAULT_MAP":
        return ctx.obj["config"][_SECTION[str(ctx.info_name)]][name]
    return value


def _quiet(ctx: typer.Context, value: bool) -> bool:
    streams.set_verbosity(quiet=value, verbose="verbose" in ctx.params and ctx.params["verbose"])
    return value


def _verbose(ctx: typer.Context, value: bool) -> bool:
    streams.set_verbosity(quiet=bool(ctx.params.get("quiet")), verbose=value)
    return value


def _writable(path: Path | None) -> Path | None:
    return streams.check_output(path)


Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        is_eager=True,
        callback=_load,
        metavar="FILE",
        help="Configuration; without it ./wfm.toml where there is one. Flags go before it.",
    ),
]
OutputFormat = Annotated[
    streams.Format,
    typer.Option(
        "--format", help="auto: a table on a terminal, CSV otherwise.", case_sensitive=False
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        callback=_writable,
        metavar="FILE",
        help="Write here, whole or not at all.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", callback=_quiet, help="Only errors on standard error.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", callback=_verbose, help="Explain more on standard error.")
]


@contextmanager
def explained(ctx: typer.Context) -> Iterator[None]:
    """Say of a refused value whether the flag or the configuration gave it."""
    try:
        yield
    except OptionError as error:
        name = error.option if error.option in ctx.params else error.option + "_"
        origin = ctx.get_parameter_source(name)
        if origin is not None and origin.name == "DEFAULT_MAP":
            place = f"{ctx.obj['source']}, [{ctx.info_name}] {error.option}"
            raise InputError(f"{place}: {error.message}") from None
        flag = "--" + error.option.replace("_", "-")
        raise streams.UsageError(f"{flag}: {error.message}") from None


@contextmanager
def configured(ctx: typer.Context) -> Iterator[None]:
    """Name the file of a configuration that cannot be used."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{ctx.obj['source']}: {error}") from None
