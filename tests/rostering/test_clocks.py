"""A week planned on the clock that all groups share, and told on that of the site."""

from typing import Any

import pandas as pd
import pytest

import wfm
from sites import CONFIG, roster
from wfm.errors import InputError
from wfm.rostering.clocks import folded, minutes_ahead, on_site_clock
from wfm.rostering.folding import fold
from wfm.tables import COVERAGE, conform
from wfm.work.configuration.roster import plan_from


def plan_of(*zones: str | None) -> Any:
    group = CONFIG["roster"]["group"][0]
    groups = [
        group | {"name": f"g{n}"} | ({"timezone": zone} if zone else {})
        for n, zone in enumerate(zones)
    ]
    return {**CONFIG, "roster": {**CONFIG["roster"], "group": groups}}


def needed(start: str, weeks: int = 1, minutes: int = 60) -> pd.DataFrame:
    """Ask for somebody from 06:00 to 14:00 in Vancouver, on the clock of London."""
    starts = pd.date_range(
        start, periods=weeks * 7 * 1440 // minutes, freq=f"{minutes}min", tz="Europe/London"
    )
    there = starts.tz_convert("America/Vancouver")
    wanted = ((there.hour >= 6) & (there.hour < 14) & (there.day_of_week < 5)).astype(int)
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": wanted})


def test_a_requirement_is_read_on_the_clock_of_the_groups() -> None:
    plan = plan_from(plan_of("America/Vancouver", "America/Los_Angeles"))
    requirement = needed("2026-12-07")
    assert minutes_ahead(requirement, plan) == -480
    week = folded(requirement, "max", plan)
    assert week.required.reshape(7, 24).sum(axis=1).tolist() == [8, 8, 8, 8, 8, 0, 0]
    assert week.required[6:14].tolist() == [1] * 8
    # Between the clock changes of both the difference is another one.
    assert minutes_ahead(needed("2027-03-15"), plan) == -420


def test_without_zones_the_clock_is_that_of_the_site() -> None:
    requirement = needed("2026-12-07")
    for zones in ((None,), ("Europe/London", None), ("Europe/Lisbon",)):
        plan = plan_from(plan_of(*zones))
        assert minutes_ahead(requirement, plan) == 0
        assert (folded(requirement, "max", plan).required == fold(requirement).required).all()


@pytest.mark.parametrize(
    ("zones", "requirement", "message"),
    [
        (("America/Vancouver", None), needed("2026-12-07"), "'g0' and 'g1' are on different"),
        (("America/Vancouver",), needed("2027-03-08", 2), "changes against the site's within"),
        (("Asia/Kolkata",), needed("2026-12-07"), "5.5 h from the site's, no whole number"),
    ],
)
def test_clocks_that_do_not_make_one_week(
    zones: tuple[str | None, ...], requirement: pd.DataFrame, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        wfm.roster(requirement, config=plan_of(*zones))


def test_the_coverage_is_told_on_the_clock_of_the_site() -> None:
    lines = roster({"1": ["EEEEE--"]})
    lines["meals"] = None
    found = wfm.check(lines, needed("2026-12-07"), config=plan_of("America/Vancouver"))
    assert "coverage" not in set(found.violations["rule"])
    there = found.coverage
    assert there is not None
    at_work = there[there["required"] == 1]
    assert at_work["time"].iloc[[0, 7]].tolist() == ["14:00", "21:00"]
    assert (at_work["scheduled"] == 1).all()


def test_the_end_of_the_week_goes_round() -> None:
    rows = {"weekday": [1, 4], "time": ["00:00"] * 2, "required": [0, 0], "scheduled": [1, 2]}
    table = conform(pd.DataFrame(rows).assign(difference=[1, 2]), COVERAGE)
    assert on_site_clock(table, 5040, 5040)["scheduled"].tolist() == [2, 1]
