"""Ctrl-C is raised where it can be met, once, and only to those who hold it."""

import signal

import pytest

from wfm import interrupts


def press():
    signal.raise_signal(signal.SIGINT)


def test_a_held_interrupt_is_raised_where_it_is_asked_for():
    with interrupts.held():
        press()
        press()
        assert interrupts.pressed()
        with pytest.raises(KeyboardInterrupt):
            interrupts.check()
        assert not interrupts.pressed()
        interrupts.check()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_nobody_asks_for_is_raised_at_the_outermost_end():
    done = []

    def work():
        with interrupts.held():
            with interrupts.held():
                press()
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert not interrupts.pressed()


def test_an_error_counts_more_than_a_held_interrupt():
    def work():
        with interrupts.held():
            press()
            raise ValueError("first")

    with pytest.raises(ValueError, match="first"):
        work()
    with interrupts.held():
        interrupts.check()


def test_the_handler_of_a_caller_stays():
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
