"""Many queues: one fails alone, and several at a time are the same as one."""

import logging
from collections.abc import Generator
from typing import Any

import pandas as pd
import pytest

from forecasting.conftest import periodic
from wfm import tables
from wfm.errors import InputError
from wfm.forecasting import backtest, by_queue, forecast
from wfm.forecasting.stage import forecast_with
from wfm.options.forecast import ForecastOptions
from wfm.side_by_side import each


def queues(weeks: int = 9) -> pd.DataFrame:
    """Return three queues of hours, of which the second is too short."""
    named = [("a", weeks), ("short", 0), ("c", weeks)]
    rows = [
        (periodic(weeks, step=60) if weeks else periodic(1, step=60)[:30]).assign(queue=name)
        for name, weeks in named
    ]
    return pd.concat(rows, ignore_index=True)


def test_several_at_a_time_are_the_same_to_the_byte(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "wfm")
    written, said = [], []
    for jobs in (1, 2):
        caplog.clear()
        done: list[tuple[int, int]] = []
        made = forecast(
            queues(),
            model="mean",
            horizon="2d",
            keep_going=True,
            jobs=jobs,
            progress=lambda *now, done=done: done.append(now),
        )
        assert made.attrs["failures"].keys() == {"short"}
        assert done == [(1, 3), (2, 3), (3, 3)]
        written.append(tables.to_csv(made))
        said.append(caplog.messages)
    assert written[0] == written[1]
    assert said[0] == said[1]
    assert any("queue 'short': the history has 2 days" in words for words in said[0])


def test_a_queue_that_fails_ends_all_where_nobody_said_to_go_on() -> None:
    with pytest.raises(InputError, match="queue 'short': the history has 2 days"):
        forecast(queues(), model="mean")


def test_who_leaves_at_a_queue_that_fails_lets_no_process_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = []

    def watched(*asked: Any) -> Generator[Any, None, None]:
        try:
            yield from each(*asked)
        finally:
            ended.append(True)

    monkeypatch.setattr(by_queue, "each", watched)
    # The error is kept here, and with it all that was known where it was raised.
    with pytest.raises(InputError) as kept:
        forecast(queues())
    assert kept.value
    assert ended == [True]


def test_a_backtest_goes_on_without_a_queue_that_fails() -> None:
    asked = {"models": "mean", "origins": 1}
    found = backtest(queues(), keep_going=True, **asked)  # type: ignore[arg-type]
    assert found["queue"].unique().tolist() == ["a", "c"]
    assert found.columns[0] == "queue"
    assert found.attrs["failures"].keys() == {"short"}
    with pytest.raises(InputError, match="queue 'short'"):
        backtest(queues(), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2])
def test_tables_of_whole_queues_are_one_history(
    jobs: int, caplog: pytest.LogCaptureFixture
) -> None:
    history = queues().query("queue != 'short'").reset_index(drop=True)
    history.loc[history.index % 7 == 3, "aht_seconds"] = 0.0
    history = tables.check(history, tables.HISTORY)
    caplog.set_level(logging.INFO, "wfm")
    options = ForecastOptions(model="mean", horizon="2d", jobs=jobs)
    whole = forecast_with(history, options)
    said = caplog.messages.copy()
    caplog.clear()
    one_by_one = (rows for _, rows in history.groupby("queue"))
    pd.testing.assert_frame_equal(forecast_with(one_by_one, options), whole)
    assert caplog.messages == said
    assert sum("handling time of 0" in words for words in said) == 1
