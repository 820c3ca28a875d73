"""A forecast brought up to date, from table to table."""

import logging
from functools import cache

import numpy as np
import pandas as pd
import pytest

import wfm
from wfm import tables
from wfm.errors import InputError

FIRST, DAYS = "2026-01-05", 100  # Monday; today is the day after
TODAY = pd.Timestamp("2026-04-15", tz="UTC")
NOON = TODAY + pd.Timedelta(hours=12)


@cache
def history() -> pd.DataFrame:
    """Hours of days that each have a level of their own, calls and handling times alike."""
    draw = np.random.default_rng(7)
    times = pd.date_range(FIRST, periods=24 * (DAYS + 1), freq="h", tz="UTC")
    level = np.exp(draw.normal(0, 0.2, DAYS + 1)).repeat(24)
    shape = 20 + 80 * np.sin(np.pi * np.arange(24) / 24)
    calls = draw.poisson(np.tile(shape, DAYS + 1) * level).astype(float)
    longer = np.exp(draw.normal(0, 0.1, DAYS + 1)).repeat(24)
    return pd.DataFrame({"interval_start": times, "calls": calls, "aht_seconds": 200 * longer})


@cache
def forecast() -> pd.DataFrame:
    """Forecast from today on, made at midnight."""
    past = history()[history()["interval_start"] < TODAY]
    return wfm.forecast(past, model="mean", horizon="7d")


def until(moment: pd.Timestamp, calls: float = 1.0, aht: float = 1.0) -> pd.DataFrame:
    """Return what came until then, that of today as forecast times a factor."""
    past = history()[history()["interval_start"] < TODAY]
    came = forecast()[forecast()["interval_start"] < moment]
    came = came.assign(calls=came["calls"] * calls, aht_seconds=came["aht_seconds"] * aht)
    return pd.concat([past, came[past.columns]], ignore_index=True)


def updated(actuals: pd.DataFrame, **how: object) -> pd.DataFrame:
    return wfm.reforecast(forecast(), actuals, model="mean", **how)  # type: ignore[arg-type]


