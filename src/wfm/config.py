"""The configuration file ``wfm.toml``: sections and keys, and a clear word on a wrong one."""

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wfm.errors import InputError, refuse_controls
from wfm.options.catalogue import READ_ELSEWHERE, keys_of, sections
from wfm.options.common import Configuration
from wfm.quoting import quoted, shown
from wfm.toml_words import told

SECTIONS = tuple(sections())
TOP = ("timezone", "country", "weekend", "currency", "activity", *SECTIONS)
# More than any configuration needs: items of a list and characters of a text, and of a number.
_MOST_ITEMS, _DEEPEST, _LONGEST_TEXT, _LARGEST = 1000, 12, 2000, 1e15
# More names joined by dots than any key has; the parser takes their number squared.
_MOST_DOTS = 200


@dataclass(frozen=True)
class Config:
    """A configuration as it is written.

    Parameters
    ----------
    content
        All of it.
    source
        Name of its file, for messages; "" without one.
    """

    content: Mapping[str, Any]
    source: str = ""

    @property
    def prefix(self) -> str:
        """What a message on a key begins with."""
        return f"{self.source}: " if self.source else ""

    def section(self, name: str) -> Mapping[str, Any]:
        """Return a section, empty where it is left out."""
        section = self.content.get(name, {})
        if not isinstance(section, Mapping):
            raise InputError(f"{self.prefix}{name}: {shown(section)} is not a table")
        return section

    def at(self, place: tuple[str, ...]) -> object:
        """Return the value at a place: a key, or a section and a key."""
        value: Any = self.content
        for key in place:
            value = value[key]
        return value


def load(config: Configuration) -> Config:
    """Take the content of a configuration, or read the file.

    Raises
    ------
    InputError
        If the file cannot be read, or has a key at the top that nothing reads.
    """
    if isinstance(config, str | Path):
        try:
            data = Path(config).read_bytes()
        except OSError as error:
            raise InputError(f"{config}: {str(error.strerror).lower()}: give a TOML file") from None
        return Config(parse(data, str(config)), str(config))
    check_keys(config or {}, TOP, "config")
    return Config(config or {})


def check_section(name: str, config: Config) -> None:
    """Refuse keys of a section that nothing reads; see `check_keys`."""
    if name and name not in READ_ELSEWHERE:
        check_keys(config.section(name), keys_of(name), config.source or "config", f"{name}.")


def parse(data: bytes, source: str) -> dict[str, Any]:
    """Read the text of a configuration.

    Parameters
    ----------
    data
        Content of the file, UTF-8.
    source
        Its name, for messages.

    Raises
    ------
    InputError
        If it is no TOML, or has a key at the top that nothing reads.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{source}: not UTF-8 text: save the file as UTF-8") from None
    _check_dots(text, source)
    try:
        config = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{source}, {told(text, str(error))}") from None
    except RecursionError:
        raise InputError(f"{source}: not valid TOML: lists inside lists, too deep") from None
    except ValueError:  # thousands of digits
        raise InputError(f"{source}: not valid TOML: a number is too long") from None
    _check_values(config, source)
    check_keys(config, TOP, source)
    for name in SECTIONS:
        if not isinstance(config.get(name, {}), dict):
            raise InputError(f"{source}: {name} must be a section: write [{name}]")
        if "output" in config.get(name, {}):
            # Whoever leaves a file in a folder must not choose what others overwrite.
            raise InputError(
                f"{source}: {name}.output: a configuration cannot name a file to write: give -o "
                "FILE on the command line"
            )
    _check_site(config, source)
    return config


def _check_site(config: Mapping[str, Any], source: str) -> None:
    """Refuse what cannot be the zone, the country or the currency of a site."""
    for key, example in (("timezone", "Europe/London"), ("country", "GB")):
        if not isinstance(config.get(key, ""), str):
            raise InputError(f'{source}: {key} must be a name: write {key} = "{example}"')
    currency = config.get("currency", "EUR")
    if not (isinstance(currency, str) and currency.strip().isprintable() and currency.strip()):
        raise InputError(f'{source}: currency must be a name: write currency = "EUR"')


def _check_dots(text: str, source: str) -> None:
    """Refuse keys of very many names, before the parser works on them."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") <= _MOST_DOTS:
            continue
        joined = 0
        for part in line.split("."):
            joined = joined + 1 if re.fullmatch(r"""\s*[\w"'-]+\s*""", part) else 0
            if joined > _MOST_DOTS:
                raise InputError(f"{source}, line {number}: more than {_MOST_DOTS} names in a key")


def _check_values(value: object, where: str, depth: int = 0) -> None:
    """Refuse names with control characters, and values beyond all that a configuration needs."""
    if isinstance(value, dict | list):
        if depth > _DEEPEST or len(value) > _MOST_ITEMS:
            most = f"{_MOST_ITEMS} items, {_DEEPEST} deep inside one another"
            raise InputError(f"{where}: too many lists and tables: at most {most}")
        inside = f"{where}." if depth else f"{where}: "
        if isinstance(value, list):
            items = {f"{where}[{i}]": item for i, item in enumerate(value, 1)}
        else:
            for key in value:
                _check_values(key, f"{where}: a key", depth)
            items = {f"{inside}{key}": item for key, item in value.items()}
        for path, item in items.items():
            _check_values(item, path, depth + 1)
    elif isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise InputError(f"{where}: {quoted(value)} is longer than {_LONGEST_TEXT} characters")
        refuse_controls(value, where)
    elif isinstance(value, int | float) and not abs(value) <= _LARGEST:
        raise InputError(f"{where}: {shown(value)} is not a number of at most {_LARGEST:g}")


def check_keys(
    section: Mapping[str, Any], known: Collection[str], source: str, inside: str = ""
) -> None:
    """Refuse keys that nothing reads.

    Parameters
    ----------
    section
        The keys and their values.
    known
        The keys that there are.
    source
        Name of the file.
    inside
        Where in it the keys stand, such as ``"staff."``.

    Raises
    ------
    InputError
        If there is one; the message names the nearest known key.
    """
    for key in section:
        if key not in known:
            raise InputError(f"{source}: {inside}{key}: {unknown_key(key, known)}")


def unknown_key(key: str, known: Collection[str]) -> str:
    """Say of a key that nothing reads it, and name the nearest that something does."""
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return f"unknown key; the nearest one is {near[0]}"
    return f"unknown key; known keys: {', '.join(sorted(known))}"


def as_option_text(value: object) -> object:
    """Write a structured value as its option is written: ``a=0.1,b=0.2``."""
    if isinstance(value, Mapping):
        return ",".join(f"{key}={item}" for key, item in value.items())
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return value
