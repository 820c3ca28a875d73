"""Ways out of an impossible plan, and advice: each is a roster with its price."""

from rostering.plans import block, day_group, plan, requirement, rules
from wfm.rostering import roster
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.explanation import why_not
from wfm.rostering.ways_out.price import price, solve
from wfm.rostering.ways_out.ranking import AS_IT_IS
from wfm.work.week import Week

FREE = rules(weekends_on=None)


FEW = plan(group=[day_group(agents=5)], rules=FREE)


WEEK = Week(block(9, 15, 6), 30)


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


def test_without_time_a_way_is_said_as_at_least() -> None:
    ranked = price(AS_IT_IS, FEW, WEEK)
    assert ranked is not None
    assert solve(ranked, WEEK, seconds=0.0) == ranked
    assert why_not(FEW, WEEK, seconds=0.0).ways == ()
