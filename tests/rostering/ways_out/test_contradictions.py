"""Contradictory plans: what contradicts what is named before anything is solved."""

import itertools
from typing import Any

import numpy as np
import pytest

from rostering.plans import FULL_TIME, block, day_group, double_peak, plan, requirement, rules
from sparing import few
from wfm.errors import InfeasibleError, InputError
from wfm.rostering import plan_from, roster
from wfm.rostering.program.network import average_hours, network

DAY = block(9, 16, 3)
ROUND_THE_CLOCK = double_peak(6)
FREE = rules(weekends_on=None)
SHIFTS = ("early", "day", "late", "night")
EIGHT = [{"name": "early", "starts": ["06:00"]}, {"name": "late", "starts": ["14:00"]}]

MORNINGS = {"name": "day", "starts": ["08:00"]}


def group(**keys: Any) -> list[dict[str, Any]]:
    """Return one group that works from 08:00."""
    return [day_group(**keys)]


# What is required, the section [roster], and what the message names.
CASES: dict[str, tuple[np.ndarray, dict[str, Any], list[str]]] = {
    "nights in longer runs than stints": (
        ROUND_THE_CLOCK,
        {"rules": rules(nights_on=[5, 6], days_on=[2, 4])},
        ["every day 01:00-05:00", "days_on [2, 4] and nights_on [5, 6]", "'night'"],
    ),
    "stints of more hours than a week has": (
        DAY,
        {
            "rules": rules(days_on=[5, 6], hours_per_week=40),
            "group": group(presence_hours=10.5, paid_hours=10),
        },
        ["days_on [5, 6]", "hours_per_week 40", "no duty"],
    ),
    "stints of more hours than the contract": (
        DAY,
        {
            "rules": rules(days_on=[5, 6], days_off=[1, 2]),
            "group": group(weekly_hours=20),
        },
        ["days_on [5, 6] and days_off [1, 2]", "at least 40 h a week", "weekly_hours 20"],
    ),
    "a contract below what days off leave": (
        ROUND_THE_CLOCK,
        {"group": [{**FULL_TIME, "weekly_hours": 10}]},
        ["days_off [1, 4] makes every rotation", "weekly_hours 10"],
    ),
    "a contract below one duty": (
        DAY,
        {"rules": rules(days_off=[1, 4]), "group": group(weekly_hours=6)},
        ["days_off [1, 4]", "weekly_hours 6"],
    ),
    "weekdays that leave out a day": (
        DAY,
        {"rules": FREE, "group": group(shift=[{**MORNINGS, "weekdays": "mon-sat"}])},
        ["Sun", "the weekdays of 'day' leave out Sunday; add them"],
    ),
    "stints longer than the weekdays of a shift": (
        DAY,
        {
            "rules": rules(days_on=[7, 7], days_off=[1, 7], weekends_on=None),
            "group": group(shift=[{**MORNINGS, "weekdays": "mon-sat"}]),
        },
        ["days_on [7, 7] and the weekdays of 'day' together leave no duty possible"],
    ),
    "a day below one duty": (
        DAY,
        {"rules": rules(daily_hours=7), "group": group()},
        ["daily_hours 7 leaves no duty possible"],
    ),
    "a day shorter than a duty": (
        DAY,
        {"rules": rules(daily_presence_hours=8), "group": group()},
        ["daily_presence_hours 8 leaves no duty possible"],
    ),
    "a week below one duty": (
        DAY,
        {"rules": {"hours_per_week": 6}, "group": group()},
        ["hours_per_week 6 leaves no duty possible"],
    ),
    "a week below the shortest stint": (
        DAY,
        {"rules": rules(hours_per_week=12), "group": group()},
        ["hours_per_week 12", "days_off [1, 4]"],
    ),
    "six days in a row and one off, weekends free": (
        DAY,
        {"rules": rules(days_on=[6, 6], days_off=[1, 1]), "group": group()},
        ["days_off [1, 1] and weekends_on 2"],
    ),
    "all weekends free": (
        ROUND_THE_CLOCK,
        {"rules": rules(free_weekends=[4, 4])},
        ["Saturday 08:00 to Monday", "free_weekends [4, 4] shuts out shift 'early' on Saturday"],
    ),
    "no worked weekend": (
        ROUND_THE_CLOCK,
        {"rules": rules(weekends_on=0)},
        ["weekends_on 0 shuts out", "on Saturday", "up to 4 agents short"],
    ),
    "a free weekend in two with single days off": (
        DAY,
        {"rules": {"days_off": [1, 1], "free_weekends": [1, 2]}, "group": group()},
        ["days_off [1, 1] and free_weekends [1, 2]"],
    ),
    "more days off after nights than allowed": (
        ROUND_THE_CLOCK,
        {"rules": rules(days_off=[1, 3], days_off_after_nights=4, hours_per_week=None)},
        ["days_off [1, 3]", "days_off_after_nights 4", "shift 'night'"],
    ),
    "more days off together than allowed": (
        DAY,
        {"rules": rules(days_off_together=4, days_off=[1, 3]), "group": group()},
        ["days_off [1, 3] and days_off_together 4"],
    ),
    "days off together and long stints": (
        DAY,
        {
            "rules": rules(days_off_together=3, days_on=[5, 6], hours_per_week=None),
            "group": group(),
        },
        ["days_on [5, 6]", "days_off_together 3"],
    ),
    "every succession forbidden": (
        ROUND_THE_CLOCK,
        {"rules": rules(forbidden=[list(p) for p in itertools.product(SHIFTS, SHIFTS)])},
        ["days_on [2, 6]", "forbidden"],
    ),
    "a shift that may not follow itself": (
        ROUND_THE_CLOCK,
        {"rules": rules(forbidden=[["night", "night"], ["late", "early"]])},
        ["nights_on [2, 4] and forbidden 'night then night' together"],
    ),
    "the only shift may not follow itself": (
        DAY,
        {"rules": rules(forbidden=[["day", "day"]]), "group": group()},
        ["days_on [2, 6] and forbidden 'day then day'"],
    ),
    "a rest that no two duties leave": (
        DAY,
        {"rules": rules(min_rest_hours=16), "group": group()},
        ["min_rest_hours 16 and days_on [2, 6]"],
    ),
    "a rest of two days": (
        DAY,
        {"rules": rules(min_rest_hours=48), "group": group()},
        ["min_rest_hours 48 and days_on [2, 6]"],
    ),
    "a run of a shift beyond the nights": (
        ROUND_THE_CLOCK,
        {
            "rules": rules(nights_on=[1, 2]),
            "group": [
                {
                    "name": "all",
                    "shift": [
                        {"name": "early", "starts": "05:00-08:30"},
                        {"name": "late", "starts": "12:30-16:30"},
                        {"name": "night", "starts": "20:00-23:30", "run": [3, 5]},
                    ],
                }
            ],
        },
        ["nights_on [1, 2] and run [3, 5] of 'night'"],
    ),
    "a run of a shift beyond stints": (
        block(6, 20, 2),
        {"group": [{"name": "all", "shift": [{**EIGHT[0], "run": [7, 7]}, EIGHT[1]]}]},
        ["days_on [2, 6] and run [7, 7] of 'early'"],
    ),
    "exactly an hour with shifts of eight": (
        block(9, 10, 1),
        {"rules": FREE, "coverage": "exact", "group": group()},
        ["every day 09:00-10:00", 'coverage = "exact" allows nobody'],
    ),
    "nobody above the requirement": (
        block(9, 12, 3, days=range(5)),
        {"rules": FREE, "max_over": 0, "group": group()},
        ["Monday to Friday 09:00-12:00", "max_over allows nobody"],
    ),
    "hours without a shift": (
        block(8, 22, 2),
        {"rules": FREE, "group": group()},
        ["every day 16:30-22:00 cannot be covered (up to 2 agents short)", "no shift is on duty"],
    ),
    "two evenings without a shift": (
        block(8, 16, 2) + block(20, 21, 1, days=range(1, 5, 2)),
        {"rules": FREE, "group": group()},
        ["Tuesday and Thursday 20:00-21:00", "up to 1 agent short"],
    ),
    "agents who can do nothing": (
        np.zeros(336, dtype=int),
        {"rules": rules(min_rest_hours=16), "group": group(agents=5)},
        ["5 agents cannot work", "min_rest_hours 16 and days_on [2, 6]"],
    ),
    "a part-time group that cannot help": (
        block(9, 13, 2),
        {
            "rules": rules(days_on=[4, 6], days_off=[1, 2]),
            "group": group(presence_hours=5, paid_hours=5, weekly_hours=12, meals=[]),
        },
        ["group 'days'", "days_on [4, 6] and days_off [1, 2]", "weekly_hours 12"],
    ),
}


