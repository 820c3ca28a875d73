"""Keys put into the text of a TOML file: everything else stays as it is, byte for byte."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from wfm.errors import InputError
from wfm.quoting import shown

Value = str | int | float | bool
_MARK = "\ufeff"
_HEADER = re.compile(r"\s*\[")


def with_keys(data: bytes, sections: Mapping[str, Mapping[str, Value]], source: str) -> bytes:
    """Put keys into a TOML file.

    Parameters
    ----------
    data
        Content of the file, UTF-8; empty where there is none yet.
    sections
        Keys and their values by section; those of section "" stand at the top. Keys that stand
        there already with the same value are left alone.
    source
        Name of the file, for messages.

    Returns
    -------
    bytes
        The new content.

    Raises
    ------
    InputError
        If the file is no TOML, a key has another value, or the file is written in a way that keys
        cannot be put into.
    """
    text = _text(data, source)
    before = _parsed(text, source)
    wanted = {**before}
    for section, keys in sections.items():
        there = before.get(section, {}) if section else before
        if not isinstance(there, dict):
            raise InputError(f"{source}: {section}: {shown(there)} is not a section")
        new = {key: value for key, value in keys.items() if key not in there}
        for key, value in keys.items():
            if key in there and there[key] != value:
                place = f"{section}.{key}" if section else key
                raise InputError(
                    f"{source}: {place} is {shown(there[key])} and would have to be "
                    f"{shown(value)}: change it there, or save to another file"
                )
        if new:
            text = _put_in(text, section, [f"{key} = {_written(new[key])}" for key in new])
            wanted = {**wanted, section: {**there, **new}} if section else {**wanted, **new}
    if _parsed_or_none(text) != wanted:
        lines = "; ".join(
            f"[{section}] {key} = {_written(value)}"
            for section, keys in sections.items()
            for key, value in keys.items()
        )
        raise InputError(f"{source}: cannot be added to as it is written: add by hand: {lines}")
    return text.encode()


def _text(data: bytes, source: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise InputError(f"{source}: not UTF-8 text: save the file as UTF-8") from None


def _parsed(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix(_MARK))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        raise InputError(f"{source}: is no TOML: save to another file") from None


def _parsed_or_none(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.removeprefix(_MARK))
    except tomllib.TOMLDecodeError:
        return None


def _put_in(text: str, section: str, added: list[str]) -> str:
    """Put lines at the end of a section, which is made at the end of the file if there is none."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    if section:
        header = re.compile(rf"\s*\[\s*{re.escape(section)}\s*\]\s*(#.*)?")
        first = next((i for i, line in enumerate(lines) if header.fullmatch(line)), None)
        if first is None:
            while lines and not lines[-1].strip():
                lines.pop()
            gap = [""] if lines else []
            return end.join([*lines, *gap, f"[{section}]", *added, ""])
    else:
        first = -1
    last = first + 1
    for i in range(first + 1, len(lines)):
        if _HEADER.match(lines[i]):
            break
        if lines[i].strip() and not lines[i].lstrip().startswith("#"):
            last = i + 1
    below = lines[last:]
    gap = [""] if not section and below and below[0].strip() else []
    return end.join([*lines[:last], *added, *gap, *below])


def _written(value: Value) -> str:
    """Write a value as TOML does; a text in quotes, on one line."""
    # What JSON escapes, TOML escapes in the same way; it wants one more sign escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
