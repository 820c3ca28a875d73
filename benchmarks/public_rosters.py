"""Decide public instances of rotating workforce scheduling with `wfm`.

    python benchmarks/public_rosters.py INSTANCE.json -o SOLUTION.json --time-limit 20s
    python benchmarks/public_rosters.py            # all that lie beside the checkout

One instance is mapped to a configuration and a requirement, a roster is made of them as
`wfm roster` makes it, and written as SCHEMA.md beside the instances says. The exit code is that of
`wfm roster`: 0 solved, 4 proved infeasible, 5 undecided. All instances are judged by the
`verify.py` beside them, and a table is printed.
"""

import argparse
import csv
import importlib.util
import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from wfm import units
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering import plan_from, roster
from wfm.weekdays import DAY, WEEK

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "rosters"
SETS = ("rws20", "rws30", "rws_mznc", "rws_se2022", "rwsbreak_derived")
# Name, start and length [min], and start and length of the break, if there is one.
Timed = tuple[str, int, int, tuple[int, int] | None]


def timed_shifts(instance: dict[str, Any]) -> list[Timed]:
    """Return the shifts with their times; shifts without times get some that do not matter."""
    shifts: list[Timed] = []
    for number, shift in enumerate(instance["shifts"]):
        if "start_min" not in shift:
            shifts.append((shift["name"], (360 + 480 * number) % DAY, 480, None))
            continue
        pause = (shift["break_start_min"], shift["break_min"]) if shift.get("break_min") else None
        shifts.append((shift["name"], shift["start_min"], shift["length_min"], pause))
    return shifts


def apart(shifts: list[Timed]) -> list[Timed]:
    """Return shifts of the same names that never meet, so that intervals tell them apart."""
    length = DAY // len(shifts) // 30 * 30
    return [(name, k * length, length, None) for k, (name, *_) in enumerate(shifts)]


