"""Calls one by one, in parts that nobody notices."""

import numpy as np
import pytest

from wfm.simulation.kernels.one_by_one import one_by_one


@pytest.mark.parametrize("number", [0, 1, 4096, 10_000])
def test_every_call_comes_once_and_in_order(number: int) -> None:
    arrival, line = np.arange(number) / 8.0, np.arange(number) % 3
    found = list(one_by_one(arrival, line))
    assert found == list(zip(arrival.tolist(), line.tolist(), strict=True))
    assert all(type(moment) is float and type(which) is int for moment, which in found)
