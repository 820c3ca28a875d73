"""`wfm simulate`."""

import io
import json
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from test_evaluation import forecast_of, roster_of
from wfm import interrupts, tables

CONFIG = """
[staff]
shrinkage = 0.2
[simulate]
weeks = 6
[roster]
rules = {}
[[roster.group]]
name = "crew"
presence_hours = 8
paid_hours = 8
meals = []
shift = [{ name = "day", starts = ["08:00"] }, { name = "night", starts = ["22:00"] }]
"""
ASKED = ["simulate", "roster.csv", "--forecast", "forecast.csv"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a roster, a forecast and a configuration."""
    (tmp_path / "wfm.toml").write_text(CONFIG)
    forecast = tables.conform(forecast_of(calls=5.0), tables.FORECAST)
    (tmp_path / "forecast.csv").write_text(tables.to_csv(forecast))
    (tmp_path / "roster.csv").write_text(roster_of(["DDDDD..", "..DDDDD"]).to_csv(index=False))
    return tmp_path


def rows(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text))


def test_it_writes_intervals_periods_or_changes(wfm: Command, files: Path) -> None:
    ran = wfm(*ASKED)
    assert ran.code == 0
    assert len(rows(ran.out)) == 336
    assert any("6 simulated weeks" in line for line in ran.lines)
    assert len(rows(wfm(*ASKED, "--by", "day").out)) == 7
    assert rows(wfm(*ASKED, "--by", "change").out)["change"].iloc[0] == "as planned"
    assert rows(wfm(*ASKED, "--by", "total", "--weeks", 3).out)["days"].tolist() == [7]


def test_json_holds_everything_and_a_table_the_days(wfm: Command, files: Path) -> None:
    whole = json.loads(wfm(*ASKED, "--format", "json").out)
    assert sorted(whole) == ["changes", "intervals", "periods"]
    drawn = wfm(*ASKED, "--format", "table").out
    assert "2026-06-03" in drawn
    assert "08:00" not in drawn


def test_a_pipe_is_a_file(wfm: Command, files: Path) -> None:
    direct = wfm(*ASKED)
    roster = (files / "roster.csv").read_bytes()
    assert wfm("simulate", "--forecast", "forecast.csv", stdin=roster).out == direct.out


def test_handling_times_from_a_file(wfm: Command, files: Path, refused: Refusal) -> None:
    (files / "times.txt").write_text("seconds\n30\n400\n\n")
    ran = wfm(*ASKED, "--aht-file", "times.txt")
    assert any("as 2 calls of a file" in line for line in ran.lines)
    (files / "wrong.txt").write_text("30\n-4\n")
    said = refused(*ASKED, "--aht-file", "wrong.txt")
    assert said == "wrong.txt, line 2: '-4' is no handling time: write seconds above 0"
    (files / "empty.txt").write_text("\n")
    assert "no handling times" in refused(*ASKED, "--aht-file", "empty.txt")


def test_what_was_simulated_is_reported_at_ctrl_c(
    wfm: Command, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(_: object, __: int) -> object:
        def done(number: int) -> bool:
            if number == 10:
                signal.raise_signal(signal.SIGINT)
            return interrupts.pressed()

        return done

    monkeypatch.setattr(sys.modules["wfm.cli.simulate"], "stopping", stopping)
    ran = wfm(*ASKED, "--weeks", 500, "--by", "total")
    assert ran.code == 130
    assert len(rows(ran.out)) == 1
    assert "warning: interrupted: 10 of 500 weeks were simulated" in ran.lines


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["simulate", "roster.csv"], 2, "--forecast: say which calls"),
        (["simulate", "-", "--forecast", "-"], 2, "standard input holds the plan"),
        ([*ASKED, "--weeks", "0"], 2, "--weeks: 0 is not a whole number"),
        ([*ASKED, "--aht-cv", "wide"], 2, "--aht-cv: 'wide' is not a number"),
        ([*ASKED, "--absent", "xy=1%"], 2, "--absent: 'xy' is no day: write mon"),
        ([*ASKED, "--by", "year"], 2, "--by: 'year' is not one of"),
    ],
)
def test_refusals(refused: Refusal, files: Path, words: list[str], code: int, said: str) -> None:
    assert said in refused(*words, code=code)


def test_several_queues_agents_with_skills_and_absences(
    wfm: Command, files: Path, refused: Refusal
) -> None:
    forecast = tables.conform(forecast_of(calls=3.0), tables.FORECAST)
    queues = pd.concat([forecast.assign(queue=name) for name in ("sales", "help")])
    (files / "forecast.csv").write_text(tables.to_csv(tables.conform(queues, tables.FORECAST)))
    (files / "agents.csv").write_text("agent,team,line,skills\nAnn,1,1,sales|help\nBen,1,2,sales\n")
    (files / "absences.csv").write_text("agent,first,last\nBen,2026-06-01,2026-06-02\n")
    people = ("--agents", "agents.csv", "--absences", "absences.csv")
    ran = wfm(*ASKED, *people, "--by", "total", "--who-answers", "longest_free")
    assert ran.code == 0, ran.err
    assert rows(ran.out)["queue"].tolist() == ["all", "sales", "help"]
    assert any("who has been free longest answers" in line for line in ran.lines)
    assert any(line.startswith("known absences: ") for line in ran.lines)
    (files / "agents.csv").write_text("agent,team,line,skills\nAnn,1,1,sales\nBen,1,2,sales\n")
    assert "nobody answers queue 'help'" in refused(*ASKED, "--agents", "agents.csv")
    said = refused(*ASKED, "--agents", "agents.csv", "--until-kept", "0.9", code=2)
    assert said == (
        "--agents: goes not with --until-kept, which makes a roster in which nobody has a place "
        "yet: give skills to groups, and simulate what comes of it with --agents"
    )


def test_no_process_at_all_is_refused(refused: Refusal, tmp_path: Path) -> None:
    said = refused("simulate", "roster.csv", "--forecast", "forecast.csv", "--jobs", 0, code=2)
    assert said == "--jobs: 0 is nobody: give 1 or more, or -1 for all there are"
