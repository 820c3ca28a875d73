"""The workbook as a whole: its sheets, its bytes, and the schedule that can be read out of it."""

import datetime as dt
import io

import openpyxl

from schedules import schedule
from wfm import tables
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.own_tables import read_own
from wfm.reporting.content import Content
from wfm.reporting.stage import workbook
from wfm.tables.schedule_rows import read_schedule, schedule_table

MONDAY = dt.date(2026, 12, 7)


def test_the_schedule_can_be_read_out_of_its_workbook() -> None:
    days = schedule(["Anna", "007"], MONDAY)
    data = workbook(Content(days, data=schedule_table(days)), "people")
    frame, _ = read_own(data, tables.SCHEDULE, "schedule.xlsx", ReadOptions())
    assert read_schedule(frame) == days
    frame, _ = read_own(workbook(Content(days)), tables.SCHEDULE, "schedule.xlsx", ReadOptions())
    assert read_schedule(frame) == [day for day in days if day.on_duty]


def test_equal_content_gives_equal_bytes() -> None:
    content = Content(schedule(["Anna", "Ben"], MONDAY))
    assert workbook(content, "people") == workbook(content, "people")


def test_what_is_not_known_is_said() -> None:
    data = workbook(Content(schedule(["Anna"], MONDAY)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        *("Summary", "Coverage", "Schedule", "Breaks", "Absences", "Violations"),
        *("Parameters", "Data"),
    ]
    assert book["Coverage"]["A1"].value.startswith("No requirement was given")
    assert book["Violations"]["A1"].value == "Nobody has judged it."


def test_an_empty_schedule_is_one_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(Content([]))))
    assert [[cell.value for cell in row] for row in book["Schedule"].iter_rows()] == [["agent"]]
