"""Which value of an option holds: the one given, that of the configuration, or the default."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from wfm.config import Config, as_option_text
from wfm.errors import InputError, OptionError
from wfm.options.option import Option, options_of

O = TypeVar("O")  # noqa: E741 - options


@dataclass(frozen=True)
class Chosen(Generic[O]):
    """The options that hold.

    Parameters
    ----------
    options
        The dataclass of options.
    places
        Where in the configuration the value of an option stands, of those that stand there.
    """

    options: O
    places: Mapping[str, str]


def choose(
    declared: Callable[..., O], given: Mapping[str, object], config: Config, section: str = ""
) -> Chosen[O]:
    """Choose the value of every option: what is given goes before what is configured.

    Parameters
    ----------
    declared
        Dataclass whose options are wanted.
    given
        What is given by name: flags or keywords. What is no option is handed on as it is.
    config
        The configuration.
    section
        Section of options that have none of their own.

    Raises
    ------
    OptionError
        If a value that is given cannot be read.
    InputError
        If a value of the configuration cannot be read; the message names its place.
    """
    assert isinstance(declared, type)
    values, places = dict(given), {}
    for option in options_of(declared):
        if option.name in given:
            values[option.name] = _read(option, given[option.name])
        elif option.beside in given:
            continue
        elif place := _place(option, config, option.section or section):
            places[option.name] = f"{config.prefix}{'.'.join(place)}"
            with explained(places):
                values[option.name] = _read(option, _written(option, config.at(place)))
    return Chosen(declared(**values), places)


@contextmanager
def explained(places: Mapping[str, str]) -> Iterator[None]:
    """Say of a refused value that the configuration gave it, and where."""
    try:
        yield
    except OptionError as error:
        name, dot, inside = error.option.partition(".")
        if name not in places:
            raise
        raise InputError(f"{places[name]}{dot}{inside}: {error.message}") from None


def _read(option: Option, value: object) -> object:
    """Make the value of what is written; the default may be given as such."""
    if option.reader is None or value is option.default:
        return value
    return option.reader(value, option.name)


def _written(option: Option, value: object) -> object:
    """Write a value of the configuration as its option is written."""
    if option.is_table or option.reader is not None:
        return value
    return str(as_option_text(value))


def _place(option: Option, config: Config, section: str) -> tuple[str, ...] | None:
    """Find a key in its section, or at the top where it may stand there."""
    if option.is_key and option.name in config.section(section):
        return (section, option.name)
    if option.is_on_top and option.name in config.content:
        return (option.name,)
    return None
