"""What no roster can be below."""

import pytest

from rostering.benches import bench
from rostering.plans import block
from wfm.errors import InfeasibleError
from wfm.rostering.search.proof import bound_by_agents, linear_solution, search_whole


def test_the_linear_program_is_a_bound() -> None:
    made = bench()
    values = linear_solution(made)
    assert values is not None
    assert 0 < made.best.bound <= 120


def test_a_whole_number_of_agents_is_a_better_bound() -> None:
    """Seven days of duty in a week, five for each agent: 1.4 agents by fractions, two by people."""
    made = bench(block(8, 16, 1))
    made.best.step = 0.0  # costs without steps
    linear_solution(made)
    before = made.best.bound
    bound_by_agents(made)
    assert before == pytest.approx(1.4 * 40)
    assert made.best.bound == pytest.approx(80)


def test_the_whole_search_proves_its_roster() -> None:
    made = bench()
    search_whole(made)
    assert made.best.cost == pytest.approx(120)
    assert made.best.bound == pytest.approx(120)
    assert made.best.closed


@pytest.mark.parametrize("step", [linear_solution, search_whole])
def test_a_program_without_a_solution_is_refused(step: object) -> None:
    made = bench(agents=2)
    assert callable(step)
    with pytest.raises(InfeasibleError, match="no roster satisfies the rules"):
        step(made)
