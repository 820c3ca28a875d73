"""What is spare of a promise, of one queue and of several."""

from dataclasses import replace

import numpy as np
import pytest

from wfm.evaluation.rounds import spare_of
from wfm.evaluation.simulated import Block, Promise
from wfm.simulation.counting import Counts

WEEKS = 200


def block_of(good: np.ndarray, target: float | None = 0.8) -> Block:
    """Weeks of a hundred calls, of which some are answered in time."""
    none = np.zeros((WEEKS, 1, 1))
    whole = none.astype(np.int64)
    counts = Counts(
        weeks=tuple(range(WEEKS)), offered=whole + 100, answered=whole + 100, abandoned=whole,
        good=good.reshape(-1, 1, 1), short=whole, virtual=whole, waited=none, longest=none,
        waiting=whole, blocked=whole, busy=none[0], staffed=none[0], over=none[0],
        able_busy=none, able=none, able_over=none,
        waits=np.zeros((1, 1, 3), dtype=np.int64),
    )  # fmt: skip
    return Block("", counts, Promise(target, 20.0, "offered"), np.full(1, np.nan))


@pytest.fixture
def weeks() -> np.ndarray:
    return np.random.default_rng(3).integers(70, 100, size=WEEKS)


FIRST = np.array([0])


def test_a_queue_is_spared_what_so_many_weeks_stay_above_the_target(weeks: np.ndarray) -> None:
    (spare,) = spare_of([block_of(weeks)], FIRST, 0.9)
    assert np.mean(weeks / 100 - 0.8 >= spare - 1e-9) == pytest.approx(0.9, abs=0.02)


def test_queues_whose_good_weeks_come_together_are_spared_as_one_is(weeks: np.ndarray) -> None:
    one = block_of(weeks)
    alone, both = spare_of([one], FIRST, 0.9), spare_of([one, one], FIRST, 0.9)
    assert both == pytest.approx(np.repeat(alone, 2))


def test_raised_by_what_they_miss_all_queues_keep_their_promise_often_enough(
    weeks: np.ndarray,
) -> None:
    other = np.random.default_rng(4).integers(60, 90, size=WEEKS)
    spare = spare_of([block_of(weeks), block_of(other)], FIRST, 0.8)
    levels = np.array([weeks, other]) / 100 - spare[:, None]
    assert (levels >= 0.8 - 1e-9).all(axis=0).mean() == pytest.approx(0.8, abs=0.02)


def test_a_queue_that_nothing_is_promised_to_has_nothing_to_spare(weeks: np.ndarray) -> None:
    free = replace(block_of(weeks), promise=Promise(None, 20.0, "offered"))
    spare = spare_of([block_of(weeks), free], FIRST, 0.9)
    assert np.isnan(spare[1])
    assert spare[0] == spare_of([block_of(weeks)], FIRST, 0.9)[0]
