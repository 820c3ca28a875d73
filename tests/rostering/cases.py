"""A rotation that keeps each rule and one that breaks it, and what the two tell of the rule."""

from typing import Any

from rostering.rotations import days
from wfm.work.rules.catalogue import RULES as CONFIGURED
from wfm.work.rules.catalogue import Rule
from wfm.work.rules.statutes import OF_CONTRACTS, RULES

READERS = {**CONFIGURED, **RULES, **OF_CONTRACTS}
NIGHT = {"from": "23:00", "to": "06:00", "minutes": 180}

# Rule, its value, a rotation that keeps it, one that breaks it, where and how.
Case = tuple[str, Any, str, str, int, str]

HOURS: list[Case] = [
    ("hours_per_week", 40, "EEEEE..", "EEEEEE.", 0, "48 h in the week, at most 40"),
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
]
DAILY: list[Case] = [
    ("daily_hours", 10, "EELLNN.", "EET....", 2, "11 h of a duty, at most 10 h"),
    ("daily_hours", {"hours": 7, "night": NIGHT}, "EELL...", "EELLN..", 4, "duty with night work"),
    ("daily_presence_hours", 11, "EELLNN.", "EET....", 2, "12 h from start to end"),
]
RESTS: list[Case] = [
    ("min_rest_hours", 11, "EELLNN.", "LE.....", 1, "rest of 7.5 h before the duty"),
    ("forbidden", [["night", "early"]], "NN.EE..", ".NNE...", 3, "forbidden: night then early"),
    (
        "forbidden",
        [["night", "OFF", "early"]],
        "NN..EE.",
        "EE...NN .EE....",
        8,
        "forbidden: night then OFF then early",
    ),
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
    ("shift_change_rest", 11, "LLLL.EE", "LE.....", 1, "rest of 7.5 h from 'late' to 'early'"),
    # A rotation of one line is walked four times in four weeks.
    ("quick_returns", 4, "LE.....", "LE...LE", 0, "in the 4 weeks from here: 8, at most 4"),
    # From Sunday to Monday is one, too.
    (
        "quick_returns",
        1,
        "LE..... E...... E...... E......" * 2,
        "E.LE... E...... E.....L E......",
        0,
        "rests under 12 h in the 4 weeks from here: 2",
    ),
    ("quick_returns", {"most": 0, "hours": 7}, "LELELE.", "NT.....", 0, "under 7 h"),
]
STINTS: list[Case] = [
    ("days_on", [2, 4], "EELL...", "EEEEE..", 0, "days on duty in a row: 5"),
    ("days_on", [2, 4], "LL...EE", "E......", 0, "days on duty in a row: 1"),
    ("days_off", [2, 4], "..EEELL", ".EEE..E", 0, "days off in a row: 1"),
    ("no_lone_days_off", True, ".EEE..E E......", "EE.E...", 2, "a day off between two duties"),
    ("no_lone_days_off", True, ".EEEEE.", ".EEEEEE", 0, "at least two in a row"),
    ("same_shift_in_stint", True, "EE.LL.E", "EE.EL.E", 4, "from 'early' to 'late'"),
    ("same_shift_in_stint", True, "E.LL.EE EE.LL.E", "N.LL.EE", 0, "from 'early' to 'night'"),
    ("max_shifts_per_stint", 2, "EELLLE. L..E.N.", "NNELE..", 3, "3 ('night', 'early', 'late')"),
    ("max_shifts_per_stint", 1, "EE..LL.", "E....NN", 0, "2 ('night', 'early'), at most 1"),
    ("nights_on", [2, 3], "NN..EEN N..NNN.", "NNNN...", 0, "nights in a row: 4"),
    ("start_change", "2h", "EE.LL.N N......", "EL.....", 1, "moves from 06:00 to 14:00"),
    ("days_off_after_nights", 2, "NN..NNN ..EEELL", "NN.EE..", 1, "days off after nights: 1"),
]
WEEKENDS: list[Case] = [
    ("weekends_on", 1, "EE...EE EEEEE..", "EE..EE. E.....E", 5, "in a row: without end"),
    ("free_weekends", [1, 2], "EE...EE EEEEE..", "E.....E E....E.", 5, "from here: 0"),
    ("whole_weekends", True, "EE...EE EEE....", "EE...EE EEEE..E", 13, "1 of the weekend's 2"),
    (
        "every_second_weekend",
        True,
        ".....EE E...... ......N .......",
        ".....E. .....EE",
        5,
        "1 week",
    ),
    # Around the seam of three lines there is no rhythm of two weeks.
    ("every_second_weekend", True, "EEEEE.. EEEEE.. EEEEE..", "E....E. E...... E......", 5, "3 w"),
    (
        "days_off_together",
        2,
        "..EEEEE E..EEEE",
        "E.EEEE. .EEEEE.",
        0,
        "longest run of days off in the week",
    ),
    ("days_off_per_week", 2, "EEEEE.. .EEEEE.", "EEEEE.. EEEEEE.", 7, "days off in the week: 1"),
    ("free_sundays", 15, "EEEEEE. EE....E EE...EE", "EEEEE.E EEEEE.E", 6, "in 52 weeks: 0"),
    # A night from Saturday reaches into Sunday.
    ("free_sundays", 15, "EEEEE..", "NNNNNN.", 6, "in 52 weeks: 0"),
]
COUNTS: list[Case] = [
    ("per_week", {"late": [0, 2]}, "LL.EE.. .....LL", "LLL....", 0, "'late' in the week: 3"),
    (
        "per_week",
        {"late": [1, 2]},
        "..EEEL. .L.....",
        "L...... .EE....",
        7,
        "in the week: 0",
    ),
    (
        "nights_per_week",
        1.5,
        "NNN.... .EEEE..",
        "NN.EE.. NN.....",
        0,
        "2.00 nights a week",
    ),
]
CASES = [*HOURS, *DAILY, *RESTS, *STINTS, *WEEKENDS, *COUNTS]


def rule_of(case: Case) -> Rule:
    """Return the rule of a case, with its value."""
    name, value, *_ = case
    return READERS[name](value, name)


def check_case(case: Case) -> None:
    """The broken rotation is caught, where and as it is said; the good one is not."""
    _, _, good, bad, where, message = case
    rule = rule_of(case)
    assert list(rule.faults(days(good))) == []
    faults = list(rule.faults(days(bad)))
    assert where in [position for position, _ in faults]
    assert any(message in text for _, text in faults)
