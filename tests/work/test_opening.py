"""Nobody is on duty while the site is closed, unless the plan cannot be met otherwise."""

import logging
from typing import Any

import numpy as np
import pytest

import wfm
from rostering import checker
from rostering.plans import block, plan, requirement, rules
from wfm.errors import InfeasibleError
from wfm.rostering import Roster, roster
from wfm.work.opening import closed_hours
from wfm.work.week import Week

WEEKDAYS = range(5)
OFFICE = block(8, 20, 2, days=WEEKDAYS)


def present(made: Roster) -> np.ndarray:
    """Return the agents who are there in each half hour, meals included, read from the CSV."""
    minutes = np.zeros(checker.WEEK, dtype=int)
    for days in checker.read(made.table.to_csv(index=False)).values():
        for n, day in enumerate(days):
            minutes[(n % 7 * checker.DAY + np.arange(day.start, day.end)) % checker.WEEK] += 1
    agents: np.ndarray = minutes.reshape(-1, 30).max(axis=1)
    return agents


def fixed(*starts: str, hours: float = 8, **group: Any) -> dict[str, Any]:
    """Return a group without meals whose duties begin at these times."""
    shift = {"name": "fixed", "starts": list(starts)}
    return {
        "name": "g",
        "weekly_hours": 40,
        "presence_hours": hours,
        "paid_hours": hours,
        "meals": [],
        "shift": [shift],
        **group,
    }


# --- when the site is closed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("required", "step", "closed"),
    [
        ([0] * 168, 60, [True] * 168),
        ([1] * 168, 60, [False] * 168),
        # Two hours without a need are a quiet time, three are not.
        ([1] * 10 + [0] * 2 + [1] * 156, 60, [False] * 168),
        ([1] * 10 + [0] * 3 + [1] * 155, 60, [False] * 10 + [True] * 3 + [False] * 155),
        # Sunday evening and Monday morning are one night.
        ([0] * 2 + [1] * 165 + [0], 60, [True] * 2 + [False] * 165 + [True]),
        ([0] + [1] * 166 + [0], 60, [False] * 168),
    ],
)
def test_closed_is_where_nobody_is_required_for_more_than_two_hours(
    required: list[int], step: int, closed: list[bool]
) -> None:
    assert closed_hours(Week(np.array(required), step)).tolist() == closed


# --- nobody while closed ------------------------------------------------------------------------


def test_nobody_comes_at_the_weekend_before_opening_or_after_closing() -> None:
    made = roster(requirement(OFFICE), plan())
    assert not present(made)[OFFICE == 0].any()
    assert made.closed_hours == 0
    # The same agents as without the condition.
    assert made.agents == roster(requirement(OFFICE), plan(closed="allowed")).agents


def test_nobody_starts_before_opening_on_the_days_that_open_late() -> None:
    need = block(8, 16, 1, days=WEEKDAYS) + block(10, 16, 1, days=range(5, 7))
    made = roster(requirement(need), plan(group=[fixed("08:00", "09:00", "10:00", hours=6)]))
    assert not present(made)[need == 0].any()


def test_a_night_duty_ends_at_the_closing_of_the_week() -> None:
    need = np.ones(336, dtype=int)
    need[5 * 48 + 12 :] = 0  # from Saturday 06:00 to Monday 00:00
    made = roster(
        requirement(need),
        plan(
            group=[fixed("00:00", "06:00", "14:00", "22:00")],
            rules={"min_rest_hours": 8, "days_on": [1, 6]},
        ),
    )
    # Whoever starts on Monday at midnight does not start on Sunday at 22:00.
    assert not present(made)[need == 0].any()


@pytest.mark.parametrize(("reopens", "hours"), [(15, 0), (16, 15)])
def test_a_duty_may_lie_over_a_quiet_time_but_not_over_a_closed_afternoon(
    reopens: int, hours: float
) -> None:
    need = block(8, 13, 1, days=WEEKDAYS) + block(reopens, 19, 1, days=WEEKDAYS)
    made = roster(requirement(need), plan(group=[fixed("08:00", hours=11)], rules={}))
    assert made.closed_hours == hours


