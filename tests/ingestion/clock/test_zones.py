"""The hour that stands twice, in files that hold one queue below another."""

import pandas as pd

from wfm.ingestion.clock.zones import in_zone


def test_hourly_rows_of_queues_below_one_another_stand_twice_on_the_night_of_the_change() -> None:
    hours = pd.date_range(
        "2024-10-25", "2024-10-29", freq="h", tz="Europe/Berlin", inclusive="left"
    )
    wall = pd.Series(hours.tz_localize(None))
    settled = in_zone(pd.concat([wall, wall], ignore_index=True), "Europe/Berlin", "calls.csv")
    assert list(settled.times) == [*hours, *hours]
