"""Drawn tables at every width: a number or a time is whole on one line, or its column is named."""

import io
import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from sparing import few
from wfm import views
from wfm.units import written

WIDTHS = [20, 80, 200, 30, 40, 60, 100, 120]
NAMES = ["early", "客服中心夜班", "خدمة العملاء", "🧑‍💻 late", "[red]x[/red]", "Ünïcode_" * 9, "1"]


def draw(picture: Any, width: int, *, colours: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colours, highlight=False, markup=False, emoji=False
    )
    console.print(picture)
    drawn = stream.getvalue()
    assert max(map(cell_len, drawn.splitlines()), default=0) <= width or colours
    return drawn


def dropped(drawing: str) -> list[str]:
    """Names of the columns that are said to have found no place."""
    _, said, names = " ".join(drawing.split()).partition("not shown, too wide for this window: ")
    return names.split(", ") if said else []


def words_of(drawing: str) -> Counter[str]:
    return Counter(drawing.split())


names = st.one_of(
    st.sampled_from(NAMES),
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Nd"])),
)
numbers = st.floats(-1e9, 1e9).map(lambda value: round(value, 2))


@st.composite
def tables(draw_: st.DrawFn, rows: int = 5) -> pd.DataFrame:
    count = draw_(st.integers(1, rows))
    label = st.text("abcdefgh_", min_size=1, max_size=20)
    kinds = draw_(st.dictionaries(label, st.sampled_from("tnnnd"), min_size=1, max_size=12))
    values = {
        "t": names,
        "n": numbers,
        "d": st.datetimes().map(lambda moment: f"{moment:%Y-%m-%d}"),
    }
    return pd.DataFrame(
        {name: [draw_(values[k]) for _ in range(count)] for name, k in kinds.items()}
    )


@given(tables(), st.sampled_from(WIDTHS))
@example(
    pd.DataFrame({f"delta_{name}": [758.5, -1171360.25] for name in ("cost", "fte", "agents")}), 20
)
def test_numbers_and_dates_of_any_table_are_whole_or_their_column_is_named(
    frame: pd.DataFrame, width: int
) -> None:
    drawing = draw(views.plain(frame), width)
    found = words_of(drawing)
    for name in frame:
        column = frame[name]
        if column.dtype.kind == "f":
            shown = [written(value, 6) for value in column]
        else:
            shown = [text for text in column if re.fullmatch(r"[\d-]+", text)]
        if name not in dropped(drawing):
            assert Counter(shown) <= found, drawing


def test_a_value_that_is_wider_than_the_window_is_left_out_and_named() -> None:
    frame = pd.DataFrame({"interval_start": ["2026-01-05T09:00+00:00"], "calls": [7.5]})
    drawing = draw(views.plain(frame), 20)
    assert "calls  7.5" in drawing
    assert "2026" not in drawing
    assert dropped(drawing) == ["interval_start"]


def scenarios(count: int) -> pd.DataFrame:
    figures = {name: [1758.5] * count for name in ("agents", "fte", "paid_hours", "delta_cost")}
    return pd.DataFrame({"scenario": [f"calls=+{i}%" for i in range(count)], **figures})


def test_columns_that_do_not_fit_stand_below_with_the_names_of_their_rows() -> None:
    one, two = draw(views.plain(scenarios(2)), 31).strip().split("\n\n")
    assert [line.split() for line in one.splitlines()] == [
        ["scenario", "agents", "fte"],
        ["calls=+0%", "1,758.5", "1,758.5"],
        ["calls=+1%", "1,758.5", "1,758.5"],
    ]
    assert [line.split()[0] for line in two.splitlines()[-2:]] == ["calls=+0%", "calls=+1%"]


def test_a_narrow_window_has_a_block_for_each_row() -> None:
    frame = scenarios(2).assign(scenario=["base", "calls=+5%,aht=-10%"])
    first, second = draw(views.plain(frame), 30).strip().split("\n\n")
    assert first.splitlines()[0].split() == ["scenario", "base"]
    assert second.splitlines()[-1].split() == ["delta_cost", "1,758.5"]


