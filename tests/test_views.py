"""Tables drawn for people, on wide and narrow terminals."""

import io
from typing import Any

import pandas as pd
import pytest
from rich.console import Console

from wfm import views


def draw(picture: Any, width: int = 80, *, colours: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colours, highlight=False)
    console.print(picture)
    return stream.getvalue()


def forecast(
    zone: str, begin: str, end: str, calls: list[float] | None = None, **columns: Any
) -> pd.DataFrame:
    starts = pd.date_range(begin, end, freq="30min", tz=zone, inclusive="left")
    numbers = range(len(starts)) if calls is None else calls
    return pd.DataFrame({"interval_start": starts, "calls": numbers, **columns}).astype(
        {"calls": float}
    )


@pytest.fixture
def roster() -> pd.DataFrame:
    duty = ("early", "05:00", "13:30", "09:00-09:30", "06:45-07:00 11:00-11:15")
    night = ("night", "22:00", "06:30", "02:00-02:30", float("nan"))
    off = ("OFF", *[float("nan")] * 4)
    days = [(1, 1, day, *(duty if day < 6 else off)) for day in range(1, 8)]
    days += [(1, 2, day, *(night if day < 6 else off)) for day in range(1, 8)]
    names = ["team", "line", "weekday", "shift", "start", "end", "meals", "breaks"]
    return pd.DataFrame(days, columns=names)


def rows_of(drawing: str) -> dict[str, list[str]]:
    return {row.split()[0]: row.split()[1:] for row in drawing.splitlines() if row.strip()}


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


def test_rotation_shows_a_line_a_row_with_meals_and_breaks(roster: pd.DataFrame) -> None:
    drawing = draw(views.rotation(roster))
    assert "Team 1: 2 agents" in drawing
    assert drawing.count("5-13:30") == 5
    assert drawing.count("m 9") == 5
    assert drawing.count("b 6:45") == 5
    assert drawing.count("·") == 5  # and the legend
    assert max(map(len, drawing.splitlines())) <= 80


@pytest.mark.parametrize("width", [30, 40])
def test_narrow_terminal_cuts_nothing_off(roster: pd.DataFrame, width: int) -> None:
    grid = forecast("UTC", "2026-01-05", "2026-01-12", calls=[123.0] * 336)
    table = pd.DataFrame({"model": ["seasonal_naive"], "wape": [0.14321]})
    for picture in (views.rotation(roster), views.calls(grid), views.plain(table)):
        drawing = draw(picture, width)
        assert "…" not in drawing
        assert max(map(len, drawing.splitlines())) <= width


def test_plain_table() -> None:
    table = pd.DataFrame({"model": ["mean", None], "wape": [0.14321, 2.0]})
    assert [line.split() for line in draw(views.plain(table)).splitlines()] == [
        ["model", "wape"],
        ["mean", "0.14321"],
        ["2"],
    ]


def test_colours_only_where_they_are_wanted(
    roster: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\033[32m" in draw(views.rotation(roster), colours=True)  # the second shift is green
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[32m" not in draw(views.rotation(roster), colours=True)
    assert "\033[" not in draw(views.rotation(roster))


def test_picture_of_a_week_shows_what_came_in_and_beside_the_band() -> None:
    hours = pd.date_range("2026-01-05", periods=48, freq="30min", tz="UTC")
    week = pd.DataFrame({"interval_start": hours, "calls": 50.0})
    week = week.assign(actual=50.0, calls_low=40.0, calls_high=60.0)
    week.loc[10, "actual"] = 100.0
    week.loc[20, "actual"] = float("nan")
    drawing = draw(views.week_picture(week)).splitlines()
    title = next(n for n, line in enumerate(drawing) if line.startswith("Mon 2026-01-05"))
    top, *_, bottom = drawing[title + 1 : title + 8]
    assert drawing[title].rstrip().endswith("up to 100")
    assert top.index("•") == 10
    assert "•" not in bottom
    middle = next(line for line in drawing[title + 1 :] if line.startswith("•"))
    assert middle[20] == "─"  # what was not recorded shows the forecast alone
    assert sum(line[:48].count("•") for line in drawing[title + 1 : title + 8]) == 47
