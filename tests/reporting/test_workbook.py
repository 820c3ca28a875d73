"""The workbook read back by another program's library: cell by cell, names, lengths, pages."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pytest
from icalendar import Calendar

from schedules import CLOCK_CHANGES, HOSTILE, duty, schedule
from wfm.reporting.calendars import calendars
from wfm.reporting.content import Content
from wfm.reporting.stage import workbook
from wfm.reporting.workbook.book import Page
from wfm.reporting.workbook.sheet_names import sheet_name
from wfm.tables.schedule_rows import ScheduledDay

MONDAY = dt.date(2026, 12, 7)
LONDON = ZoneInfo("Europe/London")
Sheets = Literal["teams", "people"]


def book_of(content: Content, sheets: Sheets | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(content, sheets)))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def grid(sheet: Any) -> dict[tuple[str, dt.date], str]:
    """The cells of a schedule that say something."""
    header, *rows = rows_of(sheet)
    dates = [value.date() for value in header[1:]]
    return {
        (row[0], date): text
        for row in rows
        for date, text in zip(dates, row[1:], strict=True)
        if text
    }


def wall(day: ScheduledDay) -> str:
    assert day.start is not None
    assert day.end is not None
    return f"{day.start:%H:%M}-{day.end:%H:%M}"


@pytest.mark.parametrize(("zone", "first"), CLOCK_CHANGES)
def test_schedule_workbook_and_calendars_agree_cell_by_cell(zone: str, first: dt.date) -> None:
    people = ["Anna", "Ben", "Cleo", "Dora"]
    days = schedule(people, first, 2, zone)
    duties = [day for day in days if day.on_duty]
    book = book_of(Content(days))
    cells = grid(book["Schedule"])
    assert cells == {(day.agent, day.date): wall(day) for day in duties}

    listed = {(row[1], row[0].date()): row for row in rows_of(book["Breaks"])[1:]}
    assert len(listed) == len(duties)
    for day in duties:
        assert day.start is not None
        assert day.end is not None
        row = listed[day.agent, day.date]
        assert (row[3], row[4]) == (day.start.replace(tzinfo=None), day.end.replace(tzinfo=None))
        true = day.end - day.start
        assert row[5] == true
        assert row[6] == true / dt.timedelta(hours=1)

    clock = ZoneInfo(zone)
    entries = {}
    for agent in people:
        for event in Calendar.from_ical(calendars(days)[f"{agent}.ics"]).walk("VEVENT"):
            begin, end = (event.decoded(name).astimezone(clock) for name in ("DTSTART", "DTEND"))
            entries[agent, begin.date()] = f"{begin:%H:%M}-{end:%H:%M}"
    assert entries == cells


def covered(first: str, scheduled: Sequence[int], zone: str = "Europe/London") -> pd.DataFrame:
    starts = pd.date_range(first, periods=len(scheduled), freq="30min", tz=zone)
    frame = pd.DataFrame({"interval_start": starts, "required": 2, "scheduled": scheduled})
    return frame.assign(difference=frame["scheduled"] - 2, absent=0)


def test_coverage_is_coloured_by_what_lacks() -> None:
    coverage = covered("2026-12-07", [0, 1, 2, 3] * 12)
    book = book_of(Content([duty("Anna", MONDAY, LONDON)], coverage))
    _, *rows = book["Coverage"].iter_rows()
    fills = {row[5].value: row[5].fill.start_color.rgb for row in rows}
    assert list(fills) == [-2, -1, 0, 1]
    assert len(set(fills.values())) == 4
    assert [cell.value for cell in rows[25][1:]] == [dt.time(12, 30), "UTC+00:00", 2, 1, -1, 0]
    assert [row[1] for row in rows_of(book["Coverage map"])[1:5]] == [-2, -1, 0, 1]
    summary = {row[0]: row[1] for row in rows_of(book["Summary"]) if row[0]}
    assert summary["agent hours required"] == 48
    assert summary["agent hours lacking"] == 12 * (2 + 1) / 2
    assert summary["agent hours above"] == 12 / 2
    assert summary["of the requirement covered"] == 1 - 18 / 48
    assert summary["intervals that lack agents"] == 24


def test_the_hour_that_comes_twice_is_on_the_map_at_its_worst() -> None:
    coverage = covered("2026-10-25", [2, 2, 3, 1, 0, 4, 2], "Europe/London")
    sunday = duty("Anna", dt.date(2026, 10, 25), LONDON)
    book = book_of(Content([sunday], coverage))
    offsets = [row[2] for row in rows_of(book["Coverage"])[1:]]
    assert offsets == ["UTC+01:00"] * 4 + ["UTC+00:00"] * 3
    assert [row[1] for row in rows_of(book["Coverage map"])[1:]] == [0, 0, -2, -1, 0]


def test_a_rotation_stands_as_it_is() -> None:
    roster = pd.DataFrame(
        {
            "team": "1",
            "line": 1,
            "weekday": range(1, 8),
            "shift": ["early"] * 5 + ["OFF"] * 2,
            "start": ["06:00"] * 5 + [None] * 2,
            "end": ["14:30"] * 5 + [None] * 2,
        }
    )
    sheet = book_of(Content(schedule(["Anna"], MONDAY), roster=roster))["Rotation"]
    assert rows_of(sheet)[1] == ["1", 1, *["06:00-14:30"] * 5, None, None]


@pytest.mark.slow
def test_weeks_of_more_than_1440_hours_and_60_days_are_right() -> None:
    people = [f"Agent {number}" for number in range(200)]
    days = schedule(people, MONDAY, 1)
    rows = rows_of(book_of(Content(days))["Summary"])
    total = sum(day.hours for day in days)
    (paid,) = (row[1] for row in rows if row[0] == "paid")
    assert total > 60 * 24
    assert paid == dt.timedelta(hours=total)
    (week,) = (row for row in rows if row[0] == dt.datetime(2026, 12, 7))
    assert week[1:4] == [len([day for day in days if day.on_duty]), paid, total]


def test_leave_is_shown_and_its_kind_is_not() -> None:
    absences = pd.DataFrame(
        {"agent": ["Anna"], "first": ["2026-12-12"], "last": ["2026-12-13"], "kind": ["sick"]}
    )
    book = book_of(Content(schedule(["Anna"], MONDAY), absences=absences), "people")
    for name in ("Schedule", "Anna"):
        texts = [str(value) for row in rows_of(book[name]) for value in row if value]
        assert "LEAVE" in texts
        assert "sick" not in " ".join(texts)
    assert rows_of(book["Absences"])[1][3] == "sick"


def test_two_duties_of_a_day_stand_in_one_cell() -> None:
    days = [duty("Anna", MONDAY, LONDON, 1), duty("Anna", MONDAY, LONDON, 0)]
    assert book_of(Content(days))["Schedule"]["B2"].value == "06:00-14:30\n14:00-22:30"


def formulas(data: bytes) -> list[str]:
    """What a spreadsheet would run, or link to."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode()
            found += re.findall(r"<f>|<f |<hyperlink|externalLink", text)
    return found


