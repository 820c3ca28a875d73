"""Which readings of the rules are searched, in which order."""

from dataclasses import replace

import numpy as np
import pytest

from rostering.plans import block, day_group, plan, requirement
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering import check, plan_from, roster, strategy
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.search import Found, search
from wfm.rostering.strategy import looked_for
from wfm.solver import clock
from wfm.work.plan import Plan
from wfm.work.rules.hours import AverageHours
from wfm.work.week import Week

EIGHT = {"name": "all", "presence_hours": 8, "paid_hours": 8, "meals": []}


HOURS = {"from_hours": 3, "to_hours": 5}


TWELVE = {"presence_hours": 13, "paid_hours": 12, "meals": [{"minutes": 60, **HOURS}]}


def some_starts() -> tuple[Plan, np.ndarray]:
    """Return a plan of one agent and a week that only some starts can cover.

    From late at 12:00 to early at 10:00 there are 14 hours, from 14:00 to 04:00 there are 6.
    """
    shifts = [
        {"name": "early", "starts": ["04:00", "10:00"]},
        {"name": "late", "starts": ["12:00", "14:00"]},
    ]
    group = {**EIGHT, "weekly_hours": 56, "agents": 1, "shift": shifts}
    week = np.zeros((7, 48), dtype=int)
    week[0:6:2, 24:40] = week[1:6:2, 20:36] = 1
    return plan(rules={"min_rest_hours": 14}, group=[group]), week.ravel()


@pytest.mark.parametrize("elastic", [False, True])
def test_a_roster_is_found_where_only_some_starts_keep_the_rest(elastic: bool) -> None:
    whole, week = some_starts()
    with pytest.raises(InfeasibleError):
        search(program(whole, Week(week, 30)), seconds=10, gap=0)
    found = roster(requirement(week), whole, elastic=elastic)
    assert (found.agents, found.hours_short) == (1, 0)
    assert check(found.table, requirement(week), whole).violations.empty


def test_no_other_reading_is_begun_when_the_time_is_out() -> None:
    """Its program may take longer to state than there was time for the whole search."""
    made, required = some_starts()
    asked = []

    def look(built: Program, *, seconds: float) -> Found:
        asked.append(built.plan.reading)
        raise InfeasibleError("none")

    with pytest.raises(UndecidedError, match="time limit"):
        looked_for(program(made, Week(required, 30)), clock(), False, look)
    assert set(asked) == {"safe"}


def test_a_roster_is_found_where_the_average_is_kept_but_not_every_week() -> None:
    # Five days of twelve hours and a week off: 60 and 0 hours.
    group = {**day_group(agents=2, weekly_hours=48), **TWELVE}
    rules = {"days_on": [5, 5], "days_off": [2, 10]}
    week = block(9, 10, 1, days=range(5))
    law = plan_from({"roster": {"rules": rules, "group": [group]}}, "eu-wtd")
    with pytest.raises(InfeasibleError):
        search(program(law, Week(week, 30)), seconds=10, gap=0)
    found = roster(requirement(week), law)
    assert check(found.table, requirement(week), law).violations.empty
    assert sorted(found.table.groupby("line")["shift"].apply(lambda s: (s != "OFF").sum())) == [
        0,
        5,
    ]


def test_an_average_that_no_rotation_keeps_is_proved_infeasible() -> None:
    # One agent who works each Monday to Friday: 60 hours a week, 48 allowed.
    group = {**day_group(agents=1, weekly_hours=60), **TWELVE}
    rules = {"days_on": [5, 5], "days_off": [2, 2]}
    law = plan_from({"roster": {"rules": rules, "group": [group]}}, "eu-wtd")
    with pytest.raises(InfeasibleError, match=r"above average_hours 48 \(Directive"):
        roster(requirement(block(9, 10, 1, days=range(5))), law, time_limit=10)


def test_what_breaks_an_average_over_months_is_neither_roster_nor_proof() -> None:
    # 72 and 0 hours are 36 on average, but 48 in the three weeks that begin with the first.
    group = {**day_group(agents=2, weekly_hours=48), **TWELVE}
    whole = plan(rules={"days_on": [6, 6], "days_off": [2, 10]}, group=[group])
    bound = replace(whole.groups[0], rules=(*whole.groups[0].rules, AverageHours(2400, 3)))
    with pytest.raises(UndecidedError, match=r"no proof.*breaks 'average_hours'"):
        roster(
            requirement(block(9, 10, 1, days=range(6))),
            replace(whole, groups=(bound,)),
            time_limit=10,
        )


def test_what_no_start_allows_is_proved_infeasible() -> None:
    shifts = [{"name": "day", "starts": "06:00-20:00"}]
    group = {**EIGHT, "agents": 1, "weekly_hours": 56, "shift": shifts}
    week = block(9, 10, 1) + block(20, 21, 1, days=range(0, 7, 2))
    with pytest.raises(InfeasibleError, match="no roster satisfies the rules"):
        roster(requirement(week), plan(rules={"min_rest_hours": 17}, group=[group]), explain=False)


def test_what_follows_a_search_that_the_clock_gave_up_may_differ_in_another_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With more time, a roster with nobody there while closed might have been found."""
    need = requirement(block(8, 18, 3, days=range(5)))
    assert roster(need, plan()).repeats
    monkeypatch.setattr(strategy, "_PATIENCE", -1.0)
    hurried = roster(need, plan())
    assert not hurried.repeats
