"""Quantities as people write them."""

import contextlib
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm import units
from wfm.errors import InputError, OptionError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (0.8, 0.8),
        ("0.8", 0.8),
        ("80%", 0.8),
        (" 80 % ", 0.8),
        (0, 0),
        (1, 1),
        ("100%", 1),
        ("0%", 0),
    ],
)
def test_fraction(written: float | str, meant: float) -> None:
    assert units.fraction(written, "service_level") == meant


def test_bare_80_is_never_taken_for_80_percent() -> None:
    with pytest.raises(OptionError, match=r"^service_level: 80 is not a fraction.*0\.8 or 80%$"):
        units.fraction(80, "service_level")


@pytest.mark.parametrize(
    "written", ["", "%", "80%%", "many", "nan", "inf", -0.1, 1.5, "120%", None]
)
def test_no_fraction(written: float | str | None) -> None:
    with pytest.raises(OptionError, match=r"^shrinkage: "):
        units.fraction(written, "shrinkage")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (20, 20),
        ("20", 20),
        ("20s", 20),
        ("20 sec", 20),
        ("3m", 180),
        ("3 min", 180),
        ("1.5h", 5400),
        ("1H", 3600),
        ("0s", 0),
        ("1e2s", 100),
    ],
)
def test_seconds(written: int | str, meant: int) -> None:
    assert units.seconds(written, "threshold") == meant


@pytest.mark.parametrize(
    "written", ["", "s", "20x", "20 s s", "-1s", "1e999", "nan", "--5", "1:30", "٣s", None]
)
def test_no_duration(written: str | None) -> None:
    with pytest.raises(OptionError, match=r"^threshold: "):
        units.seconds(written, "threshold")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [(10, 10), ("10", 10), ("10d", 10), ("4w", 28), ("4 W", 28), ("0.5w", None)],
)
def test_days(written: int | str, meant: int | None) -> None:
    if meant is None:
        with pytest.raises(OptionError, match="whole number of days"):
            units.days(written, "horizon")
    else:
        assert units.days(written, "horizon") == meant


@pytest.mark.parametrize("written", ["", "4m", "0d", 0, -1, "1.5d", "four", "inf", None])
def test_no_days(written: int | str | None) -> None:
    with pytest.raises(OptionError, match=r"^horizon: "):
        units.days(written, "horizon")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "minutes"), [("08:30", 510), ("8:30", 510), ("00:00", 0), ("24:00", 1440)]
)
def test_time_of_day(written: str, minutes: int) -> None:
    assert units.clock(written) == minutes


@pytest.mark.parametrize(
    "written", ["", "8", "08.30", "08:60", "24:30", "25:00", "-1:00", "08:30:00"]
)
def test_no_time_of_day(written: str) -> None:
    with pytest.raises(InputError, match="is not a time of day: write 08:30"):
        units.clock(written)


@given(st.integers(0, 1439))
def test_time_of_day_round_trip(minutes: int) -> None:
    assert units.clock(units.hhmm(minutes)) == minutes


def test_time_after_midnight_is_shown_on_its_own_day() -> None:
    assert units.hhmm(1440) == "00:00"
    assert units.hhmm(1500) == "01:00"


def test_meals_and_breaks_are_written_one_after_the_other() -> None:
    assert units.hhmm_spans([(600, 630), (1425, 1440)]) == "10:00-10:30 23:45-00:00"
    assert units.hhmm_spans([]) == ""


@given(st.text(max_size=12))
@pytest.mark.parametrize("read", [units.number, units.fraction, units.seconds, units.days])
def test_any_text_is_a_value_or_a_clear_refusal(read: Callable[..., Any], text: str) -> None:
    with contextlib.suppress(OptionError):
        assert math.isfinite(read(text, "option"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (171360, 2, "171,360"),
        (171360.5, 2, "171,360.5"),
        (1e15, 2, "1,000,000,000,000,000"),
        (0.1 + 0.2, 2, "0.3"),
        (-0.001, 2, "0"),
        (-1300.25, 2, "-1,300.25"),
        (100, 0, "100"),
    ],
)
def test_a_number_for_people_has_no_exponent_and_no_idle_zeros(
    value: float, decimals: int, text: str
) -> None:
    assert units.written(value, decimals) == text


@pytest.mark.parametrize(
    ("text", "place"),
    [("1", 1), (" 12 ", 12), ("007", 7), ("0", None), ("13", None), ("x", None), ("", None)],
)
def test_a_number_of_a_column_is_one_that_there_is(text: str, place: int | None) -> None:
    assert units.ordinal(text, 12) == place


def test_thousands_of_digits_are_the_number_of_no_column() -> None:
    assert units.ordinal("1" + "0" * 5000, 12) is None
