"""Plans judged against calls: who is there, how callers fare, what it costs."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import wfm
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.evaluation import Evaluation
from wfm.evaluation.counting import presence
from wfm.evaluation.service import Service, summed
from wfm.evaluation.worked import Worked, WorkedDuty, night_of
from wfm.tables.schedule_rows import ScheduledDay, schedule_table
from wfm.work.configuration.roster import plan_from

MONDAY = dt.date(2026, 6, 1)
# One shift by day and one by night, 8 h of 8, no meals: figures that can be done by hand.
PLAN = {
    "currency": "EUR",
    "staff": {"shrinkage": 0.2, "max_occupancy": 1},
    "roster": {
        "rules": {},
        "group": [
            {
                "name": "crew",
                "weekly_hours": 40,
                "presence_hours": 8,
                "paid_hours": 8,
                "meals": [],
                "cost_per_hour": 10,
                "night_premium": 0.5,
                "sunday_premium": 0.25,
                "shift": [
                    {"name": "day", "starts": ["08:00"]},
                    {"name": "night", "starts": ["22:00"]},
                ],
            }
        ],
    },
}


def roster_of(weeks: list[str], **columns: str) -> pd.DataFrame:
    """Write a team's lines, a letter for each day: D, N or a dot."""
    shifts = {"D": ("day", "08:00", "16:00"), "N": ("night", "22:00", "06:00")}
    rows = []
    for line, week in enumerate(weeks, 1):
        for weekday, letter in enumerate(week, 1):
            shift, start, end = shifts.get(letter, ("OFF", "", ""))
            own: dict[str, object] = {
                name: value if shift == "day" else "" for name, value in columns.items()
            }
            place: dict[str, object] = {"team": "1", "line": line, "weekday": weekday}
            rows.append({**place, "shift": shift, "start": start, "end": end, **own})
    return pd.DataFrame(rows)


def forecast_of(
    days: int = 7, calls: float = 10.0, first: dt.date = MONDAY, zone: str = "UTC"
) -> pd.DataFrame:
    starts = pd.date_range(
        pd.Timestamp(first, tz=zone),
        pd.Timestamp(first + dt.timedelta(days=days), tz=zone),
        freq="30min",
        inclusive="left",
    )
    return pd.DataFrame({"interval_start": starts, "calls": calls, "aht_seconds": 180.0})


def at(found: Evaluation, text: str) -> pd.Series:
    """Return the interval that begins then."""
    rows = found.intervals
    return rows[rows["interval_start"] == pd.Timestamp(text, tz=rows["interval_start"].dt.tz)].iloc[
        0
    ]


def test_agents_on_the_phones_are_those_present_less_pauses_and_shrinkage() -> None:
    roster = roster_of(
        ["DDDDD..", "DDDDD.."],
        meals="12:00-12:30",
        breaks="10:00-10:15",
        activities="14:00-14:30 training",
    )
    found = wfm.evaluate(roster, forecast_of(), config=PLAN)
    morning, snack, noon, training = (
        at(found, f"2026-06-01T{time}") for time in ("09:00", "10:00", "12:00", "14:00")
    )
    assert (morning["on_duty"], morning["scheduled"], morning["agents"]) == (2, 2, 1.6)
    assert (snack["on_duty"], snack["scheduled"], snack["agents"]) == (2, 1, 0.8)
    assert (noon["on_duty"], noon["scheduled"], noon["agents"]) == (2, 0, 0)
    assert (training["on_duty"], training["scheduled"]) == (2, 0)
    assert at(found, "2026-06-01T16:00")["on_duty"] == 0
    assert at(found, "2026-06-06T09:00")["on_duty"] == 0


def test_callers_fare_as_the_staffing_stage_says_of_these_agents() -> None:
    forecast = forecast_of()
    roster = roster_of(["DDDDDDD"] * 5)
    found = wfm.evaluate(roster, forecast, config=PLAN, model="erlang_a", patience="2m")
    given = forecast.assign(agents=found.intervals["agents"])
    judged = wfm.staff(given, config=PLAN, model="erlang_a", patience="2m")
    for name in ("service_level", "asa_seconds", "occupancy", "abandonment"):
        pd.testing.assert_series_equal(found.intervals[name], judged[name])
    sized = wfm.staff(forecast, config=PLAN, model="erlang_a", patience="2m")
    assert (found.intervals["required"] == sized["agents_scheduled"]).all()


def test_nights_run_in_from_the_sunday_before_and_weeks_repeat() -> None:
    found = wfm.evaluate(roster_of(["NNNNNNN"]), forecast_of(days=14), config=PLAN)
    by_night = {"00:00": 1, "05:30": 1, "06:00": 0, "21:30": 0, "22:00": 1}
    for day in (1, 7, 8, 14):
        for time, agents in by_night.items():
            assert at(found, f"2026-06-{day:02d}T{time}")["on_duty"] == agents


