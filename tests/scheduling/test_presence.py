"""Who is on the phones on dates."""

import datetime as dt

import pandas as pd
import pytest

from wfm.errors import InputError
from wfm.scheduling.presence import away, on_phones, read_needed
from wfm.tables.schedule_rows import ScheduledDay


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-10-25T{text}")


NIGHT = ScheduledDay(
    "Anna",
    dt.date(2026, 10, 25),
    "night",
    at("00:00+01:00"),
    at("03:00+00:00"),
    meals=((at("01:30+01:00"), at("01:00+00:00")),),
    breaks=((at("01:00+00:00"), at("01:30+00:00")),),
    activities=((at("01:15+00:00"), at("02:00+00:00"), "training"),),
)


def test_what_overlaps_is_counted_once() -> None:
    assert list(away(NIGHT)) == [(at("01:30+01:00"), at("02:00+00:00"))]


def test_the_hour_that_comes_twice_has_four_half_hours() -> None:
    starts = pd.date_range("2026-10-25", periods=10, freq="30min", tz="Europe/London")
    needed = read_needed(pd.DataFrame({"interval_start": starts, "agents_scheduled": 1.5}))
    assert list(needed.agents) == [2.0] * 10
    assert list(on_phones([NIGHT, NIGHT], needed)) == [2, 2, 2, 0, 0, 0, 2, 2, 0, 0]


def test_several_queues_are_asked_about() -> None:
    starts = pd.date_range("2026-10-25", periods=2, freq="30min", tz="Europe/London")
    two = pd.concat(
        [
            pd.DataFrame({"queue": name, "interval_start": starts, "agents_scheduled": 1})
            for name in ("sales", "support")
        ]
    )
    with pytest.raises(InputError, match="several queues"):
        read_needed(two.reset_index(drop=True))
