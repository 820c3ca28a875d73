"""Commands take a history as its system wrote it: files, patterns, options, [read]."""

from pathlib import Path
from unittest.mock import Mock

import pandas as pd
import pytest

from exports import export
from running import Command, Refusal
from wfm import side_by_side
from wfm.cli.histories import expanded
from wfm.errors import InputError

HEADER, ROW = "Date,Time,Calls Offered,AHT", "{day},{time},{offered},{aht}"
DAYS = [f"{day:%d.%m.%Y}" for day in pd.date_range("2026-01-05", periods=63)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "a.csv").write_text(export(HEADER, ROW, DAYS[:30]))
    (exports / "b.csv").write_text(export(HEADER, ROW, DAYS[30:]))
    (tmp_path / "whole.csv").write_text(export(HEADER, ROW, DAYS))
    return tmp_path


@pytest.mark.parametrize("command", ["forecast", "backtest"])
def test_several_files_and_patterns_give_what_the_whole_gives(
    wfm: Command, folder: Path, command: str
) -> None:
    quick = ["--models", "mean", "--origins", "1"] if command == "backtest" else ["--model", "mean"]
    whole = wfm(command, "whole.csv", *quick)
    assert whole.code == 0, whole.err
    several = wfm(command, "exports/b.csv", "exports/a.csv", *quick)
    pattern = wfm(command, "exports/*.csv", *quick)
    for ran in (several, pattern):
        assert [line.split(",")[:3] for line in ran.out.splitlines()] == [
            line.split(",")[:3] for line in whole.out.splitlines()
        ]
        assert "of 2 files: calls = 'Calls Offered', AHT = 'AHT', day first" in ran.err


def test_a_pattern_that_nothing_matches_is_refused(refused: Refusal) -> None:
    assert refused("forecast", "exports/*.csv") == (
        "exports/*.csv: no file has such a name: give the path of a table"
    )


def test_a_file_whose_name_holds_signs_of_a_pattern_is_itself(tmp_path: Path) -> None:
    odd = tmp_path / "calls[1].csv"
    odd.write_text("")
    assert expanded([odd]) == [odd]
    with pytest.raises(InputError):
        expanded([tmp_path / "calls[2].csv"])


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """What starts processes."""
    starting = Mock(wraps=side_by_side.ready)
    monkeypatch.setattr(side_by_side, "ready", starting)
    return starting


@pytest.mark.parametrize("command", ["forecast", "backtest"])
def test_no_process_starts_where_a_file_cannot_be_read(
    refused: Refusal, ready: Mock, command: str
) -> None:
    assert "no such file" in refused(command, "no.csv", "--jobs", 2)
    ready.assert_called_once_with(1, "wfm.forecasting")


def test_processes_start_while_the_history_of_a_backtest_is_read(
    wfm: Command, folder: Path, ready: Mock
) -> None:
    words = ("backtest", "whole.csv", "--models", "mean", "--origins", 1, "--jobs")
    one, two = (wfm(*words, jobs) for jobs in (1, 2))
    assert (two.code, two.err) == (0, one.err)
    shown = [[line.split(",")[:9] for line in ran.out.splitlines()] for ran in (one, two)]
    assert shown[0] == shown[1]  # up to the seconds that it took
    ready.assert_called_with(2, "wfm.forecasting")
    assert wfm("backtest", "whole.csv", "--aht", "--jobs", 2).code == 0
    ready.assert_called_with(1, "wfm.forecasting")


def test_what_was_assumed_is_said_unless_quiet_is_wanted(wfm: Command, folder: Path) -> None:
    said = wfm("forecast", "whole.csv", "--model", "mean").err
    assert "read 504 rows: calls = 'Calls Offered', AHT = 'AHT', day first" in said
    assert wfm("forecast", "whole.csv", "--model", "mean", "-q").err == ""


def test_an_option_decides_and_so_does_its_key(wfm: Command, folder: Path) -> None:
    text = export(
        "Date,Time,Inbound Calls,Calls Offered,AHT", "{day},{time},7,{offered},{aht}", DAYS[:20]
    )
    (folder / "two.csv").write_text(text)
    quick = ["forecast", "two.csv", "--model", "mean"]
    asked = wfm(*quick)
    assert asked.code == 3
    assert "give --calls-column 'Inbound Calls'" in asked.err
    flag = wfm(*quick, "--calls-column", "Inbound Calls")
    assert flag.code == 0, flag.err
    (folder / "wfm.toml").write_text('[read]\ncalls_column = "Inbound Calls"\n')
    assert wfm(*quick).out == flag.out
    assert wfm(*quick, "--calls-column", "Calls Offered").out != flag.out


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("layout", "tall"), ("date_order", "dym"), ("stamp", "middle"), ("aht_kind", "median"),
        ("interval", "20m"), ("repeats", "twice"), ("acw", "-1s"), ("short_abandon", "soon"),
    ],
)  # fmt: skip
def test_wrong_values_are_refused(refused: Refusal, folder: Path, option: str, value: str) -> None:
    flag = "--" + option.replace("_", "-")
    assert refused("forecast", "whole.csv", flag, value, code=2).startswith(f"{flag}: ")
    (folder / "wfm.toml").write_text(f'[read]\n{option} = "{value}"\n')
    assert refused("forecast", "whole.csv").startswith(f"wfm.toml: read.{option}: ")


def test_days_take_the_shape_of_a_profile(wfm: Command, folder: Path) -> None:
    rows = "".join(f"2026-02-{day:02d},{100 + day}\n" for day in range(1, 22))
    (folder / "days.csv").write_text("Date,Offered\n" + rows)
    refused = wfm("forecast", "days.csv", "--aht", "4m", "--model", "mean")
    assert refused.code == 3
    assert "give --profile FILE" in refused.err
    spread = wfm("forecast", "days.csv", "--profile", "whole.csv", "--aht", "4m", "--model", "mean")
    assert spread.code == 0, spread.err
    assert "days spread over the shape of the profile" in spread.err


def test_a_history_that_was_kept_is_forecast_as_the_export(wfm: Command, tmp_path: Path) -> None:
    # Thirds of a second: what was read is rounded once, and not again when it is read back.
    days = [f"{day:02d}.01.2026" for day in range(1, 32)]
    rows = [f"{day};{hour:02d}:00;3;{700 + hour}" for day in days for hour in range(8, 20)]
    (tmp_path / "export.csv").write_text("date;time;offered;talk time\n" + "\n".join(rows))
    how = ("--aht-kind", "total", "--aht-unit", "seconds", "--timezone", "UTC")
    kept = ("inspect", "export.csv", *how, "-o", "history.csv")
    assert wfm(*kept, "-q").code == 0
    forecast = ("--timezone", "UTC", "--horizon", "1w", "-q")
    ran = wfm("forecast", "export.csv", *how, *forecast[2:])
    assert ran.code == 0
    assert ran.out == wfm("forecast", "history.csv", *forecast).out
