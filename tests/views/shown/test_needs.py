"""Agents who are needed and who are there."""

import pytest

from drawing import draw
from shown_tables import coverage, dated_coverage, requirement
from wfm.units import written
from wfm.views.shown.needs import covered, day_of_needs, needs


def test_a_requirement_has_its_days_in_numbers() -> None:
    frame = requirement()
    lines = draw(needs(frame), 80).splitlines()
    for date, day in frame.groupby(frame["interval_start"].dt.date):
        (line,) = [line for line in lines if f"{date} " in line and "week of" not in line]
        hours = (day["agents_required"].sum() / 2, day["agents_scheduled"].sum() / 2)
        assert line.split()[2:] == [*(written(hour, 1) for hour in hours), "11", "12:00"]


def test_busy_hours_stand_higher() -> None:
    line = next(line for line in draw(needs(requirement()), 60).splitlines() if line[:3] == "Mon")
    assert line[4 + 24] == "█"
    assert line[4] == "▁"


def test_intervals_without_agents_are_blank_and_days_outside_are_dots() -> None:
    frame = requirement()
    frame = frame[frame["interval_start"].dt.date == frame["interval_start"].dt.date.min()].assign(
        agents_scheduled=[0] * 24 + [5] * 24
    )
    drawing = draw(needs(frame), 80)
    lines = {line[:3]: line[4:52] for line in drawing.splitlines()[:9]}
    assert lines["Mon"] == " " * 24 + "█" * 24
    assert lines["Tue"] == "·" * 48
    assert "blank: none, · not in the table" in " ".join(drawing.split())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_coverage_says_when_most_agents_are_missing(width: int) -> None:
    drawing = draw(covered(dated_coverage()), width)
    words = " ".join(drawing.split())
    assert "4.5 agent-hours short, most on Mon 2026-01-05 10:00-11:30, by 3" in words
    monday = next(line for line in drawing.splitlines() if line.startswith("Mon "))
    assert monday[4:52] == "1" * 20 + "!!!" + "1" * 25


def test_a_week_without_dates_has_its_days_in_numbers() -> None:
    rows = {
        line.split()[0]: line.split()[1:] for line in draw(covered(coverage())).splitlines()[-7:]
    }
    assert rows["Mon"] == ["120", "138", "22.5", "4.5", "10:00-11:30", "-3"]
    assert rows["Tue"] == ["120", "144", "24", "0"]


def test_nothing_is_short_where_nobody_is_missing() -> None:
    frame = coverage()
    assert draw(covered(frame[frame["weekday"] > 1])).startswith("Nowhere short; 144 agent-hours")


def test_a_day_shows_what_is_above_and_what_is_short() -> None:
    drawing = draw(day_of_needs(coverage().head(48)), 60)
    bars = drawing.split("\n\n")[0].splitlines()[1:-1]
    assert bars[0].count("▒") == 45
    assert sum(line.count("!") for line in bars) == 3 * 3
    assert "10:30         5          2          -3" in drawing
