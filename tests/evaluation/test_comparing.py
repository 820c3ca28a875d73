"""Plans side by side, on the same simulated calls."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import wfm
from test_evaluation import MONDAY, PLAN, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.evaluation import AskedPlans, compare_with
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.days_changed import absent_shares
from wfm.options.compare import CompareOptions
from wfm.tables.schedule_rows import schedule_table
from wfm.work.configuration.roster import plan_from

FEW = CompareOptions(weeks=5)
CREW = {**PLAN, "staff": {"max_occupancy": 1, "shrinkage": 0}}


def needed(agents: int, days: int = 7) -> pd.DataFrame:
    starts = forecast_of(days=days)["interval_start"]
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": agents})


def test_more_agents_on_the_same_calls_are_better_and_it_shows() -> None:
    plans = {"two": needed(2), "three": needed(3), "same": needed(2)}
    found = wfm.compare(plans, forecast_of(days=2), how=FEW, config=CREW).set_index("plan")
    assert found["service_level"]["three"] > found["service_level"]["two"]
    assert found["finding"]["three"] == "better"
    assert found["delta_service_level"]["same"] == 0.0
    assert found["finding"]["same"] == "may be chance"
    assert found["phone_hours"]["two"] == 2 * 48


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    plans = {"two": needed(2), "three": needed(3)}
    one, again, other = (
        wfm.compare(plans, forecast_of(days=1), how=CompareOptions(weeks=3, seed=s), config=CREW)
        for s in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, again)
    assert (one["asa_seconds"] != other["asa_seconds"]).any()


def test_rosters_have_costs_fairness_and_duties_that_change() -> None:
    plans = {"a": roster_of(["DDDDD..", "..DDDDD"]), "b": roster_of(["DDDDD..", "DDDDD.."])}
    found = wfm.compare(plans, forecast_of(calls=4), how=FEW, config=CREW).set_index("plan")
    assert found["paid_hours"]["a"] == 80
    assert found["delta_cost"]["b"] == -10 * 8 * 0.25  # nobody on Sunday
    assert found["changed_duties"]["b"] == 4
    assert (found["nights_apart"] == 0).all()


def test_schedules_are_compared_on_the_days_that_they_have() -> None:
    plans = {"early": schedule_table([duty_at(MONDAY, 8)])}
    plans["late"] = schedule_table([duty_at(MONDAY, 12)])
    found = wfm.compare(plans, forecast_of(calls=2), how=FEW, config=CREW)
    assert found["changed_duties"].iloc[1] == 1
    assert found["paid_hours"].tolist() == [8, 8]


def test_sick_agents_and_more_calls_make_it_worse() -> None:
    plans = {"three": needed(3), "four": needed(4)}

    def level(how: CompareOptions) -> float:
        found = wfm.compare(plans, forecast_of(days=2, calls=15), how=how, config=CREW)
        return float(found["service_level"].iloc[0])

    usual = level(FEW)
    assert level(CompareOptions(weeks=5, absent="mon=40%")) < usual
    assert level(CompareOptions(weeks=5, calls="2026-06-02=+30%")) < usual
    assert level(CompareOptions(weeks=5, calls="all=-50%")) > usual


def test_its_columns_are_those_of_the_table() -> None:
    plans = {"two": needed(2), "three": needed(3)}
    found = wfm.compare(plans, forecast_of(days=1), how=FEW, config=CREW)
    assert [str(name) for name in found] == [column.name for column in tables.COMPARED.columns]
    low, high = found["service_level_low"], found["service_level_high"]
    assert found["service_level"].between(low, high).all()
    assert np.isnan(found["cost"]).all()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"absent": "someday=10%"}, "'someday' is no day: write mon"),
        ({"absent": "mon"}, "'mon' is not a change: write mon=10%"),
        ({"absent": "sun=10%"}, "'sun' is no day of the forecast"),
        ({"absent": "mon=100%"}, "leaves nobody"),
        ({"calls": "mon=15%"}, r"'15%' is no change: write \+15%"),
        ({"calls": "mon=+15"}, r"'\+15' is no share"),
        ({"calls": "mon=+900%"}, "is not from"),
        ({"aht_cv": "-1"}, "is not from 0 to 10"),
    ],
)
def test_what_cannot_be_read_is_refused(how: dict[str, str], said: str) -> None:
    plans = {"two": needed(2), "three": needed(3)}
    asked = CompareOptions(weeks=2, **how)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=said):
        wfm.compare(plans, forecast_of(days=1), how=asked, config=CREW)


def test_one_plan_and_a_plan_of_nobody_are_refused() -> None:
    with pytest.raises(InputError, match="one plan alone"):
        wfm.compare({"two": needed(2)}, forecast_of(), how=FEW, config=CREW)
    with pytest.raises(InputError, match="none: nobody is on duty"):
        wfm.compare({"two": needed(2), "none": needed(0)}, forecast_of(), how=FEW, config=CREW)


def test_a_day_is_a_weekday_or_a_date() -> None:
    tuesday = (MONDAY + dt.timedelta(days=1)).isoformat()
    plans = {"two": needed(2), "three": needed(3)}
    one, other = (
        wfm.compare(
            plans, forecast_of(days=2), how=CompareOptions(weeks=2, calls=text), config=CREW
        )
        for text in ("tue=+20%", f"{tuesday}=+20%")
    )
    pd.testing.assert_frame_equal(one, other)


def test_a_date_goes_before_its_weekday_and_that_before_all_days_in_any_order() -> None:
    minutes = clock_minutes(forecast_of(days=8), by_wall_clock=True)
    for text in ("2026-06-08=30%,mon=20%,all=10%", "all=10%; mon=20%; 2026-06-08=30%"):
        shares = absent_shares(text, minutes).reshape(8, -1)
        assert shares[:, 0] == pytest.approx([0.2, *[0.1] * 6, 0.3])


def test_weeks_are_told_as_they_are_simulated() -> None:
    told: list[int] = []
    asked = AskedPlans(
        plans={"two": needed(2), "three": needed(3)},
        forecast=forecast_of(days=1),
        how=FEW,
        shrinkage=0,
    )
    compare_with(asked, plan_from({}), told.append)
    assert told == [5, 10]
