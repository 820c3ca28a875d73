"""The wrong table, several queues where one is wanted, and a queue that cannot be read."""

from pathlib import Path

import pytest

from running import Command, Refusal
from wfm import tables
from wfm.errors import InputError

CALLS = "interval_start,calls,aht_seconds"


BAND = f"{CALLS},calls_low,calls_high"


NEED = "interval_start,agents_scheduled"


ROSTER = "team,line,weekday,shift,start,end,meals,breaks"


@pytest.mark.parametrize(
    ("header", "command", "says"),
    [
        (BAND, ["roster"], "this is a forecast: run `wfm staff` on it first"),
        (CALLS, ["roster"], "this is a forecast or a history: run `wfm staff` on it first"),
        (ROSTER, ["staff"], "this is a roster: give a forecast"),
        (ROSTER, ["forecast"], "this is a roster: give a history"),
        (ROSTER, ["roster"], "this is a roster: give a requirement"),
        (NEED, ["staff"], "this is a requirement: give a forecast"),
        (NEED, ["forecast"], "this is a requirement: give a history"),
    ],
)
def test_a_table_of_another_stage_is_named(
    refused: Refusal, header: str, command: list[str], says: str
) -> None:
    row = ",".join("1" for _ in header.split(","))
    assert refused(*command, stdin=f"{header}\n{row}\n").startswith(f"standard input: {says}")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (NEED, "this is a requirement: run `wfm roster` on it first"),
        (BAND, "this is a forecast: run `wfm staff` and `wfm roster` on it first"),
    ],
)
def test_a_roster_is_wanted(header: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        tables.read(f"{header}\n", tables.ROSTER, "r.csv")


def test_a_table_of_no_stage_is_shown(refused: Refusal) -> None:
    message = refused("staff", stdin="when,how_many\n1,2\n")
    assert message.endswith("the forecast has no column interval_start: it has when, how_many")


def rows_of(queue: str, days: int = 7, agents: int = 2) -> list[str]:
    return [
        f"{queue},2026-01-{5 + d:02d}T{h // 2:02d}:{h % 2 * 3}0+00:00,{agents}"
        for d in range(days)
        for h in range(48)
    ]


def test_several_queues_are_rostered_one_at_a_time(
    wfm: Command, refused: Refusal, tmp_path: Path
) -> None:
    both = tmp_path / "both.csv"
    lines = [f"queue,{NEED}", *rows_of("help"), *rows_of("sales", agents=0)]
    both.write_text("".join(f"{line}\n" for line in lines))
    assert refused("roster", both) == (
        "the requirement holds several queues (help, sales): name one with --queue, or size them "
        "as one with `wfm staff --pool all`"
    )
    assert refused("roster", both, "--queue", "mail", code=2) == (
        "--queue: 'mail' is not in the requirement: its queues are help, sales"
    )
    nobody = wfm("roster", both, "--queue", "sales")
    assert nobody.code == 0
    assert len(nobody.out.splitlines()) == 1
    assert "no column queue" in refused(
        "roster", "--queue", "help", stdin=f"{NEED}\n2026-01-05T00:00Z,1\n", code=2
    )


DECLARED = {
    id(table): table for table in vars(tables).values() if isinstance(table, tables.Table)
}.values()


def names_of(table: tables.Table, given: str = "") -> list[str]:
    return [column.name for column in table.columns if given in ("", column.given)]


def test_every_declared_table_is_known() -> None:
    assert {table.name for table in DECLARED} == {table.name for table in tables.TABLES}


@pytest.mark.parametrize("table", DECLARED, ids=lambda table: table.name)
def test_a_table_is_told_by_its_columns(table: tables.Table) -> None:
    whole, least = names_of(table), names_of(table, "always")
    assert tables.which_table(whole) is table
    assert tables.which_table(whole[::-1]) is table
    # A forecast of nothing but times and calls is no other thing than a history.
    assert tables.which_table(least) is (tables.HISTORY if table is tables.FORECAST else table)
    assert tables.which_table([name.upper() for name in whole]) is table


@pytest.mark.parametrize("table", DECLARED, ids=lambda table: table.name)
def test_a_column_of_a_planner_changes_nothing(table: tables.Table) -> None:
    assert tables.which_table([*names_of(table), "remark", "cost_centre"]) is table


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("timestamp,calls", tables.HISTORY),
        (BAND, tables.FORECAST),
        (f"queue,{BAND},agents,channel", tables.FORECAST),
        (NEED, tables.REQUIREMENT),
        ("team,Mon,Tue,Wed,Thu,Fri,Sat,Sun", tables.ROSTER),
        ("agent,date,shift,hard", tables.WISHES),
        ("agent,date,shift,start,end", tables.SCHEDULE),
        ("agent,date,shift", tables.SCHEDULE),
        ("agent,skills,email", tables.AGENTS),
        ("call_id,agent,queue,wait", None),
        ("when,how_many", None),
        ("", None),
    ],
)
def test_some_of_its_columns_tell_a_table_too(header: str, table: tables.Table | None) -> None:
    assert tables.which_table(header.split(",")) is table
