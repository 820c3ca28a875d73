"""A new forecasting model is one function and one entry in the list: these are they."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from forecasting.conftest import MONDAY, periodic
from running import Command, Ran, Refusal
from wfm.forecasting import MODELS
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import Days, Past
from wfm.forecasting.models import catalogue
from wfm.forecasting.models.parts import Parts


def busiest(past: Past, future: Days, weeks: int) -> Parts:
    """Forecast the most calls that the last weeks had in the interval, whatever the weekday."""
    most = np.nanmax(past.calls[-7 * weeks :], axis=0)
    ones = np.ones(len(future))
    factors = dict.fromkeys(("level", "trend", "year_ago", "weekday", "calendar", "special"), ones)
    return Parts(factors | {"level": most.sum() * ones}, np.tile(most / most.sum(), (len(ones), 1)))


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pd.DataFrame:
    """The model in the list, and a history to try it on."""
    monkeypatch.setitem(catalogue.MODELS, "busiest", busiest)
    history = periodic(weeks=16)
    history.to_csv(tmp_path / "calls.csv", index=False)
    return history


def table(ran: Ran) -> pd.DataFrame:
    assert ran.code == 0, ran.err
    return pd.read_csv(io.StringIO(ran.out))


def test_forecasts(wfm: Command, added: pd.DataFrame) -> None:
    ahead = table(wfm("forecast", "calls.csv", "--model", "busiest", "--horizon", "2w"))
    sunday = added.calls.to_numpy()[6 * 48 : 7 * 48]
    np.testing.assert_allclose(ahead.calls, np.tile(sunday, 14), atol=1e-4)
    assert (ahead.calls_low <= ahead.calls).all()
    assert (ahead.calls <= ahead.calls_high).all()


def test_explains_itself(wfm: Command, added: pd.DataFrame) -> None:
    factors = table(wfm("forecast", "calls.csv", "--model", "busiest", "--explain"))
    sunday = added.calls.to_numpy()[6 * 48 : 7 * 48]
    assert factors.level.to_numpy() == pytest.approx(sunday.sum(), abs=0.01)


def test_is_judged_beside_the_others(wfm: Command, added: pd.DataFrame) -> None:
    scores = table(wfm("backtest", "calls.csv", "--models", "busiest,mean", "--origins", "3"))
    wape = scores.groupby("model").wape.max()
    assert wape["mean"] == pytest.approx(0, abs=1e-4)
    assert wape["busiest"] > 0.1


@pytest.mark.usefixtures("added")
def test_is_judged_by_the_forecast_command(wfm: Command) -> None:
    scores = table(wfm("forecast", "calls.csv", "--model", "busiest", "--backtest"))
    assert set(scores.model) == {"busiest"}


@pytest.mark.usefixtures("added")
def test_takes_part_in_the_choice(wfm: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """`auto` tries every model of the list: the one that is right where the others are wrong."""
    asked = []

    def listening(*given: Any) -> Any:
        asked.append(given)
        return busiest(*given)

    monkeypatch.setitem(catalogue.MODELS, "busiest", listening)
    assert table(wfm("forecast", "calls.csv", "--model", "auto")).calls.notna().all()
    assert asked


@pytest.mark.parametrize(
    "words", [("forecast", "--model", "busy"), ("backtest", "--models", "mean,busy")]
)
def test_an_unknown_name_is_answered_with_the_list(
    refused: Refusal, added: pd.DataFrame, words: tuple[str, ...]
) -> None:
    line = refused(words[0], "calls.csv", *words[1:], code=2)
    assert f"'busy' is not a model: auto, {', '.join(MODELS)}" in line
    assert line.endswith("busiest")


def test_what_models_share_is_worked_out_once_and_changes_nothing() -> None:
    days = calendar.calendar(MONDAY, 500, "FR")
    calls = np.random.default_rng(8).poisson(30.0, (472, 48)).astype(float)
    past, future = Past(days.part(0, 472), calls), days.part(472, 500)
    for name, parts in catalogue.all_forecasts(past, future, 6).items():
        alone = MODELS[name](past, future, 6)
        np.testing.assert_array_equal(parts.calls, alone.calls)
