"""Where the time ends without a roster: what is suspected, and what is large."""

from typing import Any

import pytest

from rostering.plans import FULL_TIME, block, day_group, double_peak, plan, requirement
from wfm import deadline
from wfm.errors import UndecidedError
from wfm.rostering import making, roster
from wfm.rostering.ways_out.suspects import size, suspect
from wfm.work.week import Week

DAYS = plan(group=[day_group()], rules={})


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"group": [day_group(max_agents=3)]}, "the number of agents (without it less"),
        ({"group": [day_group()], "max_over": 0}, "max_over (without it less"),
        (
            {"group": [day_group()], "rules": {"weekends_on": 1, "days_on": [1, 6]}},
            "weekends_on (without it a roster could cost",
        ),
    ],
)
def test_the_suspect_is_what_helps_most_to_leave_out(changed: Any, named: str) -> None:
    need = block(8, 16, 5)
    if "max_over" in changed:
        need = need + block(8, 10, 2)
        changed = {**changed, "group": [day_group(shift=[{"name": "d", "starts": ["08:00"]}])]}
    suspected = suspect(plan(**{"rules": {}, **changed}), Week(need, 30))
    assert suspected.startswith(named)


def test_without_time_the_suspect_is_a_rule_that_remembers_very_much() -> None:
    many = plan(group=[FULL_TIME], rules={"free_weekends": [6, 12], "min_rest_hours": 11})
    with deadline.within(0.3):
        assert suspect(many, Week(block(8, 16, 5), 30)).startswith("free_weekends (it tells ")


def test_no_rule_is_suspected_without_evidence() -> None:
    few = plan(group=[day_group()], rules={"days_on": [1, 5], "min_rest_hours": 11})
    with deadline.within(0.02):
        assert suspect(few, Week(block(8, 16, 5), 30)) == ""
    assert suspect(DAYS, Week(block(8, 16, 5), 30)) == ""
    assert size(few, Week(block(8, 16, 1), 30)) == (
        "1 start of shifts to choose from on each day, 336 intervals of a week and up to "
        "1 agent at a time"
    )


def test_where_the_time_ends_what_is_large_is_said_and_no_rule_blamed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making, "suspect", lambda *_: "")
    with pytest.raises(UndecidedError, match=r"no rule is suspected; .* up to 6 agents at a time"):
        roster(requirement(double_peak(6)), plan(), time_limit=0)
