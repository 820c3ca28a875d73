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
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

import wfm
from wfm.evaluation.comparing import of_weeks
from wfm.evaluation.expected import Calls, read_calls
from wfm.evaluation.keeping import Loop, keep_promise
from wfm.evaluation.weeks_ahead import Chance, agents_for, ahead
from wfm.options.staff import TableOptions
from wfm.work.configuration.roster import plan_from

ROOT = Path(__file__).resolve().parents[1]
SERIES = {
    "axa_telephonie": "2012-03-05",
    "axa_services": "2012-03-05",
    "israel_bank_1999": "1999-11-01",
}
GOAL, CV, AHT = 0.9, 0.1, 300.0
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


def read(table: pd.DataFrame, level: float = 0.8) -> Calls:
    """Read a week with the options of the plan."""
    options = TableOptions(
        service_level=level, volume_cv=CV, lag="auto", shrinkage=0, max_occupancy=1
    )
    return read_calls(table, options)


def sized(table: pd.DataFrame, chance: Chance, promise: float) -> tuple[float, float]:
    """Find what the sizing alone needs: its service level, and hours, for as many weeks kept."""
    where = ahead(read(table), chance)
    low, high = 0.6, 0.99
    for _ in range(_STEPS):
        middle = (low + high) / 2
        needed = read(table, middle).needed()[0]
        counts = where.simulated(agents_for(needed, where, "sized"), chance, shrinks=False)
        good, offered = of_weeks(counts, where.lead, "offered")
        low, high = (low, middle) if (good >= 0.8 * offered).mean() >= promise else (middle, high)
    return high, float(read(table, high).needed()[0].sum()) / 2


def main() -> None:
    """Print a line for each week."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, help="folder of series of real calls")
    parser.add_argument("--weeks", type=int, default=200)
    asked = parser.parse_args()
    chance = Chance(asked.weeks, 1)
    for name, table in weeks_to_plan(asked.calls):
        began = time.process_time()
        calls = read(table)
        loop = Loop(ahead(calls, chance), chance, GOAL, plan_from({}), None)
        needed, scheduled = calls.needed()
        given = calls.frame.assign(agents_required=needed, agents_scheduled=scheduled)
        found = keep_promise(given, loop, lambda line: print(f"  {line}", flush=True))
        rounds = found.rounds
        best = float(found.requirement["agents_required"].sum()) / 2
        kept = float(rounds.loc[np.isclose(rounds["hours"], best), "promise"].iloc[0])
        fresh = replace(loop.chance, weeks=2 * asked.weeks)
        counts = loop.where.simulated(
            agents_for(found.requirement["agents_required"].to_numpy(dtype=float), loop.where, ""),
            fresh,
            shrinks=False,
            first=asked.weeks,
        )
        good, offered = of_weeks(counts, loop.where.lead, "offered")
        level, hours = sized(table, chance, kept)
        print(
            f"{name}: kept in {kept:.1%} of the weeks seen and "
            f"{(good >= 0.8 * offered).mean():.1%} of {fresh.weeks} others after "
            f"{len(rounds) - 1} rounds, {best:,.1f} h; sizing for {level:.3f} needs {hours:,.1f} h "
            f"({best / hours - 1:+.1%}); {time.process_time() - began:.0f} CPU s",
            flush=True,
        )


if __name__ == "__main__":
    main()
