"""Rosters of a double-peaked week round the clock, from 20 to 3,000 agents at the peak.

    python benchmarks/roster.py                  # all peaks, 60 s each
    python benchmarks/roster.py 40 600 --time-limit 30s
    python benchmarks/roster.py 600 --breaks --time-limit 120s   # 15 minutes, a meal, two breaks
    python benchmarks/roster.py 1 2 3 4 --flat   # so many agents at every hour, full-time only
    python benchmarks/roster.py 4 --flat --part-time
    python benchmarks/roster.py --small          # 1 to 12 at every hour, and small weeks of centres
    python benchmarks/roster.py small08 axa_medical night_queue      # some of those
    python benchmarks/roster.py --own 10         # small weeks made up from seeds
    python benchmarks/roster.py --own 10 --part-time-hours 20 30
    python benchmarks/roster.py week.csv --config wfm.toml           # weeks of your own

A full-time group (40 h, 8 h duties with a meal) and a part-time group (25 h, 5 h duties) under the
default rules; small weeks of ../shared/rosters have the plan beside them, and so have real queues.
Printed: agents, cost, proved bound and gap, when the first roster was there, when the search ended,
and the most memory it took. Seconds are of the processor: a busy machine gives nearly the same.
"""

import argparse
import logging
import resource
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from comfort import SHARED, TWO_GROUPS, WEEKS, calls

from wfm import tables, units
from wfm.rostering import Plan, Progress, plan_from, roster

PEAKS = (20, 30, 120, 600, 3000)
SMALL_WEEKS = SHARED / "rosters/weeks"
REAL = ("axa_domicile", "axa_medical", "axa_services")
# Longest time on the clock for a second of the processor, on a machine that is busy.
BUSY = 20.0
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
SHORT_BREAK = {"minutes": 15, "from_hours": 1.5, "to_hours": 3.25}


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


def made_up(seed: int) -> np.ndarray:
    """Agents per half hour of a small week: two peaks a day; every third one closes at night."""
    draw = np.random.default_rng(seed)
    hour = np.arange(48) / 2 + 0.25
    first, second = draw.uniform(9, 11.5), draw.uniform(14.5, 18)
    widths, least = draw.uniform(1.3, 2.6, 2), draw.integers(1, 4) if seed % 3 else 0
    day = np.exp(-(((hour - first) / widths[0]) ** 2))
    day += draw.uniform(0.5, 1.0) * np.exp(-(((hour - second) / widths[1]) ** 2))
    shares = [1.0, *draw.uniform(0.85, 1.0, 4), *draw.uniform(0.4, 0.75, 2)]
    load = np.concatenate([share * day for share in shares])
    agents = np.ceil(draw.integers(6, 16) * load / load.max() - 0.1)
    return np.maximum(agents, least).astype(int)


def requirement_of(required: np.ndarray) -> pd.DataFrame:
    """Return a requirement of a week of so many agents."""
    step = 7 * 1440 // len(required)
    times = pd.date_range("2024-01-01", periods=len(required), freq=f"{step}min", tz="UTC")
    return pd.DataFrame(
        {"interval_start": times, "calls": 0.0, "aht_seconds": 0.0, "agents_scheduled": required}
    )


def plan_of(*, breaks: bool, part_time: float) -> Plan:
    """Return the plan of full-time agents, and part-time agents of so many hours (0: none)."""
    full, part = FULL_TIME, {**PART_TIME, "weekly_hours": part_time}
    if breaks:
        meal = [{"minutes": 30, "from_hours": 3, "to_hours": 5}]
        full, part = {**full, "meals": meal, "breaks": BREAKS}, {**part, "breaks": [SHORT_BREAK]}
    return plan_from({"roster": {"group": [full, part] if part_time else [full]}})


def run(name: str, requirement: pd.DataFrame, plan: Plan, seconds: float, gap: float) -> str:
    """Roster one week and return its line of the table."""
    first: list[float] = []
    began = time.process_time()

    def heard(told: Progress) -> bool:
        used = time.process_time() - began
        if told.agents is not None and not first:
            first.append(used)
        return used > seconds

    found = roster(requirement, plan, time_limit=BUSY * seconds, gap=gap, progress=heard)
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name:>16}{found.agents:>8}{found.teams:>7}{found.cost:>12,.1f}{found.bound:>12,.1f}"
        f"{found.gap:>9.3%}{first[0]:>8.1f}{took:>8.1f}{memory:>9.0f}  {found.status}"
    )


def small() -> list[tuple[str, dict[str, bool]]]:
    """Return weeks that do not need many agents, and the options of each."""
    kinds = ({"flat": True}, {"flat": True, "part_time": True})
    flat = [(str(n), kind) for kind in kinds for n in range(1, 13)]
    known = sorted(path.stem for path in SMALL_WEEKS.glob("*.csv"))
    return [*flat, *((name, {}) for name in (*known, *(REAL if known else ())))]


def main() -> int:
    """Run the command line: each week in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("weeks", nargs="*", help="peaks in agents; names; requirements in CSV")
    parser.add_argument("--breaks", action="store_true")
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--own", type=int, metavar="N", help="so many weeks made up from seeds")
    parser.add_argument("--part-time", action="store_true", help="with part-time agents if flat")
    parser.add_argument("--part-time-hours", type=float, default=25)
    parser.add_argument("--config", help="configuration of the plan")
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("--gap", type=float, default=0.0003)
    options = parser.parse_args()
    print(
        "            week  agents  teams        cost       bound      gap   first     end       MB",
        flush=True,
    )
    named: list[tuple[str, dict[str, bool]]] = [(name, {}) for name in options.weeks]
    named += small() if options.small else []
    named += [(f"seed{seed}", {}) for seed in range(options.own or 0)]
    named = named or [(str(peak), {}) for peak in PEAKS]
    runs = [argparse.Namespace(**{**vars(options), **more, "week": name}) for name, more in named]
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for asked in runs:
            print(processes.submit(one, asked).result(), flush=True)
    return 0


def one(options: argparse.Namespace) -> str:
    """Roster the one week that is asked for."""
    logging.disable()
    name = options.week
    seconds = units.seconds(options.time_limit, "time_limit")
    part_time = options.part_time_hours if options.part_time or not options.flat else 0
    plan = plan_of(breaks=options.breaks, part_time=part_time)
    config, beside = options.config, SMALL_WEEKS / f"{name}.csv"
    if name.isdigit():
        step = 15 if options.breaks else 30
        required = np.full(336, int(name)) if options.flat else week(int(name), step)
        requirement = requirement_of(required)
    elif name.startswith("seed"):
        requirement = requirement_of(made_up(int(name.removeprefix("seed"))))
    elif name in (*REAL, *WEEKS):
        requirement, config = calls(name), config or SMALL_WEEKS / TWO_GROUPS
    elif beside.exists():
        requirement = pd.read_csv(beside, parse_dates=["interval_start"])
        config = config or SMALL_WEEKS / TWO_GROUPS
    else:
        requirement = tables.read(Path(name).read_text("utf-8"), tables.REQUIREMENT, name)
    if config:
        plan = plan_from(tomllib.loads(Path(config).read_text("utf-8")))
    return run(Path(name).stem, requirement, plan, seconds, options.gap)


if __name__ == "__main__":
    sys.exit(main())
