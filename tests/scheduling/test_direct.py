"""People scheduled directly: posts or a requirement in, everybody's days out."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest

import wfm
from wfm.errors import InputError
from wfm.scheduling import Schedule
from wfm.scheduling.search.search import Result, Search
from wfm.tables.schedule_rows import ScheduledDay

FIRST = dt.date(2026, 12, 7)
GROUP = {
    "name": "desk",
    "weekly_hours": 40,
    "shift": [
        {"name": "early", "starts": ["06:00"]},
        {"name": "late", "starts": ["14:00"]},
    ],
}
CONFIG = {
    "timezone": "Europe/London",
    "roster": {
        "rules": {
            "min_rest_hours": 11,
            "days_on": [2, 5],
            "days_off": [2, 30],
            "forbidden": [["late", "early"]],
        },
        "group": [GROUP],
    },
}
NAMES = ("Anna", "Ben", "Chloe", "Dan")


def agents(**columns: Sequence[object]) -> pd.DataFrame:
    return pd.DataFrame({"agent": NAMES, **columns})


def posts(days: int = 14, number: int = 1) -> pd.DataFrame:
    rows = [
        {"date": str(FIRST + dt.timedelta(days=day)), "shift": shift, "agents": number}
        for day in range(days)
        for shift in ("early", "late")
    ]
    return pd.DataFrame(rows)


def scheduled(**given: object) -> Schedule:
    asked: dict[str, object] = {
        "agents": agents(),
        "cover": posts(),
        "start": FIRST,
        "weeks": 2,
        "config": CONFIG,
        "time_limit": "20s",
    }
    return wfm.schedule(**{**asked, **given})  # type: ignore[arg-type]


def duties(made: Schedule, agent: str) -> list[ScheduledDay]:
    return [day for day in made.days if day.agent == agent and day.on_duty]


def test_posts_are_covered_by_people_who_keep_the_rules() -> None:
    made = scheduled()
    assert made.cost == made.bound == 0
    assert len(made.table) == 28
    for name in NAMES:
        mine = duties(made, name)
        assert sum(day.hours for day in mine) <= 80
        for one, other in pairwise(mine):
            assert one.end is not None
            assert other.start is not None
            assert other.start - one.end >= dt.timedelta(hours=11)


def test_absences_wishes_and_limits_are_kept() -> None:
    away = pd.DataFrame({"agent": ["Anna"], "first": ["2026-12-07"], "last": ["2026-12-11"]})
    wishes = pd.DataFrame(
        {
            "agent": ["Ben", "Chloe", "Dan"],
            "date": ["2026-12-08", "Saturday", ""],
            "shift": ["OFF", "OFF", "late"],
            "weight": [1, 1, -1],
            "hard": ["true", "false", "true"],
        }
    )
    limits = agents(shift_limits=["late=2", "", "", ""], max_weekends=[0, None, None, None])
    made = scheduled(agents=limits, absences=away, wishes=wishes)
    anna = duties(made, "Anna")
    assert all(day.date > dt.date(2026, 12, 11) for day in anna)
    assert all(day.date.weekday() < 5 for day in anna)
    assert sum(day.shift == "late" for day in anna) <= 2
    assert all(day.date != dt.date(2026, 12, 8) for day in duties(made, "Ben"))
    assert all(day.shift == "early" for day in duties(made, "Dan"))


def test_a_shift_goes_to_those_who_can_do_it() -> None:
    shifts = [
        {"name": "early", "starts": ["06:00"], "skills": ["chat"]},
        {"name": "late", "starts": ["14:00"]},
    ]
    rules = {"min_rest_hours": 11, "days_on": [2, 5], "days_off": [2, 30]}
    config = {**CONFIG, "roster": {"rules": rules, "group": [{**GROUP, "shift": shifts}]}}
    who = agents(skills=["chat", "", "chat|sales", "sales"])
    made = scheduled(agents=who, config=config)
    early = {day.agent for day in made.days if day.on_duty and day.shift == "early"}
    assert early == {"Anna", "Chloe"}
    found = wfm.check(made.table, agents=who, config=config)
    assert found.violations.empty


def test_rules_hold_across_the_seam() -> None:
    one = scheduled()
    other = scheduled(
        start=FIRST + dt.timedelta(days=14),
        cover=posts().assign(
            date=[str(FIRST + dt.timedelta(days=14 + day)) for day in range(14) for _ in "ab"]
        ),
        previous=one.table,
    )
    for name in NAMES:
        worked = {day.date for made in (one, other) for day in duties(made, name)}
        run = 0
        for number in range(28):
            run = run + 1 if FIRST + dt.timedelta(days=number) in worked else 0
            assert run <= 5


def test_a_requirement_is_covered_net_of_meals() -> None:
    starts = pd.date_range("2026-12-07", periods=7 * 48, freq="30min", tz="Europe/London")
    open_ = (starts.hour >= 6) & (starts.hour < 22)
    needed = pd.DataFrame(
        {
            "interval_start": starts,
            "calls": 1.0,
            "aht_seconds": 300.0,
            "load_erlangs": 1.0,
            "agents_required": open_.astype(int),
            "agents_scheduled": open_.astype(int),
            "service_level": 0.8,
            "asa_seconds": 10.0,
            "occupancy": 0.5,
            "binding": "minimum",
        }
    )
    made = scheduled(cover=None, requirement=needed, weeks=1, cost_over=0, time_limit="2s")
    assert made.coverage is not None
    assert made.cost is not None
    missing = (-made.coverage["difference"]).clip(lower=0).sum() / 2 * 100
    assert made.cost == pytest.approx(missing)
    assert made.bound is not None
    assert made.bound <= made.cost


@pytest.mark.slow
def test_somebody_who_can_keep_no_line_is_named() -> None:
    with pytest.raises(InputError, match="Ben"):
        scheduled(agents=agents(min_hours=[None, 300, None, None]), weeks=1)


def weekend_days(made: Schedule) -> list[int]:
    return [sum(day.date.weekday() > 4 for day in duties(made, name)) for name in NAMES]


def test_what_costs_nothing_to_share_is_shared() -> None:
    made = scheduled()
    assert made.cost == made.bound == 0
    assert [len(duties(made, name)) for name in NAMES] == [7, 7, 7, 7]
    assert weekend_days(made) == [2, 2, 2, 2]
    assert made.spread == ("hours 56, weekend days 2 each",)
    assert wfm.check(made.table, config=CONFIG, agents=agents()).violations.empty


def test_what_is_found_late_is_shared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    now, search = [0.0], Search.run

    def late(self: Search) -> Result:
        found = search(self)
        now[0] = 1e6
        return found

    monkeypatch.setattr(Search, "run", late)
    monkeypatch.setattr("wfm.scheduling.direct.time", SimpleNamespace(process_time=lambda: now[0]))
    assert scheduled().spread == ("hours 56, weekend days 2 each",)


def test_hours_are_shared_by_contract_and_wishes_come_first() -> None:
    hours = agents(weekly_hours=[20, 40, 40, 40])
    made = scheduled(agents=hours)
    anna, *others = (len(duties(made, name)) for name in NAMES)
    assert anna in (4, 5)
    assert max(others) - min(others) <= 2
    wishes = pd.DataFrame({"agent": ["Ben"], "date": ["Sat"], "shift": ["early"], "weight": [2]})
    asked = scheduled(agents=hours, wishes=wishes)
    assert asked.cost == 0
    assert sum(day.date.weekday() == 5 for day in duties(asked, "Ben")) == 2


def test_weekends_of_the_schedule_before_count_and_who_is_new_had_as_many() -> None:
    # Anna worked both days of two weekends, Ben and Chloe those of none; Dan is new.
    start = FIRST - dt.timedelta(days=14)
    past = [
        {
            "agent": name,
            "group": "desk",
            "date": str(date),
            "shift": "early",
            "start": f"{date}T06:00+00:00",
            "end": f"{date}T14:30+00:00",
            "hours": 8,
        }
        for name, first in (("Anna", 4), ("Ben", 0), ("Chloe", 1))
        for week in (0, 1)
        for date in (start + dt.timedelta(days=7 * week + first + day) for day in range(3))
    ]
    made = scheduled(previous=pd.DataFrame(past), time_limit="10s")
    anna, ben, chloe, dan = weekend_days(made)
    assert made.cost == 0
    assert anna <= dan <= min(ben, chloe)
    assert anna == 0


def test_undesired_duties_are_shared() -> None:
    made = scheduled(fairness_cost=1, time_limit="2s")
    weekend = [sum(d.date.weekday() > 4 for d in duties(made, name)) for name in NAMES]
    assert max(weekend) - min(weekend) <= 2


def test_work_on_public_holidays_is_shared_where_the_country_is_known() -> None:
    rules = {"min_rest_hours": 11, "days_on": [1, 5], "days_off": [1, 30]}
    config = {**CONFIG, "roster": {"rules": rules, "group": [GROUP]}}
    # Christmas Day is a Friday, and the Monday stands for Boxing Day.
    cover = pd.DataFrame({"date": ["2026-12-25", "2026-12-28"], "shift": "early", "agents": 1})
    costs = [
        scheduled(
            start=dt.date(2026, 12, 21), cover=cover, config=where, fairness_cost=1, time_limit="5s"
        ).cost
        for where in (config, {**config, "country": "GB"})
    ]
    assert costs == [0, 2]
