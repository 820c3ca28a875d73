"""Schedule public instances of named people on dates.

    python benchmarks/scheduling.py INSTANCE.json -o SOLUTION.csv --time-limit 60s
    python benchmarks/scheduling.py            # all that lie beside the checkout

One instance is mapped to a problem of people, solved, and written as SCHEMA.md beside the instances
says. The exit code is 0 with a schedule and 5 without one in that time. All instances are judged by
the `judge.py` beside them, and a table is printed. Times are seconds of the processor.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from wfm import units
from wfm.scheduling.search.network import WeekendBegun, network_of
from wfm.scheduling.search.problem import Cover, Limit, Person, Problem
from wfm.scheduling.search.search import Result, Search
from wfm.work.rules.catalogue import DaysOff, DaysOn, Forbidden
from wfm.work.shifts import Band, Shift

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "scheduling"
NONE = 5


@dataclass(frozen=True)
class DaysOffAtLeast(DaysOff):
    """A least number of days off in a row, and no most."""

    def step(self, state: Any, weekday: int, band: Band | None) -> Any:  # noqa: ARG002
        """Count the days off up to the least."""
        if band is None:
            return min(state + 1, self.least)
        return None if 0 < state < self.least else 0


def problem_of(instance: dict[str, Any]) -> Problem:
    """Map an instance to numbers; nothing is known of the days before it."""
    shifts, days = instance["shifts"], instance["days"]
    place = {shift["shift"]: number for number, shift in enumerate(shifts)}
    bands = [
        Band(Shift(shift["shift"], ((0, 0),), shift["minutes"], shift["minutes"]), (0,), False)
        for shift in shifts
    ]
    forbidden = Forbidden(
        tuple((shift["shift"], after) for shift in shifts for after in shift["not_next_day"])
    )
    runs = sorted({(*agent["days_on"], agent["min_days_off"]) for agent in instance["agents"]})
    networks = [
        network_of(
            [DaysOn(least, most), DaysOffAtLeast(off, days), forbidden, WeekendBegun()], bands
        )
        for least, most, off in runs
    ]
    rows = instance["coverage"]
    duties = [row["day"] * len(shifts) + place[row["shift"]] for row in rows]
    effects = csr_array(
        (np.ones(len(rows)), (duties, np.arange(len(rows)))), shape=(days * len(shifts), len(rows))
    )
    cover = Cover(
        *(
            np.array([row[c] for row in rows], float)
            for c in ("required", "under_cost", "over_cost")
        ),
        effects,
    )
    wished = costs_of_wishes(instance, place)
    people = [
        person_of(agent, instance, wished[agent["agent"]], (runs, networks))
        for agent in instance["agents"]
    ]
    return Problem(
        0,
        tuple(networks),
        tuple(tuple(range(len(shifts))) for _ in networks),
        np.arange(len(shifts)),
        np.array([shift["minutes"] for shift in shifts]),
        np.zeros((days, len(shifts)), dtype=np.int64),
        tuple(people),
        cover,
        float(sum(max(0, wish["weight"]) for wish in instance["wishes"])),
    )


def costs_of_wishes(instance: dict[str, Any], place: dict[str, int]) -> dict[str, np.ndarray]:
    """Return the cost of each duty of each agent: what is wished for lowers it."""
    shape = instance["days"], len(place)
    costs = {agent["agent"]: np.zeros(shape) for agent in instance["agents"]}
    for wish in instance["wishes"]:
        costs[wish["agent"]][wish["day"], place[wish["shift"]]] -= wish["weight"]
    return costs


def person_of(
    agent: dict[str, Any],
    instance: dict[str, Any],
    costs: np.ndarray,
    known: tuple[list[Any], list[Any]],
) -> Person:
    """Map an agent: any days may have come before the first one."""
    runs, networks = known
    number = runs.index((*agent["days_on"], agent["min_days_off"]))
    costs[agent["absent"]] = np.inf
    limits = []
    for place, shift in enumerate(instance["shifts"]):
        most = agent["max_duties"].get(shift["shift"], 0)
        if most == 0:
            costs[:, place] = np.inf
        elif most < instance["days"] and most * shift["minutes"] < agent["max_minutes"]:
            limits.append(Limit((place,), most))
    return Person(
        number,
        tuple(range(networks[number].sizes[0])),
        costs,
        np.zeros(instance["days"]),
        agent["min_minutes"],
        agent["max_minutes"],
        agent["max_weekends"],
        tuple(limits),
    )


def solve(path: Path, seconds: float, *, quiet: bool) -> tuple[dict[str, Any], Result]:
    """Search for a schedule of an instance."""
    began = time.process_time()
    instance = json.loads(path.read_text("utf-8"))

    def say(what: str, cost: float, bound: float) -> None:
        if not quiet:
            spent = time.process_time() - began
            print(f"{spent:7.1f} s  {what:14} {cost:.10g}  bound {bound:.10g}", file=sys.stderr)

    search = Search(problem_of(instance), lambda: (time.process_time() - began) / seconds, say)
    return instance, search.run()


def write(instance: dict[str, Any], result: Result, path: Path) -> None:
    """Write a solution as SCHEMA.md says."""
    names = [shift["shift"] for shift in instance["shifts"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["agent", "day", "shift"])
        for agent, line in zip(instance["agents"], result.lines or (), strict=True):
            table.writerows(
                (agent["agent"], day, names[kind])
                for day, kind in enumerate(line.kinds)
                if kind >= 0
            )


def table(folder: Path, seconds: float) -> None:
    """Solve all instances of a folder, let the judge verify them, and print a table."""
    with (folder / "known.csv").open(encoding="utf-8") as file:
        known = {row["file"]: row for row in csv.DictReader(file)}
    print(f"{'instance':20} {'best known':>10} {'cost':>8} {'gap':>7} {'bound':>8} {'CPU s':>6}")
    for path in sorted(folder.glob("instance*.json")):
        began = time.process_time()
        instance, result = solve(path, seconds, quiet=True)
        spent = time.process_time() - began
        best = float(known[path.name]["upper_bound"]) if path.name in known else np.nan
        verdict = "no schedule"
        if result.lines is not None:
            with tempfile.TemporaryDirectory() as scratch:
                solution = Path(scratch) / "solution.csv"
                write(instance, result, solution)
                judge = [sys.executable, str(folder / "judge.py"), str(path), str(solution)]
                said = subprocess.run(judge, capture_output=True, text=True, check=False)
            verdict = said.stdout.splitlines()[0]
        gap = (result.cost - best) / best
        print(
            f"{path.stem:20} {best:10.0f} {result.cost:8.0f} {gap:7.2%} {result.bound:8.0f} "
            f"{spent:6.1f}  {verdict}",
            flush=True,
        )


def main() -> int:
    """Solve one instance, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", nargs="?", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--time-limit", default="60s")
    parser.add_argument("-q", "--quiet", action="store_true")
    asked = parser.parse_args()
    seconds = units.seconds(asked.time_limit, "--time-limit")
    if asked.instance is None:
        table(SHARED, seconds)
        return 0
    instance, result = solve(asked.instance, seconds, quiet=asked.quiet)
    print(f"cost {result.cost:.10g} bound {result.bound:.10g}", file=sys.stderr)
    if result.lines is None:
        return NONE
    if asked.output is not None:
        write(instance, result, asked.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
