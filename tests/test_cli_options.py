"""Every option: a value that is taken, one that is not, by flag and by configuration."""

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from running import Command, Refusal, commands
from wfm.options.option import options_of
from wfm.options.read import HistoryFiles

COMMANDS = commands()
# Words for a quick answer.
QUICK = {"forecast": ["--model", "mean"], "backtest": ["--models", "mean"], "staff": []}
ERLANG_A = ["--model", "erlang_a", "--patience", "2m"]
# A value that changes the answer, and the words that it needs beside it.
GOOD: dict[str, dict[str, list[Any]]] = {
    "forecast": {
        "horizon": ["1w"],
        "start": ["2026-03-02"],
        "model": ["seasonal_naive"],
        "weeks": [3],
        "timezone": ["Europe/Berlin"],
        "country": ["GB"],
        "subdivision": ["SCT", "--country", "GB"],
        "level": ["50%"],
        "aht": ["4m"],
        "aht_unit": ["minutes"],
        "events": ["events.csv"],
        "outages": ["keep"],
        "explain": [True, "--model", "combined"],
        "backtest": [True],
    },
    "backtest": {
        "models": ["seasonal_naive"],
        "origins": [3],
        "aht": [True],
        "weeks": [3],
        "level": ["50%"],
        "timezone": ["Asia/Tokyo"],
        "country": ["GB"],
        "subdivision": ["SCT", "--country", "GB"],
        "events": ["events.csv"],
        "outages": ["keep"],
    },
    "staff": {
        "service_level": ["90%"],
        "threshold": ["10s"],
        "asa": [1],
        "max_occupancy": [0.7],
        "max_abandonment": ["1%", *ERLANG_A],
        "sl_definition": ["answered", *ERLANG_A],
        "model": ["erlang_a", "--patience", "2m"],
        "patience": ["1m", "--model", "erlang_a"],
        "redial": [0.5, "--model", "erlang_x", "--patience", "2m"],
        "lines": [60, *ERLANG_A],
        "lag": ["mol"],
        "interval_peak": ["max", "--lag", "mol"],
        "volume_cv": [0.2],
        "aht": ["6m"],
        "aht_unit": ["milliseconds"],
        "band_level": [0.5, "--volume-cv", "forecast"],
        "shrinkage": [0.1],
        "shrinkage_rule": ["multiplicative", "--shrinkage", "absence=0.3,training=0.2"],
        "min_agents": [30],
        "max_agents": [10],
        "agents": [30],
        "fractional": [True],
        "open": ["Mon 09:00-10:00"],
        "closed": ["2026-01-05"],
        "timezone": ["Europe/Berlin"],
        "concurrency": [2],
        "chat_aht": ["300,420", "--concurrency", "2"],
        "response": ["2h", "--model", "workload"],
        "pool": ["all"],
        "what_if": ["calls=+5%"],
        "cost_per_hour": [20, "--what-if", "calls=+5%"],
        "weekly_hours": [35, "--what-if", "calls=+5%"],
    },
}
# Options with a test of their own elsewhere, and those that are the same for all commands.
ELSEWHERE = {
    *("calls", "around", "aht_unit", "interval", "skills", "fill_idle", "keep_going", "jobs"),
    *("changes", "since"),
}
# Options of section [read], which say how a file is read: tests/cli/test_histories.py.
READ = {option.name for option in options_of(HistoryFiles)}
COMMON = {"decimal", "config", "format", "output", "quiet", "verbose"}
# Options without a key: those of a command that shares another one's section.
ONLY_FLAGS = {"models", "origins", "aht", "jobs"}
SECTION = {"forecast": "forecast", "backtest": "forecast", "staff": "staff"}
BAD: dict[str, dict[str, Any]] = {
    "forecast": {
        "horizon": "0w",
        "start": "soon",
        "model": "oracle",
        "weeks": 0,
        "timezone": "Europe/Atlantis",
        "country": "XX",
        "subdivision": "XX",
        "level": 80,
        "aht": 0,
        "aht_unit": "fortnights",
        "outages": "guess",
        "changes": "guess",
        "since": "soon",
    },
    "backtest": {
        "models": "oracle",
        "origins": 0,
        "weeks": 0,
        "level": 80,
        "timezone": "Europe/Atlantis",
        "country": "XX",
        "subdivision": "XX",
        "outages": "guess",
        "changes": "guess",
        "since": "soon",
    },
    "staff": {
        "service_level": 80,
        "threshold": "-1s",
        "asa": 0,
        "max_occupancy": 0,
        "max_abandonment": 80,
        "sl_definition": "mine",
        "model": "oracle",
        "patience": 0,
        "redial": 1,
        "lines": 0,
        "lag": "jet",
        "interval_peak": "least",
        "volume_cv": -1,
        "aht": 0,
        "aht_unit": "fortnights",
        "band_level": 80,
        "shrinkage": 1,
        "shrinkage_rule": "mine",
        "min_agents": -1,
        "max_agents": -1,
        "agents": -1,
        "open": "Mon 9-5",
        "closed": "soon",
        "timezone": "Europe/Atlantis",
        "interval": "20m",
        "concurrency": 0,
        "chat_aht": "long",
        "response": "-1s",
        "pool": "nobody",
        "skills": "nobody",
        "what_if": "calls",
        "cost_per_hour": -1,
        "weekly_hours": 0,
    },
}


