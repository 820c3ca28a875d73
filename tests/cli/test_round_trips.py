"""Tables of wfm, saved again by a spreadsheet, are taken by every command as they were."""

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
import python_calamine
import xlsxwriter

from running import Command
from sparing import few
from wfm import tables

Cell = str | float | dt.datetime | dt.date | dt.time | bool | dt.timedelta
Rows = Sequence[Sequence[Cell]]

FORECAST = "interval_start,calls,aht_seconds\n" + "".join(
    f"2026-03-{day:02d}T{hour:02d}:{minute:02d}+01:00,{hour // 4}.5,200.25\n"
    for day in range(2, 9)
    for hour in range(24)
    for minute in (0, 30)
)
ROSTER = "team,line,weekday,shift,start,end,meals,breaks\n" + "".join(
    f"1,{line},{day},early,06:00,14:30,10:00-10:30,08:00-08:15\n"
    if (line + day) % 3
    else f"1,{line},{day},OFF,,,,\n"
    for line in (1, 2, 3)
    for day in range(1, 8)
)
HISTORY = "queue,interval_start,calls,aht_seconds\n" + "".join(
    f"{queue},{row[:22]},{1 + int(row[11:13]) // 4},{200 + len(queue)}.75\n"
    for queue in ("=sales", "+1 service")
    for row in FORECAST.splitlines()[1:]
)
LONG = "interval_start,calls\n" + "".join(
    f"2026-{4 + day // 30:02d}-{1 + day % 30:02d}T{hour:02d}:00Z,{hour + day % 7}\n"
    for day in range(60)
    for hour in range(24)
)
EVENTS = "date,end_date,name,effect\n2026-03-13,2026-03-14,-sale,1.25\n2026-03-03,,@mail,1.1\n"
HOURS = "\n".join(
    ["queue,interval_start,calls,aht_seconds"]
    # The clocks go back: the hour from 2 to 3 comes twice.
    + [
        f"{queue},2026-10-25T{hour:02d}:00+0{offset}:00,{hour}.5,200"
        for queue in ("=sales", "+1 service")
        for hour, offset in [(h, 2) for h in range(3)] + [(h, 1) for h in range(2, 24)]
    ]
)
REQUIREMENT = "interval_start,agents_scheduled\n" + "".join(
    f"{row.split(',')[0]},{int(6 <= int(row[11:13]) < 14)}\n" for row in FORECAST.splitlines()[1:]
)


