"""The door for histories: wfm's own table is taken as it is, others are read."""

import subprocess
import sys

import pandas as pd
import pytest

from exports import CALLS, export
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.histories import History, read_history
from wfm.options.read import ReadOptions

OWN = "interval_start,calls,aht_seconds\n2026-02-13T08:00,18,257\n2026-02-13T08:30,12,218\n"


def read(text: str | bytes, **options: object) -> History:
    data = text if isinstance(text, bytes) else text.encode()
    return read_history([(data, "calls.csv")], ReadOptions(**options))  # type: ignore[arg-type]


def test_nothing_is_said_of_a_table_of_wfm() -> None:
    found = read(OWN, aht_unit="seconds")
    assert found.said == ()
    assert found.aht_unit == "seconds"
    assert found.frame["calls"].tolist() == [18, 12]


def test_a_table_of_wfm_needs_no_reader_of_exports() -> None:
    script = (
        "import sys; from wfm.ingestion.histories import read_history;"
        "from wfm.options.read import ReadOptions;"
        f"read_history([({OWN.encode()!r}, 'calls.csv')], ReadOptions());"
        "print([m for m in sys.modules if m.startswith('wfm.ingestion.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "reading" not in done.stdout
    assert "calamine" not in done.stdout


def test_handling_times_of_an_export_are_in_seconds_whatever_they_were() -> None:
    text = export("Date,Time,Offered,AHT", "{day},{time},{offered},4.5")
    found = read(text, aht_unit="minutes")
    assert set(found.frame["aht_seconds"]) == {270}
    assert found.aht_unit == "seconds"


def test_rows_of_wfm_in_another_order_are_put_in_order() -> None:
    lines = OWN.splitlines()
    found = read("\n".join([lines[0], lines[2], lines[1]]))
    assert found.frame["calls"].tolist() == [18, 12]
    assert found.said


def test_queues_of_the_same_times_that_are_out_of_order_are_put_in_order() -> None:
    lines = OWN.splitlines()
    rows = [f"{queue},{lines[row]}" for queue in "abc" for row in (2, 1)]
    found = read("\n".join([f"queue,{lines[0]}", *rows]))
    assert found.frame["calls"].tolist() == 3 * [18, 12]
    sound = read(
        "\n".join([f"queue,{lines[0]}", *(f"{q},{line}" for q in "ab" for line in lines[1:])])
    )
    assert sound.said == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "has no column interval_start: it has a, b"),
        ("interval_start,calls\nsoon,3\n", "'soon' is not a time: write 2026-03-29T08:30"),
        ("line,weekday,shift\n1,1,early\n", "this is a roster"),
    ],
)
def test_what_is_no_history_is_refused_as_before(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)


def test_a_question_goes_before_what_the_strict_reader_says() -> None:
    with pytest.raises(Question, match="may be two days"):
        read("interval_start,calls\n03/04/2026 08:00,3\n")


def test_days_take_the_shape_of_another_file() -> None:
    days = b"Date,Offered\n2026-02-16,119\n2026-02-17,238\n"
    shape = export("Date,Time,Offered", "{day},{time},{offered}", ["16.02.2026", "17.02.2026"])
    found = read_history([(days, "days.csv")], ReadOptions(), read(shape).frame)
    assert found.frame["calls"].tolist() == pytest.approx([*CALLS, *(2 * c for c in CALLS)])
    assert isinstance(found.frame["interval_start"].dtype, pd.DatetimeTZDtype) is False
