"""Files that are written: where, with whose rights, and never because a configuration says so."""

import datetime as dt
import os
import stat
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pytest
import python_calamine

from running import Command, Refusal, Shell, commands
from sparing import few

COMMANDS = {
    name: command
    for name, command in commands().items()
    if any(parameter.name == "config" for parameter in command.params)
}
FORECAST = "interval_start,calls,aht_seconds\n2026-01-05T09:00+00:00,100,180\n"
# Options that name a file to be read, and keys of the configuration.
READ = {"events", "start_from"}


@pytest.mark.parametrize("section", ["forecast", "staff", "roster"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_configuration_names_no_output(
    refused: Refusal, tmp_path: Path, section: str, command: str
) -> None:
    victim = tmp_path / "victim.csv"
    victim.write_text("precious")
    (tmp_path / "wfm.toml").write_text(f'[{section}]\noutput = "{victim}"\n')
    words = ["--requirement", "r.csv"] if command == "check" else []
    message = refused(command, *words, stdin=FORECAST)
    assert message == (
        f"wfm.toml: {section}.output: a configuration cannot name a file to write: give -o FILE "
        "on the command line"
    )
    assert victim.read_text() == "precious"


def files_of(command: str) -> list[str]:
    return [p.name for p in COMMANDS[command].params if p.metavar == "FILE" and p.name != "config"]


@pytest.mark.parametrize(
    ("command", "key"),
    [(command, key) for command in COMMANDS for key in files_of(command) if key not in READ],
)
def test_no_key_of_any_section_is_a_file_to_be_written(
    wfm: Command, tmp_path: Path, command: str, key: str
) -> None:
    for section in ("forecast", "staff", "roster"):
        (tmp_path / "wfm.toml").write_text(f'[{section}]\n{key} = "written.csv"\n')
        words = ["--requirement", "r.csv"] if command == "check" and key != "requirement" else []
        wfm(command, *words, stdin=FORECAST)
        assert not (tmp_path / "written.csv").exists()


def test_a_file_that_is_replaced_keeps_its_mode(wfm: Command, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    for mode in (0o600, 0o664, 0o640):
        path.write_text("last week's")
        path.chmod(mode)
        assert wfm("staff", "-o", path, stdin=FORECAST).code == 0
        assert path.read_text().startswith("interval_start")
        assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner(wfm: Command, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("last week's")
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    assert wfm("staff", "-o", path, stdin=FORECAST).code == 0
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (1234, 4321, 0o640)


def test_a_file_behind_a_link_keeps_its_mode(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    there = tmp_path / "deep" / "out.csv"
    there.write_text("last week's")
    there.chmod(0o640)
    (tmp_path / "link.csv").symlink_to("deep/out.csv")
    assert wfm("staff", "-o", "link.csv", stdin=FORECAST).code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert there.read_text().startswith("interval_start")
    assert stat.S_IMODE(there.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x" * 300, "file name too long: give the name of a file"),
        ("loop", "loop: too many levels of symbolic links: give the name of a file"),
        ("a\0b", "embedded null"),
        ("", "an empty name or '.' is not a file: give the name of a file"),
        ("folder", "folder: is a directory: give the name of a file"),
        ("into_folder", "into_folder: is a directory: give the name of a file"),
        ("into_nowhere", "into_nowhere: there is no folder"),
        ("file/out.csv", "file/out.csv: there is no folder file: make it first"),
    ],
)
@pytest.mark.parametrize("option", ["-o", "--coverage-file"])
def test_a_place_that_cannot_be_written_to(
    refused: Refusal, tmp_path: Path, name: str, message: str, option: str
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "into_folder").symlink_to("folder")
    (tmp_path / "into_nowhere").symlink_to("no/out.csv")
    assert message in refused("roster", option, name, stdin=FORECAST, code=2)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a user who may not write")
@pytest.mark.parametrize("mode", few(1, [0o555, 0o666]))
def test_a_folder_that_may_not_be_written_to(bash: Shell, tmp_path: Path, mode: int) -> None:
    (tmp_path / "forecast.csv").write_text(FORECAST)
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "out.csv").write_text("last week's")
    (tmp_path / "shut").chmod(mode)
    # Root without its privileges over files: what anybody else is.
    drop = "setpriv --bounding-set -dac_override,-dac_read_search --inh-caps -all"
    for name in ("out.csv", "new.csv"):
        done = bash(f"{drop} $(which wfm) staff forecast.csv -o shut/{name}")
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.splitlines()) == 1
    (tmp_path / "shut").chmod(0o755)
    assert (tmp_path / "shut" / "out.csv").read_text() == "last week's"


@pytest.mark.parametrize(
    "words",
    [
        ["roster", "--coverage-file", "-"],
        ["roster", "-o", "-", "--coverage-file", "-"],
        ["check", "--requirement", "r.csv", "--fairness-file", "-"],
        [
            "check",
            "--requirement",
            "r.csv",
            "-o",
            "x.csv",
            "--fairness-file",
            "-",
            "--coverage-file",
            "-",
        ],
    ],
)
def test_standard_output_takes_one_result(refused: Refusal, words: list[str]) -> None:
    assert refused(*words, stdin=FORECAST, code=2) == (
        "-: standard output takes one result: give the other a file"
    )


@pytest.mark.parametrize(
    "name", ["r.XLS", "r.ods", "no_such_folder/r.xlsm", "r.csv.gz", "r.parquet", "r.pdf"]
)
@pytest.mark.parametrize(
    "words",
    [
        ["forecast", "absent.csv", "-o"],
        ["staff", "absent.csv", "--format", "table", "-o"],
        ["roster", "absent.csv", "--coverage-file"],
        ["check", "absent.csv", "--requirement", "absent.csv", "--coverage-file"],
        ["check", "absent.csv", "--fairness-file"],
    ],
    ids=" ".join,
)
def test_another_ending_is_refused(refused: Refusal, words: list[str], name: str) -> None:
    # Before anything is read: that the input is absent is not even noticed.
    message = refused(*words, name, code=2)
    bare = name.removesuffix(".gz").rpartition(".")[0]
    assert f"{name}: cannot write .{name.rpartition('.')[2]}, only CSV and workbooks" in message
    assert message.endswith(f": give {bare}.csv or {bare}.xlsx")


@pytest.mark.parametrize("name", ["r", "r.txt", "r.json", "r.2026", "tmp.Q3hTz0aBcd"])
def test_what_promises_no_other_format_is_text(wfm: Command, tmp_path: Path, name: str) -> None:
    assert wfm("staff", "-o", name, stdin=FORECAST).code == 0
    assert (tmp_path / name).read_text().startswith("interval_start,")


def sheet_of(path: Path) -> list[list[Any]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return book.get_sheet_by_index(0).to_python()


def test_a_name_of_a_workbook_makes_one(wfm: Command, tmp_path: Path) -> None:
    assert wfm("staff", "-o", "r.csv", stdin=FORECAST).code == 0
    ran = wfm("staff", "-o", "R.XLSX", stdin=FORECAST)
    assert (ran.code, ran.out) == (0, "")
    header, row = sheet_of(tmp_path / "R.XLSX")
    text = pd.read_csv(tmp_path / "r.csv")
    assert header == ["interval_start", "utc_offset", *text.columns[1:]]
    assert row[:3] == [dt.datetime(2026, 1, 5, 9, 0), "UTC+00:00", 100.0]
    assert row[3:] == text.iloc[0, 2:].tolist()


@pytest.mark.parametrize("format_", ["csv", "json", "table"])
@pytest.mark.parametrize("first", [True, False])
def test_no_text_is_written_under_the_name_of_a_workbook(
    refused: Refusal, format_: str, first: bool
) -> None:
    words = ["--format", format_, "-o", "r.xlsx"]
    given = words if first else [*words[2:], *words[:2]]
    assert refused("staff", *given, stdin=FORECAST, code=2) == (
        f"--format {format_} is no workbook, and r.xlsx is one: leave --format out, or give "
        "another ending"
    )


def test_a_configured_format_does_not_stand_in_the_way_of_a_workbook(
    wfm: Command, tmp_path: Path
) -> None:
    (tmp_path / "wfm.toml").write_text('[staff]\nformat = "json"\n')
    assert wfm("staff", "-o", "r.xlsx", stdin=FORECAST).code == 0
    assert sheet_of(tmp_path / "r.xlsx")[0][0] == "interval_start"


def test_further_results_are_workbooks_too(wfm: Command, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(
        "team,line,weekday,shift\n" + "".join(f"01,1,{day},OFF\n" for day in range(1, 8))
    )
    times = (f"2026-01-{5 + d:02d}T{h:02d}:00Z,0" for d in range(7) for h in range(24))
    (tmp_path / "need.csv").write_text("\n".join(["interval_start,agents_scheduled", *times]))
    words = ["--fairness-file", "f.xlsx", "--coverage-file", "c.xlsx", "-o", "v.xlsx"]
    wfm("check", "roster.csv", "--requirement", "need.csv", *words)
    assert sheet_of(tmp_path / "f.xlsx")[1][0] == "01"
    assert sheet_of(tmp_path / "c.xlsx")[1][:2] == [1.0, "00:00"]
    assert sheet_of(tmp_path / "v.xlsx")[0][0] == "rule"


def test_of_two_results_both_are_written_or_neither(
    wfm: Command, refused: Refusal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> NoReturn:
        raise OSError(28)

    roster = "team,line,weekday,shift,start,end,meals,breaks\n" + "".join(
        f"1,1,{day},OFF,,,,\n" for day in range(1, 8)
    )
    times = (f"2026-01-{5 + d:02d}T{h:02d}:00Z,0" for d in range(7) for h in range(24))
    (tmp_path / "need.csv").write_text("\n".join(["interval_start,agents_scheduled", *times]))
    words = [
        "check",
        "--requirement",
        "need.csv",
        "--fairness-file",
        "f.csv",
        "--coverage-file",
        "c.csv",
    ]
    refused(*words, "-o", "/dev/full", stdin=roster)
    # The last of them cannot be put in its place: the first are not either.
    monkeypatch.setattr("tempfile.mkstemp", full)
    refused(*words, stdin=roster)
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert wfm(*words, stdin=roster).code in {0, 4}
    assert (tmp_path / "c.csv").read_text().startswith("weekday,time")
    assert (tmp_path / "f.csv").read_text().startswith("team,group")


@pytest.mark.parametrize("make", ["folder", "loop", "nowhere", "pipe"])
def test_what_is_called_wfm_toml_and_is_none_is_not_passed_over(
    refused: Refusal, tmp_path: Path, make: str
) -> None:
    path = tmp_path / "wfm.toml"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with a name")
        os.mkfifo(path)
    else:
        path.symlink_to("wfm.toml" if make == "loop" else "no.toml")
    assert refused("staff", stdin=FORECAST).startswith("wfm.toml: ")
