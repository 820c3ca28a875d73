"""A number is written the same whatever stands in the other rows."""

import json
from collections.abc import Sequence

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wfm import tables

NUMBERS = st.floats(0, 1e6) | st.integers(0, 10**6).map(float) | st.just(np.nan)


def column(*values: object) -> pd.DataFrame:
    return pd.DataFrame({"calls": np.array(values, dtype=float)})


def test_whole_numbers_beside_fractions_and_missing_ones() -> None:
    assert tables.to_csv(column(30, 29.5, np.nan)) == 'calls\n30\n29.5\n""\n'
    assert json.loads(tables.to_json(column(30, 29.5, np.nan))) == [
        {"calls": 30},
        {"calls": 29.5},
        {"calls": None},
    ]
    assert '"calls":30}' in tables.to_json(column(30, 29.5))


def test_numbers_too_large_for_every_whole_one_keep_their_point() -> None:
    assert tables.to_csv(column(2.0**60, 1)).split() == ["calls", "1.152921504606847e+18", "1"]


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_each_number_is_written_as_it_is_alone(values: Sequence[float]) -> None:
    alone = [tables.to_csv(column(value)).split("\n")[1] for value in values]
    assert tables.to_csv(column(*values)).split("\n")[1:-1] == alone
    rows = json.loads(tables.to_json(column(*values)))
    assert rows == [json.loads(tables.to_json(column(value)))[0] for value in values]


def test_a_queue_of_whole_numbers_reads_the_same_beside_one_of_fractions() -> None:
    def rows(queue: str, calls: Sequence[float]) -> pd.DataFrame:
        start = pd.date_range("2026-03-02", periods=len(calls), freq="30min", tz="UTC")
        return pd.DataFrame({"queue": queue, "interval_start": start, "calls": calls})

    whole, parts = rows("a", [30.0, 12.0]), rows("b", [7.25, 3.0])
    alone = tables.to_csv(tables.conform(whole, tables.HISTORY))
    both = tables.to_csv(tables.conform(pd.concat([whole, parts]), tables.HISTORY))
    assert both.startswith(alone)
