"""Changes of a plan that may be a way out."""

import pytest

from rostering.plans import FULL_TIME, day_group, plan, rules
from wfm.rostering import Plan
from wfm.rostering.ways_out import changes
from wfm.work.rules.rests import MinRest

TIGHT: list[tuple[Plan, str]] = [
    (plan(rules=rules(weekends_on=1, free_weekends=[2, 3]), group=[FULL_TIME]), "free_weekends"),
    (plan(rules=rules(days_on=[2, 3], days_off=[2, 3]), group=[FULL_TIME]), "days_on"),
    (plan(max_over=1), "max_over"),
]


@pytest.mark.parametrize(("whole", "name"), TIGHT)
def test_each_rule_can_be_loosened_by_a_step(whole: Plan, name: str) -> None:
    looser = list(changes.looser(whole, {name}, 1))
    assert looser
    for change in looser:
        assert change.words.startswith("allow")
        assert change.change(whole) != whole


def test_two_changes_are_made_one_after_the_other() -> None:
    whole = plan(max_over=1, coverage="exact", group=[day_group(agents=3)])
    both = next(changes.agents(whole)) + next(changes.looser(whole, {"max_over"}, 2))
    changed = both.change(whole)
    assert (changed.max_over, changed.groups[0].agents) == (3, (0, None))
    assert both.words == "allow 3 agents above the requirement"


def test_without_a_rest_rule_nobody_works_two_duties_at_once() -> None:
    whole = plan(rules={"min_rest_hours": 11}, group=[day_group()])
    (change,) = (change for change in changes.dropped(whole) if change.words == "min_rest_hours")
    rests = [rule for rule in change.change(whole).groups[0].rules if isinstance(rule, MinRest)]
    assert rests == [MinRest(0)]
