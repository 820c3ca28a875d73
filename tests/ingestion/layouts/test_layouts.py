"""Which layout a sheet has: seen, or said."""

import pytest

from sheets import sheet_of
from wfm.errors import InputError
from wfm.ingestion.layouts import to_long
from wfm.ingestion.options import Layout, ReadOptions

LONG = "Date,Time,Calls\n02.02.2026,08:00,18\n02.02.2026,08:30,12\n"
WIDE = "Time,02.02.2026,03.02.2026\n08:00,18,20\n08:30,12,20\n"


def test_a_layout_may_be_said() -> None:
    assert to_long(sheet_of(WIDE), ReadOptions(layout="wide")).cells.shape == (5, 3)
    assert to_long(sheet_of(WIDE), ReadOptions(layout="long")).cells.shape == (3, 3)


@pytest.mark.parametrize("layout", ["wide", "queue_log"])
def test_a_layout_that_a_file_has_not_is_refused(layout: Layout) -> None:
    with pytest.raises(InputError, match=r"f\.csv: .*: leave out --layout"):
        to_long(sheet_of(LONG), ReadOptions(layout=layout))
