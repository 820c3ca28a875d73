"""What people are to share, by the hours of their contracts; the schedule before counts."""

import datetime as dt

import pandas as pd

import wfm
from wfm.scheduling import Schedule

FIRST = dt.date(2026, 12, 21)
CONFIG = {
    "timezone": "Europe/London",
    "country": "GB",
    "roster": {
        "rules": {"min_rest_hours": 11, "days_on": [1, 5], "days_off": [1, 30]},
        "group": [
            {
                "name": "desk",
                "weekly_hours": 40,
                "shift": [
                    {"name": "day", "starts": ["08:00"]},
                    {"name": "night", "starts": ["22:00"]},
                ],
            }
        ],
    },
}


def scheduled(weekly_hours: list[int], shift: str, weeks: int = 2) -> Schedule:
    """Schedule people of these contracts for one post a day."""
    names = [f"P{number}" for number in range(len(weekly_hours))]
    dates = [str(FIRST + dt.timedelta(days=day)) for day in range(7 * weeks)]
    return wfm.schedule(
        agents=pd.DataFrame({"agent": names, "weekly_hours": weekly_hours}),
        cover=pd.DataFrame({"date": dates, "shift": shift, "agents": 1}),
        start=FIRST,
        weeks=weeks,
        config=CONFIG,
        time_limit="10s",
    )


def test_hours_nights_weekends_and_holidays_are_told() -> None:
    """Of 14 nights four are of weekends, and of holidays: 25, 26, 28 December, 1 January."""
    (spread,) = scheduled([40, 40], "night").spread
    assert spread.startswith("hours 56, nights 7, weekend days 2, public holidays 2 each")


def test_days_are_no_nights() -> None:
    (spread,) = scheduled([40, 40], "day").spread
    assert spread.startswith("hours 56, weekend days 2, public holidays 2 each")


def test_whoever_works_half_as_much_has_half_of_it() -> None:
    made = scheduled([40, 20], "day", weeks=3)
    worked = made.table.groupby("agent")["date"].count()
    assert list(worked) == [14, 7]
    assert made.spread[0].endswith(" each")


def test_who_works_far_less_of_the_contract_than_others_is_named() -> None:
    dates = [str(FIRST + dt.timedelta(days=day)) for day in range(5)]
    made = wfm.schedule(
        agents=pd.DataFrame({"agent": ["Anna", "Ben"], "weekly_hours": [40, 30]}),
        absences=pd.DataFrame(
            {
                "agent": "Ben",
                "first": [dates[1]],
                "last": [dates[4]],
                "kind": "training",
                "paid": False,
            }
        ),
        cover=pd.DataFrame({"date": dates, "shift": "day", "agents": 1}),
        start=FIRST,
        weeks=1,
        config=CONFIG,
        time_limit="10s",
    )
    (spread,) = made.spread
    assert spread.endswith("each; of the hours by contract 'Ben' 8 of 30, 'Anna' 32 of 40")
