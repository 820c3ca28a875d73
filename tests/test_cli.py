"""The command line: streams, files, formats, and what is refused in one line."""

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from running import Command, Refusal, Shell, commands
from sparing import examples
from wfm.cli import files, messages

WFM = [sys.executable, "-m", "wfm"]
COMMANDS = commands()
STAGES = ["forecast", "staff", "roster"]
FORECAST = (
    "interval_start,calls,aht_seconds\n"
    "2026-01-05T09:00+00:00,100,180\n"
    "2026-01-05T09:30+00:00,0,\n"
    "2026-01-05T10:00+00:00,450,270\n"
)


@pytest.fixture
def forecast(tmp_path: Path) -> Path:
    path = tmp_path / "forecast.csv"
    path.write_text(FORECAST)
    return path


# Streams and files.


def test_a_file_and_a_pipe_give_the_same_bytes(wfm: Command, forecast: Path) -> None:
    from_file = wfm("staff", forecast)
    assert from_file.code == 0
    assert wfm("staff", stdin=FORECAST).out == from_file.out
    assert wfm("staff", "-", stdin=FORECAST).out == from_file.out
    assert wfm("staff", "-", "-o", "-", stdin=FORECAST).out == from_file.out


def test_two_runs_give_the_same_bytes(wfm: Command, history: Path) -> None:
    words = ["forecast", history, "--model", "combined"]
    assert wfm(*words).out == wfm(*words).out


def test_output_file_holds_what_is_printed(wfm: Command, forecast: Path, tmp_path: Path) -> None:
    printed = wfm("staff", forecast).out
    ran = wfm("staff", forecast, "-o", "out.csv")
    assert ran.out == ""
    assert (tmp_path / "out.csv").read_bytes() == printed.encode()
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o666 & ~files.umask()


def test_result_may_replace_its_own_input(wfm: Command, forecast: Path) -> None:
    printed = wfm("staff", forecast).out
    assert wfm("staff", forecast, "--output", forecast).code == 0
    assert forecast.read_text() == printed


def test_output_through_a_link_keeps_the_link(wfm: Command, forecast: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("out.csv")
    assert wfm("staff", forecast, "-o", "link.csv").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "out.csv").is_file()


def test_a_device_stays_a_device(wfm: Command, forecast: Path) -> None:
    assert wfm("staff", forecast, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_failure_leaves_an_existing_file_as_it_was(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("last week's")
    assert wfm("staff", "-o", "out.csv", stdin="interval_start,calls\n").code == 3
    assert (tmp_path / "out.csv").read_text() == "last week's"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_failure_while_writing_leaves_no_half_file(
    wfm: Command, forecast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space")))
    ran = wfm("staff", forecast, "-o", "out.csv", "-q")
    assert (ran.code, ran.lines) == (3, ["wfm: out.csv: cannot write there: no space"])
    assert [path.name for path in tmp_path.iterdir()] == ["forecast.csv"]


def test_words_go_to_standard_error_and_quiet_silences_them(wfm: Command, forecast: Path) -> None:
    spoken = wfm("staff", forecast)
    assert spoken.lines[0].startswith("targets: service level 0.8")
    silent = wfm("staff", forecast, "--quiet")
    assert silent.err == ""
    assert silent.out == spoken.out


def test_verbose_says_at_least_as_much(wfm: Command, history: Path) -> None:
    words = ["forecast", history, "--model", "mean"]
    spoken, explained = wfm(*words), wfm(*words, "-v")
    assert explained.out == spoken.out
    assert set(spoken.lines) <= set(explained.lines)


def test_what_stages_log_is_shown_by_its_weight(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet, verbose, shown in (
        (False, False, ["info", "warning: warning", "error"]),
        (True, False, ["error"]),
        (False, True, ["debug", "info", "warning: warning", "error"]),
    ):
        messages.set_verbosity(quiet=quiet, verbose=verbose)
        log = logging.getLogger("wfm.test")
        for level in ("debug", "info", "warning"):
            getattr(log, level)(level)
        messages.say("error")
        assert capsys.readouterr().err.splitlines() == shown


# Formats.


def test_json_has_the_rows_of_the_csv(wfm: Command, forecast: Path) -> None:
    csv = wfm("staff", forecast, "--format", "CSV").out
    rows = json.loads(wfm("staff", forecast, "--format", "json").out)
    assert list(rows[0]) == csv.splitlines()[0].split(",")
    assert [row["agents_required"] for row in rows] == [14, 0, 80]
    assert rows[1]["service_level"] is None


def test_table_is_for_people(wfm: Command, forecast: Path, tmp_path: Path) -> None:
    drawn = wfm("staff", forecast, "--format", "table").out
    assert "agents_scheduled, week of 2026-01-05" in drawn
    assert "\033[" not in drawn
    wfm("staff", forecast, "--format", "table", "-o", "out.txt")
    assert (tmp_path / "out.txt").read_text() == drawn


def test_csv_is_utf_8_and_has_unix_line_ends(wfm: Command) -> None:
    data = FORECAST.replace("\n", "\r\n").encode("utf-8-sig")
    assert "\r" not in wfm("staff", stdin=data).out


# Refusals: exit code, one line, nothing written.


@pytest.mark.parametrize("command", [command for command in STAGES if command != "forecast"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfeb\x00", "has no column interval_start: it has b"),
        (b"PK\x03\x04\x00\x00", "standard input: is a damaged or cut-off zip or workbook"),
    ],
)
def test_what_is_no_text(refused: Refusal, command: str, data: bytes, message: str) -> None:
    assert message in refused(command, stdin=data)


@pytest.mark.parametrize("command", STAGES)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "standard input is empty: did the command before this one fail?"),
        (b" \n", "standard input is empty: did the command before this one fail?"),
        (b"a,b\n1,2\n", "has no column interval_start: it has a, b"),
    ],
)
def test_what_is_no_table(refused: Refusal, command: str, data: bytes, message: str) -> None:
    assert message in refused(command, stdin=data)


def rows(*rows: str, header: str = "interval_start,calls,aht_seconds") -> str:
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
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:20Z,1,180"), "20 minutes apart"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:3"), "the file is cut off there"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:30,1,180"), "some times carry an offset"),
        (rows('2026-01-05T09:00Z,"a\nb\x1b[31m",1'), "column calls: 'a\\nb\\x1b[31m' is not a nu"),
    ],
)
def test_what_is_no_forecast_and_no_history(
    refused: Refusal, command: str, data: str, message: str
) -> None:
    assert message in refused(command, stdin=data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T09:00Z,1,180"), "line 3, column interval_st"),
        (rows("2026-01-05T09:00Z,1,180", "2026-01-05T08:30Z,1,180"), "is before the row above"),
    ],
)
def test_what_is_no_forecast(refused: Refusal, data: str, message: str) -> None:
    assert message in refused("staff", stdin=data)


