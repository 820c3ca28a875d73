"""How much time is left, for everything that happens inside a block, however deep.

Whoever has so much time opens a block. What may take long inside of it asks now and then, and ends
early or gives up. Blocks may be nested: the first end counts.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wfm import interrupts
from wfm.errors import UndecidedError

OUT_OF_TIME = "the time limit ended before a roster was found: raise --time-limit"

_until: ContextVar[float] = ContextVar("until", default=math.inf)


class OutOfTimeError(UndecidedError):
    """The time of a block is over."""

    def __init__(self) -> None:
        super().__init__(OUT_OF_TIME)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what happens inside so much time [s], and no more than there is around it."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


@contextmanager
def regardless() -> Iterator[None]:
    """Let the little inside be done however late it is."""
    token = _until.set(math.inf)
    try:
        yield
    finally:
        _until.reset(token)


def left() -> float:
    """Time left [s]; infinite outside of all blocks."""
    return _until.get() - time.monotonic()


def over() -> bool:
    """Whether there is none."""
    return left() <= 0


def hurried() -> bool:
    """Whether what can be left out should be: time is over, or an interrupt waits for the rest."""
    return over() or interrupts.pressed()


def check() -> None:
    """Give up where there is none.

    Raises
    ------
    OutOfTimeError
        If the time is over.
    """
    if over():
        raise OutOfTimeError
