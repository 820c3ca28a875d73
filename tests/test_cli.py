"""The command line: streams, files, formats, exit codes and one-line messages."""

import io
import json
import logging
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wfm import cli
from wfm.cli import streams

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"
WFM = [sys.executable, "-m", "wfm"]
COMMANDS = typer.main.get_command(cli.app).commands
STAGES = ["forecast", "staff", "roster"]
FORECAST = (
    "interval_start,calls,aht_seconds\n"
    "2026-01-05T09:00+00:00,100,180\n"
    "2026-01-05T09:30+00:00,0,\n"
    "2026-01-05T10:00+00:00,450,270\n"
)


class Ran:
    """What a command answered."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        self.lines = err.splitlines()


@pytest.fixture
def wfm(monkeypatch, capsysbinary, tmp_path):
    """Run a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words, stdin=b""):
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = cli.main([str(word) for word in words])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def refused(wfm, tmp_path):
    """Run a command that has to fail: one line, nothing written, neither here nor there."""

    def run(*words, stdin=b"", code=3):
        before = sorted(tmp_path.rglob("*"))
        ran = wfm(words[0], "-q", *words[1:], stdin=stdin)
        assert ran.out == ""
        assert ran.code == code, ran.err
        assert len(ran.lines) == 1, ran.err
        assert ran.lines[0].startswith("wfm: ")
        assert sorted(tmp_path.rglob("*")) == before
        return ran.lines[0].removeprefix("wfm: ")

    return run


@pytest.fixture
def forecast(tmp_path):
    path = tmp_path / "forecast.csv"
    path.write_text(FORECAST)
    return path


@pytest.fixture
def history(tmp_path):
    """Four months of the sample, one afternoon of zeros in it."""
    path = tmp_path / "calls.csv"
    rows = (SAMPLE / "calls.csv").read_text().splitlines(keepends=True)
    rows = [rows[0], *rows[-48 * 123 :]]
    silent = slice(-48 * 3 - 20, -48 * 3 - 10)
    rows[silent] = [f"{row.split(',')[0]},0,\n" for row in rows[silent]]
    path.write_text("".join(rows))
    return path


# Streams and files.


def test_a_file_and_a_pipe_give_the_same_bytes(wfm, forecast):
    from_file = wfm("staff", forecast)
    assert from_file.code == 0
    assert wfm("staff", stdin=FORECAST).out == from_file.out
    assert wfm("staff", "-", stdin=FORECAST).out == from_file.out
    assert wfm("staff", "-", "-o", "-", stdin=FORECAST).out == from_file.out


def test_two_runs_give_the_same_bytes(wfm, history):
    assert wfm("forecast", history).out == wfm("forecast", history).out


def test_output_file_holds_what_is_printed(wfm, forecast, tmp_path):
    printed = wfm("staff", forecast).out
    ran = wfm("staff", forecast, "-o", "out.csv")
    assert ran.out == ""
    assert (tmp_path / "out.csv").read_bytes() == printed.encode()
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o666 & ~streams._umask()


def test_result_may_replace_its_own_input(wfm, forecast):
    printed = wfm("staff", forecast).out
    assert wfm("staff", forecast, "--output", forecast).code == 0
    assert forecast.read_text() == printed


def test_output_through_a_link_keeps_the_link(wfm, forecast, tmp_path):
    (tmp_path / "link.csv").symlink_to("out.csv")
    assert wfm("staff", forecast, "-o", "link.csv").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "out.csv").is_file()


