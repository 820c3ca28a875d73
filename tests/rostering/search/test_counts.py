"""The program without its walks."""

import numpy as np
import pytest

from rostering.plans import FULL_TIME, PART_TIME, plan
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.counts import Counts
from wfm.solver import Solver
from wfm.work.week import Week


@pytest.fixture(scope="module")
def built() -> Program:
    return program(plan(group=[FULL_TIME, PART_TIME]), Week(np.full(336, 2), 30))


@pytest.mark.slow
def test_its_rows_replace_the_network(built: Program) -> None:
    """With fractions everywhere it costs in the end what the whole program does."""
    counts = Counts(built)
    outcome = counts.solver.relax()
    while outcome.values is not None and counts.asks(outcome.values):
        outcome = counts.solver.relax(again=True)
    assert outcome.objective == pytest.approx(Solver(built.model).relax().objective)


def test_it_has_all_columns_but_the_walks(built: Program) -> None:
    counts = Counts(built)
    walks = {column for group in built.groups for column in group.walks}
    assert walks.isdisjoint(counts.kept.tolist())
    assert len(counts.kept) + len(walks) == len(built.model.names)
    assert counts.model.names[: len(counts.kept)] == [built.model.names[c] for c in counts.kept]


def test_numbers_are_whole_and_duties_only_where_that_is_asked(built: Program) -> None:
    counts = Counts(built)
    loose, strict = counts.whole(duties=False), counts.whole(duties=True)
    assert loose[counts.agents].all()
    assert loose[counts.counts].all()
    assert not loose[counts.duties].any()
    assert strict[counts.duties].all()
    hired = counts.whole(duties=False, hired=True)
    assert hired[counts.hired].all()
    assert not hired[counts.agents].any()
    duties = sum(len(group.duties) for group in built.groups)
    assert strict.sum() - loose.sum() == duties


@pytest.mark.slow
def test_a_solution_in_whole_numbers_is_asked_with_its_neighbours(built: Program) -> None:
    """Rows of the neighbours hold for every roster: the linear program costs what it did."""
    counts = Counts(built)
    inside = counts.solver.relax()
    while inside.values is not None and counts.asks(inside.values):
        inside = counts.solver.relax(again=True)
    assert inside.values is not None
    few = np.round(inside.values)
    few[counts.agents] = 1
    assert counts.asks(few, inside.values) > 2
    assert counts.solver.relax().objective == pytest.approx(inside.objective)


def test_a_group_that_can_work_nothing_has_no_numbers() -> None:
    idle = {**PART_TIME, "name": "idle"}
    rules = {"days_on": [6, 6], "days_off": [2, 2], "hours_per_week": 10}
    counts = Counts(program(plan(group=[idle], rules=rules), Week(np.zeros(336, dtype=int), 30)))
    assert len(counts.counts) == 0
    outcome = counts.solver.relax()
    assert outcome.values is not None
    assert counts.asks(outcome.values) == 0
