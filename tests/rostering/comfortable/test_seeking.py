"""The search for comfort: at the cost of the cheapest, and what it has to say."""

import logging
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from rostering.plans import PART_TIME, block, plan, requirement
from wfm.rostering import Roster, roster
from wfm.rostering.comfortable.aims import AIMS
from wfm.rostering.comfortable.seeking import Comfortable, more_comfortable
from wfm.rostering.comfortable.steady_duties import SteadyDuties
from wfm.rostering.comfortable.telling import told
from wfm.rostering.folding import fold
from wfm.rostering.program.program import program
from wfm.rostering.search.given import Duties
from wfm.rostering.search.search import search
from wfm.solver import clock
from wfm.work.configuration.comfort import NAMES
from wfm.work.plan import Plan
from wfm.work.rules.catalogue import MinRest
from wfm.work.rules.quick_returns import QUICK_RETURN

DAYS = {"days_on": [2, 5], "days_off": [1, 4], "min_rest_hours": 11}
SHIFTS = [{"name": "early", "starts": "07:00-08:30"}, {"name": "late", "starts": "11:00-12:00"}]
GROUP = {"name": "all", "shift": SHIFTS}
NEED = requirement([0] * 14 + [3] * 27 + [0] * 7 + ([0] * 14 + [4] * 27 + [0] * 7) * 6)


def starts_of(found: Roster) -> list[list[int]]:
    """Return the starts of each team, day by day; -1 is a day off."""
    table = found.table.sort_values(["team", "line", "weekday"])
    hours = table["start"].str.slice(0, 2) + table["start"].str.slice(3, 5)
    numbers = hours.where(table["shift"] != "OFF", "-1").astype(int)
    return [numbers[table["team"] == team].tolist() for team in table["team"].unique()]


def changes(found: Roster) -> list[bool]:
    """Return whether the start changes between two consecutive days on duty."""
    return [
        before != after
        for days in starts_of(found)
        for before, after in zip([days[-1], *days], days, strict=False)
        if before >= 0 and after >= 0
    ]


def lone_days_off(found: Roster) -> int:
    """Count the single days off."""
    count = 0
    for days in starts_of(found):
        off = np.array(days) < 0
        count += int((off & ~np.roll(off, 1) & ~np.roll(off, -1)).sum())
    return count


@pytest.mark.slow
def test_starts_are_steady_and_days_off_together_at_the_same_cost() -> None:
    made = plan(rules=DAYS, group=[GROUP])
    cheapest = roster(NEED, made)
    better = roster(NEED, made, comfort=0)
    assert (better.cost, better.bound) == (cheapest.cost, cheapest.bound)
    assert better.status == cheapest.status
    assert not any(changes(better))
    assert lone_days_off(better) <= lone_days_off(cheapest)


def test_stints_of_two_groups_have_one_start_at_the_same_cost() -> None:
    need = requirement(block(7, 15, 2) + block(11, 20, 2) + block(8, 12, 1))
    made = plan(rules=DAYS, group=[{**GROUP, "name": "full_time"}, PART_TIME])
    cheapest = roster(need, made)
    better = roster(need, made, comfort=0.01)
    assert (better.cost, better.bound) == (cheapest.cost, cheapest.bound)
    assert sum(changes(better)) <= 1 < sum(changes(cheapest))


def sought(
    made: Plan, need: np.ndarray, seconds: float = 60, weights: Mapping[str, float] | None = None
) -> Comfortable:
    """Return the comfortable roster of a plan, and what was left out."""
    built = program(made, fold(requirement(need)))
    found = search(built, seconds=60, gap=0.0005)
    until = clock() + seconds
    return more_comfortable(
        built, found, share=0.0, weights=weights or {}, until=until, progress=None
    )


def test_what_has_no_weight_is_not_asked_for() -> None:
    off = dict.fromkeys(NAMES, 0.0)
    found = sought(
        plan(rules=DAYS, group=[GROUP]), NEED["agents_scheduled"].to_numpy(), weights=off
    )
    assert not any(group.group.rules[-1].name == "LoneDayOn" for group in found.built.groups)
    assert not found.left_out


def test_what_would_cost_too_much_is_left_out_and_said() -> None:
    # Two starts on each day, and one agent of each: who works both must change in a stint.
    shifts = [{"name": "a", "starts": ["08:00", "10:00"]}]
    rules = {"days_on": [5, 5], "days_off": [2, 2]}
    made = plan(rules=rules, group=[{"name": "all", "presence_hours": 8, "shift": shifts}])
    need = np.zeros((7, 48), dtype=int)
    need[:, 16:32] = 1
    need[0, 20:36] += 1
    need[2, 20:36] += 1
    found = sought(made, need.ravel())
    assert [aim.name for aim in found.left_out] == ["steady"]
    assert not found.late


def test_one_start_through_a_stint_comes_before_other_aims(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches, asked = SteadyDuties.search, []

    def only_without_others(self: SteadyDuties, *how: Any) -> tuple[Duties | None, bool]:
        rules = {rule for group in self._built.plan.groups for rule in group.rules}
        asked.append(MinRest(QUICK_RETURN) in rules)
        return (None, False) if asked[-1] else searches(self, *how)

    monkeypatch.setattr(SteadyDuties, "search", only_without_others)
    need = block(7, 15, 2) + block(11, 20, 2) + block(8, 12, 1)
    made = plan(rules=DAYS, group=[{**GROUP, "name": "full_time"}, PART_TIME])
    found = sought(made, need)
    assert asked == [True, False]
    assert "steady" not in [aim.name for aim in found.left_out]


def test_shifts_of_one_start_are_searched_for_comfort_too() -> None:
    shifts = [
        {"name": name, "starts": [at]} for name, at in [("early", "06:00"), ("late", "14:00")]
    ]
    group = {"name": "all", "agents": 6, "presence_hours": 8, "meals": [], "shift": shifts}
    made = plan(rules={**DAYS, "days_on": [1, 5]}, closed="allowed", group=[group])
    found = sought(made, block(6, 22, 1))
    assert not found.left_out
    assert not found.late
    assert found.found.cost == 6 * 40


def test_without_time_the_cheapest_is_kept_and_this_is_said() -> None:
    found = sought(plan(rules=DAYS, group=[GROUP]), NEED["agents_scheduled"].to_numpy(), seconds=0)
    assert found.late
    (line,) = told(found, found.found)
    assert "the cheapest roster is kept" in line


def test_the_words_name_what_was_left_out() -> None:
    found = sought(plan(rules=DAYS, group=[GROUP]), NEED["agents_scheduled"].to_numpy())
    left = Comfortable(found.built, found.found, (AIMS[0],))
    assert "one start a stint" in told(left, found.found)[-1]


@pytest.mark.slow
def test_a_roster_says_what_comfort_cost(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        roster(NEED, plan(rules=DAYS, group=[GROUP]), comfort=0)
    assert "comfort: free" in caplog.text
    assert "comfort: no lone day off at all may cost nothing" in caplog.text


@pytest.mark.slow
def test_agents_that_cost_nothing_have_no_share_of_the_cost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        roster(NEED, plan(rules=DAYS, group=[{**GROUP, "cost_per_hour": 0}]), comfort=0)
    assert "comfort: free" in caplog.text
