"""The law of numbers: what systems write of known ones is read as it was, or asked about."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.written_quantities import Column, Floats, written_durations, written_numbers
from sparing import examples
from wfm.ingestion.asking import Question
from wfm.ingestion.quantities import DurationHints, read_durations, read_numbers
from wfm.tables.numerals import Mark

UNNAMED = {"milliseconds alone", "minutes alone", "hours alone", "days alone"}


def numbers(column: Column, mark: Mark | None = None) -> Floats:
    found = read_numbers(pd.Series(list(column.cells), dtype=object), "calls.csv", mark)
    assert not found.wrong.any()
    return found.floats


def seconds(column: Column, unit: str | None = None) -> Floats:
    hints = DurationHints("calls.csv", column.name, unit, calls=column.calls)
    found = read_durations(pd.Series(list(column.cells), dtype=object), hints)
    assert not found.wrong.any()
    return found.seconds


def readings(read: Callable[[Column], Floats], column: Column) -> tuple[Floats | None, list[str]]:
    """Read a column; else name the readings that it is asked about."""
    try:
        return read(column), []
    except Question as question:
        return None, list(question.readings)


def assert_true(found: Floats, column: Column) -> None:
    np.testing.assert_allclose(found, column.truth, rtol=1e-5, err_msg=column.form)


@examples(300)
@given(st.integers(0, 2**32))
def test_numbers_come_back_whatever_marks_they_have(seed: int) -> None:
    column = written_numbers(seed)
    found, asked = readings(numbers, column)
    if found is None:
        assert f"--decimal {column.decimal}" in asked
        found = numbers(column, "comma" if column.decimal == "comma" else "point")
    assert_true(found, column)


@examples(300)
@given(st.integers(0, 2**32))
def test_durations_come_back_in_whatever_unit_they_are(seed: int) -> None:
    column = written_durations(seed)
    found, asked = readings(seconds, column)
    if found is None:
        assert f"--aht-unit {column.unit}" in asked
        found = seconds(column, column.unit)
    assert_true(found, column)


@pytest.mark.parametrize(
    ("write", "read", "most"),
    [(written_numbers, numbers, 0.10), (written_durations, seconds, 0.12)],
)
def test_few_columns_are_asked_about(
    write: Callable[[int], Column], read: Callable[[Column], Floats], most: float
) -> None:
    # A unit other than seconds is asked for where nothing names it.
    columns = [column for column in map(write, range(400)) if column.form not in UNNAMED]
    asked = [column for column in columns if readings(read, column)[0] is None]
    assert len(asked) <= most * len(columns)