def rest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rest of today."""
    start = frame["interval_start"]
    return frame[(start >= NOON) & (start < TODAY + pd.Timedelta(days=1))]


def test_a_busy_morning_makes_a_busy_afternoon() -> None:
    now = updated(until(NOON, calls=1.3))
    ratio = rest(now)["calls"].to_numpy() / rest(forecast())["calls"].to_numpy()
    assert ratio[0] == pytest.approx(1.3, abs=0.1)
    assert now["interval_start"].iloc[0] == NOON
    assert len(now) == 12 + 6 * 24
    tables.check(now, tables.FORECAST)


def test_a_day_as_forecast_stays_as_it_is() -> None:
    now, before = updated(until(NOON)), forecast().iloc[12:]
    np.testing.assert_allclose(now["calls"], before["calls"], rtol=1e-3)
    np.testing.assert_allclose(now["aht_seconds"], before["aht_seconds"], rtol=1e-3)


def test_the_band_of_the_rest_is_narrower_and_later_days_are_as_they_were() -> None:
    now, before = updated(until(NOON, calls=1.1)), forecast().iloc[12:].reset_index(drop=True)
    width = (now["calls_high"] - now["calls_low"]).to_numpy()
    assert width[:9].sum() < 0.8 * (before["calls_high"] - before["calls_low"])[:9].sum()
    assert (now["calls_low"] <= now["calls"]).all()
    assert (now["calls_high"] >= now["calls"]).all()
    pd.testing.assert_frame_equal(now.iloc[40:], before.iloc[40:])


def test_there_is_no_jump_at_midnight() -> None:
    now, before = updated(until(NOON, calls=1.4)), forecast().iloc[12:]
    ratio = now["calls"].to_numpy() / before["calls"].to_numpy()
    assert np.abs(np.diff(ratio)).max() < 0.15


def test_handling_times_follow_likewise() -> None:
    now = updated(until(NOON, aht=1.2))
    ratio = rest(now)["aht_seconds"].to_numpy() / rest(forecast())["aht_seconds"].to_numpy()
    assert ratio[0] == pytest.approx(1.2, abs=0.05)


def test_the_factors_explain_it() -> None:
    actuals = until(NOON, calls=1.3)
    factors = wfm.explain_reforecast(forecast(), actuals, model="mean")
    row = {str(name): factors[name].iloc[0] for name in factors}
    assert (row["what"], row["of"]) == ("calls", "2026-04-15 rest")
    assert row["came"] / row["forecast"] == pytest.approx(1.3, abs=0.01)
    assert row["factor"] == pytest.approx(1 + row["b"] * row["deviation"], abs=1e-3)
    now = rest(updated(actuals))["calls"].iloc[0] / rest(forecast())["calls"].iloc[0]
    assert now == pytest.approx(row["factor"], abs=1e-3)


class TestQueuesThatAreLeftAlone:
    def test_a_short_past_teaches_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        actuals = until(NOON, calls=1.5)
        short = actuals[actuals["interval_start"] >= TODAY - pd.Timedelta(days=20)]
        now = updated(short)
        assert "20 days before today, and at least 56 are needed" in caplog.text
        pd.testing.assert_frame_equal(now, forecast().iloc[12:].reset_index(drop=True))

    def test_today_alone_is_short_too(self, caplog: pytest.LogCaptureFixture) -> None:
        actuals = until(NOON, calls=1.5)
        now = updated(actuals[actuals["interval_start"] >= TODAY])
        assert "0 days before today" in caplog.text
        assert len(now) == 12 + 6 * 24

    def test_an_old_forecast_takes_a_longer_past(self, caplog: pytest.LogCaptureFixture) -> None:
        begin = TODAY - pd.Timedelta(days=30)
        old = wfm.forecast(history()[history()["interval_start"] < begin], horizon="60d")
        actuals = until(NOON)
        for days, is_learnt in ((58, False), (60, True)):
            caplog.clear()
            first = TODAY - pd.Timedelta(days=days)
            wfm.reforecast(old, actuals[actuals["interval_start"] >= first], model="mean")
            words = "at least 59 are needed to learn from what came of a forecast 30 days old"
            assert (words in caplog.text) is not is_learnt

    @pytest.mark.parametrize("days", [3, 21])
    def test_a_queue_that_ended_weeks_ago_leaves_the_others_alone(
        self, caplog: pytest.LogCaptureFixture, days: int
    ) -> None:
        alone, actuals = updated(until(NOON, 1.3)), until(NOON, 1.3)
        age = (TODAY - actuals["interval_start"].dt.normalize()).dt.days
        both = pd.concat(
            [
                actuals.assign(queue="busy"),
                actuals[(age <= 80) & (age > 80 - days)].assign(queue="gone"),
                actuals.assign(queue="blank", calls=np.nan),
            ]
        )
        wanted = pd.concat([forecast().assign(queue=name) for name in ("busy", "gone", "blank")])
        now = wfm.reforecast(wanted, both, model="mean")
        busy = now[now["queue"] == "busy"].drop(columns="queue")
        pd.testing.assert_frame_equal(busy.reset_index(drop=True), alone)
        for name, known in (("gone", days), ("blank", 0)):
            assert f"queue '{name}': the actuals hold {known} days before today" in caplog.text
            left = now["calls"][now["queue"] == name]
            assert left.tolist() == forecast()["calls"].iloc[12:].tolist()

    def test_a_past_without_a_gain_is_said(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "wfm")
        draw = np.random.default_rng(3)
        actuals = until(NOON, calls=1.3)
        past = actuals["interval_start"] < TODAY
        shape = np.tile(forecast()["calls"].to_numpy()[:24], DAYS + 1)[: len(actuals)]
        actuals.loc[past, "calls"] = draw.poisson(shape).astype(float)[past]
        now = updated(actuals)
        assert "the rest of the day is left alone, for its past shows no gain" in caplog.text
        np.testing.assert_array_equal(now["calls"], forecast().iloc[12:]["calls"])


class TestWhatDoesNotCount:
    def test_a_line_that_is_down_is_said_and_not_followed(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "wfm")
        actuals = until(NOON)
        down = actuals["interval_start"] >= TODAY + pd.Timedelta(hours=10)
        actuals.loc[down, "calls"] = 0.0
        now = updated(actuals)
        assert "no calls since 10:00" in caplog.text
        assert "is the line down, or are they still to come (--as-of 10:00)?" in caplog.text
        assert "calls forecast until 10:00" in caplog.text
        np.testing.assert_allclose(now["calls"], forecast().iloc[12:]["calls"], rtol=1e-3)
        kept = updated(actuals, outages="keep")
        assert kept["calls"].sum() < 0.99 * now["calls"].sum()

    def test_an_interval_that_is_not_over_is_left_out(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        actuals = until(NOON)
        actuals.loc[actuals.index[-1], "calls"] = 5.0
        now = updated(actuals)
        assert "taken as still running, and left out; --as-of 12:00 counts it" in caplog.text
        np.testing.assert_allclose(now["calls"], forecast().iloc[12:]["calls"], rtol=1e-3)
        counted = updated(actuals, as_of="12:00")
        assert counted["calls"].iloc[0] < now["calls"].iloc[0]
        pd.testing.assert_frame_equal(
            updated(actuals, as_of="11:30").iloc[1:].reset_index(drop=True), now, rtol=1e-3
        )

    def test_the_last_interval_of_the_day_is_counted_by_a_moment(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        actuals = until(TODAY + pd.Timedelta(days=1))
        actuals.loc[actuals.index[-1], "calls"] = 1.0
        now = updated(actuals)
        assert "--as-of 2026-04-16T00:00 counts it" in caplog.text
        assert len(updated(actuals, as_of="2026-04-16T00:00")) == len(now) == 6 * 24

    def test_only_what_came_is_compared(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "wfm")
        updated(until(NOON), as_of="14:00")
        assert "calls forecast until 12:00" in caplog.text
        now = updated(until(NOON), as_of="2026-04-16T10:00")
        assert "nothing has come of 2026-04-16: the forecast is left alone" in caplog.text
        assert now["calls"].tolist() == forecast()["calls"].iloc[34:].tolist()

    def test_a_ratio_never_seen_is_said_and_bounded(self, caplog: pytest.LogCaptureFixture) -> None:
        now = updated(until(NOON, calls=50.0))
        assert "no day of its past was so far off" in caplog.text
        assert rest(now)["calls"].sum() < 3 * rest(forecast())["calls"].sum()


def test_what_the_forecast_has_said_of_the_past_is_not_said_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "wfm")
    actuals = until(NOON)
    day = actuals["interval_start"].dt.normalize()
    sundays = (day.dt.day_of_week == 6) & (day > TODAY - pd.Timedelta(days=20))
    actuals.loc[sundays | (day == TODAY - pd.Timedelta(days=7)), "calls"] = 0.0
    updated(actuals)
    assert "calls forecast until 12:00" in caplog.text
    assert "the week has changed" not in caplog.text
    assert "outage" not in caplog.text


def test_queues_are_brought_up_to_date_each_by_itself() -> None:
    def two(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([one.assign(queue="busy"), other.assign(queue="quiet")])

    both = wfm.reforecast(
        two(forecast(), forecast()), two(until(NOON, 1.3), until(NOON, 0.8)), model="mean"
    )
    alone = updated(until(NOON, 1.3))
    found = both[both["queue"] == "busy"].drop(columns="queue").reset_index(drop=True)
    pd.testing.assert_frame_equal(found, alone)
    quiet = both[both["queue"] == "quiet"]
    assert rest(quiet)["calls"].sum() < rest(forecast())["calls"].sum()


def named(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Return the same rows for several queues."""
    return pd.concat([frame.assign(queue=name) for name in names], ignore_index=True)


