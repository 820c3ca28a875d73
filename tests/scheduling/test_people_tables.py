"""The tables of people, read; what is wrong with one is one line."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sites import CONFIG, table
from wfm.errors import InputError
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.scheduling.people_tables import read_absences, read_agents, read_wishes
from wfm.work.configuration.roster import plan_from

PLAN = plan_from(CONFIG)


def test_an_agent_with_everything() -> None:
    (anna,) = read_agents(
        table(
            """
            agent,group,team,line,first_day,last_day,skills,timezone,weekly_hours,email,min_hours,max_hours,days_on,days_off,max_weekends,shift_limits
            Anna,full_time,1,3,2026-12-07,2027-03-31,voice|chat,Europe/Tallinn,32,anna@example.com,100,130.5,2-4,2,3,night=4|late=0
            """
        ),
        PLAN,
    )
    assert anna == Agent(
        "Anna",
        "full_time",
        "1",
        3,
        dt.date(2026, 12, 7),
        dt.date(2027, 3, 31),
        ("voice", "chat"),
        ZoneInfo("Europe/Tallinn"),
        32.0,
        "anna@example.com",
        100.0,
        130.5,
        (2, 4),
        (1, 2),
        3,
        (("night", 4), ("late", 0)),
    )
    assert anna.employed_on(dt.date(2027, 3, 31))
    assert not anna.employed_on(dt.date(2027, 4, 1))
    names = [rule.words() for rule in anna.rules(PLAN.groups[0])]
    assert "days_on [2, 4]" in names
    assert "days_off [1, 2]" in names


def test_a_name_is_enough() -> None:
    assert read_agents(table("agent\nAnna\n17")) == (Agent("Anna"), Agent("17"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("agent\nAnna\nBen\nAnna", "row 2, column agent: two agents are called 'Anna'"),
        ("agent,group\nAnna,ful_time", "no group is called 'ful_time': the nearest one is"),
        ("agent,shift_limits\nAnna,nights=3", "no shift is called 'nights': the nearest one is"),
        ("agent,shift_limits\nAnna,night", "'night' is no limit of a shift: write D=14|E=0"),
        ("agent,timezone\nAnna,Paris", "column timezone: 'Paris' is not a time zone"),
        ("agent,days_on\nAnna,5-2", "column days_on: '5-2' is no range of days: write 2-5, or 5"),
        (
            "agent,first_day,last_day\nAnna,2026-12-07,2026-12-06",
            "column last_day: 2026-12-06 is before 2026-12-07",
        ),
        ("name\nAnna", "the table of agents has no column agent: it has name"),
    ],
)
def test_an_agent_that_cannot_be(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message.replace("|", r"\|")) as refused:
        read_agents(table(text), PLAN)
    assert "\n" not in str(refused.value)


def test_absences_of_days_and_of_moments() -> None:
    leave, course = read_absences(
        table(
            """
            agent,first,last,kind,paid
            Anna,2026-12-07,2026-12-11,,
            Ben,2026-12-07T13:00+00:00,2026-12-07T15:00+00:00,training,false
            """
        ),
        ("Anna", "Ben"),
    )
    assert leave == Absence("Anna", dt.date(2026, 12, 7), dt.date(2026, 12, 11))
    assert course.kind == "training"
    assert not course.paid
    assert course.begins is not None
    assert course.ends is not None
    assert course.ends - course.begins == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ana,2026-12-07,2026-12-07,,", "no agent is called 'Ana': the nearest one is 'Anna'"),
        ("Anna,2026-12-07,2026-12-06,,", "'2026-12-06' is not after the first, 2026-12-07"),
        ("Anna,7.12.2026,2026-12-08,,", "'7.12.2026' is neither a day nor a moment"),
        ("Anna,2026-12-07T13:00,2026-12-08,,", "neither a day nor a moment with an offset"),
        ("Anna,2026-12-07,2026-12-08T13:00Z,,", "a day in both columns, or a moment in both"),
        ("Anna,2026-12-07,2026-12-08,,perhaps", "'perhaps' is neither true nor false"),
    ],
)
def test_an_absence_that_cannot_be(row: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_absences(table(f"agent,first,last,kind,paid\n{row}"), ("Anna", "Ben"))


def test_wishes_of_dates_weekdays_and_windows() -> None:
    found = read_wishes(
        table(
            """
            agent,date,shift,weight,hard
            Anna,2026-12-24,OFF,5,true
            Anna,Wed,late,-2,
            Ben,,09:00-17:30,,
            Ben,,22:00-06:30,1,
            """
        ),
        ("Anna", "Ben"),
        PLAN,
    )
    off, no_late, window, night = found
    assert off == Wish("Anna", dt.date(2026, 12, 24), shift="OFF", weight=5, hard=True)
    assert no_late == Wish("Anna", weekday=2, shift="late", weight=-2)
    assert window.window == (540, 1050)
    assert night.window == (1320, 1830)
    assert no_late.is_on(dt.date(2026, 12, 9))
    assert not no_late.is_on(dt.date(2026, 12, 10))
    assert window.is_met("day", 540, 1050)
    assert not window.is_met("day", 570, 1080)
    assert not window.is_met("OFF")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Carl,,OFF,1", "no agent is called 'Carl'"),
        ("Anna,soon,OFF,1", "'soon' is neither a day nor a weekday"),
        ("Anna,,nihgt,1", "no shift is called 'nihgt': the nearest one is 'night'"),
    ],
)
def test_a_wish_that_cannot_be(row: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_wishes(table(f"agent,date,shift,weight\n{row}"), ("Anna",), PLAN)
