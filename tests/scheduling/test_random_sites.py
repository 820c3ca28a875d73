"""Random sites, with absences, wishes, history and clock changes, judged by another checker."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wfm
from schedule_checker import Limits, faults, rows_of, there
from sites import CONFIG, TIMES, roster
from sparing import few
from wfm.scheduling.rotation import duty_of, read_teams
from wfm.work.configuration.roster import plan_from

RULES = {**CONFIG["roster"]["rules"], "days_off": [1, 40]}
PLAN = {**CONFIG, "roster": {**CONFIG["roster"], "rules": RULES}}
POOL = ("EEEEE--", "LLLLL--", "NNNN---", "--EEEEE", "EE--LLL", "-LLLL--", "E-NNN--", "NNNNN--",
        "-EEEE-L", "LL--EEE")  # fmt: skip
# Zone, and the Mondays of the weeks in which its clock changes.
CHANGES = {
    "Europe/London": ("2026-10-19", "2027-03-22"),
    "America/New_York": ("2026-10-26", "2027-03-08"),
    "Australia/Lord_Howe": ("2026-09-28", "2027-03-29"),
}


@dataclass
class Site:
    """A random site: its tables as people write them, and what the checker has to know."""

    zone: str
    lines: dict[str, list[str]]
    agents: pd.DataFrame
    absences: pd.DataFrame
    wishes: pd.DataFrame
    requirement: pd.DataFrame
    limits: dict[str, Limits]
    first: dt.date
    weeks: int


def lawful_lines(rng: random.Random) -> list[str]:
    """Draw lines of a team that keep the rules as a rotation."""
    plan = plan_from(PLAN)
    while True:
        lines = rng.choices(POOL, k=rng.randint(2, 6))
        (team,) = read_teams(roster({"1": lines}), plan)
        days = [duty_of(row, team.group, plan) for row in team.rows]
        hours = sum(letter != "-" for line in lines for letter in line) * 8
        if hours <= 40 * len(lines) and not any(
            fault for rule in team.group.rules for fault in rule.faults(days)
        ):
            return lines


def site(number: int) -> Site:
    rng = random.Random(number)
    zone = rng.choice(sorted(CHANGES))
    change = dt.date.fromisoformat(rng.choice(CHANGES[zone]))
    first = change - dt.timedelta(days=7 * rng.randint(0, 2) - rng.choice((0, 0, 0, 2)))
    weeks = rng.randint(1, 5)
    lines = {str(n): lawful_lines(rng) for n in range(1, rng.randint(2, 4))}
    people: list[dict[str, Any]] = []
    for team, own in lines.items():
        for line in range(1, len(own) + 1):
            person: dict[str, Any] = {"agent": f"P{team}.{line}"}
            if rng.random() < 0.5:
                person |= {"team": team, "line": str(line)}
            if rng.random() < 0.2:
                person["max_weekends"] = str(rng.randint(1, 3))
            if rng.random() < 0.2:
                person["max_hours"] = str(rng.randint(60, 200))
            if rng.random() < 0.2:
                person["shift_limits"] = f"night={rng.randint(0, 4)}|late={rng.randint(2, 9)}"
            people.append(person)
    names = [person["agent"] for person in people]
    absences, limits = drawn_absences(rng, names, first, 7 * weeks, zone)
    for person in people:
        own_limits = limits.setdefault(person["agent"], Limits())
        own_limits.max_weekends = float(person.get("max_weekends", "inf"))
        own_limits.max_hours = float(person.get("max_hours", "inf"))
        for item in filter(None, person.get("shift_limits", "").split("|")):
            shift, _, most = item.partition("=")
            own_limits.shifts[shift] = int(most)
    wishes = [
        {
            "agent": rng.choice(names),
            "date": rng.choice((None, "Sat", str(first))),
            "shift": rng.choice(("OFF", "early", "05:00-15:00")),
            "weight": str(rng.choice((-2, 1, 3))),
        }
        for _ in range(rng.randint(0, 6))
    ]
    start = pd.Timestamp(first, tz=zone)
    times = pd.date_range(
        start, start + pd.DateOffset(days=7 * weeks), freq="30min", inclusive="left"
    )
    needed = pd.DataFrame(
        {"interval_start": times, "agents_scheduled": [rng.randint(0, 3) for _ in times]}
    )
    columns = ["agent", "team", "line", "max_weekends", "max_hours", "shift_limits"]
    return Site(
        zone,
        lines,
        pd.DataFrame(people, columns=columns),
        pd.DataFrame(absences, columns=["agent", "first", "last", "kind"]),
        pd.DataFrame(wishes, columns=["agent", "date", "shift", "weight"]),
        needed,
        limits,
        first,
        weeks,
    )


def drawn_absences(
    rng: random.Random, names: list[str], first: dt.date, days: int, zone: str
) -> tuple[list[dict[str, str]], dict[str, Limits]]:
    rows, limits = [], {name: Limits() for name in names}
    for name in names:
        if rng.random() < 0.3:
            begins = first + dt.timedelta(days=rng.randrange(days))
            ends = begins + dt.timedelta(days=rng.randint(0, 6))
            rows.append({"agent": name, "first": str(begins), "last": str(ends), "kind": "leave"})
            span = (ends - begins).days + 1
            limits[name].leave |= {begins + dt.timedelta(days=n) for n in range(span)}
        if rng.random() < 0.2:
            moment = pd.Timestamp(first, tz=zone) + pd.Timedelta(hours=rng.randrange(24 * days))
            span_away = (moment, moment + pd.Timedelta(hours=rng.randint(1, 12)))
            begins_text, ends_text = (one.isoformat() for one in span_away)
            rows.append({"agent": name, "first": begins_text, "last": ends_text, "kind": "course"})
            limits[name].hours_away.append(
                (span_away[0].to_pydatetime(), span_away[1].to_pydatetime())
            )
    return rows, limits


def expected(site: Site, agent: str, placed: tuple[str, int]) -> Iterator[tuple[dt.date, str]]:
    """Yield the duties of a line, counted by hand."""
    team, line = placed
    own = site.lines[team]
    monday = site.first - dt.timedelta(days=site.first.weekday())
    for n in range(7 * site.weeks):
        day = site.first + dt.timedelta(days=n)
        week = (day - monday).days // 7
        letter = own[(line - 1 + week) % len(own)][day.weekday()]
        if letter != "-":
            yield day, TIMES[letter][0]


def judge_one(number: int) -> None:
    drawn = site(number)
    table = roster(drawn.lines)
    config = {**PLAN, "timezone": drawn.zone}
    past = wfm.schedule(
        table, start=drawn.first - dt.timedelta(days=14), weeks=2, agents=drawn.agents,
        config=config, show_off=True,
    )  # fmt: skip
    made = wfm.schedule(
        table, start=drawn.first, weeks=drawn.weeks, agents=drawn.agents,
        absences=drawn.absences, wishes=drawn.wishes, requirement=drawn.requirement,
        previous=past.table, config=config,
    )  # fmt: skip
    rows, before = rows_of(made.table), rows_of(past.table)
    assert faults(rows, before, drawn.limits, drawn.first) == [], number
    # No duty is lost or doubled: it is worked, taken by an absence, or named as left out.
    out = {(str(one.day.agent), one.day.date) for one in made.left_out}
    leave = {(d.agent, d.date) for d in made.days if d.shift == "LEAVE" and ":" in d.note}
    places: dict[tuple[str, int], set[str]] = {
        (team, line): set() for team, own in drawn.lines.items() for line in range(1, len(own) + 1)
    }
    for name in drawn.agents["agent"]:
        worked = {(row.date, row.shift) for row in rows if row.agent == name}
        gone = {date for agent, date in out | leave if agent == name}
        fits = [
            place
            for place in places
            if (due := set(expected(drawn, name, place))) >= worked
            and {date for date, _ in due} == {date for date, _ in worked} | gone
        ]
        assert fits, (number, name)
    assert made.coverage is not None
    sampled = np.random.default_rng(number).integers(len(made.coverage), size=20)
    for position in sampled:
        interval = made.coverage.iloc[int(position)]
        moment = interval["interval_start"].to_pydatetime().astimezone(dt.UTC)
        minutes = [there([*before, *rows], moment + dt.timedelta(minutes=m)) for m in range(30)]
        assert interval["scheduled"] == min(minutes), (number, moment)
    found = wfm.check(
        made.table, agents=drawn.agents, absences=drawn.absences, previous=past.table,
        config=config,
    )  # fmt: skip
    assert found.violations.empty, (number, found.violations.to_string())


@pytest.mark.parametrize("number", few(4, range(8)))
def test_no_violation_no_lost_duty_and_true_hours(number: int) -> None:
    judge_one(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(8, 200))
def test_many_more_sites(number: int) -> None:
    judge_one(number)
