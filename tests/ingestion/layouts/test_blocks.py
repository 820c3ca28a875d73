"""Reports of a block a day: what stands above a block belongs to its rows."""

import pytest

from sheets import rows_of, sheet_of
from wfm.ingestion.layouts import to_long
from wfm.ingestion.options import ReadOptions

PLAIN = ReadOptions()
HEADER = '"Time","","","ACD Calls","Avg ACD Time"'
BLOCK = '"Split/Skill: {queue}"\n"Date: {day}"\n' + HEADER + "\n{rows}\n"
ROWS = (
    '"8:00","-","8:30AM","17","3:47"\n"8:30","-","9:00AM","11",":38"\n"Totals","","","28","3:30"\n'
)


def block(day: str, queue: str = "Support") -> str:
    return BLOCK.format(day=day, queue=queue, rows=ROWS)


def test_the_day_above_a_block_becomes_a_column() -> None:
    sheet = to_long(sheet_of(block("2/2/2026") + "\n" + block("2/3/2026")), PLAIN)
    assert rows_of(sheet) == [
        "Date,Time,ACD Calls,Avg ACD Time",
        "2/2/2026,8:00 - 8:30AM,17,3:47",
        "2/2/2026,8:30 - 9:00AM,11,:38",
        "2/3/2026,8:00 - 8:30AM,17,3:47",
        "2/3/2026,8:30 - 9:00AM,11,:38",
    ]
    assert list(sheet.cells.index) == [3, 4, 5, 12, 13]
    assert sheet.said == ("Date from the lines above each block", "rows of 'Totals' left out")


def test_queues_become_a_column_where_there_are_several() -> None:
    sheet = to_long(sheet_of(block("2/2/2026", "Sales") + "\n" + block("2/2/2026")), PLAIN)
    rows = rows_of(sheet)
    assert rows[0].startswith("Split/Skill,Date,Time")
    assert rows[1].startswith("Sales,2/2/2026,8:00")
    assert rows[3].startswith("Support,2/2/2026,8:00")


@pytest.mark.parametrize(
    "line",
    [
        "Date: Monday 02.02.2026",
        "Datum:,02.02.2026",
        "Fecha: 02.02.2026,Cola: Ventas",
        "日期：2026年2月2日",
    ],
)
def test_a_single_block_has_a_day_above_it_too(line: str) -> None:
    sheet = to_long(
        sheet_of(f"Report\n{line}\n\nTime,Calls\n08:00,5\n08:30,6\nPrinted: today,x\n"), PLAIN
    )
    rows = [row.split(",") for row in rows_of(sheet)]
    assert rows[0][-2:] == ["Time", "Calls"]
    assert rows[1][-2:] == ["08:00", "5"]
    assert rows[1][0]
    assert rows[3] == ["", "Printed: today", "x"]


@pytest.mark.parametrize(
    "text",
    [
        # The rows have their days: the line is one of the report's filters.
        "Date: 02.02.2026\nDate,Time,Calls\n02.02.2026,08:00,5\n02.02.2026,08:30,5\n",
        "Date: 02.02.2026 - 08.02.2026\nTime,Calls\n08:00,5\n08:30,6\n",
        "Queue: All\nDate,Time,Calls\n02.02.2026,08:00,5\n02.02.2026,08:30,5\n",
    ],
)
def test_filters_of_a_report_are_no_columns(text: str) -> None:
    sheet = sheet_of(text)
    assert to_long(sheet, PLAIN) is sheet
