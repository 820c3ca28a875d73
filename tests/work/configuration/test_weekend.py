"""Which days are the weekend."""

import logging
from typing import Any

import pytest

from wfm.errors import InputError
from wfm.work.configuration.weekend import read_weekend


@pytest.mark.parametrize(
    ("config", "weekend"),
    [
        ({}, (5, 6)),
        ({"country": "GB"}, (5, 6)),
        ({"country": "AE"}, (5, 6)),
        ({"country": "EG"}, (4, 5)),
        ({"forecast": {"country": "EG"}}, (4, 5)),
        ({"country": "EG", "weekend": ["sun"]}, (6,)),
        ({"weekend": "sat, sun", "roster": {"weekend": ["Friday", "sat"]}}, (4, 5)),
        ({"country": "GB", "roster": {"country": "EG"}}, (4, 5)),
    ],
)
def test_what_is_nearest_to_the_roster_counts(
    config: dict[str, Any], weekend: tuple[int, ...]
) -> None:
    assert read_weekend(config) == weekend


def test_another_weekend_than_the_usual_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wfm"):
        read_weekend({"country": "EG"})
    assert "the weekend is Friday and Saturday, as in EG" in caplog.text


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"weekend": []}, "weekend: [] is not a weekend"),
        ({"weekend": 6}, "weekend: 6 is not a weekend"),
        ({"weekend": ["thu", "fri", "sat", "sun"]}, "is not a weekend"),
        ({"weekend": ["caturday"]}, "'caturday' is not one of mon, tue"),
        ({"roster": {"weekend": ["sun", "mon"]}}, "roster.weekend: a week of a roster begins"),
        ({"country": 44}, "country: 44 is not a country"),
        ({"roster": {"country": "XX"}}, "roster.country: "),
    ],
)
def test_what_is_no_weekend(config: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_weekend(config)
    assert says in str(caught.value)
