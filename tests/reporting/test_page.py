"""The page of a report: every number is its table's, and nothing in a name acts on it."""

import numpy as np
import pandas as pd
import pytest

import wfm
from pages import FORECAST, ROSTER, Read, odd
from schedules import HOSTILE
from test_evaluation import PLAN, forecast_of
from wfm import tables
from wfm.errors import InputError
from wfm.reporting import Report
from wfm.reporting.page import svg
from wfm.reporting.page.weekly import folded


def test_a_page_needs_nothing_else_and_is_the_same_again(
    made: Report,
    page: Read,
) -> None:
    assert page.runs == ["script"]
    assert "http" not in made.page.replace("http-equiv", "").replace(
        "http://www.w3.org/2000/svg", ""
    )
    again = wfm.report([ROSTER, wfm.staff(FORECAST, config=PLAN), FORECAST], config=PLAN)
    assert again.page == made.page


@pytest.mark.slow
def test_no_name_acts() -> None:
    names = (*HOSTILE, "</script><script>alert(1)</script>", '" onload="x', "<img src=x onerror=y>")
    teams = [
        ROSTER[:7].assign(team=name, shift=ROSTER["shift"][:7].replace("day", name))
        for name in names
    ]
    queues = pd.concat([FORECAST[:48].assign(queue=name) for name in names])
    read = Read(wfm.report([queues, pd.concat(teams)], title=names[-1]).page)
    assert read.runs == ["script"]
    assert not any("\u202e" in words for words in read.words)
    assert len(read.tables["grid"]) == 1 + len(names)


def test_every_queue_has_its_pictures() -> None:
    both = pd.concat([FORECAST.assign(queue=name) for name in ("sales", "help")])
    read = Read(wfm.report([both]).page)
    assert list(read.titles) == ["forecast-1", "calls-1", "forecast-2", "calls-2", "parameters"]


@pytest.mark.parametrize("number", [8, 9, 12])
def test_of_many_queues_those_most_to_be_looked_at_have_figures(number: int) -> None:
    lacking = [
        FORECAST[:48].assign(queue=f"queue {n:02d}", required=20.0, scheduled=20.0 - n)
        for n in range(1, number + 1)
    ]
    judged = pd.concat(lacking).assign(difference=lambda f: f["scheduled"] - f["required"])
    names = [column.name for column in tables.EVALUATED.columns]
    made = wfm.report([tables.conform(judged.reindex(columns=names, fill_value=0.5),
                                      tables.EVALUATED)])  # fmt: skip
    shown = {f.name: f.value for f in made.summary.figures if f.name.startswith("Agent-hours")}
    whole = {"Agent-hours short": f"{24 * number * (number + 1) / 2:,g}"} if number > 8 else {}
    assert shown == whole | {
        f"Agent-hours short, queue {n:02d}": f"{24 * n}" for n in range(number - 7, number + 1)
    }
    left = [words for words in made.summary.sentences if "stand here" in words]
    assert [words.partition("of the other ")[2].split(" ")[0] for words in left] == (
        {8: [], 9: ["one"], 12: ["4"]}[number]
    )


def test_a_week_is_the_mean_of_what_is_known() -> None:
    week = folded(FORECAST.assign(calls=np.nan), "calls")
    assert np.isnan(week.cells).all()
    assert week.cells.shape == (7, 48)
    assert week.stretch(0, 20, 22) == "Monday 10:00-11:30"


def test_ticks_are_round_and_reach_the_highest() -> None:
    assert svg.ticks(37) == [0, 10, 20, 30, 40]
    assert svg.ticks(0) == [0, 1]
    assert svg.ticks(1e6)[-1] >= 1e6


def test_tables_of_one_kind_are_refused() -> None:
    with pytest.raises(InputError, match="table 1 and table 2: both are a roster"):
        wfm.report([ROSTER, ROSTER])
    with pytest.raises(InputError, match="table 1: is no table of wfm"):
        wfm.report([pd.DataFrame({"a": [1]})])
    with pytest.raises(InputError, match="there is nothing to draw"):
        wfm.report([pd.DataFrame({"agent": ["Anna"], "group": ["crew"]})])


@pytest.mark.slow
def test_a_page_of_fifty_queues_for_four_weeks_stays_small() -> None:
    shape = 10 + 9 * np.sin(np.arange(28 * 48) / 7)
    forecast = pd.concat(
        forecast_of(28).assign(
            queue=f"queue {n}",
            calls=shape * n / 9,
            calls_low=shape * n / 11,
            calls_high=shape * n / 7,
        )
        for n in range(1, 51)
    )
    needed = wfm.staff(forecast, config=PLAN)
    place = {name: needed[name] for name in ("queue", "interval_start")}
    judged = [odd(table, len(needed), **place) for table in (tables.EVALUATED, tables.SIMULATED)]
    page = wfm.report([forecast, needed, *judged], config=PLAN).page
    assert len(page.encode()) < 12_000_000
