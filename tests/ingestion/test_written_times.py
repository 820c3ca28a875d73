"""The law of the clock: what systems write of a known series is read as it was, or asked about."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.written_times import Cells, written
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
        timezone=cells.timezone,
    )
    found = clock.read_starts(pd.Series(list(cells.date), index=lines, dtype=object), times, hints)
    assert not found.wrong.any()
    return found.times if found.times.dt.tz is None else found.times.dt.tz_convert("UTC")


def answer(question: Question, cells: Cells) -> dict[str, str]:
    """Answer a question as who wrote the cells would: its readings have to hold the truth."""
    truth = {"date_order": cells.date_order, "stamp": cells.stamp}
    for name, value in truth.items():
        if f"--{name.replace('_', '-')} {value}" in question.readings:
            return {name: value}
    pytest.fail(f"{question} leaves the truth out, of {cells.name}: {cells.date[0]}")


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_times_come_back_whatever_they_are_written_like(seed: int) -> None:
    cells = written(seed)
    try:
        found = read(cells)
    except Question as question:
        found = read(cells, **answer(question, cells))
    assert list(found) == cells.truth, cells.name