@pytest.mark.parametrize("width", few(3, WIDTHS))
@pytest.mark.parametrize(("calls", "queue"), [(7.25, ""), (12345.0, "客服"), (99.9, "x" * 50)])
def test_every_interval_of_a_forecast_is_shown_whole(calls: float, queue: str, width: int) -> None:
    starts = pd.date_range("2026-10-19", "2026-11-02", freq="30min", tz="Europe/London")[:-1]
    frame = pd.DataFrame({"queue": queue, "interval_start": starts, "calls": calls})
    drawing = draw(views.calls(frame if queue else frame.drop(columns="queue")), width)
    plain = re.sub("[▁▂▃▄▅▆▇█]", " ", drawing)
    shown = f"{calls:.1f}" if calls < 100 else f"{calls:,.0f}"
    # The hour that the clock change repeats has both its values in one cell.
    assert plain.split().count(shown) == len(frame) - 4
    assert plain.split().count(f"{shown}/{shown}") == 2
    assert dropped(drawing) == []


def duty(start: str, end: str, meal: str) -> dict[str, str]:
    return {"start": start, "end": end, "meals": meal, "breaks": "", "activities": ""}


def team(number: str, shift: str, **times: Any) -> pd.DataFrame:
    days = [
        {"team": number, "line": 1, "weekday": day, "shift": shift, **times} for day in range(1, 8)
    ]
    return pd.DataFrame(days)


@pytest.mark.parametrize("width", few(3, WIDTHS))
@pytest.mark.parametrize("name", NAMES)
def test_every_duty_of_a_roster_is_shown_whole(name: str, width: int) -> None:
    frame = pd.concat(
        [
            team("1", name, **duty("15:30", "20:30", "17:30-18:00")),
            team("Team 客", "night", **duty("22:30", "00:00", "23:00-23:30")),
        ]
    )
    drawing = draw(views.rotation(frame), width)
    if "22:30-00:00" in drawing:
        counted = [drawing.count("15:30-20:30"), drawing.count("17:30-18:00")]
    elif "22:30-24" in drawing:
        counted = [drawing.count("15:30-20:30"), drawing.count("m 17:30")]
    else:
        counted = [drawing.count(" 15:30"), drawing.count("- 20:30"), drawing.count("m 17:30")]
    assert set(counted) == {7}
    assert "Team 客: 1 agent" in drawing


def test_a_wide_window_shows_more_of_a_roster() -> None:
    frame = team("1", "early", **duty("05:00", "13:30", "08:00-08:30"))
    assert "early 05:00-13:30" in draw(views.rotation(frame), 200)
    assert "E 5-13:30" in draw(views.rotation(frame), 80)


def test_weeks_stand_beside_one_another_where_there_is_room() -> None:
    starts = pd.date_range("2026-01-05", "2026-02-02", freq="30min", tz="UTC", inclusive="left")
    picture = views.calls(pd.DataFrame({"interval_start": starts, "calls": 5.0}))
    lines = {width: len(draw(picture, width).splitlines()) for width in (80, 120, 200)}
    assert lines[80] > 1.8 * lines[120] > 1.8 * lines[200]


def test_shifts_are_told_apart_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.concat(
        team(str(i), name, **duty("08:00", "16:30", "")) for i, name in enumerate(NAMES[:3])
    )
    monkeypatch.setenv("NO_COLOR", "1")
    drawing = draw(views.rotation(frame), 80, colours=True)
    assert not re.search("\033\\[3", drawing)
    marks = re.findall(r"(\w) 8-16:30", drawing)
    assert len(set(marks)) == 3
    assert all(f"{mark}=" in drawing for mark in marks)


@pytest.mark.parametrize("width", few(3, WIDTHS))
@pytest.mark.parametrize("step", [15, 30, 60])
def test_the_picture_of_a_day_fits_into_its_window(width: int, step: int) -> None:
    starts = pd.date_range("2026-10-24", "2026-10-27", freq=f"{step}min", tz="Europe/London")[:-1]
    week = pd.DataFrame({"interval_start": starts, "calls": 50.0, "actual": 50.0})
    drawing = draw(views.week_picture(week.assign(calls_low=40.0, calls_high=60.0)), width)
    assert drawing.count("2026-10-2") == 3
    assert "•" in drawing
