"""Files without a header."""

import pytest

from sheets import rows_of, sheet_of
from wfm.errors import InputError
from wfm.ingestion.layouts import to_long
from wfm.ingestion.options import ReadOptions

PLAIN = ReadOptions()
STATISTICS = "15;20260202;{time};17;Support;18;0;1;0;17;300;20;3859;340;60;20;4;15;320;0;1\n"


def test_queue_statistics_have_a_known_order() -> None:
    text = STATISTICS.format(time="08:00") + STATISTICS.format(time="08:15")
    sheet = to_long(sheet_of(text, ";"), PLAIN)
    names = rows_of(sheet)[0].split(",")
    assert names[:6] == [
        "interval", "date_from", "time", "queue", "queue_name", "offd_direct_call_cnt"
    ]  # fmt: skip
    assert names[12:14] == ["talking_call_dur", "wrap_up_dur"]
    assert len(names) == 21
    assert list(sheet.cells.index) == [1, 1, 2]
    assert sheet.said == ("no header: the 21 fields of queue statistics",)


def test_other_files_are_asked_about() -> None:
    text = "02.02.2026,08:00,18,257\n02.02.2026,08:30,12,218\n"
    with pytest.raises(
        InputError, match=r"no header: say by their numbers .* 3 is '18', 4 is '257'"
    ):
        to_long(sheet_of(text), PLAIN)


def test_numbers_name_the_columns() -> None:
    text = "02.02.2026,08:00,18,257\n02.02.2026,08:30,12,218\n"
    sheet = to_long(sheet_of(text), ReadOptions(calls_column="3", aht_column="4"))
    assert rows_of(sheet)[0] == "Date,Time,3,4"
    with pytest.raises(InputError, match="--aht-column '5' has to be a number from 1 to 4"):
        to_long(sheet_of(text), ReadOptions(calls_column="3", aht_column="5"))


def test_a_header_is_seen() -> None:
    sheet = sheet_of("Date,Time,Calls\n02.02.2026,08:00,18\n02.02.2026,08:30,12\n")
    assert to_long(sheet, PLAIN) is sheet
