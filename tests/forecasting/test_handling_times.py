"""The handling times of a history: missing where nobody was answered, and in seconds."""

import logging
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wfm.errors import InputError, OptionError
from wfm.forecasting import backtest_aht, forecast

QUICK: dict[str, Any] = {"horizon": "1w", "model": "mean"}
ZERO = "intervals have calls and a handling time of 0: taken as missing"


@pytest.fixture
def history(weekly: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return weekly()


def unanswered(frame: pd.DataFrame, every: int = 3) -> pd.Index:
    """Some intervals in which all calls were lost."""
    busy = np.flatnonzero(frame["calls"] > 0)[::every]
    return frame.index[busy]


class TestNobodyAnswered:
    def test_a_zero_is_missing_and_that_is_said_once(
        self, history: pd.DataFrame, caplog: pytest.LogCaptureFixture
    ) -> None:
        lost = unanswered(history)
        blank, zero = history.copy(), history.copy()
        blank.loc[lost, "aht_seconds"] = np.nan
        zero.loc[lost, "aht_seconds"] = 0.0
        two = [zero.assign(queue=name) for name in "ab"]
        with caplog.at_level(logging.INFO, "wfm"):
            found = forecast(pd.concat(two, ignore_index=True), **QUICK)
        assert (found["aht_seconds"] == 240.0).all()
        said = [line for line in caplog.messages if ZERO in line]
        assert [line.split()[0] for line in said] == [str(2 * len(lost))]
        one = found[found["queue"] == "a"].drop(columns="queue").reset_index(drop=True)
        pd.testing.assert_frame_equal(one, forecast(blank, **QUICK))

    def test_parts_that_add_up_to_nothing(
        self, history: pd.DataFrame, caplog: pytest.LogCaptureFixture
    ) -> None:
        parts = history.drop(columns="aht_seconds").assign(
            ring_seconds=5.0, talk_seconds=180.0, hold_seconds=np.nan, wrap_seconds=55.0
        )
        lost = unanswered(parts)
        parts.loc[lost, ["talk_seconds", "wrap_seconds"]] = 0.0  # it rang, and nobody came
        with caplog.at_level(logging.INFO, "wfm"):
            found = forecast(parts, **QUICK)
        assert (found["aht_seconds"] == 240.0).all()
        assert any(line.startswith(f"{len(lost)} {ZERO}") for line in caplog.messages)

    def test_blank_talk_is_missing(self, history: pd.DataFrame) -> None:
        parts = history.drop(columns="aht_seconds").assign(talk_seconds=200.0, wrap_seconds=40.0)
        parts.loc[unanswered(parts), "talk_seconds"] = np.nan
        assert (forecast(parts, **QUICK)["aht_seconds"] == 240.0).all()

    def test_no_time_at_all(self, history: pd.DataFrame) -> None:
        with pytest.raises(InputError, match="the history has no handling times: give --aht"):
            forecast(history.assign(aht_seconds=0.0), **QUICK)

    def test_intervals_without_calls_say_nothing(
        self, history: pd.DataFrame, caplog: pytest.LogCaptureFixture
    ) -> None:
        history.loc[history["calls"] == 0, "aht_seconds"] = 0.0
        with caplog.at_level(logging.INFO, "wfm"):
            forecast(history, **QUICK)
        assert not any(ZERO in line for line in caplog.messages)


class TestUnit:
    @pytest.mark.parametrize("unit", ["milliseconds", "minutes", "hours", "days"])
    def test_another_unit_is_asked_about_and_converted(
        self, history: pd.DataFrame, unit: str
    ) -> None:
        size = {"milliseconds": 0.001, "minutes": 60, "hours": 3600, "days": 86400}[unit]
        other = history.assign(aht_seconds=history["aht_seconds"] / size)
        with pytest.raises(InputError, match=f"column aht_seconds: .*--aht-unit .*{unit}"):
            forecast(other, **QUICK)
        expected = forecast(history, **QUICK)
        pd.testing.assert_frame_equal(forecast(other, aht_unit=unit, **QUICK), expected)

    def test_parts_are_named(self, history: pd.DataFrame) -> None:
        parts = history.drop(columns="aht_seconds").assign(talk_seconds=3.0, wrap_seconds=1.0)
        with pytest.raises(InputError, match=r"column talk_seconds \+ wrap_seconds: .*minutes"):
            forecast(parts, **QUICK)
        assert (forecast(parts, aht_unit="minutes", **QUICK)["aht_seconds"] == 240.0).all()

    def test_only_its_queue_fails(self, history: pd.DataFrame) -> None:
        two = [history.assign(queue="a"), history.assign(queue="b", aht_seconds=240_000.0)]
        both = pd.concat(two, ignore_index=True)
        with pytest.raises(InputError, match=r"queue 'b': column aht_seconds: .*milliseconds"):
            forecast(both, **QUICK)
        found = forecast(both, keep_going=True, **QUICK)
        assert set(found["queue"]) == {"a"}
        assert list(found.attrs["failures"]) == ["b"]

    def test_a_time_of_its_own_needs_no_column(self, history: pd.DataFrame) -> None:
        found = forecast(history.assign(aht_seconds=240_000.0), aht=300, **QUICK)
        assert (found["aht_seconds"] == 300.0).all()

    def test_the_backtest_of_handling_times_asks_too(
        self, weekly: Callable[..., pd.DataFrame]
    ) -> None:
        history = weekly(weeks=12)
        other = history.assign(aht_seconds=240_000.0)
        with pytest.raises(InputError, match="milliseconds"):
            backtest_aht(other)
        pd.testing.assert_frame_equal(
            backtest_aht(other, aht_unit="milliseconds"), backtest_aht(history)
        )

    def test_unknown_unit(self, history: pd.DataFrame) -> None:
        with pytest.raises(OptionError, match="aht_unit: 'fortnights' is not one of seconds, mil"):
            forecast(history, aht_unit="fortnights", **QUICK)

    @pytest.mark.parametrize(
        ("aht", "says"), [(4, "write 4s if it is meant"), ("240000", "unlikely")]
    )
    def test_a_bare_number_that_is_hardly_seconds(
        self, history: pd.DataFrame, aht: int | str, says: str
    ) -> None:
        with pytest.raises(OptionError, match=says):
            forecast(history, aht=aht, **QUICK)
        assert (forecast(history, aht="4s", **QUICK)["aht_seconds"] == 4.0).all()
