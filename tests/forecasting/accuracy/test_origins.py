"""Rolling origins: which, and what is found of each."""

from collections.abc import Callable

import numpy as np
import pytest

from wfm.forecasting.accuracy.origins import judge, judge_handling, spread_origins
from wfm.forecasting.history.days import Past


@pytest.mark.parametrize("days", [55, 56, 63, 100, 400, 1200])
@pytest.mark.parametrize("count", [1, 3, 8])
def test_origins_are_whole_weeks_apart_with_four_weeks_on_both_sides(days: int, count: int) -> None:
    origins = spread_origins(days, count)
    assert len(origins) <= count
    assert bool(origins) is (days >= 56)
    assert all(28 <= origin <= days - 28 for origin in origins)
    assert not origins or origins[-1] == days - 28
    assert all(gap % 7 == 0 and gap > 0 for gap in np.diff(origins))


def test_origins_of_a_long_past_are_spread_over_its_last_year() -> None:
    origins = spread_origins(1200, 8)
    assert len(origins) == 8
    assert 1172 - 364 <= origins[0] < 1172 - 300


def test_a_purely_periodic_past_has_no_error(past: Callable[..., Past]) -> None:
    made = past(84)
    made = Past(made.days, np.tile(made.calls[:7], (12, 1)))
    scores, seconds = judge(made, "mean", [42, 56], 4, 0.8, prepare=lambda known: known)
    assert sorted(scores) == [1, 2, 4]
    assert all(one.wape == pytest.approx(0, abs=1e-12) for one in scores.values())
    assert seconds >= 0


def test_a_queue_without_calls_after_the_origin_has_no_figures(past: Callable[..., Past]) -> None:
    made = past(84)
    made.calls[56:] = 0.0
    scores, _ = judge(made, "mean", [56], 4, 0.8, prepare=lambda known: known)
    assert np.isnan(scores[1].wape)


def test_handling_times_by_time_of_day_are_told_from_one_mean() -> None:
    """Mornings of 100 s and afternoons of 300 s, as many calls in both: one mean errs by half."""
    calls = np.full((60, 2), 1e6)
    aht = np.tile([100.0, 300.0], (60, 1))
    by_time, overall = judge_handling(calls, aht, [30])[1]
    assert by_time == pytest.approx(0, abs=1e-3)
    assert overall == pytest.approx(0.5)
