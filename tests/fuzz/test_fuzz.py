"""Thousands of spoilt tables, configurations, options and names: an answer, or one line and a code.

`run.py` in this folder runs as many more as one likes.
"""

import os
import subprocess
import sys
from pathlib import Path

import fuzzed
import harness
import pytest
from _pytest.mark import ParameterSet
from spoilt_settings import COMMANDS

FEW = 10  # of each kind in the default tests; `.ci/run` runs them all
MANY = 900
A_BATCH = 10


def batches(first: int, last: int) -> list[ParameterSet]:
    return [
        pytest.param(kind, seed, id=f"{kind}-{seed}")
        for kind in fuzzed.KINDS
        for seed in range(first, last, A_BATCH)
    ]


def judge_batch(kind: str, first: int, tmp_path: Path) -> None:
    found = {}
    for seed in range(first, first + A_BATCH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        case = fuzzed.case(seed, kind)
        fault = harness.fault(case, folder)
        if fault:
            found[seed] = f"{str(case)[:2000]}\n{fault}"
    assert not found


@pytest.mark.parametrize(("kind", "first"), batches(0, FEW))
def test_a_few_spoilt_inputs(kind: str, first: int, tmp_path: Path, fresh_logger: None) -> None:
    judge_batch(kind, first, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "first"), batches(FEW, MANY))
def test_many_spoilt_inputs(kind: str, first: int, tmp_path: Path, fresh_logger: None) -> None:
    judge_batch(kind, first, tmp_path)


def test_the_same_seed_is_the_same_case() -> None:
    assert all(str(fuzzed.case(seed)) == str(fuzzed.case(seed)) for seed in range(40))


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_spoilt_was_in_order(command: str, tmp_path: Path, fresh_logger: None) -> None:
    case = fuzzed.plain(command, seed=1)
    for name, data in case.files.items():
        (tmp_path / name).write_bytes(data)
    code, out, err = harness.answer(case, tmp_path)
    assert (code, err) == (4 if command == "check" else 0, "")
    # Where the day goes well there is nothing to do, and a plan is in its folder.
    assert out.count(b"\n") > {"today": 0, "plan": -1}.get(command, 2)


@pytest.mark.slow
@pytest.mark.parametrize("kind", fuzzed.KINDS)
def test_a_process_answers_as_this_one_does(kind: str, tmp_path: Path, fresh_logger: None) -> None:
    # A few of each kind from outside: what happens at the very beginning and end counts too.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    for seed in range(5000, 5012):
        case = fuzzed.case(seed, kind)
        if any("\0" in word or not word.isascii() for word in case.words):
            continue
        here, there = tmp_path / f"{seed}", tmp_path / f"{seed}.process"
        here.mkdir()
        there.mkdir()
        for name, data in case.files.items():
            (here / name).write_bytes(data)
            (there / name).write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-m", "wfm", *case.words],
            input=case.stdin,
            capture_output=True,
            cwd=there,
            env=environment,
            timeout=120,
            check=False,
        )
        answered = harness.answer(case, here)
        said = done.stderr.decode()
        assert (done.returncode, bool(said)) == (answered[0], bool(answered[2])), str(case)
        # The clock ends the search for a roster and for what binds, and is in a backtest's table.
        if case.words[0] not in {"roster", "backtest"}:
            assert (done.stdout, said) == answered[1:], str(case)
