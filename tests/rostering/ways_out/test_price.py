"""Ways out of an impossible plan, and advice: each is a roster with its price."""

import logging
import re
from dataclasses import replace

import pytest

from rostering.plans import FULL_TIME, block, day_group, double_peak, plan, requirement, rules
from wfm.errors import InfeasibleError
from wfm.rostering import Plan, advise, presets, roster
from wfm.rostering.rules.rests import MinRest
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.explanation import AS_IT_IS, apart, why_not
from wfm.rostering.ways_out.price import price, solve
from wfm.rostering.week import Week

FREE = rules(weekends_on=None)
FEW = plan(group=[day_group(agents=5)], rules=FREE)
WEEK = Week(block(9, 15, 6), 30)


def test_an_impossible_plan_tells_the_ways_out(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="wfm")
    with pytest.raises(InfeasibleError) as caught:
        roster(requirement(WEEK.required), FEW, time_limit=20)
    assert "what binds: the number of agents" in str(caught.value)
    assert "\n" not in str(caught.value)
    listed = [line for line in caplog.messages if re.match(r"\d\. ", line)]
    assert listed[0].startswith("1. ")
    assert "best way out: " + listed[0][3:] in str(caught.value)
    assert any(re.search(r"\d\. 7 more agents: 0 short, cost 480", line) for line in listed)


def test_what_stays_short_is_counted_in_whole_agents() -> None:
    # Five agents work 25 duties of the 42 that six on each day are; meals leave one more away.
    found = why_not(FEW, WEEK, seconds=20)
    hours = re.search(
        r"; ([\d.]+) agent-hours a week stay uncovered, at worst \d agents: ", found.reason
    )
    assert hours is not None
    assert float(hours[1]) % 0.5 == 0
    elastic = roster(requirement(WEEK.required), FEW, elastic=True, time_limit=20)
    assert float(hours[1]) == pytest.approx(elastic.hours_short, rel=0.1)


def test_a_solved_way_is_a_roster_that_the_search_finds_again() -> None:
    for change in (*changes.agents(FEW), *changes.dropped(FEW)):
        ranked = price(change, FEW, WEEK)
        assert ranked is not None
        if ranked.wrong_hours > 0.01:
            continue
        found = solve(ranked, WEEK, seconds=20)
        again = roster(requirement(WEEK.required), found.plan, gap=0.02)
        assert found.solved
        assert (found.short_hours, found.cost) == (0, again.cost)
        assert found.cost >= ranked.cost - 1e-6
        assert sum(found.agents) == again.agents


def test_the_same_change_is_told_once() -> None:
    way = price(next(changes.agents(FEW)), FEW, WEEK)
    assert way is not None
    dearer = replace(way, agents=(way.agents[0] + 1,), cost=way.cost + 40)
    other = replace(way, agents=(5.0,))
    assert apart([way, dearer, other], FEW) == [way, other]


def test_without_time_a_way_is_said_as_at_least() -> None:
    ranked = price(AS_IT_IS, FEW, WEEK)
    assert ranked is not None
    assert solve(ranked, WEEK, seconds=0.0) == ranked
    assert why_not(FEW, WEEK, seconds=0.0).ways == ()


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


def test_advice_needs_a_plan_that_works() -> None:
    with pytest.raises(InfeasibleError, match="run wfm roster"):
        advise(requirement(double_peak(6)), plan(group=[{**FULL_TIME, "max_agents": 3}]))


def test_a_proof_alone_needs_no_explanation() -> None:
    with pytest.raises(InfeasibleError, match=r"^no roster satisfies the rules and covers"):
        roster(requirement(WEEK.required), FEW, explain=False)


@pytest.mark.parametrize(("law", "tried"), [("eu-wtd", True), ("tw-lsa", False)])
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
