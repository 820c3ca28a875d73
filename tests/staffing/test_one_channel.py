"""Everything beyond Erlang C that the stage sizes."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from staffing.asking import concurrent_chats
from staffing.forecasts import DAY, forecast, one, said
from wfm.errors import InputError, OptionError
from wfm.staffing import staff
from wfm.staffing.formulas import erlang_c
from wfm.staffing.formulas.erlang_a import erlang_a
from wfm.staffing.formulas.limited_lines import limited_lines


class TestModels:
    def test_callers_who_hang_up(self) -> None:
        row = one(100, model="erlang_a", patience="2m")
        met = erlang_a(row["agents_required"], 10.0, 180, 120, 20)
        assert row["agents_required"] < one(100)["agents_required"]
        assert row["abandonment"] == pytest.approx(float(met.abandon), abs=1e-6)
        assert row["service_level"] == pytest.approx(float(met.service_level["offered"]), abs=1e-6)
        assert row["asa_seconds"] == pytest.approx(float(met.asa), abs=1e-3)

    def test_the_definition_is_printed(self, caplog: pytest.LogCaptureFixture) -> None:
        for definition in ("offered", "answered", "virtual", "excl_short"):
            _, lines = said(
                caplog, one, 100, model="erlang_a", patience=60, sl_definition=definition
            )
            assert f"service level '{definition}' = " in lines[0]
            assert ("80% of calls offered" in lines[0]) == (definition == "offered")

    def test_abandonment_decides(self) -> None:
        row = one(100, model="erlang_a", patience=60, max_abandonment=0.01)
        assert row["binding"] == "abandonment"
        assert row["abandonment"] <= 0.01

    def test_the_occupancy_cap_means_the_carried_occupancy(self) -> None:
        row = one(1000, service_level=None, model="erlang_a", patience=60, max_occupancy=0.95)
        assert row["binding"] == "occupancy"
        assert row["agents_required"] < 100 / 0.95
        assert row["occupancy"] <= 0.95

    def test_redials(self) -> None:
        once = one(300, model="erlang_x", patience=60)
        again = one(300, model="erlang_x", patience=60, redial=0.8)
        assert again["agents_required"] >= once["agents_required"]
        assert again["load_erlangs"] == once["load_erlangs"]

    def test_lines(self) -> None:
        row = one(100, lines=16)
        met = limited_lines(row["agents_required"], 16, 10.0, 180, 20)
        assert row["blocked"] == pytest.approx(float(met.blocked), abs=1e-6)
        with pytest.raises(InputError, match="row 0: with 10 lines no number of agents"):
            one(100, lines=10)

    def test_work_that_can_wait_divides_by_occupancy(self) -> None:
        row = one(100, model="workload", max_occupancy=0.8)
        assert row["agents_required"] == 13
        assert np.isnan(row["service_level"])
        assert one(90, model="workload", max_occupancy=1)["agents_required"] == 9

    def test_chats(self) -> None:
        phone = one(400, 300.0, max_occupancy=1)
        chat = one(400, 300.0, concurrency=2, chat_aht="x1,x1.4", max_occupancy=1, threshold=0)
        assert chat["agents_required"] == 51  # the truth table's row
        assert chat["agents_required"] < phone["agents_required"]
        same = one(400, 300.0, concurrency=2, chat_aht="300,420", max_occupancy=1, threshold=0)
        assert same["agents_required"] == 51
        listed = one(400, 300.0, concurrency=2, chat_aht=[300, 420], max_occupancy=1, threshold=0)
        assert listed["agents_required"] == 51


class TestFractionsAndGivenStaff:
    @pytest.mark.parametrize(
        "options", [{}, {"model": "erlang_a", "patience": 90}, {"asa": 12}, {"model": "workload"}]
    )
    def test_fractions_lie_just_below_whole_agents(self, options: dict[str, Any]) -> None:
        whole = staff(forecast(DAY), **options)["agents_required"]
        part = staff(forecast(DAY), fractional=True, **options)["agents_required"]
        assert ((whole - part >= 0) & (whole - part < 1)).all()

    def test_a_fraction_meets_the_target_exactly(self) -> None:
        row = one(100, fractional=True, max_occupancy=1)
        level = erlang_c.service_level(row["agents_required"], 10.0, 20, 180)
        assert 0.8 <= level < 0.8001
        assert row["agents_scheduled"] == pytest.approx(row["agents_required"] / 0.7, abs=1e-4)

    def test_what_decides_a_fraction_is_what_a_little_less_would_miss(self) -> None:
        whole: dict[str, Any] = {"service_level": 0.8, "max_occupancy": 0.8}
        assert one(49.03, 749.3, **whole)["binding"] == "service_level"
        row = one(49.03, 749.3, fractional=True, **whole)
        assert row["service_level"] > 0.82
        assert row["occupancy"] == pytest.approx(0.8, abs=1e-5)
        assert row["binding"] == "occupancy"

    def test_nobody_answers_work_that_nobody_waits_for(self) -> None:
        row = one(100, agents=0, model="workload")
        assert np.isnan(row["service_level"])
        assert row["occupancy"] == 1.0
        assert one(100, agents=0)["service_level"] == 0.0

    def test_a_given_staff_is_judged(self, caplog: pytest.LogCaptureFixture) -> None:
        row, lines = said(caplog, one, 100, agents=13)
        assert row["agents_required"] == 13
        assert row["binding"] == "given"
        assert row["service_level"] == pytest.approx(
            float(erlang_c.service_level(13, 10.0, 20, 180)), abs=1e-6
        )
        assert lines[0].startswith("a given staff, service level within 20 s")
        assert lines[0].endswith(
            f"it achieves a service level of {row['service_level']:.4g} over 100 calls"
        )

    def test_a_given_staff_is_summed_up_by_calls(self, caplog: pytest.LogCaptureFixture) -> None:
        table, lines = said(caplog, staff, forecast([100, 50, 100, 0]).assign(agents=[14, 9, 9, 3]))
        level = (table["service_level"][:3] * [100, 50, 100]).sum() / 250
        assert f"a service level of {level:.4g} over 250 calls" in lines[0]
        assert "in 1 of 4 intervals it cannot keep up with the load" in lines[0]

    def test_work_that_can_wait_is_planned_whatever_staff_the_table_gives(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        mail = forecast([10.0] * 8)
        table, lines = said(caplog, staff, mail.assign(agents=1.0), response="2h")
        pd.testing.assert_frame_equal(table, staff(mail, response="2h"))
        assert any("column agents is ignored" in line for line in lines)

    def test_a_given_staff_may_be_too_small(self) -> None:
        row = one(100, agents=10)
        assert (row["service_level"], row["occupancy"]) == (0, 1)
        assert np.isnan(row["asa_seconds"])
        assert one(100, agents=0)["service_level"] == 0

    def test_a_column_of_agents(self) -> None:
        table = staff(forecast([100, 100, 0]).assign(agents=[14, 15.5, 3]))
        assert list(table["agents_required"]) == [14, 15.5, 3]
        assert table["service_level"][1] > table["service_level"][0] == pytest.approx(0.88835)
        assert np.isnan(table["service_level"][2])
        assert "agents" not in table

    def test_judging_undoes_sizing(self) -> None:
        need = staff(forecast(DAY), model="erlang_a", patience=100)
        again = staff(
            forecast(DAY).assign(agents=need["agents_required"]), model="erlang_a", patience=100
        )
        same = [
            "agents_required",
            "agents_scheduled",
            "service_level",
            "asa_seconds",
            "abandonment",
        ]
        pd.testing.assert_frame_equal(need[same], again[same])


class TestTimeVaryingAndUncertain:
    def test_long_calls_are_needed_later(self) -> None:
        rise = forecast([20] * 4 + [60] * 4, 1800.0)
        plain, lagging = staff(rise), staff(rise, lag="mol")
        assert lagging["agents_required"][4] < plain["agents_required"][4]
        assert (lagging["load_erlangs"] == plain["load_erlangs"]).all()
        highest = staff(rise, lag="mol", interval_peak="max")
        assert (highest["agents_required"] >= lagging["agents_required"]).all()

    def test_calls_in_progress_outlast_an_interval_without_calls_and_handling_time(self) -> None:
        table = forecast([100, 0, 0, 80], aht=1800.0)
        blank = table.assign(aht_seconds=[1800.0, np.nan, 0.0, 1800.0])
        needed = staff(table, lag="mol")["agents_required"].tolist()
        assert needed[1] > 60
        assert staff(blank, lag="mol")["agents_required"].tolist() == needed

    def test_auto_looks_at_the_handling_time(self) -> None:
        short, long = forecast(DAY, 180.0), forecast(DAY, 1800.0)
        pd.testing.assert_frame_equal(staff(short, lag="auto"), staff(short))
        pd.testing.assert_frame_equal(staff(long, lag="auto"), staff(long, lag="mol"))

    def test_auto_says_what_it_chose(self, caplog: pytest.LogCaptureFixture) -> None:
        _, lines = said(caplog, staff, forecast(DAY, 180.0), lag="auto", interval_peak="max")
        assert "sized for the load that arrives: no call is as long" in lines[0]
        _, lines = said(caplog, staff, forecast(DAY, 1800.0), lag="auto", interval_peak="max")
        assert "sized for the highest load in the system" in lines[0]

    def test_uncertain_volume(self) -> None:
        sure, unsure = one(100), one(100, volume_cv=0.2)
        assert unsure["agents_required"] > sure["agents_required"]
        assert unsure["service_level"] >= 0.8
        assert one(100, volume_cv=0)["agents_required"] == sure["agents_required"]

    def test_the_forecasts_own_band(self) -> None:
        banded = forecast(1000).assign(calls_low=800.0, calls_high=1200.0)
        wide = staff(banded, volume_cv="forecast")["agents_required"][0]
        assert wide > one(1000)["agents_required"]
        narrow = forecast(1000).assign(calls_low=950.0, calls_high=1050.0)
        assert staff(narrow, volume_cv="forecast")["agents_required"][0] < wide

    def test_the_band_is_said_and_has_to_be_there(self, caplog: pytest.LogCaptureFixture) -> None:
        banded = forecast(1000).assign(calls_low=800.0, calls_high=1200.0)
        _, lines = said(caplog, staff, banded, volume_cv="forecast")
        # (400 / 2 / 1.2816)^2 - 1000 = 153^2: half the width over the quantile, Poisson off
        assert "volume uncertain (cv 0.153 on average, from the forecast's band of 80%)" in lines[0]
        with pytest.raises(OptionError, match="needs columns calls_low and calls_high"):
            staff(forecast(1000), volume_cv="forecast")


class TestHoursAndRoom:
    def test_holidays_are_closed(self) -> None:
        week = forecast([10.0] * 48 * 3)
        table = staff(week, closed="2026-03-24", min_agents=1)
        closed = table["binding"] == "closed"
        assert set(table.loc[closed, "interval_start"].dt.date.astype(str)) == {"2026-03-24"}
        assert closed.sum() == 48
        again = staff(week, closed=[pd.Timestamp("2026-03-24"), "2026-03-24"], min_agents=1)
        pd.testing.assert_frame_equal(table, again)

    def test_seats_and_what_they_cost(self, caplog: pytest.LogCaptureFixture) -> None:
        table, lines = said(caplog, staff, forecast(DAY), max_agents=12)
        assert table["agents_required"].max() == 12
        assert (table.loc[table["agents_required"] == 12, "binding"] == "maximum").all()
        assert any(
            line.startswith("max_agents 12 is up to 2 agents short in 24 intervals")
            and "calls late or lost" in line
            for line in lines
        )

    def test_fewer_seats_than_load(self) -> None:
        row = one(100, max_agents=9)
        assert (row["agents_required"], row["service_level"]) == (9, 0)
        assert np.isnan(row["asa_seconds"])

    def test_shrinkage_of_the_table(self) -> None:
        table = staff(forecast([100, 100]).assign(shrinkage=[0.5, np.nan]), shrinkage=0.3)
        assert list(table["agents_scheduled"]) == [28, 20]
        with pytest.raises(InputError, match="row 1, column shrinkage"):
            staff(forecast([100, 100]).assign(shrinkage=[0.5, 1.0]))

    def test_both_totals_of_shrinkage_are_printed(self, caplog: pytest.LogCaptureFixture) -> None:
        row, lines = said(
            caplog, one, 100, shrinkage="absence=.1,training=.08,meetings=.05,other=.12"
        )
        assert row["agents_scheduled"] == 22  # 14 / 0.65
        assert "0.35 additive, 0.3078 multiplicative; additive applies" in lines[0]


class TestBacklog:
    def test_mail_is_levelled(self) -> None:
        """A burst of 40 all through the first half hour; four hours after its end all is done."""
        table = staff(forecast([40] + [0] * 15, 360.0), response="4h", shrinkage=0, max_occupancy=1)
        assert table["agents_required"].tolist() == [1] * 9 + [0] * 7
        assert table["occupancy"][:9].tolist() == pytest.approx([8 / 9] * 9, abs=1e-6)
        assert (table["backlog"].diff()[1:9] < 0).all()
        assert (table["backlog"][8:] == 0).all()
        assert set(table["binding"][:9]) == {"response"}

    def test_idle_agents_of_other_queues_take_it(self, caplog: pytest.LogCaptureFixture) -> None:
        calls = forecast([100.0] * 8).assign(queue="calls", channel="phone")
        callbacks = forecast([2.0] * 8).assign(queue="callbacks", channel="outbound")
        both = pd.concat([calls, callbacks], ignore_index=True)
        outbound = {"response": "2h", "fill_idle": True, "max_occupancy": 0.85}
        table = staff(both, channels={"phone": {}, "outbound": outbound})
        own = table.loc[table["queue"] == "callbacks", "agents_required"]
        assert own.sum() == 0
        _, lines = said(caplog, staff, both, channels={"phone": {}, "outbound": outbound})
        assert lines[1].endswith("idle agents take 16 of 16 calls")
        outbound["fill_idle"] = False
        table = staff(both, channels={"phone": {}, "outbound": outbound})
        assert table.loc[table["queue"] == "callbacks", "agents_required"].sum() == 8

    def test_the_backlog_counts_calls_that_have_come_and_are_not_done(self) -> None:
        """One call of 15 minutes, then 30 of one minute each: the long one is worked first."""
        table = forecast([1, 30, 0, 0]).assign(aht_seconds=[900.0, 60.0, np.nan, 8e4])
        plan = staff(table, response="2h", fractional=True, max_occupancy=1)
        done = np.cumsum(plan["occupancy"] * plan["agents_required"])  # [erlang]
        calls = np.interp(done, [0, 0.5, 1.5], [0, 1, 31])
        left = np.array([1, 31, 31, 31]) - calls
        assert plan["backlog"].to_numpy() == pytest.approx(left, abs=0.02)

    def test_a_response_time_beyond_the_table(self) -> None:
        plan = staff(forecast([10.0] * 8), response=1e9)
        assert plan["backlog"].iloc[-1] == 0
        assert plan["binding"].eq("response").all()

    def test_work_left_over_is_said(self, caplog: pytest.LogCaptureFixture) -> None:
        _, lines = said(caplog, staff, forecast([10.0] * 48), response="2h", open="Mon 08:00-20:00")
        assert any("80 calls arrives after the last open interval" in line for line in lines)


def test_the_cap_on_chats_is_about_slots() -> None:
    """An agent with one chat of three has room for two: 100 erlangs do not take 100 agents."""
    row = one(600, 300.0, concurrency=3)
    met = concurrent_chats(row["agents_required"], 600 / 1800, [300.0] * 3)
    assert row["agents_required"] == 40
    assert row["occupancy"] == pytest.approx(float(met.chats_per_agent) / 3, abs=1e-6)
    assert one(600, 300.0, concurrency=3, max_occupancy=0.5)["agents_required"] == 67


def test_loads_that_nobody_plans_are_refused() -> None:
    assert one(1e6, 1500.0, max_occupancy=1, shrinkage=0)["agents_required"] > 8e5
    for options in ({}, {"concurrency": 2}, {"lines": 900_000}):
        with pytest.raises(InputError, match="erlangs: more than 1,000,000 are not planned"):
            one(1e6, 3000.0, **options)
    with pytest.raises(InputError, match="more than 1,000,000 are not planned"):
        one(100, concurrency=2, chat_aht="x1,x1e300")  # slow hands, and so an endless chain


def test_the_model_is_said(caplog: pytest.LogCaptureFixture) -> None:
    _, lines = said(caplog, one, 60, model="erlang_x", patience=60, redial=0.4, lines=20)
    assert "erlang_x with 20 lines and 0.4 of the lost call again" in lines[0]
    _, lines = said(caplog, one, 60, concurrency=3)
    assert "chats, up to 3 at a time per agent" in lines[-1]
