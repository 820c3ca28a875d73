"""The three stages in one pipe, on the sample and on real calls."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import wfm
from wfm import cli, tables

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"


Pipe = Callable[..., bytes]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Pipe:
    """Run commands one after the other, each reading what the one before has printed."""

    def run(*commands: list[str]) -> bytes:
        data = b""
        for command in commands:
            stdin = io.TextIOWrapper(io.BytesIO(data))
            monkeypatch.setattr("sys.stdin", stdin)
            code = cli.main(command)
            out, err = capsysbinary.readouterr()
            assert code == 0, err.decode()
            data = out
        return data

    return run


def test_pipe_and_python_agree_to_the_last_digit(pipe: Pipe, history: Path) -> None:
    printed = pipe(
        ["forecast", str(history), "--timezone", "Europe/London", "-q"],
        ["staff", "--max-occupancy", "0.9", "-q"],
    )
    calls = tables.read(history.read_bytes(), tables.HISTORY, "calls.csv")
    forecast = wfm.forecast(calls, timezone="Europe/London")
    requirement = wfm.staff(forecast, max_occupancy=0.9)
    assert tables.to_csv(requirement).encode() == printed


@pytest.mark.slow
def test_sample_becomes_a_roster_that_covers_every_half_hour(pipe: Pipe, tmp_path: Path) -> None:
    config = ["--config", str(SAMPLE / "wfm.toml"), "-q"]
    covered = tmp_path / "coverage.csv"
    printed = pipe(
        ["forecast", str(SAMPLE / "calls.csv"), *config],
        ["staff", *config],
        ["roster", *config, "--coverage-file", str(covered)],
    )
    roster = tables.read(printed, tables.ROSTER, "roster")
    coverage = pd.read_csv(covered)
    assert len(coverage) == 336
    assert (coverage["scheduled"] >= coverage["required"]).all()
    assert (coverage["difference"] == coverage["scheduled"] - coverage["required"]).all()
    # One agent per line: as many on the phones as the table shows, counted by hand.
    assert counted(roster)[["scheduled"]].equals(coverage[["scheduled"]])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["us_bank_2003", "axa_medical"])
def test_real_calls_become_a_roster(
    pipe: Pipe, shared_dir: Path, tmp_path: Path, name: str
) -> None:
    covered = tmp_path / "coverage.csv"
    printed = pipe(
        ["forecast", str(shared_dir / "data" / "calls" / f"{name}.csv"), "--aht", "300"],
        ["staff"],
        ["roster", "--coverage-file", str(covered), "--time-limit", "60s"],
    )
    roster = tables.read(printed, tables.ROSTER, "roster")
    coverage = pd.read_csv(covered)
    assert (coverage["scheduled"] >= coverage["required"]).all()
    assert counted(roster)[["scheduled"]].equals(coverage[["scheduled"]])


def counted(roster: pd.DataFrame) -> pd.DataFrame:
    """Count from the table alone who is on the phones in each half hour of the week."""
    scheduled = [0] * 336
    duties = roster[roster["shift"] != "OFF"]
    columns = ("weekday", "start", "end", "meals")
    for weekday, start, end, meals in zip(*(duties[name] for name in columns), strict=True):
        spans = [f"{start}-{end}", *str(meals).replace("nan", "").split()]
        for place, span in enumerate(spans):
            first, last = span.split("-")
            change = -1 if place else 1
            begin = (weekday - 1) * 48 + half_hours(first)
            # A meal after midnight lies on the day after the duty's start.
            begin += 48 if change < 0 and half_hours(first) < half_hours(start) else 0
            length = (half_hours(last) - half_hours(first)) % 48
            for t in range(begin, begin + length):
                scheduled[t % 336] += change
    return pd.DataFrame({"scheduled": scheduled})


def half_hours(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 2 + int(minutes) // 30
