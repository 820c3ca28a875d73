"""Rosters on the days of a forecast."""

import copy
import datetime as dt

import wfm
from test_evaluation import PLAN, forecast_of, roster_of


def test_the_duties_of_a_group_are_on_its_own_clock() -> None:
    there = copy.deepcopy(PLAN)
    there["roster"]["group"][0]["timezone"] = "Asia/Kolkata"  # type: ignore[index]
    forecast = forecast_of(3, zone="Europe/London")
    found = wfm.evaluate(roster_of(["DDDDD.."]), forecast, config=there).intervals
    starts = found.loc[found["on_duty"] > 0, "interval_start"]
    # 08:00 to 16:00 there; in summer London is four and a half hours behind.
    assert starts.dt.strftime("%H:%M").unique().tolist()[0] == "03:30"
    assert (starts.dt.date.value_counts() == 16).all()
    assert len(starts) == 3 * 16


def test_a_day_that_begins_before_that_of_the_site_reaches_into_the_last_one() -> None:
    there = copy.deepcopy(PLAN)
    there["roster"]["group"][0]["timezone"] = "Pacific/Auckland"  # type: ignore[index]
    found = wfm.evaluate(roster_of(["DDDDDDD"]), forecast_of(2, zone="UTC"), config=there)
    duty = found.intervals["on_duty"].to_numpy().reshape(2, 48)
    # 08:00 to 16:00 there is 20:00 to 04:00 here, on each of the days.
    assert (duty > 0).sum(axis=1).tolist() == [16, 16]
    assert duty[:, 40:].min() == duty[:, :8].min() == 1


def test_a_clock_that_changes_during_a_duty_moves_neither_its_meal_nor_its_end() -> None:
    there = copy.deepcopy(PLAN)
    there["roster"]["group"][0]["timezone"] = "Asia/Manila"  # type: ignore[index]
    forecast = forecast_of(1, first=dt.date(2026, 10, 25), zone="Europe/London")
    roster = roster_of(["DDDDDDD"], meals="12:00-12:30")
    found = wfm.evaluate(roster, forecast, config=there).intervals
    times = found["interval_start"].dt.strftime("%H:%M%z")
    # 08:00 to 16:00 there; London's clock goes back when it is 09:00 there.
    on_duty = times[found["on_duty"] > 0].tolist()
    assert (on_duty[0], on_duty[-1], len(on_duty)) == ("01:00+0100", "07:30+0000", 16)
    assert times[(found["on_duty"] > 0) & (found["scheduled"] == 0)].tolist() == ["04:00+0000"]
