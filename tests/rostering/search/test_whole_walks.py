"""Whole walks for the duties of a solution."""

import numpy as np
import pytest

from rostering.benches import bench
from wfm.rostering.search.whole_walks import GroupWalks


def never(_cost: float, _bound: float) -> bool:
    return False


@pytest.mark.parametrize("best", [True, False])
def test_walks_of_given_duties_are_whole_and_no_dearer_than_they_need_be(best: bool) -> None:
    made = bench()
    (group,) = made.program.groups
    walks = GroupWalks(made.program, group)
    values = np.zeros(len(made.program.model.names))
    for (day, _, _), column in group.duties.items():
        values[column] = 3 if day < 5 else 0
    found, late = walks.whole(values, best=best, seconds=30, improved=never)
    assert not late
    assert found is not None
    place = {int(column): n for n, column in enumerate(walks.columns)}
    assert found[place[group.agents]] == pytest.approx(3)
    whole = found[[place[column] for column in group.walks]]
    assert np.abs(whole - np.round(whole)).max() < 1e-6


def test_duties_that_nobody_can_walk_have_no_walks() -> None:
    """Exactly one duty on one day is a stint of one day, and two are the least."""
    made = bench()
    (group,) = made.program.groups
    exact = bench(agents=1)
    (alone,) = exact.program.groups
    values = np.zeros(len(exact.program.model.names))
    for (day, _, _), column in alone.duties.items():
        values[column] = 2 if day < 5 else 0
    found, _ = GroupWalks(exact.program, alone).whole(values, best=True, seconds=30, improved=never)
    assert found is None
    assert group.agents in GroupWalks(made.program, group).columns
