"""Plans simulated from tables: who is there, what is promised, what is said."""

import datetime as dt
import logging

import numpy as np
import pandas as pd
import pytest

import wfm
from test_evaluation import MONDAY, PLAN, forecast_of, roster_of
from wfm.errors import InputError, OptionError
from wfm.evaluation import Simulation
from wfm.tables.schedule_rows import ScheduledDay, schedule_table

CREW = ["DDDDD..", "..DDDDD"] * 3


def calls(per_interval: float = 25.0, days: int = 7) -> pd.DataFrame:
    """Calls from 8 to 16."""
    forecast = forecast_of(days, per_interval)
    hour = forecast["interval_start"].dt.hour
    return forecast.assign(calls=np.where((hour >= 8) & (hour < 16), per_interval, 0.0))


def simulated(plan: pd.DataFrame, forecast: pd.DataFrame | None, **options: object) -> Simulation:
    asked: dict[str, object] = {"config": PLAN, "shrinkage": 0, "weeks": 20, **options}
    return wfm.simulate(plan, forecast, **asked)  # type: ignore[arg-type]


def duty(agent: str, day: dt.date, start: int, hours: int = 8) -> ScheduledDay:
    begin = dt.datetime.combine(day, dt.time(start), dt.UTC)
    end = begin + dt.timedelta(hours=hours)
    return ScheduledDay(agent, day, "day", begin, end, hours=float(hours), group="crew")


