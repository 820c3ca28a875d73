"""``wfm reschedule``: files, streams, words and exit codes."""

import json
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

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


def test_calendars_that_were_handed_out_are_updated(wfm: Command, files: Path) -> None:
    out = ("-q", "-o", "new.xlsx", "--calendars", "people")
    Path("nobody.csv").write_text("agent,first,last\n", "utf-8")
    assert wfm("reschedule", "schedule.csv", "--absences", "nobody.csv", *out).code == 0
    before = calendar("Anna")
    assert (len(before), {status for _, status, _ in before}) == (4, {"CONFIRMED"})
    ran = wfm("reschedule", "schedule.csv", "--absences", "sick.csv", *out, "--sheets", "people")
    assert ran.code == 0, ran.err
    (cancelled,) = [entry for entry in calendar("Anna") if entry not in before]
    assert cancelled == ("2026-12-09", "CANCELLED", 1)
    assert ("2026-12-09", "CONFIRMED", 0) in calendar("Ben")
    book = openpyxl.load_workbook("new.xlsx")
    assert {"Anna", "Ben", "Cleo"} <= set(book.sheetnames)
    assert [cell.value for row in book["Violations"].iter_rows() for cell in row] == ["None."]


def test_a_swap_cancels_what_it_takes_away(wfm: Command, files: Path) -> None:
    Path("schedule.csv").write_text(tables.to_csv(schedule_of({"Anna": "L-", "Ben": "-L"})))
    out = ("-q", "-o", "new.csv", "--calendars", "people", "--config", "free.toml")
    Path("free.toml").write_text('timezone = "Europe/London"\n[roster.rules]\n', "utf-8")
    Path("nobody.csv").write_text("agent,first,last\n", "utf-8")
    assert wfm("reschedule", "schedule.csv", "--absences", "nobody.csv", *out).code == 0
    swap = ("--swap", "Anna 2026-12-07, Ben 2026-12-08", "--apply")
    assert wfm("reschedule", "schedule.csv", *swap, *out).code == 0
    assert ("2026-12-08", "CANCELLED", 1) in calendar("Ben")
    assert ("2026-12-08", "CONFIRMED", 0) in calendar("Anna")


def calendar(agent: str) -> list[tuple[str, str, int]]:
    """The day, the status and the number of each entry of somebody's calendar."""
    events = Calendar.from_ical(Path(f"people/{agent}.ics").read_bytes()).walk("VEVENT")
    return [
        (str(event.decoded("DTSTART").date()), str(event["STATUS"]), int(str(event["SEQUENCE"])))
        for event in events
    ]


def test_json_by_its_ending(wfm: Command, files: Path) -> None:
    words = ("reschedule", "schedule.csv", "-o", "new.json")
    assert wfm(*words, "--absences", "sick.csv").code == 0
    assert json.loads(Path("new.json").read_text("utf-8"))[0]["agent"] == "Anna"
    assert wfm(*words, "--swap", "Anna 2026-12-10, Ben 2026-12-11").code == 0
    assert json.loads(Path("new.json").read_text("utf-8"))[0]["why"] == "swap"


def test_files_of_a_schedule_need_one(wfm: Command, files: Path) -> None:
    swap = ("reschedule", "schedule.csv", "--swap", "Anna 2026-12-10, Ben 2026-12-11")
    for words in (("--calendars", "people"), ("-o", "new.xlsx")):
        done = wfm(*swap, *words)
        assert done.code == 2
        assert "give --apply too" in done.err
    sick = ("reschedule", "schedule.csv", "--absences", "sick.csv")
    assert "give -o schedule.xlsx too" in wfm(*sick, "--sheets", "teams").err
    assert not Path("people").exists()


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
