"""The page of a plan that was judged."""

import io
import re

import pytest
from rich.console import Console

import wfm
from test_evaluation import PLAN, forecast_of, roster_of
from wfm import views


def page(days: int, width: int) -> str:
    roster = roster_of(["DDDDD..", "..DDDDD", "NNNNN.."], meals="12:00-12:30")
    found = wfm.evaluate(roster, forecast_of(days=days), config=PLAN, patience=60, model="erlang_a")
    stream = io.StringIO()
    Console(file=stream, width=width).print(views.evaluation(found))
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_is_right_at_any_width(width: int) -> None:
    text = page(7, width)
    assert max(map(len, text.splitlines())) <= width
    for word in ("service", "EUR", "nights", "weekends", "hang up", "agents against"):
        assert word in " ".join(text.split())


def test_weeks_are_shown_where_there_are_several() -> None:
    assert "weeks\n" not in page(7, 80)
    text = page(21, 80)
    assert "weeks\n" in text
    assert "all weeks together" in text
    assert "and 7 more" in text


def test_the_stretches_to_look_at_are_named() -> None:
    text = page(7, 120)
    (short,) = [line for line in text.splitlines() if line.startswith("short")]
    assert "agent-hours, most on " in short


def test_each_weekday_is_named_once_however_many_weeks_there_are() -> None:
    text = page(28, 400)
    (short,) = [line for line in text.splitlines() if line.startswith("short")]
    weekdays = re.findall(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d-", short)
    assert len(weekdays) == len(set(weekdays)) > 1
