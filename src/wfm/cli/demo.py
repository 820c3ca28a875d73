"""``wfm demo``."""

import gzip
import logging
import os
import shlex
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from wfm.cli import files, streams

log = logging.getLogger(__name__)
_PEOPLE = ("agents.csv", "absences.csv", "wishes.csv")
_FILES = ("calls.csv", "wfm.toml", *_PEOPLE)
_PACKED = {"calls.csv"}


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write it: a folder, old or new.")
    ] = Path("wfm-demo"),
) -> None:
    """Write a sample site to try wfm on: past calls, configuration, agents, absences and wishes.

    The service desk and its people are invented. No file that is there is written over.

    Examples
    --------
    wfm demo
    wfm demo desk
    """
    _check(folder)
    with streams.refusing(folder):
        folder.mkdir(exist_ok=True)
    for name in _FILES:
        with streams.refusing(folder / name):
            files.write(folder / name, [_content(name)])
    people = " ".join(f"--{name.removesuffix('.csv')} {name}" for name in _PEOPLE)
    log.info("a service desk in %s: %s", folder, ", ".join(_FILES))
    log.info("next: cd %s && wfm plan calls.csv %s", shlex.quote(str(folder)), people)


def _check(folder: Path) -> None:
    """Refuse a place that is no folder, or has such files already."""
    if str(folder) == "-":
        raise streams.UsageError("-: the sample is several files: give the name of a folder")
    with streams.refusing(folder):
        if folder.exists() and not folder.is_dir():
            raise streams.UsageError(f"{folder}: is a file: give the name of a folder")
        if not Path(os.path.realpath(folder)).parent.is_dir():
            raise streams.UsageError(f"{folder}: there is no folder {folder.parent}: make it first")
        for name in _FILES:
            if os.path.lexists(folder / name):
                raise streams.UsageError(f"{folder / name}: is there already: give another folder")


def _content(name: str) -> bytes:
    """Return a file of the sample that comes with the package."""
    packed = resources.files("wfm") / "sample_site" / (f"{name}.gz" * (name in _PACKED) or name)
    data = packed.read_bytes()
    return gzip.decompress(data) if name in _PACKED else data
