"""The teams of a roster, a line a row."""

import pytest

from drawing import draw, roster_of_two_lines
from wfm import views


def test_rotation_shows_a_line_a_row_with_meals_and_breaks() -> None:
    drawing = draw(views.rotation(roster_of_two_lines()))
    assert "Team 1: 2 agents" in drawing
    assert drawing.count("5-13:30") == 5
    assert drawing.count("m 9") == 5
    assert drawing.count("b 6:45") == 5
    assert drawing.count("·") == 5  # and the legend
    assert max(map(len, drawing.splitlines())) <= 80


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\033[32m" in draw(
        views.rotation(roster_of_two_lines()), colours=True
    )  # the second shift is green
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[32m" not in draw(views.rotation(roster_of_two_lines()), colours=True)
    assert "\033[" not in draw(views.rotation(roster_of_two_lines()))
