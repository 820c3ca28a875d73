"""The options of a forecast: what is taken and what is refused."""

import pytest

from wfm.errors import OptionError
from wfm.forecasting.history import calendar
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.options import LONGEST_DAYS, checked_begin, checked_level, checked_model


@pytest.mark.parametrize("name", ["auto", *MODELS])
def test_a_model_of_the_list_is_taken(name: str) -> None:
    assert checked_model(name, "model") == name


def test_another_name_is_answered_with_the_list() -> None:
    with pytest.raises(OptionError, match="'arima' is not a model: auto, ") as caught:
        checked_model("arima", "models")
    assert caught.value.option == "models"


@pytest.mark.parametrize(("written", "level"), [(0.8, 0.8), ("80%", 0.8), ("0.5", 0.5)])
def test_a_level_is_a_fraction(written: float | str, level: float) -> None:
    assert checked_level(written) == level


@pytest.mark.parametrize("written", [0, 1, "100%", "0%"])
def test_a_band_has_a_level_between_nothing_and_everything(written: float | str) -> None:
    with pytest.raises(OptionError, match="is not between 0 and 1"):
        checked_level(written)


def test_a_forecast_begins_after_the_history_and_not_years_later() -> None:
    first = calendar.day_number("2026-03-02", "start")
    assert checked_begin(None, first) == first
    assert checked_begin(first + LONGEST_DAYS, first) == first + LONGEST_DAYS
    with pytest.raises(OptionError, match="2026-03-01 is not after the history: 2026-03-02 or"):
        checked_begin(first - 1, first)
    with pytest.raises(OptionError, match="is too far after the history"):
        checked_begin(first + LONGEST_DAYS + 1, first)
