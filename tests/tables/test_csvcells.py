"""Rows of a CSV, made column by column: the bytes of the csv module."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wfm import tables

FEW_DIGITS = st.integers(-(10**16), 10**16)
NUMBERS = (
    st.floats()
    | st.builds(lambda value, power: value / 10**power, FEW_DIGITS, st.integers(0, 7))
    | st.integers(0, 10**7).map(lambda value: value / 10**4)
)
TEXTS = st.none() | st.text(max_size=5) | st.sampled_from(["a,b", '"', "a\nb", "\r", " ", "é"])
TIMES = st.datetimes(pd.Timestamp(1970, 1, 1), pd.Timestamp(2100, 1, 1)).map(
    lambda time: time.replace(second=0, microsecond=0)
)
KINDS = {
    "number": (NUMBERS, "float64"),
    "money": (st.integers(0, 10**6).map(lambda value: value / 100), "float64"),
    "count": (st.integers(-(2**53), 2**53), "int64"),
    "maybe": (st.none() | st.integers(0, 2**60), "Int64"),
    "held": (st.booleans(), "bool"),
    "text": (TEXTS, "str"),
    "any": (TEXTS | st.integers() | st.booleans(), "object"),
    "time": (TIMES, "datetime64[us]"),
}


def shown(value: object) -> object:
    if isinstance(value, float):
        if np.isnan(value):
            return ""
        return int(value) if abs(value) < 2**53 and value == int(value) else value
    return value.isoformat(timespec="minutes") if isinstance(value, pd.Timestamp) else value


@given(data=st.data(), kinds=st.lists(st.sampled_from([*KINDS]), min_size=1, unique=True))
def test_rows_are_those_of_the_csv_module(data: st.DataObject, kinds: list[str]) -> None:
    rows = data.draw(st.integers(0, 8))
    frame = pd.DataFrame(
        {
            kind: pd.Series(
                data.draw(st.lists(KINDS[kind][0], min_size=rows, max_size=rows)),
                dtype=KINDS[kind][1],
            )
            for kind in kinds
        }
    )
    expected = io.StringIO()
    writer = csv.writer(expected, lineterminator="\n")
    writer.writerow(frame)
    cells = [frame[kind].to_numpy(object, na_value="").tolist() for kind in kinds]
    writer.writerows([map(shown, row) for row in zip(*cells, strict=True)])
    assert tables.to_csv(frame) == expected.getvalue()


@given(st.lists(NUMBERS, min_size=1))
@example([0.0, -0.0, 0.0001, 99999999999.9999, 100000000000.0001, 2.0**53, 1e300, np.inf])
def test_numbers_are_those_of_the_csv_module_one_by_one(values: list[float]) -> None:
    for column in (values, [value for value in values if value >= 0]):
        expected = io.StringIO()
        csv.writer(expected, lineterminator="\n").writerows([["a", shown(v)] for v in column])
        frame = pd.DataFrame({"name": "a", "number": np.array(column, dtype=float)})
        assert tables.to_csv(frame) == "name,number\n" + expected.getvalue()


@pytest.mark.parametrize("decimals", range(5))
def test_numbers_of_few_decimals_have_no_others(decimals: int) -> None:
    draw = np.random.default_rng(decimals)
    values = (draw.random(20_000) * 10.0 ** draw.integers(-5, 13, 20_000)).round(decimals)
    written = tables.to_csv(pd.DataFrame({"number": values})).split()[1:]
    assert written == [repr(value).removesuffix(".0") for value in values.tolist()]
