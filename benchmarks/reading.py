"""How long exports take to open, beside pandas: `python benchmarks/reading.py [--megabytes 50]`.

Prints CPU seconds, so that it may run beside other work: cutting a file into its cells
(`wfm.ingestion.containers`), and `pandas.read_csv` or `read_excel` of the same file, which also
turns numbers into numbers. Each is the best of three.
"""

import argparse
import io
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from wfm.ingestion.containers import sheets

REPEATS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of some runs."""
    times = []
    for _ in range(REPEATS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def intervals(megabytes: float) -> bytes:
    """Make a history of ten queues by half hours."""
    draw = np.random.default_rng(1)
    rows = int(megabytes * 1e6 / 47)
    starts = pd.date_range("2020-01-06", periods=rows // 10 + 1, freq="30min").repeat(10)[:rows]
    frame = pd.DataFrame(
        {
            "interval_start": starts.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            "queue": np.char.add("queue ", (np.arange(rows) % 10).astype(str)),
            "calls": draw.integers(0, 400, rows),
            "aht_seconds": draw.uniform(100, 900, rows).round(1),
        }
    )
    return frame.to_csv(index=False).encode()


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
    """Make a history as a workbook."""
    out = io.BytesIO()
    frame = pd.read_csv(io.BytesIO(intervals(rows * 47 / 1e6)), parse_dates=["interval_start"])
    frame["interval_start"] = frame["interval_start"].dt.tz_localize(None)
    frame.to_excel(out, index=False, engine="xlsxwriter")
    return out.getvalue()


def main() -> None:
    """Print a row a file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--megabytes", type=float, default=50, help="of the interval file (50)")
    ask.add_argument("--calls", type=int, default=1_000_000, help="rows of the call log (1000000)")
    ask.add_argument("--excel", type=int, default=100_000, help="rows of the workbook (100000)")
    asked = ask.parse_args()
    log = call_log(asked.calls)
    files: dict[str, tuple[bytes, Callable[[io.BytesIO], object]]] = {
        "intervals.csv": (intervals(asked.megabytes), pd.read_csv),
        "calls.csv": (log, lambda file: pd.read_csv(file, sep=";")),
        "calls in cp1252": (
            log.decode().encode("cp1252"),
            lambda file: pd.read_csv(file, sep=";", encoding="cp1252"),
        ),
        "intervals.xlsx": (
            workbook(asked.excel),
            lambda file: pd.read_excel(file, engine="calamine"),
        ),
    }
    print(f"{'file':<16}{'MB':>7}{'sheets':>9}{'pandas':>9}{'times':>7}")
    for name, (data, read) in files.items():
        ours = seconds(lambda data=data, name=name: sheets(data, name))
        theirs = seconds(lambda data=data, read=read: read(io.BytesIO(data)))
        print(f"{name:<16}{len(data) / 1e6:>7.1f}{ours:>9.2f}{theirs:>9.2f}{ours / theirs:>7.1f}")


if __name__ == "__main__":
    main()
