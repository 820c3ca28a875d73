"""Commands made of declared options: a function of dataclasses becomes a command of Typer."""

import inspect
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from wfm import config as configuration
from wfm.chosen import choose, explained
from wfm.cli import messages, streams
from wfm.cli.helping import RENAMED
from wfm.config import Config
from wfm.errors import InputError, OptionError
from wfm.options.common import Common, Spoken
from wfm.options.option import Option, options_of
from wfm.options.readers import path

log = logging.getLogger(__name__)


def command(
    section: str,
    *,
    prints: bool = False,
    check_output: Callable[[Path | None], object] = streams.check_output,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function of dataclasses of options.

    The function's parameters are dataclasses of `wfm.options`, one of them `Common` or `Spoken`, in
    the order in which the help shows their options; one may be the configuration, a `Config`.

    Parameters
    ----------
    section
        Section of the configuration in which its options stand.
    prints
        Whether it prints something besides the file of ``-o``: ``--format`` speaks of that.
    check_output
        Refuses a place that it cannot write to, before any work is done.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        wanted = inspect.get_annotations(function)
        wanted.pop("return")
        declared = [one for one in wanted.values() if one is not Config]

        def called(ctx: typer.Context, **words: object) -> None:
            given = {name: word for name, word in words.items() if is_given(ctx, name)}
            file = given.pop("config", None)
            config = Config(*streams.read_config(None if file is None else Path(str(file))))
            with as_flags():
                values, places = _chosen(wanted, given, config, section)
                spoken = next(one for one in values.values() if isinstance(one, Spoken))
                messages.set_verbosity(quiet=spoken.quiet, verbose=spoken.verbose)
                for common in values.values():
                    if isinstance(common, Common):
                        check_output(common.output)
                        if "format" in given and not prints:
                            streams.check_format(common.format, common.output)
                for note in ctx.meta[RENAMED]:
                    log.warning("%s", note)
                with explained(places), messages.at_work(f"wfm {ctx.info_name}: at work"):
                    function(**values)

        called.__name__ = function.__name__
        called.__doc__ = function.__doc__
        called.__dict__["__signature__"] = _signature(declared)
        called.__dict__["declared"] = tuple(declared)
        return called

    return decorate


def declared_of(function: Callable[..., None]) -> tuple[type, ...]:
    """Return the dataclasses of options that a command is made of."""
    declared: tuple[type, ...] = vars(function)["declared"]
    return declared


def is_given(ctx: typer.Context, name: str) -> bool:
    """Whether somebody wrote an option on the command line."""
    origin = ctx.get_parameter_source(name)
    return origin is not None and origin.name == "COMMANDLINE"


def _chosen(
    wanted: Mapping[str, Any], given: Mapping[str, object], config: Config, section: str
) -> tuple[dict[str, object], dict[str, str]]:
    """Choose the value of every option: what a function is called with, and what is configured."""
    values: dict[str, object] = {}
    places: dict[str, str] = {}
    for name, declared in wanted.items():
        if declared is Config:
            values[name] = config
            continue
        options = options_of(declared)
        for place in dict.fromkeys(option.section for option in options):
            configuration.check_section(place, config)
        names = {option.name for option in options}
        own = {option: word for option, word in given.items() if option in names}
        chosen = choose(declared, own, config, section)
        values[name] = chosen.options
        places.update(chosen.places)
    return values, places


@contextmanager
def as_flags() -> Iterator[None]:
    """Say of a refused value that a flag gave it."""
    try:
        yield
    except OptionError as error:
        flag = "--" + error.option.rstrip("_").replace("_", "-")
        raise streams.UsageError(f"{flag}: {error.message}") from None


@contextmanager
def prefixed(config: Config) -> Iterator[None]:
    """Name the file of a configuration that cannot be used."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{config.prefix}{error}") from None


def _signature(declared: list[type]) -> inspect.Signature:
    """Write down the options as Typer reads them: the signature of a function."""
    options = [option for one in declared for option in options_of(one) if option.is_flag]
    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    return inspect.Signature([context, *map(_parameter, options)])


def _parameter(option: Option) -> inspect.Parameter:
    kind: Any = bool if option.is_switch else Path if option.reader is path else str
    kind = list[Path] if option.is_many else kind
    kind = kind if option.default is not None else kind | None
    default = option.default
    if default is not None and not option.is_switch:
        default = f"{default:g}" if isinstance(default, float) else str(default)
    return inspect.Parameter(
        option.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, _of_typer(option)],
    )


def _of_typer(option: Option) -> Any:
    if option.is_argument:
        return typer.Argument(metavar=option.metavar, help=option.help)
    words = list(option.words)
    return typer.Option(
        *option.flags,
        metavar=option.metavar or None,
        help=option.help,
        rich_help_panel=option.panel or None,
        show_default=option.shown or True,
        autocompletion=(lambda: words) if words else None,
    )
