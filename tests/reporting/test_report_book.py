"""A report as a workbook: its numbers are its tables', and its charts the spreadsheet's own."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

import wfm
from schedules import HOSTILE
from test_evaluation import PLAN, forecast_of, roster_of
from wfm.reporting import Report

ROSTER = roster_of(["DDDDD..", "NNNN...", "..DDDDD"], meals="12:00-12:30")
FORECAST = forecast_of(7).assign(calls=[1 + n % 48 / 10 for n in range(336)])

MAPS = ("Calls by weekday", "Agents needed", "Agents too few or too many", "Service level expected")


@pytest.fixture(scope="module")
def made() -> Report:
    return wfm.report([FORECAST.assign(calls_low=0.5, calls_high=9.0), ROSTER], config=PLAN)


@pytest.fixture(scope="module")
def book(made: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made.workbook))


def test_each_picture_has_a_sheet_with_its_finding_and_its_numbers(
    made: Report, book: openpyxl.Workbook
) -> None:
    assert book.sheetnames == ["Summary", *(picture.topic for picture in made.drawn)]
    for picture in made.drawn:
        sheet = book[picture.topic]
        assert sheet["A1"].value == picture.title
        shown = list(sheet.iter_rows(min_row=5, values_only=True))
        rows = [tuple(row) for row in picture.behind.rows]
        if picture.topic in MAPS:  # days side by side
            heads = [head.name for head in picture.behind.heads]
            rows = list(zip(heads, *rows, strict=True))[1:]
        assert len(shown) == len(rows)
        for cells, row in zip(shown, rows, strict=True):
            wanted = [None if cell == "" or cell != cell else cell for cell in row]  # noqa: PLR0124
            assert list(cells[: len(row)]) == wanted


def test_charts_are_native_and_maps_coloured_by_their_numbers(
    made: Report, book: openpyxl.Workbook
) -> None:
    with zipfile.ZipFile(io.BytesIO(made.workbook)) as packed:
        charts = [name for name in packed.namelist() if name.startswith("xl/charts/chart")]
        drawn = packed.read(charts[0]).decode()
    assert len(charts) == len({"forecast", "days", "shares", "costs"})
    assert "calls" in drawn
    for topic in ("Calls by weekday", "Agents too few or too many", "Rotation"):
        assert book[topic].conditional_formatting


def test_where_nobody_is_missing_no_cell_is_red(made: Report) -> None:
    plenty = wfm.report([FORECAST.assign(calls=0.1), roster_of(["DDDDDDD"] * 9)], config=PLAN)
    sheet = openpyxl.load_workbook(io.BytesIO(plenty.workbook))["Agents too few or too many"]
    (area,) = sheet.conditional_formatting
    ends = [float(end.val) for end in area.rules[0].colorScale.cfvo]
    assert ends[0] < 0 == ends[1] < ends[2]


def test_numbers_look_like_what_they_are(book: openpyxl.Workbook) -> None:
    levels, calls, costs = book["Service level expected"], book["Calls by weekday"], book["Costs"]
    assert {levels["B21"].number_format, levels["F30"].number_format} == {"0.0%"}
    assert calls["B6"].number_format == "#,##0.0"
    assert str(calls["A2"].value).endswith(" In calls.")
    assert costs["F4"].value == "cost [EUR]"
    assert costs["F5"].number_format == "#,##0"


def test_a_week_is_a_page_and_a_long_table_prints_as_its_chart(
    made: Report, book: openpyxl.Workbook
) -> None:
    # A file leaves out the heights that are one page.
    assert book["Calls by weekday"].page_setup.fitToHeight is None
    assert book["Parameters and versions"].page_setup.fitToHeight == 0
    assert book["Calls by weekday"].page_setup.orientation == "portrait"
    assert book["Calls ahead"].print_area == "'Calls ahead'!$F$4:$V$26"
    assert book["Rotation"].print_title_rows == "$1:$4"


def test_the_first_sheet_is_the_summary(made: Report, book: openpyxl.Workbook) -> None:
    cells = [cell for row in book["Summary"].iter_rows(values_only=True) for cell in row]
    assert {made.summary.title, made.summary.period, *made.summary.concerns} <= set(cells)
    assert {figure.value for figure in made.summary.figures} <= set(cells)


def test_equal_plans_are_equal_bytes(made: Report) -> None:
    again = wfm.report([FORECAST.assign(calls_low=0.5, calls_high=9.0), ROSTER], config=PLAN)
    assert again.workbook == made.workbook


@pytest.mark.slow
def test_no_name_is_a_formula() -> None:
    teams = [ROSTER[:7].assign(team=name) for name in HOSTILE]
    queues = [FORECAST[:48].assign(queue=name) for name in HOSTILE]
    found = wfm.report([pd.concat(teams), pd.concat(queues)], title=HOSTILE[0])
    book = openpyxl.load_workbook(io.BytesIO(found.workbook))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