def test_each_agent_works_the_next_line_in_the_next_week() -> None:
    vacant = roster_of(["DDDDDDD", "......."]).assign(occupied=[1] * 7 + [0] * 7)
    found = wfm.evaluate(vacant, forecast_of(days=21), config=PLAN)
    nine = [at(found, f"2026-06-{day:02d}T09:00")["on_duty"] for day in (1, 8, 15)]
    assert nine == [1, 0, 1]
    assert found.agents == 1


def test_the_wall_clock_rules_where_the_clock_changes() -> None:
    sunday = dt.date(2026, 10, 25)  # an hour comes twice
    forecast = forecast_of(days=1, first=sunday, zone="Europe/Berlin")
    found = wfm.evaluate(roster_of(["DDDDDDD"]), forecast, config=PLAN)
    there = found.intervals[found.intervals["on_duty"] > 0]["interval_start"]
    assert f"{there.iloc[0]:%H:%M %z}" == "08:00 +0100"
    assert len(there) == 16


def test_a_cost_is_that_of_contracts_and_premiums() -> None:
    # A duty on each day, and a night on Sunday: 64 h of 80 by contract.
    found = wfm.evaluate(roster_of(["DDDDDD.", "......N"]), forecast_of(), config=PLAN)
    whole = found.total
    worked = 7 * 8
    assert whole["paid_hours"] == 80
    assert whole["unworked_hours"] == 80 - worked
    assert whole["cost"] == 10 * 80 + 10 * 8 * (0.5 + 0.25)
    assert whole["cost_per_call"] == pytest.approx(whole["cost"] / whole["calls"], abs=1e-4)
    assert found.cost_unit == "EUR"
    days = found.by("day")
    assert days["cost"].sum() == pytest.approx(whole["cost"], abs=0.05)
    night = found.by("night").set_index("first_day")
    assert night.loc["2026-05-31", "cost"] == 10 * 8 * 1.75  # it runs in on the first Monday
    (weekend,) = found.by("weekend")["cost"]
    assert weekend == pytest.approx(10 * 8 + 10 * 8 * 1.75 + 2 * 24 / 7 * 10, abs=0.01)


def test_hours_over_and_short_are_counted_against_the_requirement() -> None:
    forecast = forecast_of()
    starts = forecast["interval_start"]
    needed = pd.DataFrame({"interval_start": starts, "agents_scheduled": 1})
    found = wfm.evaluate(
        roster_of(["DDDDD..", "DDDDD.."]), forecast, requirement=needed, config=PLAN
    )
    whole = found.total
    assert whole["required_hours"] == 7 * 24
    assert whole["over_hours"] == 5 * 8
    assert whole["short_hours"] == 7 * 24 - 5 * 8
    assert whole["efficiency"] == pytest.approx(7 * 24 / 80)


def test_many_calls_and_queues_without_end_are_warned_of() -> None:
    found = wfm.evaluate(roster_of(["DDDDD.."]), forecast_of(calls=30), config=PLAN)
    stuck, busy = found.warnings
    assert stuck.startswith("in 336 intervals of 336 there is more work than agents")
    assert busy.startswith("more than 50 calls per agent on 5 days, 1440 on Monday 2026-06-01")
    assert np.isnan(found.total["asa_seconds"])


def duty_at(day: dt.date, start: int, agent: str = "Ann", hours: int = 8) -> ScheduledDay:
    begins = dt.datetime.combine(day, dt.time(start), dt.UTC)
    ends = begins + dt.timedelta(hours=hours)
    meal = (begins + dt.timedelta(hours=4), begins + dt.timedelta(hours=4, minutes=30))
    return ScheduledDay(agent, day, "day", begins, ends, meals=(meal,), hours=hours, group="crew")


def test_a_schedule_has_its_own_dates() -> None:
    later = MONDAY + dt.timedelta(days=1)
    off = ScheduledDay("Bo", MONDAY, "LEAVE", hours=8, group="crew")
    schedule = schedule_table(
        [duty_at(MONDAY, 8), off, duty_at(later, 8), duty_at(later, 20, "Bo")]
    )
    found = wfm.evaluate(schedule, forecast_of(days=7), config=PLAN)
    assert len(found.intervals) == 2 * 48
    assert at(found, "2026-06-01T12:00")["scheduled"] == 0
    assert at(found, "2026-06-02T20:00")["scheduled"] == 1
    assert found.total["cost"] == 4 * 8 * 10 + 8 * 10 * 0.5
    assert found.total["unworked_hours"] == 8
    assert any("5 days of the forecast left out" in line for line in found.notes)


def test_offsets_of_a_schedule_are_instants() -> None:
    berlin = dt.timezone(dt.timedelta(hours=2))
    begins = dt.datetime(2026, 6, 1, 8, tzinfo=berlin)
    day = ScheduledDay("Ann", MONDAY, "day", begins, begins + dt.timedelta(hours=8), hours=8)
    found = wfm.evaluate(schedule_table([day]), forecast_of(days=1), config=PLAN)
    assert at(found, "2026-06-01T06:00")["on_duty"] == 1
    assert at(found, "2026-06-01T14:00")["on_duty"] == 0


