"""From a roster to a schedule, and what stays uncovered on its dates."""

import datetime as dt
import logging
from typing import Any

import pandas as pd
import pytest

import wfm
from sites import CONFIG, roster, table
from wfm import scheduling
from wfm.errors import InputError, OptionError
from wfm.options.schedule import ScheduleOptions
from wfm.scheduling.making import made_of
from wfm.scheduling.options import Tables
from wfm.work.configuration.roster import plan_from

ROSTER = roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"]})
MONDAY = "2026-12-07"
AGENTS = table("agent,team,line\nAnna,1,1\nBen,1,2\nCarl,1,3")


def requirement(first: str, days: int, agents: int, zone: str = "Europe/London") -> pd.DataFrame:
    start = pd.Timestamp(first, tz=zone)
    end = start + pd.DateOffset(days=days)
    starts = pd.date_range(start, end, freq="30min", inclusive="left")
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": agents})


def test_names_and_moments() -> None:
    made = wfm.schedule(ROSTER, start=MONDAY, weeks=1, agents=AGENTS, config=CONFIG)
    first = made.table.iloc[0]
    assert list(first[["agent", "group", "shift", "start", "end"]]) == [
        "Anna",
        "full_time",
        "early",
        "2026-12-07T06:00+00:00",
        "2026-12-07T14:30+00:00",
    ]
    assert list(made.table["agent"].value_counts(sort=False)) == [5, 5, 4]
    assert made.coverage is None


def test_rows_for_days_off_are_asked_for() -> None:
    absences = table("agent,first,last\nAnna,2026-12-08,2026-12-08")
    made = wfm.schedule(
        ROSTER, start=MONDAY, weeks=1, agents=AGENTS, absences=absences, show_off=True,
        config=CONFIG,
    )  # fmt: skip
    assert len(made.table) == 21
    assert list(made.table["shift"].iloc[:7]) == ["early", "LEAVE", *["early"] * 3, "OFF", "OFF"]


def test_what_absences_leave_uncovered_is_on_its_date() -> None:
    absences = table("agent,first,last,kind\nAnna,2026-12-08,2026-12-08,sick")
    needed = requirement(MONDAY, 5, 1)
    made = wfm.schedule(
        ROSTER, start=MONDAY, weeks=1, agents=AGENTS, absences=absences, requirement=needed,
        config=CONFIG,
    )  # fmt: skip
    assert made.coverage is not None
    tuesday = [s for s in made.uncovered if s.first.date() == dt.date(2026, 12, 8) and s.absent]
    assert [str(stretch) for stretch in tuesday] == [
        "Tue 2026-12-08 06:30-10:00: 1 agent missing, 1 because of absences",
        "Tue 2026-12-08 10:30-14:00: 1 agent missing, 1 because of absences",
    ]
    assert int(made.coverage["absent"].sum()) == 16
    assert not any("allows" in line for line in scheduling.summary(made))
    # Shrinkage put the second agent there: one of them may be away.
    made = wfm.schedule(
        ROSTER, start=MONDAY, weeks=1, agents=AGENTS, absences=absences,
        requirement=needed.assign(agents_required=0), config=CONFIG,
    )  # fmt: skip
    assert made.allowed_hours == 7.0
    assert any(
        "7 agent-hours of them because of absences, which the requirement allows for" in line
        for line in scheduling.summary(made)
    )


def test_the_zone_of_the_requirement_is_that_of_the_site() -> None:
    needed = requirement("2026-07-06", 7, 0, "Europe/Berlin")
    without = {key: value for key, value in CONFIG.items() if key != "timezone"}
    made = wfm.schedule(ROSTER, start="2026-07-06", weeks=1, requirement=needed, config=without)
    assert made.table["start"].iloc[0] == "2026-07-06T06:00+02:00"


