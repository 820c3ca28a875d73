"""Which columns are the day and the time, by what the clock reads in them."""

import pytest

from wfm.ingestion.options import ReadOptions
from wfm.ingestion.reading import read


@pytest.mark.parametrize(
    ("dates", "times"),
    [
        (["2026-03-14 00:00:00"] * 3, ["8:00 AM", "8:30 AM", "9:00 AM"]),
        (["14.03.2026"] * 3, ["08:00 Uhr", "08:30 Uhr", "09:00 Uhr"]),
        (["14.03.2026"] * 3, ["080000", "083000", "090000"]),
        (["samedi, mars 14, 2026"] * 3, ["8h00", "8h30", "9h00"]),
        (["14/03/2026"] * 3, ["0800–0830", "0830–0900", "0900–0930"]),
        (["20260314T080000", "20260314T083000", "20260314T090000"], None),
        (["14/Mar/2026:08:00:00", "14/Mar/2026:08:30:00", "14/Mar/2026:09:00:00"], None),
        (["14.03.2026 8.00", "14.03.2026 8.30", "14.03.2026 9.00"], None),
    ],
)
def test_day_and_time_are_found_however_they_are_written(
    dates: list[str], times: list[str] | None
) -> None:
    lines = ["Date;Time;Calls Offered" if times else "Date;Calls Offered"]
    for place, date in enumerate(dates):
        lines.append(f"{date};{times[place]};5" if times else f"{date};5")
    frame = read([("\n".join(lines).encode(), "calls.csv")], ReadOptions()).frame
    assert [str(start) for start in frame["interval_start"]] == [
        "2026-03-14 08:00:00", "2026-03-14 08:30:00", "2026-03-14 09:00:00"
    ]  # fmt: skip
