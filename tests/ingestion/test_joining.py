"""Several files of one history."""

import pytest

from exports import CALLS, export
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import Reading, read

HEADER, ROW = "Date,Time,Offered", "{day},{time},{offered}"
FIRST = export(HEADER, ROW, ["13.02.2026", "14.02.2026"])
SECOND = export(HEADER, ROW, ["14.02.2026", "15.02.2026"])


def both(first: str, second: str, **options: object) -> Reading:
    files = [(first.encode(), "a.csv"), (second.encode(), "b.csv")]
    return read(files, ReadOptions(**options))  # type: ignore[arg-type]


def test_files_are_joined_in_time_whatever_their_order() -> None:
    third = export("Datum;Zeit;Anrufe", "{day};{time};{offered}", ["15.02.2026"])
    found = both(third, FIRST)
    assert found.frame["calls"].tolist() == CALLS * 3
    assert [line.partition(":")[0] for line in found.said] == [
        "read 8 rows of a.csv",
        "read 16 rows of b.csv",
    ]


def test_rows_that_stand_in_both_are_one() -> None:
    found = both(FIRST, SECOND)
    assert found.frame["calls"].tolist() == CALLS * 3
    assert found.said == (
        "read 32 rows of 2 files: calls = 'Offered', no handling time, day first",
        "8 rows that stand in two files counted once",
    )


def test_rows_that_differ_are_asked_about() -> None:
    other = SECOND.replace("14.02.2026,8:00,18", "14.02.2026,8:00,20")
    with pytest.raises(Question, match="both hold 2026-02-14T08:00, with 18 and 20 calls"):
        both(FIRST, other)
    assert both(FIRST, other, repeats="last").frame["calls"].tolist()[8] == 20
    assert both(FIRST, other, repeats="add").frame["calls"].tolist()[8] == 38


def test_files_with_and_without_queues_do_not_join() -> None:
    queued = export("Queue,Date,Time,Offered", "Help,{day},{time},{offered}", ["15.02.2026"])
    with pytest.raises(InputError, match=r"a\.csv: has no column of queues"):
        both(FIRST, queued)
