"""Times of a duty as planners write them."""

import pytest

from wfm.errors import InputError
from wfm.tables.duty_times import is_split, read_spans, read_time

HOUR = 60


@pytest.mark.parametrize(
    "text",
    ["6-14", "06:00-14:00", "6:00 – 14:00", "06.00—14.00", "0600-1400", "6h-14h", "6h00 à 14h00",
     "6 to 14", "06 Uhr bis 14 Uhr", "６：００－１４：００", "(06:00-14:00)", "06:00:00-14:00:00"],
)  # fmt: skip
def test_a_day_of_24_hours(text: str) -> None:
    assert read_spans([text], "") == {text: (6 * HOUR, 14 * HOUR)}


@pytest.mark.parametrize(
    "text",
    ["6a-2p", "6am-2pm", "6:00 AM - 2:00 PM", "6 a.m. to 2 p.m.", "6-2p", "6a-2", "600a-200p"],
)
def test_a_day_of_twice_12_hours(text: str) -> None:
    assert read_spans([text], "") == {text: (6 * HOUR, 14 * HOUR)}


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    assert read_spans(["22-6", "18:00-24:00", "10p-6a", "12a-8a"], "") == {
        "22-6": (22 * HOUR, 30 * HOUR),
        "18:00-24:00": (18 * HOUR, 24 * HOUR),
        "10p-6a": (22 * HOUR, 30 * HOUR),
        "12a-8a": (0, 8 * HOUR),
    }


def test_words_are_no_times() -> None:
    assert read_spans(["early", "OFF", "D1", "25-30", "6", "2026-02-02", "13a-2p"], "") == {}


@pytest.mark.parametrize("text", ["6-2", "9-5", "6:00-2:30", "1-9"])
def test_hours_of_either_half_are_asked_about(text: str) -> None:
    with pytest.raises(InputError, match=f"r.csv: '{text}' may be .* write it as one of these"):
        read_spans([text], "r.csv: ")
    # Another cell shows the day of 24 hours.
    assert text in read_spans([text, "14-22"], "")
    # Where others say morning or afternoon, one that does not is a slip.
    with pytest.raises(InputError, match="may be"):
        read_spans([text, "6a-2p"], "")


def test_the_readings_are_named() -> None:
    with pytest.raises(InputError, match="'6-2' may be 06:00-02:00 or 06:00-14:00 or 18:00-02:00"):
        read_spans(["6-2"], "")


def test_duties_in_two_parts_are_known() -> None:
    assert is_split("6-10 / 14-18")
    assert is_split("06:00-10:00, 14:00-18:00")
    assert not is_split("6-14")
    assert not is_split("early / late")


@pytest.mark.parametrize(
    ("text", "time"),
    [("6:00 AM", "06:00"), ("12:30 am", "00:30"), ("2p", "14:00"), ("0600", "06:00"),
     ("6.30", "06:30"), ("24:00", "24:00"), ("07:15:00", "07:15"),
     ("noon", "12:00"), ("soon", None), ("25:00", None)],
)  # fmt: skip
def test_single_times(text: str, time: str | None) -> None:
    assert read_time(text) == time