@pytest.mark.parametrize("sheets", ["teams", "people"])
def test_hostile_names_are_text_and_nobody_is_lost(sheets: Sheets) -> None:
    days = [replace(duty(name, MONDAY, LONDON), note=name, shift=name) for name in HOSTILE]
    agents = pd.DataFrame({"agent": HOSTILE, "team": HOSTILE})
    content = Content(days, agents=agents, parameters=[(name, name) for name in HOSTILE])
    data = workbook(content, sheets)
    assert formulas(data) == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [row[0] for row in rows_of(book["Schedule"])[1:]] == list(HOSTILE)
    assert [row[1] for row in rows_of(book["Parameters"])[1:]] == list(HOSTILE)
    assert {row[1] for row in rows_of(book["Breaks"])[1:]} == set(HOSTILE)
    assert len(book.sheetnames) == 8 + len(HOSTILE)


def names_of(wanted: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    return [sheet_name(name, taken) for name in wanted]


def test_names_of_sheets_fit_and_differ() -> None:
    assert names_of(["Anna", "anna", "History", "a/b", "", "x" * 40, "x" * 50]) == [
        *("Anna", "anna (2)", "History_", "a_b", "Sheet", "x" * 31, "x" * 27 + " (2)"),
    ]
    for name in names_of(HOSTILE):
        assert len(name.encode("utf-16-le")) <= 62


def test_a_page_is_a_fortnight_in_landscape_with_its_headers() -> None:
    days = schedule(["Anna", "Ben"], MONDAY, 8)
    sheet = book_of(Content(days))["Schedule"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert [stop.id for stop in sheet.col_breaks.brk] == [15, 29, 43]
    widths = [sheet.column_dimensions["A"].width, *[sheet.column_dimensions["B"].width] * 14]
    inches = sum(7 * width for width in widths) / 96 * sheet.page_setup.scale / 100
    assert inches <= 11 - 0.6
    # A column is so wide in these letters, for which every machine has some of that width.
    assert (sheet["A2"].font.name, sheet["A2"].font.size) == ("Arial", 10)
    assert sheet.freeze_panes == "B2"


def test_a_page_is_made_smaller_only_while_it_can_be_read() -> None:
    few, many, hundreds = (Page("x", widths=[10] * 10, height=n) for n in (10, 60, 500))
    assert few.scale == 100
    assert 50 <= many.scale < 100
    assert hundreds.scale == 100


def test_weekends_are_shaded_and_each_shift_has_its_colour() -> None:
    sheet = book_of(Content(schedule(["Anna", "Ben", "Cleo"], MONDAY)))["Schedule"]
    friday, saturday = sheet["F2"].fill.start_color.rgb, sheet["G2"].fill.start_color.rgb
    assert sheet["G2"].value is None
    assert friday != saturday
    colours: dict[str, set[str]] = {}
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            if cell.value:
                colours.setdefault(cell.value, set()).add(cell.fill.start_color.rgb)
    assert len(colours) == 3
    assert all(len(fills) == 1 for fills in colours.values())


def test_names_in_heads_of_pages_are_no_codes() -> None:
    agents = pd.DataFrame({"agent": ["Anna"], "team": ["&P & Co"]})
    book = book_of(Content(schedule(["Anna"], MONDAY), agents=agents), "teams")
    head = book["&P & Co"].oddHeader.left.text
    assert "&&P && Co" in head or "&P & Co" in head
