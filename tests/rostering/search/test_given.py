"""A finished roster as a program sees it."""

import pytest

from rostering.plans import block, day_group, plan
from wfm.rostering.program.program import program
from wfm.rostering.search.given import WorkedTeam, columns_of, cost_of
from wfm.work.rules.rule import Duty
from wfm.work.week import Week

PLAN = plan(rules={"days_on": [1, 5]}, group=[day_group(night_premium=0.5, sunday_premium=0.25)])
DUTY = Duty("day", 480, 990, 480, night=False)


def team(letters: str, duty: Duty = DUTY) -> WorkedTeam:
    return WorkedTeam("days", tuple(None if letter == "-" else duty for letter in letters))


def test_a_roster_costs_its_contracts_and_premiums() -> None:
    assert cost_of(PLAN, [team("DDDDD--")]) == 40
    assert cost_of(PLAN, [team("DDDDD--" * 3)]) == 120
    assert cost_of(PLAN, [team("--DDDDD")]) == pytest.approx(40 + 0.25 * 8)


def test_a_legal_roster_is_all_in_the_columns_of_its_program() -> None:
    built = program(PLAN, Week(block(8, 16, 1), 30))
    (group,) = built.groups
    values, whole = columns_of(built, [team("DDDDD---DDDDD-")])
    assert whole
    assert values[group.agents] == 2
    assert [values[group.duties[day, 0, 480]] for day in range(7)] == [1, 2, 2, 2, 2, 1, 0]
    assert values[group.walks].sum() == 14


def test_what_the_network_does_not_hold_is_left_out() -> None:
    """Six days in a row have their duties, but no walk."""
    built = program(PLAN, Week(block(8, 16, 1), 30))
    (group,) = built.groups
    values, whole = columns_of(built, [team("DDDDDD-")])
    assert not whole
    assert values[group.walks].sum() == 0
    assert sum(values[column] for column in group.duties.values()) == 6


def test_a_duty_of_no_start_of_the_program_is_left_out() -> None:
    built = program(PLAN, Week(block(8, 16, 1), 30))
    odd = Duty("day", 485, 995, 480, night=False)
    _, whole = columns_of(built, [team("DDDDD--", odd)])
    assert not whole