NOBODY = schedule_table([ScheduledDay("Ann", MONDAY)])
ELSEWHERE = forecast_of(first=dt.date(2026, 8, 3))
STRANGER = schedule_table([ScheduledDay("Ann", MONDAY), duty_at(MONDAY, 8)]).assign(group="casual")


@pytest.mark.parametrize(
    ("plan", "forecast", "said"),
    [
        (roster_of(["......."]), forecast_of(), "nobody is on duty in this roster"),
        (NOBODY, forecast_of(), "nobody is on duty in this schedule"),
        (schedule_table([duty_at(MONDAY, 8)]), ELSEWHERE, "the schedule is of 2026-06-01, and the"),
        (STRANGER, forecast_of(), "'casual', which the configuration does not have: it has crew"),
        (roster_of(["DDDDD.."])[:-1], forecast_of(), "team 1, line 1, day 7: the day is missing"),
    ],
)
def test_what_does_not_match_is_refused(
    plan: pd.DataFrame, forecast: pd.DataFrame, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        wfm.evaluate(plan, forecast, config=PLAN)


def test_a_requirement_of_other_days_and_given_agents_are_refused() -> None:
    roster, forecast = roster_of(["DDDDD.."]), forecast_of()
    other = wfm.staff(ELSEWHERE, config=PLAN)
    with pytest.raises(InputError, match="no row for 2026-06-01T00:00"):
        wfm.evaluate(roster, forecast, requirement=other, config=PLAN)
    with pytest.raises(OptionError, match="the plan says who is there"):
        wfm.evaluate(roster, forecast, config=PLAN, agents=3)


def test_one_queue_is_named_or_all_are_put_together() -> None:
    roster = roster_of(["DDDDD.."])
    two = pd.concat([forecast_of().assign(queue=name) for name in ("sales", "help")])
    one = wfm.evaluate(roster, two, queue="help", config=PLAN)
    both = wfm.evaluate(roster, two, pool="all", config=PLAN)
    assert 2 * one.total["calls"] == both.total["calls"] == 2 * 3360


def test_presence_is_a_mean_over_the_interval() -> None:
    duties = (
        WorkedDuty("a", MONDAY, 10, 70, ((40, 50),), 60, 6.0),
        WorkedDuty("b", MONDAY, 30, 60, (), 30, 3.0),
    )
    worked = Worked(duties, (), True, MONDAY, MONDAY)
    found = presence(worked, np.array([0, 30, 60, 90]), 30)
    assert found.on_duty.tolist() == pytest.approx([20 / 30, 2, 10 / 30, 0])
    assert found.scheduled.tolist() == pytest.approx([20 / 30, 2 - 10 / 30, 10 / 30, 0])
    assert found.cost.sum() == pytest.approx(9)


@pytest.mark.parametrize(
    ("window", "start", "hours", "night"),
    [
        ("01:00-04:00", 22, 8, 0),  # the small hours belong to the evening before
        ("01:00-04:00", 0, 8, -1),
        ("01:00-04:00", 8, 8, None),
        ("23:00-05:00", 22, 8, 0),
        ("23:00-05:00", 0, 8, None),
    ],
)
def test_a_night_has_the_date_of_its_evening(
    window: str, start: int, hours: int, night: int | None
) -> None:
    plan = plan_from({"roster": {"night": window}})
    found = night_of(plan, MONDAY, start * 60, hours * 60)
    assert found == (None if night is None else MONDAY + dt.timedelta(days=night))


def test_every_call_counts_once() -> None:
    nothing = np.full(3, np.nan)
    service = Service(
        np.array([0.9, 0.5, np.nan]), np.array([10.0, 40.0, np.nan]), nothing, nothing, nothing
    )
    found = summed(np.array([300.0, 100.0, 0.0]), np.ones(3), service)
    assert found["service_level"] == pytest.approx(0.8)
    assert found["asa_seconds"] == pytest.approx(17.5)
    assert np.isnan(found["abandonment"])


def test_its_tables_are_tables_of_wfm() -> None:
    found = wfm.evaluate(roster_of(["DDDDD.."]), forecast_of(), config=PLAN)
    for frame, table in ((found.intervals, tables.EVALUATED), (found.periods, tables.PERIODS)):
        names = [column.name for column in table.columns]
        assert [str(name) for name in frame] == [name for name in names if name in frame]
        assert tables.conform(frame, table).equals(frame)


def test_costs_of_groups_add_up_to_the_whole() -> None:
    found = wfm.evaluate(roster_of(["DDDDDD.", "NNNN...", ".D....."]), forecast_of(14), config=PLAN)
    (crew,) = found.by("group").to_dict("records")
    assert crew["cost"] == pytest.approx(found.total["cost"])
    assert crew["paid_hours"] == found.total["paid_hours"]
    assert crew["unworked_hours"] == found.total["unworked_hours"]
    nights = found.by("night")["cost"].sum()
    assert crew["night_cost"] == pytest.approx(nights, abs=200)
    assert 0 < crew["weekend_cost"] < crew["cost"]
