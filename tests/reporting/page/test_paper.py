"""What of a page is printed: all of it where there is room, else what is most to be looked at."""

import pytest

import wfm
from pages import Read, odd
from schedules import schedule
from test_evaluation import MONDAY, PLAN, forecast_of
from wfm import tables
from wfm.reporting.page.paper import SHEETS, paper_of, printed
from wfm.reporting.page.picture import Behind, Head, Panel, Picture
from wfm.reporting.page.summary import Summary
from wfm.tables.schedule_rows import schedule_table


def summary(queues: list[str]) -> Summary:
    return Summary("Plan", "A week", [], [], [], "", queues)


def small(number: int, queue: str = "") -> Picture:
    """Draw days, of which later ones are more to be looked at."""
    panels = tuple(Panel(300, 130, "", f"day {n}", weight=n) for n in range(number))
    behind = Behind((Head("day"),), [("a day",)])
    return Picture(
        "days", "Days", "A finding", "", panels, behind, layout="small", queue=queue, things="days"
    )


def test_what_has_room_is_printed_whole() -> None:
    pictures = [small(28)]
    paper = paper_of(summary([]), pictures)
    there = printed(pictures[0], paper.room)
    assert (there.panels, there.left_off, paper.left_off) == (pictures[0].panels, "", "")


def test_of_too_many_days_those_are_printed_that_are_most_to_be_looked_at() -> None:
    picture = small(56)
    there = printed(picture, paper_of(summary([]), [picture]).room)
    assert there.panels == picture.panels[28:]
    assert there.left_off == (
        "28 of 56 days are printed, those most to look at; "
        "the other 28 stand on the screen and in report.xlsx."
    )


@pytest.mark.parametrize("number", [13, 50, 200])
def test_of_too_many_queues_the_first_ones_of_the_summary_are_printed(number: int) -> None:
    queues = [f"queue {n}" for n in range(number)]
    pictures = [small(28, queue) for queue in queues for _ in range(4)]
    paper = paper_of(summary(queues[::-1]), pictures)
    kept = len(paper.queues)
    assert 0 < kept <= number
    assert paper.queues == set(queues[number - kept :])
    assert (paper.left_off == "") == (kept == number)
    assert kept == number or f"the other {number - kept} stand" in paper.left_off
    assert kept <= SHEETS * 4


@pytest.mark.slow
def test_tables_and_people_without_end_are_cut_where_it_is_said() -> None:
    people = schedule_table(schedule([f"Agent {n}" for n in range(400)], MONDAY, 1, "UTC"))
    found = odd(tables.DATED_VIOLATIONS, 90).assign(date="2026-06-01")
    made = wfm.report([people, found, forecast_of(7)], config={"timezone": "UTC"})
    by_name = {picture.name: picture for picture in made.drawn}
    room = paper_of(made.summary, made.drawn).room
    rules = printed(by_name["violations"], room)
    assert rules.left_off.startswith(f"{rules.rows} of 90 rows are printed, the first ones;")
    grid = printed(by_name["grid"], room)
    assert grid.left_off.startswith("300 of 400 agents are printed, the first ones;")
    assert sum(panel.shows for panel in grid.panels) == 300
    assert all(panel.height < 960 for panel in grid.panels)
    day = printed(by_name["day"], room)
    assert day.left_off.endswith("The other 6 days stand on the screen and in report.xlsx.")
    read = Read(made.page)
    assert len(read.tables["violations"]) == 91
    assert len(read.tables["grid"]) == 401
    assert made.page.count('<tr class="screen">') == 90 - rules.rows


def test_a_plan_beside_many_others_is_printed_beside_the_first() -> None:
    made = wfm.report([odd(tables.COMPARED, 30)], config=PLAN)
    (picture,) = (one for one in made.drawn if one.name == "compared")
    there = printed(picture, paper_of(made.summary, made.drawn).room)
    assert there.rows == 8
    assert there.left_off.startswith("8 of 30 rows are printed")
