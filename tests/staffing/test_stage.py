"""The stage: a forecast table in, a requirement table out."""

import logging
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.forecasts import forecast, one
from wfm.errors import InputError, OptionError
from wfm.staffing import staff


class TestPublishedNumbers:
    def test_society_of_workforce_planning_professionals(self) -> None:
        row = one(450, 270, service_level=0.7, threshold="30s", max_occupancy=1, shrinkage=0.3)
        assert row["agents_required"] == 72
        assert row["agents_scheduled"] == 103
        assert row["service_level"] == pytest.approx(0.71, abs=0.005)
        assert row["asa_seconds"] == pytest.approx(29, abs=0.5)

    def test_call_centre_helper(self) -> None:
        row = one(100, 180, service_level=0.8, threshold="20s", max_occupancy=0.85)
        assert row["agents_required"] == 14
        assert row["agents_scheduled"] == 20
        assert row["load_erlangs"] == 10
        assert row["occupancy"] == pytest.approx(0.714, abs=5e-4)


class TestTargets:
    def test_the_deciding_target_is_named(self) -> None:
        assert one(100)["binding"] == "service_level"
        assert one(100, asa=1)["binding"] == "asa"
        assert one(3000)["binding"] == "occupancy"
        assert one(100, min_agents=15)["binding"] == "minimum"
        assert one(0, min_agents=2)["binding"] == "minimum"
        assert one(100, open="Tue 08:00-20:00")["binding"] == "closed"

    def test_of_equals_the_first_is_named(self) -> None:
        assert one(100, min_agents=14)["binding"] == "service_level"
        assert one(100, max_occupancy=10 / 14)["binding"] == "service_level"

    def test_each_target_is_optional(self) -> None:
        assert one(100, service_level=None)["agents_required"] == 12
        assert one(100, service_level="none", asa="10s", max_occupancy=None)["binding"] == "asa"
        assert one(100, service_level=None, asa=1e9, max_occupancy=1)["agents_required"] == 11
        with pytest.raises(OptionError, match="no target is left"):
            one(100, service_level=None, max_occupancy=1)

    def test_the_occupancy_cap_is_a_maximum_and_no_division(self) -> None:
        """Dividing the Erlang result by the cap would count the headroom twice: 14 / 0.85 = 17."""
        assert one(100, max_occupancy=0.85)["agents_required"] == 14

    def test_the_targets_in_force_are_said_in_one_line(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO, "wfm.staffing"):
            one(100, asa=30, min_agents=2, open="Mon-Fri 08:00-20:00", shrinkage="25%")
        (line, closed) = caplog.messages
        assert line == (
            "targets: service level 0.8 (80% of calls offered answered within 20 s), average speed "
            "of answer at most 30 s, occupancy at most 0.85; shrinkage 0.25; at least 2 agents "
            "while open; open Mon-Fri 08:00-20:00"
        )
        assert closed == "100 calls are forecast in closed intervals: nobody answers them"


