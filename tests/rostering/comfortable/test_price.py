"""What it would cost to do without lone days off and split weekends altogether."""

import numpy as np

from rostering.plans import block, day_group, plan, requirement
from wfm.rostering import roster
from wfm.rostering.comfortable.price import prices_of_none, with_rule
from wfm.rostering.folding import fold
from wfm.rostering.program.program import program
from wfm.solver import clock
from wfm.work.plan import unless_needed
from wfm.work.rules.catalogue import NoLoneDaysOff

PLAN = {"rules": {"days_on": [1, 6], "days_off": [1, 5]}, "closed": "allowed"}
# Five agents from Monday to Friday and three on Saturday: five do with lone days off.
WEEK = np.zeros((7, 48), dtype=int)
WEEK[:5, 18:30] = 5
WEEK[5, 18:30] = 3


def test_no_roster_without_them_costs_less() -> None:
    made = plan(**PLAN, group=[day_group()])
    need = requirement(WEEK.ravel())
    told = dict(prices_of_none(program(made, fold(need)), {}, until=clock() + 30))
    without = roster(need, with_rule(made, NoLoneDaysOff()))
    assert roster(need, made).cost <= told["no lone day off at all"] <= without.cost


def test_duty_in_closed_hours_is_no_cost() -> None:
    # Six agents whatever their days, on duty for an hour before anybody is required.
    need = requirement(block(9, 16, 2))
    made = unless_needed(plan(rules=PLAN["rules"], group=[day_group(agents=6)]))
    told = dict(prices_of_none(program(made, fold(need)), {}, until=clock() + 30))
    assert set(told.values()) == {6 * 40.0}


def test_fixed_patterns_are_asked_for_nothing_they_do_not_have() -> None:
    # Their days off are single ones, and no rule shuts them out.
    crew = {**day_group(), "name": "crew", "agents": 4, "patterns": ["day day OFF day OFF"]}
    made = plan(**PLAN, group=[day_group(), crew])
    need = requirement(WEEK.ravel())
    told = dict(prices_of_none(program(made, fold(need)), {}, until=clock() + 30))
    assert all(words.endswith(" beside fixed patterns") for words in told)
    assert len(told) == 3


def test_what_has_no_weight_has_no_price() -> None:
    built = program(plan(**PLAN, group=[day_group()]), fold(requirement(WEEK.ravel())))
    told = prices_of_none(built, {"lone_days": 0, "two_days_off": 0}, until=clock() + 30)
    assert [words for words, _ in told] == ["no split weekend at all"]


def test_what_is_not_known_in_time_is_left_unsaid() -> None:
    built = program(plan(**PLAN, group=[day_group()]), fold(requirement(WEEK.ravel())))
    assert prices_of_none(built, {}, until=clock() - 1) == []
