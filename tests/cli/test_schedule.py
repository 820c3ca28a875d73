"""`wfm schedule`: files in, a schedule out."""

from pathlib import Path

import pytest

from running import Command, Refusal
from sites import roster


@pytest.fixture
def files(tmp_path: Path) -> Path:
    roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"]}).to_csv(tmp_path / "roster.csv", index=False)
    (tmp_path / "agents.csv").write_text("agent,team,line\nAnna,1,1\nBen,1,2\nCarl,1,3\n")
    (tmp_path / "absences.csv").write_text("agent,first,last\nBen,2026-12-07,2026-12-08\n")
    (tmp_path / "wfm.toml").write_text('timezone = "Europe/London"\n')
    return tmp_path


def test_a_schedule_from_files(wfm: Command, files: Path) -> None:
    ran = wfm(
        *("schedule", "roster.csv", "--start", "2026-12-07", "--weeks", 1),
        *("--agents", "agents.csv", "--absences", "absences.csv", "-o", "schedule.csv"),
    )
    assert ran.code == 0, ran.err
    assert ran.out == ""
    rows = (files / "schedule.csv").read_text().splitlines()
    assert rows[0].startswith("agent,group,date,shift,start,end")
    assert len([row for row in rows if row.startswith("Ben,")]) == 3
    assert ran.lines[-1] == "3 agents, 12 duties of 96.0 h from 2026-12-07 to 2026-12-11"


def test_what_is_uncovered_is_said_and_written(wfm: Command, files: Path) -> None:
    times = [f"2026-12-07T{n // 2:02d}:{n % 2 * 30:02d}+00:00,1" for n in range(12, 44)]
    (files / "needed.csv").write_text("interval_start,agents_scheduled\n" + "\n".join(times))
    ran = wfm(
        *("schedule", "roster.csv", "--start", "2026-12-07", "--weeks", 1, "-o", "out.csv"),
        *("--agents", "agents.csv", "--absences", "absences.csv"),
        *("--requirement", "needed.csv", "--coverage-file", "coverage.csv"),
    )
    assert ran.code == 0, ran.err
    assert "8 agent-hours stay uncovered, 7 agent-hours of them because of absences" in ran.err
    assert "Mon 2026-12-07 14:30-18:00: 1 agent missing, 1 because of absences" in ran.err
    assert len((files / "coverage.csv").read_text().splitlines()) == 33


def test_what_is_wrong_is_one_line(refused: Refusal, files: Path) -> None:
    start = ("--start", "2026-12-07")
    assert "start: give the first day" in refused("schedule", "roster.csv", code=2)
    assert "'7.12.' is not a day" in refused("schedule", "roster.csv", "--start", "7.12.", code=2)
    (files / "agents.csv").write_text("agent\nAnna\nAnna\n")
    said = refused("schedule", "roster.csv", *start, "--agents", "agents.csv")
    assert said == "agents.csv, line 3, column agent: two agents are called 'Anna'"
    said = refused("schedule", "agents.csv", *start)
    assert "the roster has no column team" in said


NAMES = [
    "=HYPERLINK(1)",
    "../../x",
    "[bold]Ann[/bold]",
    "\u05d0\u05d1\u05d2",
    "\U0001f9d1\u200d\U0001f4bb",
    "N" * 200,
]


def test_hostile_names_are_names(wfm: Command, files: Path) -> None:
    (files / "agents.csv").write_text("agent\n" + "\n".join(NAMES[:3]) + "\n", "utf-8")
    three = ("schedule", "roster.csv", "--start", "2026-12-07", "--weeks", 1)
    ran = wfm(*three, "--agents", "agents.csv")
    assert ran.code == 0, ran.err
    assert {row.split(",")[0] for row in ran.out.splitlines()[1:]} == set(NAMES[:3])
    (files / "agents.csv").write_text("agent\n" + "\n".join(NAMES[3:]) + "\n", "utf-8")
    ran = wfm(*three, "--agents", "agents.csv", "-o", "out.csv")
    assert ran.code == 0, ran.err
    written = (files / "out.csv").read_text("utf-8").splitlines()[1:]
    assert {row.split(",")[0] for row in written} == set(NAMES[3:])


def test_a_name_that_acts_on_a_terminal_is_refused(refused: Refusal, files: Path) -> None:
    (files / "agents.csv").write_text("agent\nAnna\x1b[31m\n")
    said = refused("schedule", "roster.csv", "--start", "2026-12-07", "--agents", "agents.csv")
    assert "holds the control character U+001B" in said
    assert "\x1b" not in said
