"""The page of many queues: its size, and how long a browser takes to open it.

    python benchmarks/page.py [--queues 50] [--days 28] [--keep FILE]

Makes forecast, requirement, evaluation and simulation of queues, every number another one, and
draws them as `wfm report` does. Prints bytes, and what of them drawings and numbers take; then, for
the page with everything and for the one of forecast and requirement alone, how long headless
Chromium takes until it has the page open and drawn: seconds on the clock, the best of three, each
in a browser of its own. Needs `chromium` and `pip install -e '.[browser]'`.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import sync_playwright

import wfm
from wfm import tables
from wfm.tables import Table

REPEATS = 3
PARTS = {
    "drawings": r"<svg role=.*?</svg>",
    "numbers as tables": r"<table>.*?</table>",
    "numbers as data": r'<script type="application/json".*?</script>',
}
# Two frames later what is in sight is on the screen.
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def forecast(queues: int, days: int) -> pd.DataFrame:
    """Make calls of queues of different sizes: a day's shape, and chance."""
    draw = np.random.default_rng(1)
    starts = pd.date_range("2026-06-01", periods=48 * days, freq="30min", tz="Europe/Berlin")
    shape = np.exp(-((((starts.hour + starts.minute / 60) - 13) / 5) ** 2))
    parts = []
    for place, size in enumerate(draw.uniform(2, 60, queues), 1):
        calls = size * shape * draw.uniform(0.9, 1.1, len(starts))
        low, high = (calls * draw.uniform(*ends, len(starts)) for ends in ((0.7, 0.9), (1.1, 1.4)))
        handled = draw.uniform(200, 400, len(starts))
        frame = pd.DataFrame({"queue": f"queue {place:02d}", "interval_start": starts})
        parts.append(frame.assign(calls=calls, aht_seconds=handled, calls_low=low, calls_high=high))
    return tables.conform(pd.concat(parts, ignore_index=True), tables.FORECAST)


def judged(needed: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Make a table of the intervals: shares anywhere, agents near those that are needed."""
    draw = np.random.default_rng(2)
    rows = len(needed)
    columns = {
        column.name: draw.uniform(0.6, 1, rows) if column.high == 1 else draw.uniform(1, 40, rows)
        for column in table.columns
        if column.kind == "number"
    }
    level = draw.uniform(0.6, 1, rows)
    low, high = (level + sign * draw.uniform(0, 0.05, rows) for sign in (-1, 1))
    there = (needed["agents_scheduled"] + draw.uniform(-1, 3, rows)).clip(lower=0).round(2)
    columns |= {
        "calls": needed["calls"],
        "scheduled": there,
        "required": needed["agents_scheduled"],
        "difference": there - needed["agents_scheduled"],
        "service_level": level,
        "service_level_low": low,
        "service_level_high": high.clip(max=1),
        "kept": draw.integers(0, 201, rows) / 200,  # of 200 weeks
    }
    known = {name: columns[name] for name in columns if name in {c.name for c in table.columns}}
    return tables.conform(needed[["queue", "interval_start"]].assign(**known), table)


def seconds_to_open(path: Path) -> float:
    """Return how long a browser takes until a page is open and drawn, the best of some [s]."""
    best = float("inf")
    with sync_playwright() as started:
        for _ in range(REPEATS):
            browser = started.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            begin = time.perf_counter()
            tab.goto(path.as_uri())
            tab.evaluate(DRAWN)
            best = min(best, time.perf_counter() - begin)
            browser.close()
    return best


def weigh(name: str, page: str, path: Path) -> None:
    """Print what a page weighs, and how long it takes to open."""
    path.write_text(page, "utf-8")
    print(f"{name}: {len(page.encode()) / 1e6:.2f} MB")
    for part, pattern in PARTS.items():
        found = re.findall(pattern, page, re.S)
        print(f"  {part:<18}{sum(map(len, found)) / 1e6:>7.2f} MB in {len(found):,d}")
    print(f"  open and drawn after {seconds_to_open(path):.2f} s")


def main() -> int:
    """Make the pages, and weigh them."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--queues", type=int, default=50)
    asking.add_argument("--days", type=int, default=28)
    asking.add_argument("--keep", type=Path, help="where the page with everything is left")
    asked = asking.parse_args()
    ahead = forecast(asked.queues, asked.days)
    needed = wfm.staff(ahead)
    given = [ahead, needed]
    more = [judged(needed, table) for table in (tables.EVALUATED, tables.SIMULATED)]
    print(f"{asked.queues} queues, {asked.days} days")
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "report.html"
        weigh("forecast and requirement", wfm.report(given).page, path)
        begin = time.process_time()
        page = wfm.report([*given, *more]).page
        used = time.process_time() - begin
        weigh("evaluation and simulation as well", page, path)
        print(f"  made in {used:.1f} s of the processor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
