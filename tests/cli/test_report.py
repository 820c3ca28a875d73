"""`wfm report`: files and folders in, a page out."""

from pathlib import Path

import pytest

from running import Command, Refusal
from test_evaluation import MONDAY, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.tables.schedule_rows import schedule_table


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a folder with a roster, a forecast, a configuration and what is no table."""
    folder = tmp_path / "plan"
    folder.mkdir()
    forecast = tables.conform(forecast_of(), tables.FORECAST)
    (folder / "forecast.csv").write_text(tables.to_csv(forecast.assign(calls_low=1, calls_high=9)))
    (folder / "roster.csv").write_text(roster_of(["DDDDD..", "..DDDDD"]).to_csv(index=False))
    (folder / "notes.csv").write_text("what,who\nholiday,Anna\n")
    (folder / "notes.txt").write_text("nothing")
    return folder


def test_a_folder_becomes_a_page(wfm: Command, plan: Path, tmp_path: Path) -> None:
    ran = wfm("report", plan, "-o", tmp_path / "report.html", "--title", "Spring")
    assert ran.code == 0
    assert "notes.csv: left out: it is no table that wfm writes" in ran.err
    page = (tmp_path / "report.html").read_text()
    assert page.startswith("<!doctype html>")
    assert "<title>Spring</title>" in page
    assert {f'<figure id="{name}"' in page for name in ("forecast", "days", "grid")} == {True}


def test_files_are_told_by_their_columns(wfm: Command, plan: Path) -> None:
    ran = wfm("report", plan / "roster.csv", plan / "forecast.csv", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == wfm("report", plan / "forecast.csv", plan / "roster.csv", "-q").out


def test_a_pipe_and_a_workbook_do_too(wfm: Command, plan: Path, tmp_path: Path) -> None:
    whole = wfm("report", plan / "roster.csv", "-q").out
    assert wfm("report", "-q", stdin=(plan / "roster.csv").read_bytes()).out == whole
    schedule = schedule_table([duty_at(MONDAY, 8)])
    (tmp_path / "schedule.xlsx").write_bytes(tables.to_workbook(schedule))
    assert "1 agent work" in wfm("report", tmp_path / "schedule.xlsx", "-q").out


def test_what_cannot_be_is_refused(refused: Refusal, plan: Path, tmp_path: Path) -> None:
    said = refused("report", plan, "-o", "report.pdf", code=2)
    assert said.startswith("report.pdf: a report is a page, a workbook or a folder")
    said = refused("report", plan, "--format", "csv", code=2)
    assert said.startswith("--format csv: a report is a page")
    said = refused("report", plan, "--day", "xyz", "-o", tmp_path / "report.html", code=2)
    assert said.startswith("--day: 'xyz' is no day on which somebody works: write a weekday")
    assert "is no table that wfm writes" in refused("report", plan / "notes.csv")
    (tmp_path / "empty").mkdir()
    assert "holds no table of wfm" in refused("report", tmp_path / "empty")


def test_the_ending_says_what_is_written(wfm: Command, plan: Path, tmp_path: Path) -> None:
    assert wfm("report", plan, "-q", "-o", tmp_path / "report.xlsx").code == 0
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")
    ran = wfm("report", plan, "-o", f"{tmp_path}/pictures/")
    assert ran.code == 0
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names[0] == "01 forecast.svg"
    assert f"{len(names)} pictures in" in ran.err


def test_a_folder_that_cannot_be_is_refused(refused: Refusal, plan: Path) -> None:
    said = refused("report", plan, "-o", "no/such/pictures", code=2)
    assert said.startswith("--output: there is no folder no/such")