@pytest.fixture
def file_of(history: Path, tmp_path: Path) -> dict[str, Path]:
    """A file for each command: for staff, two queues on a morning."""
    lines = ["queue,interval_start,calls,aht_seconds,calls_low,calls_high"]
    for queue, calls, aht in (("help", 40, 240), ("sales", 100, 300)):
        for half in range(8):
            now = calls + 5 * half
            start = f"2026-01-05T{8 + half // 2:02d}:{half % 2 * 3}0+00:00"
            lines.append(f"{queue},{start},{now},{aht},{0.8 * now},{1.2 * now}")
    queues = tmp_path / "queues.csv"
    queues.write_text("".join(f"{line}\n" for line in lines))
    events = "date,name,effect\n2026-01-14,mailing,1.5\n2026-02-03,mailing,1.5\n"
    (tmp_path / "events.csv").write_text(events)
    return {"forecast": history, "backtest": history, "staff": queues}


def as_flag(name: str, value: bool | float | str) -> list[float | str]:
    flag = "--" + name.replace("_", "-")
    return [flag] if value is True else [flag, value]


def write_key(folder: Path, command: str, name: str, value: bool | float | str) -> None:
    text = f"[{SECTION[command]}]\n{name} = {json.dumps(value)}\n"
    (folder / "wfm.toml").write_text(text)


def without_time(csv: str) -> list[list[str]]:
    """Leave out the column that a backtest measures."""
    rows = [line.split(",") for line in csv.splitlines()]
    keep = [place for row in rows[:1] for place, name in enumerate(row) if name != "seconds"]
    return [[row[place] for place in keep] for row in rows]


def names_of(command: str) -> set[str]:
    parameters = COMMANDS[command].params
    return {p.name.rstrip("_") for p in parameters if p.opts[0].startswith("-")} - {"help"}


def cases(values: dict[str, dict[str, list[Any]]]) -> list[ParameterSet]:
    return [
        pytest.param(command, name, *value, id=f"{command} {name}")
        for command, options in values.items()
        for name, value in options.items()
        if name in names_of(command)
    ]


@pytest.fixture(scope="module")
def plain_answers() -> dict[tuple[Any, ...], str]:
    """What was answered without the option that is tried, by the words."""
    return {}


@pytest.mark.parametrize("command", GOOD)
def test_every_option_is_exercised(command: str) -> None:
    assert names_of(command) - set(GOOD[command]) - ELSEWHERE - COMMON - READ == set()


@pytest.mark.parametrize(
    ("command", "name", "words"),
    cases({c: {n: [v] for n, v in options.items()} for c, options in GOOD.items()}),
)
def test_an_option_acts_the_same_by_flag_and_by_configuration(
    wfm: Command,
    file_of: dict[str, Path],
    plain_answers: dict[tuple[Any, ...], str],
    command: str,
    name: str,
    words: list[bool | float | str],
) -> None:
    value, *beside = words
    beside = (
        beside if "--model" in beside or name in {"model", "models"} else [*QUICK[command], *beside]
    )
    asked = (command, *beside)
    if asked not in plain_answers:
        plain_answers[asked] = wfm(command, file_of[command], *beside).out
    by_flag = wfm(command, file_of[command], *beside, *as_flag(name, value))
    assert by_flag.code == 0, by_flag.err
    assert without_time(by_flag.out) != without_time(plain_answers[asked])
    if name in ONLY_FLAGS and command == "backtest":
        return
    write_key(file_of[command].parent, command, name, value)
    by_configuration = wfm(command, file_of[command], *beside)
    assert without_time(by_configuration.out) == without_time(by_flag.out)


