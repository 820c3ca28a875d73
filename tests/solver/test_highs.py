"""The solver against trying everything."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import examples
from wfm.solver import Limits, Model, Solver, Status

SIZE = 3
# Each column has a cost: one that nothing mentions does not reach the solver.
COSTS = st.lists(st.sampled_from([-3, -1, 1, 2, 5]), min_size=SIZE, max_size=SIZE)
COEFFICIENTS = st.lists(st.integers(-5, 5), min_size=SIZE, max_size=SIZE)
ROWS = st.lists(st.tuples(COEFFICIENTS, st.integers(-6, 12)), min_size=1, max_size=3)


def program(costs: list[int], rows: list[tuple[list[int], int]], most: int = 3) -> Model:
    """Whole columns from 0 to `most`; each row is at least its bound."""
    model = Model()
    for number, cost in enumerate(costs):
        model.column(f"x{number}", upper=most, integer=True, cost=cost)
    for coefficients, bound in rows:
        model.row(list(enumerate(map(float, coefficients))), lower=bound)
    return model


@examples(25)
@given(COSTS, ROWS)
def test_it_finds_what_trying_everything_finds(
    costs: list[int], rows: list[tuple[list[int], int]]
) -> None:
    points = np.array(list(product(range(4), repeat=SIZE)))
    kept = np.all([points @ row >= bound for row, bound in rows], axis=0)
    found = Solver(program(costs, rows)).search(Limits())
    if not kept.any():
        assert found.status == Status.INFEASIBLE
        assert found.values is None
        return
    best = (points[kept] @ costs).min()
    assert found.status == Status.OPTIMAL
    assert found.values is not None
    assert found.objective == pytest.approx(best)
    assert found.bound == pytest.approx(best)
    assert all(np.array(row) @ found.values >= bound - 1e-6 for row, bound in rows)


@examples(25)
@given(COSTS, ROWS)
def test_fractions_are_never_dearer(costs: list[int], rows: list[tuple[list[int], int]]) -> None:
    solver = Solver(program(costs, rows))
    whole, relaxed = solver.search(Limits()), solver.relax()
    if whole.status == Status.OPTIMAL:
        assert relaxed.objective <= whole.objective + 1e-9


def test_bounds_and_costs_may_be_changed_for_one_solve() -> None:
    solver = Solver(program([1, 1, 1], [([1, 1, 1], 4)]))
    assert solver.search(Limits()).objective == pytest.approx(4)
    lower = np.array([2.0, 2.0, 2.0])
    assert solver.search(Limits(), lower=lower).objective == pytest.approx(6)
    assert solver.relax(costs=np.array([0.0, 1.0, 1.0])).objective == pytest.approx(1)
    assert solver.search(Limits()).objective == pytest.approx(4)


def test_a_column_that_nothing_mentions_keeps_its_lower_bound() -> None:
    model = program([1, 1, 1], [([1, 1, 0], 2)])
    model.column("idle", lower=2.0, upper=9.0)
    found = Solver(model).search(Limits())
    assert found.values is not None
    assert found.values[3] == 2


def test_a_solve_begins_where_another_ended() -> None:
    solver = Solver(program([3, 2, 4], [([2, 1, 1], 5), ([1, 3, 2], 6)]))
    first = solver.relax()
    again = solver.relax(basis=first.basis)
    assert again.objective == pytest.approx(first.objective)
    assert again.steps == 0


def test_the_caller_may_stop_a_search() -> None:
    rng = np.random.default_rng(1)
    rows = [(rng.integers(1, 9, 30).tolist(), 40) for _ in range(15)]
    model = program(rng.integers(5, 20, 30).tolist(), rows)
    heard: list[tuple[float, float]] = []

    def enough(cost: float, bound: float) -> bool:
        heard.append((cost, bound))
        return True

    stopped = Solver(model).search(Limits(), improved=enough)
    whole = Solver(model).search(Limits())
    assert heard
    assert stopped.bound <= whole.objective + 1e-6
    assert stopped.values is None or stopped.objective >= whole.objective - 1e-6


def test_the_same_program_gives_the_same_answer() -> None:
    rows = [([1, 2, 3], 7), ([3, 1, 1], 5)]
    first, again = (Solver(program([2, 3, 4], rows)).search(Limits()).values for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.tolist() == again.tolist()


def test_no_bound_is_told_above_what_there_is_while_a_start_is_completed() -> None:
    """A start far from the best one leaves out the last columns: they are no proof of it."""
    draw = np.random.default_rng(1)
    model = Model()
    for number in range(60):
        model.column(f"x{number}", upper=1, integer=True, cost=float(draw.integers(3, 20)))
    for _ in range(30):
        model.row([(c, float(draw.integers(0, 9))) for c in range(60)], lower=37.0)
    told: list[float] = []

    def heard(_cost: float, bound: float) -> bool:
        told.append(bound)
        return False

    found = Solver(model).search(Limits(), start=np.ones(5), improved=heard)
    assert found.status == Status.OPTIMAL
    assert max(told) <= found.objective + 1e-6
