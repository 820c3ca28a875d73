"""A history queue by queue: whole queues as they are read, and an end where anything is unusual."""

import pandas as pd
import pytest

from sparing import few
from wfm import tables
from wfm.errors import InputError
from wfm.ingestion.histories import read_history
from wfm.ingestion.queue_by_queue import QueueByQueue
from wfm.options.read import ReadOptions
from wfm.tables import csvfile

HEADER = "queue,interval_start,calls,aht_seconds"
TIMES = [f"2026-02-{day}T{hour:02d}:00" for day in (13, 14) for hour in range(24)]

HALVES = [f"2026-02-13T{hour:02d}:{minute}" for hour in range(24) for minute in ("00", "30")]


def rows(queue: str, times: list[str] = TIMES) -> list[str]:
    return [f"{queue},{time},{place},240" for place, time in enumerate(times)]


def sound() -> list[str]:
    return [HEADER, *rows("a"), *rows("b", TIMES[:20]), *rows("c"), *rows("d", TIMES[5:])]


def with_offsets(*offsets: str) -> list[str]:
    """Queues of which each has its offset."""
    named = zip("klmn", offsets, strict=False)
    return [HEADER, *(line for q, off in named for line in rows(q, [f"{t}{off}" for t in TIMES]))]


def by_queue(lines: list[str], **options: object) -> QueueByQueue:
    data = "\n".join(lines).encode()
    return QueueByQueue(data, "calls.csv", ReadOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(params=few(3, [60, 240, 10_000, 4]))
def in_pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read so many cells at a time: less than a queue, or several; a row."""
    monkeypatch.setattr(csvfile, "_CELLS_AT_ONCE", request.param)


@pytest.mark.usefixtures("in_pieces")
def test_queues_are_whole_and_together_the_table_that_is_read_at_once() -> None:
    lines = sound()
    lines.insert(60, ",,,")
    reading = by_queue(lines)
    read = list(reading)
    assert [name for table in read for name in table["queue"].unique()] == ["a", "b", "c", "d"]
    at_once = read_history([(reading.data, "calls.csv")], ReadOptions()).frame
    pd.testing.assert_frame_equal(pd.concat(read), at_once)
    assert {table.attrs["source"] for table in read} == {"calls.csv"}
    assert (reading.is_read, reading.rows) == (True, len(at_once))
    assert reading.columns == tuple(at_once.columns)


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("offset", ["Z", "+05:30"])
def test_times_with_offsets_are_in_the_zone_that_is_found_from_all(offset: str) -> None:
    reading = by_queue(with_offsets(offset, offset, offset))
    at_once = read_history([(reading.data, "calls.csv")], ReadOptions()).frame
    pd.testing.assert_frame_equal(pd.concat(list(reading)), at_once)


def test_a_queue_is_there_before_the_last_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "_CELLS_AT_ONCE", 960)
    spoilt = sound()
    spoilt[-1] = "d,2026-02-14T23:00,many,240"
    reading = by_queue(spoilt)
    assert next(iter(reading))["queue"].unique().tolist() == ["a"]


UNUSUAL = {
    "a wrong cell in the last queue": [*sound(), "d,2026-02-15T00:00,many,240"],
    "a queue that is torn apart": [*sound(), *rows("a", ["2026-02-15T00:00"])],
    "rows out of order": [*sound(), *reversed(rows("e"))],
    "a time that is there twice": [*sound(), sound()[-1]],
    "offsets from some queue on": [*sound(), *rows("e", [f"{time}Z" for time in TIMES])],
    "another offset": with_offsets("+01:00", "+01:00", "+02:00"),
    "another step": [*with_offsets("Z"), *rows("z", [f"{time}Z" for time in HALVES])],
    "local dates": [HEADER, *rows("a", ["13.02.2026 08:00", "13.02.2026 08:30"])],
    "a blank name": [*sound(), *rows("")],
    "a row with more fields": [*sound(), "e,2026-02-15T00:00,1,240,1"],
    "a row with fewer fields": [*sound(), "d,2026-02-15T00:00"],
    "no queues": [line.partition(",")[2] for line in sound()],
    "no calls": [line.replace("calls", "lost") for line in sound()],
    "semicolons": [line.replace(",", ";") for line in sound()],
    "no rows": [HEADER],
    "nothing": [],
}


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("what", UNUSUAL)
def test_what_is_unusual_ends_the_reading(what: str) -> None:
    reading = by_queue(UNUSUAL[what])
    with pytest.raises(InputError):
        list(reading)
    assert not reading.is_read


@pytest.mark.parametrize("options", [{"decimal": "point"}, {"queue_column": "queue"}])
def test_who_says_how_to_read_a_file_has_it_read_at_once(options: dict[str, str]) -> None:
    with pytest.raises(InputError):
        list(by_queue(sound(), **options))


def test_local_times_are_in_order_on_the_clock_of_their_zone() -> None:
    autumn = ["2026-10-25T01:00", "2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T03:00"]
    lines = [HEADER, *rows("a", autumn)]
    (table,) = by_queue(lines, timezone="Europe/Berlin")
    assert len(table) == len(autumn)
    assert list(table) == [column.name for column in tables.HISTORY.columns if column.name in table]
    with pytest.raises(InputError):
        list(by_queue(lines, timezone="UTC"))
