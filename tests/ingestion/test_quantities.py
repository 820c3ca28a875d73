"""Numbers and durations as systems and people write them: read as meant, or asked about."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.quantities import (
    DurationHints,
    Durations,
    mark_of,
    read_durations,
    read_numbers,
)


def numbers(*cells: object, **said: Any) -> list[float]:
    found = read_numbers(pd.Series(cells, dtype=object), "calls.csv, column 'Calls'", **said)
    assert not found.wrong.any()
    return [float(value) for value in found.floats]


def durations(*cells: object, name: str = "AHT", **said: Any) -> Durations:
    return read_durations(pd.Series(cells, dtype=object), DurationHints("calls.csv", name, **said))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1234", 1234), ("1 234", 1234), ("1\u00a0234,5", 1234.5), ("1\u202f234", 1234),
        ("1'234.5", 1234.5), ("1’234", 1234), ("1.234.567", 1234567), ("1,234.5", 1234.5),
        ("1.234,5", 1234.5), ("12,5", 12.5), ("0.123", 0.123), ("1234.567", 1234.567),
        ("12,34,567", 1234567), ("１２３", 123), ("١٢٣", 123), ("-5", -5), ("(5)", -5), ("5-", -5),
        ("94.44%", 0.9444), ("12,5 %", 0.125), ("1.2E+03", 1200), (12, 12), (12.5, 12.5),
    ],
)  # fmt: skip
def test_number_is_read_however_it_is_written(cell: object, value: float) -> None:
    assert numbers(cell) == [pytest.approx(value)]


@pytest.mark.parametrize(
    "cell", ["", "-", "--", "—", "n/a", "N/A", "#DIV/0!", "#N/A", "NULL", "None", "н/д", None]
)
def test_what_stands_for_no_number_is_missing(cell: object) -> None:
    assert np.isnan(numbers(cell, "5")[0])


def test_point_before_three_digits_is_asked_unless_the_file_shows_its_marks() -> None:
    with pytest.raises(Question) as asked:
        numbers("1.234", "17")
    assert asked.value.readings == {
        "--decimal point": "it is 1.234",
        "--decimal comma": "it is 1234",
    }
    assert numbers("1.234", "17,5") == [1234, 17.5]
    assert numbers("1.234", "17.5") == [1.234, 17.5]
    assert numbers("1.234", shown="comma") == [1234]
    assert numbers("1.234", mark="point") == [1.234]


def test_both_decimal_marks_in_one_column_are_refused() -> None:
    with pytest.raises(InputError, match="write all numbers alike"):
        numbers("17.5", "17,5")


def test_other_columns_show_the_decimal_mark() -> None:
    assert mark_of([pd.Series(["1.234"]), pd.Series(["17,5"])]) == "comma"
    assert mark_of([pd.Series(["1.234"]), pd.Series(["17"])]) is None


def test_word_is_no_number() -> None:
    found = read_numbers(pd.Series(["12", "many", True]), "calls.csv")
    assert found.wrong.tolist() == [False, True, True]


@pytest.mark.parametrize(
    "cell",
    [
        "4:17", "04:17", "0:04:17", "00.04.17", "0 00:04:17", "0d 00:04:17", "4'17", "4'17\"",
        "00:04:17.0", "4m 17s", "4 min 17 s", "4 min. 17 sec.",
        "4分17秒", "4 мин 17 с", "257s", "257 sec", "PT4M17S", "PT257S", "257", 257.0, "257.0",
        dt.time(0, 4, 17), dt.time(4, 17), dt.timedelta(seconds=257),
        dt.datetime(1899, 12, 30, 0, 4, 17),
    ],
)  # fmt: skip
def test_handling_time_is_read_however_it_is_written(cell: object) -> None:
    assert durations(cell).seconds.tolist() == [pytest.approx(257)]


@pytest.mark.parametrize(
    ("name", "cell", "seconds"),
    [
        ("AHT (sec)", "95", 95), ("AHT [min]", "4.5", 270), ("talk_time_ms", "257000", 257),
        ("Avg Handle Time (Minutes)", "4,5", 270), ("AHT (mm.ss)", "4.48", 288),
        ("AHT [m.ss]", "4.5", 290), ("AHT (min.sec)", "4.05", 245), ("AHT (mm,ss)", "4,48", 288),
    ],
)  # fmt: skip
def test_name_of_the_column_carries_the_unit(name: str, cell: str, seconds: float) -> None:
    assert durations(cell, name=name).seconds.tolist() == [seconds]


def test_another_unit_than_seconds_is_asked_for_even_where_only_one_fits() -> None:
    with pytest.raises(Question, match=r"give --aht-unit milliseconds \(257 seconds\)"):
        durations("257000")
    with pytest.raises(Question, match="--aht-unit days"):
        durations(0.00297, 0.0025, 0.0035)


def test_seconds_are_taken_where_no_other_unit_fits() -> None:
    assert durations("3084", "1542", calls=np.array([12.0, 6.0])).unit == "seconds"


def test_unit_is_asked_where_two_fit() -> None:
    with pytest.raises(Question) as asked:
        durations("0.18")
    assert list(asked.value.readings) == [
        "--aht-unit minutes", "--aht-unit hours", "--aht-unit seconds",
    ]  # fmt: skip


def test_unit_of_the_name_is_asked_where_it_is_unlikely() -> None:
    with pytest.raises(Question, match="unlikely in seconds"):
        durations("4.28", name="AHT (sec)")


def test_minutes_and_seconds_with_a_point_between_are_no_decimal_minutes() -> None:
    assert durations("4.48", name="AHT (mm.ss)", unit="minutes").seconds.tolist() == [288]
    with pytest.raises(Question, match=r"mm.ss \(4.48 is 4 minutes and 48 seconds\)"):
        durations("4.48", "3.05")
    assert durations("4.48", "3.05", unit="mm.ss").seconds.tolist() == [288, 185]
    assert durations("4.48", "3.80", unit="mm.ss").wrong.tolist() == [False, True]


def test_minutes_that_never_go_beyond_59_hundredths_are_asked_about() -> None:
    cells = [f"4.{second:02d}" for second in range(0, 60, 2)]
    with pytest.raises(
        Question, match=r"never go beyond .59.*--aht-unit minutes.*--aht-unit mm.ss"
    ):
        durations(*cells, name="AHT (min)")
    assert durations(*cells, "4.85", name="AHT (min)").seconds[0] == 240


def test_large_values_are_written_as_people_do() -> None:
    with pytest.raises(Question, match="a usual value of 267,000 is unlikely"):
        durations("267000")


def test_whole_minutes_with_hours_and_seconds_are_said_as_such() -> None:
    assert durations("00:04:00", "00:05:00").unit == "h:mm:ss"


def test_two_parts_are_asked_where_both_fit() -> None:
    with pytest.raises(Question) as asked:
        durations("0:45", "0:50")
    assert list(asked.value.readings) == ["--aht-unit hours", "--aht-unit minutes"]
    assert durations("0:45", unit="minutes").seconds.tolist() == [45]
    assert durations(":45", "1:30").seconds.tolist() == [45, 90]


def test_word_is_no_duration_and_dashes_are_missing() -> None:
    found = durations("4:17", "long", "--", "")
    assert found.wrong.tolist() == [False, True, False, False]
    assert np.isnan(found.seconds[1:]).all()


@pytest.mark.parametrize("text", ["1" * 100_000, "1." * 50_000, "1 h " * 25_000, "1'" * 50_000])
def test_endless_cell_is_no_number_and_takes_no_time(text: str) -> None:
    assert read_numbers(pd.Series(["5", text]), "calls.csv").wrong.tolist() == [False, True]
    assert durations("257", text).wrong.tolist() == [False, True]
