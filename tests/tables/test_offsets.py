"""Times as a spreadsheet has them: cut into a date and an offset, and joined again."""

import pandas as pd
import pytest

from wfm import tables, timestamps
from wfm.errors import InputError
from wfm.tables.offsets import joined, parted


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Asia/Kolkata", "America/St_Johns"])
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_time_cut_in_two_comes_back(zone: str, day: str) -> None:
    starts = pd.Series(pd.date_range(day, periods=100, freq="30min", tz=zone))
    frame = parted(pd.DataFrame({"interval_start": starts, "calls": 1.0}))
    assert list(frame.columns) == ["interval_start", "utc_offset", "calls"]
    back = joined(frame.assign(interval_start=frame["interval_start"].astype("str")))
    assert list(back.columns) == ["interval_start", "calls"]
    read = timestamps.parse(back["interval_start"], lambda row: f"row {row}")
    assert read.tolist() == starts.tolist()


def test_a_table_without_times_is_left_alone() -> None:
    frame = pd.DataFrame({"team": ["1"]})
    assert parted(frame) is frame
    assert joined(frame) is frame


def test_a_saved_sheet_is_read_with_its_offsets() -> None:
    text = (
        "interval_start,utc_offset,calls\n"
        "2026-10-25 02:30,UTC+02:00,1\n"
        "2026-10-25 02:00,UTC+01:00,2\n"
        "2026-10-25 02:30,+01:00,3\n"
    )
    frame = tables.read(text, tables.FORECAST, "f.csv")
    assert timestamps.to_text(frame["interval_start"]).tolist() == [
        "2026-10-25T02:30+02:00",
        "2026-10-25T02:00+01:00",
        "2026-10-25T02:30+01:00",
    ]


def test_an_offset_that_is_missing_is_named() -> None:
    text = "interval_start,utc_offset,calls\n2026-10-25 02:00,UTC+02:00,1\n2026-10-25 02:30,,1\n"
    with pytest.raises(InputError, match=r"line 3.*some times carry an offset"):
        tables.read(text, tables.FORECAST, "f.csv")