@pytest.mark.slow
def test_several_at_a_time_are_the_same_to_the_byte() -> None:
    wanted, actuals = named(forecast(), "a", "b", "c"), named(until(NOON, 1.3), "a", "b", "c")
    one, two = (
        tables.to_csv(wfm.reforecast(wanted, actuals, model="mean", jobs=jobs)) for jobs in (1, 2)
    )
    assert one == two


def test_a_queue_that_fails_leaves_the_others_alone(caplog: pytest.LogCaptureFixture) -> None:
    actuals = named(until(NOON, 1.3), "bad", "good", "twice")
    actuals["calls"] = actuals["calls"].astype(object)
    actuals.loc[3, "calls"] = "many"
    again = actuals[actuals["queue"] == "twice"].tail(1)
    actuals = pd.concat([actuals, again], ignore_index=True)
    # Its forecast is of days to come.
    late = forecast().iloc[24:].assign(queue="late")
    wanted = pd.concat([named(forecast(), "bad", "good", "twice"), late])
    actuals = pd.concat([actuals, until(NOON).assign(queue="late")], ignore_index=True)
    now = wfm.reforecast(wanted, actuals, model="mean", keep_going=True)
    good = now[now["queue"] == "good"].drop(columns="queue").reset_index(drop=True)
    pd.testing.assert_frame_equal(good, updated(until(NOON, 1.3)))
    assert now.attrs["failures"].keys() == {"bad", "twice", "late"}
    for name in ("bad", "twice", "late"):
        assert f"queue '{name}'" in caplog.text
    assert "'many' is not a number" in now.attrs["failures"]["bad"]
    with pytest.raises(InputError, match="'many' is not a number"):
        wfm.reforecast(wanted, actuals, model="mean")


