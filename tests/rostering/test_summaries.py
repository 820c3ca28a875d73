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
    assert lines[-4].startswith("days: 1 agent; per agent and week, by team: no nights")
    checked = check_summary(check(made.table, plan=one))
    assert checked[-4].startswith(
        "days: 1 agent in 1 team; per agent and week, by team: 40.00 hours"
    )


def test_both_end_with_what_agents_feel_in_lines_for_a_narrow_terminal() -> None:
    one = plan(group=[day_group(shift=[DAY_SHIFT])], rules={})
    made = roster(requirement(block(8, 16, 1, days=range(5))), one)
    felt = [
        "starts move by 0 min a day; one start in 100% of stints",
        "nights: none; rests under 12 h: 0 in 4 weeks",
        "an agent in 4 weeks: 0 lone days off, 0 split weekends",
    ]
    assert summary(made)[-3:] == check_summary(check(made.table, plan=one))[-3:] == felt
    assert max(map(len, felt)) <= 60
