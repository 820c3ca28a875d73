"""Groups on clocks of their own: a week in which each is so far from the site's."""

import logging
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wfm
from sites import CONFIG, roster
from sparing import few
from wfm import rostering
from wfm.errors import InputError
from wfm.rostering.clocks import on_clocks
from wfm.units import clock
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


def ahead(requirement: pd.DataFrame, *zones: str | None) -> list[int]:
    plan = on_clocks(requirement, plan_from(plan_of(*zones)))
    return [group.ahead_of_site for group in plan.groups]


def test_each_group_is_as_far_from_the_site_as_its_clock_is_in_these_weeks() -> None:
    zones = ("America/Vancouver", None, "Asia/Kolkata", "Europe/Lisbon")
    assert ahead(needed("2026-12-07"), *zones) == [-480, 0, 330, 0]
    # Between the clock changes of both the difference is another one.
    assert ahead(needed("2027-03-15"), *zones) == [-420, 0, 330, 0]
    # What it is most of the time.
    assert ahead(needed("2027-02-22", 3), *zones) == [-480, 0, 330, 0]
    assert ahead(needed("2027-03-08", 3), *zones) == [-420, 0, 330, 0]


def test_a_clock_that_changes_within_the_requirement_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lines = roster({"1": ["EEEEE--"]})
    with caplog.at_level(logging.INFO):
        wfm.check(lines, needed("2027-03-08", 2), config=plan_of("America/Vancouver"))
    assert "group 'g0' is 8 h behind the site" not in caplog.text
    assert "group 'g0' is 7 h behind the site" in caplog.text
    assert "for 6 days it is 8 h behind the site" in caplog.text
    caplog.clear()
    with caplog.at_level(logging.INFO):
        wfm.check(lines, needed("2026-12-07"), config=plan_of("Europe/Lisbon"))
    assert "behind" not in caplog.text


def test_the_coverage_is_on_the_clock_of_the_site() -> None:
    lines = roster({"1": ["EEEEE--"]})
    lines["meals"] = None
    found = wfm.check(lines, needed("2026-12-07"), config=plan_of("America/Vancouver"))
    assert "coverage" not in set(found.violations["rule"])
    there = found.coverage
    assert there is not None
    at_work = there[there["required"] == 1]
    assert at_work["time"].iloc[[0, 7]].tolist() == ["14:00", "21:00"]
    assert (at_work["scheduled"] == 1).all()


def test_a_roster_says_whose_clock_its_times_are_on() -> None:
    lines = roster({"1": ["EEEEE--"]})
    lines["meals"] = None
    config = plan_of(None, "America/Vancouver")
    for group, short in (("g1", False), ("g0", True)):
        found = wfm.check(lines.assign(group=group), needed("2026-12-07"), config=config)
        assert ("coverage" in set(found.violations["rule"])) == short
        assert isinstance(found, rostering.Checked)
        assert set(found.fairness["group"]) == {group}
    with pytest.raises(InputError, match="team '1' is of the group 'g7': the plan has 'g0', 'g1'"):
        wfm.check(lines.assign(group="g7"), config=config)
    lines["group"] = ["g0", *["g1"] * 6]
    with pytest.raises(InputError, match="team '1' is of the groups 'g0' and 'g1'"):
        wfm.check(lines, config=config)


ZONES = {"Manila": "Asia/Manila", "London": None, "Kolkata": "Asia/Kolkata"}


def site(*, crews: bool = False) -> dict[str, Any]:
    """Return three groups who work by day, each at home; they differ in nothing but the clock."""
    shift = {"name": "day", "starts": "08:00-09:00"}
    alike: dict[str, Any] = {"presence_hours": 9, "paid_hours": 8, "shift": [shift]}
    alike["meals"] = [{"minutes": 60, "from_hours": 2, "to_hours": 6}]
    groups = [
        {"name": name, **alike, **({"timezone": zone} if zone else {})}
        for name, zone in ZONES.items()
    ]
    if crews:
        groups[0]["patterns"] = ["day day day day OFF OFF OFF"]
    training = {"name": "training", "minutes": 60, "per_line": 1, "window": "09:00-17:00"}
    return {
        "timezone": "Europe/London",
        **({} if crews else {"activity": [training]}),
        "roster": {"closed": "allowed", "rules": {"days_on": [2, 6]}, "group": groups},
    }


