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


def test_lines_on_which_agents_begin_are_marked_where_some_are_vacant() -> None:
    roster = roster_of_two_lines()
    drawing = draw(views.rotation(roster.assign(occupied=(roster["line"] == 2).astype(int))))
    assert "Team 1: 1 agent on 2 lines" in drawing
    assert "In the first week agents are on the lines marked *." in drawing
    assert [line[:2] for line in drawing.splitlines() if line[:1] in "12" and line.strip()] == [
        "1 ",
        "2*",
    ]


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\033[32m" in draw(
        views.rotation(roster_of_two_lines()), colours=True
    )  # the second shift is green
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[32m" not in draw(views.rotation(roster_of_two_lines()), colours=True)
    assert "\033[" not in draw(views.rotation(roster_of_two_lines()))
