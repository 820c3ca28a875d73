"""Nothing but a result on standard output, whatever a library prints.

Libraries of other languages print past Python, straight to file descriptor 1 or through the buffer
of the C library, which may come out much later. While one of them runs, the descriptor leads
nowhere and Python's `print` too; what they had buffered by then is dropped with the rest.
"""

import ctypes
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wfm import interrupts

_STDOUT = 1
_LIBRARY = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)


class _Guard:
    """Where standard output leads; the blocks of all threads share one.

    Blocks overlap in any order when threads do: the first one turns it off, the last one on.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.blocks = 0
        self.stream: Any = None
        self.descriptor: int | None = None

    def change(self, by: int) -> None:
        with self.lock:
            was, self.blocks = self.blocks > 0, self.blocks + by
            if self.blocks > 0 and not was:
                self._off()
            elif was and self.blocks <= 0:
                self._on()

    def _off(self) -> None:
        _LIBRARY.fflush(None)  # words from before are somebody's
        try:
            self.descriptor = os.dup(_STDOUT)
        except OSError:  # closed by the caller
            self.descriptor = None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != _STDOUT:
            os.dup2(nowhere, _STDOUT)
            os.close(nowhere)
        self.stream, sys.stdout = sys.stdout, io.StringIO()

    def _on(self) -> None:
        sys.stdout = self.stream
        _LIBRARY.fflush(None)
        if self.descriptor is None:
            os.close(_STDOUT)
        else:
            os.dup2(self.descriptor, _STDOUT)
            os.close(self.descriptor)


_guard = _Guard()


@contextmanager
def silenced() -> Iterator[None]:
    """Drop what is printed on standard output; blocks may be nested."""
    with interrupts.held():
        _guard.change(1)
        try:
            yield
        finally:
            _guard.change(-1)


@contextmanager
def lifted() -> Iterator[None]:
    """Let code that is called back from inside of `silenced` blocks print."""
    blocks = _guard.blocks
    _guard.change(-blocks)
    try:
        yield
    finally:
        _guard.change(blocks)
