"""`wfm compare`."""

import io
from pathlib import Path

import pandas as pd
import pytest

from running import Command, Refusal
from test_evaluation import forecast_of, roster_of
from wfm import tables


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
        (["a.csv", "b.csv", "--forecast", "forecast.csv", "--weeks", "1"], 2, "--weeks: 1 is not"),
        (["a.csv", "b.csv", "--forecast", "forecast.csv", "--absent", "x=1%"], 2, "--absent: 'x'"),
        (["a.csv", "forecast.csv", "--forecast", "forecast.csv"], 3, "forecast.csv: this is a"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    refused: Refusal, files: Path, words: list[str], code: int, said: str
) -> None:
    assert said in refused("compare", *words, code=code)