def test_calls_without_handling_time(refused: Refusal) -> None:
    message = refused("staff", stdin=rows("2026-01-05T09:00Z,3,"))
    assert message.startswith("standard input, line 2, column aht_seconds: it is missing")


def test_calls_in_an_hour_that_the_clock_skips(refused: Refusal) -> None:
    hours = [f"2026-03-{day}T{hour:02d}:00" for day in range(22, 31) for hour in range(24)]
    data = rows(*(f"{hour},1,180" for hour in hours))
    message = refused("forecast", "--timezone", "Europe/London", stdin=data)
    assert "2026-03-29T01:00" in message
    assert "--timezone" in message


def test_missing_file_and_folder_as_file(refused: Refusal, tmp_path: Path) -> None:
    assert refused("staff", "no.csv") == (
        "no.csv: no such file or directory: give the path of a CSV file"
    )
    assert refused("staff", ".") == ".: is a directory: give the path of a CSV file"
    assert refused("staff", "--config", "no.toml", stdin=FORECAST) == (
        "no.toml: no such file or directory: give the path of a configuration"
    )


def test_output_that_cannot_be_written_is_refused_before_any_work(
    refused: Refusal, tmp_path: Path
) -> None:
    assert refused("staff", "-o", "no/out.csv", code=2) == (
        "no/out.csv: there is no folder no: make it first"
    )
    assert "is a directory" in refused("staff", "-o", tmp_path, code=2)
    assert "there is no folder" in refused("roster", "--coverage-file", "no/coverage.csv", code=2)


