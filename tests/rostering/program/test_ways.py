"""Which rotations of a pattern keep the rules, and which rule one breaks on which day."""

from typing import Any

import pytest

from rostering.plans import plan
from wfm.errors import InputError
from wfm.rostering.program.ways import Apart, Way, ways


def shift(name: str, starts: Any, hours: float = 12, **keys: Any) -> dict[str, Any]:
    return {"name": name, "starts": starts, "presence_hours": hours, "meals": [], **keys}


def ways_of(pattern: str, *shifts: dict[str, Any], rules: Any = None, **keys: Any) -> list[Way]:
    group = {"name": "crew", "patterns": [pattern], "shift": list(shifts), **keys}
    made = plan(group=[group], rules={"min_rest_hours": 11} if rules is None else rules)
    return ways(made, made.groups[0], 30)


DAY, NIGHT = shift("day", ["07:00"]), shift("night", ["19:00"])


def test_a_pattern_that_keeps_the_rules_has_a_way_for_each_of_its_rotations() -> None:
    assert len(ways_of("day day night night OFF OFF OFF OFF", DAY, NIGHT)) == 1
    assert [way.first for way in ways_of("day day day day day OFF OFF", DAY)] == [*range(7)]


@pytest.mark.parametrize(
    ("pattern", "rules", "message"),
    [
        ("day day day OFF", {"days_on": [1, 2]}, "breaks days_on [1, 2] on its day 1 (day): days"),
        (
            "day night day OFF",
            {"min_rest_hours": 11},
            "breaks min_rest_hours 11 on its day 3 (day)",
        ),
        ("day night OFF", {"min_rest_hours": 25}, "breaks min_rest_hours 25 on its day 2"),
        ("day OFF", {"hours_per_week": 40}, "breaks hours_per_week 40 on its day 1 (day): 48 h"),
        (
            "day day OFF night",
            {"forbidden": [["day", "OFF", "night"]]},
            "breaks forbidden 'day then OFF then night' on its day 4",
        ),
    ],
)
def test_a_pattern_that_breaks_a_rule_is_refused_with_the_day(
    pattern: str, rules: Any, message: str
) -> None:
    with pytest.raises(InputError) as refused:
        ways_of(pattern, DAY, NIGHT, rules=rules)
    assert f"roster.group 'crew': pattern 1 {message}" in str(refused.value)


def test_contracts_of_too_few_hours_are_refused() -> None:
    with pytest.raises(InputError, match="breaks weekly_hours 40 on its day 1"):
        ways_of("day day OFF OFF", DAY, weekly_hours=40)


def test_only_rotations_that_keep_the_weekdays_of_a_shift_are_ways() -> None:
    workdays = shift("day", ["07:00"], 8, weekdays="mon-fri")
    assert [way.first for way in ways_of("day day day day day OFF OFF", workdays)] == [0]
    with pytest.raises(InputError, match="'day' does not start on a Saturday"):
        ways_of("day day day day OFF OFF OFF OFF", workdays)


def test_starts_that_rest_keeps_apart_go_together() -> None:
    late = shift("late", "11:00-14:00", 8)
    early = shift("early", "05:00-08:00", 8)
    (way,) = ways_of("late early OFF", early, late)
    # From 14:00 to 22:00, then 11 hours: 09:00 at the earliest, which no early has.
    assert way.apart == (Apart("late", "early", -300),)


def test_a_shift_that_may_or_may_not_be_a_night_is_looked_at_as_both() -> None:
    night = shift("night", ["20:00", "23:30"], 6)
    found = ways_of("night night OFF OFF", night)
    assert [(way.starts["night"], bool(way.nights)) for way in found] == [
        ((1200,), False),
        ((1410,), True),
    ]


def test_starts_that_break_a_rule_together_are_looked_at_one_by_one() -> None:
    rules = {"weekly_rest": {"hours": 60, "days": 7}}
    day = shift("day", "06:00-18:00", 12)
    (first, *_) = found = ways_of("day day day day day OFF OFF", day, rules=rules)
    assert first.starts == {"day": (360,)}
    assert len(found) == 7 * 25


def test_starts_that_change_too_much_from_day_to_day_do_not_go_together() -> None:
    early, late = shift("early", "05:00-08:00", 8), shift("late", "08:00-10:00", 8)
    rules = {"min_rest_hours": 11, "start_change": 2}
    found = ways_of("early late OFF", early, late, rules=rules)
    assert {(*way.starts["early"], *way.starts["late"]) for way in found} == {
        (first, second)
        for first in range(300, 481, 30)
        for second in range(480, 601, 30)
        if second - first <= 120
    }
