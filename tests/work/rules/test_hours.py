"""Hours of a week, of a duty, and on average."""

from dataclasses import replace

import pytest

from rostering.cases import HOURS, Case, check_case
from rostering.rotations import FIXED, days
from wfm.work.rules.catalogue import ContractHours
from wfm.work.rules.hours import AverageHours, HoursPerWeek


@pytest.mark.parametrize("case", HOURS, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)


def test_a_team_keeps_its_contract_on_average() -> None:
    assert list(ContractHours(2400).faults(days("EEEEEE. EEEE..."))) == []
    assert list(ContractHours(2400).faults(days("EEEEEE. EEEEE..")))


def test_an_average_walks_a_short_rotation_again() -> None:
    # 17 weeks hold eight turns of two weeks and one week more: the long one.
    rule = AverageHours(47 * 60, 17)
    assert list(rule.faults(days("TTTTT.. TTT.E..")))
    assert not list(replace(rule, weeks=16, minutes=2880).faults(days("TTTTT.. TTT.E..")))


def test_only_weeks_with_too_many_hours_are_faults() -> None:
    faults = list(HoursPerWeek(2400).faults(days("EEEEE.. EEEEEE. TTTT...")))
    assert [place for place, _ in faults] == [7, 14]
    assert faults[1][1] == "44 h in the week, at most 40 h"


def test_a_contract_counts_paid_hours() -> None:
    rule = ContractHours(2400)
    assert (rule.limit, rule.written(38.5)) == (40, "38.5 h")
    assert [rule.amount(FIXED[letter]) for letter in "ENT"] == [8, 8, 11]
    assert rule.left_out() == (rule,)


def test_a_contract_of_more_hours_than_the_rule_allows_is_refused() -> None:
    assert ContractHours(2400).refuses(2400) == ""
    assert ContractHours(2400).refuses(2700) == "weekly_hours of 45, at most 40 on average"


def test_a_week_is_loosened_by_four_hours_a_step() -> None:
    assert dict(HoursPerWeek(2400).looser(2)) == {"48 hours a week": HoursPerWeek(2880)}