def coverage_of(shifts: list[Timed], step: int) -> np.ndarray:
    """Agents on the phones in each interval for one duty of each shift and weekday."""
    matrix = np.zeros((WEEK // step, 7 * len(shifts)), dtype=int)
    for column, (day, shift) in enumerate((d, s) for s in range(len(shifts)) for d in range(7)):
        _, start, length, pause = shifts[shift]
        spans = [(start, length, 1)] + ([(*pause, -1)] if pause else [])
        for first, minutes, sign in spans:
            for minute in range(first, first + minutes, step):
                matrix[(day * DAY + minute) // step % len(matrix), column] += sign
    return matrix


def requirement_of(instance: dict[str, Any]) -> tuple[list[Timed], np.ndarray, int]:
    """Return shifts, agents per interval and step that ask for exactly the instance's duties."""
    shifts = timed_shifts(instance)
    if "interval_demand" not in instance:
        # Times that overlap would be a rule of their own, which the instance does not have.
        shifts = apart(shifts)
    times = [t for _, start, length, pause in shifts for t in (start, length, *(pause or ()))]
    step = next((g for g in (60, 30, 15) if all(t % g == 0 for t in times)), 0)
    matrix = coverage_of(shifts, step or 30)
    if not step or np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        shifts, step = apart(shifts), 30
        matrix = coverage_of(shifts, step)
    demand = np.array([instance["demand"][name] for name, *_ in shifts])
    return shifts, matrix @ demand.ravel(), step


def config_of(instance: dict[str, Any], shifts: list[Timed]) -> dict[str, Any]:
    """Return the configuration whose rules are the instance's."""
    runs: dict[str, list[int]] = {}
    if instance["problem"] == "rws":
        runs = {s["name"]: [s["min_block"], s["max_block"]] for s in instance["shifts"]}
        rules = {
            "days_on": instance["work_block"],
            "days_off": instance["off_block"],
            "forbidden": [
                *instance["forbidden2"],
                *([first, "OFF", last] for first, _, last in instance["forbidden3"]),
            ],
        }
    else:
        limits = instance["rules"]
        runs = {"N": [1, limits["max_consecutive_nights"]]}
        rules = {
            "days_on": [1, limits["max_consecutive_work"]],
            "free_weekends": [1, limits["free_weekend_at_least_one_in"]],
            "days_off_together": 2,
            "forbidden": [["N", "D"], ["N", "E"], ["D", "N"], ["E", "N"]],
        }
    tables = []
    for name, start, length, pause in shifts:
        table: dict[str, Any] = {
            "name": name,
            "starts": [units.hhmm(start)],
            "presence_hours": length / 60,
            "paid_hours": (length - (pause[1] if pause else 0)) / 60,
            "meals": [],
        }
        if pause:
            into = (pause[0] - start) % DAY / 60
            table["meals"] = [{"minutes": pause[1], "from_hours": into, "to_hours": into}]
        if name in runs:
            table["run"] = runs[name]
        tables.append(table)
    # No contract binds: the instances limit days, not hours.
    group = {"name": "staff", "weekly_hours": 168, "agents": instance["employees"]}
    return {
        "roster": {
            "rotation": "single",
            "coverage": "exact",
            "rules": rules,
            "group": [{**group, "shift": tables}],
        }
    }


def solve(instance: dict[str, Any], seconds: float) -> list[list[str]]:
    """Return the lines of a roster, a shift's name or '-' for each day."""
    shifts, required, step = requirement_of(instance)
    times = pd.date_range("2024-01-01", periods=len(required), freq=f"{step}min", tz="UTC")
    requirement = pd.DataFrame(
        {"interval_start": times, "calls": 0.0, "aht_seconds": 0.0, "agents_scheduled": required}
    )
    plan = plan_from(config_of(instance, shifts))
    found = roster(requirement, plan, time_limit=seconds, explain=False)
    lines = found.table.pivot_table(
        index="line", columns="weekday", values="shift", aggfunc="first"
    )
    return [["-" if name == "OFF" else name for name in line] for line in lines.to_numpy()]


def run_one(path: Path, output: Path | None, seconds: float) -> int:
    """Decide one instance and write its solution."""
    try:
        lines = solve(json.loads(path.read_text()), seconds)
    except (InfeasibleError, UndecidedError) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return error.exit_code
    text = json.dumps({"roster": lines})
    if output:
        output.write_text(text + "\n")
    else:
        print(text)
    return 0


def run_all(seconds: float) -> int:
    """Decide every instance beside the checkout and print what came of it."""
    if not SHARED.is_dir():
        print(f"no instances at {SHARED}", file=sys.stderr)
        return 3
    spec = importlib.util.spec_from_file_location("verify", SHARED / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    verify = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(verify)
    known = {
        (row["set"], row["file"]): row["status"]
        for row in csv.DictReader((SHARED / "known.csv").open())
    }
    wrong = 0
    print(f"{'set':<18}{'instance':<18}{'answer':<12}{'known':<30}{'seconds':>8}")
    for name in SETS:
        seen = []
        for path in sorted((SHARED / name).glob("*.json")):
            instance = json.loads(path.read_text())
            began = time.perf_counter()
            try:
                faults, _ = verify.verify(instance, {"roster": solve(instance, seconds)})
                answer = "WRONG" if faults else "feasible"
            except InfeasibleError:
                answer = "infeasible"
            except UndecidedError:
                answer = "undecided"
            seen.append(time.perf_counter() - began)
            truth = known.get((name, path.name), "?")
            wrong += answer != ("infeasible" if truth == "infeasible" else "feasible")
            print(f"{name:<18}{path.name:<18}{answer:<12}{truth:<30}{seen[-1]:>8.2f}", flush=True)
        print(f"{name:<18}{'median':<18}{'':<12}{'':<30}{median(seen):>8.2f}")
    print(f"not as known: {wrong}")
    return int(wrong > 0)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instance", nargs="?", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--time-limit", default="20s")
    options = parser.parse_args()
    seconds = units.seconds(options.time_limit, "time_limit")
    if options.instance is None:
        return run_all(seconds)
    return run_one(options.instance, options.output, seconds)


if __name__ == "__main__":
    sys.exit(main())
