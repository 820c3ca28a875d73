"""Where the rows of a table of intervals stand."""

import numpy as np

from shown_tables import calls, coverage, dated_coverage
from wfm.views.shown.timeline import date_of, timeline


def test_days_with_dates_and_without_are_laid_out_alike() -> None:
    dated, plain = timeline(dated_coverage()), timeline(coverage())
    assert [title for title, _ in dated.days()][:2] == ["Mon 2026-01-05", "Tue 2026-01-06"]
    assert [title for title, _ in plain.days()][:2] == ["Mon", "Tue"]
    assert (dated.step, plain.step) == (30, 30)
    assert dated.of_week(dated.weeks()[1]) == ", week of 2026-01-12"
    assert plain.of_week(0) == ""
    assert str(date_of(7 * dated.weeks()[0])) == "2026-01-05"


def test_a_grid_holds_each_value_once() -> None:
    frame = calls()
    line = timeline(frame)
    values = np.arange(len(frame), dtype=float)
    grids = [line.grid(values, week, np.fmax) for week in line.weeks()]
    assert np.concatenate([grid.ravel() for grid in grids]).tolist() == values.tolist()


def test_an_hour_that_comes_twice_has_one_value_and_one_left_out_none() -> None:
    line = timeline(calls("2026-10-25", "2026-10-26", "Europe/London"))
    values = np.arange(len(line.day), dtype=float)
    (week,) = line.weeks()
    assert line.grid(values, week, np.fmax)[6, 2:4].tolist() == [4.0, 5.0]
    assert line.grid(values, week, np.fmin)[6, 2:4].tolist() == [2.0, 3.0]
    line = timeline(calls("2026-03-29", "2026-03-30", "Europe/London"))
    assert np.isnan(line.grid(np.ones(len(line.day)), line.weeks()[0], np.fmax)[6, 2:4]).all()
