"""Until the promise is kept: how near, in how many rounds, and with how many hours.

    PYTHONPATH=src python benchmarks/until_kept.py
    PYTHONPATH=src python benchmarks/until_kept.py --calls DIRECTORY --weeks 100
    PYTHONPATH=src python benchmarks/until_kept.py --calls DIRECTORY --rosters --time-limit 20s

The week after the sample's history, as it is forecast, and a week of each series in DIRECTORY
(``timestamp,calls``; handling time 300 s) are planned for 80 % in 20 s, where whole days are busier
or quieter by 10 %. The loop begins with what ``wfm staff --lag auto --volume-cv 0.1`` sizes and
changes it until nine weeks of ten keep the promise; other random numbers judge it. Beside it stands
what that sizing itself needs for the same promise: its service level is raised until as many weeks
keep it. With ``--rosters`` a roster of what that sizing asks for is changed instead, and beside it
stands a roster of the sizing that needs as many hours as will keep the promise as often.
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
_STEPS, _ROSTER_STEPS = 7, 4


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


def changed(name: str, table: pd.DataFrame, weeks: int) -> str:
    """Change a requirement, and say what came of it."""
    given = wfm.staff(table, **HOW)  # type: ignore[arg-type]
    found = wfm.until_kept(given, table, share=GOAL, weeks=weeks, **HOW)  # type: ignore[arg-type]
    print(found.rounds.to_string(index=False))
    best = float(found.requirement["agents_required"].sum()) / 2
    kept = _kept(found.rounds, best)
    others = wfm.simulate(found.requirement, table, weeks=4 * weeks, seed=2, **HOW)  # type: ignore[arg-type]
    assert others.kept is not None
    level, hours = sized(table, weeks, kept)
    return (
        f"{name}: kept in {kept:.1%} of the weeks seen and {others.kept[0]:.1%} of {4 * weeks} "
        f"others after {len(found.rounds) - 1} rounds, {best:,.1f} h; sizing for {level:.3f} needs "
        f"{hours:,.1f} h ({best / hours - 1:+.1%})"
    )


def rostered(name: str, table: pd.DataFrame, weeks: int, time_limit: str) -> str:
    """Change a roster, and say what came of it."""
    config = {"roster": {"time_limit": time_limit, "gap": 0.01}}
    given = wfm.roster(wfm.staff(table, **HOW), config=config).table  # type: ignore[arg-type]
    found = wfm.until_kept(given, table, share=GOAL, weeks=weeks, config=config, **HOW)  # type: ignore[arg-type]
    print(found.rounds.to_string(index=False))
    hours = float(found.rounds.loc[found.rounds["promise"] >= GOAL, "hours"].min())
    others = wfm.simulate(found.table, table, weeks=4 * weeks, seed=2, config=config, **HOW)  # type: ignore[arg-type]
    assert others.kept is not None
    low, high, least = 0.5, 0.85, np.nan
    for _ in range(_ROSTER_STEPS):
        middle = (low + high) / 2
        needed = wfm.staff(table, service_level=middle, **HOW)  # type: ignore[arg-type]
        made = wfm.roster(needed, config=config)
        seen = wfm.simulate(made.table, table, weeks=weeks, config=config, **HOW)  # type: ignore[arg-type]
        assert seen.kept is not None
        if seen.kept[0] >= GOAL:
            high, least = middle, made.paid_hours
        else:
            low = middle
    return (
        f"{name}, roster: kept in {others.kept[0]:.1%} of {4 * weeks} other weeks after "
        f"{len(found.rounds) - 1} rounds, {hours:,.0f} h; a roster of the sizing for {high:.3f} "
        f"needs {least:,.0f} h ({hours / least - 1:+.1%})"
    )


def _kept(rounds: pd.DataFrame, hours: float) -> float:
    """Return how often the promise is kept in the round with these hours."""
    return float(rounds.loc[np.isclose(rounds["hours"], hours), "promise"].iloc[0])


def main() -> None:
    """Print a line for each week."""
    logging.getLogger("wfm").setLevel(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, help="folder of series of real calls")
    parser.add_argument("--weeks", type=int, default=200)
    parser.add_argument("--only", nargs="*", help="these weeks alone")
    parser.add_argument("--rosters", action="store_true", help="change rosters, not requirements")
    parser.add_argument("--time-limit", default="60s", help="of each roster")
    asked = parser.parse_args()
    for name, table in weeks_to_plan(asked.calls):
        if asked.only and name not in asked.only:
            continue
        began = time.process_time()
        if asked.rosters:
            line = rostered(name, table, asked.weeks, asked.time_limit)
        else:
            line = changed(name, table, asked.weeks)
        print(f"{line}; {time.process_time() - began:.0f} CPU s", flush=True)


if __name__ == "__main__":
    main()
