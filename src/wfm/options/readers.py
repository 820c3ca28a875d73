"""Readers of options: from what is written to the value, where no stage has to ask more."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from wfm import units
from wfm.errors import OptionError
from wfm.quoting import quoted, shown

W = TypeVar("W", bound=str)


@dataclass(frozen=True)
class Whole:
    """Reads whole numbers between bounds."""

    low: int
    high: int
    zero: bool = True

    def __call__(self, value: object, option: str) -> int:
        """Read one."""
        number = units.number(str(value), option)
        if number == 0 and not self.zero:
            raise OptionError(option, f"{value} is nobody: give 1 or more, or -1 for all there are")
        if not self.low <= number <= self.high or number != int(number):
            raise OptionError(
                option, f"{value} is not a whole number from {self.low} to {self.high}"
            )
        return int(number)


@dataclass(frozen=True)
class OneOf(Generic[W]):
    """Reads one of a few words."""

    words: tuple[W, ...]

    def __call__(self, value: object, option: str) -> W:
        """Read one, in capitals or not."""
        word = str(value).strip().lower()
        for known in self.words:
            if word == known:
                return known
        raise OptionError(option, f"{quoted(value)} is not one of {', '.join(self.words)}")


def cost(value: object, option: str) -> float:
    """Read what something costs.

    Raises
    ------
    OptionError
        If it is no number, or one below 0.
    """
    number = units.number(str(value), option)
    if number < 0:
        raise OptionError(option, f"{quoted(value)} is below 0")
    return number


def switch(value: object, option: str) -> bool:
    """Read whether something is wanted."""
    if not isinstance(value, bool):
        raise OptionError(option, f"{shown(value)} is neither true nor false")
    return value


def path(value: object, option: str) -> Path | None:
    """Read the path of a file."""
    text = str(value)
    if not text.strip():
        raise OptionError(option, "the name of the file is empty: leave it out or name one")
    return Path(text)


def paths(value: object, option: str) -> tuple[Path, ...]:
    """Read the paths of files: one, or several."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(Path(str(path(one, option))) for one in several)


def day(value: object, option: str) -> dt.date:
    """Read a day."""
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise OptionError(option, f"{quoted(value)} is not a day: write 2026-12-07") from None
