"""Charts of a report's workbook: what they draw, and what stands beside their axes."""

import io
import re
import zipfile

import pandas as pd
import pytest

import wfm
from test_evaluation import PLAN, forecast_of, roster_of
from wfm.reporting.report_charts import CHARTS


@pytest.fixture(scope="module")
def charts() -> dict[str, str]:
    """Draw all charts of a roster, by the words that their lines or bars are of."""
    forecast = forecast_of(14).assign(calls_low=0.5, calls_high=20.0)
    roster = roster_of(["DDDDD..", "NNNN...", "..DDDDD"])
    seen = wfm.simulate(roster, forecast, weeks=3, config=PLAN)
    tables: list[pd.DataFrame] = [forecast, roster, seen.intervals]
    with zipfile.ZipFile(io.BytesIO(wfm.report(tables, config=PLAN).workbook)) as packed:
        drawn = [
            packed.read(name).decode()
            for name in packed.namelist()
            if name.startswith("xl/charts/chart")
        ]
    return {",".join(re.findall(r"<c:tx><c:v>(.*?)</c:v>", chart)): chart for chart in drawn}


@pytest.mark.parametrize(
    ("name", "columns", "unit"),
    [
        ("forecast", "low,high,forecast", "calls in an interval"),
        ("days", "required,scheduled", "agents"),
        ("simulated", "service level low,service level high,service level", "answered in time"),
        ("shares", "nights,weekends", "nights, weekends"),
        ("costs", "cost,night cost,weekend cost", "EUR"),
    ],
)
def test_an_axis_says_what_it_counts(
    charts: dict[str, str], name: str, columns: str, unit: str
) -> None:
    assert f">{unit}" in charts[columns]
    assert f"<c:{CHARTS[name].kind.replace('column', 'bar')}Chart>" in charts[columns]


def test_shares_end_at_a_hundred_percent(charts: dict[str, str]) -> None:
    chart = charts["service level low,service level high,service level"]
    assert '<c:max val="1"/>' in chart
    assert 'formatCode="0%"' in chart
    assert "(asked: 80%)" in chart


def test_words_below_a_line_are_whole_days_apart(charts: dict[str, str]) -> None:
    # 14 days of 48 half hours.
    assert '<c:tickLblSkip val="96"/>' in charts["required,scheduled"]
