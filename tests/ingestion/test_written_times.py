"""The law of the clock: what systems write of a known series is read as it was, or asked about."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.written_times import Cells, written
from sparing import examples, few
from wfm.ingestion import clock
from wfm.ingestion.asking import Question


def read(cells: Cells, **answers: str) -> pd.Series:
    """Read the starts, in UTC where they are aware."""
    lines = range(2, len(cells.date) + 2)
    times = None if cells.time is None else pd.Series(list(cells.time), index=lines, dtype=object)
    said: dict[str, str] = cells.said | answers
    hints = clock.ClockHints(
        "calls.csv",
        date_name=cells.names[0],
        time_name=cells.names[1],
        date_order=said.get("date_order"),  # type: ignore[arg-type]
        stamp=said.get("stamp"),
        timezone=said.get("timezone"),
    )
    found = clock.read_starts(pd.Series(list(cells.date), index=lines, dtype=object), times, hints)
    assert not found.wrong.any()
    return found.times if found.times.dt.tz is None else found.times.dt.tz_convert("UTC")


def answer(question: Question, cells: Cells) -> dict[str, str]:
    """Answer a question as who wrote the cells would: its readings have to hold the truth."""
    if any(reading.startswith("--timezone") for reading in question.readings):
        return {"timezone": cells.answers["timezone"]}
    for name, value in ({"stamp": "start"} | cells.answers).items():
        if f"--{name.replace('_', '-')} {value}" in question.readings:
            return {name: value}
    # Of two orders that read every date alike one is named.
    for reading in question.readings:
        order = {"date_order": reading.removeprefix("--date-order ")}
        if list(read(cells, **order)) == cells.truth:
            return order
    pytest.fail(f"{question} leaves the truth out, of {cells.name}: {cells.date[0]}")


def read_or_answered(cells: Cells) -> tuple[pd.Series, bool]:
    """Read the starts; where a question is asked, read again with its answer."""
    try:
        return read(cells), False
    except Question as question:
        return read(cells, **answer(question, cells)), True


@examples(200)
@given(st.integers(0, 2**32))
def test_times_come_back_whatever_they_are_written_like(seed: int) -> None:
    cells = written(seed)
    found, _ = read_or_answered(cells)
    truth = cells.wall if found.dt.tz is None and cells.wall is not None else cells.truth
    assert list(found) == truth, cells.name


@pytest.mark.parametrize("columns", few(1, [60, 200]))
def test_few_columns_are_asked_about(columns: int) -> None:
    asked = [seed for seed in range(columns) if read_or_answered(written(seed))[1]]
    assert len(asked) <= 0.08 * columns
