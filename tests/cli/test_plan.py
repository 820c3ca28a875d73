"""`wfm plan`: the commands in one go."""

from pathlib import Path

import pytest

from pipeline.tiny_site import content, made
from running import Command, Refusal


def test_it_writes_what_the_commands_write_one_by_one(wfm: Command, desk: Path) -> None:
    wfm("forecast", "calls.csv", "-o", "forecast.csv")
    wfm("staff", "forecast.csv", "-o", "requirement.csv")
    wfm("roster", "requirement.csv", "--coverage-file", "coverage.csv", "-o", "roster.csv")
    people = ("--agents", "agents.csv", "--requirement", "requirement.csv")
    day = ("--start", "2026-02-09", "--coverage-file", "schedule_coverage.csv")
    wfm("schedule", "roster.csv", *people, *day, "-o", "schedule.csv")
    on = ("schedule.csv", "--forecast", "forecast.csv", "--format", "csv")
    wfm("evaluate", *on, "-o", "evaluation.csv")
    wfm("simulate", *on, "-o", "simulation.csv")
    wfm("simulate", *on, "--by", "change", "-o", "simulation_changes.csv")
    plan = content(desk / "plan")
    alone = {name: data for name, data in content(desk).items() if name in plan}
    assert sorted(plan.keys() - alone.keys()) == [
        "evaluation_periods.csv",
        "history.csv",
        "manifest.json",
        "report.html",
        "simulation_periods.csv",
    ]
    for name, data in alone.items():
        assert data == plan[name], name


def test_handling_times_that_the_history_lacks_are_given(wfm: Command, tmp_path: Path) -> None:
    made(tmp_path)
    rows = [line.rsplit(",", 1)[0] for line in (tmp_path / "calls.csv").read_text().splitlines()]
    (tmp_path / "calls.csv").write_text("\n".join(rows))
    assert "give --aht SECONDS" in wfm("plan", "calls.csv").lines[-1]
    (tmp_path / "wfm.toml").write_text("[roster]\nspoilt = 1\n")
    ran = wfm("plan", "calls.csv", "--aht", "4m")
    assert "240" in (tmp_path / "plan/forecast.csv").read_text()
    assert ran.lines[-1].startswith("wfm: wfm.toml: roster.spoilt: unknown key")


def test_a_first_word_comes_before_the_first_step(wfm: Command, tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "calls.csv").write_text("interval_start,calls\n")
    ran = wfm("plan", "calls.csv")
    assert (ran.code, ran.lines[0]) == (3, "read ...")


def test_options_are_refused_before_any_work(refused: Refusal, tmp_path: Path) -> None:
    made(tmp_path)
    for words, said in (
        (["--time-limit", "soon"], "--time-limit: "),
        (["--from", "nowhere"], "--from: "),
        (["--start", "yesterday"], "--start: "),
        (["--weeks", "0"], "--weeks: "),
        (["-o", "-"], "-o: a plan is a folder"),
        (["-o", "calls.csv"], "-o: calls.csv is a file"),
        (["-o", "no/where"], "-o: there is no folder no: make it first"),
    ):
        assert refused("plan", "calls.csv", *words, code=2).startswith(said)


@pytest.mark.parametrize("name", ["absences", "wishes", "previous"])
def test_what_is_said_of_people_needs_them(refused: Refusal, tmp_path: Path, name: str) -> None:
    made(tmp_path)
    said = refused("plan", "calls.csv", f"--{name}", "people.csv", code=2)
    assert said.startswith(f"--{name}: it is for the schedule, which needs people: give --agents")
