"""`wfm simulate --until-kept`."""

import io
import signal
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from test_evaluation import forecast_of
from wfm import tables
from wfm.evaluation import keeping

HOW = ("--shrinkage", 0, "--volume-cv", 0.1, "--weeks", 10)


def written(folder: Path) -> None:
    forecast = tables.conform(forecast_of(days=1, calls=10), tables.FORECAST)
    (folder / "forecast.csv").write_text(tables.to_csv(forecast))
    needed = forecast[["interval_start"]].assign(agents_scheduled=2)
    (folder / "needed.csv").write_text(tables.to_csv(needed))


def test_a_requirement_is_changed_until_it_keeps_the_promise(wfm: Command, tmp_path: Path) -> None:
    written(tmp_path)
    asked = ("simulate", "needed.csv", "--forecast", "forecast.csv", "--until-kept", 0.8, *HOW)
    ran = wfm(*asked, "--rounds-file", "rounds.csv", "--requirement-file", "requirement.csv")
    assert ran.code == 0, ran.err
    made = pd.read_csv(io.StringIO(ran.out))
    assert (pd.read_csv("requirement.csv")["agents_required"] == made["agents_required"]).all()
    assert len(pd.read_csv("rounds.csv")) >= 2
    assert any(line.startswith("round 1: ") for line in ran.lines)


def test_it_knows_who_is_absent_and_how_callers_behave(wfm: Command, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "times.txt").write_text("10\n300\n")
    asked = ("simulate", "needed.csv", "--forecast", "forecast.csv", "--until-kept", 0.8, *HOW)
    usual = wfm(*asked, "-q")
    for words in (("--absent", "mon=30%"), ("--share-zero", 0.2), ("--aht-file", "times.txt")):
        ran = wfm(*asked, *words)
        assert ran.code == 0, ran.err
        assert ran.out != usual.out
    assert any("spread as 2 calls of a file" in line for line in ran.lines)


@pytest.mark.parametrize("rounds", [0, 1])
def test_the_best_so_far_is_written_at_ctrl_c(
    wfm: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    written(tmp_path)
    asked = ("simulate", "needed.csv", "--forecast", "forecast.csv", "--until-kept", 0.8, *HOW)
    told = keeping._words

    def words(number: int, *rest: object) -> str:
        if number == rounds:
            signal.raise_signal(signal.SIGINT)
        return told(number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "_words", words)
    ran = wfm(*asked, "--rounds-file", "rounds.csv")
    assert ran.code == 130
    assert len(pd.read_csv("rounds.csv")) == rounds + 1
    assert len(pd.read_csv(io.StringIO(ran.out))) == 48
    assert any("interrupted: this is the best of what was simulated" in line for line in ran.lines)


def test_a_goal_that_nothing_reaches_is_refused(refused: Refusal, tmp_path: Path) -> None:
    written(tmp_path)
    asked = ("simulate", "needed.csv", "--forecast", "forecast.csv", "--until-kept", 0.8)
    assert "is not between 0 and 1" in refused(*asked[:-1], 1, "--weeks", 2, code=2)


@pytest.mark.parametrize("flag", ["--requirement-file", "--rounds-file"])
def test_files_of_the_rounds_need_rounds(refused: Refusal, tmp_path: Path, flag: str) -> None:
    written(tmp_path)
    asked = ("simulate", "needed.csv", "--forecast", "forecast.csv", flag, "out.csv")
    said = refused(*asked, code=2)
    assert said == f"{flag}: goes with --until-kept: give that too, such as 0.9"
    assert not (tmp_path / "out.csv").exists()
