"""Days that take the shape of another history's days."""

import pytest

from exports import CALLS, export, history
from wfm.ingestion.reading import read

SHAPE = history(
    export("Date,Time,Offered,AHT", "{day},{time},{offered},{aht}", ["09.02.2026", "14.02.2026"])
)


def test_days_are_spread_over_the_intervals_of_their_weekday() -> None:
    days = b"Date,Offered\n2026-02-16,1190\n2026-02-17,238\n2026-02-18,0\n"
    found = read([(days, "days.csv")], profile=SHAPE)
    assert found.frame["calls"].iloc[:8].tolist() == pytest.approx([10 * calls for calls in CALLS])
    assert found.frame["calls"].iloc[8:16].tolist() == pytest.approx([2 * calls for calls in CALLS])
    assert found.frame["calls"].sum() == pytest.approx(1428)
    assert found.frame["aht_seconds"].iloc[0] == 257
    assert found.said[1] == "days spread over the shape of the profile"


def test_handling_times_of_days_are_kept() -> None:
    days = b"Date,Offered,AHT\n2026-02-16,1190,300\n2026-02-17,238,310\n"
    found = read([(days, "days.csv")], profile=SHAPE)
    assert set(found.frame["aht_seconds"]) == {300, 310}
