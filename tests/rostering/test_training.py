"""Training: placed where coverage leaves room, and judged."""

import logging
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.plans import PART_TIME, block, day_group, requirement, rules
from sparing import examples
from wfm.errors import InputError
from wfm.rostering import Plan, Roster, check, plan_from, roster, training
from wfm.rostering.teams.lines import Cell, Team
from wfm.rostering.training import Session, sessions
from wfm.work.plan import Activity, Group
from wfm.work.shifts import Band, Shift

COACHING: dict[str, Any] = {"name": "coaching", "minutes": 60, "window": "09:00-17:00"}


def plan(*activity: dict[str, Any], **keys: Any) -> Plan:
    return plan_from({"roster": keys, "activity": list(activity)})


def coached(found: Roster) -> pd.DataFrame:
    return found.table[found.table["activities"] != ""]


def day_plan(*activity: dict[str, Any]) -> Plan:
    """One shift from 08:00 to 16:30, meals from 11:00 to 13:30."""
    return plan(*activity, rules=rules(weekends_on=None), group=[day_group()])


def test_every_line_is_trained_where_agents_are_to_spare() -> None:
    group = day_group(agents=14)
    made = plan(COACHING, rules=rules(weekends_on=None), group=[group])
    need = requirement(block(9, 16, 8))
    found = roster(need, made, gap=0.05)
    lines = found.table.groupby(["team", "line"])["activities"].agg(
        lambda items: (items != "").sum()
    )
    assert (lines == 1).all()
    assert (found.coverage["difference"] >= 0).all()
    assert check(found.table, need, made).violations.empty


def test_agents_in_training_count_as_away() -> None:
    made = plan(COACHING, rules=rules(weekends_on=None), group=[day_group(agents=14)])
    need = requirement(block(9, 16, 8))
    with_training = roster(need, made, gap=0.05)
    judged = check(with_training.table.drop(columns="activities"), need, made)
    assert judged.coverage is not None
    away = judged.coverage["scheduled"] - with_training.coverage["scheduled"]
    assert away.sum() == 14 * 2


def test_what_finds_no_place_is_said(caplog: pytest.LogCaptureFixture) -> None:
    # Exactly the agents that are needed, at every minute of every duty.
    made = plan(COACHING, rules=rules(weekends_on=None), group=[day_group(meals=[])])
    with caplog.at_level(logging.WARNING):
        found = roster(requirement(block(8, 16, 5)), made, gap=0.0)
    assert coached(found).empty
    assert "7 sessions of coaching did not fit" in caplog.text


def test_only_the_groups_that_are_named_are_trained() -> None:
    part_time = {**PART_TIME, "agents": 4, "shift": [{"name": "morning", "starts": ["09:00"]}]}
    groups = [day_group(agents=7), part_time]
    film = {**COACHING, "groups": ["part_time"]}
    made = plan(film, rules=rules(weekends_on=None), group=groups)
    found = roster(requirement(block(9, 14, 4)), made, gap=0.5)
    assert coached(found)["shift"].tolist() == ["morning"] * 4


def test_a_roster_without_activities_has_no_column_for_them() -> None:
    found = roster(requirement(block(8, 16, 2)), plan(group=[day_group()]), gap=0.5)
    assert "activities" not in found.table


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("10:00-10:30 coaching", "not 60 minutes"),
        ("16:00-17:00 coaching", "not inside the duty"),
        ("07:30-08:30 coaching", "not inside the duty"),
        ("08:00-09:00 coaching", "outside the activity's window"),
        ("09:00-10:00 yoga", "no activity 'yoga'"),
        ("09:00-10:00 coaching; 14:00-15:00 coaching", "more than 1 in the line"),
        ("09:00-10:00 coaching; 09:30-10:30 coaching", "overlaps a meal, a break or another"),
        ("nine o'clock", "not a time span"),
    ],
)
def test_the_judge_finds_what_is_wrong_with_an_activity(item: str, message: str) -> None:
    made = day_plan(COACHING)
    need = requirement(block(9, 10, 1))
    table = roster(need, made, gap=0.5).table.assign(activities="")
    table.loc[table.index[table["shift"] == "day"][0], "activities"] = item
    faults = check(table, need, made).violations
    assert faults["message"].str.contains(message, regex=False).any()


def test_the_judge_finds_training_twice_on_one_day() -> None:
    made = day_plan({**COACHING, "per_line": 2})
    need = requirement(block(10, 11, 1))
    table = roster(need, made, gap=0.5).table.assign(activities="")
    item = "09:00-10:00 coaching; 15:00-16:00 coaching"
    table.loc[table.index[table["shift"] == "day"][0], "activities"] = item
    message = "15:00-16:00 coaching: coaching twice on one day"
    assert check(table, need, made).violations["message"].tolist() == [message]


