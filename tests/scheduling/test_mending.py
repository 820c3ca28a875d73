"""Duties that people may not work on these dates are left out, and said."""

import datetime as dt

import pytest

import wfm
from sites import CONFIG, roster, table
from wfm.errors import InfeasibleError

MONDAY = "2026-12-07"
ROSTER = roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"]})


def test_a_limit_of_a_person_is_kept() -> None:
    agents = table("agent,team,line,shift_limits\nAnna,1,3,night=2\nBen,1,1,\nCarl,1,2,")
    made = wfm.schedule(ROSTER, start=MONDAY, weeks=1, agents=agents, config=CONFIG)
    out = [(one.day.agent, one.day.date.day, one.rule) for one in made.left_out]
    assert out == [("Anna", 9, "shift_limits"), ("Anna", 10, "shift_limits")]
    assert [day.note for day in made.days if day.agent == "Anna"][2] == (
        "left out: 'night' 4 times in the schedule, at most 2"
    )


def test_duties_that_ask_for_a_skill_which_somebody_has_not() -> None:
    group = CONFIG["roster"]["group"][0]
    shifts = [s | ({"skills": "chat"} if s["name"] == "late" else {}) for s in group["shift"]]
    config = {**CONFIG, "roster": {**CONFIG["roster"], "group": [group | {"shift": shifts}]}}
    config["roster"]["rules"] = {"days_off": [1, 9]}
    agents = table("agent,team,line,skills\nAnna,1,1,chat\nBen,1,2,voice\nCarl,1,3,chat")
    made = wfm.schedule(ROSTER, start=MONDAY, weeks=2, agents=agents, config=config)
    assert {(one.day.agent, one.rule) for one in made.left_out} == {("Ben", "skills")}
    assert len(made.left_out) == 5
    assert wfm.check(made.table, config=config, agents=agents).violations.empty
    config["roster"]["rules"] = {"days_off": [1, 5]}
    with pytest.raises(InfeasibleError, match="ask for skills: 'late' asks for 'chat'"):
        wfm.schedule(ROSTER, start=MONDAY, weeks=2, agents=agents, config=config)
    # Where the table says nothing of skills, nobody lacks any.
    silent = wfm.schedule(
        ROSTER, start=MONDAY, weeks=2, agents=agents[["agent", "team", "line"]], config=config
    )
    assert not silent.left_out
    assert wfm.check(silent.table, config=config).violations.empty


def test_hours_of_the_contract_are_kept_over_the_schedule_before() -> None:
    agents = table("agent,team,line,weekly_hours\nAnna,1,1,30\nBen,1,2,\nCarl,1,3,")
    before = wfm.schedule(ROSTER, start=MONDAY, weeks=3, agents=agents, config=CONFIG)
    assert not before.left_out
    made = wfm.schedule(
        ROSTER, weeks=3, agents=agents, previous=before.table, timezone="UTC", config=CONFIG
    )
    assert {(one.day.agent, one.rule) for one in made.left_out} == {("Anna", "weekly_hours")}
    assert len(made.left_out) == 2
    found = wfm.check(made.table, agents=agents, previous=before.table, config=CONFIG)
    assert found.violations.empty


def test_the_rest_from_the_schedule_before_is_kept() -> None:
    sunday = table(
        """
        agent,date,shift,start,end
        Anna,2026-12-06,night,2026-12-06T22:00+00:00,2026-12-07T06:30+00:00
        """
    )
    agents = table("agent,team,line\nAnna,1,1\nBen,1,2\nCarl,1,3")
    made = wfm.schedule(
        ROSTER, start=MONDAY, weeks=1, agents=agents, previous=sunday, config=CONFIG
    )
    assert {one.day.agent for one in made.left_out} == {"Anna"}
    assert made.left_out[0].day.date == dt.date(2026, 12, 7)


def test_a_roster_that_breaks_a_rule_is_refused() -> None:
    broken = roster({"1": ["LEEEE--"]})
    with pytest.raises(InfeasibleError, match="breaks min_rest_hours 11: team '1', line"):
        wfm.schedule(broken, start=MONDAY, weeks=1, config=CONFIG)
    # Without rules of somebody's own it is taken as it is.
    plan = {"roster": {key: value for key, value in CONFIG["roster"].items() if key != "rules"}}
    assert len(wfm.schedule(broken, start=MONDAY, weeks=1, config=plan).table) == 5


def test_what_leaving_out_does_not_help_is_said() -> None:
    rules = {**CONFIG["roster"]["rules"], "days_off": [1, 3]}
    config = {**CONFIG, "roster": {**CONFIG["roster"], "rules": rules}}
    agents = table("agent,team,line,max_hours\nAnna,1,1,8\nBen,1,2,\nCarl,1,3,")
    with pytest.raises(InfeasibleError, match="'Anna' cannot work this line"):
        wfm.schedule(ROSTER, start=MONDAY, weeks=2, agents=agents, config=config)
