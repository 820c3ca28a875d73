"""Dates with a comma in files of commas, without quotes around them."""

import pytest

from wfm.ingestion.containers import sheets

ROWS = [f"Mon, 02 Mar 2026,{hour:02}:00,{hour},04:10" for hour in range(8, 18)]


def read(*lines: str) -> list[list[str]]:
    """Return the cells of a file."""
    (sheet,) = sheets("\n".join([*lines, ""]).encode(), "f.csv")
    return [list(row) for row in sheet.cells.to_numpy(dtype=object)]


@pytest.mark.parametrize("title", [[], ["Call Log Report", ""]])
def test_a_weekday_and_its_date_are_one_cell_where_the_header_has_one_name(
    title: list[str],
) -> None:
    cells = read(*title, "DATE,TIME,CALLS,HANDLE TIME", *ROWS)
    assert cells[-1] == ["Mon, 02 Mar 2026", "17:00", "17", "04:10"]
    assert cells[-11] == ["DATE", "TIME", "CALLS", "HANDLE TIME"]


def test_a_column_of_weekdays_stays_one() -> None:
    cells = read("DAY,DATE,TIME,CALLS,HANDLE TIME", *ROWS)
    assert cells[1] == ["Mon", " 02 Mar 2026", "08:00", "8", "04:10"]


def test_a_time_may_stand_behind_the_date() -> None:
    rows = [f"7,Mon, 02 Mar 2026 {hour:02}:00:00,{hour}" for hour in range(8, 18)]
    assert read("ID,TIMESTAMP,CALLS", *rows)[1] == ["7", "Mon, 02 Mar 2026 08:00:00", "8"]
