"""Several processes answer as one does: results, words and errors, in order."""

import logging
import os
from collections.abc import Callable

import pytest

from wfm.errors import InputError, OptionError
from wfm.side_by_side import each

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


def test_it_can_be_broken_off() -> None:
    results = each(halving(), range(0, 400, 2), 2)
    assert next(results).value()[0] == 0
    results.close()  # type: ignore[attr-defined]
    assert list(results) == []


def test_threads_say_their_words_once(caplog: pytest.LogCaptureFixture) -> None:
    joblib = pytest.importorskip("joblib")
    caplog.set_level(logging.INFO, "wfm")
    with joblib.parallel_config("threading"):
        found = [outcome.value() for outcome in each(halving(), [8, 2], 2)]
    assert found == [(4, os.getpid()), (1, os.getpid())]
    assert sorted(caplog.messages) == ["halving 2", "halving 8"]