def test_a_roster_is_simulated_on_the_days_of_the_forecast() -> None:
    found = simulated(roster_of(CREW), calls())
    assert found.weeks == 20
    assert len(found.intervals) == 336
    assert found.total["agents"] == pytest.approx(30 * 8 / 168, abs=0.01)
    monday = found.intervals[found.intervals["interval_start"].dt.day_of_week == 0]
    assert monday["agents"].max() == 3
    assert monday["agents"].iloc[:16].max() == 0
    assert found.total["calls"] == pytest.approx(25 * 16 * 7, rel=0.05)
    assert found.intervals["service_level"].isna().sum() == 336 - 16 * 7
    levels = found.intervals["service_level"].dropna()
    assert (levels <= 1).all()
    # Three on Monday, six in the middle of the week.
    days = found.by("day")["service_level"]
    assert days[2] > days[0] + 0.1


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    one, same, other = (simulated(roster_of(CREW), calls(), seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one.intervals, same.intervals)
    assert one.total["service_level"] != other.total["service_level"]


def test_processes_change_nothing() -> None:
    one, two = (simulated(roster_of(CREW), calls(), weeks=12, jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(one.intervals, two.intervals)
    pd.testing.assert_frame_equal(one.changes, two.changes)


def test_the_promise_is_a_share_of_weeks_with_its_interval() -> None:
    well, badly = (simulated(roster_of(CREW * n), calls(), weeks=30) for n in (2, 1))
    assert well.kept is not None
    assert badly.kept is not None
    assert well.kept[0] == 1.0
    assert well.kept[1] < 0.95
    assert badly.kept[0] < 0.5
    assert badly.total["kept"] == pytest.approx(badly.kept[0])
    assert simulated(roster_of(CREW), calls(), service_level="none", asa=30, weeks=2).kept is None


def test_over_several_weeks_each_counts_by_itself() -> None:
    found = simulated(roster_of(CREW * 2), calls(days=14), weeks=10)
    assert list(found.periods["period"].value_counts().sort_index()) == [14, 1, 2]
    assert found.kept is not None
    assert found.kept[0] == found.by("week")["kept"].mean()


def test_longer_calls_more_calls_and_absent_agents_make_it_worse() -> None:
    changes = simulated(roster_of(CREW), calls(), weeks=40).changes.set_index("change")
    assert list(changes.index) == ["as planned", "AHT +5 %", "calls +5 %", "two more absent"]
    assert (changes["difference_high"].iloc[1:] < 0).all()
    assert changes["difference"].iloc[-1] < -0.1


def test_the_formula_stands_beside() -> None:
    found = simulated(roster_of(CREW * 2), calls(), weeks=100, aht_cv="exponential")
    row = found.intervals[found.intervals["interval_start"].dt.hour == 12].iloc[0]
    assert row["formula_off"] == pytest.approx(row["formula"] - row["service_level"], abs=2e-6)
    assert abs(row["formula_off"]) < 0.1


def test_a_requirement_becomes_agents_and_holds_its_own_calls() -> None:
    requirement = wfm.staff(calls(), config=PLAN, shrinkage=0.3)
    found = simulated(requirement, None, shrinkage=0.3)
    needed = requirement["agents_required"]
    assert found.intervals["agents"].tolist() == pytest.approx(needed.tolist())
    assert any("nobody absent" in line for line in found.notes)


def test_shrinkage_is_drawn_as_absences() -> None:
    all_there, some_away = (
        simulated(roster_of(CREW * 2), calls(), shrinkage=share, weeks=30) for share in (0, 0.25)
    )
    share = some_away.total["agents"] / all_there.total["agents"]
    assert share == pytest.approx(0.75, abs=0.04)
    assert some_away.total["service_level"] < all_there.total["service_level"]


def test_further_agents_absent_on_a_weekday() -> None:
    base, monday = (
        simulated(roster_of(CREW * 2), calls(), weeks=30, absent=absent)
        for absent in (None, "mon=50%")
    )
    there = monday.by("day")["agents"] / base.by("day")["agents"]
    assert there[0] == pytest.approx(0.5, abs=0.1)
    assert (there[1:] == 1).all()


def test_handling_times_of_a_file_and_callers_who_do_not_wait() -> None:
    spread = simulated(roster_of(CREW), calls(), aht_times=(1.0, 1.0, 1.0, 97.0))
    even = simulated(roster_of(CREW), calls(), aht_cv=0)
    assert spread.total["service_level"] < even.total["service_level"]
    gone = simulated(roster_of(CREW), calls(), share_zero=0.2)
    assert 0.02 < gone.total["abandonment"] < 0.2
    assert gone.total["sl_answered"] > gone.total["sl_offered"]


def test_a_schedule_is_simulated_on_its_own_days() -> None:
    days = [duty(f"A{n}", MONDAY, 8) for n in range(8)]
    found = simulated(schedule_table(days), calls())
    assert set(found.intervals["interval_start"].dt.date) == {MONDAY}
    assert found.total["service_level"] > 0.9


def test_callers_of_an_unknown_night_before_do_not_wait_for_the_first_duty() -> None:
    days = [duty(f"A{n}", MONDAY, 8) for n in range(8)]
    found = simulated(schedule_table(days), forecast_of(1, 8.0).iloc[16:32], weeks=20)
    assert found.intervals["service_level"].iloc[0] > 0.9


def test_a_duty_that_runs_in_from_sunday_answers_calls_of_monday() -> None:
    found = simulated(roster_of(["......N"]), forecast_of(7, 2.0).head(48 * 7), weeks=10)
    early = found.intervals.iloc[:12]
    assert (early["agents"] == 1).all()
    assert (early["service_level"] > 0).all()


def required(intervals: int, minutes: int) -> pd.DataFrame:
    """Three agents in each interval from the first one of `calls` on."""
    first = forecast_of(1)["interval_start"].iloc[0]
    starts = pd.date_range(first, periods=intervals, freq=f"{minutes}min")
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": 3})


@pytest.mark.parametrize(
    ("plan", "forecast", "said"),
    [
        (roster_of(["......."]), calls(), "nobody is on duty"),
        (schedule_table([duty("A", MONDAY, 8)]), forecast_of(7, first=dt.date(2026, 7, 6)),
         "give the forecast of the days that are scheduled"),
        (roster_of(CREW), None, "there is no forecast"),
        (required(8, 30), calls(), "the requirement has no row for"),
        (required(96, 15), calls(), "has intervals of 15 min, the forecast of 30 min"),
        (required(24, 60), calls(), "has intervals of 60 min, the forecast of 30 min"),
        (calls().assign(agents_scheduled=0, agents_required=0), None, "on the phones"),
    ],
    ids=["nobody", "another week", "no forecast", "another forecast", "quarters", "hours",
         "a requirement of nobody"],
)  # fmt: skip
def test_what_does_not_match_is_refused(
    plan: pd.DataFrame, forecast: pd.DataFrame | None, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        simulated(plan, forecast)


@pytest.mark.parametrize(
    ("option", "value"),
    [("aht_cv", -1), ("aht_cv", "wide"), ("share_zero", 1), ("absent", "someday=10%"),
     ("absent", "mon"), ("weeks", 0), ("seed", -1)],
)  # fmt: skip
def test_options_are_checked(option: str, value: object) -> None:
    with pytest.raises(OptionError, match=option):
        simulated(roster_of(CREW), calls(), **{option: value})


def test_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wfm"):
        simulated(roster_of(CREW), calls(), weeks=20, model="erlang_a", patience=60)
    said = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("assumed: Poisson calls") for line in said)
    assert any(line.startswith("promise: 80 % within 20 s over the week") for line in said)
    assert any("had nobody hung up" in line for line in said)
    assert any("miss the target in more than half of the weeks" in line for line in said)
    assert any(line.startswith("the formula says") for line in said)
    assert any(line.startswith("calls +5 %: service level -0.") for line in said)


def test_what_staffing_knows_and_a_simulation_does_not_is_said() -> None:
    found = simulated(roster_of(CREW), calls(), redial=0.5, patience="1m", model="erlang_x")
    assert (
        "not simulated, though [staff] or an option asks for it: callers who call again"
        in found.notes
    )


def test_who_finds_all_lines_taken_is_blocked_as_often_as_the_formula_says() -> None:
    forecast = calls(40.0, days=5)
    asked: dict[str, object] = {"model": "erlang_a", "patience": 60, "aht_cv": "exponential"}
    plan = roster_of(["DDDDDDD"] * 3)
    free = simulated(plan, forecast, weeks=30, **asked)
    assert "blocked" not in free.periods
    found = simulated(plan, forecast, weeks=30, lines=4, **asked)
    whole = found.total
    judged = wfm.evaluate(
        plan, forecast, config=PLAN, shrinkage=0, lines=4, model="erlang_a", patience=60
    )
    assert whole["blocked"] == pytest.approx(judged.total["blocked"], abs=0.02)
    assert whole["longest_seconds"] < free.total["longest_seconds"]
    assert any("find all lines taken" in line for line in found.summary)
    assert not any("not simulated" in note for note in found.notes)


@pytest.mark.slow
def test_of_several_queues_each_has_as_many_lines_of_its_own() -> None:
    forecast = pd.concat([calls(40.0, days=3).assign(queue=name) for name in ("sales", "help")])
    forecast.loc[forecast["queue"] == "help", "calls"] /= 10
    asked: dict[str, object] = {"model": "erlang_a", "patience": 60, "aht_cv": "exponential"}
    needed = forecast.assign(agents_scheduled=3)
    found = simulated(needed, forecast, weeks=30, lines=4, **asked)
    assert not any("not simulated" in note for note in found.notes)
    by_queue = found.by("total").set_index("queue")["blocked"]
    for name in ("sales", "help"):
        own = forecast[forecast["queue"] == name]
        alone = simulated(needed[needed["queue"] == name], own, weeks=30, lines=4, **asked)
        least = alone.total.get("blocked", 0.0)
        assert by_queue[name] == pytest.approx(least, abs=0.01)
    assert by_queue["sales"] > 0.1 > by_queue["help"]