def cells_of(book: bytes) -> Rows:
    """Return the cells of a workbook of wfm, as a spreadsheet has them."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    header, *rows = sheet.to_python()
    if "interval_start" not in header:
        return [header, *rows]
    # The library has a day where it is midnight; the cell shows the time.
    start, midnight = header.index("interval_start"), dt.time()
    for row in rows:
        cell = row[start]
        assert isinstance(cell, dt.date)
        row[start] = cell if isinstance(cell, dt.datetime) else dt.datetime.combine(cell, midnight)
    return [header, *rows]


def opened(text: str) -> Rows:
    """Return the cells that a spreadsheet makes of a CSV: numbers, times of day and days."""

    def cell(field: str) -> Cell:
        if re.fullmatch(r"\d\d:\d\d", field):
            return dt.time.fromisoformat(field)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", field):
            return dt.date.fromisoformat(field)
        return float(field) if re.fullmatch(r"\d+(\.\d+)?", field) else field

    return [[cell(field) for field in row] for row in csv.reader(io.StringIO(text))]


def written(cell: Cell, day: str, time: str, mark: str) -> str:
    """Write a cell as a spreadsheet of some country does."""
    if isinstance(cell, dt.datetime):
        return cell.strftime(f"{day} {time}")
    if isinstance(cell, dt.date):
        return cell.strftime(day)
    if isinstance(cell, dt.time):
        return cell.strftime(time)
    return f"{cell:.10g}".replace(".", mark) if isinstance(cell, float) else str(cell)


def as_text(rows: Rows, page: str, delimiter: str, day: str, time: str, mark: str) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([written(cell, day, time, mark) for cell in row] for row in rows)
    return stream.getvalue().encode(page)


def german(rows: Rows) -> bytes:
    return as_text(rows, "cp1252", ";", "%d.%m.%Y", "%H:%M", ",")


def french(rows: Rows) -> bytes:
    return as_text(rows, "utf-8-sig", ";", "%d/%m/%Y", "%H:%M", ",")


def american(rows: Rows) -> bytes:
    return as_text(rows, "cp1252", ",", "%-m/%-d/%Y", "%-H:%M", ".")


def twelve_hours(rows: Rows) -> bytes:
    return as_text(rows, "cp1252", ",", "%m/%d/%y", "%I:%M:%S %p", ".")


def unicode_text(rows: Rows) -> bytes:
    return as_text(rows, "utf-16", "\t", "%Y-%m-%d", "%H:%M:%S", ".")


def workbook(rows: Rows) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Tabelle1")
        shown = {
            dt.datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
            dt.date: book.add_format({"num_format": "dd.mm.yyyy"}),
            dt.time: book.add_format({"num_format": "hh:mm"}),
        }
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, dt.datetime | dt.date | dt.time):
                    sheet.write_datetime(i, j, cell, shown[type(cell)])
                elif cell != "":
                    sheet.write(i, j, cell)
    return data.getvalue()


SAVED: dict[str, Callable[[Rows], bytes]] = {
    "german.csv": german,
    "french.csv": french,
    "american.csv": american,
    "twelve_hours.csv": twelve_hours,
    "unicode.txt": unicode_text,
    "book.xlsx": workbook,
}
CHECK = ["check", "--law", "eu-wtd", "-q"]
FORECASTED = ["forecast", "--horizon", "2d", "--model", "mean", "-q"]
# What is read, its table, and the commands that take it; the file stands for "{}".
READ: dict[str, tuple[str, tables.Table, list[list[str]]]] = {
    "history": (
        HISTORY,
        tables.HISTORY,
        [
            [*FORECASTED, "{}"],
            ["inspect", "-q", "--format", "csv", "{}"],
        ],
    ),
    "eight weeks": (
        LONG,
        tables.HISTORY,
        [["backtest", "-q", "--models", "mean", "--origins", "2", "{}"]],
    ),
    "forecast": (FORECAST, tables.FORECAST, [["staff", "-q", "{}"]]),
    "forecast of a clock change": (HOURS, tables.FORECAST, [["staff", "-q", "{}"]]),
    "requirement": (
        REQUIREMENT,
        tables.REQUIREMENT,
        [[*CHECK, "roster.csv", "--requirement", "{}"]],
    ),
    "roster": (ROSTER, tables.ROSTER, [[*CHECK, "{}"]]),
    "events": (EVENTS, tables.EVENTS, [[*FORECASTED, "history.csv", "--events", "{}"]]),
}
ORDERS = {
    "german.csv": "dmy",
    "french.csv": "dmy",
    "american.csv": "mdy",
    "twelve_hours.csv": "mdy",
}


def timeless(text: str) -> str:
    """Leave the column out that says how long a model took."""
    frame = pd.read_csv(io.StringIO(text))
    return frame.drop(columns="seconds", errors="ignore").to_csv()


@pytest.mark.parametrize("way", few(1, ["from a workbook", "from a CSV"]))
@pytest.mark.parametrize("name", few(1, SAVED))
@pytest.mark.parametrize("table", READ)
def test_what_is_saved_again_is_taken_as_it_was(
    wfm: Command, tmp_path: Path, table: str, name: str, way: str
) -> None:
    text, kind, commands = READ[table]
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "history.csv").write_text(HISTORY)
    (tmp_path / "plain.csv").write_text(text)
    whole = tables.read(text, kind, "plain.csv")
    rows = cells_of(tables.to_workbook(whole)) if way == "from a workbook" else opened(text)
    (tmp_path / name).write_bytes(SAVED[name](rows))
    for words in commands:
        same = wfm(*(word.format("plain.csv") for word in words))
        assert same.code in {0, 4}, same.err
        ran = wfm(*(word.format(name) for word in words))
        if ran.code == 3 and name in ORDERS:
            assert f"--date-order {ORDERS[name]}" in ran.err
            ran = wfm(*(word.format(name) for word in words), "--date-order", ORDERS[name])
        assert (ran.code, timeless(ran.out)) == (same.code, timeless(same.out)), ran.err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sheet.ods", "sheet.xlsx", "sheet.csv"])
def test_libre_office_gives_tables_back(wfm: Command, tmp_path: Path, name: str) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    books, ending = tmp_path / "books", Path(name).suffix
    books.mkdir()
    for table, (text, kind, _) in READ.items():
        whole = tables.read(text, kind, "plain")
        (books / f"{table}.xlsx").write_bytes(tables.to_workbook(whole))
    # It takes long to start, and converts all of them as fast as one.
    subprocess.run(
        [office, "--headless", "--convert-to", ending[1:], "--outdir", "saved"]
        + [f"{table}.xlsx" for table in READ],
        cwd=books,
        check=True,
        timeout=120,
        capture_output=True,
    )
    for table, (text, _, commands) in READ.items():
        (tmp_path / "plain.csv").write_text(text)
        (tmp_path / "roster.csv").write_text(ROSTER)
        (tmp_path / "history.csv").write_text(HISTORY)
        (tmp_path / name).write_bytes((books / "saved" / f"{table}{ending}").read_bytes())
        for words in commands:
            same = wfm(*(word.format("plain.csv") for word in words))
            ran = wfm(*(word.format(name) for word in words))
            assert (ran.code, timeless(ran.out)) == (same.code, timeless(same.out)), ran.err
