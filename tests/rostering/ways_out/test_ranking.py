"""Changes are priced one after the other until the time is over."""

from rostering.plans import block, day_group, plan, rules
from wfm.rostering.ways_out import changes
from wfm.rostering.ways_out.ranking import AS_IT_IS, Ranking, best_start
from wfm.solver import clock
from wfm.work.week import Week

FEW = plan(group=[day_group(agents=5)], rules=rules(weekends_on=None))
WEEK = Week(block(9, 15, 6), 30)


def test_without_time_nothing_is_priced() -> None:
    assert Ranking(WEEK, clock()).price(AS_IT_IS, FEW) is None
    assert Ranking(WEEK, clock()).priced(changes.agents(FEW), FEW) == []


def test_more_agents_leave_less_uncovered_than_the_plan_as_it_is() -> None:
    ranking = Ranking(WEEK, clock() + 60)
    here = ranking.price(AS_IT_IS, FEW)
    (more,) = ranking.priced(changes.agents(FEW), FEW)
    assert here is not None
    assert more.short_hours < here.short_hours


def test_a_short_shift_starts_where_it_is_of_use() -> None:
    way = best_start(FEW, Ranking(WEEK, clock() + 60), "days")
    assert way is not None
    assert "a 5-hour shift at " in way.variant.words
