"""What is declared of an option, and how it is found again."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

# Makes a value of what is written: the value or its text, and the name of the option.
Reader = Callable[[object, str], T]
_DECLARED = "option"


@dataclass(frozen=True, kw_only=True)
class Option:
    """An option: a field of a dataclass, and what people are told of it.

    Parameters
    ----------
    name
        Its name as a key and as a keyword; its flag has ``-`` for ``_``.
    section
        Section of `wfm.toml` in which it is a key; "" where that is the command's.
    default
        What it is where nobody says anything.
    help
        What it does, with its unit and its range.
    metavar
        Kind of value, such as TIME.
    panel
        Heading under which the help shows it; "" for that of all options.
    reader
        Makes the value of what is written; None: the stage reads what is written.
    shown
        What people are told of the default in place of it.
    words
        The few words that it takes.
    short
        A second flag, such as ``-o``.
    beside
        An option beside which what is configured here says nothing.
    is_argument
        Whether it is the FILE of a command, which has no flag.
    is_many
        Whether it may be given several times.
    is_flag
        Whether it stands on the command line.
    is_key
        Whether it stands in the configuration.
    is_on_top
        Whether it also stands at the top of the configuration, for all sections.
    is_table
        Whether it may be a table of the configuration.
    """

    name: str = ""
    section: str = ""
    default: object
    help: str
    metavar: str = ""
    panel: str = ""
    reader: Reader[object] | None = None
    shown: str | None = None
    words: tuple[str, ...] = ()
    short: str | None = None
    beside: str | None = None
    is_argument: bool = False
    is_many: bool = False
    is_flag: bool = True
    is_key: bool = True
    is_on_top: bool = False
    is_table: bool = False

    @property
    def flag(self) -> str:
        """The option as it stands on the command line."""
        return "--" + self.name.rstrip("_").replace("_", "-")

    @property
    def flags(self) -> tuple[str, ...]:
        """All ways to write it there."""
        return (self.flag,) if self.short is None else (self.flag, self.short)

    @property
    def is_switch(self) -> bool:
        """Whether it takes no value on the command line."""
        return self.default is False


def option(
    default: T,
    *,
    help: str,  # noqa: A002 - what everybody calls it
    metavar: str = "",
    panel: str = "",
    reader: Reader[T] | None = None,
    shown: str | None = None,
    words: tuple[str, ...] = (),
    short: str | None = None,
    beside: str | None = None,
    only_flag: bool = False,
    only_key: bool = False,
    on_top: bool = False,
    table: bool = False,
) -> T:
    """Declare an option as a field of a dataclass; see `Option`."""
    declared = Option(
        default=default,
        help=help,
        metavar=metavar,
        panel=panel,
        reader=reader,
        shown=shown,
        words=words,
        short=short,
        beside=beside,
        is_flag=not only_key,
        is_key=not only_flag,
        is_on_top=on_top,
        is_table=table,
    )
    return field(default=default, metadata={_DECLARED: declared})


def argument(*, metavar: str, help: str, reader: Reader[T | None]) -> T | None:  # noqa: A002
    """Declare the FILE of a command as a field of a dataclass."""
    declared = Option(
        default=None, help=help, metavar=metavar, reader=reader, is_argument=True, is_key=False
    )
    return field(default=None, metadata={_DECLARED: declared})


def arguments(*, metavar: str, help: str, reader: Reader[tuple[T, ...]]) -> tuple[T, ...]:  # noqa: A002
    """Declare the FILES of a command as a field of a dataclass."""
    nothing: tuple[T, ...] = ()
    declared = Option(
        default=None, help=help, metavar=metavar, reader=reader, is_argument=True, is_many=True,
        is_key=False,
    )  # fmt: skip
    return field(default=nothing, metadata={_DECLARED: declared})


def flag_of(declared: type, name: str, *, panel: str) -> Any:
    """Declare an option as another dataclass does, but as a flag alone, under another heading."""
    (known,) = (one for one in fields(declared) if one.name == name)
    option = replace(known.metadata[_DECLARED], panel=panel, is_key=False)
    return field(default=known.default, metadata={_DECLARED: option})


def options_of(declared: type) -> list[Option]:
    """Return the options of a dataclass: its own before those that it shares with others."""
    return list(_options_of(declared))


@cache
def _options_of(declared: type) -> tuple[Option, ...]:
    made = {one.name: one.metadata[_DECLARED] for one in fields(declared) if one.metadata}
    own_section = getattr(declared, "SECTION", "")
    return tuple(
        replace(made[name], name=name, section=vars(home).get("SECTION", own_section))
        for home in declared.__mro__
        for name in vars(home).get("__annotations__", {})
        if name in made
    )
