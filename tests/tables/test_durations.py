"""In which unit handling times came: what is taken, and what is asked about in which words."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from running import Command, Refusal
from wfm.errors import InputError
from wfm.tables.durations import UNITS, in_seconds

FLAT = np.full(40, 20.0)
VARIED = np.linspace(3.0, 60.0, 40)


def seconds(
    aht: float | list[float] | NDArray[np.float64],
    calls: NDArray[np.float64] = FLAT,
    unit: str | None = None,
) -> NDArray[np.float64]:
    aht = np.broadcast_to(np.asarray(aht, float), np.shape(calls))
    rows = pd.DataFrame({"calls": calls, "aht_seconds": aht})
    return in_seconds(rows, "help", unit)["aht_seconds"].to_numpy()


def asked(aht: float | NDArray[np.float64], calls: NDArray[np.float64] = FLAT) -> str:
    with pytest.raises(InputError) as error:
        seconds(aht, calls)
    message = str(error.value)
    assert message.startswith("queue 'help': column aht_seconds: ")
    assert message.endswith("; --aht-unit seconds takes them as they are")
    return message


@pytest.mark.parametrize(
    ("median", "units"),
    [
        (240_000, "milliseconds"),
        (4, "minutes"),
        (9.9, "minutes"),
        (0.067, "hours"),
        (0.0028, "days"),
        (0.02, "hours or days"),
        (0.8, "minutes or hours"),
    ],
)
def test_the_likely_units_are_named(median: float, units: str) -> None:
    assert f"a median of {median:,}: " in asked(median)
    assert f"give --aht-unit {units};" in asked(median)


def test_minutes_and_seconds_may_have_a_point_between() -> None:
    assert (seconds(4.48, unit="mm.ss") == 288).all()
    with pytest.raises(InputError, match=r"4.8 is not minutes and seconds"):
        seconds(4.8, unit="mm.ss")


def test_excel_keeps_times_as_fractions_of_a_day() -> None:
    assert "fractions of a day, as Excel keeps times?" in asked(0.0028)


@pytest.mark.parametrize("median", [9_000.0, 1e9, 1e-9])
def test_where_nothing_is_likely_the_units_are_listed(median: float) -> None:
    assert "name the unit, --aht-unit seconds, milliseconds, minutes, hours, days" in asked(median)


@pytest.mark.parametrize(("each", "unit"), [(240.0, ""), (240_000.0, ", in milliseconds")])
def test_totals_grow_with_the_calls(each: float, unit: str) -> None:
    wobble = 1 + 0.1 * np.sin(np.arange(40))
    message = asked(each * VARIED * wobble, VARIED)
    assert f"a call: totals of the interval{unit}? divide them by the calls answered" in message


@pytest.mark.parametrize("exponent", [-0.3, 0.0, 0.3])
def test_times_that_follow_the_volume_a_little_are_averages(exponent: float) -> None:
    aht = 240.0 * (VARIED / 20.0) ** exponent
    assert (seconds(aht, VARIED) == aht).all()


def test_few_rows_are_no_proof_of_totals() -> None:
    aht, calls = np.array([240.0, 300.0, 360.0]), np.array([40.0, 50.0, 60.0])
    assert (seconds(aht, calls) == aht).all()


def test_what_is_not_known_or_without_calls_does_not_count() -> None:
    aht = np.array([0.0, np.nan, 240.0, 4.0, 4.0, 4.0])
    calls = np.array([5.0, 5.0, 5.0, 0.0, np.nan, 0.0])
    np.testing.assert_array_equal(seconds(aht, calls), aht)


def test_a_single_odd_row_of_two_is_no_other_unit() -> None:
    assert list(seconds([240.0, 50_000.0], np.ones(2))) == [240.0, 50_000.0]


@given(st.sampled_from([*UNITS]), st.floats(0.01, 80_000))
def test_the_unit_that_is_named_is_taken(unit: str, time: float) -> None:
    found = seconds([time / UNITS[unit], np.nan], np.ones(2), unit)
    assert found[0] == pytest.approx(time)
    assert np.isnan(found[1])


def test_nothing_takes_longer_than_a_day() -> None:
    with pytest.raises(InputError, match="row 1, column aht_seconds: 240 hours is more than a day"):
        seconds([1.0, 240.0], np.ones(2), "hours")
    with pytest.raises(InputError, match="row 2, column aht_seconds: 90,000 seconds is more than"):
        seconds([240.0, 240.0, 90_000.0], np.ones(3))


ROWS = [f"2026-01-05T{8 + i // 2:02d}:{i % 2 * 30:02d}Z,{20 + i}" for i in range(8)]


def table(aht: int | str) -> str:
    return "\n".join(["interval_start,calls,aht_seconds", *(f"{r},{aht}" for r in ROWS), ""])


def test_staff_asks_in_one_line_and_goes_on(wfm: Command, refused: Refusal) -> None:
    message = refused("staff", stdin=table(240_000))
    assert message == (
        "standard input: column aht_seconds: a median of 240,000: milliseconds? give --aht-unit "
        "milliseconds; --aht-unit seconds takes them as they are"
    )
    converted = wfm("staff", "--aht-unit", "milliseconds", stdin=table(240_000))
    assert converted.out == wfm("staff", stdin=table(240)).out
    verifying = wfm("staff", "--aht-unit", "seconds", stdin=table(5))
    assert verifying.code == 0
    assert verifying.out.splitlines()[1].startswith("2026-01-05T08:00+00:00,20,5,")


def test_staff_names_the_queue(refused: Refusal) -> None:
    rows = [f"a,{row},240" for row in ROWS] + [f"b,{row},4" for row in ROWS]
    text = "\n".join(["queue,interval_start,calls,aht_seconds", *rows, ""])
    assert refused("staff", stdin=text).startswith(
        "standard input: queue 'b': column aht_seconds: a median of 4: minutes?"
    )


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("4:17", "'4:17' is minutes and seconds: write it in seconds, as 257"),
        ("00:04:17", "'00:04:17' is hours, minutes and seconds: write it in seconds, as 257"),
    ],
)
def test_clock_texts_are_named(refused: Refusal, cell: str, says: str) -> None:
    assert refused("staff", stdin=table(cell)) == (
        f"standard input, line 2, column aht_seconds: {says}"
    )
