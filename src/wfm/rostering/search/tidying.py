"""Tidy the best roster up: few starts, evenly spread meals and breaks, and whole columns."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.search.few_starts import fewer_starts
from wfm.rostering.search.spread_breaks import evened
from wfm.rostering.search.workbench import Workbench

# Shares of the time for using fewer starts and for spreading meals and breaks after the search,
# and so much at least [s].
_STARTS_SHARE = 0.03
_EVEN_SHARE = 0.04
_TIDY_SECONDS, _LONGEST_TIDY = 0.15, 20.0

T = TypeVar("T")


def finished(bench: Workbench, *, even: bool) -> NDArray[np.int64]:
    """Use few starts and spread meals and breaks, which are whole however the search ended."""
    best = bench.best
    assert best.values is not None
    if even:
        if bench.loose or bench.program.crews.starts:
            fewer = _tidied(bench, fewer_starts, _STARTS_SHARE)
            best.values, late = (best.values, True) if fewer is None else fewer
            best.late |= late
        columns = _tidied(bench, evened, _EVEN_SHARE)
        if columns is not None:
            return columns
        best.late = True
    return _as_it_is(bench)


def _as_it_is(bench: Workbench) -> NDArray[np.int64]:
    """Make the queues of meals and breaks whole, which follow from the rest."""
    known = bench.best.values
    assert known is not None
    first = len(known)
    lower, upper = bench.lower(), bench.upper()
    whole = np.flatnonzero(bench.program.model.integer[:first])
    lower[whole] = upper[whole] = np.round(known[whole])
    with deadline.regardless():
        values = bench.solver.relax(lower=lower, upper=upper).values
    assert values is not None
    return np.round(values[:first]).astype(np.int64)


def _tidied(bench: Workbench, tidy: Callable[..., T], share: float) -> T | None:
    """Tidy the best solution up in the time that the search left, and a share of its own."""
    best = bench.best
    seconds = max(0.0, best.left) + max(_TIDY_SECONDS, share * best.seconds)
    seconds = min(_LONGEST_TIDY, seconds, deadline.left())
    try:
        with deadline.within(seconds):
            return tidy(bench.program, best.values, seconds=seconds)
    except OutOfTimeError:
        return None
