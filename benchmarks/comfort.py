"""How people live with rosters: the comfortable one beside the cheapest, in figures.

    python benchmarks/comfort.py                   # five weeks, one group
    python benchmarks/comfort.py --two-groups      # ten small weeks, full and part time
    python benchmarks/comfort.py axa_medical --time-limit 120s

The sample and four real weeks under the default plan (300 s of handling time where a history has
none), or the small weeks of ../shared/rosters with two contract groups. Everything but cost and
proof is counted here, from the roster table alone.
"""

import argparse
import logging
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import wfm
from wfm import units
from wfm.rostering import Plan, Roster, plan_from, roster

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SAMPLE = "sample"
WEEKS = (SAMPLE, "axa_domicile", "axa_medical", "israel_bank_1999", "axa_tech_axa")
TWO_GROUPS = "full_and_part_time.toml"
HEADER = (
    "week             roster        cost    bound agents  change steady earlier quick  run "
    " nights      lone off  split starts    s"
)
# A duty of these days: start and end, in minutes after the midnight of its first day.
Duty = tuple[int, int]
Days = list[Duty | None]
NIGHT = (60, 240)


def calls(name: str) -> pd.DataFrame:
    """Return the requirement of a history of calls."""
    path = ROOT / "sample_data/calls.csv"
    keywords: dict[str, Any] = {}
    if name != SAMPLE:
        path, keywords = SHARED / "data/calls" / f"{name}.csv", {"aht": 300}
    return wfm.staff(wfm.forecast(pd.read_csv(path), **keywords))


def small_weeks() -> dict[str, pd.DataFrame]:
    """Return the small weeks by name."""
    found = sorted((SHARED / "rosters/weeks").glob("small*.csv"))
    return {path.stem: pd.read_csv(path, parse_dates=["interval_start"]) for path in found}


def teams(table: pd.DataFrame) -> dict[int, Days]:
    """Return the days of each team, one line after another."""
    found: dict[int, Days] = defaultdict(list)
    for row in table.sort_values(["team", "line", "weekday"]).itertuples():
        if row.shift == "OFF":
            found[int(row.team)].append(None)
            continue
        start, end = (int(str(t)[:2]) * 60 + int(str(t)[3:5]) for t in (row.start, row.end))
        found[int(row.team)].append((start, end if end > start else end + 1440))
    return found


def is_night(duty: Duty | None) -> bool:
    """Whether a duty covers the night."""
    return duty is not None and any(
        duty[0] <= NIGHT[0] + day and NIGHT[1] + day <= duty[1] for day in (0, 1440)
    )


def stints(days: Days) -> list[list[Duty]]:
    """Return the runs of days on duty of a closed rotation."""
    off = days.index(None)
    found: list[list[Duty]] = [[]]
    for duty in [*days[off:], *days[:off]]:
        if duty is not None:
            found[-1].append(duty)
        elif found[-1]:
            found.append([])
    return [stint for stint in found if stint]


def night_runs(days: Days) -> list[int]:
    """Return the lengths of the runs of nights."""
    nights = "".join("N" if is_night(duty) else "." for duty in days)
    first = nights.find(".")
    return [len(run) for run in (nights[first:] + nights[:first]).split(".") if run]


def count(days: Days) -> Counter[str]:
    """Count what an agent of a closed team feels."""
    n, found = len(days), Counter({"agents": len(days) // 7})
    for i, duty in enumerate(days):
        before, after = days[i - 1], days[(i + 1) % n]
        if duty and before:
            found["changes"] += 1
            found["minutes"] += abs(duty[0] - before[0])
            found["quick"] += duty[0] + 1440 - before[1] < 720
        found["lone off"] += duty is None and before is not None and after is not None
    runs = stints(days)
    for before, stint in zip([runs[-1], *runs], runs, strict=False):
        found["stints"] += 1
        found["steady"] += len({start for start, _ in stint}) == 1
        found["earlier"] += stint[0][0] < before[-1][0]
    for week in range(0, n, 7):
        saturday, sunday = days[week + 5] is not None, days[week + 6] is not None
        found["worked"] += saturday or sunday
        found["split"] += saturday != sunday
    return found


def line(name: str, kind: str, made: Roster, seconds: float) -> str:
    """Return a line of the table."""
    by_team = teams(made.table)
    total: Counter[str] = sum((count(days) for days in by_team.values()), Counter())
    group_of = dict(zip(made.fairness["team"].astype(int), made.fairness["group"], strict=True))
    at_night = {group_of[team] for team, days in by_team.items() if any(map(is_night, days))}
    # Over all agents who may work nights: their groups have some.
    rates = [
        7 * sum(map(is_night, days)) / len(days)
        for team, days in by_team.items()
        if group_of[team] in at_night
    ] or [0.0]
    longest = max((run for days in by_team.values() for run in night_runs(days)), default=0)
    starts = {duty[0] for days in by_team.values() for duty in days if duty}
    return (
        f"{name:<17}{kind:<9}{made.cost:>9,.0f}{made.bound:>9,.0f}{total['agents']:>7}"
        f"{total['minutes'] / max(1, total['changes']):>8.1f}"
        f"{total['steady'] / max(1, total['stints']):>7.0%}"
        f"{total['earlier'] / max(1, total['stints']):>8.0%}{total['quick']:>6}{longest:>5}"
        f"  {min(rates):.2f} to {max(rates):.2f}"
        f"{4 * total['lone off'] / total['agents']:>8.2f}"
        f"{total['split'] / max(1, total['worked']):>7.0%}{len(starts):>7}{seconds:>5.0f}"
    )


def compare(name: str, requirement: pd.DataFrame, plan: Plan, seconds: float, share: float) -> None:
    """Print the cheapest roster of a week and the comfortable one."""
    for kind, comfort in (("cheapest", None), ("comfort", share)):
        began = time.process_time()
        made = roster(requirement, plan, time_limit=seconds, comfort=comfort)
        print(line(name, kind, made, time.process_time() - began), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("weeks", nargs="*")
    parser.add_argument("--two-groups", action="store_true")
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("--comfort", type=float, default=0.005)
    options = parser.parse_args(arguments)
    logging.disable()
    if not SHARED.exists():
        print(f"the weeks are looked for in {SHARED}, which is not there")
        return 1
    seconds = units.seconds(options.time_limit, "time_limit")
    print(HEADER)
    if options.two_groups:
        config = tomllib.loads((SHARED / "rosters/weeks" / TWO_GROUPS).read_text("utf-8"))
        plan, weeks = plan_from(config), small_weeks()
        for name in options.weeks or weeks:
            compare(name, weeks[name], plan, seconds, options.comfort)
        return 0
    for name in options.weeks or WEEKS:
        compare(name, calls(name), plan_from({}), seconds, options.comfort)
    return 0


if __name__ == "__main__":
    sys.exit(main())
