"""What stays uncovered, in stretches of a day."""

import pandas as pd

from wfm.scheduling.uncovered import uncovered


def test_intervals_that_are_alike_are_one_stretch() -> None:
    starts = pd.date_range("2026-03-29T00:30", periods=6, freq="30min", tz="Europe/London")
    table = pd.DataFrame(
        {
            "interval_start": starts,
            "difference": [-1, -1, 0, -2, -2, -2],
            "absent": [0, 0, 3, 1, 1, 5],
        }
    )
    found = uncovered(table, 30)
    assert [str(stretch) for stretch in found] == [
        "Sun 2026-03-29 00:30-02:30: 1 agent missing",
        "Sun 2026-03-29 03:00-04:00: 2 agents missing, 1 because of absences",
        "Sun 2026-03-29 04:00-04:30: 2 agents missing, 2 because of absences",
    ]
    # The clock skips an hour in the first one.
    assert [stretch.hours for stretch in found] == [1.0, 1.0, 0.5]
    assert sum(stretch.absent_hours for stretch in found) == 2.0
