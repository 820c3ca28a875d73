"""Wishes against a finished schedule: hard ones are judged, the others counted and priced."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

import wfm
from duties import MONDAY, days_of
from sites import CONFIG, roster, table
from wfm.scheduling.checking import CheckedSchedule
from wfm.scheduling.people import Absence, Agent, Wish
from wfm.scheduling.wished import book_of, broken, kept
from wfm.tables.schedule_rows import schedule_table

DAYS = days_of({"Anna": "EELL--N", "Ben": "LLLL---"})
LATE = dt.date(2026, 12, 9)


def breaking(wish: Wish, **more: Any) -> list[dt.date]:
    book = book_of(DAYS, more.get("agents", {}), more.get("absences", ()))
    return [date for _, date, _ in broken([wish], book)]


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        (Wish("Anna", LATE, shift="late", hard=True), []),
        (Wish("Anna", LATE, shift="OFF", hard=True), [9]),
        (Wish("Anna", LATE, shift="late", weight=-1, hard=True), [9]),
        (Wish("Anna", weekday=4, shift="OFF", hard=True), []),
        (Wish("Anna", weekday=4, shift="early", hard=True), [11]),
        # A window says when a duty may be, not that there is one.
        (Wish("Anna", window=(360, 1380), hard=True), [13]),
        (Wish("Anna", window=(360, 1380), weight=-1, hard=True), [7, 8, 9, 10]),
        (Wish("Anna", dt.date(2027, 1, 1), shift="late", hard=True), []),
        (Wish("Anna", LATE, shift="OFF"), []),
        (Wish("Zoe", LATE, shift="late", hard=True), [9]),
    ],
)
def test_which_days_break_a_wish_that_has_to_be_kept(wish: Wish, days: list[int]) -> None:
    assert [date.day for date in breaking(wish)] == days


def test_nothing_is_asked_of_leave_or_of_days_out_of_the_contract() -> None:
    wish = Wish("Anna", shift="OFF", hard=True)
    away = Absence("Anna", MONDAY, LATE)
    agents = {"Anna": Agent("Anna", last_day=dt.date(2026, 12, 10))}
    assert [day.day for day in breaking(wish, agents=agents, absences=[away])] == [10]


def test_other_wishes_are_counted_and_priced() -> None:
    wishes = [
        Wish("Anna", shift="early", weight=2),
        Wish("Ben", LATE, shift="late", weight=-3),
        Wish("Ben", LATE, shift="OFF", hard=True),
        Wish("Ben", weekday=6, shift="OFF", weight=5),
    ]
    found = kept(wishes, book_of(DAYS, {}, ()))
    assert (found.asked, found.kept, found.price) == (9, 3, 13.0)
    assert str(found) == "3 of 9 days as wished, those that are not cost 13"


def test_check_judges_wishes_in_its_table_and_says_what_the_others_cost() -> None:
    wishes = table("agent,date,shift,weight,hard\nAnna,2026-12-09,OFF,1,true\nBen,Thu,OFF,4,")
    found = wfm.check(schedule_table(DAYS), config=CONFIG, wishes=wishes)
    mine = found.violations[found.violations["rule"] == "wishes"]
    assert mine[["agent", "date", "message"]].to_numpy().tolist() == [
        ["Anna", "2026-12-09", "the hard wish is OFF, and the day has 'late' 14:00-22:30"]
    ]
    assert isinstance(found, CheckedSchedule)
    assert found.wished is not None
    assert (found.wished.kept, found.wished.price) == (0, 4.0)


def test_a_schedule_says_which_hard_wishes_no_line_keeps(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lines = roster({"1": ["EEEEE--"]})
    agents = pd.DataFrame({"agent": ["Anna"]})
    wishes = table("agent,date,shift,hard\nAnna,Tue,OFF,true")
    wfm.schedule(lines, start=MONDAY, weeks=1, agents=agents, wishes=wishes, config=CONFIG)
    assert "hard wishes are not kept on 1 day: 'Anna' 2026-12-08: the hard wish" in caplog.text
