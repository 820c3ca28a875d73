"""Plans side by side, on the same simulated calls."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import wfm
from evaluation.several import people, queues, schedule, simulated
from test_evaluation import MONDAY, PLAN, duty_at, forecast_of, roster_of
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.evaluation import AskedPlans, compare_with
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.days_changed import absent_shares
from wfm.tables.schedule_rows import schedule_table
from wfm.work.configuration.roster import plan_from

FEW = 5
CREW = {**PLAN, "staff": {"max_occupancy": 1, "shrinkage": 0}}


def needed(agents: int, days: int = 7) -> pd.DataFrame:
    starts = forecast_of(days=days)["interval_start"]
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": agents})


def test_more_agents_on_the_same_calls_are_better_and_it_shows() -> None:
    plans = {"two": needed(2), "three": needed(3), "same": needed(2)}
    found = wfm.compare(plans, forecast_of(days=2), weeks=FEW, config=CREW).set_index("plan")
    assert found["service_level"]["three"] > found["service_level"]["two"]
    assert found["finding"]["three"] == "better"
    assert found["delta_service_level"]["same"] == 0.0
    assert found["finding"]["same"] == "the same"
    assert found["phone_hours"]["two"] == 2 * 48


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    plans = {"two": needed(2), "three": needed(3)}
    one, again, other = (
        wfm.compare(plans, forecast_of(days=1), weeks=3, seed=s, config=CREW) for s in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, again)
    assert (one["asa_seconds"] != other["asa_seconds"]).any()


def test_rosters_have_costs_fairness_and_duties_that_change() -> None:
    plans = {"a": roster_of(["DDDDD..", "..DDDDD"]), "b": roster_of(["DDDDD..", "DDDDD.."])}
    found = wfm.compare(plans, forecast_of(calls=4), weeks=FEW, config=CREW).set_index("plan")
    assert found["paid_hours"]["a"] == 80
    assert found["delta_cost"]["b"] == -10 * 8 * 0.25  # nobody on Sunday
    assert found["changed_duties"]["b"] == 4
    assert (found["nights_apart"] == 0).all()


def test_schedules_are_compared_on_the_days_that_they_have() -> None:
    plans = {"early": schedule_table([duty_at(MONDAY, 8)])}
    plans["late"] = schedule_table([duty_at(MONDAY, 12)])
    found = wfm.compare(plans, forecast_of(calls=2), weeks=FEW, config=CREW)
    assert found["changed_duties"].iloc[1] == 1
    assert found["paid_hours"].tolist() == [8, 8]


def test_sick_agents_and_more_calls_make_it_worse() -> None:
    plans = {"three": needed(3), "four": needed(4)}

    def level(**how: str) -> float:
        found = wfm.compare(plans, forecast_of(days=2, calls=15), weeks=FEW, config=CREW, **how)  # type: ignore[arg-type]
        return float(found["service_level"].iloc[0])

    usual = level()
    assert level(absent="mon=40%") < usual
    assert level(calls="2026-06-02=+30%") < usual
    assert level(calls="all=-50%") > usual


def test_its_columns_are_those_of_the_table() -> None:
    plans = {"two": needed(2), "three": needed(3)}
    found = wfm.compare(plans, forecast_of(days=1), weeks=FEW, config=CREW)
    names = [column.name for column in tables.COMPARED.columns if column.name != "queue"]
    assert [str(name) for name in found] == names
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
    with pytest.raises(OptionError, match=said):
        wfm.compare(plans, forecast_of(days=1), weeks=2, config=CREW, **how)  # type: ignore[arg-type]


def test_one_plan_and_a_plan_of_nobody_are_refused() -> None:
    with pytest.raises(InputError, match="one plan alone"):
        wfm.compare({"two": needed(2)}, forecast_of(), weeks=FEW, config=CREW)
    with pytest.raises(InputError, match="none: nobody of this plan is on the phones"):
        wfm.compare({"two": needed(2), "none": needed(0)}, forecast_of(), weeks=FEW, config=CREW)


def test_a_day_is_a_weekday_or_a_date() -> None:
    tuesday = (MONDAY + dt.timedelta(days=1)).isoformat()
    plans = {"two": needed(2), "three": needed(3)}
    one, other = (
        wfm.compare(plans, forecast_of(days=2), weeks=2, calls=text, config=CREW)
        for text in ("tue=+20%", f"{tuesday}=+20%")
    )
    pd.testing.assert_frame_equal(one, other)


def test_a_date_goes_before_its_weekday_and_that_before_all_days_in_any_order() -> None:
    minutes = clock_minutes(forecast_of(days=8), by_wall_clock=True)
    for text in ("2026-06-08=30%,mon=20%,all=10%", "all=10%; mon=20%; 2026-06-08=30%"):
        shares = absent_shares(text, minutes).reshape(8, -1)
        assert shares[:, 0] == pytest.approx([0.2, *[0.1] * 6, 0.3])


def test_plans_are_simulated_in_turn_and_compared_as_far_as_they_came() -> None:
    told: list[int] = []

    def stops(number: int) -> bool:
        told.append(number)
        return number >= at

    plans = {"two": needed(2), "three": needed(3)}
    asked = AskedPlans(plans=plans, forecast=forecast_of(days=1), weeks=15, shrinkage=0)
    at = 30
    found = compare_with(asked, plan_from({}), stops)
    assert found is not None
    assert told[0] == 5
    assert told[-1] == 30
    assert (found.weeks, found.interrupted) == (15, False)
    at = 15  # the first plan of the second turn: the second plan has five weeks
    found = compare_with(asked, plan_from({}), stops)
    assert found is not None
    assert (found.weeks, found.interrupted) == (5, True)
    at = 5
    assert compare_with(asked, plan_from({}), stops) is None


def test_one_week_does_not_tell_a_difference() -> None:
    plans = {"two": needed(2), "three": needed(3)}
    with pytest.raises(OptionError, match="one week does not tell"):
        wfm.compare(plans, forecast_of(days=1), weeks=1, config=CREW)


def test_several_queues_are_compared_one_by_one_and_together() -> None:
    forecast = queues(sales=10.0, help=10.0)
    plans = {"alone": schedule("Ann", "Ben", "Cid", "Dan"), "fewer": schedule("Ann", "Ben", "Cid")}
    skilled = people(Ann="sales", Ben="help", Cid="sales", Dan="help")
    found = wfm.compare(plans, forecast, people=skilled, weeks=FEW, config=CREW)
    assert found["plan"].tolist() == ["alone"] * 3 + ["fewer"] * 3
    assert found["queue"].tolist() == ["all", "sales", "help"] * 2
    by_queue = found[found["plan"] == "fewer"].set_index("queue")
    assert by_queue["delta_service_level"]["sales"] == 0.0  # Dan helps
    assert by_queue["finding"].tolist() == ["worse", "the same", "worse"]
    assert by_queue["agents"].tolist() == [3, 2, 1]
    alone = found[found["plan"] == "alone"].set_index("queue")
    assert alone["promise"]["all"] <= alone["promise"][["sales", "help"]].min()
    seen = simulated(plans["alone"], forecast, people=skilled, weeks=FEW)
    assert seen.total["service_level"] == alone["service_level"]["all"]


def test_who_is_known_to_be_absent_is_so_in_every_plan() -> None:
    plans = {"two": schedule("Ann", "Ben"), "three": schedule("Ann", "Ben", "Cid")}
    away = pd.DataFrame({"agent": ["Ben"], "first": ["2026-06-01"], "last": ["2026-06-01"]})
    usual, without = (
        wfm.compare(plans, queues(sales=10.0), weeks=FEW, config=CREW, absences=absences)
        for absences in (None, away)
    )
    assert (without["service_level"] < usual["service_level"]).all()
    assert without["paid_hours"].tolist() == usual["paid_hours"].tolist()


def test_agents_are_those_of_rosters_and_schedules_beside_a_requirement() -> None:
    forecast = queues(sales=10.0, help=10.0)
    on_days = schedule("Ann", "Ben")
    asked = forecast.assign(agents_scheduled=1)
    skilled = people(Ann="sales", Ben="help")
    plans = {"people": on_days, "numbers": asked}
    found = wfm.compare(plans, forecast, people=skilled, weeks=FEW, config=CREW)
    assert found["plan"].unique().tolist() == ["people", "numbers"]
    with pytest.raises(InputError, match="the agents of a requirement have no names"):
        wfm.compare({"a": asked, "b": asked}, forecast, people=skilled, weeks=FEW, config=CREW)
