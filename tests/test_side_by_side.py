"""Several processes answer as one does: results, words and errors, in order."""

import gc
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from joblib import parallel_config

from sparing import few
from wfm.errors import InputError, OptionError
from wfm.side_by_side import Outcome, each, ready

log = logging.getLogger("wfm.forecasting")
both = pytest.mark.parametrize("jobs", [1, 2])


def halving() -> Callable[[int], tuple[int, int]]:
    """Return a function that is sent whole: other processes need not find this file."""

    def halved(number: int) -> tuple[int, int]:
        if number == 3:
            raise InputError("3 is odd")
        if number == 5:
            raise OptionError("number", "5 is odd")
        log.info("halving %d", number)
        log.debug("not worth a word")
        return number // 2, os.getpid()

    return halved


@both
def test_results_and_words_come_in_order(jobs: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "wfm")
    found = [outcome.value() for outcome in each(halving(), [8, 2, 6, 4], jobs)]
    assert [half for half, _ in found] == [4, 1, 3, 2]
    assert caplog.messages == ["halving 8", "halving 2", "halving 6", "halving 4"]
    assert ({process for _, process in found} == {os.getpid()}) is (jobs == 1)


@both
def test_an_error_is_one_of_its_piece(jobs: int) -> None:
    first, odd, option, last = each(halving(), [2, 3, 5, 4], jobs)
    assert (first.value()[0], last.value()[0]) == (1, 2)
    with pytest.raises(InputError, match="3 is odd"):
        odd.value()
    with pytest.raises(OptionError, match="number: 5 is odd"):
        option.value()


def frozen() -> Callable[[int], int]:
    """Return a function that counts what is not looked at any more where memory is tidied up."""

    def count(_: int) -> int:
        return gc.get_freeze_count()

    return count


def test_only_processes_of_its_own_look_no_more_at_what_they_loaded() -> None:
    assert [outcome.value() for outcome in each(frozen(), [1], 1)] == [gc.get_freeze_count()]
    assert all(outcome.value() > 1_000 for outcome in each(frozen(), [1, 2], 2))
    with parallel_config("threading"):
        assert {o.value() for o in each(frozen(), [1, 2], 2)} == {gc.get_freeze_count()}


def test_it_can_be_broken_off() -> None:
    results = each(halving(), range(0, 400, 2), 2)
    assert next(results).value()[0] == 0
    results.close()
    assert list(results) == []


def test_threads_say_their_words_once(caplog: pytest.LogCaptureFixture) -> None:
    joblib = pytest.importorskip("joblib")
    caplog.set_level(logging.INFO, "wfm")
    with joblib.parallel_config("threading"):
        found = [outcome.value() for outcome in each(halving(), [8, 2], 2)]
    assert found == [(4, os.getpid()), (1, os.getpid())]
    assert sorted(caplog.messages) == ["halving 2", "halving 8"]


@both
def test_all_pieces_are_taken_before_the_first_result_is_told(jobs: int) -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in (8, 2, 6, 4, 10):
            taken.append(number)
            yield number

    results = each(halving(), pieces(), jobs)
    assert next(results).value()[0] == 4
    assert taken == [8, 2, 6, 4, 10]
    assert [outcome.value()[0] for outcome in results] == [1, 3, 2, 5]


def test_work_on_those_taken_goes_on_while_the_next_is_taken(tmp_path: Path) -> None:
    def noted(number: int) -> int:
        (tmp_path / str(number)).touch()
        return number

    def pieces() -> Iterator[int]:
        yield from range(40)  # more than are sent ahead
        end = time.monotonic() + 10
        while len(list(tmp_path.iterdir())) < 40 and time.monotonic() < end:
            time.sleep(0.01)
        yield len(list(tmp_path.iterdir()))

    assert [outcome.value() for outcome in each(noted, pieces(), 2)] == [*range(40), 40]


@both
def test_where_a_piece_cannot_be_taken_nothing_was_said(
    jobs: int, caplog: pytest.LogCaptureFixture
) -> None:
    def pieces() -> Iterator[int]:
        yield from (8, 2, 6)
        raise InputError("line 4 is torn off")

    caplog.set_level(logging.INFO, "wfm")
    with pytest.raises(InputError, match="line 4 is torn off"):
        next(each(halving(), pieces(), jobs))
    assert caplog.messages == []
    assert [outcome.value()[0] for outcome in each(halving(), [8, 2], jobs)] == [4, 1]


def running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# A module that is loaded where another process loads it, too.
TOGETHER = """
import gc, os, time
from pathlib import Path
tidied = gc.isenabled()
if os.environ["FIRST"] != str(os.getpid()):
    Path(__file__).with_name(f"{os.getpid()}.loads").touch()
    while len(list(Path(__file__).parent.glob("*.loads"))) < 2:
        time.sleep(0.01)
"""


def test_processes_that_are_ready_have_loaded_the_module_and_end_with_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(_: int) -> tuple[bool, int]:
        import sys

        return not sys.modules["together"].tidied and gc.isenabled(), os.getpid()

    (tmp_path / "together.py").write_text(TOGETHER)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("FIRST", str(os.getpid()))
    with ready(2, "wave"):
        pass  # ends what other tests have started, which knows nothing of this one's
    with ready(2, "together"):
        assert here(0)[0]
        found = [outcome.value() for outcome in each(here, range(4), 2)]
        assert all(running(process) for _, process in found)
    assert [loaded for loaded, _ in found] == [True] * 4
    assert not any(running(process) for _, process in found)
    assert [outcome.value()[0] for outcome in each(halving(), [8, 2], 2)] == [4, 1]


def test_an_error_in_the_block_is_the_one_that_is_told() -> None:
    with pytest.raises(InputError, match="3 is odd"), ready(2, "wave"):
        list(map(Outcome.value, each(halving(), [2, 3, 4], 2)))


def test_one_process_or_those_of_others_are_not_made_ready() -> None:
    with ready(1, "no_such_module"):
        pass
    with parallel_config("threading"), ready(2, "no_such_module"):
        found = [outcome.value() for outcome in each(halving(), [8, 2], 2)]
    assert found == [(4, os.getpid()), (1, os.getpid())]


STOPPED = """
import os, signal, sys, time
from itertools import count
from pathlib import Path
from wfm import cli, interrupts
from wfm.side_by_side import each, ready

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have let it be ignored
interrupts.leave_at_once()

def work(number):
    Path(f"{number}").touch()
    time.sleep(600)
    return number

def pieces():
    for number in range(4) if sys.argv[1] == "all" else count():
        yield number
        time.sleep(0.05)

def answered(_):
    if sys.argv[1] != "none":
        return list(each(work, pieces(), 2))
    os.environ["FIRST"] = str(os.getpid())
    with ready(2, "slow"):
        time.sleep(600)

cli._answered = answered
sys.exit(cli.main([]))
"""

# A module that only the first process has loaded in less than ten minutes.
SLOW = """
import os, time
if os.environ["FIRST"] != str(os.getpid()):
    open("1", "w").close()
    time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="there are no signals to groups of processes")
@pytest.mark.parametrize("taken", few(2, ["none", "not all", "all"]))
def test_ctrl_c_ends_all_processes_in_one_line(taken: str, tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW)
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, taken],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (tmp_path / "1").exists():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)  # which waits for all that may still say something
    assert (process.returncode, err) == (130, "wfm: interrupted\n")
