"""Calls of the commands that know dates: schedules of people, and plans judged on a forecast."""

import random
from dataclasses import dataclass, field

from edges import times
from spoilt_settings import PLAN

MONDAY = "2026-01-05"


@dataclass
class Case:
    """A call of the command line."""

    words: list[str]
    files: dict[str, bytes] = field(default_factory=dict)
    stdin: bytes = b""

    def __str__(self) -> str:
        return f"{self.words!r} {self.files!r} < {self.stdin!r}"


def complete(draw: random.Random, made: Case, roster: bytes, requirement: bytes) -> None:
    """Give a command what it takes: a plan, and what it is judged by or changed for."""
    command = made.words[0]
    made.files["wfm.toml"] = PLAN.encode()
    made.stdin = roster
    if command == "schedule":
        made.stdin = rotation()
        made.words += ["--start", MONDAY, "--weeks", str(draw.randint(1, 3))]
        if draw.random() < 0.5:
            made.files["absences.csv"] = absences("team 1, agent 1")
            made.words += ["--absences", "absences.csv"]
    elif command == "reschedule":
        made.stdin = schedule(draw)
        made.files["absences.csv"] = absences("Anna")
        made.words += ["--absences", "absences.csv", "--from", MONDAY, "--time-limit", "2s"]
    elif command == "today":
        made.stdin = schedule(draw)
        made.files["requirement.csv"] = requirement
        made.words += ["--requirement", "requirement.csv", "--date", MONDAY, "--from", "10:00"]
    elif command == "report":
        made.files["requirement.csv"] = requirement
        made.stdin = roster if draw.random() < 0.5 else schedule(draw)
        made.words += ["-", "requirement.csv"]
    elif command == "show":
        made.stdin = draw.choice((roster, requirement, rotation(), schedule(draw), forecast(draw)))
        if draw.random() < 0.3:
            made.words += ["--day", draw.choice(("mon", MONDAY))]
    else:
        made.files["forecast.csv"] = forecast(draw)
        made.words += ["--forecast", "forecast.csv"]
        if command == "compare":
            made.stdin = b""
            made.files["a.csv"], made.files["b.csv"] = roster, requirement
            made.words += ["a.csv", "b.csv"]
        if command != "evaluate":
            made.words += ["--weeks", "2"]


def schedule(draw: random.Random) -> bytes:
    """A week of two people."""
    rows = []
    for agent in ("Anna", "Ben"):
        off = draw.randint(0, 2)
        for day in range(5, 12):
            date = f"2026-01-{day:02d}"
            if (day - 5 - off) % 7 < 5:
                meal = f"{date}T10:00+00:00/{date}T10:30+00:00"
                span = f"{date}T06:00+00:00,{date}T14:00+00:00"
                rows.append(f"{agent},agents,{date},early,{span},{meal},,,8,")
            else:
                rows.append(f"{agent},agents,{date},OFF,,,,,,,")
    header = "agent,group,date,shift,start,end,meals,breaks,activities,hours,note"
    return "\n".join([header, *rows, ""]).encode()


def rotation() -> bytes:
    """Two lines of early duties that break no rule."""
    rows = [
        f"1,{line},{day},early,06:00,14:00,10:00-10:30," if day < 6 else f"1,{line},{day},OFF,,,,"
        for line in (1, 2)
        for day in range(1, 8)
    ]
    header = "team,line,weekday,shift,start,end,meals,breaks"
    return "\n".join([header, *rows, ""]).encode()


def absences(agent: str) -> bytes:
    """Somebody is sick for two days."""
    return f'agent,first,last,kind,paid\n"{agent}",2026-01-07,2026-01-08,sick,true\n'.encode()


def forecast(draw: random.Random, first: str = MONDAY) -> bytes:
    """A week of hours."""
    rows = [
        f"{time},{draw.randint(0, 20) if 7 <= n % 24 < 18 else 0},{draw.randint(150, 300)}"
        for n, time in enumerate(times(first, 24 * 7, 60))
    ]
    return "\n".join(["interval_start,calls,aht_seconds", *rows, ""]).encode()
