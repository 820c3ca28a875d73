"""A week of calls as pictures."""

import pandas as pd

from drawing import draw
from wfm import views


def test_picture_of_a_week_shows_what_came_in_and_beside_the_band() -> None:
    hours = pd.date_range("2026-01-05", periods=48, freq="30min", tz="UTC")
    week = pd.DataFrame({"interval_start": hours, "calls": 50.0})
    week = week.assign(actual=50.0, calls_low=40.0, calls_high=60.0)
    week.loc[10, "actual"] = 100.0
    week.loc[20, "actual"] = float("nan")
    drawing = draw(views.week_picture(week)).splitlines()
    title = next(n for n, line in enumerate(drawing) if line.startswith("Mon 2026-01-05"))
    top, *_, bottom = drawing[title + 1 : title + 8]
    assert drawing[title].rstrip().endswith("up to 100")
    assert top.index("•") == 10
    assert "•" not in bottom
    middle = next(line for line in drawing[title + 1 :] if line.startswith("•"))
    assert middle[20] == "─"  # what was not recorded shows the forecast alone
    assert sum(line[:48].count("•") for line in drawing[title + 1 : title + 8]) == 47
