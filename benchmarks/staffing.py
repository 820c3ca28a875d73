"""Speed and memory of staffing, beside two peers in one run.

    PYTHONPATH=src python benchmarks/staffing.py
    PYTHONPATH=src python benchmarks/staffing.py --peers path/to/python3.12

Sizing in memory, arrays in and agents with their service level, speed of answer and occupancy out:
80 % in 20 s, occupancy at most 0.85, shrinkage 0.3, AHT 300 s. The peers (pyworkforce 0.5.4, which
needs Python 3.12, and call-center-tools 1.0) are installed in an interpreter of their own, given by
``--peers``, and size the same intervals. Times are processor seconds, the least of several runs; a
peer that is slow gets only part of the rows and is scaled up, marked ~.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SIZES = (336, 10_000, 100_000)
PEAKS = (11, 110, 1_100)
AHT = 300.0
_ENOUGH_SECONDS = 3.0
PEERS = ("pyworkforce", "call-center-tools")


def volumes(size: int, peak: float) -> list[float]:
    """Make calls per half hour whose load lies a little below the peak, no two quite alike."""
    return [peak * 1800.0 / AHT * (1.0 - 0.1 * ((i * 7919) % 1000) / 1000) for i in range(size)]


def best(run: Callable[[], object], runs: int = 5_000) -> float:
    """Least processor time of many runs, or of as many as a few seconds allow [s]."""
    times: list[float] = []
    while len(times) < runs and sum(times) < _ENOUGH_SECONDS:
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def by_pyworkforce(calls: Sequence[float]) -> list[int]:
    """Size one interval after the other."""
    from pyworkforce.queuing import ErlangC

    agents = []
    for volume in calls:
        queue = ErlangC(transactions=volume, aht=AHT / 60, asa=20 / 60, interval=30, shrinkage=0.3)
        need = queue.required_positions(service_level=0.8, max_occupancy=0.85)
        agents.append(int(need["raw_positions"]))
    return agents


def by_call_center_tools(calls: Sequence[float]) -> list[int]:
    """Size one interval after the other."""
    from call_center_tools import calc_staffing

    return [calc_staffing(2.0 * volume, AHT, None, 0.85, 20, 0.8, 0.3).agents for volume in calls]


def time_peer(name: str) -> dict[str, tuple[float, bool, list[int]]]:
    """Time one peer on every table, on as many rows as a few seconds allow."""
    size_all = by_pyworkforce if name == "pyworkforce" else by_call_center_tools
    times = {}
    for peak in PEAKS:
        some = volumes(SIZES[0], peak)
        each = best(lambda some=some: size_all(some)) / SIZES[0]
        for size in SIZES:
            rows = min(size, max(SIZES[0], int(_ENOUGH_SECONDS / each)))
            calls = volumes(rows, peak)
            took = best(lambda calls=calls: size_all(calls)) * size / rows
            times[f"{size},{peak}"] = (took, rows < size, size_all(some))
    return times


def time_wfm() -> dict[str, tuple[float, bool, list[int]]]:
    """Time the same with wfm."""
    import numpy as np
    import scipy.special  # noqa: F401 - imported beforehand, like the peers' own modules

    from wfm.staffing.formulas.fewest_agents import ceiling
    from wfm.staffing.models.erlang_c import ErlangC
    from wfm.staffing.sizing.demand import Demand
    from wfm.staffing.sizing.requirement import size
    from wfm.staffing.targets import ServiceTarget

    def run(calls: np.ndarray) -> np.ndarray:
        load, aht = calls * AHT / 1800.0, np.full(calls.size, AHT)
        need = size(Demand(load, aht, np.zeros(calls.size)), ServiceTarget(), ErlangC(20.0))
        ceiling(need.agents / 0.7)
        return need.agents

    times = {}
    for peak in PEAKS:
        few = run(np.array(volumes(SIZES[0], peak))).astype(int).tolist()
        for rows in SIZES:
            calls = np.array(volumes(rows, peak))
            times[f"{rows},{peak}"] = (best(lambda calls=calls: run(calls)), False, few)
    return times


def print_sizing(peers: str | None) -> None:
    """Print the sizing table."""
    ours = time_wfm()
    theirs = {}
    for name in PEERS if peers else ():
        command = [str(peers), __file__, "--worker", name]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        theirs[name] = json.loads(answer.stdout)
    print("sizing 80/20, occupancy 0.85, shrinkage 0.3, in memory")
    print(f"{'rows':>8} {'peak erl':>8} {'wfm':>10}" + "".join(f" {name:>26}" for name in theirs))
    for peak in PEAKS:
        for rows in SIZES:
            key = f"{rows},{peak}"
            line = f"{rows:>8} {peak:>8} {1e3 * ours[key][0]:>7.2f} ms"
            for times in theirs.values():
                took, scaled, _ = times[key]
                ratio = took / ours[key][0]
                line += f" {'~' if scaled else ' '}{1e3 * took:>12.1f} ms {ratio:>6.0f} x"
            print(line)
    for name, times in theirs.items():
        for peak in PEAKS:
            key = f"{SIZES[0]},{peak}"
            other = sum(a != b for a, b in zip(ours[key][2], times[key][2], strict=True))
            print(f"{name} at {peak} erlangs: {other} of {SIZES[0]} agent counts differ")


def print_erlang_a() -> None:
    """Print how long Erlang A takes for 100,000 intervals."""
    import numpy as np

    from wfm.staffing.models.patience import Patience
    from wfm.staffing.sizing.demand import Demand
    from wfm.staffing.sizing.requirement import size
    from wfm.staffing.targets import ServiceTarget

    for peak in PEAKS:
        load = np.array(volumes(100_000, peak)) * AHT / 1800.0
        demand = Demand(load, np.full(load.size, AHT), np.zeros(load.size))
        model = Patience(20.0, 120.0)
        took = best(lambda d=demand, m=model: size(d, ServiceTarget(), m), 2)
        print(f"Erlang A, 100,000 sizings at {peak} erlangs: {took:.2f} s")


def print_memory() -> None:
    """Print the peak memory of a table, each size in a process of its own."""
    for rows in (100_000, 500_000, 1_000_000):
        command = [sys.executable, __file__, "--worker", f"memory {rows}"]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        before, peak, seconds = json.loads(answer.stdout)
        print(
            f"staff, {rows:,} rows: peak {peak:.0f} MB, {before:.0f} MB of it before the call; "
            f"{seconds:.1f} s"
        )


def print_command() -> None:
    """Print what `wfm staff` takes on a week of half hours beyond importing pandas."""
    with tempfile.TemporaryDirectory() as folder:
        # modules are compiled once, as an installed package's are
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        file = Path(folder, "forecast.csv")
        forecast(SIZES[0], 11).to_csv(file, index=False)
        commands = {
            "import pandas": ["-c", "import pandas"],
            "wfm staff": ["-m", "wfm", "staff", "-q", str(file), "-o", str(Path(folder, "out"))],
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(8):  # in turn, so that a busy machine slows both
            for name, arguments in commands.items():
                times[name].append(seconds_of([sys.executable, *arguments], environment))
    wall, busy = ([min(t[i] for t in times[name]) for name in commands] for i in (0, 1))
    print(
        f"wfm staff, {SIZES[0]} rows: {wall[1]:.2f} s, import pandas {wall[0]:.2f} s: "
        f"{wall[1] - wall[0]:+.2f} s (processor {busy[1] - busy[0]:+.2f} s)"
    )


def seconds_of(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Time on the clock and on the processor that a command takes [s]."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment)
    end, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return end - start, busy


def forecast(rows: int, peak: float) -> pd.DataFrame:
    """Make a forecast of half hours."""
    import numpy as np
    import pandas as pd

    return pd.DataFrame({
        "interval_start": pd.date_range("2000-01-03", periods=rows, freq="30min", tz="UTC"),
        "calls": np.resize(np.array(volumes(SIZES[0], peak)), rows),
        "aht_seconds": np.full(rows, AHT),
    })  # fmt: skip


def memory(rows: int) -> tuple[float, float, float]:
    """Peak memory before and after staffing a table [MB], and the time it takes [s]."""
    from wfm.staffing import staff

    table = forecast(rows, 110)

    def most() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    before, start = most(), time.process_time()
    staff(table)
    return before, most(), time.process_time() - start


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description="Speed and memory of staffing.")
    parser.add_argument("--peers", help="interpreter in which the peers are installed")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker is None:
        print_sizing(given.peers)
        print_erlang_a()
        print_memory()
        print_command()
    elif given.worker.startswith("memory"):
        print(json.dumps(memory(int(given.worker.split()[1]))))
    else:
        print(json.dumps(time_peer(given.worker)))


if __name__ == "__main__":
    main()
