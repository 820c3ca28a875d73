"""Readers: the same for a flag, a key of the configuration and a keyword of Python."""

from pathlib import Path

import pytest

from wfm.errors import OptionError
from wfm.options.readers import OneOf, Whole, path, switch


@pytest.mark.parametrize("value", [8, "8", 8.0, " 8 "])
def test_whole_numbers(value: object) -> None:
    assert Whole(1, 10)(value, "weeks") == 8


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0, "weeks: 0 is not a whole number from 1 to 10"),
        ("2.5", "weeks: 2.5 is not a whole number from 1 to 10"),
        ("two", "weeks: 'two' is not a number"),
        (True, "weeks: 'True' is not a number"),
        ([1], r"weeks: '\[1\]' is not a number"),
    ],
)
def test_what_is_no_whole_number(value: object, message: str) -> None:
    with pytest.raises(OptionError, match=f"^{message}$"):
        Whole(1, 10)(value, "weeks")


def test_words() -> None:
    assert OneOf(("max", "mean"))(" Max", "week") == "max"
    with pytest.raises(OptionError, match=r"^week: 'least' is not one of max, mean$"):
        OneOf(("max", "mean"))("least", "week")


def test_a_switch_is_true_or_false_and_no_word() -> None:
    assert switch(True, "elastic")
    with pytest.raises(OptionError, match=r"^elastic: 'yes' is neither true nor false$"):
        switch("yes", "elastic")


def test_paths() -> None:
    assert path("calls.csv", "file") == Path("calls.csv")
