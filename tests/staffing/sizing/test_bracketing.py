"""The search for the fewest agents."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wfm.staffing.sizing.bracketing import Judgement, fewest, smallest_fraction


def threshold_judge(answer: NDArray[np.float64], shape: float) -> Callable[..., Any]:
    """A judge that is content from `answer` on; `shape` bends what it says of the distance."""

    def judge(n: NDArray[np.float64], rows: NDArray[np.int64]) -> Judgement:
        gap = n - answer[rows]
        distance = np.sign(gap) * np.abs(gap) ** shape
        return Judgement(gap >= 0, distance, np.full(n.size, 2, dtype=np.int8))

    return judge


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.floats(0, 2e6)), min_size=1, max_size=8),
    st.sampled_from([0.0, 0.3, 1.0, 4.0]),
)
def test_finds_the_answer_from_anywhere(cases: list[tuple[int, float]], shape: float) -> None:
    answer, start = (np.array(v, dtype=float) for v in zip(*cases, strict=True))
    least, most = np.ones(answer.size), np.full(answer.size, np.inf)
    found = fewest(threshold_judge(answer, shape), start, least, most, 0)
    assert (found.agents == answer).all()
    assert (found.binding == np.where(answer > 1, 2, 0)).all()
    assert not found.hopeless.any()


def test_bounds() -> None:
    judge = threshold_judge(np.array([50.0, 3.0]), 1.0)
    found = fewest(judge, np.array([7.0, 7.0]), np.array([1.0, 5.0]), np.array([20.0, 20.0]), 0)
    assert found.hopeless.tolist() == [True, False]
    assert found.agents[1] == 5


@given(st.floats(0.001, 999.5))
def test_fractions_are_the_smallest_that_meet(answer: float) -> None:
    at = np.array([answer])
    whole = np.ceil(at)
    agents = smallest_fraction(threshold_judge(at, 1.0), whole)
    assert agents >= answer - 1e-9
    assert agents - 1e-4 < answer + 1e-9
