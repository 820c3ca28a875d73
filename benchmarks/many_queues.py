"""Many queues at a time: processor time and memory of a queue, and what two processes save.

    python benchmarks/many_queues.py [--queues N] [--days N] [--model NAME] [--times N]

Makes queues of half hours with a week, a year and chance in them, and runs `wfm forecast` on their
CSV: with one job and with two. Prints processor seconds per queue, the most memory that a process
held, and the time on the clock of two jobs as a share of that of one, which needs two idle cores to
say anything: of several times, in turn, the quickest counts. It fails where two results differ.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd


def write_history(path: Path, queues: int, days: int) -> None:
    """Write the past of queues of 50 to 2,000 calls a day, one after the other.

    A process counts the memory of the one that started it: this one stays small.
    """
    draw = np.random.default_rng(1)
    times = pd.date_range("2024-01-01", periods=48 * days, freq="30min")
    hour, day = times.hour + times.minute / 60, np.arange(48 * days) // 48
    shape = np.exp(-(((hour - 13) / 5) ** 2)) * np.where(times.day_of_week < 5, 1.0, 0.6)
    year = 1 + 0.2 * np.sin(2 * np.pi * day / 365)
    with path.open("w") as file:
        for queue, size in enumerate(draw.uniform(50, 2000, queues)):
            level = np.exp(draw.normal(0, 0.08, days))[day]
            mean = np.asarray(shape * year * level)
            calls = draw.poisson(size * days * mean / mean.sum())
            rows = {
                "queue": f"queue {queue:03d}",
                "interval_start": times.strftime("%Y-%m-%dT%H:%M"),
                "calls": calls,
                "aht_seconds": 240,
            }
            pd.DataFrame(rows).to_csv(file, index=False, header=not queue)


def run(folder: Path, model: str, jobs: int) -> tuple[bytes, float, float]:
    """Forecast with so many jobs; return the result, seconds on the clock, processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    words = ["forecast", "calls.csv", "--timezone", "UTC", "--model", model, "-q"]
    made = subprocess.run(
        [sys.executable, "-m", "wfm", *words, "--jobs", str(jobs)],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return made.stdout, seconds, used


def main() -> int:
    """Measure and print."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--queues", type=int, default=50)
    asking.add_argument("--days", type=int, default=730)
    asking.add_argument("--model", default="auto")
    asking.add_argument("--times", type=int, default=1)
    asked = asking.parse_args()
    results, seconds, used = set(), {1: np.inf, 2: np.inf}, {1: np.inf, 2: np.inf}
    most = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_history(folder / "calls.csv", asked.queues, asked.days)
        for _ in range(asked.times):
            for jobs in (1, 2):
                result, clock, processor = run(folder, asked.model, jobs)
                results.add(result)
                seconds[jobs] = min(seconds[jobs], clock)
                used[jobs] = min(used[jobs], processor)
                held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
                most.setdefault(jobs, held)
    print(f"{asked.queues} queues of {asked.days} days, model {asked.model}")
    print(f"CPU per queue: {used[1] / asked.queues:.2f} s with one job, reading and writing too")
    print(f"               {used[2] / asked.queues:.2f} s with two jobs")
    print(f"most memory of a process: {most[1]:.0f} MB, with two jobs {most[2]:.0f} MB")
    share, (one, two) = seconds[2] / seconds[1], seconds.values()
    print(f"time of two jobs / of one: {share:.2f} ({one:.1f} s and {two:.1f} s)")
    print(f"the same bytes: {len(results) == 1}")
    return 0 if len(results) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
