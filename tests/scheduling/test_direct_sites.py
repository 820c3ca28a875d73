"""Random sites whose people are scheduled directly, judged by another checker."""

import datetime as dt

import pytest

import wfm
from schedule_checker import faults, rows_of
from scheduling.test_random_sites import PLAN, site


def judge_one(number: int) -> None:
    drawn = site(number)
    config = {**PLAN, "timezone": drawn.zone}
    who = drawn.agents[["agent", "max_weekends", "max_hours", "shift_limits"]]
    past = wfm.schedule(
        requirement=drawn.requirement.assign(
            interval_start=drawn.requirement["interval_start"] - dt.timedelta(days=7)
        ),
        start=drawn.first - dt.timedelta(days=7),
        weeks=1,
        config=config,
        time_limit="0.5s",
        agents=who,
    )
    made = wfm.schedule(
        requirement=drawn.requirement,
        start=drawn.first,
        weeks=drawn.weeks,
        absences=drawn.absences,
        wishes=drawn.wishes,
        previous=past.table,
        config=config,
        time_limit="1s",
        agents=who,
    )
    assert faults(rows_of(made.table), rows_of(past.table), drawn.limits, drawn.first) == [], number
    assert made.cost is not None
    assert made.bound is not None
    assert made.bound <= made.cost + 1e-6
    found = wfm.check(
        made.table,
        agents=who,
        absences=drawn.absences,
        previous=past.table,
        config=config,
    )
    assert found.violations.empty, (number, found.violations.to_string())


@pytest.mark.parametrize("number", [2])
def test_people_without_a_roster_keep_every_rule_and_limit(number: int) -> None:
    judge_one(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3, 23))
def test_many_more_people_without_a_roster(number: int) -> None:
    judge_one(number)
