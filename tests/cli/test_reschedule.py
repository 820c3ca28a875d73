"""``wfm reschedule``: files, streams, words and exit codes."""

import json
from pathlib import Path

import pytest

from duties import schedule_of
from running import Command
from wfm import tables

PEOPLE = {"Anna": "EEEE---", "Ben": "----LLL", "Cleo": "LLLLL--"}
TOML = """
timezone = "Europe/London"
[roster.rules]
min_rest_hours = 11
hours_per_week = 48
[[roster.group]]
name = "full_time"
shift = [
    { name = "early", starts = ["06:00"] },
    { name = "late", starts = ["14:00"] },
    { name = "night", starts = ["22:00"] },
]
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("wfm.toml").write_text(TOML, "utf-8")
    Path("schedule.csv").write_text(tables.to_csv(schedule_of(PEOPLE)), "utf-8")
    Path("sick.csv").write_text("agent,first,last,kind\nAnna,2026-12-09,2026-12-09,sick\n", "utf-8")
    return tmp_path


def test_the_new_schedule_is_data_and_what_changes_is_said(wfm: Command, files: Path) -> None:
    done = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", "--changes-file", "new.csv")
    assert done.code == 0
    assert "Ben,full_time,2026-12-09,early,2026-12-09T06:00+00:00" in done.out
    assert "1 duty falls out, 8 agent-hours of what is needed" in done.err
    assert "Wed 2026-12-09 Ben: OFF -> early 06:00-14:30, for Anna (sick)" in done.err
    assert "nothing of it stays uncovered" in done.err
    changes = Path("new.csv").read_text("utf-8")
    assert changes == (
        "agent,date,before,after,why\nBen,2026-12-09,OFF,early 06:00-14:30,for Anna (sick)\n"
    )


def test_where_no_duty_falls_out_nothing_changes(wfm: Command, files: Path) -> None:
    Path("sick.csv").write_text("agent,first,last\nAnna,2026-12-13,2026-12-13\n", "utf-8")
    done = wfm("reschedule", "schedule.csv", "--absences", "sick.csv")
    assert done.out == Path("schedule.csv").read_text("utf-8")
    assert "no duty falls out: the schedule stays as it is" in done.err


def test_what_nobody_can_cover_is_priced(wfm: Command, files: Path) -> None:
    done = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", "--from", "2026-12-08T08:00")
    assert done.code == 0
    assert "8 agent-hours stay uncovered, at a price of 80:" in done.err
    assert "1 of them within the notice" in done.err


def test_a_swap_is_judged_and_only_written_when_told(wfm: Command, files: Path) -> None:
    swap = ("--swap", "Anna 2026-12-10, Ben 2026-12-11")
    done = wfm("reschedule", "schedule.csv", *swap)
    assert done.code == 0
    assert done.out.startswith("agent,date,before,after,why\n")
    assert "the swap is allowed: no rule is broken" in done.err
    assert wfm("reschedule", "schedule.csv", *swap, "--apply").out.startswith("agent,group,date")


def test_a_swap_that_breaks_a_rule_ends_with_4_and_writes_nothing(
    wfm: Command, files: Path
) -> None:
    swap = ("--swap", "Anna 2026-12-10, Cleo 2026-12-09")
    done = wfm("reschedule", "schedule.csv", *swap, "--apply", "-o", "new.csv")
    assert done.code != 0
    assert not Path("new.csv").exists()
    refused = wfm("reschedule", "schedule.csv", "--swap", "Anna 2026-12-07, Ben 2026-12-11")
    assert refused.code == 0
    away = wfm("reschedule", "schedule.csv", "--swap", "Cleo 2026-12-11, Anna 2026-12-08")
    assert away.code == 3
    assert "'Cleo' is on duty on 2026-12-08 already" in away.err


def test_a_wrong_command_says_what_to_do(wfm: Command, files: Path) -> None:
    assert "give --absences FILE, or --swap" in wfm("reschedule", "schedule.csv").err
    alone = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", "--apply")
    assert "goes with --swap" in alone.err
    wrong = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", "--from", "soon")
    assert wrong.code == 2
    assert "--from: 'soon' is not a moment" in wrong.err


def test_names_from_outside_are_data(wfm: Command, files: Path) -> None:
    name = "[bold]=HYPERLINK(1)\u202e"
    people = {name: "EEEE---", "Ben": "----LLL"}
    Path("schedule.csv").write_text(tables.to_csv(schedule_of(people)), "utf-8")
    sick = f'agent,first,last,kind\n"{name}",2026-12-09,2026-12-09,[red]sick\n'
    Path("sick.csv").write_text(sick, "utf-8")
    done = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", "--format", "json")
    assert "for [bold]=HYPERLINK(1)\\u202e ([red]sick)" in done.err
    assert {row["agent"] for row in json.loads(done.out)} == set(people)
