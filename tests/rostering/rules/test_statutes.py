"""Rules of statutes: each is caught by its judge, and its network holds only what is clean."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.plans import plan
from wfm.errors import InputError
from wfm.rostering import Band
from wfm.rostering.program.network import OFF_DAY, Arc, network
from wfm.rostering.rules.catalogue import Duty, Rule
from wfm.rostering.rules.hours import AverageHours, Night
from wfm.rostering.rules.rests import WeeklyRest
from wfm.rostering.rules.statutes import OF_CONTRACTS, RULES

LONG = {"presence_hours": 12, "paid_hours": 11}


def bands(**starts: Any) -> dict[str, Band]:
    """Return bands early, late and night by their first letters, and one of twelve hours."""
    shifts: list[dict[str, Any]] = [
        {"name": "early", "starts": ["06:00"]},
        {"name": "late", "starts": ["14:00"]},
        {"name": "night", "starts": ["22:00"]},
        {"name": "twelve", "starts": ["07:00"], **LONG},
    ]
    for shift in shifts:
        shift["starts"] = starts.get(str(shift["name"]), shift["starts"])
    made = plan(rules={}, group=[{"name": "all", "weekly_hours": 80, "shift": shifts}])
    return {band.shift.name[0].upper(): band for band in made.bands(made.groups[0], 30)}


FIXED = bands()
WIDE = bands(early="05:00-08:00", late="13:00-16:00", night="21:00-23:00", twelve="06:00-08:00")
NIGHT = {"from": "23:00", "to": "06:00", "minutes": 180}


def days(letters: str, starts: Sequence[int] = ()) -> list[Duty | None]:
    """Return a rotation written as letters, seven a line; a dot is a day off."""
    found: list[Duty | None] = []
    for i, letter in enumerate(letters.replace(" ", "")):
        band = FIXED.get(letter)
        if band is None:
            found.append(None)
        else:
            start = starts[i] if starts else band.starts[0]
            shift = band.shift
            found.append(Duty(shift.name, start, start + shift.presence, shift.paid, band.night))
    return found


READERS = {**RULES, **OF_CONTRACTS}

# Rule, its value, a rotation that keeps it, one that breaks it, where and how.
CASES: list[tuple[str, Any, str, str, int, str]] = [
    (
        "weekly_rest",
        {"hours": 35, "days": 7},
        "EEEEEE.",
        "EEEEEEE EEEEE..",
        11,
        "12 days without a rest",
    ),
    # A free Wednesday between late and early is 31.5 h: too short for 35, enough for 24.
    ("weekly_rest", {"hours": 35, "days": 7}, "EE..EEE", "EL.EEEE", 0, "whole rotation"),
    ("weekly_rest", {"hours": 24, "days": 7}, "EL.EEEE", "NNNNNNN", 0, "whole rotation"),
    # Around the seam of the rotation: free at the start of line 1, then nine days to line 2.
    ("weekly_rest", {"hours": 35, "days": 7}, "..EEEEE E.EEEEE", "..EEEEE EEEEE..", 11, "10 days"),
    ("average_hours", {"hours": 48, "weeks": 2}, "TTTTT.. TTT....", "TTTTT.. TTTTT..", 0, "55.00"),
    ("average_hours", {"hours": 48, "weeks": 3}, "TTTT... EEEEEE.", "TTTTTT. EEEE...", 0, "54.67"),
    (
        "average_hours",
        {"hours": 48, "weeks": 1, "night": NIGHT},
        "TTTTT..",
        "NNNNNNN ETT.EE.",
        0,
        "with night work",
    ),
    ("rotation_hours", 40, "EEEEEE. EEEE...", "EEEEEE. EEEEE..", 0, "44.00 h a week on average"),
    ("daily_hours", 10, "EELLNN.", "EET....", 2, "11 h of a duty, at most 10 h"),
    ("daily_hours", {"hours": 7, "night": NIGHT}, "EELL...", "EELLN..", 4, "duty with night work"),
    ("daily_presence_hours", 11, "EELLNN.", "EET....", 2, "12 h from start to end"),
    ("days_off_per_week", 2, "EEEEE.. .EEEEE.", "EEEEE.. EEEEEE.", 7, "days off in the week: 1"),
    ("free_sundays", 15, "EEEEEE. EE....E EE...EE", "EEEEE.E EEEEE.E", 6, "in 52 weeks: 0"),
    # A night from Saturday reaches into Sunday.
    ("free_sundays", 15, "EEEEE..", "NNNNNN.", 6, "in 52 weeks: 0"),
    ("shift_change_rest", 11, "LLLL.EE", "LE.....", 1, "rest of 7.5 h from 'late' to 'early'"),
]


@pytest.mark.parametrize(("name", "value", "good", "bad", "where", "message"), CASES)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(
    name: str, value: Any, good: str, bad: str, where: int, message: str
) -> None:
    rule = READERS[name](value, name)
    assert list(rule.faults(days(good))) == []
    faults = list(rule.faults(days(bad)))
    assert where in [position for position, _ in faults]
    assert any(message in text for _, text in faults)


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(READERS)


@pytest.mark.parametrize(
    "rule", {c[0] + str(c[1]): READERS[c[0]](c[1], c[0]) for c in CASES}.values()
)
def test_a_rotation_of_days_off_breaks_nothing(rule: Rule) -> None:
    assert list(rule.faults(days("......."))) == []


@cache
def arcs(rule: Rule, wide: bool) -> dict[tuple[int, int], Arc]:
    """Return the days of a rule's network by their morning and band."""
    named = WIDE if wide else FIXED
    return {(a.tail, a.band): a for a in network([rule], list(named.values())).arcs}


