"""`wfm compare`."""

import io
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from test_evaluation import forecast_of, roster_of
from wfm import interrupts, tables


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with two rosters, a requirement and a forecast."""
    forecast = tables.conform(forecast_of(calls=2), tables.FORECAST)
    (tmp_path / "forecast.csv").write_text(tables.to_csv(forecast))
    needed = forecast[["interval_start"]].assign(agents_scheduled=2)
    (tmp_path / "needed.csv").write_text(tables.to_csv(needed))
    (tmp_path / "a.csv").write_text(roster_of(["DDDDD..", "..DDDDD"]).to_csv(index=False))
    (tmp_path / "b.csv").write_text(roster_of(["DDDDD..", "DDDDD.."]).to_csv(index=False))
    return tmp_path


def test_plans_are_named_after_their_files(wfm: Command, files: Path) -> None:
    ran = wfm("compare", "a.csv", "b.csv", "needed.csv", "--forecast", "forecast.csv", "--weeks", 2)
    assert ran.code == 0, ran.err
    assert list(pd.read_csv(io.StringIO(ran.out))["plan"]) == ["a", "b", "needed"]
    assert "2 simulated weeks, the same calls for every plan" in ran.err
    twice = wfm("compare", "a.csv", "a.csv", "--forecast", "forecast.csv", "--weeks", 2, "-q")
    assert list(pd.read_csv(io.StringIO(twice.out))["plan"]) == ["a.csv 1", "a.csv 2"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["a.csv", "--forecast", "forecast.csv"], 2, "one plan alone cannot be compared"),
        (["a.csv", "b.csv"], 2, "--forecast: say which calls"),
        (["-", "b.csv", "--forecast", "-"], 2, "standard input holds one table"),
        (
            ["a.csv", "b.csv", "--forecast", "forecast.csv", "--weeks", "1"],
            2,
            "--weeks: one week does not",
        ),
        (["a.csv", "b.csv", "--forecast", "forecast.csv", "--absent", "x=1%"], 2, "--absent: 'x'"),
        (["a.csv", "forecast.csv", "--forecast", "forecast.csv"], 3, "forecast.csv: this is a"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    refused: Refusal, files: Path, words: list[str], code: int, said: str
) -> None:
    assert said in refused("compare", *words, code=code)


@pytest.mark.parametrize(("weeks", "rows"), [(5, 2), (0, 0)])
def test_what_was_simulated_is_compared_at_ctrl_c(
    wfm: Command, files: Path, monkeypatch: pytest.MonkeyPatch, weeks: int, rows: int
) -> None:
    def stopping(_: object, __: int) -> object:
        def done(number: int) -> bool:
            if number == (10 if weeks else 5):
                signal.raise_signal(signal.SIGINT)
            return interrupts.pressed()

        return done

    monkeypatch.setattr(sys.modules["wfm.cli.compare"], "stopping", stopping)
    ran = wfm("compare", "a.csv", "b.csv", "--forecast", "forecast.csv", "--weeks", 20)
    assert ran.code == 130
    assert len(ran.out.splitlines()) == (rows + 1 if rows else 0)
    assert f"warning: interrupted: {weeks} of 20 weeks were simulated of each plan" in ran.lines


def test_absences_and_agents_hold_for_every_plan(wfm: Command, files: Path) -> None:
    (files / "agents.csv").write_text("agent,team,line\nAnn,1,1\nBen,1,2\n")
    (files / "absences.csv").write_text("agent,first,last\nBen,2026-06-01,2026-06-03\n")
    asked = ("compare", "a.csv", "b.csv", "--forecast", "forecast.csv", "--weeks", 2)
    usual = wfm(*asked)
    ran = wfm(*asked, "--agents", "agents.csv", "--absences", "absences.csv")
    assert ran.code == 0, ran.err
    assert ran.out != usual.out
    assert "a: known absences: 1 duty left out, or a part of them" in ran.lines
