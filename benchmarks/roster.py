"""Rosters of a double-peaked week round the clock, from 20 to 3,000 agents at the peak.

    python benchmarks/roster.py                  # all peaks, 60 s each
    python benchmarks/roster.py 40 600 --time-limit 30s
    python benchmarks/roster.py 600 --breaks --time-limit 120s   # 15 minutes, a meal, two breaks
    python benchmarks/roster.py 1 2 3 4 --flat   # so many agents at every hour, full-time only
    python benchmarks/roster.py --small          # 1 to 12 at every hour, with and without part-time
    python benchmarks/roster.py --small week.csv --config wfm.toml   # weeks of your own

A full-time group (40 h, 8 h duties with a meal) and a part-time group (25 h, 5 h duties) under the
default rules. Printed: agents, cost, proved bound and gap, when the first roster was there, when
the search ended, and the most memory it took.
"""

import argparse
import logging
import resource
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wfm import tables, units
from wfm.rostering import Plan, Progress, plan_from, roster

PEAKS = (20, 30, 120, 600, 3000)
FULL_TIME: dict[str, Any] = {"name": "full_time"}
PART_TIME: dict[str, Any] = {
    "name": "part_time",
    "weekly_hours": 25,
    "presence_hours": 5,
    "paid_hours": 5,
    "shift": [
        {"name": "morning", "starts": "07:00-11:30"},
        {"name": "afternoon", "starts": "12:00-17:00"},
    ],
}
BREAKS = [
    {"minutes": 15, "from_hours": 1, "to_hours": 2.5},
    {"minutes": 15, "from_hours": 5.5, "to_hours": 7.25},
]
SHORT_BREAK = [{"minutes": 15, "from_hours": 1.5, "to_hours": 3.25}]


def week(peak: int, step: int) -> np.ndarray:
    """Agents per interval: peaks in the morning and the afternoon, a quiet weekend and night."""
    hour = (np.arange(0, 1440, step) + step / 2) / 60
    working_day = (
        0.06
        + 0.95 * np.exp(-(((hour - 10.5) / 2.3) ** 2))
        + 0.8 * np.exp(-(((hour - 16.5) / 2.6) ** 2))
        + 0.25 * np.exp(-(((hour - 20) / 2) ** 2))
    )
    weekend = (
        0.06 + 0.8 * np.exp(-(((hour - 12) / 3) ** 2)) + 0.6 * np.exp(-(((hour - 18) / 3) ** 2))
    )
    load = np.concatenate(
        [f * working_day for f in (1, 0.95, 0.93, 0.95, 0.98)] + [f * weekend for f in (0.62, 0.5)]
    )
    load *= peak / load.max()
    # A safety margin of the square root of the load is what a service level costs.
    agents = load + 0.8 * np.sqrt(load)
    return np.ceil(agents / agents.max() * peak - 1e-9).astype(int)


def requirement_of(peak: int, step: int, *, flat: bool) -> pd.DataFrame:
    """Return a week of so many agents as a requirement."""
    required = np.full(7 * 1440 // step, peak) if flat else week(peak, step)
    times = pd.date_range("2024-01-01", periods=len(required), freq=f"{step}min", tz="UTC")
    return pd.DataFrame(
        {"interval_start": times, "calls": 0.0, "aht_seconds": 0.0, "agents_scheduled": required}
    )


def plan_of(*, breaks: bool, part_time: bool) -> Plan:
    """Return the plan of full-time agents, with or without breaks and part-time agents."""
    groups = [FULL_TIME, PART_TIME] if part_time else [FULL_TIME]
    if breaks:
        meal = [{"minutes": 30, "from_hours": 3, "to_hours": 5}]
        groups = [
            {**FULL_TIME, "meals": meal, "breaks": BREAKS},
            {**PART_TIME, "breaks": SHORT_BREAK},
        ][: len(groups)]
    return plan_from({"roster": {"group": groups}})


def run(name: str, requirement: pd.DataFrame, plan: Plan, seconds: float, gap: float) -> str:
    """Roster one week and return its line of the table."""
    first: list[float] = []

    def heard(told: Progress) -> None:
        if told.agents is not None and not first:
            first.append(told.seconds)

    began = time.perf_counter()
    found = roster(requirement, plan, time_limit=seconds, gap=gap, progress=heard)
    took = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name:>12}{found.agents:>8}{found.teams:>7}{found.cost:>12,.0f}{found.bound:>12,.0f}"
        f"{found.gap:>9.3%}{first[0]:>8.1f}{took:>8.1f}{memory:>9.0f}  {found.status}"
    )


def main() -> int:
    """Run the command line: each peak in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("weeks", nargs="*", help="peaks in agents; requirements in CSV")
    parser.add_argument("--breaks", action="store_true")
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--part-time", action="store_true", help="with part-time agents if flat")
    parser.add_argument("--config", help="configuration of the plan")
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("--gap", type=float, default=0.0003)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    logging.disable()
    if options.one:
        print(one(options))
        return 0
    print("        week  agents  teams        cost       bound      gap   first     end       MB")
    given = [word for word in sys.argv[1:] if word not in (*options.weeks, "--small")]
    if options.small and not options.weeks:
        runs = [(n, ["--flat", *kind]) for kind in ([], ["--part-time"]) for n in range(1, 13)]
    else:
        runs = [(n, []) for n in options.weeks or PEAKS]
    for name, more in runs:
        subprocess.run([sys.executable, __file__, str(name), "--one", *given, *more], check=True)
    return 0


def one(options: argparse.Namespace) -> str:
    """Roster the one week that is asked for."""
    (name,) = options.weeks
    seconds = units.seconds(options.time_limit, "time_limit")
    plan = plan_of(breaks=options.breaks, part_time=options.part_time or not options.flat)
    if options.config:
        plan = plan_from(tomllib.loads(Path(options.config).read_text("utf-8")))
    if name.isdigit():
        step = 15 if options.breaks else 30
        return run(
            name, requirement_of(int(name), step, flat=options.flat), plan, seconds, options.gap
        )
    requirement = tables.read(Path(name).read_text("utf-8"), tables.REQUIREMENT, name)
    return run(Path(name).stem, requirement, plan, seconds, options.gap)


if __name__ == "__main__":
    sys.exit(main())
