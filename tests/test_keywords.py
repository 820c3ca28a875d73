"""Functions whose keywords are declared options; all of them take a configuration."""

import inspect
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

import wfm
from wfm.errors import InputError
from wfm.keywords import with_keywords
from wfm.options.common import Configuration, Configured
from wfm.options.forecast import Level


@dataclass(frozen=True)
class Asked(Level, Configured):
    """What is asked.

    Parameters
    ----------
    table
        Some table.
    """

    table: pd.DataFrame


@with_keywords(Asked)
def width(asked: Asked) -> str:
    """Say how wide a band is.

    Returns
    -------
    str
        How wide.
    """
    return str(asked.level)


def test_a_function_has_the_fields_for_keywords() -> None:
    assert list(inspect.signature(width).parameters) == ["table", "config", "level"]
    assert width(pd.DataFrame()) == width(table=pd.DataFrame()) == "0.8"
    assert width(pd.DataFrame(), level=0.5) == "0.5"
    with pytest.raises(TypeError, match="'leve'"):
        width(pd.DataFrame(), leve=0.5)  # type: ignore[call-arg]


def test_the_paragraphs_on_the_fields_are_those_of_the_dataclasses() -> None:
    text = inspect.getdoc(width) or ""
    assert text.startswith(
        "Say how wide a band is.\n\nParameters\n----------\ntable\n    Some table."
    )
    assert "\nlevel\n    Fraction of the calls" in text
    assert text.endswith("\n\nReturns\n-------\nstr\n    How wide.")


@pytest.fixture
def history() -> pd.DataFrame:
    starts = pd.date_range("2026-01-05", periods=28 * 24, freq="1h", tz="UTC")
    return pd.DataFrame({"interval_start": starts, "calls": 10.0, "aht_seconds": 200.0})


def test_a_forecast_takes_a_configuration_or_the_path_of_one(
    history: pd.DataFrame, tmp_path: Path
) -> None:
    site = {"timezone": "Europe/Berlin", "forecast": {"model": "mean", "horizon": "2d", "weeks": 2}}
    given = wfm.forecast(history, model="mean", horizon="2d", weeks=2, timezone="Europe/Berlin")
    assert wfm.forecast(history, config=site).equals(given)
    file = tmp_path / "wfm.toml"
    file.write_text(
        'timezone = "Europe/Berlin"\n[forecast]\nmodel = "mean"\nhorizon = "2d"\nweeks = 2\n'
    )
    assert wfm.forecast(history, config=file).equals(given)
    assert len(wfm.forecast(history, config=site, horizon="1d")) == 24


def test_events_of_a_configuration_are_the_path_of_their_csv(
    history: pd.DataFrame, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("date,name,effect\n2026-02-02,mailing,2\n")
    config = {"forecast": {"model": "mean", "horizon": "1d", "events": str(file)}}
    assert set(wfm.forecast(history, config=config)["calls"]) == {20.0}
    with pytest.raises(InputError, match=r"^forecast.events: none.csv: no such file"):
        wfm.forecast(history, config={"forecast": {"events": "none.csv"}})


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"forecast": {"week": 6}}, "config: forecast.week: unknown key; the nearest one is weeks"),
        ({"forecast": {"weeks": 0}}, "forecast.weeks: 0 is not a whole number from 1 to 520"),
        ({"forecast": {"model": "oracle"}}, "forecast.model: 'oracle' is not a model"),
        ({"forcast": {}}, "config: forcast: unknown key; the nearest one is forecast"),
        ("none.toml", "none.toml: no such file or directory: give a TOML file"),
    ],
)
def test_a_wrong_key_or_value_of_the_configuration_is_named(
    history: pd.DataFrame, config: Configuration, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        wfm.forecast(history, config=config)


def test_a_requirement_takes_a_configuration(history: pd.DataFrame) -> None:
    site = {"staff": {"service_level": 0.9, "closed": "2026-01-06,GB", "threshold": 30}}
    given = wfm.staff(history, service_level=0.9, closed=["2026-01-06"], threshold="30s")
    assert wfm.staff(history, config=site).equals(given)
    other = wfm.staff(history, config=site, min_agents=9)
    assert not other.equals(given)


def test_what_a_configuration_says_of_tables_says_nothing_about_one_interval() -> None:
    site = {"timezone": "Europe/London", "staff": {"open": "Mon 9:00-10:00", "service_level": 0.9}}
    one = wfm.staff(calls=450, aht=270, config=site)
    assert one.equals(wfm.staff(calls=450, aht=270, service_level=0.9))
