"""A file that is read gives what was written, or a question whose right answer does."""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from ingestion.known_histories import Row
from ingestion.random_layouts import Written, write
from sparing import few
from wfm.ingestion.asking import Question
from wfm.ingestion.containers import repeats
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import read

# What a file holds: by queue and start, the calls and the handling time [s], None where missing.
# Of the hour that autumn's clock change has twice, the second one is marked.
Key = tuple[str, pd.Timestamp, bool]
Held = dict[Key, tuple[float, float | None]]


def truth_of(written: Written, step: int) -> Held:
    """Add what is known up to intervals of so many minutes."""
    gathered: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in written.known.rows:
        queue = row.queue if written.has_queue else ""
        gathered[queue, pd.Timestamp(row.start).floor(f"{step}min"), row.second].append(row)
    return {key: (sum(row.offered for row in rows), _aht(rows, written))
            for key, rows in gathered.items()}  # fmt: skip


def _aht(rows: Iterable[Row], written: Written) -> float | None:
    if not written.has_aht:
        return None
    weights = [
        row.answered if written.has_answered else row.offered for row in rows if row.answered
    ]
    times = [row.aht for row in rows if row.answered]
    if not weights:
        return None
    return sum(w * t for w, t in zip(weights, times, strict=True)) / sum(weights)


def held_by(frame: pd.DataFrame, zone: str | None) -> Held:
    """Take a history that was read apart; times are those of the wall."""
    queues = frame["queue"] if "queue" in frame else pd.Series("", index=frame.index)
    starts = frame["interval_start"]
    second = pd.Series(False, index=frame.index)
    if starts.dt.tz is not None:
        walls = starts.dt.tz_convert(zone) if zone else starts
        second = pd.Series([wall.fold == 1 for wall in walls], index=frame.index)
        starts = walls.dt.tz_localize(None)
    aht = frame["aht_seconds"] if "aht_seconds" in frame else pd.Series(math.nan, frame.index)
    return {
        (queue, start, again): (calls, None if pd.isna(time) or calls == 0 else time)
        for queue, start, again, calls, time in zip(
            queues, starts, second, frame["calls"], aht, strict=True
        )
        if not pd.isna(calls)
    }


def differences(written: Written, frame: pd.DataFrame) -> list[str]:
    """Say where what was read is not what was written."""
    starts = frame["interval_start"].drop_duplicates().sort_values()
    step = int(starts.diff().min() / pd.Timedelta("1min"))
    if step < written.known.step:
        return [f"a step of {step} minutes"]
    truth, held = truth_of(written, step), held_by(frame, written.known.zone)
    if not written.has_queue and "queue" in frame:
        held = {("", *key[1:]): values for key, values in held.items()}
    if written.is_log:  # what has no call has no row
        held = {key: values for key, values in held.items() if values[0]}
        truth = {key: values for key, values in truth.items() if values[0]}
    found = [f"{key} is missing" for key in truth.keys() - held.keys()]
    found += [f"{key} was not written" for key in held.keys() - truth.keys()]
    for key in truth.keys() & held.keys():
        (calls, aht), (read_calls, read_aht) = truth[key], held[key]
        same_time = (aht is None) == (read_aht is None) and abs((aht or 0) - (read_aht or 0)) < 0.02
        if calls != read_calls or not same_time:
            found.append(f"{key}: {truth[key]} was read as {held[key]}")
    return found


def read_with_answers(written: Written) -> tuple[pd.DataFrame, list[str]]:
    """Read a file, and answer what is asked with what is true; return the questions too."""
    options, asked = ReadOptions(timezone=written.known.zone), list[str]()
    while True:
        try:
            return read([(written.data, written.name)], options).frame, asked
        except Question as question:
            text = str(question)
            option = next((o for o in written.truth if o in text and o not in asked), None)
            if option is None or not any(r.startswith(f"{option} ") for r in question.readings):
                raise AssertionError(f"a question without its true answer: {text}") from None
            asked.append(option)
            answer: dict[str, Any] = {
                option.removeprefix("--").replace("-", "_"): written.truth[option]
            }
            options = replace(options, **answer)


@pytest.mark.parametrize("seed", few(6, range(40)))
def test_reads_what_was_written_or_asks(seed: int) -> None:
    written = write(seed)
    frame, _ = read_with_answers(written)
    assert differences(written, frame)[:3] == []


@pytest.mark.parametrize("seed", few(4, range(40, 52)))
def test_columns_by_their_distinct_cells_read_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of large files."""
    written = write(seed)
    frame, asked = read_with_answers(written)
    monkeypatch.setattr(repeats, "LEAST_ROWS", 0)
    again, asked_again = read_with_answers(written)
    assert asked == asked_again
    pd.testing.assert_frame_equal(frame, again)


@pytest.mark.slow
def test_two_thousand_layouts(capsys: pytest.CaptureFixture[str]) -> None:
    wrong, questions = [], Counter[str]()
    seeds = range(1000, 3000)
    for seed in seeds:
        written = write(seed)
        try:
            frame, asked = read_with_answers(written)
            found = differences(written, frame)
        except Exception as error:  # every kind of failure is counted here
            found, asked = [f"{type(error).__name__}: {error}"], []
        if found:
            wrong.append((seed, written.style, found[0]))
        questions.update(asked or ["none"])
    with capsys.disabled():
        share = questions["none"] / len(seeds)
        sys.stdout.write(f"\n{share:.1%} of {len(seeds)} layouts were read without a question\n")
    assert wrong == []
    assert questions["none"] >= 0.9 * len(seeds)
