"""Weeks as grids: the days across, the hours down."""

import pandas as pd
import pytest

from drawing import draw, forecast, rows_of
from wfm import views


def test_forecast_is_a_grid_of_each_week() -> None:
    drawing = draw(views.calls(forecast("Europe/London", "2026-01-05", "2026-01-19")))
    assert "calls, week of 2026-01-05" in drawing
    assert "calls, week of 2026-01-12" in drawing
    assert drawing.count("Mon") == 2
    assert drawing.count("08:30") == 2


def test_days_that_are_not_in_the_table_stay_blank() -> None:
    drawing = draw(views.calls(forecast("UTC", "2026-01-07", "2026-01-08", calls=[2.0] * 48)))
    assert rows_of(drawing)["00:00"] == ["2.0█"]
    assert rows_of(drawing)["day"] == ["96"]


@pytest.mark.parametrize(
    ("day", "hour", "shown"),
    [("2026-10-25", "01:00", ["2.0/4.0▁"]), ("2026-03-29", "01:00", None)],
)
def test_hour_of_a_clock_change_is_shown_twice_or_not_at_all(
    day: str, hour: str, shown: list[str] | None
) -> None:
    end = str(pd.Timestamp(day) + pd.Timedelta(days=1))[:10]
    drawing = draw(views.calls(forecast("Europe/London", day, end)))
    assert rows_of(drawing).get(hour) == shown


def test_agents_are_whole_or_fractions_as_they_are() -> None:
    frame = forecast("UTC", "2026-01-05", "2026-01-05 01:00", agents_scheduled=[2.0, 3.25])
    rows = rows_of(draw(views.agents(frame)))
    assert rows["00:00"] == ["2▅"]
    assert rows["00:30"] == ["3.25█"]


def test_each_queue_has_its_own_grids() -> None:
    one = forecast("UTC", "2026-01-05", "2026-01-06")
    both = pd.concat([one.assign(queue="b"), one.assign(queue="[red]a")], ignore_index=True)
    drawing = draw(views.calls(both))
    assert drawing.index("b: calls, week of") < drawing.index("[red]a: calls, week of")


def test_a_week_without_calls_is_drawn() -> None:
    frame = forecast("UTC", "2026-01-05", "2026-01-06", calls=[0.0] * 48)
    assert rows_of(draw(views.calls(frame)))["day"] == ["0"]
