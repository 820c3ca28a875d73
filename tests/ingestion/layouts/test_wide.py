"""Dates, times or weekdays across: each number goes into a row of its own."""

import datetime as dt

import pytest

from sheets import rows_of, sheet_of, sheet_of_rows
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.layouts import to_long
from wfm.ingestion.layouts.names import is_measure
from wfm.ingestion.options import ReadOptions

PLAIN = ReadOptions()


def long(text: str, delimiter: str = ",", options: ReadOptions = PLAIN) -> list[str]:
    return rows_of(to_long(sheet_of(text, delimiter), options))


def test_dates_across_and_times_down() -> None:
    text = "\t2/02/2026\t3/02/2026\t13/02/2026\n8:00\t18\t15\t14\n8:30\t12\t8\t18\n"
    assert long(text, "\t") == [
        "Date,Time,Calls",
        "2/02/2026,8:00,18",
        "3/02/2026,8:00,15",
        "13/02/2026,8:00,14",
        "2/02/2026,8:30,12",
        "3/02/2026,8:30,8",
        "13/02/2026,8:30,18",
    ]


def test_the_lines_of_the_file_stay_known() -> None:
    sheet = sheet_of("Report\n\n,02.02.2026,03.02.2026\n08:00,1,2\n08:30,3,4\n")
    assert list(to_long(sheet, PLAIN).cells.index) == [1, 4, 4, 5, 5]


def test_times_across_and_dates_down_with_totals() -> None:
    text = (
        "Date,Weekday,08:00,08:30,09:00,09:30,10:00,Total\n"
        "2026-02-02,Mon,1,2,3,4,5,15\n"
        "2026-02-03,Tue,6,7,8,9,10,40\n"
        "Total,,7,9,11,13,15,55\n"
    )
    sheet = to_long(sheet_of(text), PLAIN)
    assert rows_of(sheet)[:3] == [
        "Date,Time,Weekday,Calls",
        "2026-02-02,08:00,Mon,1",
        "2026-02-02,08:30,Mon,2",
    ]
    assert len(sheet.cells) == 11
    assert sheet.said == ("times across", "column 'Total' left out", "rows of 'Total' left out")


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("0,1,2,3,4,5,6,7", "0:00"),
        ("08,09,10,11,12,13,14,15", "8:00"),
        ("0000,0030,0100,0130,0200,0230,0300,0330", "0000"),
        ("12 AM,1 AM,2 AM,3 AM,4 AM,5 AM,6 AM,7 AM", "12 AM"),
        ("08:00 - 08:30,08:30 - 09:00,09:00 - 09:30,09:30 - 10:00,10:00 - 10:30", "08:00 - 08:30"),
    ],
)
def test_hours_are_written_in_many_ways(header: str, first: str) -> None:
    numbers = ",".join("123456789"[: header.count(",") + 1])
    rows = long(f"Day,{header}\n02.02.2026,{numbers}\n03.02.2026,{numbers}\n")
    assert rows[1] == f"02.02.2026,{first},1"


def test_hours_from_1_to_24_are_counted_from_midnight() -> None:
    hours = ",".join(map(str, range(1, 25)))
    rows = long(f"Day,{hours}\n02.02.2026,{hours}\n")
    assert rows[1] == "02.02.2026,0:00,1"
    assert rows[24] == "02.02.2026,23:00,24"


def test_two_header_rows_with_merged_dates() -> None:
    text = (
        ";02.02.2026;;03.02.2026;;Summe;\n"
        "Zeit;Anrufe;AHT;Anrufe;AHT;Anrufe;AHT\n"
        "08:00;1;201;2;202;3;403\n"
        "08:30;4;204;5;205;9;409\n"
        "Summe;5;;7;;12;\n"
    )
    assert long(text, ";") == [
        "Date,Time,Anrufe,AHT",
        "02.02.2026,08:00,1,201",
        "03.02.2026,08:00,2,202",
        "02.02.2026,08:30,4,204",
        "03.02.2026,08:30,5,205",
    ]


def test_a_row_of_times_below_a_row_of_dates() -> None:
    text = (
        ",02.02.2026,,,03.02.2026,,\n"
        "Queue,08:00,08:30,09:00,08:00,08:30,09:00\n"
        "Sales,1,2,3,4,5,6\n"
        "Support,1,2,3,4,5,6\n"
    )
    rows = long(text)
    assert rows[0] == "Date,Time,Queue,Calls"
    assert rows[4] == "03.02.2026,08:00,Sales,4"
    assert len(rows) == 13