def test_a_device_stays_a_device(wfm, forecast):
    assert wfm("staff", forecast, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_failure_leaves_an_existing_file_as_it_was(wfm, tmp_path):
    (tmp_path / "out.csv").write_text("last week's")
    assert wfm("staff", "-o", "out.csv", stdin="interval_start,calls\n").code == 3
    assert (tmp_path / "out.csv").read_text() == "last week's"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_failure_while_writing_leaves_no_half_file(wfm, forecast, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space")))
    ran = wfm("staff", forecast, "-o", "out.csv", "-q")
    assert (ran.code, ran.lines) == (3, ["wfm: out.csv: cannot write there: no space"])
    assert [path.name for path in tmp_path.iterdir()] == ["forecast.csv"]


def test_words_go_to_standard_error_and_quiet_silences_them(wfm, forecast):
    spoken = wfm("staff", forecast)
    assert spoken.lines[0].startswith("targets: service level 0.8")
    silent = wfm("staff", forecast, "--quiet")
    assert silent.err == ""
    assert silent.out == spoken.out


def test_verbose_says_at_least_as_much(wfm, history):
    spoken, explained = wfm("forecast", history), wfm("forecast", history, "-v")
    assert explained.out == spoken.out
    assert set(spoken.lines) <= set(explained.lines)


def test_what_stages_log_is_shown_by_its_weight(capsys):
    for quiet, verbose, shown in (
        (False, False, ["info", "warning: warning", "error"]),
        (True, False, ["error"]),
        (False, True, ["debug", "info", "warning: warning", "error"]),
    ):
        streams.set_verbosity(quiet=quiet, verbose=verbose)
        log = logging.getLogger("wfm.test")
        for level in ("debug", "info", "warning"):
            getattr(log, level)(level)
        streams.say("error")
        assert capsys.readouterr().err.splitlines() == shown


# Formats.


def test_json_has_the_rows_of_the_csv(wfm, forecast):
    csv = wfm("staff", forecast, "--format", "CSV").out
    rows = json.loads(wfm("staff", forecast, "--format", "json").out)
    assert list(rows[0]) == csv.splitlines()[0].split(",")
    assert [row["agents_required"] for row in rows] == [14, 0, 80]
    assert rows[1]["service_level"] is None


def test_table_is_for_people(wfm, forecast, tmp_path):
    drawn = wfm("staff", forecast, "--format", "table").out
    assert "agents_scheduled, week of 2026-01-05" in drawn
    assert "\033[" not in drawn
    wfm("staff", forecast, "--format", "table", "-o", "out.txt")
    assert (tmp_path / "out.txt").read_text() == drawn


def test_csv_is_utf_8_and_has_unix_line_ends(wfm):
    data = FORECAST.replace("\n", "\r\n").encode("utf-8-sig")
    assert "\r" not in wfm("staff", stdin=data).out


# Help.


def test_no_command_shows_the_help(wfm):
    ran = wfm()
    assert ran.code == 2
    assert "Usage: wfm" in ran.out + ran.err


def test_version(wfm):
    assert wfm("--version").out.startswith("wfm 0.")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_of_a_command_has_two_examples(wfm, command, word, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    ran = wfm(command, word)
    assert ran.code == 0
    shown = " ".join(ran.out.split())
    assert shown.count(f"wfm {command} ") + shown.count(f"| wfm {command}") >= 3  # usage and two
    assert "sample_data/" in shown or command not in STAGES


def options_of(command):
    return [p for p in COMMANDS[command].params if p.opts[0].startswith("-") and p.name != "help"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_an_option_does_and_its_default(wfm, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    shown = wfm(command, "--help").out
    rows = {}
    for line in shown.splitlines():
        words = line.strip("│* ").split()
        rows.setdefault(words[0] if words else "", line)
    for option in options_of(command):
        row = rows[option.opts[0]]
        assert all(f" {name} " in row for name in option.opts)
        assert option.help in row
        if option.default is not None and option.default is not False:
            assert f"[default: {option.default}]" in row
        assert "str>" not in row  # a kind of value has a name


# Every option: a value that is taken, one that is not, by flag and by configuration.

ERLANG_A = ["--model", "erlang_a", "--patience", "2m"]
# A value that changes the answer, and the words that it needs beside it.
GOOD = {
    "forecast": {
        "horizon": ["1w"],
        "start": ["2026-03-02"],
        "model": ["seasonal_naive"],
        "weeks": [3, "--model", "mean"],
        "timezone": ["Europe/Berlin"],
        "country": ["GB"],
        "subdivision": ["SCT", "--country", "GB"],
        "level": ["50%"],
        "aht": ["4m"],
        "events": ["events.csv"],
        "outages": ["keep"],
        "explain": [True],
        "backtest": [True],
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
        "band_level": [0.5, "--volume-cv", "forecast"],
        "shrinkage": [0.1],
        "shrinkage_rule": ["multiplicative", "--shrinkage", "absence=0.3,training=0.2"],
        "min_agents": [30],
        "max_agents": [10],
        "agents": [30],
        "fractional": [True],
        "open": ["Mon 09:00-10:00"],
        "closed": ["2026-01-05"],
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
ELSEWHERE = {"interval", "skills", "fill_idle", "keep_going"}
COMMON = {"config", "format", "output", "quiet", "verbose"}
BAD = {
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
        "outages": "guess",
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
        "band_level": 80,
        "shrinkage": 1,
        "shrinkage_rule": "mine",
        "min_agents": -1,
        "max_agents": -1,
        "agents": -1,
        "open": "Mon 9-5",
        "closed": "soon",
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
def file_of(history, tmp_path):
    """A file for each command: for staff, two queues on a morning."""
    lines = ["queue,interval_start,calls,aht_seconds,calls_low,calls_high"]
    for queue, calls, aht in (("help", 40, 240), ("sales", 100, 300)):
        for half in range(8):
            now = calls + 5 * half
            start = f"2026-01-05T{8 + half // 2:02d}:{half % 2 * 3}0+00:00"
            lines.append(f"{queue},{start},{now},{aht},{0.8 * now},{1.2 * now}")
    queues = tmp_path / "queues.csv"
    queues.write_text("".join(f"{line}\n" for line in lines))
    events = "date,name,effect\n2026-02-02,mailing,1.5\n2026-02-03,mailing,1.5\n"
    (tmp_path / "events.csv").write_text(events)
    return {"forecast": history, "staff": queues}


def as_flag(name, value):
    flag = "--" + name.replace("_", "-")
    return [flag] if value is True else [flag, value]


def without_time(csv):
    """Leave out the column that a backtest measures."""
    rows = [line.split(",") for line in csv.splitlines()]
    keep = [place for place, name in enumerate(rows[0]) if name != "seconds"]
    return [[row[place] for place in keep] for row in rows]


def names_of(command):
    return {option.name.rstrip("_") for option in options_of(command)}


def cases(values):
    return [
        pytest.param(command, name, *value, id=f"{command} {name}")
        for command, options in values.items()
        for name, value in options.items()
        if name in names_of(command)
    ]


@pytest.mark.parametrize("command", ["forecast", "staff"])
def test_every_option_is_exercised(command):
    assert names_of(command) - set(GOOD[command]) - ELSEWHERE - COMMON == set()


@pytest.mark.parametrize(
    ("command", "name", "words"),
    cases({c: {n: [v] for n, v in options.items()} for c, options in GOOD.items()}),
)
def test_an_option_acts_the_same_by_flag_and_by_configuration(
    wfm, file_of, tmp_path, command, name, words
):
    value, *beside = words
    plain = wfm(command, file_of[command], *beside)
    by_flag = wfm(command, file_of[command], *beside, *as_flag(name, value))
    assert by_flag.code == 0, by_flag.err
    assert by_flag.out != plain.out
    (tmp_path / "wfm.toml").write_text(f"[{command}]\n{name} = {json.dumps(value)}\n")
    by_configuration = wfm(command, file_of[command], *beside)
    assert without_time(by_configuration.out) == without_time(by_flag.out)


@pytest.mark.parametrize(
    ("command", "name", "value"),
    cases({c: {n: [v] for n, v in options.items()} for c, options in BAD.items()}),
)
def test_a_wrong_value_is_usage_by_flag_and_input_by_configuration(
    refused, file_of, tmp_path, command, name, value
):
    beside = GOOD[command].get(name, [value])[1:]
    message = refused(command, file_of[command], *beside, *as_flag(name, value), code=2)
    assert "--" + name.replace("_", "-") in message
    (tmp_path / "wfm.toml").write_text(f"[{command}]\n{name} = {json.dumps(value)}\n")
    message = refused(command, file_of[command], *beside, code=3)
    assert message.startswith("wfm.toml")
    assert name in message.replace("-", "_")


def test_shrinkage_in_parts_is_a_table_of_the_configuration(wfm, file_of, tmp_path):
    by_flag = wfm("staff", file_of["staff"], "--shrinkage", "absence=0.1,training=0.05")
    text = "[staff]\nshrinkage = { absence = 0.1, training = 0.05 }\n"
    (tmp_path / "wfm.toml").write_text(text)
    assert wfm("staff", file_of["staff"]).out == by_flag.out


def test_skills_are_said_and_change_nothing(wfm, file_of):
    plain = wfm("staff", file_of["staff"])
    said = wfm("staff", file_of["staff"], "--skills", "sales+help,help")
    assert said.out == plain.out
    assert len(said.lines) > len(plain.lines)


def test_work_that_can_wait_fills_idle_time(wfm, refused, file_of, tmp_path):
    queues = file_of["staff"].read_text().splitlines()
    names = {"help": "mail", "sales": "phone", "queue": "channel"}
    with_channel = "\n".join(f"{row},{names[row.split(',')[0]]}" for row in queues)

    def answer(fill):
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


def test_keep_going_writes_the_queues_that_can_be_forecast(wfm, refused, history):
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


def test_flag_goes_before_configuration_goes_before_default(wfm, forecast, tmp_path):
    def target(*words):
        return wfm("staff", forecast, *words).lines[0]

    assert "service level 0.8 " in target()
    (tmp_path / "wfm.toml").write_text("[staff]\nservice_level = 0.9\n")
    assert "service level 0.9 " in target()
    (tmp_path / "other.toml").write_text("[staff]\nservice_level = 0.95\n")
    assert "service level 0.95 " in target("--config", "other.toml")
    assert "service level 0.7 " in target("--config", "other.toml", "--service-level", "0.7")


def test_backtest_prints_the_errors_instead(wfm, history):
    ran = wfm("forecast", history, "--backtest", "--format", "json")
    rows = json.loads(ran.out)
    assert [row["weeks"] for row in rows] == [1, 2, 4]
    assert all(0 < row["wape"] < 1 for row in rows)


def test_time_zone_stands_once_for_all_commands(wfm, history, tmp_path):
    (tmp_path / "wfm.toml").write_text('timezone = "Europe/Berlin"\n')
    assert "2026-02-02T00:00+01:00" in wfm("forecast", history, "--horizon", "2d").out
    assert "+01:00" not in wfm("forecast", history, "--timezone", "UTC").out


def test_one_row_is_as_long_as_the_option_says(wfm):
    row = "interval_start,calls,aht_seconds\n2026-01-05T09:00Z,100,180\n"
    assert ",10," in wfm("staff", stdin=row).out
    assert ",20," in wfm("staff", "--interval", "15m", stdin=row).out


# Refusals: exit code, one line, nothing written.


@pytest.mark.parametrize("command", STAGES)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "standard input is empty: did the command before this one fail?"),
        (b" \n", "standard input is empty: did the command before this one fail?"),
        (b"\xff\xfeb\x00", "standard input: byte 0 is not UTF-8 text"),
        (b"PK\x03\x04\x00\x00", "standard input: this is a binary file"),
        (b"a,b\n1,2\n", "has no column interval_start: it has a, b"),
    ],
)
def test_what_is_no_table(refused, command, data, message):
    assert message in refused(command, stdin=data)


def rows(*rows, header="interval_start,calls,aht_seconds"):
    return "".join(f"{row}\n" for row in (header, *rows))


@pytest.mark.parametrize("command", ["forecast", "staff"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rows(), "has no rows"),
        (rows("2026-01-05T09:00Z,many,180"), "line 2, column calls: 'many' is not a number"),
        (rows("2026-01-05T09:00Z,-1,180"), "line 2, column calls: '-1' is not a finite number"),
        (rows("2026-01-05T09:00Z,inf,180"), "line 2, column calls: 'inf' is not a finite number"),
        (rows("2026-01-05T09:00Z,1,-5"), "line 2, column aht_seconds: '-5' is not a finite"),
        (rows("tomorrow,1,180"), "line 2, column interval_start: 'tomorrow' is not a time"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:00Z,1,180"), "line 3, column interval_st"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T08:30Z,1,180"), "is before the row above"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:20Z,1,180"), "20 minutes apart"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:3"), "the file is cut off there"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:30,1,180"), "some times carry an offset"),
        (rows('2026-01-05T09:00Z,"a\nb\x1b[31m",1'), "column calls: 'a b [31m' is not a number"),
    ],
)
def test_what_is_no_forecast_and_no_history(refused, command, data, message):
    assert message in refused(command, stdin=data)


def test_calls_without_handling_time(refused):
    message = refused("staff", stdin=rows("2026-01-05T09:00Z,3,"))
    assert message.startswith("standard input, line 2, column aht_seconds: it is missing")


def test_calls_in_an_hour_that_the_clock_skips(refused):
    hours = [f"2026-03-{day}T{hour:02d}:00" for day in range(22, 31) for hour in range(24)]
    data = rows(*(f"{hour},1,180" for hour in hours))
    message = refused("forecast", "--timezone", "Europe/London", stdin=data)
    assert "2026-03-29T01:00" in message
    assert "--timezone" in message


def test_missing_file_and_folder_as_file(refused, tmp_path):
    assert refused("staff", "no.csv") == (
        "no.csv: no such file or directory: give the path of a CSV file"
    )
    assert refused("staff", ".") == ".: is a directory: give the path of a CSV file"
    assert refused("staff", "--config", "no.toml", stdin=FORECAST) == (
        "no.toml: no such file or directory: give the path of a configuration"
    )


def test_output_that_cannot_be_written_is_refused_before_any_work(refused, tmp_path):
    assert refused("staff", "-o", "no/out.csv", code=2) == (
        "no/out.csv: there is no folder no: make it first"
    )
    assert "is a directory" in refused("staff", "-o", tmp_path, code=2)
    assert "there is no folder" in refused("roster", "--coverage", "no/coverage.csv", code=2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["staf"], "No such command 'staf'. Did you mean 'staff'?: see 'wfm --help'"),
        (["staff", "--servicelevel", "1"], "No such option: --servicelevel"),
        (["staff", "--asa"], "Option '--asa' requires an argument"),
        (["staff", "a.csv", "b.csv"], "Got unexpected extra argument"),
        (["staff", "--format", "xml"], "'xml' is not one of 'auto', 'csv', 'json', 'table'"),
        (["staff", "--min-agents", "two"], "Invalid value for '--min-agents'"),
        (["roster", "--rotation-weeks", "0"], "Invalid value for '--rotation-weeks'"),
    ],
)
def test_wrong_words(refused, words, message):
    assert message in refused(*words, code=2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[staff\n", "wfm.toml: not valid TOML: "),
        ("[stafff]\n", "wfm.toml: unknown key 'stafff': did you mean staff?"),
        ("timezon = 'UTC'\n", "wfm.toml: unknown key 'timezon': did you mean timezone?"),
        (
            "[staff]\nservicelevel = 0.8\n",
            "wfm.toml, [staff]: unknown key 'servicelevel': did you mean service_level?",
        ),
        (
            "[staff]\nservice-level = 0.8\n",
            "unknown key 'service-level': did you mean service_level",
        ),
        ("[staff]\nmin_agents = 1.5\n", "wfm.toml: Invalid value for '--min-agents'"),
        ("[staff]\nservice_level = true\n", "wfm.toml, [staff] service_level: "),
        ("[staff]\nthreshold = ['20s']\nasa = {a = 1}\n", "wfm.toml, [staff] asa: "),
        ("[staff]\nformat = 'xml'\n", "wfm.toml: Invalid value for '--format'"),
    ],
)
def test_wrong_configuration(refused, tmp_path, text, message):
    (tmp_path / "wfm.toml").write_text(text)
    assert message in refused("staff", stdin=FORECAST)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[roster]\nrotation_week = 8\n", "rotation_weeks"),
        ("[roster.rule]\nmin_rest_hours = 8\n", "rules"),
        ("[roster.rules]\nmin_rest_hour = 8\n", "min_rest_hours"),
        (
            (
                "[[roster.group]]\nname='f'\nweekly_hours=40\npresence_hours=8.5\npaid_hours=8\n"
                "meals=[{minutes=30,from_hours=8.25,to_hours=9}]\n"
                "[[roster.group.shift]]\nname='a'\nstarts='06:00-09:00'\n"
            ),
            "meal",
        ),
    ],
)
def test_wrong_roster_configuration(refused, tmp_path, text, message):
    (tmp_path / "wfm.toml").write_text(text)
    data = rows("2026-01-05T09:00Z,1", header="interval_start,calls,agents_scheduled").replace(
        ",1\n", ",1,1\n"
    )
    line = refused("roster", stdin=data)
    assert line.startswith("wfm.toml: roster")
    assert message in line


