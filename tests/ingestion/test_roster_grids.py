"""Rosters as planners keep them in spreadsheets: which day a cell is of, and whose it is."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from running import Command
from sheets import sheet_of, sheet_of_rows
from wfm import tables
from wfm.errors import InputError
from wfm.ingestion.roster_grids import grid_of

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONDAY = dt.datetime(2026, 3, 16)
E, L = ["06:00-14:30"] * 5 + ["OFF", "OFF"], ["14:00-22:30"] * 5 + ["OFF", "OFF"]
EARLY, LATE = "06:00-14:30 " * 5 + "OFF OFF", "14:00-22:30 " * 5 + "OFF OFF"


def dates(count: int, first: dt.datetime = MONDAY) -> list[dt.datetime]:
    return [first + dt.timedelta(days=day) for day in range(count)]


def walks(rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """Read a sheet; the cells of each team in the order of its lines and days."""
    grid = grid_of(sheet_of_rows(rows), None)
    assert grid is not None
    table = tables.check(grid, tables.ROSTER).sort_values(["line", "weekday"])
    return {str(team): " ".join(part["shift"]) for team, part in table.groupby("team")}


SHEETS: dict[str, list[Sequence[object]]] = {
    "title": [["Roster of week 12"], [], ["Agent", *DAYS], ["Ann", *E], ["Bob", *L]],
    "dates above": [["Plan"], ["", *dates(7)], ["Agent", *DAYS], ["Ann", *E], ["Bob", *L]],
    "dates below": [["Agent", *DAYS], ["", *dates(7)], ["Ann", *E], ["Bob", *L]],
    "days of the month": [
        ["Agent", *DAYS],
        ["", *range(28, 32), 1, 2, 3],
        ["Ann", *E],
        ["Bob", *L],
    ],
    "dates alone": [["Agent", *dates(7), "Hours"], ["Ann", *E, 40], ["Bob", *L, 40]],
    "dates as text": [
        ["Agent", *(f"{day:%d/%m/%Y}" for day in dates(7, dt.datetime(2026, 2, 2)))],
        ["Ann", *E],
        ["Bob", *L],
    ],
    "names above dates": [["Team", "Agent", *dates(7)], ["A", "Ann", *E], ["A", "Bob", *L]],
    "weekdays down": [
        ["Day", "Ann", "Bob"],
        *([d, e, x] for d, e, x in zip(DAYS, E, L, strict=True)),
    ],
    "dates down": [
        ["Day", "Ann", "Bob"],
        *([d, e, x] for d, e, x in zip(dates(7), E, L, strict=True)),
    ],
    "lines in a cell": [
        ["Agent", *DAYS],
        ["Ann", *(cell.replace("-", "\n") for cell in E)],
        ["Bob", *L],
    ],
    "start and end below": [
        ["", *(name for day in DAYS for name in (day, ""))],
        ["Name", *["Start", "End"] * 7],
        ["Ann", *["06:00", "14:30"] * 5, *["OFF", ""] * 2],
        ["Bob", *[dt.time(14), dt.time(22, 30)] * 5, *["OFF", ""] * 2],
    ],
    "in and out": [
        ["Name", *(f"{day} {word}" for day in DAYS for word in ("in", "out"))],
        ["Ann", *["06:00", "14:30"] * 5, *["OFF", ""] * 2],
        ["Bob", *["14:00", "22:30"] * 5, *["OFF", ""] * 2],
    ],
    "headings, a sum and a legend": [
        ["Name", *DAYS, "Hours"],
        ["Team A"],
        ["Ann", *E, 40],
        [],
        ["Team B"],
        ["Bob", *L, 40],
        ["Total", 2, 2, 2, 2, 2, 0, 0, 80],
        ["Key"],
        ["E = 06:00-14:30, L = 14:00-22:30"],
    ],
}


@pytest.mark.parametrize("kind", SHEETS)
def test_the_same_roster_in_many_forms(kind: str) -> None:
    rows = SHEETS[kind]
    width = max(map(len, rows))
    assert walks([[*row, *[""] * (width - len(row))] for row in rows]) == {
        "Ann": EARLY,
        "Bob": LATE,
    }


TWO_WEEKS: dict[str, list[Sequence[object]]] = {
    "beside": [["Agent", *DAYS, *DAYS], ["Ann", *E, *L], ["Bob", *L, *E]],
    "beside, dated": [["Agent", *dates(14)], ["Ann", *E, *L], ["Bob", *L, *E]],
    "below": [
        ["Week 1"],
        ["Agent", *DAYS],
        ["Ann", *E],
        ["Bob", *L],
        [],
        ["Week 2"],
        ["Agent", *DAYS],
        ["Ann", *L],
        ["Bob", *E],
    ],
    "below, dated": [
        ["Agent", *dates(7)],
        ["Ann", *E],
        ["Bob", *L],
        ["", *dates(7, MONDAY + dt.timedelta(days=7))],
        ["Ann", *L],
        ["Bob", *E],
    ],
}


@pytest.mark.parametrize("kind", TWO_WEEKS)
def test_several_weeks_are_the_weeks_of_each_agent(kind: str) -> None:
    rows = TWO_WEEKS[kind]
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    assert walks(padded) == {"Ann": f"{EARLY} {LATE}", "Bob": f"{LATE} {EARLY}"}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ([f"{day:%d.%m.}" for day in dates(7)], "'16.03.' has no year"),
        ([f"{day:%d-%b}" for day in dates(7)], "'16-Mar' has no year"),
        ([*range(1, 32)], "the days 1 to 31 are of no month"),
        (dates(10), "10 days are no whole weeks: keep 7 of them"),
        ([DAYS[day % 7] for day in range(31)], "31 days are no whole weeks: keep 28 of them"),
        ([name for day in DAYS for name in (day, "")], "each day has two columns"),
        (["Tue", "Mon", *DAYS[2:]], "the days Tue, Mon, Wed, .* do not follow one another"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_told_are_asked_for(header: list[object], words: str) -> None:
    rows: list[list[object]] = [["Agent", *header], ["Ann", *["6-14"] * len(header)]]
    with pytest.raises(InputError, match=words):
        grid_of(sheet_of_rows(rows), None)


def test_a_table_of_calls_is_no_roster() -> None:
    text = "time,2026-03-16,2026-03-17,2026-03-18,2026-03-19,2026-03-20\n08:00,5,6,7,8,9\n"
    assert grid_of(sheet_of(text), None) is None


def test_a_clear_question_reaches_the_planner(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("Agent,16.03.,17.03.,18.03.,19.03.,20.03.,21.03.,22.03.\n")
    ran = wfm("check", "r.csv", "--law", "de-arbzg")
    assert ran.code == 3
    assert "has no column team" in ran.err
    with (tmp_path / "r.csv").open("a") as file:
        file.write("Ann,6-14,6-14,6-14,6-14,6-14,,\n")
    ran = wfm("check", "r.csv", "--law", "de-arbzg")
    assert (ran.code, len(ran.lines)) == (3, 1)
    assert "'16.03.' has no year, so its weekday is not known" in ran.err


def test_a_workbook_of_dates_is_judged(wfm: Command, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "ddd dd/mm"})
    sheet.merge_range(0, 0, 0, 8, "Rota")
    sheet.merge_range(2, 0, 3, 0, "Team A")
    for place, date in enumerate(dates(7), 2):
        sheet.write_datetime(1, place, date, day)
    for row, (name, cells) in enumerate((("Ann", E), ("Bob", L)), 2):
        sheet.write_row(row, 1, [name, *cells])
    book.close()
    ran = wfm("check", "r.xlsx", "--law", "de-arbzg")
    assert ran.code == 0, ran.err
    assert "2 agents in 2 teams; per agent and week, by team: 40.00 hours" in ran.err


def test_lines_keep_their_place_in_the_file() -> None:
    grid = grid_of(sheet_of_rows([["Plan", *[""] * 7], ["Agent", *DAYS], ["Ann", *E]]), None)
    assert isinstance(grid, pd.DataFrame)
    assert list(grid.index) == [3]
