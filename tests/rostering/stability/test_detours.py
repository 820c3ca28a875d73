"""Detours: legal days, which go together, and what they add up to."""

import numpy as np
import pytest

from rostering.stability.days import built, prices, teams
from wfm.rostering.stability.detours import Base, Walker
from wfm.rostering.stability.walks import layers_of, mondays_of


def base_and_walker() -> tuple[Base, Walker]:
    walker = Walker(built(), built().groups[0])
    base = walker.base(teams()[0])
    assert base is not None
    return base, walker


@pytest.mark.parametrize("seed", range(6))
def test_each_detour_by_itself_keeps_the_rules_and_so_do_all_together(seed: int) -> None:
    base, walker = base_and_walker()
    found = walker.detours(base, prices(base.old, seed=seed))
    layers = layers_of(built().groups[0])
    for taken in (*([detour] for detour in found), found):
        cells = base.with_detours(taken)
        assert mondays_of(layers, [0 if cell is None else 1 for cell in cells]) is not None or (
            not cells
        )
        weeks = [week for detour in taken for week in detour.weeks]
        assert len(weeks) == len(set(weeks))


def test_what_a_detour_changes_is_counted() -> None:
    base, walker = base_and_walker()
    changed = 0
    for seed in range(6):
        for detour in walker.detours(base, prices(base.old, seed=seed)):
            for week, cells in detour.weeks.items():
                was = base.week(week)
                now = cells if cells is not None else (None,) * 7
                changed += sum(a != b for a, b in zip(was, now, strict=True))
            changed -= detour.more.changed
            assert detour.more.lines == -sum(cells is None for cells in detour.weeks.values())
    assert changed == 0


def test_a_team_as_it_was_has_changed_nothing() -> None:
    base, _ = base_and_walker()
    assert (base.amounts.changed, base.amounts.lines) == (0, base.old.lines)
    assert base.with_detours([]) == base.cells == base.old.cells
    assert np.all(base.amounts.limited <= 0)
