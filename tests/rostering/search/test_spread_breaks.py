"""Meals and breaks, spread at no cost."""

import numpy as np

from rostering.plans import block, day_group, plan
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.search import search
from wfm.rostering.search.spread_breaks import evened
from wfm.work.week import Week

BUILT = program(
    plan(rules={}, closed="allowed", group=[day_group()]), Week(block(9, 10, 10, days=range(5)), 30)
)
VALUES = search(BUILT, seconds=20, gap=0, even=False).columns.astype(float)


def meals(built: Program, values: np.ndarray) -> np.ndarray:
    """Agents who begin their meal, by the half hour of the week."""
    going = np.zeros(336)
    for kind in built.kinds:
        for one in kind.taken:
            for t, column in one.items():
                going[t // 30] += values[column]
    return going


def test_meals_are_spread_and_all_else_stays_as_it_is() -> None:
    found = evened(BUILT, VALUES, seconds=20)
    assert found is not None
    (group,) = BUILT.groups
    kept = [*group.duties.values(), *group.walks, group.agents]
    np.testing.assert_array_equal(found[kept], np.round(VALUES[kept]))
    assert meals(BUILT, found).sum() == meals(BUILT, VALUES).sum() == 50
    assert meals(BUILT, found).max() <= 3  # ten agents within two and a half hours


def test_every_row_of_the_program_is_kept() -> None:
    found = evened(BUILT, VALUES, seconds=20)
    assert found is not None
    for columns, coefficients, lower, upper in BUILT.model.rows:
        if any("wait" in BUILT.model.names[c] for c in columns):
            continue  # lengths of queues follow from the rest
        total = float(np.array(coefficients) @ found[columns])
        assert lower - 1e-6 <= total <= upper + 1e-6
