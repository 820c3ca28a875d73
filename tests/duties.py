"""Schedules of people for tests, written in short: a letter a day."""

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from sites import TIMES
from wfm.tables.schedule_rows import ScheduledDay, schedule_table
from wfm.units import clock

MONDAY = dt.date(2026, 12, 7)
# Four weeks, in which every day of the week has its turn to be free.
PATTERN = "EEEEOOLLLLOONNNOOOEEEEOOLLLO"


def duty(agent: str, date: dt.date, letter: str) -> ScheduledDay:
    """Write a duty of 8.5 h with a meal four hours in, in a winter of London."""
    shift, time = TIMES[letter]
    midnight = dt.datetime.combine(date, dt.time(), dt.UTC)
    start = midnight + dt.timedelta(minutes=clock(time))
    meal = start + dt.timedelta(hours=4)
    return ScheduledDay(
        agent,
        date,
        shift,
        start,
        start + dt.timedelta(hours=8.5),
        meals=((meal, meal + dt.timedelta(minutes=30)),),
        hours=8.0,
        group="full_time",
    )


def days_of(people: Mapping[str, str], first: dt.date = MONDAY) -> list[ScheduledDay]:
    """Write the days of people from the first one on; a day off is no row."""
    return [
        duty(agent, first + dt.timedelta(days=n), letter)
        for agent, letters in people.items()
        for n, letter in enumerate(letters)
        if letter in TIMES
    ]


def rotating(agents: int, days: int) -> dict[str, str]:
    """Let people walk the pattern, each a day behind the one before."""
    return {
        f"agent {k:03d}": "".join(PATTERN[(n + k) % len(PATTERN)] for n in range(days))
        for k in range(agents)
    }


def schedule_of(people: Mapping[str, str]) -> pd.DataFrame:
    """Write the schedule of people."""
    return schedule_table(days_of(people))


def letters_of(table: pd.DataFrame, agent: str, days: int) -> str:
    """Write the days of one person in short again; "a" is away."""
    short = {shift: letter for letter, (shift, _) in TIMES.items()} | {"OFF": "-", "LEAVE": "a"}
    own = table[table["agent"] == agent]
    shown = {
        str(date)[:10]: short[shift] for date, shift in zip(own["date"], own["shift"], strict=True)
    }
    dates = [(MONDAY + dt.timedelta(days=n)).isoformat() for n in range(days)]
    return "".join(shown.get(date, "-") for date in dates)