def test_a_queue_of_which_nothing_came_leaves_the_others_alone() -> None:
    wanted, actuals = named(forecast(), "good", "gone"), named(until(NOON, 1.3), "good")
    now = wfm.reforecast(wanted, actuals, model="mean", keep_going=True)
    assert now["queue"].unique().tolist() == ["good"]
    assert "no queue 'gone'" in now.attrs["failures"]["gone"]
    for keep_going in (False, True):
        with pytest.raises(InputError, match="no queue 'gone' of the forecast, but good"):
            wfm.reforecast(named(forecast(), "gone"), actuals, model="mean", keep_going=keep_going)


class TestOddActuals:
    def test_a_hole_in_the_morning_is_left_out_on_both_sides(self) -> None:
        whole, actuals = updated(until(NOON, 1.3)), until(NOON, 1.3)
        hour = actuals["interval_start"]
        hole = (hour >= TODAY + pd.Timedelta(hours=6)) & (hour < TODAY + pd.Timedelta(hours=8))
        for without in (actuals[~hole], actuals.assign(calls=actuals["calls"].mask(hole))):
            ratio = rest(updated(without))["calls"] / rest(whole)["calls"]
            assert ratio.between(0.95, 1.05).all()

    def test_queues_without_a_forecast_are_no_matter(self) -> None:
        alone = wfm.reforecast(named(forecast(), "a"), named(until(NOON, 1.3), "a"), model="mean")
        more = named(until(NOON, 1.3), "a", "other")
        pd.testing.assert_frame_equal(
            wfm.reforecast(named(forecast(), "a"), more, model="mean"), alone
        )

    def test_other_intervals_are_refused(self) -> None:
        half = until(NOON)
        later = half.assign(interval_start=half["interval_start"] + pd.Timedelta(minutes=30))
        halves = pd.concat([half, later]).sort_values("interval_start")
        with pytest.raises(InputError, match="intervals of 60 minutes and the actuals of 30"):
            updated(halves)

    def test_nothing_came_before_the_first_row(self) -> None:
        with pytest.raises(InputError, match="nothing has come yet of the days forecast"):
            updated(until(NOON), as_of="2025-01-01T10:00")
        with pytest.raises(InputError, match="nothing is left of the forecast"):
            updated(until(NOON), as_of="2026-05-30T10:00")


@pytest.mark.parametrize(
    ("forecast_queue", "actuals_queue", "said"),
    [
        ("sales", None, "the forecast has queues and the actuals have none"),
        (None, "sales", "the actuals have queues and the forecast has none"),
        ("sales", "help", "no queue 'sales' of the forecast, but help"),
    ],
)
def test_other_queues_are_refused(
    forecast_queue: str | None, actuals_queue: str | None, said: str
) -> None:
    def of(name: str | None, frame: pd.DataFrame) -> pd.DataFrame:
        return frame if name is None else named(frame, name)

    with pytest.raises(InputError, match=said):
        wfm.reforecast(of(forecast_queue, forecast()), of(actuals_queue, until(NOON)))
