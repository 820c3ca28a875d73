"""Columns of large texts that repeat themselves are kept by their distinct cells."""

import pandas as pd
import pytest

from wfm.ingestion.containers import repeats, sheets
from wfm.ingestion.containers.repeats import few_distinct

ROWS = 30_000


def _text(rows: int = ROWS) -> bytes:
    lines = (f'{n},"queue, {n % 7}",{n % 5000},x{n // 2}\n' for n in range(rows))
    return b"id,queue,calls,pair\n" + "".join(lines).encode()


def test_few_distinct_cells_are_told_from_many() -> None:
    assert few_distinct(_text(), 4, ROWS + 1, ",", '"') == {1, 2}


def test_small_and_wide_texts_are_not_looked_at() -> None:
    assert few_distinct(_text(100), 4, 101, ",", '"') == set()
    assert few_distinct(b"," * 299 + b"\n", 300, ROWS, ",", '"') == set()


def test_lines_within_cells_do_no_harm() -> None:
    text = _text().replace(b"queue, ", b"queue,\nof many\nlines ")
    assert 1 in few_distinct(text, 4, ROWS + 1, ",", '"')


def test_the_cells_are_the_same_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    by_distinct = sheets(_text(), "a.csv")[0].cells
    assert [isinstance(kind, pd.CategoricalDtype) for kind in by_distinct.dtypes] == [
        *(False, True, True, False)
    ]
    monkeypatch.setattr(repeats, "LEAST_ROWS", ROWS * 2)
    one_by_one = sheets(_text(), "a.csv")[0].cells
    assert {kind.name for kind in one_by_one.dtypes} == {"object"}
    pd.testing.assert_frame_equal(by_distinct.astype(object), one_by_one)
