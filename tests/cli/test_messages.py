"""What a terminal shows, and others do not."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from running import Shell
from sparing import few

pty = pytest.importorskip("pty")

STAGES = ("forecast", "staff", "roster")
WFM = [sys.executable, "-m", "wfm"]


@pytest.fixture
def forecast(tmp_path: Path) -> Path:
    rows = "2026-01-05T09:00+00:00,100,180\n2026-01-05T09:30+00:00,90,180\n"
    path = tmp_path / "forecast.csv"
    path.write_text("interval_start,calls,aht_seconds\n" + rows)
    return path


def on_terminal(words: list[str], tmp_path: Path, **environment: Any) -> tuple[str, int]:
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
    text = shown.decode().replace("\r\n", "\n")
    # Nothing is left of the line that says that a command is at work.
    return re.sub(r"\rwfm [a-z]+: at work\r +\r", "", text), process.wait(timeout=60)


@pytest.mark.parametrize("command", few(1, [*STAGES, "check", "backtest"]))
def test_a_command_shows_at_once_that_it_is_at_work(tmp_path: Path, command: str) -> None:
    # Before anything heavy is loaded: the file that cannot be read is met after that.
    script = f"""
import sys
from wfm import cli
from wfm.cli import messages
shown = messages._Sign.show
def show(sign, line):
    assert "pandas" not in sys.modules and "numpy" not in sys.modules
    shown(sign, line)
messages._Sign.show = show
words = ["{command}", "no.csv"] + ["--requirement", "no.csv"] * ("{command}" == "check")
sys.exit(cli.main(words))
"""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=there, stdout=there, stderr=there, cwd=tmp_path
    )
    code = process.wait(timeout=60)
    os.close(there)
    shown = os.read(here, 65536).decode()
    os.close(here)
    assert code == 3
    line = f"wfm {command}: at work"
    assert shown.startswith(f"\r{line}\r{' ' * len(line)}\r")
    assert "wfm: no.csv: " in shown


def test_whoever_does_not_look_on_sees_no_sign_of_work(forecast: Path, bash: Shell) -> None:
    assert "at work" not in bash("wfm staff forecast.csv").stderr


@pytest.mark.parametrize("command", few(1, STAGES))
def test_terminal_without_a_file_is_refused_with_an_example(tmp_path: Path, command: str) -> None:
    shown, code = on_terminal([command], tmp_path, NO_COLOR="1")
    assert code == 2
    assert shown.startswith(f"wfm: no FILE and nothing piped in: try 'wfm {command} ")


def test_terminal_gets_a_table_in_colour(forecast: Path, tmp_path: Path) -> None:
    shown, code = on_terminal(["staff", "forecast.csv"], tmp_path)
    assert code == 0
    assert "agents_scheduled, week of" in shown
    assert "\033[" in shown


@pytest.mark.slow
def test_terminal_gets_no_colour_if_it_says_no(forecast: Path, tmp_path: Path) -> None:
    shown, _ = on_terminal(["staff", "forecast.csv"], tmp_path, NO_COLOR="1")
    assert "\033[3" not in shown


def test_terminal_gets_an_error_in_red(tmp_path: Path) -> None:
    shown, _ = on_terminal(["staff", "no.csv"], tmp_path)
    assert shown.startswith("\033[31mwfm: no.csv")