def test_two_measures_side_by_side() -> None:
    dates = "02.02.2026,03.02.2026,04.02.2026,05.02.2026,06.02.2026"
    text = f",Calls,,,,,AHT,,,,\nTime,{dates},{dates}\n08:00,1,2,3,4,5,101,102,103,104,105\n"
    assert long(text)[:2] == ["Date,Time,Calls,AHT", "02.02.2026,08:00,1,101"]


def test_two_measures_below_one_another() -> None:
    dates = "02.02.2026,03.02.2026,04.02.2026,05.02.2026,06.02.2026"
    text = (
        f"Calls\nTime,{dates}\n08:00,1,2,3,4,5\n08:30,6,7,8,9,10\n\n"
        f"AHT (sec)\nTime,{dates}\n08:00,101,102,103,104,105\n08:30,106,107,108,109,110\n"
    )
    rows = long(text)
    assert rows[0] == "Date,Time,Calls,AHT (sec)"
    assert rows[-1] == "06.02.2026,08:30,10,110"
    assert len(rows) == 11


def test_a_column_that_names_the_measure_of_each_row() -> None:
    text = (
        "Date,Queue,Metric,00:00,00:30,01:00,01:30,02:00\n"
        "2026-02-02,Sales,Calls,1,2,3,4,5\n,,AHT,101,102,103,104,105\n"
        "2026-02-03,Sales,Calls,6,7,8,9,10\n,,AHT,106,107,108,109,110\n"
    )
    rows = long(text)
    assert rows[:2] == ["Date,Time,Queue,Calls,AHT", "2026-02-02,00:00,Sales,1,101"]
    assert len(rows) == 11


def test_moments_across_and_measures_down() -> None:
    stamps = ",".join(f"2026-02-02 {hour:02d}:00" for hour in range(8, 13))
    rows = long(f"Interval,{stamps}\nCalls,1,2,3,4,5\nAHT,101,102,103,104,105\n")
    assert rows[:2] == ["Date,Calls,AHT", "2026-02-02 08:00,1,101"]


@pytest.mark.parametrize(
    ("week", "monday"),
    [
        ("Week of 02/02/2026", "2026-02-02"),
        ("Week commencing,2026-02-02", "2026-02-02"),
        ("02.02.2026 - 08.02.2026", "2026-02-02"),
        ("Week ending 15/02/2026", "2026-02-09"),
        ("Week of 02 Feb 2026", "2026-02-02"),
        ("Woche ab Mo 02.02.2026 (KW 6)", "2026-02-02"),
        ("20260202", "2026-02-02"),
        ("KW 6/2026", "2026-02-02"),
        ("2026-W06", "2026-02-02"),
        # 1 June is a Monday; 6 January is none.
        ("Week of 01/06/2026", "2026-06-01"),
    ],
)
def test_weekdays_have_the_dates_of_the_week_above_them(week: str, monday: str) -> None:
    rows = long(f"{week}\nTime,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n08:00,1,2,3,4,5,6,7\n")
    last = dt.date.fromisoformat(monday) + dt.timedelta(days=6)
    assert rows[1] == f"{monday},08:00,1"
    assert rows[7] == f"{last},08:00,7"


def test_weeks_that_begin_on_sunday() -> None:
    rows = long("Week of 03/01/2026\nTime,Sun,Mon,Tue,Wed,Thu,Fri,Sat\n08:00,1,2,3,4,5,6,7\n")
    assert rows[1] == "2026-03-01,08:00,1"
    assert rows[7] == "2026-03-07,08:00,7"


def test_weeks_below_one_another_and_side_by_side() -> None:
    days = "Mo,Di,Mi,Do,Fr,Sa,So"
    below = (
        f"Woche ab 02.02.2026\nZeit,{days}\n08:00,1,2,3,4,5,6,7\n\n"
        f"Woche ab 09.02.2026\nZeit,{days}\n08:00,8,9,10,11,12,13,14\n"
    )
    beside = (
        "Woche ab 02.02.2026,,,,,,,,Woche ab 09.02.2026,,,,,,,\n"
        f"Zeit,{days},Zeit,{days}\n08:00,1,2,3,4,5,6,7,08:00,8,9,10,11,12,13,14\n"
    )
    assert long(below) == long(beside)
    assert long(below)[-1] == "2026-02-15,08:00,14"


