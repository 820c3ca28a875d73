"""A search for a roster that is stopped: by Ctrl-C, by a signal, at any moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rostering.site import requirement
from running import Command, Refusal
from sparing import few
from wfm.cli import messages, streams
from wfm.rostering.search.best import Progress


@pytest.fixture
def hard(site: Path) -> Path:
    """Round the clock, with every shift and rule that is given by default: takes a minute."""
    (site / "wfm.toml").unlink()
    needed = requirement(lambda hour: 1 + (7 <= hour < 22) + 2 * (9 <= hour < 17))
    (site / "requirement.csv").write_text(needed)
    return site


@pytest.mark.slow
def test_interrupted_after_the_first_roster_it_is_kept(
    wfm: Command, hard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupting() -> Iterator[Callable[[Progress], None]]:
        def interrupt(state: Progress) -> None:
            if state.agents is not None:
                raise KeyboardInterrupt

        yield interrupt

    monkeypatch.setattr(messages, "progress", interrupting)
    ran = wfm("roster", "requirement.csv", "-o", "roster.csv")
    assert (ran.code, ran.lines[-1]) == (130, "wfm: interrupted")
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0


def test_interrupted_before_the_first_roster_nothing_is_written(
    refused: Refusal, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def interrupting() -> Iterator[Callable[[Progress], None]]:
        def interrupt(_: Progress) -> None:
            raise KeyboardInterrupt

        yield interrupt

    monkeypatch.setattr(messages, "progress", interrupting)
    refused("roster", "requirement.csv", "-o", "roster.csv", code=130)


def started(folder: Path, *python: str) -> subprocess.Popen[str]:
    """`wfm roster` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, *python, "-m", "wfm", "roster", "requirement.csv", "-o", "roster.csv"],
        cwd=folder,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )


SIGNALS = pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "sigterm"]
)


# Libraries and signals: each of the two signals meets another large library by default.
LOADING = [
    ("pandas", signal.SIGINT, 130),
    ("highspy", signal.SIGTERM, 143),
    ("pandas", signal.SIGTERM, 143),
    ("highspy", signal.SIGINT, 130),
    *((name, signal.SIGINT, 130) for name in ("typer", "wfm.cli", "numpy")),
    *((name, signal.SIGTERM, 143) for name in ("typer", "wfm.cli", "numpy")),
]


@pytest.mark.parametrize("loading", few(2, LOADING), ids=str)
def test_a_signal_while_libraries_load_ends_at_once(
    hard: Path, loading: tuple[str, signal.Signals, int]
) -> None:
    module, number, code = loading
    process = started(hard, "-X", "importtime")
    assert process.stderr
    loaded = (line.rpartition("|")[2].strip() for line in process.stderr)
    assert module in loaded
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (code, "wfm: interrupted")
    assert not (hard / "roster.csv").exists()


@pytest.mark.slow
@SIGNALS
@pytest.mark.parametrize("seconds", [2, 8])
def test_a_signal_leaves_a_valid_roster_or_none(
    wfm: Command, hard: Path, seconds: int, number: signal.Signals, code: int
) -> None:
    process = started(hard)
    time.sleep(seconds)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert err.splitlines()[-1] == "wfm: interrupted"
    if (hard / "roster.csv").exists():
        assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0
    assert [path.name for path in hard.iterdir() if path.name.startswith(".")] == []


def test_ctrl_c_while_the_result_is_written_does_not_cut_it_off(
    wfm: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = streams.write_table

    def pressed(*args: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        write(*args)

    with monkeypatch.context() as while_writing:
        while_writing.setattr(streams, "write_table", pressed)
        ran = wfm("roster", "requirement.csv", "-o", "roster.csv")
    assert (ran.code, ran.lines[-1]) == (130, "wfm: interrupted")
    assert wfm("check", "roster.csv", "--requirement", "requirement.csv").code == 0
