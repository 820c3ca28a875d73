"""What is said of a roster: its bound is one of its cost alone, and its words are a planner's."""

from rostering.plans import block, day_group, plan, requirement
from wfm.rostering import check, roster, summary
from wfm.rostering.summaries import check_summary

DAY_SHIFT = {
    "name": "day",
    "starts": ["08:00"],
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
}


def test_one_agent_and_one_team_are_not_written_as_many() -> None:
    one = plan(group=[day_group(shift=[DAY_SHIFT])], rules={})
    made = roster(requirement(block(8, 16, 1, days=range(5))), one)
    lines = summary(made)
    assert lines[0] == "1 agent in 1 team, 40 paid hours a week"
    assert lines[-1].startswith("days: 1 agent; per agent and week, by team: no nights")
    checked = check_summary(check(made.table, plan=one))
    assert checked[-1].startswith(
        "days: 1 agent in 1 team; per agent and week, by team: 40.00 hours"
    )
