"""``wfm show``: any table, from a file or a pipe."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from running import Command, Refusal
from wfm import tables

HEADER = "interval_start,agents_scheduled"
WEEK = [f"2026-01-{5 + d:02d}T{h:02d}:00+00:00,{h % 5}" for d in range(7) for h in range(24)]
REQUIREMENT = "\n".join([HEADER, *WEEK, ""])


def test_a_table_from_a_pipe_or_a_file_is_the_same_text(wfm: Command, tmp_path: Path) -> None:
    file = tmp_path / "requirement.csv"
    file.write_text(REQUIREMENT)
    piped, read = wfm("show", stdin=REQUIREMENT), wfm("show", file)
    assert piped.code == 0
    assert piped.out == read.out
    assert piped.out.startswith("agents to schedule, week of 2026-01-05")
    assert "\x1b" not in piped.out
    assert piped.err == ""


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_it_is_as_wide_as_columns_says(
    wfm: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in ([], ["--day", "mon"]):
        lines = wfm("show", *words, stdin=REQUIREMENT).out.splitlines()
        assert max(map(cell_len, lines)) <= columns


def test_rows_of_a_day_may_be_written_in_place_of_the_picture(wfm: Command) -> None:
    rows = wfm("show", "--day", "tue", "--format", "csv", stdin=REQUIREMENT).out.splitlines()
    assert rows == [HEADER, *WEEK[24:48]]
    assert len(json.loads(wfm("show", "--format", "json", stdin=REQUIREMENT).out)) == 168


def test_a_workbook_is_read_too(wfm: Command, tmp_path: Path) -> None:
    book = tmp_path / "requirement.xlsx"
    assert wfm("show", "-o", book, stdin=REQUIREMENT).code == 0
    assert wfm("show", book).out == wfm("show", stdin=REQUIREMENT).out


def test_of_a_workbook_with_several_tables_the_duties_are_drawn(
    wfm: Command, tmp_path: Path
) -> None:
    roster = ["team,line,weekday,shift,start,end,meals,breaks"]
    roster += [f"1,1,{day},early,06:00,14:00,10:00-10:30," for day in range(1, 6)]
    roster += ["1,1,6,OFF,,,,", "1,1,7,OFF,,,,", ""]
    book = tmp_path / "schedule.xlsx"
    made = wfm(
        *("schedule", "--start", "2026-01-05", "--weeks", "1", "-q", "-o", book),
        stdin="\n".join(roster),
    )
    assert made.code == 0, made.err
    shown = wfm("show", book)
    assert "team 1, agent 1" in shown.out
    assert shown.out.count("E 6") == 5
    assert shown.lines[0] == "drawn: schedule of the sheet Data"


def test_a_file_that_is_no_table_is_refused_in_a_line(refused: Refusal, tmp_path: Path) -> None:
    assert refused("show", stdin="when,how_many\n1,2\n").endswith(
        "no line names the columns of a table of wfm, such as a forecast, a requirement, a roster "
        "or a schedule: `wfm inspect` shows what an export holds"
    )
    assert refused("show", stdin="") == "standard input is empty: there is nothing to draw"
    assert "no such file" in refused("show", tmp_path / "nothing.csv").lower()
    assert "--day: 'x' is no day" in refused("show", "--day", "x", stdin=REQUIREMENT, code=2)
    assert "it has no column queue" in refused("show", "--queue", "a", stdin=REQUIREMENT, code=2)
    wrong = REQUIREMENT.replace(",3\n", ",many\n", 1)
    assert "column agents_scheduled: 'many' is not a number" in refused("show", stdin=wrong)


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_every_table_may_be_empty(wfm: Command, table: tables.Table) -> None:
    header = ",".join(column.name for column in table.columns)
    assert wfm("show", stdin=f"{header}\n").out == f"{table.name}: no rows\n"


def test_names_from_outside_do_nothing_on_a_terminal(wfm: Command) -> None:
    hostile = "[red]\u202e=1+1"
    shown = wfm("show", stdin=f"agent,skills\n{hostile},phone\n")
    assert "[red]\\u202e=1+1" in shown.out
    rows = [f"{hostile},2026-01-{d:02d},OFF" for d in range(5, 12)]
    shown = wfm("show", stdin="\n".join(["agent,date,shift", *rows, ""]))
    assert "[red]\\u202e=1+1" in shown.out
    assert "\u202e" not in shown.out


def test_the_service_level_of_the_configuration_colours_the_levels(
    wfm: Command, tmp_path: Path
) -> None:
    names = [c.name for c in tables.EVALUATED.columns if c.given == "always"]
    rows = [f"2026-01-05T{h:02d}:00+00:00," + ",".join("1" for _ in names) for h in range(24)]
    text = "\n".join([",".join([names[0], *names[1:], "service_level"]), *rows, ""])
    config = tmp_path / "wfm.toml"
    config.write_text("[staff]\nservice_level = 0.7\n")
    shown = wfm("show", "--config", config, stdin=text)
    assert "coloured by the target, 0.7" in " ".join(shown.out.split())
