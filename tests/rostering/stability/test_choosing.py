"""The program that chooses what stays of an old roster."""

import numpy as np

from rostering.stability.days import built, judged, teams
from wfm.rostering.stability.choosing import Choosing
from wfm.rostering.stability.detours import Base, Walker
from wfm.solver.growing import Effort

COST = 1_000.0


def bases() -> list[Base]:
    walker = Walker(built(), built().groups[0])
    found = [walker.base(team) for team in teams()]
    return [base for base in found if base is not None]


def test_all_stays_where_the_old_roster_is_enough() -> None:
    gone = sum(team.duties for team in teams())
    for new in (False, True):
        program = Choosing(built(), bases(), gone, COST, lambda: False, new=new)
        assert program.prices() is not None
        assert program.bound < 1
        choice = program.chosen(Effort(nodes=100, calls=1_000))
        assert choice is not None
        assert [base.old.name for base, _ in choice.kept] == list(judged().teams)
        assert np.isclose(choice.changed, 0.0, atol=1e-6)


def test_where_the_cost_is_too_low_agents_are_missing_and_nothing_is_chosen() -> None:
    program = Choosing(built(), bases(), 100, 1.0, lambda: False, new=False)
    assert program.prices() is not None
    assert program.missing > 1
    assert program.chosen(Effort(nodes=100, calls=1_000)) is None
