"""Costs that every supported Python and PuLP reaches, held against bounds that were proved once.

No roster costs less than `proved`, whatever finds it, and some roster costs `best`. So a search
that ends by its gap lies between the two but for that gap, and its own bound is no more than
`best`.
"""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wfm
from rostering.plans import (
    FULL_TIME,
    PART_TIME,
    block,
    day_group,
    double_peak,
    plan,
    requirement,
)
from wfm import tables
from wfm.rostering import Plan, plan_from, roster, summary

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
TWO: dict[str, Any] = {"group": [FULL_TIME, PART_TIME]}


def hold(need: pd.DataFrame, asked: Plan, *, gap: float, proved: float, best: float) -> None:
    found = roster(need, asked, gap=gap, fairness=0.0, time_limit=300)
    assert found.status in ("optimal", "within gap")
    assert proved <= found.cost
    assert found.bound <= best
    # Less than one step of a full-time agent is as good as no gap.
    assert found.cost <= max(best / (1 - gap), best + 39.9)


@pytest.mark.slow
def test_one_group() -> None:
    hold(requirement(double_peak(30)), plan(), gap=0.001, proved=2280, best=2280)


@pytest.mark.slow
def test_a_single_rotation() -> None:
    single = plan(rotation="single")
    hold(requirement(double_peak(6)), single, gap=0.001, proved=560, best=560)


def said(keys: dict[str, Any], currency: str | None) -> str:
    top = {} if currency is None else {"currency": currency}
    asked = plan_from({**top, "roster": {"group": [day_group(**keys)], "rules": {}}})
    return summary(roster(requirement(block(8, 16, 5)), asked))[1]


def test_a_cost_is_said_in_its_currency() -> None:
    assert said({"cost_per_hour": 1000.5}, "EUR") == (
        "cost 400,200 EUR, lower bound 400,200 EUR (no roster can cost less): proved optimal"
    )


def test_a_cost_without_a_currency_is_in_hours_of_pay_where_no_hour_has_a_price() -> None:
    plain = "cost 400, lower bound 400 (no roster can cost less): proved optimal"
    assert said({}, None) == f"{plain}; cost is in hours of pay"
    assert said({"cost_per_hour": 2}, None) == plain.replace("400", "800")


def test_where_agents_are_missing_no_other_roster_is_sought_for_comfort(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Five agents have 25 duties a week, of the 35 that are asked for.
    asked = plan(group=[day_group(agents=5, meals=[])], rules={"days_on": [1, 6]})
    with caplog.at_level("INFO"):
        made = roster(requirement(block(8, 16, 5)), asked, elastic=True, comfort=0.5, time_limit=20)
    assert (made.agents, made.hours_short) == (5, 80)
    assert "comfort: free, the days of the cheapest roster are rearranged" in caplog.text
    assert "found no roster" not in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("peak", "gap", "proved", "best"), [(30, 0.02, 1915, 1930), (120, 0.01, 7375, 7385)]
)
def test_full_time_and_part_time(peak: int, gap: float, proved: float, best: float) -> None:
    hold(requirement(double_peak(peak)), plan(**TWO), gap=gap, proved=proved, best=best)


@pytest.mark.slow
def test_the_sample() -> None:
    config = tomllib.loads((SAMPLE / "wfm.toml").read_text())
    history = tables.read((SAMPLE / "calls.csv").read_bytes(), tables.HISTORY, "calls.csv")
    forecast = wfm.forecast(history, timezone="Europe/London", country="GB", subdivision="ENG")
    need = wfm.staff(forecast, **config["staff"])
    assert np.isfinite(need["agents_scheduled"]).all()
    hold(need, plan_from(config), gap=0.02, proved=2800, best=2800)