@pytest.mark.parametrize("name", few(16, CASES))
def test_a_contradiction_is_named_and_nothing_is_searched(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wfm.rostering.making.search", _nothing)
    required, keys, words = CASES[name]
    with pytest.raises(InfeasibleError) as caught:
        roster(requirement(required), plan(**keys))
    for word in words:
        assert word in str(caught.value)


UNREADABLE: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "least above most": (
        {"group": [{**FULL_TIME, "min_agents": 5, "max_agents": 3}]},
        "",
        ["min_agents, 5, is above max_agents, 3"],
    ),
    "two numbers of agents": (
        {"group": [{**FULL_TIME, "agents": 5, "max_agents": 6}]},
        "",
        ["agents is an exact number"],
    ),
    "a range upside down": ({"rules": rules(days_on=[6, 2])}, "", ["days_on", "6", "above", "2"]),
    "five of four weekends": ({"rules": rules(free_weekends=[5, 4])}, "", ["5 of 4 weekends"]),
    "longer stints than a preset's": (
        {"rules": rules(days_on=[7, 8])},
        "tw-lsa",
        ["days_on", "[7, 8]", "[1, 6]", "LSA Art. 36"],
    ),
    "more hours than a preset's": (
        {"group": [{**FULL_TIME, "weekly_hours": 45}]},
        "cn-labour",
        ["weekly_hours of 45", "at most 40", "Art."],
    ),
    "longer duties than a preset's": (
        {"group": [{**FULL_TIME, "presence_hours": 12.5, "paid_hours": 12}]},
        "de-arbzg",
        ["12 h of a duty, at most 10 h", "ArbZG § 3"],
    ),
    "no meal": ({"group": [{**FULL_TIME, "meals": []}]}, "uk-wtr", ["break", "reg. 12"]),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_contradicts_itself_or_a_preset_is_not_read(name: str) -> None:
    keys, presets, words = UNREADABLE[name]
    with pytest.raises(InputError) as caught:
        plan_from({"roster": keys}, presets)
    for word in words:
        assert word in str(caught.value)


def test_a_preset_and_the_configuration_can_contradict_each_other() -> None:
    # Seven days from rest to rest hold no stint of seven days.
    keys = {"rules": rules(days_on=[7, 7], hours_per_week=None), "group": group()}
    with pytest.raises(InfeasibleError) as caught:
        roster(requirement(DAY), plan_from({"roster": keys}, "vn-2019"))
    assert "days_on [7, 7]" in str(caught.value)
    assert "Labour Code Art." in str(caught.value)


def test_too_few_agents_are_told_with_both_figures() -> None:
    few = plan(rules=FREE, group=group(agents=2))
    with pytest.raises(InfeasibleError) as caught:
        roster(requirement(DAY), few, time_limit=5)
    assert "2 agents are on the phones for at most 80 h a week, but 147 h are required" in str(
        caught.value
    )


def test_a_shift_that_contradicts_a_rule_is_passed_over_where_others_cover_its_hours() -> None:
    two = group(shift=[{"name": "day", "starts": ["08:00"]}, {"name": "x", "starts": ["08:30"]}])
    pairs = [["x", "x"], ["x", "day"], ["day", "x"]]
    rested = plan(rules=rules(weekends_on=None, forbidden=pairs), group=two)
    assert set(roster(requirement(DAY), rested, gap=0.2).table["shift"]) == {"day", "OFF"}


@pytest.mark.parametrize("least", [1, 2, 5])
@pytest.mark.parametrize("off", [[1, 2], [2, 4]])
def test_average_hours_are_those_of_the_shortest_and_the_longest_rotation(
    least: int, off: list[int]
) -> None:
    whole = plan(rules={"days_on": [least, 6], "days_off": off}, group=group())
    bands = whole.bands(whole.groups[0], 30)
    found = average_hours(network(whole.groups[0].rules, bands), [480])
    # Stints and days off may have any length: the shortest with the longest, and the reverse.
    assert found[0] == pytest.approx(7 * 480 * least / (least + off[1]))
    assert found[1] == pytest.approx(7 * 480 * 6 / (6 + off[0]))


def _nothing(*_program: object, **_options: object) -> None:
    pytest.fail("something was searched")
