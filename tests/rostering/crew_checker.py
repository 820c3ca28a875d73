"""A judge of rosters of patterns for the tests: it follows each agent through the common cycle.

It shares no code with the product: it reads the text of a roster's CSV, expands lines and occupied
lines into dated duties of agents, and counts coverage, rest and patterns by itself.
"""

import csv
import io
import math
from dataclasses import dataclass

import numpy as np

DAY, WEEK = 1440, 7 * 1440


@dataclass(frozen=True)
class Duty:
    """A duty of an agent: its shift, and its times after the first midnight of all [min]."""

    shift: str
    start: int
    end: int
    away: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Agent:
    """Who works: the team, and a duty or none for each day of the common cycle."""

    team: str
    days: tuple[Duty | None, ...]


def agents_of(roster: str) -> list[Agent]:
    """Expand a roster's CSV to agents, each over all weeks until the roster repeats itself."""
    teams: dict[str, dict[int, list[dict[str, str]]]] = {}
    for row in csv.DictReader(io.StringIO(roster)):
        teams.setdefault(row["team"], {}).setdefault(int(row["line"]), []).append(row)
    weeks = math.lcm(*(len(lines) for lines in teams.values()))
    return [
        Agent(team, _days(lines, line, weeks))
        for team, lines in teams.items()
        for line in sorted(lines)
        if lines[line][0].get("occupied", "1") == "1"
    ]


def _days(lines: dict[int, list[dict[str, str]]], line: int, weeks: int) -> tuple[Duty | None, ...]:
    found: list[Duty | None] = []
    for week in range(weeks):
        rows = lines[(line - 1 + week) % len(lines) + 1]
        for row in sorted(rows, key=lambda row: int(row["weekday"])):
            midnight = week * WEEK + (int(row["weekday"]) - 1) * DAY
            found.append(_duty(row, midnight))
    return tuple(found)


def _duty(row: dict[str, str], midnight: int) -> Duty | None:
    if row["shift"] == "OFF":
        return None
    start = _minutes(row["start"])
    end = start + ((_minutes(row["end"]) - start) % DAY or DAY)
    away = []
    activities = [item.split()[0] for item in row.get("activities", "").split(";") if item.strip()]
    for item in [*row["meals"].split(), *row["breaks"].split(), *activities]:
        first, last = map(_minutes, item.split("-"))
        first = start + (first - start) % DAY
        away.append((midnight + first, midnight + first + (last - first % DAY) % DAY))
    return Duty(row["shift"], midnight + start, midnight + end, tuple(away))


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def least_of_each_minute(agents: list[Agent]) -> np.ndarray:
    """Count the agents on the phones in each minute of a week, the fewest of all weeks."""
    total = max(len(agent.days) for agent in agents) * DAY
    there = np.zeros(total, dtype=int)
    for agent in agents:
        for duty in filter(None, agent.days):
            there[np.arange(duty.start, duty.end) % total] += 1
            for first, last in duty.away:
                there[np.arange(first, last) % total] -= 1
    least: np.ndarray = there.reshape(-1, WEEK).min(axis=0)
    return least


def shortest_rest(agent: Agent) -> int:
    """Return the shortest rest between two duties, the last followed by the first [min]."""
    duties = [duty for duty in agent.days if duty]
    following = [duty.start for duty in duties[1:]] + [duties[0].start + len(agent.days) * DAY]
    return min(start - duty.end for duty, start in zip(duties, following, strict=True))


def follows(agent: Agent, pattern: str) -> bool:
    """Whether an agent's days are a pattern again and again, from whichever of its days on."""
    words = pattern.split()
    shifts = [duty.shift if duty else "OFF" for duty in agent.days]
    return any(
        all(shift == words[(first + day) % len(words)] for day, shift in enumerate(shifts))
        for first in range(len(words))
    )


def starts_of(agent: Agent, shift: str) -> set[int]:
    """Return the times of day at which an agent starts a shift [min]."""
    return {duty.start % DAY for duty in agent.days if duty and duty.shift == shift}
