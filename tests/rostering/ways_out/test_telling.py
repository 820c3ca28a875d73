"""Ways out as a planner reads them."""

from dataclasses import replace

from rostering.plans import block, day_group, plan, rules
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.price import price
from wfm.rostering.ways_out.telling import apart, told
from wfm.work.week import Week

FEW = plan(group=[day_group(agents=5)], rules=rules(weekends_on=None))
WEEK = Week(block(9, 15, 6), 30)


def test_the_same_change_is_told_once() -> None:
    way = price(next(changes.agents(FEW)), FEW, WEEK)
    assert way is not None
    dearer = replace(way, agents=(way.agents[0] + 1,), cost=way.cost + 40)
    other = replace(way, agents=(5.0,))
    assert apart([way, dearer, other], FEW) == [way, other]


def test_what_is_not_solved_is_a_least() -> None:
    way = price(next(changes.agents(FEW)), FEW, WEEK)
    assert way is not None
    exact = replace(way, agents=(7.0,), cost=280.0)
    assert told(exact, FEW) == "at least 2 more agents: at least 0 short, cost at least 280"
    assert told(replace(exact, solved=True), FEW) == "2 more agents: 0 short, cost 280"
