"""Folding a requirement into one week by the wall clock."""

import numpy as np
import pandas as pd
import pytest

from rostering.plans import requirement
from wfm.errors import InputError, OptionError
from wfm.rostering.folding import fold


@pytest.mark.parametrize("step", [15, 30, 60])
def test_one_week_stays_as_it_is(step: int) -> None:
    agents = np.arange(7 * 1440 // step) % 50
    week = fold(requirement(agents, step=step))
    assert week.step == step
    assert week.required.tolist() == agents.tolist()


def test_a_week_may_begin_on_any_day() -> None:
    agents = np.arange(336)
    week = fold(requirement(agents, start="2026-03-05"))
    assert week.required.tolist() == np.roll(agents, 3 * 48).tolist()


def test_of_several_weeks_the_hardest_or_the_mean_is_taken() -> None:
    agents = np.concatenate([np.full(336, 3), np.full(336, 6), np.full(48, 4)])
    assert set(fold(requirement(agents), "max").required.tolist()) == {6}
    mean = fold(requirement(agents), "mean").required
    assert set(mean[:48].tolist()) == {5}  # (3 + 6 + 4) / 3 is 4.33
    assert set(mean[48:].tolist()) == {5}  # (3 + 6) / 2 is 4.5


def test_a_mean_that_is_whole_but_for_rounding_is_not_rounded_up() -> None:
    agents = np.concatenate([np.full(336, 0.1), np.full(336, 1.9)])
    assert set(fold(requirement(agents), "mean").required.tolist()) == {1}


@pytest.mark.parametrize("day", ["2026-03-23", "2026-10-19"])
def test_a_clock_change_leaves_336_half_hours(day: str) -> None:
    times = pd.date_range(day, periods=8 * 48, freq="30min", tz="Europe/London")
    times = times[times < pd.Timestamp(day, tz="Europe/London") + pd.DateOffset(days=7)]
    table = requirement(np.full(len(times), 4))
    table["interval_start"] = times
    assert fold(table).required.tolist() == [4] * 336


def test_less_than_a_week_several_queues_and_a_wrong_fold_are_refused() -> None:
    with pytest.raises(InputError, match=r"spans 6.98 days.*--horizon 1w"):
        fold(requirement(np.full(335, 1)))
    table = pd.concat([requirement(np.full(336, 1)).assign(queue=name) for name in "ab"])
    with pytest.raises(InputError, match=r"several queues \(a, b\)"):
        fold(table.reset_index(drop=True))
    with pytest.raises(OptionError, match="'median' is not one of max, mean"):
        fold(requirement(np.full(336, 1)), "median")
