"""Figures of simulated weeks: of counts made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.centres import always, demand, settings
from wfm.simulation.counting import Counts, of_weeks, summed
from wfm.simulation.figures import DEFINITIONS, figures, in_all, level
from wfm.simulation.weeks import simulate_weeks


@pytest.fixture(scope="module")
def counts() -> Counts:
    found = simulate_weeks(always(10), demand(np.full((2, 48), 50.0)), settings(), range(20))
    assert found is not None
    return found


def test_the_four_levels(counts: Counts) -> None:
    found = figures(summed(counts, np.array([0])), 0.8, "offered")
    levels = {each: float(found.levels[each].value[0, 0]) for each in DEFINITIONS}
    assert levels["offered"] < levels["virtual"] < levels["answered"]
    assert levels["offered"] < levels["excl_short"] < levels["answered"]
    good, offered = level(counts, "offered")
    assert levels["offered"] == pytest.approx(good[:, 0].sum() / offered[:, 0].sum())


def test_a_promise_is_kept_by_whole_weeks_only(counts: Counts) -> None:
    whole = summed(counts, np.array([0]))
    weekly = whole.good[:, 0, 0] / whole.offered[:, 0, 0]
    for target in (0.3, float(np.median(weekly)), 0.99):
        found = figures(whole, target, "offered")
        assert found.kept is not None
        assert found.kept[0, 0] == (weekly >= target - 1e-9).sum()
        assert found.weeks[0, 0] == 20
    assert figures(whole, None, "offered").kept is None
    exactly = replace(whole, good=(whole.offered * 0 + 8), offered=whole.offered * 0 + 10)
    assert figures(exactly, 0.8, "offered").kept is not None
    assert figures(exactly, 0.8, "offered").kept[0, 0] == 20  # type: ignore[index]


def test_stretches_and_queues_add_up(counts: Counts) -> None:
    halves = summed(counts, np.array([0, 24]))
    assert halves.offered.shape == (20, 2, 2)
    assert halves.offered.sum() == counts.offered.sum()
    assert halves.waits.sum() == counts.waits.sum()
    assert (halves.longest == counts.longest.reshape(20, 2, 2, 24).max(axis=-1)).all()
    late = summed(counts, np.array([24]))
    assert late.offered.sum() == counts.offered[..., 24:].sum()
    both = in_all(counts)
    assert (both.offered[:, 0] == counts.offered.sum(axis=1)).all()
    assert of_weeks(counts, 3).weeks == (0, 1, 2)


def test_without_calls_there_is_nothing_to_say() -> None:
    counts = simulate_weeks(always(2), demand(np.zeros((1, 48))), settings(), range(3))
    assert counts is not None
    found = figures(summed(counts, np.array([0])), 0.8, "offered")
    assert np.isnan(found.levels["offered"].value).all()
    assert np.isnan(found.slow).all()
    assert found.weeks.tolist() == [[0]]
