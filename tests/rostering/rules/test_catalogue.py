"""Working-time rules: each is caught by its judge and kept by its network."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.plans import plan
from wfm.rostering.program.network import OFF_DAY, network
from wfm.rostering.rules.catalogue import RULES, Average, ContractHours, Duty, Rule, ShiftRun, runs

SHIFTS = [
    {"name": "early", "starts": ["06:00"]},
    {"name": "late", "starts": ["14:00"]},
    {"name": "night", "starts": ["22:00"]},
]
PLAN = plan(rules={}, group=[{"name": "all", "weekly_hours": 60, "shift": SHIFTS}])
BANDS = PLAN.bands(PLAN.groups[0], 30)
LETTERS = {"E": BANDS[0], "L": BANDS[1], "N": BANDS[2]}


def days(letters: str) -> list[Duty | None]:
    """Return a rotation written as letters, seven a line; a dot is a day off."""
    found: list[Duty | None] = []
    for letter in letters.replace(" ", ""):
        band = LETTERS.get(letter)
        if band is None:
            found.append(None)
        else:
            start = band.starts[0]
            found.append(Duty(band.shift.name, start, start + 510, 480, band.night))
    return found


# Rule, its value, a rotation that keeps it, one that breaks it, where and how.
CASES: list[tuple[str, Any, str, str, int, str]] = [
    ("min_rest_hours", 11, "EELLNN.", "LE.....", 1, "rest of 7.5 h before the duty"),
    ("days_on", [2, 4], "EELL...", "EEEEE..", 0, "days on duty in a row: 5"),
    ("days_on", [2, 4], "LL...EE", "E......", 0, "days on duty in a row: 1"),
    ("days_off", [2, 4], "..EEELL", ".EEE..E", 0, "days off in a row: 1"),
    ("nights_on", [2, 3], "NN..EEN N..NNN.", "NNNN...", 0, "nights in a row: 4"),
    ("days_off_after_nights", 2, "NN..NNN ..EEELL", "NN.EE..", 1, "days off after nights: 1"),
    ("weekends_on", 1, "EE...EE EEEEE..", "EE..EE. E.....E", 5, "in a row: without end"),
    ("free_weekends", [1, 2], "EE...EE EEEEE..", "E.....E E....E.", 5, "from here: 0"),
    (
        "days_off_together",
        2,
        "..EEEEE E..EEEE",
        "E.EEEE. .EEEEE.",
        0,
        "longest run of days off in the week",
    ),
    ("hours_per_week", 40, "EEEEE..", "EEEEEE.", 0, "48 h in the week, at most 40"),
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
    ("forbidden", [["night", "early"]], "NN.EE..", ".NNE...", 3, "forbidden: night then early"),
    (
        "forbidden",
        [["night", "OFF", "early"]],
        "NN..EE.",
        "EE...NN .EE....",
        8,
        "forbidden: night then OFF then early",
    ),
]


@pytest.mark.parametrize(("name", "value", "good", "bad", "where", "message"), CASES)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(
    name: str, value: Any, good: str, bad: str, where: int, message: str
) -> None:
    rule = RULES[name](value, name)
    assert list(rule.faults(days(good))) == []
    faults = list(rule.faults(days(bad)))
    assert where in [position for position, _ in faults]
    assert any(message in text for _, text in faults)


def test_every_rule_of_the_configuration_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(RULES)


def test_runs_go_around_the_seam() -> None:
    assert runs([True, False, True]) == [(2, 2.0)]
    assert runs([True, True]) == [(0, float("inf"))]
    assert runs([False, False]) == []


def test_a_team_keeps_its_contract_on_average() -> None:
    assert list(ContractHours(2400).faults(days("EEEEEE. EEEE..."))) == []
    assert list(ContractHours(2400).faults(days("EEEEEE. EEEEE..")))


def test_the_run_of_a_shift_is_limited() -> None:
    assert list(ShiftRun("late", 2, 3).faults(days("EELLE.."))) == []
    assert list(ShiftRun("late", 2, 3).faults(days("EELEE..")))


ALL_RULES: list[Rule] = [
    rule
    for name, value, *_ in CASES
    # An average is kept by the program, not by the network.
    if not isinstance(rule := RULES[name](value, name), Average)
]
ALL_RULES += [ShiftRun("late", 2, 3), ShiftRun("early", 1, 2)]


def legal(rule_list: Sequence[Rule], letters: str) -> bool:
    """Whether a walk through the network closes with these days."""
    bands = [LETTERS[c] for c in "ELN"]
    moves = {(a.tail, a.band): a for a in network(rule_list, bands).arcs}
    word = ["ELN".index(c) if c in LETTERS else OFF_DAY for c in letters]
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


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
@given(letters=st.text("ELN.", min_size=14, max_size=14))
def test_the_network_of_a_rule_holds_exactly_the_rotations_its_judge_finds_clean(
    rule: Rule, letters: str
) -> None:
    # Two turns of a rotation may meet the rule in a state that one turn does not close.
    clean = "." in letters and not list(rule.faults(days(letters)))
    if clean:
        assert legal([rule], letters * 3) or legal([rule], letters)
    elif "." in letters:
        assert not legal([rule], letters)
