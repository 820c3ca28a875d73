"""Ctrl-C and SIGTERM: what they do while nothing is to lose, and while something is.

Python raises `KeyboardInterrupt` between any two of its steps. Inside an import or a call of a
compiled library that becomes whatever error the library makes of it, or is lost. So the command
line leaves at once, without an exception, and work that can be saved takes note of an interrupt
and raises it where it can be met.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

EXIT_CODE = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

# One for each interrupt that nobody has acted on. No lock and no `threading.Event`: the handler may
# come while the very same lock is held, and would wait for ever.
_noted: list[float] = []  # when they came [s]
# Who asks once more after so long does not want to wait for a place to stop at. [s]
_PATIENCE = 5.0
_last: int = signal.SIGINT
_of_a_command = False


def exit_code() -> int:
    """Return the exit code of a process that the last signal has ended: 130 or 143."""
    return 128 + _last


def leave_at_once() -> None:
    """Let an interrupt end the process from now on, outside of `held`.

    A parent that ignores interrupts, such as a shell with a job in the background, is obeyed.
    """
    global _of_a_command  # noqa: PLW0603
    _of_a_command = True
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _leave)


@contextmanager
def held() -> Iterator[None]:
    """Take note of interrupts instead of raising them, up to `taken` or the end of the block.

    A handler of somebody else's stays in place; blocks may be nested, the outermost one counts.

    Raises
    ------
    KeyboardInterrupt
        At the end, if one came that nobody has acted on.
    """
    main = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    # SIGTERM that nobody handles ends a program that calls wfm, as anything else in it.
    ours = {n: h for n, h in handlers.items() if h in (signal.default_int_handler, _leave, _raise)}
    if not main or not ours:
        yield
        return
    for number in ours:
        signal.signal(number, _note)
    try:
        yield
    finally:
        # In this order: what comes in between is not lost.
        for number, before in ours.items():
            signal.signal(number, before)
        left = taken()
    if left:
        raise KeyboardInterrupt


@contextmanager
def raised() -> Iterator[None]:
    """Raise `KeyboardInterrupt` in the block: other processes are at work, which must end, too.

    A handler of somebody else's stays in place.
    """
    ours = {n: h for n in _SIGNALS if (h := signal.getsignal(n)) is _leave}
    if threading.current_thread() is not threading.main_thread():
        ours = {}
    for number in ours:
        signal.signal(number, _raise)
    try:
        yield
    finally:
        for number, before in ours.items():
            signal.signal(number, before)


def put_off() -> AbstractContextManager[None]:
    """Let Ctrl-C wait for the end of a block; processes that start in it never hear of one.

    A process that loads its libraries would tell of an interrupt in many words.
    """
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # which lets interrupts in when it starts
    return _masked("SIG_BLOCK")


def let_in() -> AbstractContextManager[None]:
    """Let Ctrl-C in that `put_off` puts off, in a block within its block."""
    return _masked("SIG_UNBLOCK")


@contextmanager
def _masked(how: str) -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(getattr(signal, how), {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def pressed() -> bool:
    """Whether an interrupt came that nobody has acted on yet."""
    return bool(_noted)


def taken() -> bool:
    """Whether an interrupt came that nobody has acted on; whoever asks has to act on it."""
    was = bool(_noted)
    if was:
        _noted.clear()
    return was


def _note(number: int, _: Any) -> None:
    global _last  # noqa: PLW0603 - there is one process
    _last = number
    now = time.monotonic()
    if _noted and now - _noted[0] > _PATIENCE and _of_a_command:
        _leave(number, None)
    _noted.append(now)


def _raise(number: int, _: Any) -> None:
    global _last  # noqa: PLW0603
    _last = number
    raise KeyboardInterrupt


def _leave(number: int, _: Any) -> None:
    # No exception and no buffers: this may come amid an import or a write.
    with suppress(OSError):
        if os.isatty(2):  # a bar of progress has hidden the cursor
            os.write(2, b"\r\033[K\033[?25h")
        os.write(2, b"wfm: interrupted\n")
    os._exit(128 + number)