def legal(rule: Rule, letters: str, *, wide: bool = False) -> bool:
    """Whether a walk through the network closes with these days."""
    moves = arcs(rule, wide)
    word = ["ELNT".index(c) if c in FIXED else OFF_DAY for c in letters]
    for first in {a.tail for a in moves.values() if a.weekday == 0}:
        node = first
        for band in word:
            if (node, band) not in moves:
                break
            node = moves[node, band].head
        else:
            if node == first:
                return True
    return False


EXACT = [
    RULES["weekly_rest"]({"hours": 35, "days": 7}, ""),
    RULES["weekly_rest"]({"hours": 24, "days": 7}, ""),
    RULES["weekly_rest"]({"hours": 59, "days": 10}, ""),
    RULES["daily_hours"](10, ""),
    RULES["daily_presence_hours"](11, ""),
    RULES["days_off_per_week"](2, ""),
    RULES["shift_change_rest"](11, ""),
]
words = st.text("ELNT...", min_size=14, max_size=14).filter(lambda word: "." in word)


@pytest.mark.parametrize("rule", EXACT, ids=lambda rule: rule.name)
@given(letters=words)
def test_the_network_holds_exactly_the_rotations_that_are_clean(rule: Rule, letters: str) -> None:
    clean = not list(rule.faults(days(letters)))
    # Two turns of a rotation may meet the rule in a state that one turn does not close.
    walked = legal(rule, letters * 3) or legal(rule, letters)
    assert walked == clean


STRICTER = [
    *EXACT,
    RULES["average_hours"]({"hours": 48, "weeks": 3}, ""),
    RULES["average_hours"]({"hours": 48, "weeks": 17, "night": NIGHT}, ""),
    RULES["free_sundays"](15, ""),
    RULES["free_sundays"](26, ""),
    RULES["daily_hours"]({"hours": 7, "night": NIGHT}, ""),
]


@pytest.mark.parametrize("rule", STRICTER, ids=lambda rule: rule.name)
@given(data=st.data(), letters=words)
def test_what_the_network_of_wide_bands_holds_is_clean_at_every_start(
    rule: Rule, data: st.DataObject, letters: str
) -> None:
    if legal(rule, letters, wide=True):
        starts = [data.draw(st.sampled_from(WIDE[c].starts)) if c in WIDE else 0 for c in letters]
        assert list(rule.faults(days(letters, starts))) == []


def test_the_network_of_a_long_weekly_rest_still_has_rotations() -> None:
    # Five duties and two days off: 48 h and the daily rest of 11 h fit at wide starts too.
    assert legal(WeeklyRest(59 * 60), "EEEEE..", wide=True)
    assert not legal(WeeklyRest(59 * 60), "EEEEEE.", wide=True)


def test_an_average_walks_a_short_rotation_again() -> None:
    # 17 weeks hold eight turns of two weeks and one week more: the long one.
    rule = AverageHours(47 * 60, 17)
    assert list(rule.faults(days("TTTTT.. TTT.E..")))
    assert not list(replace(rule, weeks=16, minutes=2880).faults(days("TTTTT.. TTT.E..")))


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (1320, 1830, True),
        (840, 1350, False),
        (300, 540, False),
        (180, 690, True),
        (1200, 1560, True),
    ],
)
def test_night_work_is_counted_on_both_sides_of_midnight(start: int, end: int, held: bool) -> None:
    assert Night(23 * 60, 30 * 60, 180).holds(start, end) == held


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("weekly_rest", 35, "is not a table"),
        ("weekly_rest", {"hours": 35}, "days is missing"),
        ("weekly_rest", {"hours": 35, "day": 7}, "unknown key 'day': known keys: hours, days"),
        ("average_hours", {"hours": 48, "weeks": 0}, "whole number from 1"),
        ("daily_hours", {"hours": 8, "night": {"from": "23", "to": "06:00"}}, "minutes is missing"),
        ("days_off_per_week", 7, "whole number from 0 to 6"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        RULES[name](value, name)
