"""A forecast in parts."""

import numpy as np
import pytest

from wfm.forecasting.models.parts import FACTORS, Parts


def test_a_week_that_changed_is_laid_over_shape_and_weekday() -> None:
    factors = {name: np.ones(2) for name in FACTORS} | {"level": np.full(2, 100.0)}
    parts = Parts(factors, np.array([[0.5, 0.5, 0.0], [0.2, 0.3, 0.5]]))
    ratio = np.ones((7, 3))
    ratio[5], ratio[6, 2] = 0.0, 0.5
    found = parts.with_week(ratio, np.array([5, 6]))
    assert found.calls.tolist() == [[0.0, 0.0, 0.0], pytest.approx([20.0, 30.0, 25.0])]
    assert found.factors["weekday"].tolist() == pytest.approx([0.0, 0.75])
    assert found.shape.sum(axis=1).tolist() == pytest.approx([0.0, 1.0])
    assert parts.with_week(None, np.array([5, 6])) is parts
