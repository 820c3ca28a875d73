"""Erlang B: blocking by hand, by exact fractions and by its recursion."""

from fractions import Fraction
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.oracles import exact_b
from wfm.staffing.formulas.erlang_b import agents_and_load, erlang_b, inverse_erlang_b, log_poisson


@pytest.mark.parametrize(
    ("lines", "load", "blocked"),
    [(1, 1.0, "1/2"), (2, 1.0, "1/5"), (3, 1.0, "1/16"), (2, 2.0, "2/5"), (5, 3.0, "81/736")],
)
def test_small_systems_by_hand(lines: int, load: float, blocked: str) -> None:
    assert erlang_b(lines, load) == pytest.approx(float(Fraction(blocked)), rel=1e-14)


@given(st.integers(0, 60), st.fractions(Fraction(1, 50), 60, max_denominator=50))
def test_whole_lines_agree_with_fractions_without_rounding(lines: int, load: Fraction) -> None:
    assert erlang_b(lines, float(load)) == pytest.approx(float(exact_b(lines, load)), rel=1e-11)


@pytest.mark.usefixtures("path")
@given(st.floats(0.5, 400), st.floats(0.1, 400))
def test_real_lines_follow_the_recursion(lines: float, load: float) -> None:
    """B(N) = A B(N-1) / (N + A B(N-1)) holds for N that is no whole number, too."""
    before = float(erlang_b(lines, load))
    after = load * before / (lines + 1 + load * before)
    assert float(erlang_b(lines + 1, load)) == pytest.approx(after, rel=1e-9)


def test_no_load_and_no_lines() -> None:
    assert erlang_b([0, 0, 3], [0, 5, 0]).tolist() == [1, 1, 0]
    assert np.isposinf(inverse_erlang_b(3, 0.0))


def test_blocking_that_no_double_holds_is_none() -> None:
    assert erlang_b(2000, 1.0) == 0.0
    assert 0 < float(erlang_b(100, 1.0)) < 1e-157


@pytest.mark.parametrize("count", [0, 1, 2, 14, 15, 16, 100, 170])
@pytest.mark.parametrize("mean", [0.01, 1.0, 14.5, 200.0])
def test_the_saddle_point_form_is_the_probability_of_the_textbook(count: int, mean: float) -> None:
    exact = Fraction(mean) ** count / factorial(count)
    log = float(np.log(float(exact))) if 1e-300 < exact < 1e300 else None
    if log is not None:
        assert log_poisson(count, mean) == pytest.approx(log - mean, abs=1e-10, rel=1e-12)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_what_is_no_number_of_agents_and_no_load(bad: float) -> None:
    with pytest.raises(ValueError, match="agents must be finite and zero or more"):
        agents_and_load(bad, 1.0)
    with pytest.raises(ValueError, match="load must be finite and zero or more"):
        agents_and_load(1.0, bad)
