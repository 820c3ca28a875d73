"""Weekdays of a shift, how often it is worked in a week, and nights on average."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

import wfm
from rostering.cases import COUNTS, Case, check_case
from rostering.checker import faults
from rostering.plans import block, plan, requirement, rules
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, InputError
from wfm.rostering import Roster, check, plan_from, roster
from wfm.rostering.program.whole_duties import with_usable_contracts
from wfm.values import read_weekdays
from wfm.work.rules.counts import NightsPerWeek, PerWeek
from wfm.work.rules.rule import Duty

SHIFTS: list[dict[str, Any]] = [
    {"name": "early", "starts": "06:00-08:00"},
    {"name": "late", "starts": "13:00-15:30"},
    {"name": "night", "starts": ["22:00"]},
]
ROUND_THE_CLOCK = np.tile(np.repeat([1, 2, 2, 1], 12), 7)


def config(group: dict[str, Any] | None = None, **extra: Any) -> dict[str, Any]:
    """Return a plan of three shifts with some rules more."""
    section = {
        "rotation_weeks": 6,
        "rules": dict(rules(**extra)),
        "group": [{"name": "a", "shift": SHIFTS, **(group or {})}],
    }
    return {"roster": section}


def rostered(made: dict[str, Any], week: Any, **options: Any) -> Roster:
    """Roster a week; both judges find it clean."""
    need = requirement(week)
    found = roster(need, plan_from(made), **{"time_limit": 60, "gap": 0.02, **options})
    text = tables.to_csv(found.table)
    assert faults(text, made, week, 30) == []
    again = tables.read(text, tables.ROSTER, "roster.csv")
    assert check(again, need, plan_from(made)).violations.empty
    return found


def duties(text: str) -> list[Duty | None]:
    """Return the days of a rotation: E early, L late, N night, . off."""
    known = {
        "E": Duty("early", 360, 870, 480, False),
        "L": Duty("late", 840, 1350, 480, False),
        "N": Duty("night", 1320, 1830, 480, True),
    }
    return [known.get(letter) for letter in text.replace(" ", "")]


# --- weekdays of a shift --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "days"),
    [
        (["mon", "Tuesday", "WED"], (0, 1, 2)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        (["fri-sun"], (4, 5, 6)),
        ("sat-mon", (0, 5, 6)),
        ("Mo, we", (0, 2)),
        (["thurs.", "thu"], (3,)),
    ],
)
def test_weekdays_are_read_by_name_and_range(value: Any, days: tuple[int, ...]) -> None:
    assert read_weekdays(value, "here") == days


@pytest.mark.parametrize("value", [[], "", ["m"], ["t"], ["noday"], 3, ["mon-"], [1], "a-b-c"])
def test_what_is_no_weekday_is_refused(value: Any) -> None:
    with pytest.raises(InputError, match=r"here: .*mon, tue"):
        read_weekdays(value, "here")


def test_a_shift_starts_on_its_weekdays_only() -> None:
    made = config()
    made["roster"]["group"][0]["shift"] = [
        {"name": "day", "starts": ["08:00"], "weekdays": ["mon", "tue", "wed", "thu", "fri"]},
        {"name": "weekend", "starts": ["10:00"], "weekdays": ["sat", "sun"]},
    ]
    week = block(10, 16, 1)
    table = rostered(made, week).table
    days = {name: set(rows["weekday"]) for name, rows in table.groupby("shift")}
    assert days["day"] <= {1, 2, 3, 4, 5}
    assert days["weekend"] == {6, 7}
    wrong = table.copy()
    friday = wrong.index[(wrong["weekday"] == 6) & (wrong["shift"] == "weekend")][0]
    wrong.loc[friday, ["shift", "start", "end", "meals"]] = ["day", "08:00", "16:30", "12:00-12:30"]
    judged = check(wrong, requirement(week), plan_from(made)).violations
    assert "'day' does not start on a Saturday" in set(judged["message"])


@pytest.mark.slow
def test_a_night_that_begins_on_sunday_may_end_on_monday() -> None:
    made = config()
    made["roster"]["group"][0]["shift"] = [
        {"name": "day", "starts": ["08:00"]},
        {"name": "night", "starts": ["22:00"], "weekdays": ["sun"]},
    ]
    made["roster"]["rules"] = dict(rules(nights_on=[1, 1], days_on=[1, 5]))
    week = np.zeros((7, 48), dtype=int)
    week[0, :10] = 1  # Monday until 05:00
    table = rostered(made, week.ravel()).table
    assert set(table.loc[table["shift"] == "night", "weekday"]) == {7}


def test_a_weekday_that_no_shift_starts_on_cannot_be_covered() -> None:
    made = config()
    made["roster"]["group"][0]["shift"] = [
        {"name": "day", "starts": ["08:00"], "weekdays": "mon-fri"}
    ]
    with pytest.raises(InfeasibleError, match=r"Saturday and Sunday 10:00-12:00 cannot be covered"):
        wfm.roster(requirement(block(10, 12, 1)), config=made)


# --- so many of a shift in a week -----------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "limits", "wrong"),
    [
        ("LLL.... EEEEE..", (0, 3), []),
        ("LLLL... EEEEE..", (0, 3), [0]),
        # The four on both sides of the week's end are two and two.
        ("...EELL LL.EE..", (0, 3), []),
        ("LL.EE.. ...EELL", (2, 3), []),
        (".......", (1, 3), [0]),
        ("EEEEE.. LLLLL..", (1, 3), [0, 7]),
    ],
)
def test_duties_are_counted_from_monday_to_sunday(
    days: str, limits: tuple[int, int], wrong: list[int]
) -> None:
    rule = PerWeek((("late", *limits), ("early", 0, 7)))
    assert [position for position, _ in rule.faults(duties(days))] == wrong


@pytest.mark.parametrize(
    "limits",
    [pytest.param({"late": [0, 1]}, marks=pytest.mark.slow), {"late": [2, 3], "early": [0, 4]}],
)
def test_no_line_has_more_or_fewer_of_a_shift(limits: dict[str, list[int]]) -> None:
    table = rostered(config(per_week=limits), ROUND_THE_CLOCK, gap=0.3).table
    for name, (least, most) in limits.items():
        counts = (table["shift"] == name).groupby([table["team"], table["line"]]).sum()
        assert counts.between(least, most).all()


def test_a_group_keeps_what_is_said_of_its_own_shifts() -> None:
    made = config(per_week={"late": [0, 2], "short": [1, 4]})
    other = {"name": "b", "shift": [{"name": "short", "starts": "09:00-11:00"}]}
    made["roster"]["group"].append({**other, "per_week": {"short": [0, 5]}})
    groups = plan_from(made).groups
    limits = [next(r.shifts for r in g.rules if isinstance(r, PerWeek)) for g in groups]
    assert limits == [(("late", 0, 2),), (("short", 0, 5),)]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"rules": {"per_week": {"lat": [0, 3]}}}, "per_week: no shift is called 'lat'; the near"),
        ({"rules": {"per_week": {"late": [3, 1]}}}, "per_week.late: the least, 3, is above"),
        ({"rules": {"per_week": {"late": 8}}}, "per_week.late: 8 is not a pair"),
        ({"rules": {"per_week": {}}}, r"per_week: {} names no shift: write { late = \[0, 3\] }"),
        ({"rules": {"nights_per_week": 8}}, "nights_per_week: 8 is not a number from 0 to 7"),
        ({"rules": {"nights_per_week": "x"}}, "nights_per_week: 'x' is not a number"),
        ({"group": [{"name": "a", "per_week": {"lat": [0, 3]}}]}, "group.1..per_week: no shift is"),
        ({"group": [{"name": "a", "nights_per_week": -1}]}, r"group\[1\].nights_per_week: -1 is"),
    ],
)
def test_a_wrong_count_is_named_with_its_place(section: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plan(**section)


def test_a_shift_that_must_be_worked_too_often_is_named() -> None:
    made = config(per_week={"night": [5, 7]}, nights_on=[2, 3])
    with pytest.raises(InfeasibleError, match=r"per_week \[5, 7\] of 'night'"):
        wfm.roster(requirement(ROUND_THE_CLOCK), config=made)


# --- nights on average ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ("NNN.... EEEEE..", []),
        ("NNNN... EEEEE..", ["2.00 nights a week on average, at most 1.5"]),
        ("NNNN... EEEEE.. EEEEE..", []),
    ],
)
def test_nights_are_averaged_over_the_rotation(days: str, wrong: list[str]) -> None:
    assert [message for _, message in NightsPerWeek(1.5).faults(duties(days))] == wrong


@pytest.mark.parametrize("cap", few(1, [1.2, 0.7]))
@pytest.mark.parametrize("rotation", few(1, ["teams", "single"]))
def test_no_team_works_more_nights_than_the_cap(cap: float, rotation: str) -> None:
    made = config(nights_per_week=cap)
    made["roster"]["rotation"] = rotation
    found = rostered(made, ROUND_THE_CLOCK, gap=0.3)
    assert found.fairness["nights"].max() <= cap + 1e-9


@pytest.mark.slow
def test_a_group_may_have_a_cap_of_its_own() -> None:
    made = config({"nights_per_week": 0.5}, nights_per_week=3)
    cheap = {"name": "b", "shift": SHIFTS, "cost_per_hour": 1.5}
    made["roster"]["group"].append(cheap)
    found = rostered(made, ROUND_THE_CLOCK, gap=0.4)
    nights = found.fairness.groupby("group")["nights"].max()
    assert nights["a"] <= 0.5 + 1e-9
    wrong = config({"nights_per_week": 0.5})
    found_without = check(found.table, requirement(ROUND_THE_CLOCK), plan_from(wrong)).violations
    assert nights.get("b", 0) <= 0.5 or "nights_per_week" in set(found_without["rule"])


@pytest.mark.parametrize(
    ("cap", "kept"),
    [(1.3, 1.3), (0.37, 4 / 11)],  # 13 nights in 10 lines; 4 in 11
)
def test_a_cap_is_filled_only_as_far_as_teams_can(cap: float, kept: float) -> None:
    made = with_usable_contracts(plan(rotation_weeks=8, rules={"nights_per_week": cap}))
    caps = [rule.most for rule in made.groups[0].rules if isinstance(rule, NightsPerWeek)]
    assert caps == [pytest.approx(kept)]


@pytest.mark.slow
def test_a_cap_that_is_in_the_way_is_named_with_the_way_out() -> None:
    made = config({"agents": 6, "shift": SHIFTS[::2]}, nights_per_week=1)
    with pytest.raises(InfeasibleError, match=r"what binds: .*nights_per_week") as caught:
        wfm.roster(requirement(block(1, 5, 1)), config=made, time_limit=20)
    assert "\n" not in str(caught.value)


def test_who_works_nights_only_is_told_of_the_cap() -> None:
    made = config({"agents": 3}, nights_per_week=1, days_off=[1, 3])
    made["roster"]["group"][0]["shift"] = [{"name": "night", "starts": ["22:00"]}]
    with pytest.raises(InfeasibleError, match=r"nights a week on average, above nights_per_week 1"):
        wfm.roster(requirement(block(0, 5, 1)), config=made)


def test_rosters_that_break_the_counts_are_caught() -> None:
    made = config(nights_per_week=3, per_week={"late": [0, 5]})
    table = rostered(made, ROUND_THE_CLOCK, gap=0.4).table
    stricter = config(nights_per_week=0.1, per_week={"late": [0, 0]})
    judged = check(table, requirement(ROUND_THE_CLOCK), plan_from(stricter)).violations
    assert {"nights_per_week", "per_week"} <= set(judged["rule"])
    assert isinstance(judged, pd.DataFrame)


@pytest.mark.parametrize("case", COUNTS, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)
