"""A program under construction."""

import numpy as np
import pytest

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.solver import Model


def made() -> Model:
    model = Model()
    model.column("x", upper=4.0, integer=True, cost=1.0)
    model.column("y", lower=-1.0)
    return model


def test_columns_are_numbered_as_they_come() -> None:
    model = made()
    assert model.column("z") == 2
    assert model.names == ["x", "y", "z"]
    assert (model.lower, model.integer) == ([0, -1, 0], [True, False, False])
    assert model.upper == [4, np.inf, np.inf]


def test_a_column_that_comes_up_again_is_added_up() -> None:
    model = made()
    model.row([(0, 1.0), (1, 2.0), (0, 3.0)], upper=5.0)
    assert model.rows == [([0, 1], [4.0, 2.0], -np.inf, 5.0)]


def test_what_cancels_out_is_left_out() -> None:
    model = made()
    model.row([(0, 1.0), (1, 2.0), (0, -1.0)], lower=5.0)
    assert model.rows == [([1], [2.0], 5.0, np.inf)]


def test_a_part_has_its_columns_and_no_rows() -> None:
    model = made()
    model.row([(0, 1.0)], upper=1.0)
    part = model.of([1])
    assert (part.names, part.lower, part.rows) == (["y"], [-1.0], [])


def test_building_ends_with_the_time() -> None:
    with deadline.within(0), pytest.raises(OutOfTimeError):
        made().row([(0, 1.0)])
