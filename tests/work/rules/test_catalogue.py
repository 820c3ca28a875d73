"""The list of working-time rules: each has a case, and a network that holds just what is clean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.cases import CASES, Case, rule_of
from rostering.rotations import days, legal
from wfm.work.rules import statutes
from wfm.work.rules.catalogue import RULES, Average, Rule, ShiftRun, runs


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == {*RULES, *statutes.RULES, *statutes.OF_CONTRACTS}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rotation_of_days_off_breaks_nothing(case: Case) -> None:
    if case[0] not in {"days_off", "per_week"}:  # these ask for days on duty
        assert list(rule_of(case).faults(days("......."))) == []


# An average is kept by the program, not by the network; those of statutes have their own test.
ALL_RULES: list[Rule] = [
    rule for case in CASES if not isinstance(rule := rule_of(case), Average) and case[0] in RULES
]
ALL_RULES += [ShiftRun("late", 2, 3), ShiftRun("early", 1, 2)]


def test_runs_go_around_the_seam() -> None:
    assert runs([True, False, True]) == [(2, 2.0)]
    assert runs([True, True]) == [(0, float("inf"))]
    assert runs([False, False]) == []


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
