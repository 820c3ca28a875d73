"""Schedules broken by hand: each fault is found, at its date, with its article."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

import wfm
from sites import CONFIG, roster, table
from wfm.errors import InputError
from wfm.scheduling import CheckedSchedule, check_summary
from wfm.tables.schedule_rows import LEAVE

MONDAY = dt.date(2026, 12, 7)
ROSTER = roster({"1": ["EEEEE--", "LLLLL--", "NNNN---"]})
AGENTS = table("agent,team,line\nAnna,1,1\nBen,1,2\nCarl,1,3")


def made(weeks: int = 2, start: dt.date = MONDAY, **more: Any) -> pd.DataFrame:
    found = wfm.schedule(ROSTER, start=start, weeks=weeks, agents=AGENTS, config=CONFIG, **more)
    return found.table


def judged(schedule: pd.DataFrame, config: Any = CONFIG, **more: Any) -> list[tuple[str, str]]:
    """Rule and date of each violation; an article stands before its rule."""
    found = wfm.check(schedule, config=config, **more).violations
    return [
        (f"{row['article']} {row['rule']}".strip(), row["date"]) for row in found.to_dict("records")
    ]


def row(agent: str, date: str, shift: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("meals", "breaks", "activities"))
    known = {"agent": agent, "group": "full_time", "date": date, "shift": shift, "hours": 8}
    return {**known, **blank, "start": start, "end": end, **more}


EARLY_TUESDAY = row(
    "Anna", "2026-12-08", "early", "2026-12-08T06:00+00:00", "2026-12-08T14:30+00:00",
    meals="2026-12-08T10:00+00:00/2026-12-08T10:30+00:00",
)  # fmt: skip


def test_a_schedule_from_a_roster_is_clean() -> None:
    assert judged(made(weeks=5)) == []
    assert judged(made(weeks=5, show_off=True)) == []


CHANGED = [
    ({"start": "2026-12-08T07:00+00:00"}, "shift"),
    ({"shift": "midday"}, "shift"),
    ({"meals": None}, "meals"),
    ({"meals": "2026-12-08T06:30+00:00/2026-12-08T07:00+00:00"}, "meals"),
    ({"hours": 7.5}, "hours"),
    ({"activities": "2026-12-08T07:00+00:00/2026-12-08T08:00+00:00 yoga"}, "activities"),
]


@pytest.mark.parametrize(("change", "rule"), CHANGED)
def test_a_duty_that_is_not_as_its_shift(change: dict[str, Any], rule: str) -> None:
    duty = pd.DataFrame([EARLY_TUESDAY | change])
    assert (rule, "2026-12-08") in judged(duty)


def test_rest_days_and_weeks_are_judged_on_dates_with_their_articles() -> None:
    late = row("Anna", "2026-12-07", "late", "2026-12-07T14:00+00:00", "2026-12-07T22:30+00:00",
               meals="2026-12-07T18:00+00:00/2026-12-07T18:30+00:00")  # fmt: skip
    found = judged(pd.DataFrame([late, EARLY_TUESDAY]), law="eu-wtd")
    assert found == [("Directive 2003/88/EC Art. 3 min_rest_hours", "2026-12-08")]


def test_rules_hold_across_the_start() -> None:
    past = made(weeks=1, show_off=True)
    sunday = row("Carl", "2026-12-13", "night", "2026-12-13T22:00+00:00", "2026-12-14T06:30+00:00",
                 meals="2026-12-14T02:00+00:00/2026-12-14T02:30+00:00")  # fmt: skip
    others = past[(past["agent"] != "Carl") | (past["date"] != "2026-12-13")]
    previous = pd.concat([others, pd.DataFrame([sunday])], ignore_index=True)
    following = made(weeks=1, start=MONDAY + dt.timedelta(days=7))
    monday = following[following["agent"] == "Anna"].assign(agent="Carl")
    assert judged(monday) == []
    found = judged(monday, previous=previous)
    assert ("min_rest_hours", "2026-12-14") in found
    assert ("days_off_after_nights", "2026-12-13") in found


def test_what_was_wrong_before_is_not_said_again() -> None:
    broken = pd.DataFrame(
        [
            row("Anna", f"2026-12-{day:02d}", "early", f"2026-12-{day:02d}T06:00+00:00",
                f"2026-12-{day:02d}T14:30+00:00") for day in range(1, 9)
        ]
    )  # fmt: skip
    ninth = made(weeks=1, start=MONDAY + dt.timedelta(days=4))
    assert not any(rule == "days_on" for rule, _ in judged(ninth, previous=broken))


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("max_hours", "70", "max_hours"),
        ("min_hours", "90", "min_hours"),
        ("shift_limits", "early=3", "shift_limits"),
        ("last_day", "2026-12-09", "contract"),
        ("days_on", "4", "days_on"),
        ("max_weekends", "0", None),
    ],
)
def test_personal_limits(column: str, value: str, rule: str | None) -> None:
    agents = table(f"agent,{column}\nAnna,{value}\nBen,\nCarl,")
    found = {rule for rule, _ in judged(made(), agents=agents)}
    assert found == ({rule} if rule else set())


def test_absences_and_skills() -> None:
    absences = table("agent,first,last,kind\nAnna,2026-12-08,2026-12-08,leave")
    assert judged(made(), absences=absences) == [("absence", "2026-12-08")]
    group = CONFIG["roster"]["group"][0]
    shifts = [{**shift, "skills": ["chat"]} for shift in group["shift"]]
    config = {**CONFIG, "roster": {**CONFIG["roster"], "group": [{**group, "shift": shifts}]}}
    agents = table("agent,skills\nAnna,chat\nBen,chat|voice\nCarl,voice")
    found = judged(made(weeks=1), config, agents=agents)
    assert found == [("skills", f"2026-12-{day:02d}") for day in range(7, 11)]


@pytest.mark.parametrize("paid", ["true", "false"])
def test_hours_away_are_no_activity_that_nobody_planned(paid: str) -> None:
    line = "Anna,2026-12-08T09:00+00:00,2026-12-08T09:30+00:00,dentist"
    away = table(f"agent,first,last,kind,paid\n{line},{paid}")
    found = made(absences=away)
    noted = "away: dentist" if paid == "true" else "away without pay: dentist"
    assert list(found.loc[found["activities"] != "", "note"]) == [noted]
    assert judged(found, absences=away) == judged(found) == []
    again = wfm.reschedule(found, absences=away, config=CONFIG)
    assert again.table.equals(found)


def test_days_of_leave_that_nobody_knows_of_are_asked_for() -> None:
    absences = table("agent,first,last,kind\nAnna,2026-12-09,2026-12-09,leave")
    rules = {**CONFIG["roster"]["rules"], "days_on": [3, 6]}
    config = {**CONFIG, "roster": {**CONFIG["roster"], "rules": rules}}
    with_leave = made(absences=absences)
    with_leave = with_leave[with_leave["agent"] == "Anna"]
    assert wfm.check(with_leave, config=config, absences=absences).violations.empty
    found = wfm.check(with_leave, config=config)
    assert set(found.violations["rule"]) == {"days_on"}
    assert isinstance(found, CheckedSchedule)
    assert "--absences" in check_summary(found)[-1]


def test_leave_ends_a_run_of_days() -> None:
    absences = table("agent,first,last\nAnna,2026-12-08,2026-12-10")
    found = made(absences=absences, show_off=True)
    assert (found["shift"] == LEAVE).sum() == 3
    config = {**CONFIG, "roster": {**CONFIG["roster"], "rules": {"days_on": [3, 6]}}}
    assert judged(found, config) == []


def test_coverage_is_judged_in_each_interval_of_the_dates() -> None:
    starts = pd.date_range("2026-12-07T06:00", periods=20, freq="30min", tz="Europe/London")
    needed = pd.DataFrame({"interval_start": starts, "agents_scheduled": 1})
    found = wfm.check(made(), needed, config=CONFIG)
    assert list(found.violations["message"]) == ["10:00: 0 agents, 1 required"]
    assert found.coverage is not None
    assert len(found.coverage) == 20


def test_a_requirement_of_other_days_is_refused() -> None:
    starts = pd.date_range("2099-12-07", periods=48, freq="30min", tz="Europe/London")
    needed = pd.DataFrame({"interval_start": starts, "agents_scheduled": 1})
    with pytest.raises(InputError, match="no interval from 2026-12-07 to"):
        wfm.check(made(), needed, config=CONFIG)


def test_nights_of_the_eve_are_held_against_nobody() -> None:
    # Nights end at six. Who began one on Sunday stands in a schedule that nobody gave.
    nights = pd.DataFrame([
        row("Anna", f"2026-12-{day:02}", "night", f"2026-12-{day:02}T22:00+00:00",
            f"2026-12-{day + 1:02}T06:00+00:00")
        for day in (7, 8)
    ])  # fmt: skip
    starts = pd.date_range("2026-12-07", periods=96, freq="30min", tz="Europe/London")
    there = [0] * 15 + [1] * 3 + [0] * 26 + [1] * 16 + [0] * 32 + [1] * 4
    needed = pd.DataFrame({"interval_start": starts, "agents_scheduled": there})
    needed.loc[:11, "agents_scheduled"] = 1
    found = wfm.check(nights, needed, config={}).violations
    short = [text for rule, text in zip(found["rule"], found["message"], strict=True)
             if rule == "coverage"]  # fmt: skip
    assert short == [f"{clock}: 0 agents, 1 required" for clock in ("07:30", "08:00", "08:30")]
    eve = pd.DataFrame([row("Anna", "2026-12-06", "OFF", "", "") | {"hours": 0}])
    found = wfm.check(nights, needed, config={}, previous=eve).violations
    assert (found["rule"] == "coverage").sum() == 15


def test_the_same_day_twice_and_duties_that_overlap() -> None:
    late = row("Anna", "2026-12-08", "late", "2026-12-08T14:00+00:00", "2026-12-08T22:30+00:00",
               meals="2026-12-08T18:00+00:00/2026-12-08T18:30+00:00")  # fmt: skip
    found = wfm.check(pd.DataFrame([EARLY_TUESDAY, late]), config=CONFIG).violations
    assert list(found["message"][:2]) == [
        "a duty begins at 14:00, before the last one ends",
        "the day appears twice",
    ]


def test_a_schedule_of_shifts_that_nobody_configured() -> None:
    odd = row("Anna", "2026-12-08", "07-15", "2026-12-08T07:00+00:00", "2026-12-08T15:00+00:00")
    assert judged(pd.DataFrame([odd]), {}) == []
    long = odd | {"end": "2026-12-08T23:00+00:00", "hours": 16}
    found = wfm.check(pd.DataFrame([long]), config={}, law="eu-wtd").violations
    assert "daily_presence_hours" in set(found["rule"])
