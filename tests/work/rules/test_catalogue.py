"""The list of working-time rules: each has a case, and a network that holds just what is clean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.cases import CASES, Case, rule_of
from rostering.rotations import FIXED, days, legal
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


def walked(rule: Rule, letters: str) -> bool:
    """Whether the machine lets days pass that begin after enough days off; the end is free."""
    state = rule.first()
    for day, letter in enumerate(letters):
        state = rule.step(state, day % 7, FIXED.get(letter))
        if state is None:
            return False
    return True


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
@given(letters=st.text("ELN.", min_size=14, max_size=14))
def test_on_dates_the_judge_finds_what_the_machine_refuses(rule: Rule, letters: str) -> None:
    free = "." * 14
    known = [True] * len(letters)
    if walked(rule, letters):
        # Nothing is known of the days before: what begins there is held against nobody.
        assert list(rule.on_dates(days(letters), known)) == []
    elif not list(rule.on_dates(days(free), [True] * 14)):
        after = days(free + letters)
        assert list(rule.on_dates(after, [True] * len(after)))


def test_days_that_nobody_knows_are_held_against_nobody() -> None:
    for rule in ALL_RULES:
        assert list(rule.on_dates([None] * 21, [False] * 21)) == []
