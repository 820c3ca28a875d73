"""Gaps, outages, spikes and closed hours in a past laid out by days."""

import numpy as np

from wfm.ingestion.stretches import closed_hours, expected_intervals, gaps, runs, spikes
from wfm.outages import FloatArray, IntArray

WEEKS = 8


def past(per_interval: float = 10.0) -> tuple[FloatArray, IntArray]:
    """Eight weeks from a Monday on, the same calls in each of 48 intervals."""
    return np.full((7 * WEEKS, 48), per_interval), np.arange(7 * WEEKS) % 7


def test_runs_are_cut_where_the_mask_changes() -> None:
    assert list(runs(np.array([True, True, False, True]))) == [(0, 2), (3, 4)]
    assert list(runs(np.array([], dtype=bool))) == []


def test_closed_hours_are_those_without_a_call_in_any_week() -> None:
    calls, weekday = past()
    calls[:, :16] = 0.0
    calls[:, 40:] = np.nan
    calls[weekday == 6] = 0.0
    closed = closed_hours(calls, weekday)
    assert closed[6].all()
    assert np.flatnonzero(closed[0]).tolist() == [*range(16), *range(40, 48)]


def test_a_quiet_night_is_not_closed() -> None:
    calls, weekday = past()
    calls[:, 3:10] = 0.0
    calls[0, [3, 9]] = 1.0
    assert not closed_hours(calls, weekday)[0].any()


def test_a_weekday_that_does_not_occur_is_not_closed() -> None:
    calls, weekday = past()
    assert not closed_hours(calls[:3], weekday[:3]).any()


def test_a_gap_runs_over_closed_hours_and_counts_the_open_ones() -> None:
    calls, weekday = past()
    calls[:, :16] = np.nan
    calls[10, 30:] = np.nan
    calls[11, :20] = np.nan
    expected = expected_intervals(calls, weekday, closed_hours(calls, weekday))
    (gap,) = gaps(calls, np.full(calls.shape, 10.0), expected)
    assert (gap.first, gap.last, gap.intervals) == (10 * 48 + 30, 11 * 48 + 20, 18 + 4)
    assert gap.usual == 220.0


def test_what_lies_before_the_first_row_and_after_the_last_is_no_gap() -> None:
    calls, weekday = past()
    calls[0, :20] = np.nan
    calls[-1, 20:] = np.nan
    expected = expected_intervals(calls, weekday, np.zeros((7, 48), dtype=bool))
    assert gaps(calls, np.full(calls.shape, 10.0), expected) == []


def test_a_spike_is_far_above_the_same_weekdays_around() -> None:
    calls, _ = past()
    usual = calls.copy()
    calls[9, 20:22] = 60.0
    calls[30, 5] = 25.0
    (spike,) = spikes(calls, usual)
    assert (spike.first, spike.last) == (9 * 48 + 20, 9 * 48 + 22)
    assert (spike.calls, spike.usual) == (120.0, 20.0)


def test_what_is_not_known_to_be_usual_is_no_spike() -> None:
    calls, _ = past()
    calls[9, 20] = 500.0
    assert spikes(calls, np.full(calls.shape, np.nan)) == []
