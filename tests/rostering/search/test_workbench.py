"""A program that is searched, and what is kept of it."""

import numpy as np
import pytest

from rostering.benches import bench
from wfm.solver import Limits, Status


def test_columns_are_told_apart() -> None:
    made = bench()
    assert len(made.agents) == 1
    assert len(made.duties) == 7
    assert len(made.missing) == len(made.program.slots.begins)
    assert set(made.fixed) == {*made.agents, *made.walks, *made.duties}


@pytest.mark.parametrize(("starts", "loose"), [(["08:00"], False), ("08:00-09:00", True)])
def test_only_duties_with_a_choice_of_starts_are_loose(starts: object, loose: bool) -> None:
    made = bench(shift=[{"name": "day", "starts": starts}])
    assert made.loose is loose


def test_agents_may_be_missing_where_the_search_is_elastic() -> None:
    strict, elastic = bench(), bench(elastic=True)
    assert (strict.upper()[strict.missing] == 0).all()
    assert np.isinf(elastic.upper()[elastic.missing]).all()
    assert (elastic.upper(elastic=False)[elastic.missing] == 0).all()


def test_a_found_roster_is_kept_and_a_dearer_one_is_not() -> None:
    made = bench()
    found = made.search(made.lower(), made.upper(), Limits())
    assert found.status == Status.OPTIMAL
    made.keep(found)
    assert made.best.cost == pytest.approx(120)
    lower = made.lower()
    lower[made.agents] = 4
    made.keep(made.search(lower, made.upper(), Limits()))
    assert made.best.cost == pytest.approx(120)


def test_a_roster_with_missing_agents_is_kept_only_by_an_elastic_search() -> None:
    for elastic, kept in ((False, False), (True, True)):
        made = bench(agents=2, elastic=elastic)
        made.keep(made.search(made.lower(), made.upper(elastic=True), Limits()))
        assert (made.best.values is not None) is kept


def test_columns_are_marked_as_whole() -> None:
    made = bench()
    marked = made.whole(made.agents, made.duties)
    assert np.flatnonzero(marked).tolist() == sorted([*made.agents, *made.duties])


def test_a_solution_costs_its_agents() -> None:
    made = bench()
    values = np.zeros(len(made.program.model.names))
    values[made.agents] = 3
    assert made.cost_of(values) == 120
