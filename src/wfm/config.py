"""The configuration file ``wfm.toml``: sections and keys, and a clear word on a wrong one."""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from typing import Any

from wfm.errors import InputError

SECTIONS = ("forecast", "staff", "roster")


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
        config = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{source}: not UTF-8 text: save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{source}: not valid TOML: {error}") from None
    check_keys(config, ("timezone", "activity", *SECTIONS), source)
    for name in SECTIONS:
        if not isinstance(config.get(name, {}), dict):
            raise InputError(f"{source}: {name} must be a section: write [{name}]")
    if not isinstance(config.get("timezone", ""), str):
        raise InputError(f'{source}: timezone must be a name: write timezone = "Europe/London"')
    return config


def check_keys(section: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Refuse keys that nothing reads.

    Raises
    ------
    InputError
        If there is one; the message names the nearest known key.
    """
    for key in section:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
            raise InputError(f"{where}: unknown key '{key}': {hint}")


def as_option_text(value: object) -> object:
    """Write a structured value as its option is written: ``a=0.1,b=0.2``."""
    if isinstance(value, Mapping):
        return ",".join(f"{key}={item}" for key, item in value.items())
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return value
