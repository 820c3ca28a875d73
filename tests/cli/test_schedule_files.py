"""A schedule in files for people: workbooks and calendars in folders, all or none."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from running import Command, Refusal
from sites import roster

START = ("--start", "2026-10-19", "--weeks", 2, "--agents", "agents.csv")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"]}).to_csv(tmp_path / "roster.csv", index=False)
    (tmp_path / "agents.csv").write_text("agent,team,line\nAnna,1,1\nBen,1,2\n../../x,1,3\n")
    (tmp_path / "wfm.toml").write_text('timezone = "Europe/London"\n')
    return tmp_path


def entries(data: bytes) -> list[tuple[str, str, int]]:
    """The beginning of each title, the status and the number of each entry."""
    return [
        (str(event["SUMMARY"])[:5], str(event["STATUS"]), int(str(event["SEQUENCE"])))
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_workbook_and_calendars_agree_with_the_rotation(wfm: Command, files: Path) -> None:
    out = ("-o", "out.xlsx", "--calendars", "people", "--sheets", "teams")
    ran = wfm("schedule", "roster.csv", *START, *out)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(files / "out.xlsx")
    rotation = [[cell.value for cell in row[2:]] for row in book["Rotation"].iter_rows(min_row=2)]
    schedule = [[cell.value for cell in row] for row in book["Schedule"].iter_rows(min_row=2)]
    assert "Team 1" in book.sheetnames
    assert [row[0] for row in schedule] == ["Anna", "Ben", "../../x"]
    for place, (_, *cells) in enumerate(schedule):
        weeks = cells[:7], cells[7:]
        assert list(weeks) == [rotation[(place + week) % 3] for week in (0, 1)]
    names = sorted(path.name for path in (files / "people").iterdir())
    assert [name[:4] for name in names] == ["Anna", "Ben.", "cale", "x-9c"]
    with zipfile.ZipFile(files / "people/calendars.zip") as packed:
        assert len(packed.namelist()) == 3
    for row, name in zip(schedule, ("Anna.ics", "Ben.ics", names[-1]), strict=True):
        titles = [
            str(event["SUMMARY"]).split()[1]
            for event in Calendar.from_ical((files / "people" / name).read_bytes()).walk("VEVENT")
        ]
        assert titles == [cell for cell in row[1:] if cell]


def test_a_second_schedule_updates_the_calendars(wfm: Command, files: Path) -> None:
    out = ("-q", "-o", "out.csv", "--calendars", "people")
    assert wfm("schedule", "roster.csv", *START, *out).code == 0
    before = {path.name: path.read_bytes() for path in (files / "people").iterdir()}
    assert wfm("schedule", "roster.csv", *START, *out).code == 0
    assert before == {path.name: path.read_bytes() for path in (files / "people").iterdir()}

    (files / "absences.csv").write_text("agent,first,last\nAnna,2026-10-19,2026-10-20\n")
    ran = wfm("schedule", "roster.csv", *START, *out, "--absences", "absences.csv")
    assert ran.code == 0
    found = entries((files / "people/Anna.ics").read_bytes())
    assert found[:3] == [("CANCE", "CANCELLED", 1)] * 2 + [("early", "CONFIRMED", 0)]
    assert (files / "people/Ben.ics").read_bytes() == before["Ben.ics"]


def test_json_by_its_ending(wfm: Command, files: Path) -> None:
    assert wfm("schedule", "roster.csv", *START, "-o", "out.json").code == 0
    rows = json.loads((files / "out.json").read_text())
    assert rows[0]["agent"] == "Anna"


def test_the_workbook_is_read_as_the_schedule_that_it_is(wfm: Command, files: Path) -> None:
    assert wfm("schedule", "roster.csv", *START, "-o", "out.xlsx").code == 0
    again = ("schedule", "roster.csv", "--previous", "out.xlsx", "--agents", "agents.csv")
    ran = wfm(*again, "--start", "2026-11-02", "-q", "-o", "next.csv")
    assert ran.code == 0, ran.err


def test_nothing_is_written_where_one_file_cannot_be(refused: Refusal, files: Path) -> None:
    (files / "people").mkdir()
    outside = files / "outside.ics"
    outside.write_bytes(b"mine")
    (files / "people/Anna.ics").symlink_to(outside)
    said = refused("schedule", "roster.csv", *START, "-o", "out.csv", "--calendars", "people")
    assert said == "people/Anna.ics: is a link or no file: take it out of the folder"
    assert outside.read_bytes() == b"mine"
    assert [path.name for path in (files / "people").iterdir()] == ["Anna.ics"]
    assert not (files / "out.csv").exists()


def test_a_damaged_calendar_is_told_before_anything_is_written(
    wfm: Command, refused: Refusal, files: Path
) -> None:
    out = ("-q", "-o", "out.csv", "--calendars", "people")
    assert wfm("schedule", "roster.csv", *START, *out).code == 0
    (files / "out.csv").unlink()
    damaged = (files / "people/Anna.ics").read_bytes().replace(b"UID:", b"")
    (files / "people/Anna.ics").write_bytes(damaged)
    assert "'Anna.ics': is a damaged calendar" in refused("schedule", "roster.csv", *START, *out)
    assert not (files / "out.csv").exists()


def test_wrong_places_are_refused_before_the_work(refused: Refusal, files: Path) -> None:
    words = ("schedule", "roster.csv", *START)
    said = refused(*words, "--calendars", "roster.csv", code=2)
    assert said == "--calendars: roster.csv is no folder: give the name of one"
    said = refused(*words, "--calendars", "no/people", code=2)
    assert said == "--calendars: there is no folder no: make it first"
    assert "no folder" in refused(*words, "--calendars", "-", code=2)
    assert len(refused(*words, "--calendars", "x" * 5000)) < 200
    said = refused(*words, "--sheets", "teams", "-o", "out.csv", code=2)
    assert said == "--sheets: says what sheets a workbook has: give -o schedule.xlsx too"


def violations(path: Path) -> list[tuple[object, ...]]:
    """The sheet of what a judge found, without the row of its columns."""
    return list(openpyxl.load_workbook(path)["Violations"].iter_rows(min_row=2, values_only=True))


def test_a_workbook_shows_what_a_judge_finds(wfm: Command, files: Path) -> None:
    assert wfm("schedule", "roster.csv", *START, "-o", "out.xlsx").code == 0
    sheet = openpyxl.load_workbook(files / "out.xlsx")["Violations"]
    assert [cell.value for row in sheet.iter_rows() for cell in row] == ["None."]
    limited = "agent,team,line,min_hours\nAnna,1,1,100\nBen,1,2,\nCleo,1,3,\n"
    (files / "agents.csv").write_text(limited)
    assert wfm("schedule", "roster.csv", *START, "-o", "out.xlsx").code == 0
    ((rule, _, agent, *_, message),) = violations(files / "out.xlsx")
    assert (rule, agent) == ("min_hours", "Anna")
    assert message == "80 h in the schedule, at least 100"


def test_parameters_name_no_files(wfm: Command, files: Path) -> None:
    assert wfm("schedule", "roster.csv", *START, "-o", "out.xlsx").code == 0
    book = openpyxl.load_workbook(io.BytesIO((files / "out.xlsx").read_bytes()))
    told = {row[0].value: row[1].value for row in book["Parameters"].iter_rows(min_row=2)}
    assert told["weeks"] == "2"
    assert "roster.csv" not in str(told)


def test_the_sheet_of_data_holds_what_other_files_do(wfm: Command, files: Path) -> None:
    for options in ((), ("--show-off",)):
        for name in ("out.xlsx", "out.csv"):
            assert wfm("schedule", "roster.csv", *START, *options, "-o", name).code == 0
        rows = [line.split(",")[3] for line in (files / "out.csv").read_text().splitlines()[1:]]
        data = openpyxl.load_workbook(files / "out.xlsx")["Data"].iter_rows(min_row=2)
        assert [row[3].value for row in data] == rows
        assert ("OFF" in rows) == bool(options)