def test_the_last_week_may_have_fewer_days() -> None:
    weeks = "Week of 2/03/2026\nTime,Mon,Tue,Wed,Thu,Fri\n08:00,1,2,3,4,5\n08:30,1,2,3,4,5\n"
    weeks += "Week of 30/03/2026\nTime,Mon,Tue\n08:00,6,7\n08:30,6,7\n"
    rows = long(weeks, options=ReadOptions(date_order="dmy"))
    assert [row for row in rows if row.endswith(("08:00,6", "08:00,7"))] == [
        "2026-03-30,08:00,6", "2026-03-31,08:00,7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Calls March 2026", "Anrufe März 2026", "Appels mars 2026", "03/2026", "2026-03",
              "2026年3月", "Tháng 3 năm 2026"],
)  # fmt: skip
def test_days_of_the_month_that_a_line_above_names(title: str) -> None:
    days = range(1, 32)
    rows = [[title], ["Time", *map(str, days), "Total"]]
    rows += [[time, *map(str, days), "496"] for time in ("08:00", "08:30")]
    found = rows_of(to_long(sheet_of_rows(rows), PLAIN))
    assert found[1] == "2026-03-01,08:00,1"
    assert found[31:33] == ["2026-03-31,08:00,31", "2026-03-01,08:30,1"]
    times = ["08:00", "08:30", "09:00", "09:30", "10:00"]
    down = [[title], ["Day", *times], *([str(day), *"56789"] for day in days)]
    assert rows_of(to_long(sheet_of_rows(down), PLAIN))[-1] == "2026-03-31,10:00,9"


def test_days_of_no_month_are_no_dates() -> None:
    rows = [["Calls"], ["Time", *map(str, range(1, 32))], ["08:00", *map(str, range(1, 32))]]
    assert to_long(sheet_of_rows(rows), PLAIN).cells.shape == (3, 32)
    rows[0] = ["February 2026"]
    assert to_long(sheet_of_rows(rows), PLAIN).cells.shape == (3, 32)


def test_a_few_times_across_beside_days() -> None:
    text = "Date,09:00,09:30,10:00\n2026-03-02,5,6,7\n2026-03-03,8,9,10\n"
    assert long(text)[1:3] == ["2026-03-02,09:00,5", "2026-03-02,09:30,6"]
    period = "Report,09:00,10:00,11:00\nDate,Time,Calls,AHT\n2026-03-02,09:00,5,200\n"
    assert long(period)[1] == "Date,Time,Calls,AHT"


def test_the_corner_of_a_table_may_name_what_its_numbers_are() -> None:
    text = "Calls,2026-03-02,2026-03-03\n08:00,5,6\n08:30,7,8\n\n"
    text += "AHT,2026-03-02,2026-03-03\n08:00,200,210\n08:30,220,230\n"
    assert long(text)[:2] == ["Date,Time,Calls,AHT", "2026-03-02,08:00,5,200"]


def test_the_date_of_the_week_may_stand_in_each_row() -> None:
    text = (
        "Week,Time,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n02/02/2026,08:00,1,2,3,4,5,6,7\n"
        ",08:30,1,2,3,4,5,6,7\n09/02/2026,08:00,1,2,3,4,5,6,7\n,08:30,1,2,3,4,5,6,7\n"
    )
    rows = long(text)
    assert len(rows) == 29
    assert "2026-02-15,08:30,7" in rows


def test_weekdays_above_dates_are_left_alone() -> None:
    text = ",Mon,Tue,Wed,Thu,Fri\n,02/02/2026,03/02/2026,04/02/2026,05/02/2026,06/02/2026\n"
    assert long(f"{text}08:00,1,2,3,4,5\n")[:2] == ["Date,Time,Calls", "02/02/2026,08:00,1"]
    beside = "Time,Mon 02/02/2026,Tue 03/02/2026,Wed 04/02/2026\n08:00,1,2,3\n08:30,1,2,3\n"
    assert long(beside)[1] == "02/02/2026,08:00,1"