def test_it_may_cost_more_than_a_plan_that_lets_agents_wait_before_opening() -> None:
    need = block(8, 12, 2, days=WEEKDAYS) + block(12, 16, 1, days=WEEKDAYS)
    short = fixed("08:00", hours=4, name="short", weekly_hours=20, cost_per_hour=2)
    long = fixed("04:00", "08:00", name="long")
    never, allowed = (
        roster(requirement(need), plan(group=[short, long], rules={}, closed=closed))
        for closed in ("never", "allowed")
    )
    assert not present(never)[need == 0].any()
    assert allowed.cost <= never.cost


def test_the_python_keyword_goes_before_the_configuration() -> None:
    need = requirement(block(8, 16, 1, days=WEEKDAYS))
    section = {"closed": "allowed", "group": [fixed("08:00")], "rules": {}}
    made = wfm.roster(need, config={"roster": section}, closed="never")
    assert made.closed_hours == 0


# --- where the plan cannot be met otherwise -----------------------------------------------------


def test_who_is_there_before_opening_is_said_and_nobody_comes_at_the_weekend(
    caplog: pytest.LogCaptureFixture,
) -> None:
    need = block(8, 15, 2, days=WEEKDAYS)
    with caplog.at_level(logging.WARNING):
        made = roster(requirement(need), plan(group=[fixed("07:00")]))
    there = np.where(need == 0, present(made), 0)
    assert there.sum() / 2 == made.closed_hours == 10
    assert not there[5 * 48 :].any()
    when = "Monday to Friday 07:00-08:00"
    said = (
        f"10 agent-hours of duty a week while nobody is required ({when}): no roster without them"
    )
    assert caplog.messages == [f"{said} was found"]


def test_a_site_open_at_weekends_only_has_as_few_on_other_days_as_rules_allow(
    caplog: pytest.LogCaptureFixture,
) -> None:
    need = block(8, 16, 1, days=range(5, 7))
    group = fixed("08:00")
    with caplog.at_level(logging.WARNING):
        made = roster(requirement(need), plan(group=[group], rules={"days_off": [1, 4]}))
    assert made.closed_hours > 0
    assert "no roster without them was found" in caplog.text
    without = roster(requirement(need), plan(group=[group], rules={}))
    assert without.closed_hours == 0


def test_allowed_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    need = block(8, 15, 2, days=WEEKDAYS)
    with caplog.at_level(logging.WARNING):
        roster(requirement(need), plan(group=[fixed("07:00")], closed="allowed"))
    assert not caplog.messages


def test_fewer_agents_are_missing_before_nobody_waits() -> None:
    need = block(8, 15, 3, days=WEEKDAYS)
    asked = plan(group=[fixed("07:00", max_agents=2)], rules={})
    with pytest.raises(InfeasibleError):
        roster(requirement(need), asked)
    made = roster(requirement(need), asked, elastic=True)
    assert made.hours_short == 35
    assert made.closed_hours == 10


def test_agents_who_must_be_there_are_there_though_nobody_is_needed() -> None:
    asked = plan(
        group=[fixed("08:00", min_agents=1)], rules={"days_off": [1, 2], "days_on": [1, 5]}
    )
    made = roster(requirement(np.zeros(336, dtype=int)), asked)
    assert made.agents == 1
    assert made.closed_hours > 0


@pytest.mark.slow
def test_teams_are_balanced_within_opening_hours() -> None:
    need = block(6, 22, 4, days=range(6))
    made = roster(
        requirement(need), plan(rotation_weeks=3, rules=rules(free_weekends=[1, 2])), fairness=0.2
    )
    assert not present(made)[need == 0].any()


def test_a_roster_to_start_from_is_no_reason_to_come_while_closed() -> None:
    need = requirement(block(8, 14, 1, days=WEEKDAYS))
    early = fixed("06:00")
    start = roster(need, plan(group=[early], rules={}))
    assert start.closed_hours == 10
    day = {"name": "day", "starts": ["08:00"], "presence_hours": 6, "paid_hours": 6}
    both = plan(group=[{**early, "shift": [*early["shift"], day]}], rules={})
    assert roster(need, both, start_from=start.table).closed_hours == 0
