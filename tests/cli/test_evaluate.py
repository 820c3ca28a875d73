"""`wfm evaluate`, and plans from files."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from test_evaluation import MONDAY, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.tables.schedule_rows import schedule_table

CONFIG = """
currency = "EUR"
[staff]
shrinkage = 0.2
[roster]
rules = {}
[[roster.group]]
name = "crew"
presence_hours = 8
paid_hours = 8
meals = []
shift = [{ name = "day", starts = ["08:00"] }, { name = "night", starts = ["22:00"] }]
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a roster, a schedule, a forecast and a configuration."""
    (tmp_path / "wfm.toml").write_text(CONFIG)
    forecast = tables.conform(forecast_of(), tables.FORECAST)
    (tmp_path / "forecast.csv").write_text(tables.to_csv(forecast))
    (tmp_path / "roster.csv").write_text(roster_of(["DDDDD..", "..DDDDD"]).to_csv(index=False))
    (tmp_path / "schedule.csv").write_text(tables.to_csv(schedule_table([duty_at(MONDAY, 8)])))
    return tmp_path


def rows(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text))


def test_it_writes_intervals_or_periods(wfm: Command, files: Path) -> None:
    asked = ["evaluate", "roster.csv", "--forecast", "forecast.csv"]
    ran = wfm(*asked)
    assert ran.code == 0
    assert len(rows(ran.out)) == 336
    assert ran.lines[1].startswith("service level 0.")
    assert rows(wfm(*asked, "--by", "day").out)["first_day"].iloc[0] == "2026-06-01"


def test_json_holds_everything(wfm: Command, files: Path) -> None:
    asked = ["evaluate", "roster.csv", "--forecast", "forecast.csv", "--format", "json"]
    whole = json.loads(wfm(*asked).out)
    assert len(whole["intervals"]) == 336
    kinds = {row["period"] for row in whole["periods"]}
    assert kinds == {"total", "week", "day", "weekend", "night"}
    assert whole["costs"] == json.loads(wfm(*asked, "--by", "group").out)
    assert len(json.loads(wfm(*asked, "--by", "week").out)) == 1


def test_a_page_says_it_once(wfm: Command, files: Path) -> None:
    ran = wfm("evaluate", "roster.csv", "--forecast", "forecast.csv", "--format", "table")
    assert ran.out.startswith("period    Mon 2026-06-01 to Sun 2026-06-07")
    assert not any(line.startswith("service level") for line in ran.lines)
    assert any("more work than agents" in line for line in ran.lines)


@pytest.mark.parametrize("plan", ["roster.csv", "schedule.csv"])
def test_a_pipe_and_a_workbook_give_the_same(wfm: Command, files: Path, plan: str) -> None:
    asked = ["--forecast", "forecast.csv", "--by", "total"]
    direct = wfm("evaluate", plan, *asked)
    assert direct.code == 0
    piped = wfm("evaluate", *asked, stdin=(files / plan).read_bytes())
    assert piped.out == direct.out
    book = files / "plan.xlsx"
    book.write_bytes(tables.to_workbook(pd.read_csv(files / plan, keep_default_na=False)))
    assert wfm("evaluate", "plan.xlsx", *asked).out == direct.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["roster.csv"], 2, "--forecast: say which calls the plan is to answer"),
        (["-", "--forecast", "-"], 2, "--forecast: standard input holds the plan"),
        (["forecast.csv", "--forecast", "forecast.csv"], 3, "this is a history: run"),
        (["roster.csv", "--forecast", "roster.csv"], 3, "this is a roster: give a forecast"),
        (["roster.csv", "--forecast", "forecast.csv", "--by", "year"], 2, "'year' is not one of"),
        (["roster.csv", "--forecast", "forecast.csv", "--queue", "x"], 3, "'x' is not in the"),
        (["nobody.csv", "--forecast", "forecast.csv"], 3, "nobody.csv: nobody is on duty"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    refused: Refusal, files: Path, words: list[str], code: int, said: str
) -> None:
    (files / "nobody.csv").write_text(roster_of(["......."]).to_csv(index=False))
    assert said in refused("evaluate", *words, code=code)


def test_queues_are_judged_by_the_skills_of_agents(wfm: Command, files: Path) -> None:
    forecast = tables.conform(forecast_of(calls=3.0), tables.FORECAST)
    both = pd.concat([forecast.assign(queue=name) for name in ("sales", "help")])
    (files / "forecast.csv").write_text(tables.to_csv(tables.conform(both, tables.FORECAST)))
    (files / "agents.csv").write_text("agent,team,line,skills\nAnn,1,1,sales\nBen,1,2,help\n")
    asked = ("evaluate", "roster.csv", "--forecast", "forecast.csv", "--agents", "agents.csv")
    ran = wfm(*asked, "--by", "queue")
    assert ran.code == 0, ran.err
    assert rows(ran.out)["queue"].tolist() == ["sales", "help"]
    assert any(line.startswith("help: service level 0.") for line in ran.lines)
    assert len(json.loads(wfm(*asked, "--format", "json").out)["queues"]) == 2
    assert "sales, help" in wfm(*asked, "--format", "table").out
