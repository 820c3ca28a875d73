"""Commands made of declared options: a function of dataclasses becomes a command of Typer."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from wfm import config as configuration
from wfm.chosen import choose, explained
from wfm.cli import messages, streams
from wfm.config import Config
from wfm.errors import OptionError
from wfm.options.common import Common
from wfm.options.option import Option, options_of
from wfm.options.readers import path


def command(section: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function of dataclasses of options.

    The function's parameters are dataclasses of `wfm.options`, one of them `Common`, in the order
    in which the help shows their options; one may be the configuration, a `Config`.

    Parameters
    ----------
    section
        Section of the configuration in which its options stand.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        wanted = inspect.get_annotations(function)
        wanted.pop("return")
        declared = {name: one for name, one in wanted.items() if one is not Config}
        shown = [option for one in declared.values() for option in options_of(one)]
        run = partial(_run, function, wanted, section)

        def called(ctx: typer.Context, **words: object) -> None:
            flags = {name: word for name, word in words.items() if is_given(ctx, name)}
            run(f"wfm {ctx.info_name}: at work", flags)

        called.__name__ = function.__name__
        called.__doc__ = function.__doc__
        called.__dict__["__signature__"] = _signature(shown)
        called.__dict__["declared"] = tuple(declared.values())
        return called

    return decorate


def is_given(ctx: typer.Context, name: str) -> bool:
    """Whether somebody wrote an option on the command line."""
    origin = ctx.get_parameter_source(name)
    return origin is not None and origin.name == "COMMANDLINE"


def _run(
    function: Callable[..., None],
    wanted: Mapping[str, Any],
    section: str,
    line: str,
    flags: dict[str, object],
) -> None:
    """Choose the value of every option, and call the function with them."""
    file = flags.pop("config", None)
    config = Config(*streams.read_config(None if file is None else Path(str(file))))
    with as_flags():
        common = choose(Common, _of(Common, flags), config, section).options
        messages.set_verbosity(quiet=common.quiet, verbose=common.verbose)
        streams.check_output(common.output)
        if "format" in flags:
            streams.check_format(common.format, common.output)
        values: dict[str, object] = {}
        places: dict[str, str] = {}
        for name, declared in wanted.items():
            if declared is Config:
                values[name] = config
                continue
            for place in sorted({option.section for option in options_of(declared)} - {""}):
                configuration.check_section(place, config)
            chosen = choose(declared, _of(declared, flags), config, section)
            values[name] = chosen.options
            places.update(chosen.places)
        with explained(places), messages.at_work(line):
            function(**values)


def _of(declared: type, flags: Mapping[str, object]) -> dict[str, object]:
    names = {option.name for option in options_of(declared)}
    return {name: word for name, word in flags.items() if name in names}


@contextmanager
def as_flags() -> Iterator[None]:
    """Say of a refused value that a flag gave it."""
    try:
        yield
    except OptionError as error:
        flag = "--" + error.option.replace("_", "-")
        raise streams.UsageError(f"{flag}: {error.message}") from None


def _signature(options: list[Option]) -> inspect.Signature:
    """Write down the options as Typer reads them: the signature of a function."""
    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    return inspect.Signature([context, *(_parameter(one) for one in options if one.is_flag)])


def _parameter(option: Option) -> inspect.Parameter:
    kind: Any = bool if option.is_switch else Path if option.reader is path else str
    kind = list[Path] if option.is_many else kind
    kind = kind if option.default is not None else kind | None
    default = option.default if option.is_switch or option.default is None else str(option.default)
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
