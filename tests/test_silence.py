"""Standard output is the caller's: what a library prints inside a guarded block is dropped."""

import ctypes
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from wfm import silence

# A pipe for standard output: the C library then keeps what is put until it is asked to flush.
PRINTING = """
import ctypes, os, sys
from wfm import silence
library = ctypes.CDLL(None)
def noise():
    os.write(1, b"descriptor\\n")
    library.puts(b"library")
    print("python")
"""
WORDS = ("descriptor", "library", "python")


def printed_by(script: str, **options: Any) -> list[str]:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-c", PRINTING + script],
        check=False,
        capture_output=True,
        text=True,
        **options,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_words_are_dropped_inside_and_kept_outside() -> None:
    script = """
library.puts(b"before")
with silence.silenced():
    noise()
noise()
"""
    assert sorted(printed_by(script)) == sorted(["before", *WORDS])


def test_nested_blocks_end_with_the_outermost() -> None:
    script = """
with silence.silenced():
    with silence.silenced():
        noise()
    noise()
print("after")
"""
    assert printed_by(script) == ["after"]


def test_an_error_gives_standard_output_back() -> None:
    script = """
try:
    with silence.silenced():
        noise()
        raise ValueError
except ValueError:
    noise()
"""
    assert sorted(printed_by(script)) == sorted(WORDS)


def test_what_is_called_back_may_print() -> None:
    script = """
with silence.silenced(), silence.silenced():
    noise()
    with silence.lifted():
        print("progress", flush=True)
    noise()
with silence.lifted():
    print("after")
"""
    assert printed_by(script) == ["progress", "after"]


def test_blocks_of_two_threads_may_overlap() -> None:
    script = """
one, other = silence.silenced(), silence.silenced()
one.__enter__()
other.__enter__()
one.__exit__(None, None, None)
noise()
other.__exit__(None, None, None)
print("after")
"""
    assert printed_by(script) == ["after"]


def test_standard_output_that_is_closed_stays_closed() -> None:
    script = """
os.close(1)
sys.stdout = None
with silence.silenced():
    noise()
try:
    os.fstat(1)
except OSError:
    sys.exit(0)
sys.exit("descriptor 1 is open")
"""
    assert printed_by(script) == []


def test_a_file_that_took_the_place_of_a_closed_standard_output_is_left_alone(
    tmp_path: Path,
) -> None:
    script = """
os.close(1)
file = open("kept.txt", "w")
assert file.fileno() == 1
with silence.silenced():
    os.write(1, b"descriptor")
file.write("data")
file.close()
sys.stdout = None
"""
    assert printed_by(script, cwd=tmp_path) == []
    assert (tmp_path / "kept.txt").read_text() == "data"


def test_a_text_in_memory_takes_only_what_is_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = io.StringIO()
    monkeypatch.setattr(sys, "stdout", memory)
    with silence.silenced():
        sys.stdout.write("a library")
    assert sys.stdout is memory
    sys.stdout.write("the caller")
    assert memory.getvalue() == "the caller"


def test_an_interrupt_gives_standard_output_back(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with silence.silenced():
            signal.raise_signal(signal.SIGINT)
            os.write(1, b"descriptor")

    with pytest.raises(KeyboardInterrupt):
        work()
    os.write(1, b"after")
    assert capfd.readouterr().out == "after"


def test_a_block_outside_the_main_thread(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with silence.silenced():
            ctypes.CDLL(None).puts(b"library")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    os.write(1, b"after")
    assert capfd.readouterr().out == "after"


# Every way to hand a program to the solver and to run it says something.
TALKATIVE = """
import highspy, pulp
def talk(owner, name):
    quiet = getattr(owner, name)
    def loud(*args, **keys):
        noise()
        return quiet(*args, **keys)
    setattr(owner, name, loud)
for name in ("__init__", "run", "changeColsBounds", "setCallback", "getSolution", "getBasis"):
    talk(highspy.Highs, name)
for name in ("createAndConfigureSolver", "buildSolverModel"):
    talk(pulp.HiGHS, name)
"""


@pytest.fixture
def requirement(tmp_path: Path) -> Path:
    rows = [
        f"2026-03-{2 + hour // 24:02}T{hour % 24:02}:00+00:00,{int(9 <= hour % 24 < 15)}\n"
        for hour in range(168)
    ]
    path = tmp_path / "requirement.csv"
    path.write_text("interval_start,agents_scheduled\n" + "".join(rows))
    (tmp_path / "wfm.toml").write_text(
        '[roster]\nclosed = "allowed"\n[[roster.group]]\nname = "days"\n'
        'shift = [{ name = "day", starts = ["08:00"] }]\n'
    )
    return path


@pytest.mark.slow
def test_a_talkative_solver_leaves_the_roster_alone(requirement: Path) -> None:
    script = f"""
from wfm import cli
sys.exit(cli.main(["roster", "-q", {str(requirement)!r}, "--time-limit", "20s", "--gap", "0.2"]))
"""
    lines = printed_by(TALKATIVE + script, cwd=requirement.parent)
    assert lines[0].startswith("team,line,weekday,")
    assert not set(WORDS).intersection(lines)


def test_the_library_prints_nothing_but_what_a_caller_prints(requirement: Path) -> None:
    script = f"""
import tomllib
from pathlib import Path
import pandas as pd
from wfm import rostering
rostering.roster(
    pd.read_csv({str(requirement)!r}),
    rostering.plan_from(tomllib.loads(Path("wfm.toml").read_text())),
    gap=0.2,
    progress=lambda told: print("progress"),
)
"""
    assert set(printed_by(TALKATIVE + script, cwd=requirement.parent)) == {"progress"}