def test_days_without_a_year_take_that_of_a_line_above() -> None:
    table = "Time;2/2;3/2;4/2;5/2;13/2\n08:00;1;2;3;4;5\n"
    assert long(f"Calls 2026\n{table}", ";")[1] == "2/2/2026,08:00,1"
    with pytest.raises(InputError, match="no year: write them in full"):
        long(table, ";")


def test_cells_of_a_workbook_are_moved_as_they_are() -> None:
    days = [dt.date(2026, 2, 2), dt.date(2026, 2, 3), dt.date(2026, 2, 4)]
    sheet = sheet_of_rows(
        [["Time", *days], [dt.time(8), 1.0, 2.0, 3.0], [dt.time(9), "", 5.0, 6.0]]
    )
    cells = to_long(sheet, PLAIN).cells
    assert list(cells.iloc[1]) == [days[0], dt.time(8), 1.0]
    assert len(cells) == 6  # an empty cell is no row


def test_a_title_names_what_the_numbers_are() -> None:
    table = "Date,00:00,00:30,01:00,01:30,02:00\n2026-02-02,1,2,3,4,5\n"
    assert long(f"AHT\n{table}")[0] == "Date,Time,AHT"
    assert long(f"Contact Centre North\n{table}")[0] == "Date,Time,Calls"
    with pytest.raises(InputError, match="leaves open what its numbers are"):
        long(f"Acme: AHT\n{table}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Time,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n08:00,1,2,3,4,5,6,7\n", "typical week is no history"),
        (
            "Week of 04/02/2026\nTime,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n08:00,1,2,3,4,5,6,7\n",
            "neither the first nor the last weekday",
        ),
        (
            "Time,02.02.2026,03.02.2026,02.02.2026\n08:00,1,2,3\n08:30,1,2,3\n",
            "line 2: a second number for '02.02.2026 08:00'",
        ),
        (
            "Time,02.02.2026,03.02.2026,04.02.2026,05.02.2026,06.02.2026\n08:00,1,2,3,4,5\n,1,2,3,4,5\n",
            "line 3: nothing stands where the other rows have their time",
        ),
    ],
)
def test_what_leaves_a_number_without_a_place_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        long(text)


def test_a_week_that_may_be_two_is_asked_about() -> None:
    # Mondays both, read either way.
    text = "Week of 08/02/2027\nTime,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n08:00,1,2,3,4,5,6,7\n"
    with pytest.raises(Question, match="--date-order mdy"):
        long(text)
    assert long(text, options=ReadOptions(date_order="dmy"))[1].startswith("2027-02-08")
    assert long(text, options=ReadOptions(date_order="mdy"))[1].startswith("2027-08-02")
    # Only one of the two is a Monday.
    assert long(text.replace("08/02/2027", "05/10/2026"))[1].startswith("2026-10-05")


def test_long_files_stay_as_they_are() -> None:
    for text in (
        "interval_start,calls\n2026-02-02T08:00,1\n2026-02-02T08:30,2\n",
        "Date,Start,End,Talk,Hold,Wrap\n2026-02-02,08:00:00,08:30:00,00:03:00,00:00:10,00:00:20\n",
        "Period,01.02.2026,14.02.2026\nTime,Calls,AHT\n08:00,1,201\n08:30,1,201\n",
    ):
        sheet = sheet_of(text)
        assert to_long(sheet, PLAIN) is sheet


def test_queues_above_tables_below_one_another() -> None:
    table = "Time,02.02.2026,03.02.2026\n08:00,1,2\n08:30,3,4\n"
    rows = long(f"Queue: Sales\n{table}\nQueue: Support\n{table}")
    assert rows[:2] == ["Date,Time,Queue,Calls", "02.02.2026,08:00,Sales,1"]
    assert rows[-1] == "03.02.2026,08:30,Support,4"
    assert long(f"Queue: Sales\n{table}")[0] == "Date,Time,Calls"


def test_times_down_may_be_hours_and_minutes_without_a_sign() -> None:
    text = "Time;02.02.2026;03.02.2026\n0800;1;2\n0830;3;4\n"
    assert long(text, ";")[1:3] == ["02.02.2026,0800,1", "03.02.2026,0800,2"]


def test_weekdays_beside_dates_are_no_measures() -> None:
    assert not any(map(is_measure, ("Mon", "Thu", "Di", "Dienstag")))
    assert is_measure("AHT")
