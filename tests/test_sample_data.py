"""The sample: made by the generator beside it, and as its page says."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wfm import config, tables, timestamps

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"


@pytest.fixture(scope="module")
def history() -> pd.DataFrame:
    return tables.read((SAMPLE / "calls.csv").read_bytes(), tables.HISTORY, "calls.csv")


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(SAMPLE / "generate.py"))


def test_generator_makes_the_file_again_to_the_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLE / "generate.py"], cwd=tmp_path, check=True)
    assert (tmp_path / "calls.csv").read_bytes() == (SAMPLE / "calls.csv").read_bytes()


def test_thirteen_months_of_half_hours(history: pd.DataFrame) -> None:
    days = pd.Series(timestamps.wall_clock(history["interval_start"])).dt.normalize()
    assert days.iloc[0] == pd.Timestamp("2025-01-01")
    assert days.iloc[-1] == pd.Timestamp("2026-01-31")
    assert tables.step_minutes(history) == 30
    assert days.nunique() == 396


def test_two_clock_changes_and_an_outage_are_the_only_odd_days(history: pd.DataFrame) -> None:
    days = pd.Series(timestamps.wall_clock(history["interval_start"])).dt.strftime("%Y-%m-%d")
    rows = days.value_counts()
    assert rows[rows != 48].sort_index().to_dict() == {
        "2025-03-30": 46,
        "2025-06-11": 39,  # the outage: nine half hours are absent, not zero
        "2025-10-26": 50,
    }
    assert str(history["interval_start"].dt.tz) == "Europe/London"


def test_handling_time_is_missing_only_without_calls_and_varies_with_the_hour(
    history: pd.DataFrame,
) -> None:
    assert history["calls"].notna().all()
    assert ((history["calls"] == 0) == history["aht_seconds"].isna()).all()
    hour = history["interval_start"].dt.hour
    mean = (history["calls"] * history["aht_seconds"]).groupby(hour).sum() / history[
        "calls"
    ].groupby(hour).sum()
    assert mean[3] > mean[15] + 60


def test_public_holidays_promotion_and_the_day_after(history: pd.DataFrame) -> None:
    calls = history["calls"].groupby(history["interval_start"].dt.strftime("%Y-%m-%d")).sum()
    assert calls["2025-05-05"] < 0.75 * calls["2025-05-12"]
    assert calls["2025-05-06"] > 1.05 * calls["2025-05-13"]
    assert calls["2025-09-17"] > 1.4 * calls["2025-09-10"]


def test_counts_vary_more_than_poisson_counts_do(
    history: pd.DataFrame, generator: dict[str, Any]
) -> None:
    local = history["interval_start"].dt
    ordinary = (local.day_of_week == 2) & (local.hour == 11) & (local.month.isin([2, 3, 11]))
    calls = history.loc[ordinary, "calls"]
    assert calls.var() / calls.mean() > 1.5
    assert generator["SEED"] == 20250101


def test_peak_needs_about_forty_agents(history: pd.DataFrame) -> None:
    load = history["calls"] * history["aht_seconds"] / 1800
    ordinary = load[history["interval_start"].dt.month == 10]
    assert 15 < np.nanquantile(ordinary, 0.99) < 40


def test_configuration_is_valid() -> None:
    parsed = config.parse((SAMPLE / "wfm.toml").read_bytes(), "wfm.toml")
    assert set(parsed) == {"timezone", "forecast", "staff", "roster"}


def test_page_names_source_columns_units_and_seed(generator: dict[str, Any]) -> None:
    page = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for word in ("generate.py", "interval_start", "calls", "aht_seconds", str(generator["SEED"])):
        assert word in page