@pytest.mark.parametrize(
    ("command", "name", "value"),
    cases({c: {n: [v] for n, v in options.items()} for c, options in BAD.items()}),
)
def test_a_wrong_value_is_usage_by_flag_and_input_by_configuration(
    refused: Refusal,
    file_of: dict[str, Path],
    tmp_path: Path,
    command: str,
    name: str,
    value: int | str,
) -> None:
    beside = GOOD[command].get(name, [value])[1:]
    message = refused(command, file_of[command], *beside, *as_flag(name, value), code=2)
    assert "--" + name.replace("_", "-") in message
    if name in ONLY_FLAGS and command == "backtest":
        return
    write_key(tmp_path, command, name, value)
    message = refused(command, file_of[command], *beside, code=3)
    assert message.startswith("wfm.toml")
    assert name in message.replace("-", "_")


def test_shrinkage_in_parts_is_a_table_of_the_configuration(
    wfm: Command, file_of: dict[str, Path], tmp_path: Path
) -> None:
    by_flag = wfm("staff", file_of["staff"], "--shrinkage", "absence=0.1,training=0.05")
    text = "[staff]\nshrinkage = { absence = 0.1, training = 0.05 }\n"
    (tmp_path / "wfm.toml").write_text(text)
    assert wfm("staff", file_of["staff"]).out == by_flag.out


def test_skills_are_said_and_change_nothing(wfm: Command, file_of: dict[str, Path]) -> None:
    plain = wfm("staff", file_of["staff"])
    said = wfm("staff", file_of["staff"], "--skills", "sales+help,help")
    assert said.out == plain.out
    assert len(said.lines) > len(plain.lines)


def test_work_that_can_wait_fills_idle_time(
    wfm: Command, refused: Refusal, file_of: dict[str, Path], tmp_path: Path
) -> None:
    queues = file_of["staff"].read_text().splitlines()
    names = {"help": "mail", "sales": "phone", "queue": "channel"}
    with_channel = "\n".join(f"{row},{names[row.split(',')[0]]}" for row in queues)

    def answer(fill: str) -> Any:
        mail = f'[staff.channels.mail]\nmodel = "workload"\nresponse = "2h"\nfill_idle = {fill}\n'
        (tmp_path / "wfm.toml").write_text(f"{mail}[staff.channels.phone]\n")
        return wfm("staff", stdin=with_channel)

    alone, filled = answer("false"), answer("true")
    assert (alone.code, filled.code) == (0, 0), alone.err + filled.err
    assert filled.out != alone.out
    (tmp_path / "wfm.toml").unlink()
    assert "--fill-idle: only work that can wait" in refused(
        "staff", "--fill-idle", file_of["staff"], code=2
    )


def test_keep_going_writes_the_queues_that_can_be_forecast(
    wfm: Command, refused: Refusal, history: Path
) -> None:
    first, *lines = history.read_text().splitlines()
    data = [
        f"queue,{first}",
        *(f"a,{line}" for line in lines),
        *(f"b,{line}" for line in lines[:9]),
    ]
    both = "".join(f"{line}\n" for line in data)
    assert "b" in refused("forecast", "--model", "mean", stdin=both)
    ran = wfm("forecast", "--model", "mean", "--keep-going", "--horizon", "1d", stdin=both)
    assert ran.code == 3
    assert {line.split(",")[0] for line in ran.out.splitlines()[1:]} == {"a"}
    assert any("b" in line for line in ran.lines)


def test_flag_goes_before_configuration_goes_before_default(
    wfm: Command, file_of: dict[str, Path], tmp_path: Path
) -> None:
    def target(*words: str) -> str:
        return wfm("staff", file_of["staff"], *words).lines[0]

    assert "service level 0.8 " in target()
    (tmp_path / "wfm.toml").write_text("[staff]\nservice_level = 0.9\n")
    assert "service level 0.9 " in target()
    (tmp_path / "other.toml").write_text("[staff]\nservice_level = 0.95\n")
    assert "service level 0.95 " in target("--config", "other.toml")
    assert "service level 0.7 " in target("--config", "other.toml", "--service-level", "0.7")


