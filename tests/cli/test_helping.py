"""Help: what a command does, examples that can be pasted, completion."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperOption

from running import Command, commands
from sparing import few

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = commands()
NAMES = [name for name in COMMANDS if name != "help"]


def examples_in(text: str) -> list[str]:
    """Lines of a help that can be pasted."""
    _, _, last = text.partition(" Examples:\n")
    return [line.strip() for line in last.splitlines() if line.strip()]


def test_no_command_shows_the_help(wfm: Command) -> None:
    ran = wfm()
    assert ran.code == 2
    assert "Usage: wfm" in ran.out + ran.err


def test_version(wfm: Command) -> None:
    assert wfm("--version").out.startswith("wfm 0.")


@pytest.mark.parametrize("words", [["help"], ["help", "help"]], ids=" ".join)
def test_help_is_a_word_too(wfm: Command, words: list[str]) -> None:
    ran = wfm(*words)
    assert ran.code == 0
    assert "Usage: wfm" in ran.out


@pytest.mark.parametrize("command", few(4, COMMANDS))
def test_help_of_a_command_is_asked_for_in_three_ways(wfm: Command, command: str) -> None:
    answers = {
        (ran.code, ran.out)
        for ran in (wfm("help", command), wfm(command, "-h"), wfm(command, "--help"))
    }
    ((code, shown),) = answers
    assert code == 0
    assert f"Usage: wfm {command}" in shown


def test_help_of_an_unknown_command_names_the_nearest(wfm: Command) -> None:
    ran = wfm("help", "forcast")
    assert (ran.code, ran.out, len(ran.lines)) == (2, "", 1)
    assert "Did you mean 'forecast'" in ran.err


@pytest.mark.parametrize("width", few(1, ["40", "80"]))
@pytest.mark.parametrize("command", NAMES)
def test_examples_stand_one_a_line_at_every_width(
    wfm: Command, command: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    examples = examples_in(wfm(command, "--help").out)
    assert len(examples) >= 2
    assert all(example.startswith("wfm ") for example in examples)
    assert all(f"wfm {command}" in example for example in examples)


@pytest.mark.slow
def test_examples_run_one_after_the_other(wfm: Command, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in ("forecast", "staff", "roster", "check", "backtest"):
        for example in examples_in(wfm("help", command).out):
            done = subprocess.run(
                [shutil.which("bash") or "bash", "-o", "pipefail", "-c", example],
                cwd=tmp_path,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode in ({0, 4} if command == "check" else {0}), (
                f"{example}\n{done.stderr}"
            )


def options_of(command: str) -> list[TyperOption]:
    return [p for p in COMMANDS[command].params if p.opts[0].startswith("-") and p.name != "help"]


@pytest.mark.parametrize("command", NAMES)
def test_help_says_what_an_option_does_and_its_default(
    wfm: Command, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    shown = wfm(command, "--help").out
    rows: dict[str, str] = {}
    for line in shown.splitlines():
        words = line.strip("│* ").split()
        rows.setdefault(words[0] if words else "", line)
    for option in options_of(command):
        row = rows[option.opts[0]]
        assert all(f" {name} " in row for name in option.opts)
        assert option.help
        assert option.help in row
        if option.default is not None and option.default is not False:
            assert f"[default: {option.default}]" in row
        assert not re.search("<(str|bool|int|float)>", row)  # a kind of value has a name


def test_flags_take_no_value(wfm: Command) -> None:
    for words in (["--help"], *([name, "--help"] for name in COMMANDS)):
        assert "<bool>" not in wfm(*words).out


def completed(line: str, folder: Path) -> list[str]:
    """Complete the last word of a line as bash does."""
    count = len(line.split()) - (not line.endswith(" "))
    env: dict[str, Any] = {
        "COMP_WORDS": line,
        "COMP_CWORD": str(count),
        "_WFM_COMPLETE": "complete_bash",
    }
    done = subprocess.run(
        [sys.executable, "-m", "wfm"],
        cwd=folder,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("wfm fo", ["forecast"], marks=pytest.mark.slow),
        ("wfm roster --rotation-w", ["--rotation-weeks"]),
        pytest.param("wfm help ba", ["backtest"], marks=pytest.mark.slow),
        pytest.param("wfm staff --format j", ["json"], marks=pytest.mark.slow),
    ],
)
def test_words_are_completed(tmp_path: Path, line: str, found: list[str]) -> None:
    (tmp_path / "wfm.toml").write_text("[roster\n")  # a broken file is no matter here
    assert completed(line, tmp_path) == found


def test_completion_is_offered(wfm: Command) -> None:
    shown = wfm("--help").out
    assert "--install-completion" in shown
    assert "--show-completion" in shown