# Real processes: pipes, terminals, closed streams.


def shell(script, tmp_path, **environment):
    """Run bash words where `wfm` is this very package."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    launcher = folder / "wfm"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wfm "$@"\n')
    launcher.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_reader_that_leaves_early_is_no_error(history, tmp_path):
    # More than a pipe holds.
    script = "wfm forecast calls.csv -q --horizon 20w | head -1; echo ${PIPESTATUS[0]}"
    done = shell(script, tmp_path)
    assert done.stdout.split() == ["interval_start,calls,aht_seconds,calls_low,calls_high", "0"]
    assert done.stderr == ""


def test_failure_of_one_command_stops_the_pipe(tmp_path):
    done = shell("set -o pipefail; wfm forecast no.csv | wfm staff", tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "wfm: no.csv: no such file or directory: give the path of a CSV file",
        "wfm: standard input is empty: did the command before this one fail?",
    ]


def test_full_disk_and_closed_streams(forecast, tmp_path):
    done = shell("wfm staff forecast.csv -q > /dev/full", tmp_path)
    assert done.returncode == 3
    assert done.stderr == "wfm: standard output: cannot write there: no space left on device\n"
    done = shell("wfm staff forecast.csv -q >&-", tmp_path)
    assert done.returncode == 2
    assert done.stderr == "wfm: standard output is closed: give -o FILE\n"
    assert shell("wfm staff no.csv 2>&-", tmp_path).returncode == 3
    assert shell("wfm staff <&-", tmp_path).returncode == 2


def test_any_locale_gets_the_same_bytes(tmp_path):
    data = rows("café 客,2026-01-05T09:00Z,3,200", header="queue,interval_start,calls,aht_seconds")
    (tmp_path / "queues.csv").write_text(data, encoding="utf-8")
    script = "wfm staff queues.csv -q; wfm staff queues.csv -q --format table"
    usual = shell(script, tmp_path, PYTHONIOENCODING="utf-8", COLUMNS="80")
    assert "café 客" in usual.stdout
    odd = shell(script, tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C", COLUMNS="80")
    assert odd.stdout == usual.stdout


def on_terminal(words, tmp_path, **environment):
    """Run a command whose streams are a terminal; return what it shows and its exit code."""
    here, there = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color", **environment}
    if "NO_COLOR" not in environment:
        env = {name: env[name] for name in env if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [*WFM, *words], stdin=there, stdout=there, stderr=there, cwd=tmp_path, env=env
    )
    os.close(there)
    shown = b""
    while True:
        try:
            piece = os.read(here, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(here)
    return shown.decode().replace("\r\n", "\n"), process.wait(timeout=60)


@pytest.mark.parametrize("command", STAGES)
def test_terminal_without_a_file_is_refused_with_an_example(tmp_path, command):
    shown, code = on_terminal([command], tmp_path, NO_COLOR="1")
    assert code == 2
    assert shown.startswith(f"wfm: no FILE and nothing piped in: try 'wfm {command} ")


def test_terminal_gets_a_table_in_colour_unless_it_says_no(forecast, tmp_path):
    shown, code = on_terminal(["staff", "forecast.csv"], tmp_path)
    assert code == 0
    assert "agents_scheduled, week of" in shown
    assert "\033[" in shown
    shown, _ = on_terminal(["staff", "forecast.csv"], tmp_path, NO_COLOR="1")
    assert "\033[3" not in shown
    shown, _ = on_terminal(["staff", "no.csv"], tmp_path)
    assert shown.startswith("\033[31mwfm: no.csv")


def test_interrupted(wfm, forecast, monkeypatch):
    from wfm import staffing

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(staffing, "staff", interrupt)
    ran = wfm("staff", forecast)
    assert (ran.code, ran.lines, ran.out) == (130, ["wfm: interrupted"], "")


# A hostile planner.

FIELD = st.sampled_from(
    [
        *("", "0", "3", "-1", "1e308", "nan", "inf", "x", '"', "\x00", "=cmd()", "\N{SNOWMAN}"),
        *("2026-01-05T09:00Z", "2026-01-05T09:30Z", "2026-03-29T01:30", "1999-12-31T23:30+05:30"),
    ]
)
HEADER = st.sampled_from(
    ["interval_start,calls,aht_seconds", "queue,interval_start,calls", "timestamp;calls", "calls"]
)


@pytest.mark.parametrize("command", STAGES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=80)
    | st.builds(
        lambda header, rows, line_end: line_end.join([header, *map(",".join, rows)]).encode(),
        HEADER,
        st.lists(st.lists(FIELD, min_size=1, max_size=4), max_size=4),
        st.sampled_from(["\n", "\r\n", "\r"]),
    )
)
def test_any_bytes_are_answered_or_refused_in_one_line(wfm, command, data):
    ran = wfm(command, "-q", stdin=data)
    assert ran.code in {0, 3, 4, 5}
    assert ran.code == 0 or (ran.out == "" and len(ran.lines) == 1)
