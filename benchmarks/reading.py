"""How long histories take to read, beside pandas: `python benchmarks/reading.py [--megabytes 40]`.

Prints CPU seconds, so that it may run beside other work, each the best of three; those of wfm and
of pandas take turns. wfm reads the whole history: container, layout, columns, clock, units,
intervals. pandas only opens the file: `read_csv`, or `read_excel` with calamine. The call log is
read by a process of its own: how many seconds go by, until the first sign of life, and how much
memory it takes at the most.
"""

import argparse
import io
import os
import pty
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from wfm.ingestion.histories import read_history
from wfm.options.read import ReadOptions

REPEATS = 3
# Bytes of a row of the interval file.
_A_ROW = 36.5


def seconds(*works: Callable[[], object]) -> list[float]:
    """Return the CPU seconds of the fastest of some runs of each."""
    best = [float("inf")] * len(works)
    for _ in range(REPEATS):
        for place, work in enumerate(works):
            begin = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - begin)
    return best


def intervals(rows: int) -> pd.DataFrame:
    """Make the half hours of 28 queues as a system exports them: one queue below the other."""
    draw = np.random.default_rng(1)
    each = rows // 28
    starts = pd.date_range("2023-01-02", periods=each, freq="30min")
    busy = 40 * np.clip(np.sin((starts.hour - 6) / 24 * 2 * np.pi), 0, None)
    offered = draw.poisson(np.tile(busy, 28))
    lost = draw.binomial(offered, 0.04)
    return pd.DataFrame(
        {
            "Interval Start": np.tile(starts.strftime("%d/%m/%Y %H:%M"), 28),
            "Queue": np.repeat([f"Queue {n}" for n in range(28)], each),
            "Offered": offered,
            "Answered": offered - lost,
            "Abandoned": lost,
            "Avg Handle Time": draw.integers(180, 380, len(offered)),
        }
    )


def call_log(rows: int) -> bytes:
    """Make a log of a call a row, with semicolons and quotes."""
    draw = np.random.default_rng(2)
    starts = pd.Timestamp("2026-01-05") + pd.to_timedelta(draw.integers(0, 30, rows).cumsum(), "s")
    frame = pd.DataFrame(
        {
            "call id": np.arange(rows),
            "start": starts.strftime("%d.%m.%Y %H:%M:%S"),
            "queue": np.char.add("Büro; ", (np.arange(rows) % 7).astype(str)),
            "agent": np.char.add("agent ", (np.arange(rows) % 300).astype(str)),
            **{name: draw.integers(0, 900, rows) for name in ("wait", "talk", "hold", "wrap")},
        }
    )
    return frame.to_csv(index=False, sep=";").encode()


def workbook(rows: int) -> bytes:
    """Make a workbook of intervals, its times as workbooks hold them."""
    out = io.BytesIO()
    frame = intervals(rows)
    frame["Interval Start"] = pd.to_datetime(frame["Interval Start"], format="%d/%m/%Y %H:%M")
    frame.to_excel(out, index=False, engine="xlsxwriter")
    return out.getvalue()


def beside(name: str, data: bytes, read: Callable[[io.BytesIO], object]) -> None:
    """Print a row: how long wfm takes, and pandas."""
    ours, theirs = seconds(
        lambda: read_history([(data, name)], ReadOptions()), lambda: read(io.BytesIO(data))
    )
    print(f"{name:<16}{len(data) / 1e6:>7.1f}{ours:>9.2f}{theirs:>9.2f}{ours / theirs:>7.1f}")


def alone(name: str, data: bytes) -> None:
    """Print how long `wfm inspect` takes for a file, and how much memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        mine, theirs = pty.openpty()  # on a terminal, as a person sees it
        begin = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "wfm", "inspect", path, "-o", path.with_suffix(".out.csv")],
            stdout=subprocess.DEVNULL,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            os.read(mine, 1)
            first = time.perf_counter() - begin
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        os.close(mine)
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(
        f"\n{name}: {len(data) / 1e6:.1f} MB, first word after {first:.1f} s, "
        f"{cpu:.1f} CPU s, peak {peak:.0f} MB"
    )


def main() -> None:
    """Print a row a file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--megabytes", type=float, default=40, help="of the interval file (40)")
    ask.add_argument("--calls", type=int, default=1_000_000, help="rows of the call log (1000000)")
    ask.add_argument("--excel", type=int, default=100_000, help="rows of the workbook (100000)")
    asked = ask.parse_args()
    print(f"{'file':<16}{'MB':>7}{'wfm':>9}{'pandas':>9}{'times':>7}")
    rows = int(asked.megabytes * 1e6 / _A_ROW)
    beside("intervals.csv", intervals(rows).to_csv(index=False).encode(), pd.read_csv)
    beside(
        "intervals.xlsx",
        workbook(asked.excel),
        lambda file: pd.read_excel(file, engine="calamine"),
    )
    log = call_log(asked.calls)
    beside("calls.csv", log, lambda file: pd.read_csv(file, sep=";"))
    alone("calls.csv", log)


if __name__ == "__main__":
    main()