def test_the_next_schedule_begins_after_the_previous_one() -> None:
    made = wfm.schedule(ROSTER, start=MONDAY, weeks=1, config=CONFIG, show_off=True)
    following = wfm.schedule(ROSTER, previous=made.table, weeks=1, config=CONFIG)
    assert following.days[0].date == dt.date(2026, 12, 14)
    with pytest.raises(OptionError, match="start: give the first day"):
        wfm.schedule(ROSTER, config=CONFIG)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (0, "the schedule before has no day before 2026-12-07"),
        (7, "of the schedule before the days from 2026-12-14 on are left out"),
    ],
)
def test_days_of_the_schedule_before_that_are_not_before_are_told(
    later: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    start = dt.date(2026, 12, 7)
    made = wfm.schedule(ROSTER, start=start, weeks=2, config=CONFIG)
    caplog.set_level("INFO")
    begins = start + dt.timedelta(days=later)
    wfm.schedule(ROSTER, previous=made.table, start=begins, weeks=1, config=CONFIG)
    assert words in caplog.text


def test_a_requirement_of_other_dates_is_refused() -> None:
    with pytest.raises(InputError, match="no interval from 2026-12-07 to 2026-12-13"):
        wfm.schedule(
            ROSTER, start=MONDAY, weeks=1, requirement=requirement("2026-01-05", 7, 1),
            config=CONFIG,
        )  # fmt: skip


def test_clocks_that_change_against_the_site_s_are_told(caplog: pytest.LogCaptureFixture) -> None:
    group = CONFIG["roster"]["group"][0] | {"timezone": "America/Vancouver"}
    config = {**CONFIG, "roster": {**CONFIG["roster"], "group": [group]}}
    with caplog.at_level(logging.INFO):
        wfm.schedule(roster({"1": ["EEEEE--"]}), start="2027-03-08", weeks=2, config=config)
    assert "is 8 h behind the site's, 7 h behind the site's from 2027-03-14 on:" in caplog.text
    caplog.clear()
    with caplog.at_level(logging.INFO):
        wfm.schedule(roster({"1": ["EEEEE--"]}), start="2027-03-15", weeks=1, config=config)
    assert "behind" not in caplog.text


def test_after_the_last_day_of_which_anything_is_known_nobody_works() -> None:
    plan, options = plan_from(CONFIG), ScheduleOptions(start="2026-12-07", weeks=2)
    for last, ends in ((13, 13), (20, 20), (21, 20), (6, 20)):
        made = made_of(roster({"1": ["EEEEE--"]}), Tables(), options, plan, dt.date(2026, 12, last))
        assert made.days[-1].date == dt.date(2026, 12, ends)


def _abroad(zone: str) -> dict[str, Any]:
    """Put the group on another clock than the site's."""
    group = {**CONFIG["roster"]["group"][0], "timezone": zone, "weekly_hours": 56}
    return {**CONFIG, "roster": {**CONFIG["roster"], "rules": {}, "group": [group]}}


def _uncovered_of(shifts: str, zone: str) -> tuple[list[str], list[str]]:
    """Schedule one agent, and say when nobody is there: by the schedule, and by its judge."""
    config = _abroad(zone)
    needed = requirement(MONDAY, 7, 1)
    made = wfm.schedule(
        roster({"1": [shifts]}), start=MONDAY, weeks=1, requirement=needed, config=config
    )
    checked = wfm.check(made.table, requirement=needed, config=config)
    table = checked.violations
    found = table[table["rule"] == "coverage"]
    judged = [
        f"{date} {words[:5]}" for date, words in zip(found["date"], found["message"], strict=True)
    ]
    return [f"{one.first:%Y-%m-%d %H:%M}" for one in made.uncovered], judged


def test_the_day_after_the_last_one_begins_on_its_evening_where_a_clock_is_ahead() -> None:
    # Early from 06:00 in Manila is from 22:00 of the day before at the site.
    by_schedule, by_judge = _uncovered_of("EEEEEEE", "Asia/Manila")
    # The roster knows who works on the next Monday; the meal is theirs.
    assert by_schedule[-2:] == ["2026-12-13 02:00", "2026-12-13 06:30"]
    assert "2026-12-13 21:30" in by_judge
    assert not any(place >= "2026-12-13 22:00" for place in by_judge)
    assert "2026-12-12 06:30" in by_judge


def test_the_first_morning_is_unknown_as_far_as_the_day_before_reaches_into_it() -> None:
    # Night from 22:00 in Vancouver is from 06:00 of the day after at the site.
    _, by_judge = _uncovered_of("NNNNNNN", "America/Vancouver")
    assert by_judge[0] == "2026-12-07 14:30"
