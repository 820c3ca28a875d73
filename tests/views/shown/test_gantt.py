"""A day of people against the clock."""

import pytest

from drawing import draw, roster_of_two_lines
from shown_tables import schedule
from wfm.views.shown.gantt import day_of_duties


def monday(width: int) -> list[str]:
    frame = roster_of_two_lines()
    return draw(day_of_duties(frame[frame["weekday"] == 1]), width).splitlines()


@pytest.mark.parametrize(("width", "minutes"), [(80, 30), (120, 15), (200, 10)])
def test_a_sign_is_as_few_minutes_as_there_is_room_for(width: int, minutes: int) -> None:
    lines = monday(width)
    assert f"a sign is {minutes} minutes" in " ".join(lines)
    early, night = lines[-2:]
    assert early.count("E") + early.count("m") + early.count("b") == 510 // minutes
    assert night.count("N") + night.count("m") == 510 // minutes
    assert early.count("m") == 30 // minutes
    assert (night.index("N") - early.index("E")) * minutes == 17 * 60


def test_hours_stand_above_their_columns() -> None:
    *_, hours, early, _ = monday(80)
    assert hours.index("6") == early.index("E") + 2


def test_duties_that_start_first_are_on_top_on_each_date() -> None:
    frame = schedule()
    drawing = draw(day_of_duties(frame[frame["date"].isin(["2026-01-05", "2026-01-12"])]), 80)
    assert "Mon 2026-01-05: 3 duties begin" in drawing
    assert "Mon 2026-01-12: 3 duties begin" in drawing
    people = {"Anna", "Ben", "Cleo"}
    rows = [line.split()[0] for line in drawing.splitlines() if set(line.split()) & people]
    assert rows == ["Anna", "Cleo", "Ben"] * 2


def test_a_day_on_which_nobody_works_says_so() -> None:
    frame = roster_of_two_lines()
    assert draw(day_of_duties(frame[frame["weekday"] == 7])) == "Nobody works then.\n"


def test_shifts_without_times_are_listed() -> None:
    frame = roster_of_two_lines()[["team", "line", "weekday", "shift"]]
    assert "night" in draw(day_of_duties(frame[frame["weekday"] == 1]))
