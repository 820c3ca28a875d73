"""Until the promise is kept: how near, in how many rounds, and with how many hours.

    PYTHONPATH=src python benchmarks/until_kept.py
    PYTHONPATH=src python benchmarks/until_kept.py --calls DIRECTORY --weeks 100

The week after the sample's history, as it is forecast, and a week of each series in DIRECTORY
(``timestamp,calls``; handling time 300 s) are planned for 80 % in 20 s, where whole days are busier
or quieter by 10 %. The loop begins with what ``wfm staff --lag auto --volume-cv 0.1`` sizes and
changes it until nine weeks of ten keep the promise; other random numbers judge it. Beside it stands
what that sizing itself needs for the same promise: its service level is raised until as many weeks
keep it.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import wfm

ROOT = Path(__file__).resolve().parents[1]
SERIES = {
    "axa_telephonie": "2012-03-05",
    "axa_services": "2012-03-05",
    "israel_bank_1999": "1999-11-01",
}
GOAL, AHT = 0.9, 300.0
HOW: dict[str, object] = {"volume_cv": 0.1, "lag": "auto", "shrinkage": 0, "max_occupancy": 1}
_STEPS = 7


def weeks_to_plan(folder: Path | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each week: its name and its calls."""
    history = pd.read_csv(ROOT / "sample_data/calls.csv")
    yield "sample", wfm.forecast(history, timezone="Europe/London", country="GB", horizon="1w")
    for name, monday in SERIES.items():
        path = None if folder is None else folder / f"{name}.csv"
        if path is None or not path.is_file():
            print(f"{name}: skipped, give its folder with --calls")
            continue
        starts = pd.date_range(monday, periods=336, freq="30min")
        calls = pd.read_csv(path, parse_dates=["timestamp"]).set_index("timestamp")["calls"]
        there = calls.reindex(starts).fillna(0.0)
        yield (
            name,
            pd.DataFrame(
                {
                    "interval_start": starts.tz_localize("UTC"),
                    "calls": there.to_numpy(dtype=float),
                    "aht_seconds": AHT,
                }
            ),
        )


def sized(table: pd.DataFrame, weeks: int, promise: float) -> tuple[float, float]:
    """Find what the sizing alone needs: its service level, and hours, for as many weeks kept."""
    low, high, hours = 0.6, 0.99, np.nan
    for _ in range(_STEPS):
        middle = (low + high) / 2
        needed = wfm.staff(table, service_level=middle, **HOW)  # type: ignore[arg-type]
        seen = wfm.simulate(needed, table, weeks=weeks, **HOW)  # type: ignore[arg-type]
        assert seen.kept is not None
        if seen.kept[0] >= promise:
            high, hours = middle, float(needed["agents_required"].sum()) / 2
        else:
            low = middle
    return high, hours


def main() -> None:
    """Print a line for each week."""
    logging.getLogger("wfm").setLevel(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, help="folder of series of real calls")
    parser.add_argument("--weeks", type=int, default=200)
    parser.add_argument("--only", nargs="*", help="these weeks alone")
    asked = parser.parse_args()
    for name, table in weeks_to_plan(asked.calls):
        if asked.only and name not in asked.only:
            continue
        began = time.process_time()
        given = wfm.staff(table, **HOW)  # type: ignore[arg-type]
        found = wfm.until_kept(given, table, share=GOAL, weeks=asked.weeks, **HOW)  # type: ignore[arg-type]
        print(found.rounds.to_string(index=False))
        best = float(found.requirement["agents_required"].sum()) / 2
        rounds = found.rounds
        kept = float(rounds.loc[np.isclose(rounds["hours"], best), "promise"].iloc[0])
        others = wfm.simulate(found.requirement, table, weeks=2 * asked.weeks, seed=2, **HOW)  # type: ignore[arg-type]
        assert others.kept is not None
        level, hours = sized(table, asked.weeks, kept)
        print(
            f"{name}: kept in {kept:.1%} of the weeks seen and {others.kept[0]:.1%} of "
            f"{2 * asked.weeks} others after {len(rounds) - 1} rounds, {best:,.1f} h; sizing for "
            f"{level:.3f} needs {hours:,.1f} h ({best / hours - 1:+.1%}); "
            f"{time.process_time() - began:.0f} CPU s",
            flush=True,
        )


if __name__ == "__main__":
    main()
