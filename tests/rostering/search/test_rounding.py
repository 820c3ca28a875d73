"""Whole columns out of fractional ones, and what they cost at least."""

from typing import Any

import numpy as np
import pytest

from wfm.rostering.search.rounding import bound_with_whole, rounded
from wfm.solver import Model, Outcome, Solver, Values


def cover(weights: list[float], need: float, most: float = np.inf) -> tuple[Model, Any]:
    """Return the program that covers a need by columns of these weights, each at a cost of 1."""
    model = Model()
    columns = [model.column(f"x{i}", integer=True, cost=1.0) for i in range(len(weights))]
    model.row(list(zip(columns, weights, strict=True)), lower=need, upper=most)
    solver = Solver(model)

    def linear(lower: Values, upper: Values, basis: Any) -> Outcome:
        return solver.relax(lower=lower, upper=upper, again=True, basis=basis)

    return model, linear


@pytest.mark.parametrize("one_sided", [False, True])
def test_rounding_gives_whole_columns_that_keep_the_rows(one_sided: bool) -> None:
    model, linear = cover([3.0, 2.0, 1.0], 10.0)
    lower, upper = np.array(model.lower), np.array(model.upper)
    found = rounded(linear, lower, upper, np.arange(3), notable=0.1, one_sided=one_sided)
    assert found is not None
    assert (found == np.round(found)).all()
    assert found @ [3.0, 2.0, 1.0] >= 10.0
    assert found.sum() == 4.0


def test_rounding_leads_nowhere_where_nothing_whole_is_allowed() -> None:
    model, linear = cover([1.0], 0.5, 0.7)
    lower, upper = np.array(model.lower), np.array(model.upper)
    assert rounded(linear, lower, upper, np.arange(1), notable=0.1) is None


def test_a_bound_with_whole_columns_is_between_the_linear_and_the_whole_optimum() -> None:
    model, linear = cover([3.0, 2.0], 10.0)
    lower, upper = np.array(model.lower), np.array(model.upper)
    bounds = [bound_with_whole(linear, lower, upper, np.arange(2), most=most) for most in (0, 1000)]
    assert bounds == pytest.approx([10 / 3, 4.0])


def test_a_linear_program_goes_on_from_a_basis() -> None:
    model, linear = cover([3.0, 2.0, 1.0], 10.0)
    lower, upper = np.array(model.lower), np.array(model.upper)
    first = linear(lower, upper, None)
    upper[0] = 0.0
    assert linear(lower, upper, first.basis).objective == pytest.approx(5.0)
    assert linear(lower, upper + np.inf, first.basis).objective == pytest.approx(10 / 3)
