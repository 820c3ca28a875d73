"""Real queues, where they lie beside the checkout."""

from pathlib import Path

import pytest

from wfm import tables
from wfm.forecasting import backtest, forecast

QUEUES = {
    "us_bank_2003": ("America/New_York", "US", ["2003-08-04", "2003-09-22"]),
    "israel_bank_1999": ("Asia/Jerusalem", "IL", ["1999-09-27", "1999-11-01"]),
    "axa_telephonie": ("Europe/Paris", "FR", ["2013-06-10", "2013-08-19"]),  # tripled on 5 June
    "axa_cat": ("Europe/Paris", "FR", ["2013-01-21", "2013-04-01"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", QUEUES)
def test_the_decomposition_beats_the_classical_mean(shared_dir: Path, name: str) -> None:
    zone, country, origins = QUEUES[name]
    file = shared_dir / "data" / "calls" / f"{name}.csv"
    history = tables.read(file.read_bytes(), tables.HISTORY, file.name)
    table = backtest(
        history, models="combined,mean", origins=origins, timezone=zone, country=country
    )
    wape = table.set_index(["model", "weeks"]).wape
    assert wape["combined", 4] < wape["mean", 4]
    coverage = table[(table.model == "combined") & (table.weeks == 4)].coverage
    assert (coverage > 0.6).all()


@pytest.mark.slow
def test_a_queue_in_office_hours_is_closed_at_night_and_on_holidays(shared_dir: Path) -> None:
    file = shared_dir / "data" / "calls" / "axa_cat.csv"
    history = tables.read(file.read_bytes(), tables.HISTORY, file.name)
    result = forecast(
        history, timezone="Europe/Paris", country="FR", aht=300, model="combined", horizon="1w"
    )
    hour = result.interval_start.dt.hour
    assert (result.calls[hour < 6] < 0.5).all()  # now and then a call was recorded at night
    assert result.calls[:48].sum() == 0  # New Year's Day
    assert result.calls[48:96].sum() > 1000
