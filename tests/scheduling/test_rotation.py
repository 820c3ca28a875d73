"""A roster read as teams, and the group that works each."""

import pytest

import wfm
from sites import CONFIG, roster
from wfm.errors import InputError
from wfm.scheduling.people import Agent
from wfm.scheduling.rotation import read_teams
from wfm.work.configuration.roster import plan_from

FULL = CONFIG["roster"]["group"][0]
GROUPS = [FULL, {**FULL, "name": "half_time", "weekly_hours": 20}]
PLAN = plan_from({"roster": {**CONFIG["roster"], "group": GROUPS}})


def test_a_team_is_of_the_group_that_it_fits() -> None:
    found = read_teams(roster({"1": ["EEEEE--"], "2": ["EE-----"]}), PLAN)
    assert [team.group.name for team in found] == ["full_time", "half_time"]
    assert [team.lines for team in found] == [1, 1]


def test_its_agents_say_which_group_it_is() -> None:
    (found,) = read_teams(
        roster({"2": ["EE-----"]}), PLAN, [Agent("Anna", group="full_time", team="2")]
    )
    assert found.group.name == "full_time"
    two = [Agent("Anna", "full_time", "2"), Agent("Ben", "half_time", "2")]
    with pytest.raises(InputError, match="agents of the groups 'full_time' and 'half_time'"):
        read_teams(roster({"2": ["EE-----"]}), PLAN, two)


def test_a_roster_may_say_which_group_a_team_is() -> None:
    table = roster({"2": ["EE-----"]}).assign(group="full_time")
    (found,) = read_teams(table, PLAN, [Agent("Anna", team="2")])
    assert found.group.name == "full_time"
    message = "'2' is of the group 'full_time' in the roster, and has agents of 'half_time'"
    with pytest.raises(InputError, match=message):
        read_teams(table, PLAN, [Agent("Anna", group="half_time", team="2")])


def test_vacant_lines_have_nobody() -> None:
    table = roster({"1": ["EEEEE--", "LLLLL--"]}).assign(occupied=[1] * 7 + [0] * 7)
    (found,) = read_teams(table, PLAN)
    assert found.occupied == (1,)


def test_a_roster_with_a_fault_in_its_rows_is_refused() -> None:
    with pytest.raises(InputError, match="team '1', line 1, day 7: the day is missing"):
        read_teams(roster({"1": ["EEEEE--"]}).iloc[:6], PLAN)
    shifts = [{**shift, "starts": "05:00-14:00"} for shift in FULL["shift"]]
    open_plan = plan_from({"roster": {"group": [{**FULL, "shift": shifts}]}})
    with pytest.raises(InputError, match="the shift 'early' has several starts: add the column"):
        read_teams(roster({"1": ["EEEEE--"]}).drop(columns=["start", "end"]), open_plan)


def test_a_roster_by_names_of_shifts_has_the_times_of_the_plan() -> None:
    short = roster({"1": ["EEEEE--", "NNNN---"]}).drop(columns=["start", "end", "meals"])
    (found,) = read_teams(short, PLAN)
    assert found.group.name == "full_time"
    early, night = found.row(1, 0, 0), found.row(2, 0, 0)
    assert (early.start, early.end, night.end) == (360, 870, 1830)
    (pause,) = [p for shift in PLAN.groups[0].shifts for p in shift.pauses if shift.name == "early"]
    middle = 360 + (pause.earliest + pause.latest) // 2
    assert early.meals == ((middle, middle + pause.minutes),)
    schedule = wfm.schedule(short, start="2026-12-07", weeks=2, config=CONFIG)
    assert wfm.check(schedule.table, config=CONFIG).violations.empty
