"""How far the formula is from the floor: plans of 80 % in 20 s, simulated.

    PYTHONPATH=src python benchmarks/formula_floor.py
    PYTHONPATH=src python benchmarks/formula_floor.py --weeks 4 --promise-weeks 100

A week of half hours with two peaks a day, or with a steep morning, is sized by Erlang C: each
interval as it stands, for the load in the system, and for the interval's highest load. Each plan is
simulated call by call with exponential handling times; service levels are of all calls. Below
it, what ``wfm staff --lag auto --interval-peak max --volume-cv 0.1`` keeps of a promise of 80 %
where whole days are busier or quieter by 10 %.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import pandas as pd

from wfm.evaluation.comparing import of_weeks
from wfm.evaluation.expected import Calls, read_calls
from wfm.evaluation.weeks_ahead import Chance, agents_for, ahead
from wfm.options.staff import TableOptions
from wfm.simulation.draws import draw_week
from wfm.simulation.kernels.centre import Centre, Counted, Kind, Line
from wfm.simulation.kernels.served import Calls as Called
from wfm.simulation.kernels.skills import serve
from wfm.simulation.laws import Handling

CASES = ((100, 180), (100, 1800), (500, 180), (500, 1800))
PLANS = {
    "as it stands": {"lag": "none"},
    "load in the system": {"lag": "mol"},
    "its maximum": {"lag": "mol", "interval_peak": "max"},
}
THRESHOLD = 20.0
SHAPES = ("double", "steep")


def shape(kind: str) -> np.ndarray:
    """Rate of each minute of a week, 1 at the peak."""
    minute = np.arange(7 * 1440) + 0.5
    day, time_of_day = minute // 1440, minute % 1440
    if kind == "steep":  # opens at 8, has its peak from 9 on, fades out from 17 to 20
        rate = np.clip((time_of_day - 480) / 60, 0, 1) * np.clip((1200 - time_of_day) / 180, 0, 1)
        return (rate + 0.01) * np.where(day >= 5, 0.5, 1.0)
    morning = np.exp(-(((time_of_day - 630) / 150) ** 2))
    evening = 0.7 * np.exp(-(((time_of_day - 960) / 150) ** 2))
    rate = 0.03 + morning + evening
    return rate / rate.max() * np.where(day >= 5, 0.45, 1.0)


def forecast(kind: str, erlangs: float, aht: float) -> pd.DataFrame:
    """Make a week of half hours whose highest load is `erlangs`."""
    starts = pd.date_range("2026-06-01", periods=336, freq="30min", tz="UTC")
    calls = shape(kind).reshape(336, 30).mean(axis=1) * erlangs * 1800.0 / aht
    return pd.DataFrame({"interval_start": starts, "calls": calls, "aht_seconds": float(aht)})


def read(table: pd.DataFrame, **options: object) -> Calls:
    """Read a forecast with the options of a plan: 80 % in 20 s and nothing besides."""
    given = {"shrinkage": 0, "max_occupancy": 1, "min_agents": 1, **options}
    return read_calls(table, TableOptions(**given))  # type: ignore[arg-type]


def simulated(plan: Calls, world: Calls, weeks: int) -> float:
    """Simulate agents as numbers: where they become fewer, those who talk finish their calls."""
    where = ahead(world, Chance(weeks, 1, Handling(None)))
    numbers = where.led(plan.needed()[0]).astype(int)
    staff = Counted(tuple(where.demand.edges[:-1].tolist()), (tuple(numbers.tolist()),))
    centre = Centre((Line((0,)),), (Kind(((0,),)),))
    good = offered = 0
    for week in range(weeks):
        drawn = draw_week(where.demand, 1, week)
        calls = Called(drawn.arrival, drawn.queue, drawn.handling, drawn.patience)
        served = serve(calls, centre, staff, np.random.default_rng(week).random)
        counts = drawn.interval >= where.lead
        offered += int(counts.sum())
        good += int((counts & (served.wait <= THRESHOLD)).sum())
    return good / offered


def promised(plan: Calls, world: Calls, weeks: int) -> tuple[float, float]:
    """Simulate named agents: service level of all calls, and the share of weeks that keep it."""
    chance = Chance(weeks)
    where = ahead(world, chance)
    counts = where.simulated(agents_for(plan.needed()[0], where, "plan"), chance, shrinks=False)
    good, offered = of_weeks(counts, where.lead, "offered")
    return float(good.sum() / offered.sum()), float((good >= 0.8 * offered).mean())


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=4, help="weeks of each case, times its length")
    parser.add_argument("--promise-weeks", type=int, default=60)
    parser.add_argument("--shape", choices=SHAPES, nargs="*", default=SHAPES)
    asked = parser.parse_args()
    began = time.process_time()
    print(f"{'shape':8}{'load, AHT':18}" + "".join(f"{name:>20}" for name in PLANS))
    for kind in asked.shape:
        for erlangs, aht in CASES:
            table = forecast(kind, erlangs, aht)
            weeks = max(2, round(asked.weeks * 100 / erlangs * aht / 180))
            levels = [
                simulated(read(table, **options), read(table), weeks) for options in PLANS.values()
            ]
            shown = "".join(f"{level:20.3f}" for level in levels)
            print(f"{kind:8}{f'{erlangs} erl, {aht} s':18}{shown}", flush=True)
    print("\nwfm staff --lag auto --interval-peak max --volume-cv 0.1, days with a CV of 10 %")
    for erlangs, aht in CASES[:2]:
        table = forecast("double", erlangs, aht)
        plan = read(table, lag="auto", interval_peak="max", volume_cv=0.1)
        level, kept = promised(plan, read(table, volume_cv=0.1), asked.promise_weeks)
        print(
            f"{f'{erlangs} erl, {aht} s':18}service level {level:.3f}, promise kept in {kept:.0%}"
        )
    print(f"{time.process_time() - began:.0f} CPU s")


if __name__ == "__main__":
    main()
