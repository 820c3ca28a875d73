"""What wfm writes comes back from a spreadsheet: local dates, decimal commas, workbooks."""

import codecs
import io
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from wfm import tables
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.own_tables import NotOurs, read_own
from wfm.tables.offsets import parted


def forecast(zone: str = "Europe/Berlin") -> pd.DataFrame:
    """Eight days with the hour that a clock change repeats, and a name that is not ASCII."""
    times = pd.date_range("2026-10-20", periods=8 * 48, freq="30min", tz=zone)
    calls = np.arange(len(times)) * 1.2345
    frame = pd.DataFrame(
        {"queue": "Zürich", "interval_start": times, "calls": calls, "aht_seconds": 200.5}
    )
    return tables.conform(frame, tables.FORECAST)


def saved(
    frame: pd.DataFrame, *, between: str = ";", mark: str = ",", date: str = "%d.%m.%Y %H:%M"
) -> str:
    """Write the text that a spreadsheet saves from a workbook of the table."""
    lines = [between.join(map(str, frame.columns))]
    for row in parted(frame).itertuples(index=False):
        cells = []
        for value in row:
            if isinstance(value, pd.Timestamp):
                cells.append(value.strftime(date))
            elif isinstance(value, float):
                cells.append(f"{value:.10g}".replace(".", mark))
            else:
                cells.append(str(value))
        lines.append(between.join(cells))
    lines[0] = between.join(map(str, parted(frame).columns))
    return "\r\n".join(lines) + "\r\n"


def read(
    data: bytes, table: tables.Table = tables.FORECAST, options: ReadOptions | None = None
) -> pd.DataFrame:
    return read_own(data, table, "saved", options or ReadOptions())[0]


SAVED: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "a workbook": tables.to_workbook,
    "German CSV UTF-8": lambda f: saved(f).encode("utf-8-sig"),
    "German CSV": lambda f: saved(f).encode("cp1252"),
    "American CSV": lambda f: saved(f, between=",", mark=".", date="%m/%d/%Y %I:%M %p").encode(),
    "Unicode text": lambda f: (
        codecs.BOM_UTF16_LE + saved(f, between="\t", date="%d/%m/%Y %H:%M:%S").encode("utf-16-le")
    ),
    "Swedish CSV": lambda f: saved(f, date="%Y-%m-%d %H:%M").encode("cp1252"),
    "a CSV of wfm, saved again": lambda f: (
        tables.to_csv(f).replace(",", ";").replace(".", ",").encode("cp1252")
    ),
}


@pytest.mark.parametrize("way", SAVED)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
def test_every_moment_and_number_comes_back(way: str, zone: str) -> None:
    frame = forecast(zone)
    back = tables.conform(read(SAVED[way](frame)), tables.FORECAST)
    assert tables.to_csv(back) == tables.to_csv(frame)


def test_what_was_assumed_is_said() -> None:
    _, said = read_own(saved(forecast()).encode(), tables.FORECAST, "saved", ReadOptions())
    assert said == ("semicolons", "day first", "decimal comma")


def few_days(date: str) -> bytes:
    """Four days that are none above twelve, whichever part is the day."""
    times = pd.date_range("2026-03-03", periods=3, freq="30min", tz="UTC")
    frame = pd.DataFrame({"interval_start": times, "calls": [1.5, 2.5, 3.5], "aht_seconds": 200.5})
    return saved(frame.assign(interval_start=times + pd.Timedelta(days=1)), date=date).encode()


def test_a_date_that_may_be_two_is_asked_about() -> None:
    data = few_days("%d/%m/%Y %H:%M")
    with pytest.raises(Question) as asked:
        read(data)
    assert set(asked.value.readings) == {"--date-order dmy", "--date-order mdy"}
    day_first = read(data, options=ReadOptions(date_order="dmy"))
    assert day_first["interval_start"][0] == pd.Timestamp("2026-03-04", tz="UTC")
    month_first = read(data, options=ReadOptions(date_order="mdy"))
    assert month_first["interval_start"][0] == pd.Timestamp("2026-04-03", tz="UTC")


def test_a_point_that_may_stand_between_thousands_is_asked_about() -> None:
    data = b"interval_start;agents_scheduled\n2026-01-05T08:00Z;1.200\n2026-01-05T08:30Z;1.234\n"
    with pytest.raises(Question) as asked:
        read(data, tables.REQUIREMENT)
    assert set(asked.value.readings) == {"--decimal point", "--decimal comma"}


