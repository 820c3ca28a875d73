"""Advice: what would save, each with the roster that shows it."""

import pytest

from rostering.plans import FULL_TIME, block, day_group, double_peak, plan, requirement, rules
from wfm.errors import InfeasibleError
from wfm.rostering import advise, presets, roster
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.price import price
from wfm.work.week import Week

FREE = rules(weekends_on=None)


def test_advice_names_what_saves_most() -> None:
    need = requirement(block(9, 12, 6) + block(9, 16, 2))
    days = plan(rules=FREE, group=[day_group()])
    advice = advise(need, days, time_limit=30)
    assert advice.ideal < advice.cost
    assert advice.cost == roster(need, days).cost
    shares = [share for _, share in advice.savings]
    assert shares == sorted(shares, reverse=True)
    assert "-hour shifts" in advice.savings[0][0]
    assert "would save" in str(advice)


@pytest.mark.slow
def test_advice_begins_with_the_roster_that_is_there() -> None:
    need = requirement(block(9, 12, 6) + block(9, 16, 2))
    days = plan(rules=FREE, group=[day_group()])
    many = plan(rules=FREE, group=[day_group(min_agents=20)])
    dear = roster(need, many, gap=0.5)
    found = advise(need, days, start_from=dear.table, time_limit=20)
    assert found.cost == dear.cost
    # Most of it is what the roster itself has too much of.
    assert found.savings[0][1] > 0.4
    # No time to look for anything: nothing saves, and nothing else is said.
    late = advise(need, days, start_from=dear.table, time_limit=0.0)
    assert (late.cost, late.savings) == (dear.cost, ())


# Round the clock, and an hour of the weekend that takes more agents than may be missed cheaply.
AROUND = [
    {"name": name, "starts": [start], "presence_hours": 8, "paid_hours": 8, "meals": []}
    for name, start in (("early", "06:00"), ("late", "14:00"), ("night", "22:00"))
]


WEEKENDS = block(0, 24, 1) + block(10, 11, 1, days=range(5, 7))


@pytest.mark.slow
def test_advice_does_not_deny_the_roster_that_is_there() -> None:
    asked = plan(
        rules={"min_rest_hours": 11, "days_on": [1, 6], "free_weekends": [3, 4]},
        group=[{"name": "all", "shift": AROUND}],
    )
    found = roster(requirement(WEEKENDS), asked, time_limit=20, gap=0.5)
    # Few agents' hours would be cheaper to miss than to cover: no proof that there is no roster.
    advice = advise(requirement(WEEKENDS), asked, start_from=found.table, time_limit=4)
    assert advice.cost == found.cost
    assert all(0 < share < 1 for _, share in advice.savings)


@pytest.mark.slow
def test_advice_names_what_saves_beside_fixed_patterns() -> None:
    shifts = [{"name": "day", "starts": "06:00-07:00"}, {"name": "night", "starts": "18:00-19:00"}]
    pattern = {"patterns": ["day day night night OFF OFF OFF OFF"], "shift": shifts}
    crew = {"name": "crew", "presence_hours": 12, "paid_hours": 12, "meals": [], **pattern}
    need = requirement(block(0, 24, 1) + block(8, 16, 2, days=range(5)))
    advice = advise(need, plan(rules={"min_rest_hours": 11}, group=[crew]), time_limit=30)
    # Twelve crews of 4 on 4 off, of which eight are there for the days.
    assert advice.cost == 12 * 42
    assert "in 4-hour shifts" in advice.savings[0][0]
    assert advice.savings[0][1] > 0.4


def test_advice_needs_a_plan_that_works() -> None:
    with pytest.raises(InfeasibleError, match="run wfm roster"):
        advise(requirement(double_peak(6)), plan(group=[{**FULL_TIME, "max_agents": 3}]))


@pytest.mark.parametrize(
    ("law", "tried"), [pytest.param("eu-wtd", True, marks=pytest.mark.slow), ("tw-lsa", False)]
)
def test_no_shift_is_proposed_that_a_preset_refuses(law: str, tried: bool) -> None:
    """Five hours without a meal break the law of Taiwan, more than four hours of work."""
    lawful = presets.apply(plan(group=[FULL_TIME]), law)
    week = Week(double_peak(4), 30)
    for change in (
        changes.short_shift(lawful.groups[0], (660, 660)),
        changes.contract(lawful, 1500, 300, 0, (360, 1080)),
    ):
        assert (price(change, lawful, week) is not None) == tried
    assert price(changes.contract(lawful, 1200, 240, 0, (360, 1140)), lawful, week)
