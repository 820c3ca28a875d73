"""Time and memory of a schedule from a rotation, its workbook and its calendars.

    python benchmarks/schedule_files.py
    python benchmarks/schedule_files.py --agents 500 --weeks 8

Each line is a command of its own, start of Python included: processor seconds and the most memory.
The rotation is five duties and two days off, early, late and night by turns, in teams of 12.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
from pathlib import Path

LINES = 12
SHIFTS = (("early", "06:00", "14:30"), ("late", "14:00", "22:30"), ("night", "21:30", "06:00"))
PAUSES = {
    "early": ("10:00-10:30", "08:00-08:15 12:30-12:45"),
    "late": ("18:00-18:30", "16:00-16:15 20:30-20:45"),
    "night": ("01:30-02:00", "23:30-23:45 04:00-04:15"),
}


def write_roster(path: Path, agents: int) -> None:
    """Write a rotation of so many agents."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["team", "line", "weekday", "shift", "start", "end", "meals", "breaks"])
        for agent in range(agents):
            team, line = 1 + agent // LINES, agent % LINES
            for day in range(7):
                place = [team, line + 1, day + 1]
                if day in ((line + 5) % 7, (line + 6) % 7):
                    writer.writerow([*place, "OFF", "", "", "", ""])
                else:
                    shift = SHIFTS[line // 4]
                    writer.writerow([*place, *shift, *PAUSES[shift[0]]])


def write_requirement(path: Path, agents: int, weeks: int) -> None:
    """Write what is needed: by day three in ten of the agents, by night one."""
    import pandas as pd

    from wfm import tables

    starts = pd.date_range("2026-12-07", periods=336 * weeks, freq="30min", tz="Europe/London")
    needed = [agents * (0.3 if 7 <= start.hour < 21 else 0.1) // 1 for start in starts]
    frame = pd.DataFrame(
        {
            "interval_start": starts,
            "calls": needed,
            "aht_seconds": 300.0,
            "calls_low": needed,
            "calls_high": needed,
            "load_erlangs": needed,
            "agents_required": needed,
            "agents_scheduled": needed,
            "service_level": 0.8,
            "asa_seconds": 20.0,
            "occupancy": 0.8,
            "binding": "service_level",
        }
    )
    path.write_text(tables.to_csv(tables.conform(frame, tables.REQUIREMENT)))


def measured(words: list[str]) -> tuple[float, float]:
    """Run a command of wfm; return its processor time [s] and the most memory that it took [MB]."""
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "wfm", *words],
        {**os.environ, "OMP_NUM_THREADS": "1"},
        file_actions=[],
    )
    _, status, used = os.wait4(process, 0)
    if status:
        sys.exit(f"wfm {' '.join(words)}: ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print a line a file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--agents", type=int, default=500)
    asked.add_argument("--weeks", type=int, default=8)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_roster(folder / "roster.csv", given.agents)
        write_requirement(folder / "requirement.csv", given.agents, given.weeks)
        base = ["schedule", str(folder / "roster.csv"), "--start", "2026-12-07", "-q"]
        base += ["--weeks", str(given.weeks), "--requirement", str(folder / "requirement.csv")]
        calendars = ["--calendars", str(folder / "calendars")]
        runs = {
            "schedule.csv": ["-o", str(folder / "schedule.csv")],
            "schedule.xlsx": ["-o", str(folder / "schedule.xlsx")],
            "schedule.xlsx, a sheet a person": [
                *("-o", str(folder / "people.xlsx")),
                *("--sheets", "people"),
            ],
            "schedule.xlsx and calendars": ["-o", str(folder / "schedule.xlsx"), *calendars],
            "the same again, updated": ["-o", str(folder / "schedule.xlsx"), *calendars],
        }
        print(f"{given.agents} agents, {given.weeks} weeks")
        for what, words in runs.items():
            seconds, megabytes = measured([*base, *words])
            print(f"{what:32}{seconds:7.1f} s{megabytes:8.0f} MB")


if __name__ == "__main__":
    main()
