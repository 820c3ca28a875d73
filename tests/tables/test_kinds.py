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
