"""What wfm writes, saved by a spreadsheet, is read again by the next command."""

import datetime as dt
import io
from pathlib import Path

import pytest
import python_calamine

from running import Command
from wfm import tables

FORECAST = "".join(
    ["interval_start,calls,aht_seconds\n"]
    + [
        f"2026-03-{day:02d}T{hour:02d}:{minute:02d}+01:00,{hour // 4}.5,200.25\n"
        for day in range(2, 9)
        for hour in range(24)
        for minute in (0, 30)
    ]
)


def saved(path: Path) -> bytes:
    """Save a workbook as a German spreadsheet does: CSV in its own code page."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    lines = []
    for row in book.get_sheet_by_index(0).to_python():
        cells = []
        for cell in row:
            if isinstance(cell, dt.date):
                moment = dt.datetime.combine(cell, dt.time()) if type(cell) is dt.date else cell
                cells.append(moment.strftime("%d.%m.%Y %H:%M"))
            elif isinstance(cell, float):
                cells.append(f"{cell:.10g}".replace(".", ","))
            else:
                cells.append(str(cell))
        lines.append(";".join(cells))
    return "\r\n".join(lines).encode("cp1252")


ROSTER = "team,line,weekday,shift,start,end,meals,breaks\n" + "".join(
    f"1,{line},{day},early,06:00,14:30,10:00-10:30,08:00-08:15\n"
    if (line + day) % 3
    else f"1,{line},{day},OFF,,,,\n"
    for line in (1, 2, 3)
    for day in range(1, 8)
)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_requirement_and_a_roster_are_judged_as_they_were(
    wfm: Command, tmp_path: Path, ending: str
) -> None:
    def as_saved(name: str) -> str:
        if ending == "csv":
            (tmp_path / f"{name}.csv").write_bytes(saved(tmp_path / f"{name}.xlsx"))
        return f"{name}.{ending}"

    (tmp_path / "forecast.csv").write_text(FORECAST)
    assert wfm("staff", "forecast.csv", "-q", "-o", "need.xlsx").code == 0
    (tmp_path / "plain.csv").write_text(wfm("staff", "forecast.csv", "-q").out)
    (tmp_path / "roster.xlsx").write_bytes(
        tables.to_workbook(tables.read(ROSTER, tables.ROSTER, "roster"))
    )
    words = ["--requirement", as_saved("need"), "--date-order", "dmy"]
    judged = wfm("check", as_saved("roster"), *words)
    same = wfm("check", "--requirement", "plain.csv", stdin=ROSTER)
    assert (judged.code, judged.out) == (same.code, same.out)
    assert judged.err.splitlines()[-1] == same.err.splitlines()[-1]


def test_days_that_may_be_two_are_asked_about_and_the_answer_is_taken(
    wfm: Command, tmp_path: Path
) -> None:
    lines = ["interval_start;agents_scheduled", "02.03.2026 08:00;2", "02.03.2026 08:30;3"]
    (tmp_path / "need.csv").write_text("\n".join(lines))
    asked = wfm("roster", "need.csv", "--time-limit", "1s")
    assert asked.code == 3
    assert "--date-order dmy" in asked.err
    answered = wfm("roster", "need.csv", "--time-limit", "1s", "--date-order", "dmy")
    assert "--date-order" not in answered.err


def test_unicode_text_goes_through_a_pipe(wfm: Command) -> None:
    tabs = FORECAST.replace(",", "\t").replace(".", ",")
    ran = wfm("staff", "-q", stdin=("\ufeff" + tabs).encode("utf-16-le"))
    assert ran.out == wfm("staff", "-q", stdin=FORECAST).out


def test_events_are_read_from_a_workbook(wfm: Command, tmp_path: Path) -> None:
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["date", "name", "effect"])
        sheet.write_datetime(1, 0, dt.datetime(2026, 3, 10), day)
        sheet.write_row(1, 1, ["Sale", 2])
    (tmp_path / "events.xlsx").write_bytes(data.getvalue())
    (tmp_path / "events.csv").write_text("date,name,effect\n2026-03-10,Sale,2\n")
    words = ["forecast", "--horizon", "3d", "--model", "mean", "-q", "--events"]
    assert wfm(*words, "events.xlsx", stdin=FORECAST).out == (
        wfm(*words, "events.csv", stdin=FORECAST).out
    )


def test_a_row_with_a_field_more_is_damaged_not_saved(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER.replace("\n1,1,2,OFF", "\n1,1,2,more,OFF", 1))
    ran = wfm("check", "roster.csv", "--law", "eu-wtd")
    assert ran.code == 3
    assert "roster.csv, line 3: the row has 9 fields, but the header names 8" in ran.err
