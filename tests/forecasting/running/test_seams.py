"""No jump where one day goes over into the next."""

import numpy as np
import pytest

from wfm.forecasting.running.seams import parts


def test_each_interval_is_ruled_by_the_day_it_is_in() -> None:
    part = parts(24 + 48 + 48, (24, 72), 30)
    np.testing.assert_allclose(part.sum(axis=0), 1)
    assert part[0, :20].tolist() == [1] * 20
    assert part[1, 28:68].tolist() == [1] * 40
    assert part[2, 76:].tolist() == [1] * 44


def test_around_midnight_one_goes_over_into_the_other() -> None:
    part = parts(24 + 48 + 48, (24, 72), 30)
    assert np.abs(np.diff(part, axis=1)).max() == pytest.approx(1 / 8)
    assert (np.diff(part[0]) <= 0).all()
    assert (np.diff(part[2]) >= 0).all()


@pytest.mark.parametrize(("rows", "midnights"), [(1, (1, 1)), (2, (0, 2)), (30, (4, 28))])
def test_short_forecasts_have_their_parts_too(rows: int, midnights: tuple[int, int]) -> None:
    part = parts(rows, midnights, 60)
    assert part.shape == (3, rows)
    np.testing.assert_allclose(part.sum(axis=0), 1)
    assert (part >= 0).all()
