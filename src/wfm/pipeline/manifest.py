"""What a plan was made of: marks of all that each step read, and of the files that it made."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from wfm.chosen import Chosen
from wfm.config import Config
from wfm.errors import InputError
from wfm.pipeline.given import Figure, Source

NAME = "manifest.json"
# Options that change no byte of a result.
_WITHOUT_EFFECT = {"jobs"}


@dataclass(frozen=True)
class Record:
    """A step that was done.

    Parameters
    ----------
    key
        Mark of all that its result depends on.
    files
        Marks of the files that it made, by name.
    figures
        What a person is told of it.
    queues
        The queues that it found, by their folders.
    """

    key: str
    files: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    queues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """The steps that were done.

    Parameters
    ----------
    steps
        Each by folder and name: ``"staff"``, ``"Sales/roster"``.
    left
        Files of earlier steps that none of these has made again.
    """

    steps: Mapping[str, Record] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    def with_(self, place: str, record: Record) -> "Manifest":
        """Return it with a step that was done."""
        before = self.steps[place].files if place in self.steps else {}
        steps = {**self.steps, place: record}
        return _with_left(steps, {*self.left, *before})

    def only(self, places: set[str]) -> "Manifest":
        """Return it without the steps that are none of these."""
        steps = {place: made for place, made in self.steps.items() if place in places}
        return _with_left(steps, {*self.left, *self.marks})

    @cached_property
    def marks(self) -> dict[str, str]:
        """The mark of each file that was made."""
        return {name: mark for record in self.steps.values() for name, mark in record.files.items()}

    def text(self) -> bytes:
        """Write it: the same steps, the same bytes."""
        steps = {place: asdict(record) for place, record in sorted(self.steps.items())}
        known = {"steps": steps, **({"left": self.left} if self.left else {})}
        return (json.dumps(known, indent=1, ensure_ascii=False) + "\n").encode(
            "utf-8", "backslashreplace"
        )


def _with_left(steps: Mapping[str, Record], names: set[str]) -> Manifest:
    """Make a manifest of steps; of some names, those that none of them has made are left."""
    made = {name for record in steps.values() for name in record.files}
    return Manifest(steps, tuple(sorted(names - made)))


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        known = json.loads(data)
        steps = {str(place): _record(record) for place, record in known["steps"].items()}
        left = tuple(str(name) for name in known.get("left", []))
        names = [name for record in steps.values() for name in (*record.files, *record.queues)]
        if not all(map(_is_inside, (*names, *left))):
            raise ValueError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InputError("it is damaged") from None
    return Manifest(steps, left)


def _is_inside(name: str) -> bool:
    """Whether a name is one of a file in the folder, or in a folder in it."""
    parts = name.split("/")
    return len(parts) < 3 and not {"", ".", ".."} & set(parts) and not set("\\:\0") & set(name)


def _record(record: Mapping[str, object]) -> Record:
    files, figures, queues = record["files"], record["figures"], record["queues"]
    if not all(isinstance(one, dict) for one in (files, figures, queues)):
        raise TypeError
    assert isinstance(files, dict)
    assert isinstance(figures, dict)
    assert isinstance(queues, dict)
    names = [*files, *files.values(), *queues, *queues.values()]
    if not all(isinstance(one, str) for one in names):
        raise TypeError
    if not all(isinstance(one, float | int | str) for one in figures.values()):
        raise TypeError
    return Record(str(record["key"]), files, figures, queues)


def mark(data: bytes) -> str:
    """Return what stands for the content of a file."""
    return hashlib.sha256(data).hexdigest()


def key_of(
    step: str,
    version: str,
    files: Mapping[str, str],
    outside: Mapping[str, tuple[Source, ...]],
    options: Mapping[type, Chosen[Any]],
    sections: Mapping[str, object],
) -> str:
    """Return the mark of all that the result of a step depends on.

    Parameters
    ----------
    step, version
        Its name, and the version of wfm.
    files
        Marks of the tables that it reads, by name.
    outside
        The files from outside that it reads, by what they hold: their content counts, not where
        they are.
    options
        The options that it reads.
    sections
        What it reads of the configuration besides.
    """
    known = {
        "step": step,
        "wfm": version,
        "files": files,
        "outside": {name: [mark(data) for data, _ in given] for name, given in outside.items()},
        "options": {kind.__name__: _values(each.options) for kind, each in options.items()},
        "sections": sections,
    }
    return mark(json.dumps(known, sort_keys=True, default=str).encode())


def _values(options: object) -> dict[str, object]:
    """Return the values of options; files are known by their content."""
    assert not isinstance(options, type)
    values = {one.name: getattr(options, one.name) for one in fields(options)}  # type: ignore[arg-type]
    return {
        name: value
        for name, value in values.items()
        if name not in _WITHOUT_EFFECT and not isinstance(value, Path)
    }


def sections_of(config: Config, places: tuple[str, ...]) -> dict[str, object]:
    """Return what stands at some places of a configuration: sections, or keys in them."""
    found: dict[str, object] = {}
    for place in places:
        section, dot, key = place.partition(".")
        value = config.section(section).get(key) if dot else config.content.get(section)
        if value is not None:
            found[place] = value
    return found
