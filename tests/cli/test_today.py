"""``wfm today``: files, streams and words."""

from pathlib import Path

import pytest

from duties import schedule_of
from running import Command
from wfm import tables

COLUMNS = "interval_start,calls,aht_seconds,agents_required,agents_scheduled\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    people = {"[b]\u202eAnna": "EE", "Ben": "EE"}
    Path("schedule.csv").write_text(tables.to_csv(schedule_of(people)), "utf-8")
    rows = "".join(f"2026-12-07T{hour:02d}:00+00:00,10,200,1,1\n" for hour in range(6, 14))
    Path("noon.csv").write_text(COLUMNS + rows, "utf-8")
    return tmp_path


def test_it_prints_the_steps_and_says_what_they_do(wfm: Command, files: Path) -> None:
    given = ("schedule.csv", "--requirement", "noon.csv", "--from", "09:30")
    done = wfm("today", *given, "--schedule-file", "moved.csv")
    assert done.code == 0
    assert done.out.startswith("agent,action,before,after,effect\n")
    assert "missing in the rest of the day: " in done.err
    assert len(Path("moved.csv").read_text("utf-8").splitlines()) == 5
    assert "\u202e" not in wfm("today", *given, "--format", "table").out


def test_it_asks_for_what_it_needs(wfm: Command, files: Path) -> None:
    assert "give --requirement FILE" in wfm("today", "schedule.csv", "--from", "13:00").err
    given = ("schedule.csv", "--requirement", "noon.csv")
    assert "--from: say from when on things may change" in wfm("today", *given).err
    assert wfm("today", *given, "--from", "25:00").code == 2
