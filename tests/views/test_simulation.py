"""Weeks that were simulated, drawn for a person."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

import wfm
from running import Command
from test_evaluation import PLAN, forecast_of, roster_of
from wfm import tables, views
from wfm.evaluation import Simulation

ROSTER = roster_of(["DDDDD..", "..DDDDD", "NNNNN.."], meals="12:00-12:30")


@cache
def simulated(days: int) -> Simulation:
    return wfm.simulate(ROSTER, forecast_of(days, calls=4.0), weeks=3, config=PLAN)


def drawn(days: int, width: int, by: str = "interval") -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(views.simulation(simulated(days), by))
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_it_is_right_at_any_width_and_has_no_idle_digits(width: int) -> None:
    text = drawn(7, width)
    assert max(map(len, text.splitlines())) <= width
    for word in ("Mon", "what changes would do", "AHT +5 %", "service level of each interval"):
        assert word in text
    assert not re.search(r"\.\d\d", text)
    if width >= 60:
        assert len(text.splitlines()) < 45
    assert "abandonment" not in text  # nobody hangs up


def test_weeks_are_shown_where_there_are_several_and_days_are_few() -> None:
    assert drawn(7, 80).startswith("days\n")
    text = drawn(21, 80)
    assert text.startswith("weeks\n")
    assert "and 7 more" in text
    assert "all weeks together" in text


def test_one_kind_that_is_asked_for_is_shown_whole() -> None:
    assert len(drawn(21, 120, "day").splitlines()) == 22
    assert drawn(21, 120, "total").splitlines()[1].startswith("Mon 2026-06-01")
    assert drawn(7, 120, "change").splitlines()[1].startswith("as planned")


def test_a_terminal_gets_the_page_and_a_pipe_all_digits(wfm: Command, tmp_path: Path) -> None:
    roster = tables.to_csv(tables.conform(ROSTER, tables.ROSTER))
    forecast = tmp_path / "forecast.csv"
    forecast.write_text(tables.to_csv(tables.conform(forecast_of(7, calls=4.0), tables.FORECAST)))
    words = ("simulate", "--forecast", forecast, "--weeks", 2, "-q")
    assert "what changes would do" in wfm(*words, "--format", "table", stdin=roster).out
    assert wfm(*words, stdin=roster).out.startswith("interval_start,calls,agents,service_level,")
