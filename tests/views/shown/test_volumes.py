"""Calls: a chart for each week, and the days in numbers."""

import re

import pytest

from drawing import draw, rows_of
from shown_tables import calls
from wfm.units import written
from wfm.views.shown.volumes import MOST_WEEKS, day_of_volumes, volumes


def test_the_days_are_those_of_the_table() -> None:
    frame = calls()
    lines = draw(volumes(frame), 100).splitlines()
    for date, day in frame.groupby(frame["interval_start"].dt.date):
        (line,) = [line for line in lines if f"{date} " in line and "week" not in line]
        assert line.split()[2] == written(day["calls"].sum(), 1)
        assert line.split()[-3:] == ["200.0", "12:00", "100"]


def test_a_day_has_its_intervals_in_numbers() -> None:
    day = calls().head(48)
    drawing = draw(day_of_volumes(day), 80)
    assert drawing.startswith(f"Mon 2026-01-05: {written(day['calls'].sum(), 1)} calls")
    assert rows_of(drawing)["2026-01-05T12:30+00:00"] == ["100", "200", "80", "120"]


@pytest.mark.parametrize("is_past", [False, True])
def test_of_many_weeks_the_first_are_drawn_and_of_a_past_the_last(is_past: bool) -> None:
    frame = calls("2026-01-05", "2026-03-16")
    frame = frame[["interval_start", "calls"]] if is_past else frame
    drawing = draw(volumes(frame))
    assert drawing.count("calls, week of") == MOST_WEEKS
    assert ("calls, week of 2026-01-05" in drawing) != is_past
    assert ("calls, week of 2026-03-09" in drawing) == is_past
    assert f"4 further weeks {'before' if is_past else 'after'} these" in drawing


@pytest.mark.parametrize("is_past", [False, True])
def test_of_many_mondays_as_many_are_drawn_as_of_weeks(is_past: bool) -> None:
    frame = calls("2026-01-05", "2026-03-16")
    frame = frame[frame["interval_start"].dt.day_of_week == 0]
    frame = frame[["interval_start", "calls"]] if is_past else frame
    drawing = draw(day_of_volumes(frame))
    assert ("Mon 2026-01-05: " in drawing) != is_past
    assert ("Mon 2026-03-09: " in drawing) == is_past
    assert len(re.findall(r"^Mon \S+: \S+ calls", drawing, re.MULTILINE)) == MOST_WEEKS
    assert f"4 further days {'before' if is_past else 'after'} these" in drawing
