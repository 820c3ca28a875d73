"""The numbers behind pictures: as columns they are the same cells, and nothing in them acts."""

import pandas as pd
import pytest

import wfm
from hostile_names import NAMES
from pages import FORECAST, Read, as_columns
from schedules import schedule
from test_evaluation import MONDAY, PLAN, roster_of
from wfm.quoting import escaped
from wfm.reporting.page import behind
from wfm.reporting.page.picture import Behind, Head
from wfm.tables.schedule_rows import schedule_table


def test_a_column_of_several_tables_is_written_once() -> None:
    both = pd.concat([FORECAST.assign(queue=name) for name in ("sales", "help")])
    written = as_columns(wfm.report([both], config=PLAN))
    assert written.count("Mon 2026-06-01 10:30") == 1
    assert Read(written).tables["forecast-2"][1][0] == "Mon 2026-06-01 00:00"


def test_tables_are_columns_where_there_are_too_many_cells() -> None:
    (picture, *_) = wfm.report([FORECAST]).drawn
    cells = len(picture.behind.heads) * len(picture.behind.rows)
    few = behind.MOST // cells
    assert not behind.are_many([picture] * few)
    assert behind.are_many([picture] * (few + 1))


@pytest.mark.parametrize("cells", [[], [None], [1.5], [None, 2.0, None]])
def test_cells_that_hold_nothing_stay_where_they_are(cells: list[float | None]) -> None:
    rows = [(f"row {place}", cell, "words") for place, cell in enumerate(cells)]
    columns = behind.Columns()
    numbers = Behind((Head("name"), Head("number"), Head("says")), rows)
    table = "".join(columns.table(numbers, "")) + "".join(columns.data())
    read = Read(f'<figure id="one">{table}</figure>')
    shown = [[name, "" if cell is None else f"{cell:g}", says] for name, cell, says in rows]
    assert read.tables["one"] == [["name", "number", "says"], *shown]


def test_no_name_in_a_column_acts() -> None:
    people = wfm.report([schedule_table(schedule(list(NAMES), MONDAY, 1, "UTC"))])
    read = Read(as_columns(people))
    assert read.runs == ["script"]
    assert [row[0] for row in read.tables["grid"][1:]] == [escaped(name.strip()) for name in NAMES]
    teams = pd.concat([roster_of(["DDDDD.."]).assign(team=name) for name in NAMES])
    read = Read(as_columns(wfm.report([teams], config=PLAN)))
    assert read.runs == ["script"]
    assert {row[0] for row in read.tables["grid"][1:]} == {
        f"{escaped(name)}, line 1" for name in NAMES
    }


def test_who_runs_no_script_is_told_where_the_numbers_stand() -> None:
    assert "see report.xlsx" in as_columns(wfm.report([FORECAST]))
    assert "<noscript>" not in wfm.report([FORECAST]).page