def test_backtest_prints_the_errors_instead(wfm: Command, history: Path) -> None:
    ran = wfm("forecast", history, "--model", "mean", "--backtest", "--format", "json")
    rows = json.loads(ran.out)
    assert [row["weeks"] for row in rows] == [1, 2, 4]
    assert all(0 < row["wape"] < 1 for row in rows)


def test_time_zone_stands_once_for_all_commands(
    wfm: Command, history: Path, tmp_path: Path
) -> None:
    (tmp_path / "wfm.toml").write_text('timezone = "Europe/Berlin"\n')
    words = ["forecast", history, "--model", "mean", "--horizon", "2d"]
    assert "2026-02-02T00:00+01:00" in wfm(*words).out
    assert "+01:00" not in wfm(*words, "--timezone", "UTC").out


def test_one_row_is_as_long_as_the_option_says(wfm: Command) -> None:
    row = "interval_start,calls,aht_seconds\n2026-01-05T09:00Z,100,180\n"
    assert ",10," in wfm("staff", stdin=row).out
    assert ",20," in wfm("staff", "--interval", "15m", stdin=row).out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("channels = 3", "wfm.toml: staff.channels: write a table [staff.channels.NAME] for each"),
        ("channels.mail = 3", "wfm.toml: staff.channels.mail: write a table of its options"),
        ("channels.mail.modle = 3", "wfm.toml: staff.channels.mail.modle: unknown key; the near"),
        ("channels.phone.asa = 0", "wfm.toml: staff.channels.phone.asa: 0 is not attainable"),
        ("channels.phone.closed = 'XX'", "wfm.toml: staff.channels.phone.closed: no holidays"),
    ],
)
def test_a_wrong_channel_is_named(
    refused: Refusal, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "wfm.toml").write_text(f"[staff]\n{text}\n")
    row = "interval_start,calls,aht_seconds,channel\n2026-01-05T09:00Z,100,180,phone\n"
    assert message in refused("staff", stdin=row)


def test_a_channel_may_be_closed_on_the_holidays_of_a_country(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "wfm.toml").write_text("[staff.channels.phone]\nclosed = ['2026-01-06', 'GB']\n")
    row = "interval_start,calls,aht_seconds,channel\n2026-12-25T09:00Z,100,180,phone\n"
    assert wfm("staff", stdin=row).out.endswith(",closed\n")


def test_verbose_says_what_is_read(wfm: Command) -> None:
    row = "interval_start,calls,aht_seconds\n2026-01-05T09:00Z,100,180\n"
    said = "standard input: forecast of 1 rows and the columns interval_start, calls, aht_seconds"
    assert said in wfm("staff", "-v", stdin=row).lines
    assert said not in wfm("staff", stdin=row).lines
    assert wfm("staff", "-v", "-q", stdin=row).lines == []


# A section that two commands read.


def test_backtest_takes_what_the_site_is_like_and_leaves_what_the_forecast_writes(
    wfm: Command, history: Path, tmp_path: Path
) -> None:
    words = ["backtest", history, "--models", "mean", "--origins", "3"]
    plain = wfm(*words)
    (tmp_path / "wfm.toml").write_text('[forecast]\nhorizon = "9w"\naht = "4m"\n')
    assert without_time(wfm(*words).out) == without_time(plain.out)


@pytest.mark.parametrize("command", ["forecast", "backtest"])
def test_a_key_that_nothing_reads_is_refused_by_every_command_of_the_section(
    refused: Refusal, history: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "wfm.toml").write_text("[forecast]\nweek = 6\n")
    assert refused(command, history) == (
        "wfm.toml: forecast.week: unknown key; the nearest one is weeks"
    )


def test_the_currency_of_costs_is_said_with_scenarios(
    wfm: Command, file_of: dict[str, Path], tmp_path: Path
) -> None:
    words = ["staff", file_of["staff"], "--what-if", "calls=+5%", "--cost-per-hour", "18"]
    assert not any("cost is in" in line for line in wfm(*words).lines)
    (tmp_path / "wfm.toml").write_text('currency = "EUR"\n')
    assert wfm(*words).lines[-1] == "cost is in EUR"