def asked(step: int) -> pd.DataFrame:
    """Ask for one who is there at 10:00 to 15:00 on the clock of each group."""
    starts = pd.date_range("2026-12-07", periods=7 * 1440 // step, freq=f"{step}min", tz="UTC")
    starts = starts.tz_convert("Europe/London")
    there = [starts.tz_convert(zone or "Europe/London").hour for zone in ZONES.values()]
    agents = sum(((hour >= 10) & (hour < 15)).astype(int) for hour in there)
    return pd.DataFrame({"interval_start": starts, "agents_scheduled": agents})


def on_phones(table: pd.DataFrame) -> np.ndarray:
    """Count who is there in each minute of the site's week, from the rows and the zones alone."""
    there = np.zeros(7 * 1440, dtype=int)
    for row in table.to_dict("records"):
        if row["shift"] == "OFF":
            continue
        noon = pd.Timestamp("2026-12-09 12:00", tz=ZONES[row["group"]] or "Europe/London")
        offset = noon.utcoffset()
        assert offset is not None
        midnight = (row["weekday"] - 1) * 1440 - int(offset.total_seconds()) // 60
        spans = [(f"{row['start']}-{row['end']}", 1), (row["meals"], -1)]
        spans += [(span, -1) for span in re.findall(r"[\d:]+-[\d:]+", row.get("activities") or "")]
        for span, number in spans:
            first, last = map(clock, span.split("-"))
            there[np.arange(midnight + first, midnight + last) % len(there)] += number
    return there


def test_a_roster_that_does_not_say_it_is_asked_for_it(caplog: pytest.LogCaptureFixture) -> None:
    plan, need = plan_of("Asia/Kolkata", "America/Vancouver"), needed("2026-12-07")
    named, other = roster({"g1": ["EEEEE--"]}), roster({"1": ["EEEEE--"]})
    named["meals"] = other["meals"] = None
    # A team that has the name of a group is of it.
    assert "coverage" not in set(wfm.check(named, need, config=plan).violations["rule"])
    assert "different clocks" not in caplog.text
    assert "coverage" in set(wfm.check(other, need, config=plan).violations["rule"])
    said = "team '1' may be of the groups 'g0', 'g1', which are on different clocks"
    assert caplog.text.count(said) == 1
    caplog.clear()
    wfm.evaluate(other, need.assign(calls=1.0, aht_seconds=60.0), config=plan)
    assert caplog.text.count(said) == 1


@pytest.mark.parametrize("crews", few(1, [False, True]))
def test_groups_on_different_clocks_cover_a_week_together(crews: bool) -> None:
    # With whole hours, half of a clock's half hour lies inside an interval.
    step = 60 if crews else 30
    requirement = asked(step)
    found = wfm.roster(
        requirement, config=site(crews=crews), time_limit=20, gap=0.3, comfort=0.0, fairness=0
    )
    assert set(found.table["group"]) == set(ZONES)
    assert set(found.table["start"].dropna()) - {""} <= {"08:00", "08:30", "09:00"}
    there = on_phones(found.table).reshape(-1, step).min(axis=1)
    assert there.tolist() == found.coverage["scheduled"].tolist()
    assert (there >= requirement["agents_scheduled"]).all()
    again = wfm.check(found.table, requirement, config=site(crews=crews))
    assert again.violations.empty
    if not crews:
        trained = found.table["activities"].fillna("").str.contains("training")
        assert (trained.groupby([found.table["team"], found.table["line"]]).sum() == 1).all()
