"""How often a rest may be short: in any four weeks, around the rotation."""

import pytest

from rostering.checker import faults
from rostering.plans import block, double_peak, plan, requirement, rules
from rostering.rotations import days
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, InputError
from wfm.rostering import check, roster
from wfm.rostering.program.strictness import smaller
from wfm.work.rules.catalogue import RULES, QuickReturns

SHIFTS = [
    {"name": "early", "starts": "05:00-08:30"},
    {"name": "late", "starts": "12:30-15:00"},
    {"name": "night", "starts": "20:00-23:30"},
]

EARLY_OR_LATE = {
    "name": "a",
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
    "shift": [{"name": "early", "starts": ["06:00"]}, {"name": "late", "starts": ["14:00"]}],
}


def test_it_is_written_as_a_number_or_with_its_hours() -> None:
    read = RULES["quick_returns"]
    assert read(2, "r") == QuickReturns(2, 720)
    assert read({"most": 1, "hours": 11}, "r") == QuickReturns(1, 660)
    with pytest.raises(InputError, match=r"r\.hours"):
        read({"most": 1, "hours": 25}, "r")
    with pytest.raises(InputError, match="r"):
        read({"hours": 11}, "r")


def test_any_four_weeks_count_also_around_the_end() -> None:
    five = "LE..... E...... E...... E...... LE....."
    assert [place for place, _ in QuickReturns(1).faults(days(five))] == [14, 21, 28]
    # A rotation of two lines is walked twice in four weeks.
    assert list(QuickReturns(2).faults(days("LE..... E......"))) == []
    assert len(list(QuickReturns(1).faults(days("LE..... E......")))) == 2


def test_the_week_of_a_short_rest_is_that_of_the_duty_after_it() -> None:
    # From Sunday to Monday: with the rest of line 4 it is within four weeks, of line 5 it is not.
    rest = "E.....L " + "E...... " * 2
    assert list(QuickReturns(1).faults(days(rest + "LE..... " + "E...... " * 4)))
    assert not list(
        QuickReturns(1).faults(days(rest + "E...... E...... LE..... " + "E...... " * 3))
    )


def test_no_rest_is_short_by_the_starts_of_one_band() -> None:
    made = plan(rules={"quick_returns": 0, "min_rest_hours": 8})
    for band in made.bands(made.groups[0], 30):
        shortest = 1440 + band.starts[0] - band.starts[-1] - band.shift.presence
        assert shortest >= 720


def test_it_is_loosened_one_by_one_and_fewer_are_stricter() -> None:
    assert dict(QuickReturns(0).looser(1)) == {"1 rest under 12 h in 4 weeks": QuickReturns(1)}
    assert [words for words, _ in QuickReturns(1, 660).looser(2)] == [
        "3 rests under 11 h in 4 weeks"
    ]
    assert QuickReturns(1).covers(QuickReturns(2))
    assert QuickReturns(1, 720).covers(QuickReturns(1, 660))
    assert not QuickReturns(1, 660).covers(QuickReturns(1, 720))


@pytest.mark.parametrize("most", few(1, [0, 1]))
def test_rosters_keep_it(most: int) -> None:
    keys = rules(quick_returns=most, min_rest_hours=8, weekends_on=None)
    section = {"rules": keys, "rotation_weeks": 4, "group": [{"name": "a", "shift": SHIFTS}]}
    week = double_peak(4)
    made = roster(requirement(week), plan(**section), gap=0.4, time_limit=30)
    assert faults(tables.to_csv(made.table), {"roster": section}, week, 30) == []
    assert check(made.table, requirement(week), plan(**section)).violations.empty
    assert made.comfort.quick_returns <= most * made.agents / 4


def test_a_search_begins_with_a_roster_without_any_and_goes_on() -> None:
    section = {"quick_returns": 4, "min_rest_hours": 7}
    assert {rule.value() for rule in smaller(plan(rules=section)).groups[0].rules} >= {
        "0 under 12 h in 4 weeks",
        "7",
    }
    # Late on Monday and early on Tuesday: two agents without a short rest, one with it.
    week = block(14, 22, 1, days=range(1)) + block(6, 14, 1, days=range(1, 2))
    for most, agents in ((0, 2), (4, 1)):
        asked = plan(rules={**section, "quick_returns": most}, group=[EARLY_OR_LATE])
        made = roster(requirement(week), asked, time_limit=20)
        assert (made.agents, made.status, made.repeats) == (agents, "optimal", True)


def test_it_is_called_by_what_it_counts() -> None:
    assert QuickReturns(1).words() == "quick_returns 1 under 12 h in 4 weeks"
    assert QuickReturns(2, 11 * 60).words() == "quick_returns 2 under 11 h in 4 weeks"


@pytest.mark.slow
def test_it_is_named_where_it_binds() -> None:
    # Late on Monday and early on Tuesday, every week: four short rests in four weeks.
    week = block(14, 22, 1, days=range(1)) + block(6, 14, 1, days=range(1, 2))
    group = {**EARLY_OR_LATE, "agents": 1}
    with pytest.raises(InfeasibleError, match=r"what binds: .*quick_returns") as told:
        roster(requirement(week), plan(rules={"quick_returns": 3}, group=[group]), time_limit=20)
    assert "allow 4 rests under 12 h in 4 weeks" in str(told.value)
    made = roster(requirement(week), plan(rules={"quick_returns": 4}, group=[group]))
    assert made.agents == 1