def test_the_judge_finds_training_at_mealtime_and_on_a_day_off() -> None:
    made = day_plan(COACHING)
    need = requirement(block(9, 10, 1))
    table = roster(need, made, gap=0.5).table.assign(activities="")
    duty, off = (table.index[table["shift"] == name][0] for name in ("day", "OFF"))
    rest = table.copy()
    start = pd.Timestamp(f"2026-01-01 {table.loc[duty, 'meals'][:5]}")
    table.loc[duty, "activities"] = f"{start:%H:%M}-{start + pd.Timedelta('1h'):%H:%M} coaching"
    assert check(table, need, made).violations["message"].str.contains("overlaps a meal").any()
    rest.loc[off, "activities"] = "09:00-10:00 coaching"
    assert check(rest, need, made).violations["message"].str.contains("a day off has").any()


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"minute": 60}, r"activity\[1\].minute: unknown key; the nearest one is minutes"),
        ({"minutes": 0}, r"activity\[1\].minutes"),
        (
            {"minutes": 600, "window": "08:00-20:00"},
            "no shift has room for it: the longest is 8.5 h",
        ),
        ({"window": "09:00-09:30"}, "shorter than 60 minutes"),
        ({"window": "morning"}, "is not a window"),
        ({"weekdays": ["noday"]}, "'noday' is not one of mon, tue"),
        ({"groups": ["half_time"]}, "'half_time' is not one of full_time"),
        ({"per_line": 8}, r"activity\[1\].per_line"),
        ({"name": "a;b"}, "separates activities"),
    ],
)
def test_a_wrong_activity_is_an_error(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plan({**COACHING, **keys})


def test_two_activities_of_one_name_are_an_error() -> None:
    with pytest.raises(InputError, match="two activities are called 'coaching'"):
        plan(COACHING, COACHING)


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_opens() -> None:
    night = Activity("talk", 30, window=(22 * 60, 26 * 60), weekdays=(4,))
    assert night.allows(4, 25 * 60, 25 * 60 + 30)
    assert night.allows(5, 60, 90)
    assert not night.allows(5, 23 * 60, 23 * 60 + 30)
    assert not night.allows(4, 21 * 60 + 45, 22 * 60 + 15)


# --- the placing itself -----------------------------------------------------------------------


def lines_of(starts: list[list[int | None]], shift: Shift) -> list[Team]:
    """One team with these starts [min] on the first days of each line."""
    band = Band(shift, (0,), night=False)
    days: list[Cell | None] = []
    for line in starts:
        cells = [None if start is None else Cell(band, start) for start in line]
        days += [*cells, *[None] * (7 - len(cells))]
    return [Team(Group("all", (shift,)), tuple(days))]


def most_by_brute_force(places: list[list[Session]], spare: np.ndarray) -> int:
    """Try every choice of a place, or none, for each line."""
    best = 0
    for choice in product(*([None, *found] for found in places)):
        left = spare.copy()
        for place in choice:
            if place is not None:
                left[list(place.parts(60))] -= 1
        if (left >= 0).all():
            best = max(best, sum(place is not None for place in choice))
    return best


@examples(40)
@given(
    starts=st.lists(st.integers(8, 11), min_size=1, max_size=4),
    room=st.lists(st.integers(0, 2), min_size=6, max_size=6),
    minutes=st.sampled_from([60, 90, 120]),
)
def test_as_many_as_possible_find_a_place(starts: list[int], room: list[int], minutes: int) -> None:
    shift = Shift("short", ((0, 0),), presence=180, paid=180, pauses=())
    made = lines_of([[start * 60] for start in starts], shift)
    spare = np.zeros(168, dtype=np.int64)
    spare[8:14] = room
    activity = Activity("talk", minutes)
    group = made[0].group
    placed, missing = sessions(Plan((group,), activities=(activity,)), made, spare, 60)
    left = spare.copy()
    for session in placed:
        left[list(session.parts(60))] -= 1
    assert (left >= 0).all()
    assert len(placed) + missing["talk"] == len(starts)
    places = [list(training._places(activity, 0, line, made, 60)) for line in range(len(starts))]
    assert len(placed) == most_by_brute_force(places, spare)


def test_twice_a_line_is_on_two_days() -> None:
    shift = Shift("short", ((0, 0),), presence=240, paid=240, pauses=())
    made = lines_of([[480, 480]], shift)
    activity = Activity("talk", 60, per_line=2)
    made_plan = Plan((made[0].group,), activities=(activity, Activity("film", 60)))
    placed, missing = sessions(made_plan, made, np.ones(168, dtype=np.int64), 60)
    assert missing == {"talk": 0, "film": 0}
    assert [s.position for s in placed if s.activity == activity] == [0, 1]
    assert len({(s.position, s.first) for s in placed}) == 3
