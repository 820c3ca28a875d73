"""The rest of a day: what moves, who is let go, who is asked to stay."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

import wfm
from duties import MONDAY, schedule_of
from scheduling.rest_of_day import Needed, requirement, steps, today
from sites import CONFIG
from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.tables.schedule_rows import read_schedule


def mornings(agents: int) -> Needed:
    return lambda moment: agents if 6 <= moment.hour < 14 else 0


def test_a_meal_moves_out_of_the_peak() -> None:
    made = today({"Anna": "E", "Ben": "E"}, mornings(1), least_time_off="9h")
    assert [step[1] for step in steps(made)] == ["move meal"]
    assert made.missing_before == 0.5
    assert made.missing_moved == 0
    assert "+1 10:00-10:30" in made.table["effect"].iloc[0]


def test_the_moved_meal_is_in_its_window_and_in_the_schedule() -> None:
    made = today({"Anna": "E", "Ben": "E"}, mornings(1))
    meals = sorted(first.hour + first.minute / 60 for d in read_schedule(made.schedule)
                   for first, _ in d.meals)  # fmt: skip
    assert meals != [10.0, 10.0]
    assert all(9.0 <= meal <= 11.0 for meal in meals)


def test_what_has_begun_stays() -> None:
    made = today({"Anna": "E", "Ben": "E"}, mornings(1), since="10:15")
    assert not [step for step in steps(made) if step[1] == "move meal"]


def test_a_moment_names_the_day_among_several() -> None:
    schedule = schedule_of({"Anna": "EE", "Ben": "EE"})
    days = [requirement(mornings(1)) for _ in range(2)]
    days[1]["interval_start"] += pd.Timedelta(days=1)
    both = pd.concat(days, ignore_index=True)
    made = wfm.today(schedule, both, from_="2026-12-08T08:00", config=CONFIG, least_time_off="9h")
    assert list(made.table["action"]) == ["move meal"]
    with pytest.raises(OptionError, match="is on 2026-12-08, and --date is 2026-12-07"):
        wfm.today(schedule, both, from_="2026-12-08T08:00", date="2026-12-07", config=CONFIG)


def test_nothing_is_to_do_where_all_is_well() -> None:
    made = today({"Anna": "E"}, mornings(0), least_time_off="9h")
    assert steps(made) == []


def test_who_is_too_many_is_offered_time_off() -> None:
    made = today({"Anna": "E"}, lambda m: 1 if m.hour < 12 and m.hour >= 6 else 0, since="10:30")
    assert ("Anna", "offer time off", "06:00-14:30", "06:00-12:00") in steps(made)
    assert made.missing_after == 0


def test_nobody_comes_to_a_meal_or_stays_for_one() -> None:
    # The meal is at 10:00 to 10:30, and an hour or more is to be worked before it, or after it.
    late = today({"Anna": "E"}, lambda m: 1 if 11 <= m.hour < 14 else 0, since="04:00")
    assert ("Anna", "offer time off", "06:00-14:30", "09:00-14:30") in steps(late)
    soon = today({"Anna": "E"}, lambda m: 1 if 6 <= m.hour < 10 else 0, since="06:00")
    assert ("Anna", "offer time off", "06:00-14:30", "06:00-11:30") in steps(soon)


def test_nobody_is_let_go_who_is_needed() -> None:
    made = today({"Anna": "E", "Ben": "E"}, lambda m: 1 if 6 <= m.hour < 15 else 0, since="10:30")
    offers = [step for step in steps(made) if step[1] == "offer time off"]
    assert len(offers) == 1


def test_somebody_is_asked_to_stay_as_long_as_rules_allow() -> None:
    made = today({"Anna": "E"}, lambda m: 1 if 14 <= m.hour < 16 else 0, since="13:00")
    assert ("Anna", "ask for overtime", "06:00-14:30", "06:00-16:00") in steps(made)
    assert made.missing_before == 1.5
    assert made.missing_after == 0
    # Eleven hours of rest before 06:00 end at 19:00; a duty from 22:00 on Sunday is too near.
    tired = today({"Anna": "LE"}, lambda m: 1 if m.hour >= 22 else 0, since="20:00")
    assert not [step for step in steps(tired) if step[1] == "ask for overtime"]


def test_somebody_may_come_early_with_an_hour_to_know_it() -> None:
    made = today({"Anna": "L"}, lambda m: 1 if 12 <= m.hour < 14 else 0, since="11:00")
    assert ("Anna", "ask for overtime", "14:00-22:30", "12:00-22:30") in steps(made)
    late = today({"Anna": "L"}, lambda m: 1 if 12 <= m.hour < 14 else 0, since="12:00")
    assert ("Anna", "ask for overtime", "14:00-22:30", "13:00-22:30") in steps(late)


def test_no_overtime_where_none_is_wanted() -> None:
    made = today(
        {"Anna": "E"}, lambda m: 1 if 14 <= m.hour < 16 else 0, since="13:00", most_overtime=0
    )
    assert not steps(made)


def test_an_activity_moves_inside_its_window() -> None:
    frame = schedule_of({"Anna": "E", "Ben": "E"})
    frame.loc[0, "activities"] = "2026-12-07T12:00+00:00/2026-12-07T13:00+00:00 coaching"
    config = {**CONFIG, "activity": [{"name": "coaching", "minutes": 60, "window": "08:00-14:30"}]}
    needed = requirement(lambda m: 2 if m.hour == 12 else 0)
    made = wfm.today(frame, needed, from_="11:00", config=config, least_time_off="9h")
    assert steps(made) == [("Anna", "move coaching", "12:00-13:00", "11:00-12:00")]


def test_the_same_day_gives_the_same_bytes() -> None:
    people = {f"agent {n:02d}": "ELN"[n % 3] * 3 for n in range(30)}

    def needed(moment: dt.datetime) -> int:
        return (moment.hour * 7 + moment.minute // 30 * 3) % 12

    first, again = (today(people, needed, since="09:00") for _ in range(2))
    assert tables.to_csv(first.table) == tables.to_csv(again.table)
    assert first.missing_after <= first.missing_moved <= first.missing_before


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"from_": None}, "from: say from when"),
        ({"from_": "1 pm"}, "from: '1 pm' is not a time of day"),
        ({"from_": "13:00", "date": "Monday"}, "date: 'Monday' is not a day"),
        ({"from_": "13:00", "most_overtime": "a bit"}, "most_overtime: 'a bit' is not a duration"),
    ],
)
def test_a_rest_that_cannot_be_is_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        wfm.today(schedule_of({"Anna": "E"}), requirement(mornings(1)), config=CONFIG, **asked)


def test_a_day_that_the_requirement_does_not_know_is_refused() -> None:
    with pytest.raises(InputError, match="the requirement has no interval of 2026-12-09"):
        today({"Anna": "E"}, mornings(1), date=MONDAY + dt.timedelta(days=2))