def roster(start: str, end: str, team: str = "1") -> str:
    days = "".join(
        f"{team};1;{day};early;{start};{end};09:00-09:30;07:00-07:15\n" for day in range(1, 6)
    )
    off = "".join(f"{team};1;{day};OFF;;;;\n" for day in (6, 7))
    return f"team;line;weekday;shift;start;end;meals;breaks\n{days}{off}"


@pytest.mark.parametrize(
    ("start", "end"), [("06:00", "14:30"), ("06:00:00", "14:30:00"), ("6:00 AM", "2:30 PM")]
)
def test_times_of_a_roster_come_back_as_clock_times(start: str, end: str) -> None:
    frame = read(roster(start, end).encode("utf-16"), tables.ROSTER)
    assert frame.loc[
        frame["shift"] != "OFF", ["start", "end"]
    ].drop_duplicates().to_numpy().tolist() == [["06:00", "14:30"]]
    assert frame.loc[frame["shift"] == "OFF", "start"].isin(["", None]).all()


def test_a_roster_of_a_workbook_keeps_its_text() -> None:
    frame = tables.read(roster("06:00", "14:30", team="007"), tables.ROSTER, "r.csv")
    back = read(tables.to_workbook(frame), tables.ROSTER)
    assert tables.to_csv(back) == tables.to_csv(frame)


def test_numbers_and_times_that_a_workbook_made_of_text_are_text_again() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, clock = book.add_worksheet(), book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["team", "line", "weekday", "shift", "start", "end"])
        for day in range(1, 8):
            sheet.write_row(day, 0, [1, 1, day, "early"])
            sheet.write_number(day, 4, 6 / 24, clock)
            sheet.write_number(day, 5, 14.5 / 24, clock)
    frame = read(data.getvalue(), tables.ROSTER)
    assert frame.iloc[0].tolist() == ["1", 1, 1, "early", "06:00", "14:30"]


@pytest.mark.parametrize("days", ["24.12.2026;26.12.2026", "12/24/2026;12/26/2026"])
def test_days_of_events_come_back(days: str) -> None:
    data = f"date;end_date;name;effect\n{days};Sale;1,5\n".encode("utf-8-sig")
    frame = read(data, tables.EVENTS)
    assert frame.iloc[0].tolist() == ["2026-12-24", "2026-12-26", "Sale", 1.5]


def test_days_of_events_tell_their_order_by_their_parts_alone() -> None:
    # As days in a row they would be the second to the fourth of January.
    data = b"date,name\n01/02/2026,a\n01/03/2026,b\n01/04/2026,c\n"
    with pytest.raises(Question) as asked:
        read(data, tables.EVENTS)
    assert asked.value.readings == {
        "--date-order dmy": "2026-02-01",
        "--date-order mdy": "2026-01-02",
    }
    months = read(data, tables.EVENTS, ReadOptions(date_order="dmy"))
    assert months["date"].tolist() == ["2026-02-01", "2026-03-01", "2026-04-01"]


def test_a_sheet_may_have_a_title_above_and_others_beside() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet("notes").write(0, 0, "made on Monday")
        sheet = book.add_worksheet("agents")
        sheet.write(0, 0, "Requirement of week 10")
        sheet.write_row(2, 0, ["interval_start", "agents_scheduled"])
        sheet.write_row(3, 0, ["2026-03-02T08:00+01:00", 5])
        sheet.write_row(4, 0, ["2026-03-02T08:30+01:00", 6])
    frame = read(data.getvalue(), tables.REQUIREMENT)
    assert frame["agents_scheduled"].tolist() == [5, 6]


def test_two_sheets_with_the_table_are_asked_about() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        for name, agents in (("this week", 5), ("next week", 7)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["interval_start", "agents_scheduled"])
            sheet.write_row(1, 0, ["2026-03-02T08:00+01:00", agents])
    with pytest.raises(Question) as asked:
        read(data.getvalue(), tables.REQUIREMENT)
    assert set(asked.value.readings) == {"--sheet 'this week'", "--sheet 'next week'"}
    second = ReadOptions(sheet="next week")
    assert read(data.getvalue(), tables.REQUIREMENT, second)["agents_scheduled"].tolist() == [7]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("interval_start;calls\n22.03.2026 08:00;x\n", "line 2, column calls: 'x' is not a number"),
        ("interval_start;calls\nsoon;1\n", "line 2, column interval_start: 'soon' is not a time"),
        ("day;agents\n02.03.2026;1\n", "has no column interval_start: it has day, agents"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text.encode())


def test_another_table_is_named_with_its_command() -> None:
    with pytest.raises(NotOurs, match="this is a forecast or a history: run `wfm staff` on it"):
        read(tables.to_workbook(forecast()), tables.REQUIREMENT)
