"""People on lines: where the table says so, else where wishes, leave and last weeks suit best."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sites import CONFIG, roster
from wfm.errors import InputError
from wfm.scheduling.assignment import seated
from wfm.scheduling.calendar import Clocks, Period, Seat, on_dates
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.scheduling.rotation import Team, read_teams
from wfm.work.configuration.roster import plan_from

PLAN = plan_from(CONFIG)
ROSTER = roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"], "2": ["--EEEEE"]})
TEAMS = read_teams(ROSTER, PLAN)
MONDAY = dt.date(2026, 12, 7)
WEEK = Period(MONDAY, 7)


def lines(seats: list[Seat]) -> dict[str, tuple[str, int]]:
    return {seat.agent.name: (seat.team.name, seat.line) for seat in seats}


def test_without_names_each_line_has_an_agent() -> None:
    seats, _ = seated((), TEAMS, WEEK)
    assert [seat.agent.name for seat in seats][2:] == ["team 1, agent 3", "team 2, agent 1"]


def test_the_table_goes_before_wishes() -> None:
    agents = [Agent("Anna", team="1", line=1), Agent("Ben", team="1")]
    wishes = [Wish("Anna", shift="night"), Wish("Ben", shift="night")]
    seats, without = seated(agents, TEAMS, WEEK, wishes)
    assert lines(seats) == {"Anna": ("1", 1), "Ben": ("1", 3)}
    assert without == []


def test_wishes_are_weighed() -> None:
    agents = [Agent("Anna"), Agent("Ben")]
    wishes = [Wish("Anna", shift="night", weight=1), Wish("Ben", shift="night", weight=2)]
    wishes += [Wish("Anna", shift="late", weight=0.5), Wish("Ben", MONDAY, shift="OFF", weight=-9)]
    seats, _ = seated(agents, TEAMS, WEEK, wishes)
    assert lines(seats) == {"Anna": ("1", 2), "Ben": ("1", 3)}


def test_leave_goes_where_the_days_off_are() -> None:
    leave = Absence("Anna", MONDAY.replace(day=11), MONDAY.replace(day=13))
    seats, _ = seated([Agent("Anna")], TEAMS, WEEK, (), [leave])
    assert lines(seats) == {"Anna": ("1", 3)}


def test_whoever_rotated_rotates_on() -> None:
    agents = [Agent("Anna"), Agent("Ben"), Agent("Carl")]
    seats = [Seat(agent, TEAMS[0], line) for agent, line in zip(agents, (3, 1, 2), strict=True)]
    past = on_dates(seats, WEEK, Clocks(ZoneInfo("Europe/London")))
    found, _ = seated(agents, TEAMS, Period(MONDAY.replace(day=14), 7), (), (), past)
    assert lines(found) == {"Anna": ("1", 1), "Ben": ("1", 2), "Carl": ("1", 3)}


def test_who_has_no_line_is_said() -> None:
    agents = [Agent(name, team="2") for name in ("Anna", "Ben")]
    seats, without = seated(agents, TEAMS, WEEK)
    assert (len(seats), len(without)) == (1, 1)


def skilled(config: dict[str, Any]) -> list[Team]:
    return read_teams(ROSTER, plan_from(config))


def asking_for(shift: str, skill: str) -> dict[str, Any]:
    group = CONFIG["roster"]["group"][0]
    shifts = [s | ({"skills": [skill]} if s["name"] == shift else {}) for s in group["shift"]]
    return {**CONFIG, "roster": {**CONFIG["roster"], "group": [group | {"shift": shifts}]}}


def test_a_line_goes_to_who_has_the_skills_of_its_shifts() -> None:
    teams = skilled(asking_for("night", "chat"))
    wishes = [Wish("Anna", shift="night", weight=50), Wish("Ben", shift="night", weight=1)]
    agents = [Agent("Anna", skills=("voice",)), Agent("Ben", skills=("chat",)), Agent("Carl")]
    seats, without = seated(agents, teams, WEEK, wishes)
    assert lines(seats)["Ben"] == ("1", 3)
    assert not without
    # Nobody is put where they cannot work: four people of one skill, three lines for it.
    agents = [Agent(name, skills=("voice",)) for name in ("Anna", "Ben", "Carl", "Dora")]
    seats, without = seated(agents, teams, WEEK)
    assert (len(seats), len(without)) == (3, 1)
    assert ("1", 3) not in lines(seats).values()
    # Of whom nothing is said nothing is known.
    seats, _ = seated([Agent("Anna")], teams, WEEK, wishes)
    assert lines(seats) == {"Anna": ("1", 3)}


def test_over_more_weeks_a_line_asks_for_the_skills_of_all_that_follow() -> None:
    teams = skilled(asking_for("night", "chat"))
    seats, without = seated([Agent("Anna", team="1", skills=())], teams, Period(MONDAY, 14))
    assert lines(seats) == {"Anna": ("1", 1)}
    _, without = seated([Agent("Anna", team="1", skills=())], teams, Period(MONDAY, 21))
    assert len(without) == 1


def test_a_team_of_a_group_with_skills_goes_to_who_has_them() -> None:
    group = CONFIG["roster"]["group"][0] | {"skills": ["sales"]}
    teams = skilled({**CONFIG, "roster": {**CONFIG["roster"], "group": [group]}})
    agents = [Agent("Anna", skills=("help",)), Agent("Ben", skills=("help", "sales"))]
    agents += [Agent("Carl"), Agent("Dora", group="full_time", skills=("help",))]
    seats, without = seated(agents, teams, WEEK)
    assert set(lines(seats)) == {"Ben", "Carl", "Dora"}
    assert [agent.name for agent in without] == ["Anna"]


@pytest.mark.parametrize(
    ("agents", "message"),
    [
        ([Agent("Anna", team="3")], "agent 'Anna': the roster has no team '3': its teams are 1, 2"),
        ([Agent("Anna", team="1", line=4)], "team '1' has 3 lines, and no line 4"),
        ([Agent("Anna", line=2)], "line 2 of no team: name one"),
        (
            [Agent("Anna", team="1", line=2), Agent("Ben", team="1", line=2)],
            "agents 'Anna' and 'Ben' are both on line 2 of team '1'",
        ),
    ],
)
def test_places_that_cannot_be(agents: list[Agent], message: str) -> None:
    with pytest.raises(InputError, match=message):
        seated(agents, TEAMS, WEEK)
