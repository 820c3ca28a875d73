"""Rosters and schedules as grids."""

import pandas as pd
import pytest

from drawing import draw, roster_of_two_lines
from shown_tables import schedule
from wfm.views.shown.grid import cut, duty_grid

ROSTER = roster_of_two_lines()


@pytest.mark.parametrize(
    ("width", "early", "night"),
    [(120, "E 05:00-13:30", "N 22:00-06:30"), (60, "E 5", "N22"), (30, "E", "N")],
)
def test_a_roster_shows_as_much_of_a_duty_as_there_is_room_for(
    width: int, early: str, night: str
) -> None:
    one, two = draw(duty_grid(ROSTER), width).splitlines()[-2:]
    assert one.split()[:2] == ["1", "1"]
    assert one.count(early) == 5
    assert two.count(night) == 5
    assert one.count("·") == 2


def test_the_legend_has_the_shifts_in_the_order_of_the_day() -> None:
    words = " ".join(draw(duty_grid(ROSTER)).split())
    assert words.startswith("E early 05:00 N night 22:00 · off")


def test_a_schedule_has_dates_and_leave() -> None:
    drawing = draw(duty_grid(schedule()), 120)
    assert "2026-01-05" in drawing
    ben = [line for line in drawing.splitlines() if line.startswith("Ben")]
    assert [line.split().count("leave") for line in ben] == [2, 2]
    assert "x leave" in draw(duty_grid(schedule()), 40)


def test_weeks_stand_beside_one_another_where_there_is_room() -> None:
    (line,) = [x for x in draw(duty_grid(schedule("A" * 25)), 90).splitlines() if x[:2] == "AA"]
    assert line.split()[1:] == [*(["E", "5"] * 5), "·", "·"] * 2


def test_several_duties_of_a_day_are_told() -> None:
    frame = schedule("Anna")
    again = frame.head(1).assign(start="2026-01-05T18:00+00:00", end="2026-01-05T20:00+00:00")
    both = pd.concat([frame, again.assign(meals="", breaks="")])
    assert "+ several duties" in draw(duty_grid(both), 80)


def test_a_roster_without_times_shows_its_shifts() -> None:
    frame = ROSTER[["team", "line", "weekday", "shift"]]
    assert draw(duty_grid(frame), 80).splitlines()[-1].split()[2:4] == ["night", "night"]


def test_only_names_are_cut_and_that_is_shown() -> None:
    assert cut("Bartholomew", 6) == "Barth…"
    assert cut("Ben  ", 3) == "Ben"
    line = draw(duty_grid(schedule("Maximilian Alexander von Hohenstein")), 30).splitlines()[-1]
    assert line.startswith("Maximilian Alex…")
    assert len(line) <= 30
