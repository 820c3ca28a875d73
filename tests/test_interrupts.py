"""Ctrl-C is taken where it can be met, once, and only by those who hold it."""

import signal
import sys
from types import FrameType
from typing import Any

import pytest

from wfm import interrupts


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_a_held_interrupt_is_taken_once() -> None:
    with interrupts.held():
        press()
        press()
        assert interrupts.pressed()
        assert interrupts.taken()
        assert not interrupts.pressed()
        assert not interrupts.taken()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_nobody_takes_is_raised_at_the_outermost_end() -> None:
    done = []

    def work() -> None:
        with interrupts.held():
            with interrupts.held():
                press()
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert not interrupts.pressed()


def test_who_asks_again_later_is_not_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    monkeypatch.setattr(interrupts, "_of_a_command", True)
    monkeypatch.setattr(interrupts, "_leave", lambda *_: left.append("at once"))
    with interrupts.held():
        press()
        press()
        assert not left
        interrupts._noted[0] -= 60
        press()
        assert left == ["at once"]
        assert interrupts.taken()


def test_an_error_counts_more_than_a_held_interrupt() -> None:
    def work() -> None:
        with interrupts.held():
            press()
            raise ValueError("first")

    with pytest.raises(ValueError, match="first"):
        work()
    assert not interrupts.pressed()


def test_the_handler_of_a_caller_stays() -> None:
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append("caller"))
    try:
        with interrupts.held():
            press()
        interrupts.leave_at_once()
        press()
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == ["caller", "caller"]


def test_an_interrupt_may_come_at_any_step() -> None:
    # Between any two lines of the work and of the module itself: it is taken once, never lost,
    # and nothing waits for ever.
    def work() -> None:
        for _ in range(3):
            interrupts.pressed()
            if interrupts.taken():
                raise KeyboardInterrupt

    def interrupted(at: int) -> bool:
        steps = 0

        def step(frame: FrameType, event: str, _: object) -> Any:
            nonlocal steps
            steps += 1
            if steps == at:
                press()
            return step

        before = sys.gettrace()  # that of a coverage report
        try:
            with interrupts.held():
                sys.settrace(step)
                work()
                sys.settrace(before)
        except KeyboardInterrupt:
            return True
        finally:
            sys.settrace(before)
        return steps < at

    assert all(interrupted(at) for at in range(1, 60))
    assert not interrupts.pressed()


def test_while_other_processes_work_an_interrupt_is_raised() -> None:
    signal.signal(signal.SIGINT, interrupts._leave)
    try:
        with interrupts.raised():
            with pytest.raises(KeyboardInterrupt):
                press()
            with pytest.raises(KeyboardInterrupt), interrupts.held():  # as while a file is written
                press()
        assert signal.getsignal(signal.SIGINT) is interrupts._leave
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot wait")
def test_an_interrupt_that_is_put_off_comes_at_the_end_or_where_it_is_let_in() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        with interrupts.put_off():
            press()
            steps.append("put off")
        steps.append("after it")
    with interrupts.put_off():
        press()
        with pytest.raises(KeyboardInterrupt), interrupts.let_in():
            steps.append("let in")
    assert steps == ["put off"]
