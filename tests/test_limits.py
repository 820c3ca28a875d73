"""Numbers, texts and files beyond all plans: one short line, and at once."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from running import Refusal
from wfm import config, tables, units
from wfm.errors import InputError, OptionError
from wfm.tables.columns import Table

REQUIREMENT = "interval_start,calls,aht_seconds,agents_scheduled\n2026-01-05T09:00+00:00,5,180,3\n"
FORECAST = "interval_start,calls,aht_seconds\n2026-01-05T09:00+00:00,{},{}\n"


@pytest.fixture
def at_once(refused: Refusal) -> Callable[..., Any]:
    """Run a command that has to fail within moments: a hang shows as minutes."""

    def run(*words: str, **options: Any) -> str:
        began = time.monotonic()
        message = refused(*words, **options)
        assert time.monotonic() - began < 10
        assert len(message) < 600
        return message

    return run


SHIFT = '[[roster.group.shift]]\nname="s{0}"\nstarts="05:00-08:30"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 1000 + "]" * 1000, "not valid TOML"),
        ("[staff]\nasa = " + "[" * 100 + "]" * 100, "too many lists and tables"),
        (f"[staff]\nmin_agents = {'9' * 5000}", "not valid TOML"),
        (f"[staff]\nmin_agents = {'9' * 400}", "staff.min_agents: 999"),
        (f"[staff]\nmin_agents = 0x{'f' * 5000}", "staff.min_agents: a value too long to show"),
        ("[staff]\nasa = nan", "staff.asa: nan is not a number"),
        ("[staff]\nasa = inf", "staff.asa: inf is not a number"),
        (f"[staff]\nthreshold = '{'e' * 100_000}!'", "staff.threshold: 'eeee"),
        (f"[staff]\nthreshold = '{'e' * 1900}!'", "staff.threshold: 'eeee"),
        (f"[staff]\n{'k' * 200_000} = 1", "kkk"),
        (f"[staff]\nmodel = '{'v' * 200_000}'", "staff.model: 'vvv"),
        (f"# {'x' * 1_000_000}", "is larger than 256 kB"),
        ("".join(f"[[roster.group]]\nname='g{i}'\n" for i in range(20_000)), "larger than 256 kB"),
        ("".join(f"[[roster.group]]\nname='g{i}'\n" for i in range(900)), "at most 50"),
        (f"[staff]\nclosed = [{'1,' * 20_000}]", "too many lists and tables"),
    ],
    ids=range(15),
)
def test_a_configuration_beyond_all_plans(
    at_once: Callable[..., Any], tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "wfm.toml").write_text(text)
    command = "roster" if "[roster" in text or "[[roster" in text else "staff"
    told = at_once(command, stdin=REQUIREMENT)
    assert told.startswith("wfm.toml: ")
    assert message in told


def test_shifts_beyond_all_plans(at_once: Callable[..., Any], tmp_path: Path) -> None:
    shifts = "".join(SHIFT.format(i) for i in range(900))
    (tmp_path / "wfm.toml").write_text(f'[[roster.group]]\nname="g"\n{shifts}')
    assert "shift: 900 shifts: at most 100 are allowed" in at_once("roster", stdin=REQUIREMENT)


@pytest.mark.parametrize("value", ["1e308", "1e9", "-1", "9" * 400, "inf", "1e999"])
@pytest.mark.parametrize("column", ["calls", "aht_seconds"])
def test_numbers_of_a_table_have_bounds(
    at_once: Callable[..., Any], column: str, value: str
) -> None:
    cells = (value, 180) if column == "calls" else (5, value)
    message = at_once("staff", stdin=FORECAST.format(*cells))
    assert f"line 2, column {column}: '" in message
    assert "1,000,000" in message or "86,400,000" in message


@pytest.mark.parametrize("table", [tables.HISTORY, tables.FORECAST, tables.REQUIREMENT])
def test_every_number_that_comes_in_has_a_bound(table: Table) -> None:
    figures = {"asa_seconds", "backlog"}  # results that nothing reads
    open_ended = {
        column.name
        for column in table.columns
        if column.kind in {"number", "count"} and column.high == float("inf")
    }
    assert open_ended <= figures


@pytest.mark.parametrize("size", [140_000, 1_000_000])
def test_a_field_beyond_what_a_reader_of_csv_takes(at_once: Callable[..., Any], size: int) -> None:
    field = "x" * size
    assert "line 2" in at_once("staff", stdin=FORECAST.format(f'"{field}"', 1))
    assert "line 2" in at_once("staff", stdin=FORECAST.format(field, 1))
    assert "line 1" in at_once("staff", stdin=f'"{field}",calls\n1,2\n')
    at_once("staff", stdin=f"{field},calls\n1,2\n")


def week() -> str:
    times = (f"2026-01-{5 + day:02d}T{hour:02d}:00Z,1" for day in range(7) for hour in range(24))
    return "\n".join(["interval_start,agents_scheduled", *times])


@pytest.mark.parametrize(
    "words",
    [
        ["roster", "--rotation-weeks", "1000000000"],
        ["roster", "--time-limit", "1e308"],
        ["roster", "--time-limit", "e" * 100_000 + "!"],
        ["forecast", "--aht", "1e308"],
        ["forecast", "--aht", "2d"],
        ["forecast", "--aht", "100000"],
        ["forecast", "--horizon", "1e308w"],
        ["forecast", "--weeks", "9" * 30],
        ["backtest", "--origins", "1000000000"],
        ["staff", "--threshold", "1e308h"],
        ["staff", "--agents", "1e308"],
        ["staff", "--min-agents", "9" * 400],
        ["staff", "--max-agents", "9" * 5000],
        ["staff", "--closed", "x" * 100_000],
        ["staff", "--open", "Mon" * 50_000],
        ["staff", "--shrinkage", "a=0.1," * 20_000],
        ["staff", "--what-if", "aht=+1e308%"],
        ["staff", "--what-if", f"calls=+{'9' * 400}%"],
        ["staff", "--what-if", "aht=1e9"],
        ["staff", "--cost-per-hour", "1e309", "--what-if", "aht=+1%"],
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_options_beyond_all_plans(
    at_once: Callable[..., Any], words: list[str], history: Path, recwarn: pytest.WarningsRecorder
) -> None:
    own = week() if words[0] == "roster" else FORECAST.format(5, 180)
    own = history.read_text() if words[0] in {"forecast", "backtest"} else own
    at_once(*words, stdin=own, code=2)
    assert not recwarn.list


def test_bounds_of_python() -> None:
    for value in (10**400, 16**5000, "9" * 400, float("nan"), "1e308"):
        with pytest.raises(OptionError):
            units.seconds(value, "threshold")
        if value != "1e308":  # the horizon has its own bound
            with pytest.raises(OptionError):
                units.days(value, "horizon")  # type: ignore[arg-type]
        with pytest.raises(OptionError):
            units.fraction(value, "gap")


def test_years_that_nobody_plans(at_once: Callable[..., Any]) -> None:
    for year in ("2199", "0001", "9999"):
        data = io.StringIO(FORECAST.format(5, 180)).getvalue().replace("2026", year)
        assert "column interval_start" in at_once("staff", stdin=data)


def test_what_a_configuration_may_be_is_read() -> None:
    text = "".join(f'[[roster.group]]\nname="g{i}"\n' for i in range(50))
    assert len(config.parse(text.encode(), "wfm.toml")["roster"]["group"]) == 50
    with pytest.raises(InputError):
        config.parse(f"x = [{'1,' * 1001}]".encode(), "wfm.toml")


def test_a_time_that_no_calendar_has_and_a_text_that_no_name_is(
    at_once: Callable[..., Any],
) -> None:
    for year in ("-2026", "-9999"):
        data = FORECAST.format(5, 180).replace("2026", year)
        assert "column interval_start" in at_once("staff", stdin=data)
    rows = f"queue,interval_start,calls,aht_seconds\n{'q' * 1001},2026-01-05T09:00Z,5,180\n"
    assert "is longer than 1,000 characters" in at_once("staff", stdin=rows)


@pytest.mark.parametrize("key", ["agents", "min_agents"])
def test_agents_that_no_roster_has(at_once: Callable[..., Any], tmp_path: Path, key: str) -> None:
    (tmp_path / "wfm.toml").write_text(f'[[roster.group]]\nname = "g"\n{key} = 1000000\n')
    message = at_once("roster", stdin=week())
    assert f"roster.group[1].{key}: 1000000 is not a whole number from 0 to 10000" in message
    (tmp_path / "wfm.toml").unlink()
    need = week().replace(",1", ",1000000")
    assert "needs 1,000,000 agents at a time" in at_once("roster", stdin=need)