def test_two_results_in_one_file_are_refused_before_any_work(refused: Refusal) -> None:
    message = refused("roster", "-o", "out.csv", "--coverage-file", "./out.csv", code=2)
    assert message == "out.csv: is named for two results: give each a file of its own"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["staf"], "No such command 'staf'. Did you mean 'staff'?: see 'wfm --help'"),
        (["staff", "--servicelevel", "1"], "No such option: --servicelevel"),
        (["staff", "--asa"], "Option '--asa' requires an argument"),
        (["staff", "a.csv", "b.csv"], "Got unexpected extra argument"),
        (
            ["staff", "--format", "xml"],
            "--format: 'xml' is not one of auto, csv, json, table",
        ),
        (["backtest", "--weeks", "two"], "--weeks: 'two' is not a number"),
        (["roster", "--rotation-weeks", "0"], "--rotation-weeks: 0 is not a whole number"),
    ],
)
def test_wrong_words(refused: Refusal, words: list[str], message: str) -> None:
    assert message in refused(*words, code=2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[staff\n", "wfm.toml, line 1: '[staff': a bracket is missing: write [staff]"),
        ("[stafff]\n", "wfm.toml: stafff: unknown key; the nearest one is staff"),
        ("timezon = 'UTC'\n", "wfm.toml: timezon: unknown key; the nearest one is timezone"),
        (
            "[staff]\nservicelevel = 0.8\n",
            "wfm.toml: staff.servicelevel: unknown key; the nearest one is service_level",
        ),
        (
            "[staff]\nservice-level = 0.8\n",
            "staff.service-level: unknown key; the nearest one is service_level",
        ),
        ("[staff]\nmin_agents = 1.5\n", "wfm.toml: staff.min_agents: '1.5' is not a whole"),
        ("[staff]\nservice_level = true\n", "wfm.toml: staff.service_level: "),
        ("[staff]\nthreshold = ['20s']\nasa = {a = 1}\n", "wfm.toml: staff.asa: "),
        ("[staff]\nformat = 'xml'\n", "wfm.toml: staff.format: 'xml' is not one of"),
    ],
)
def test_wrong_configuration(refused: Refusal, tmp_path: Path, text: str, message: str) -> None:
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
def test_wrong_roster_configuration(
    refused: Refusal, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "wfm.toml").write_text(text)
    data = rows("2026-01-05T09:00Z,1", header="interval_start,calls,agents_scheduled").replace(
        ",1\n", ",1,1\n"
    )
    line = refused("roster", stdin=data)
    assert line.startswith("wfm.toml: roster")
    assert message in line


# Real processes: pipes, terminals, closed streams.


@pytest.mark.slow
def test_reader_that_leaves_early_is_no_error(history: Path, bash: Shell) -> None:
    # More than a pipe holds.
    script = "wfm forecast calls.csv -q --model mean --horizon 20w | head -1; echo ${PIPESTATUS[0]}"
    done = bash(script)
    assert done.stdout.split() == ["interval_start,calls,aht_seconds,calls_low,calls_high", "0"]
    assert done.stderr == ""


@pytest.mark.slow
def test_failure_of_one_command_stops_the_pipe(bash: Shell) -> None:
    done = bash("set -o pipefail; wfm forecast no.csv | wfm staff")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "wfm: no.csv: no such file or directory: give the path of a table",
        "wfm: standard input is empty: did the command before this one fail?",
    ]


def test_full_disk_and_closed_streams(forecast: Path, bash: Shell) -> None:
    done = bash("wfm staff forecast.csv -q > /dev/full")
    assert done.returncode == 3
    assert done.stderr == "wfm: standard output: cannot write there: no space left on device\n"
    done = bash("wfm staff forecast.csv -q >&-")
    assert done.returncode == 2
    assert done.stderr == "wfm: standard output is closed: give -o FILE\n"


@pytest.mark.slow
def test_other_streams_may_be_closed_too(bash: Shell) -> None:
    assert bash("wfm staff no.csv 2>&-").returncode == 3
    assert bash("wfm staff <&-").returncode == 2


@pytest.mark.slow
def test_any_locale_gets_the_same_bytes(wfm: Command, bash: Shell, tmp_path: Path) -> None:
    data = rows("café 客,2026-01-05T09:00Z,3,200", header="queue,interval_start,calls,aht_seconds")
    (tmp_path / "queues.csv").write_text(data, encoding="utf-8")
    usual = wfm("staff", "queues.csv", "-q", "--format", "table").out
    assert "café 客" in usual
    script = "wfm staff queues.csv -q --format table"
    assert bash(script, PYTHONIOENCODING="ascii", LC_ALL="C", COLUMNS="80").stdout == usual


def test_interrupted(wfm: Command, forecast: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wfm import staffing

    def interrupt(*_: pd.DataFrame, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(staffing, "staff_with", interrupt)
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
@settings(examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=80)
    | st.builds(
        lambda header, rows, line_end: line_end.join([header, *map(",".join, rows)]).encode(),
        HEADER,
        st.lists(st.lists(FIELD, min_size=1, max_size=4), max_size=4),
        st.sampled_from(["\n", "\r\n", "\r"]),
    )
)
def test_any_bytes_are_answered_or_refused_in_one_line(
    wfm: Command, command: str, data: bytes
) -> None:
    ran = wfm(command, "-q", stdin=data)
    assert ran.code in {0, 3, 4, 5}
    assert ran.code == 0 or (ran.out == "" and len(ran.lines) == 1)