class TestConventions:
    def test_no_calls(self) -> None:
        """0 calls need nobody, and AHT may be missing."""
        row = one(0, np.nan)
        assert row["agents_required"] == row["agents_scheduled"] == 0
        assert row[["service_level", "asa_seconds", "occupancy"]].isna().all()

    def test_minimum_staff_holds_without_calls(self) -> None:
        row = one(0, np.nan, min_agents=2, shrinkage=0.5)
        assert (row["agents_required"], row["agents_scheduled"]) == (2, 4)
        assert row["occupancy"] == 0
        assert row[["service_level", "asa_seconds"]].isna().all()

    def test_closed_intervals_have_nobody(self) -> None:
        table = staff(forecast([100] * 48), open="Mon 08:00-20:00", min_agents=3)
        closed = table["binding"] == "closed"
        assert closed.sum() == 24
        assert (table.loc[closed, "agents_required"] == 0).all()
        assert (
            table.loc[closed, ["service_level", "asa_seconds", "occupancy"]].isna().to_numpy().all()
        )
        assert (table.loc[~closed, "agents_required"] == 14).all()

    def test_hours_follow_the_wall_clock_over_a_clock_change(self) -> None:
        """29 March 2026 has 46 half hours in London; 08:00 is still 08:00."""
        table = staff(forecast([10] * 46, start="2026-03-29T00:00"), open="Sun 08:00-09:00")
        opened = table.loc[table["binding"] != "closed", "interval_start"]
        assert [t.strftime("%H:%M%z") for t in opened] == ["08:00+0100", "08:30+0100"]

    def test_one_tolerant_ceiling_after_shrinkage(self) -> None:
        """21 / 0.7 is 30 and not 31, although 21 / (1 - 0.3) is a little above in floats."""
        assert one(0, min_agents=21, shrinkage=0.3)["agents_scheduled"] == 30

    @pytest.mark.parametrize("aht", [np.nan, 0.0])
    def test_calls_without_handling_time(self, aht: float) -> None:
        with pytest.raises(InputError, match="row 1, column aht_seconds: it is"):
            staff(forecast([0, 5], [np.nan, aht]))
        with pytest.raises(InputError, match="aht_seconds"):
            staff(forecast([0, 5]).drop(columns="aht_seconds"))

    @pytest.mark.parametrize("calls", [np.nan, np.inf, -1.0])
    def test_senseless_calls_name_the_row(self, calls: float) -> None:
        with pytest.raises(InputError, match="row 1, column calls"):
            staff(forecast([5, calls]))

    @pytest.mark.parametrize(
        ("column", "value", "says"),
        [
            ("aht_seconds", 1e-320, "above 0"),
            ("aht_seconds", 1e300, "from 0 to 86,400"),
            ("agents", 1e300, "from 0 to 1,000,000"),
            ("calls_low", 9.0, "above calls_high"),
        ],
    )
    def test_values_that_nobody_can_mean_name_the_row(
        self, column: str, value: float, says: str
    ) -> None:
        table = forecast([5.0, 5.0]).assign(calls_low=1.0, calls_high=8.0, agents=3.0)
        table.loc[1, column] = value
        with pytest.raises(InputError, match=rf"row 1, column {column}: .*{says}"):
            staff(table)

    def test_a_load_that_nobody_plans(self) -> None:
        with pytest.raises(InputError, match=r"row 0, column calls: .* from 0 to 1,000,000"):
            staff(forecast(1e300))
        with pytest.raises(InputError, match=r"row 0: 1,000,000 calls of 86,400 s come to 4\.8e"):
            staff(forecast(1e6, 86_400), aht_unit="seconds")
        with pytest.raises(InputError, match="agents: more than 1,000,000 are not planned"):
            staff(forecast(1e4, 3600), shrinkage=0.9999)

    def test_a_gap_is_an_error(self) -> None:
        table = forecast([5] * 6).drop(index=3)
        with pytest.raises(InputError, match="not 30 minutes after"):
            staff(table)

    @pytest.mark.parametrize(
        ("option", "value", "says"),
        [
            ("service_level", 80, "write 0.8 or 80%"),
            ("service_level", 1, "not attainable"),
            ("service_level", "x", "not a number"),
            ("threshold", -1, "negative"),
            ("asa", 0, "not attainable"),
            ("max_occupancy", 85, "write 0.85 or 85%"),
            ("max_occupancy", 0, "not attainable"),
            ("shrinkage", 1, "nobody"),
            ("shrinkage", 1.2, "not a fraction"),
            ("shrinkage", -0.1, "not a fraction"),
            ("min_agents", -1, "whole number"),
            ("min_agents", 1.5, "whole number"),
            ("open", "whenever", "not a weekday"),
            ("interval", "20m", "15m, 30m or 60m"),
            ("interval", "60m", "30 minutes apart"),
        ],
    )
    def test_senseless_options(self, option: str, value: float | str, says: str) -> None:
        options: dict[str, Any] = {option: value}
        with pytest.raises(OptionError, match=says) as caught:
            staff(forecast([5, 5]), **options)
        assert caught.value.option == option

    def test_percent_signs(self) -> None:
        plain = staff(forecast([100, 20]), service_level=0.9, max_occupancy=0.8, shrinkage=0.25)
        signs = staff(
            forecast([100, 20]), service_level="90%", max_occupancy="80%", shrinkage="25%"
        )
        pd.testing.assert_frame_equal(plain, signs)


class TestIntervals:
    def test_one_row_is_half_an_hour_unless_said(self) -> None:
        assert one(100)["load_erlangs"] == 10
        assert one(100, interval="15m")["load_erlangs"] == 20

    @pytest.mark.parametrize(("freq", "load"), [("15min", 20), ("30min", 10), ("60min", 5)])
    def test_the_step_is_read_from_the_table(self, freq: str, load: int) -> None:
        assert (staff(forecast([100, 100], freq=freq))["load_erlangs"] == load).all()

    def test_queues_stand_each_for_itself(self) -> None:
        sales = forecast([100, 50]).assign(queue="sales")
        help_desk = forecast([20, 10], 300.0).assign(queue="help")
        both = staff(pd.concat([sales, help_desk], ignore_index=True))
        alone = [staff(sales), staff(help_desk)]
        pd.testing.assert_frame_equal(both, pd.concat(alone, ignore_index=True))
        assert list(both.columns[:2]) == ["queue", "interval_start"]


@given(
    st.lists(st.tuples(st.floats(0, 1e3), st.floats(0.01, 8e3)), min_size=1, max_size=5),
    st.floats(0, 0.9999),
    st.floats(0, 1e4),
    st.none() | st.floats(1e-3, 1e5),
    st.floats(0.1, 1),
    st.floats(0, 0.9),
    st.integers(0, 50),
)
def test_nothing_senseless_whatever_comes_in(
    rows: list[tuple[float, float]],
    level: float,
    threshold: float,
    asa: float | None,
    cap: float,
    share: float,
    least: int,
) -> None:
    calls, aht = (list(values) for values in zip(*rows, strict=True))
    if asa is None and cap == 1:
        cap = 0.9
    table = staff(
        forecast(calls, aht), service_level=level, threshold=threshold, asa=asa,
        max_occupancy=cap, shrinkage=share, min_agents=least, aht_unit="seconds",
    )  # fmt: skip
    busy = table["load_erlangs"] > 0
    assert (table["agents_required"] >= least).all()
    assert (table["agents_scheduled"] >= table["agents_required"]).all()
    assert (table.loc[busy, "agents_required"] > table.loc[busy, "load_erlangs"]).all()
    assert (table.loc[busy, "service_level"] >= level - 1e-6).all()
    assert table.loc[busy, "service_level"].between(0, 1).all()
    assert table.loc[busy, "occupancy"].between(0, cap + 1e-6).all()
    assert (table.loc[busy, "asa_seconds"] >= 0).all()
    if asa is not None:
        assert (table.loc[busy, "asa_seconds"] <= asa + 1e-3).all()
