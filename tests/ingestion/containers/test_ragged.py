"""Rows of a table with a cell too many or too few are refused, never pushed aside."""

import pytest

from wfm.errors import InputError
from wfm.ingestion.containers import sheets

HEADER = "start,calls,aht_seconds,note"
ROWS = [f"2026-01-05 {hour:02}:00,{hour},25{hour % 10}," for hour in range(8, 18)]


def read(*lines: str) -> int:
    """Return how many rows are read."""
    (sheet,) = sheets("\n".join([*lines, ""]).encode(), "f.csv")
    return len(sheet.cells)


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("2026-01-05 12:00,12252,", 3),
        ("2026-01-05 12:0012,252,", 3),
        ("2026-01-05 12:00,,12,252,", 5),
        (",2026-01-05 12:00,12,252,", 5),
        ("2026-01-05 12:00,12,252,late, foggy", 5),
        ("2026-01-05 12:00 12 252 x", 1),
        ("2026-01-05 12:00;12;252;x", 1),
    ],
)
@pytest.mark.parametrize("at", [0, 4, 10])
def test_a_damaged_row_is_refused_by_its_line(row: str, count: int, at: int) -> None:
    said = rf"f\.csv, line {at + 2}: has {count} cells, the rows around it 4: .*: mend that line"
    with pytest.raises(InputError, match=said):
        read(HEADER, *ROWS[:at], row, *ROWS[at:])


def test_a_last_week_of_fewer_days_is_no_damage() -> None:
    weeks = [["Time,Mon,Tue,Wed,Thu,Fri", *(f"{hour:02}:00,1,2,3,4,5" for hour in range(8, 18))]]
    weeks.append(["Time,Mon,Tue", *(f"{hour:02}:00,1,2" for hour in range(8, 18))])
    assert read(*weeks[0], "", *weeks[1]) == 23


@pytest.mark.parametrize(
    "header",
    ["startcalls,aht_seconds,note", "start,calls,,aht_seconds,note", "start calls aht note"],
)
def test_a_damaged_header_is_refused(header: str) -> None:
    with pytest.raises(InputError, match=r"line 1: has \d cells, the rows around it 4"):
        read(header, *ROWS, "2026-01-05 18:00,12,252,late")


def test_a_file_cut_off_within_a_row_is_refused() -> None:
    text = "\n".join([HEADER, *ROWS, "2026-01-05 18:00,1"])
    with pytest.raises(InputError, match="line 12: has 2 cells"):
        sheets(text.encode(), "f.csv")


def test_a_second_table_of_another_width_is_refused() -> None:
    with pytest.raises(InputError, match="line 13: has 3 cells"):
        read(HEADER, *ROWS, "start,calls,aht_seconds", *(row[:-1] for row in ROWS))


def test_titles_totals_and_footers_may_be_short() -> None:
    above = ["Calls per half hour, all sites", "from,2026-01-05,to,2026-01-06,by,me", ""]
    below = ["Total,126", "", "Printed on 2026-02-01 10:00 by A. Planner"]
    assert read(*above, HEADER, *ROWS[:5], "Subtotal,50", *ROWS[5:], *below) == 18


def test_a_delimiter_at_the_end_of_rows_or_of_the_header_is_no_damage() -> None:
    assert read(HEADER.removesuffix(",note"), *ROWS) == 11
    assert read(HEADER + ",", *ROWS) == 11


def test_a_program_may_leave_empty_cells_at_the_end_out() -> None:
    rows = [row.removesuffix(",") if i % 3 else row + "late" for i, row in enumerate(ROWS * 9)]
    assert read(HEADER, *rows) == 91


def test_numbers_of_calls_with_a_point_are_no_times() -> None:
    log = [f"17700{i:05}|17700{i:05}.{i}|sales|NONE|ENTERQUEUE||0123|1" for i in range(9)]
    assert read("1770000000|NONE|NONE|NONE|QUEUESTART|", *log) == 10


def test_a_shorter_week_below_has_dates_of_its_own() -> None:
    days = [f"{day:02}/02/2026" for day in range(2, 14)]
    weeks = [days[:7], days[7:]]
    lines = [
        line
        for week in weeks
        for line in [
            f"Week of {week[0]}",
            ",".join(["Time", *week]),
            *(",".join([f"{hour:02}:00", *["7"] * len(week)]) for hour in range(8, 18)),
            "",
        ]
    ]
    assert read(*lines) > 22
    lines[-3] = lines[-3].removesuffix(",7")
    with pytest.raises(InputError, match="a cell is missing"):
        read(*lines)
