"""How tests spare time: a part of many cases by default, all where slow tests are asked for."""

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

_USUAL = 60  # examples of a law
_PART = 6  # of as many examples, one is drawn by default


def choose_examples(config: pytest.Config) -> None:
    """Draw all examples of each law, but with the default choice of tests only a part."""
    for name, number in (("all", _USUAL), ("part", _USUAL // _PART)):
        settings.register_profile(name, deadline=None, derandomize=True, max_examples=number)
    settings.load_profile("part" if config.getoption("markexpr") == "not slow" else "all")


def examples(number: int) -> settings:
    """Draw so many examples of a law that costs more than others, or less; a part by default."""
    return settings(max_examples=-(-number * settings().max_examples // _USUAL))


def few(number: int, cases: Iterable[Any]) -> list[ParameterSet | Any]:
    """Return cases of which the first so many are in the default tests; the others are slow."""
    return [
        case if place < number else pytest.param(case, marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]
