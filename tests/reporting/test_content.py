"""What belongs to a schedule: people, dates, who is away."""

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from schedules import duty, schedule
from wfm.errors import InputError
from wfm.reporting.content import Content
from wfm.tables.schedule_rows import LEAVE, ScheduledDay

MONDAY = dt.date(2026, 12, 7)
LONDON = ZoneInfo("Europe/London")


def absences(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["agent", "first", "last"])


def dates_away(*rows: tuple[str, str, str]) -> list[int]:
    content = Content(schedule(["Anna"], MONDAY), absences=absences(*rows))
    return sorted(date.day for _, date in content.away)


def test_people_stand_as_in_the_table_of_agents_and_nobody_is_lost() -> None:
    agents = pd.DataFrame({"agent": ["Cleo", "Dora"], "team": ["1", None]})
    content = Content(schedule(["Anna", "Cleo"], MONDAY), agents=agents)
    assert content.people == ["Cleo", "Dora", "Anna"]
    assert content.teams == {"Cleo": "1", "Dora": "", "Anna": ""}


def test_without_teams_people_belong_to_their_group() -> None:
    content = Content(schedule(["Anna"], MONDAY), agents=pd.DataFrame({"agent": ["Anna", "Ben"]}))
    assert content.teams == {"Anna": "full_time", "Ben": ""}


def test_every_date_is_there_whether_anybody_works_or_not() -> None:
    days = [duty("Anna", MONDAY, LONDON), duty("Anna", MONDAY + dt.timedelta(days=9), LONDON)]
    assert len(Content(days).dates) == 10
    assert Content([]).dates == []


def test_a_wrong_year_is_said() -> None:
    days = [duty("Anna", MONDAY, LONDON), duty("Anna", dt.date(2062, 12, 7), LONDON)]
    with pytest.raises(InputError, match="see whether a date is wrong"):
        _ = Content(days).dates


def test_who_is_away_for_whole_days() -> None:
    assert dates_away(("Anna", "2026-12-08", "2026-12-10")) == [8, 9, 10]
    assert dates_away(("Anna", "2026-12-08T00:00+00:00", "2026-12-10T00:00+00:00")) == [8, 9]
    assert dates_away(("Anna", "2026-12-08T13:00+00:00", "2026-12-10T12:00+00:00")) == [9]
    assert dates_away(("Anna", "2026-12-08T13:00+00:00", "2026-12-08T15:00+00:00")) == []
    assert dates_away(
        ("Anna", "2026-01-01", "2026-12-07"), ("Anna", "2027-01-01", "2027-02-01")
    ) == [7]


def test_leave_in_the_schedule_is_being_away() -> None:
    content = Content([ScheduledDay("Anna", MONDAY, LEAVE), duty("Ben", MONDAY, LONDON)])
    assert content.away == {("Anna", MONDAY)}


def test_duties_of_a_day_are_in_order() -> None:
    late, early = duty("Anna", MONDAY, LONDON, 1), duty("Anna", MONDAY, LONDON, 0)
    assert Content([late, early]).duties_of == {("Anna", MONDAY): (early, late)}
