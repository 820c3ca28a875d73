"""Linear programs that grow by columns."""

import numpy as np
import pytest

from wfm.solver.growing import Effort, GrowingProgram


def program(sides: list[float]) -> GrowingProgram:
    made = GrowingProgram(np.array(sides), lambda: False)
    for row in range(len(sides)):
        made.add([10.0], [np.array([row], dtype=np.int32)], [np.ones(1)])
    return made


def test_a_cheaper_column_lowers_cost_and_duals() -> None:
    made = program([1.0, 1.0])
    before = made.relax()
    made.add([3.0], [np.array([0, 1], dtype=np.int32)], [np.ones(2)])
    after = made.relax()
    assert before is not None
    assert after is not None
    assert (before.objective, after.objective) == (20.0, 3.0)
    assert after.duals.sum() == pytest.approx(3.0)


def test_a_held_column_keeps_its_value() -> None:
    made = program([2.0])
    made.add([1.0], [np.array([0], dtype=np.int32)], [np.ones(1)])
    made.relax()
    made.fix([1], 1.0)
    relaxed = made.relax()
    assert relaxed is not None
    assert relaxed.values.tolist() == [1.0, 1.0]


def test_columns_can_be_whole() -> None:
    made = program([3.0])
    made.add([4.0], [np.array([0], dtype=np.int32)], [np.full(1, 2.0)])
    relaxed = made.relax()
    assert relaxed is not None
    assert relaxed.objective == pytest.approx(6.0)
    values = made.whole([1], Effort(100, 100))
    assert values is not None
    assert values.tolist() == [1.0, 1.0]
    assert made.whole([1], Effort(100, 100, below=5.0)) is None


@pytest.mark.parametrize("stops", [True, False])
def test_it_stops_when_asked(stops: bool) -> None:
    # Large enough for the solver to ask on the way.
    draw = np.random.default_rng(1)
    made = GrowingProgram(np.ones(150), lambda: stops)
    rows = [np.sort(draw.choice(150, 12, replace=False)).astype(np.int32) for _ in range(1500)]
    made.add(draw.uniform(1, 9, 1500).tolist(), rows, [np.ones(12)] * 1500)
    made.add([50.0] * 150, [np.array([n], dtype=np.int32) for n in range(150)], [np.ones(1)] * 150)
    relaxed = made.relax()
    assert (relaxed is not None and relaxed.optimal) == (not stops)
