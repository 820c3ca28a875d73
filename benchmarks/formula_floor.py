"""How far the formula is from the floor: plans of 80 % in 20 s, simulated.

    PYTHONPATH=src python benchmarks/formula_floor.py
    PYTHONPATH=src python benchmarks/formula_floor.py --weeks 4 --promise-weeks 100

A week of half hours with two peaks a day, or with a steep morning, is sized by Erlang C: each
interval as it stands, for the load in the system, and for the interval's highest load. That load is
known from the curve, minute by minute, or from half hours, as ``wfm staff --lag mol`` knows it.
Each plan is simulated call by call with exponential handling times and calls that come minute by
minute as the curve has them; service levels are of all calls, with their standard errors: one week
is .02 from another. Below it, what ``wfm staff --lag auto
--interval-peak max --volume-cv 0.1`` keeps of a promise of 80 % where whole days are busier or
quieter by 10 %.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
import pandas as pd

import wfm
from wfm.evaluation.expected import Calls, read_calls
from wfm.options.staff import TableOptions
from wfm.simulation.kernels.centre import Centre, Counted, Kind, Line
from wfm.simulation.kernels.served import Calls as Called
from wfm.simulation.kernels.skills import serve
from wfm.simulation.replications import ratio

CASES = ((100, 180), (100, 1800), (500, 180), (500, 1800))
# How a plan knows the load in the system: from the curve, minute by minute, or from half hours, as
# `wfm staff --lag mol` does.
PLANS = ("as it stands", "load by minute", "its maximum", "load by half hour", "its maximum")
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


def plans(table: pd.DataFrame, rate: np.ndarray, aht: float) -> list[Calls]:
    """Return what each plan is sized for, in the order of `PLANS`."""
    by_minute = in_system(rate, aht).reshape(-1, 30)
    known = [
        table.assign(calls=load * 1800.0 / aht) for load in (by_minute.mean(1), by_minute.max(1))
    ]
    return [
        read(table),
        *(read(one) for one in known),
        read(table, lag="mol"),
        read(table, lag="mol", interval_peak="max"),
    ]


def in_system(rate: np.ndarray, aht: float) -> np.ndarray:
    """Return the load in the system at the end of each minute of a week that repeats."""
    left = np.exp(-60.0 / aht)
    load, found = rate[-1] * aht / 60.0, np.empty(rate.size)
    for _ in range(2):
        for minute, calls in enumerate(rate):
            load = load * left + calls * aht / 60.0 * (1.0 - left)
            found[minute] = load
    return found


def read(table: pd.DataFrame, **options: object) -> Calls:
    """Read a forecast with the options of a plan: 80 % in 20 s and nothing besides."""
    given = {"shrinkage": 0, "max_occupancy": 1, "min_agents": 1, **options}
    return read_calls(table, TableOptions(**given))  # type: ignore[arg-type]


def simulated(plan: Calls, rate: np.ndarray, aht: float, weeks: int) -> tuple[float, float]:
    """Simulate agents as numbers: where they become fewer, those who talk finish their calls.

    Returns the service level and its standard error.

    The week begins six hours before, as the one before it ended, with calls of each minute.
    """
    numbers = plan.needed()[0].astype(int)
    numbers = np.concatenate([numbers[-12:], numbers])
    minutes = np.concatenate([np.arange(-360, 0), np.arange(rate.size)])
    moments = 60.0 * minutes[::30]
    staff = Counted(tuple(moments.tolist()), (tuple(numbers.tolist()),))
    centre = Centre((Line((0,)),), (Kind(((0,),)),))
    good, offered = np.zeros(weeks), np.zeros(weeks)
    for week in range(weeks):
        draw = np.random.default_rng((1, week))
        minute = np.repeat(minutes, draw.poisson(rate[minutes]))
        arrival = np.sort(60.0 * (minute + draw.random(minute.size)))
        handling = draw.exponential(aht, arrival.size)
        nobody = np.zeros(arrival.size, dtype=np.int64), np.full(arrival.size, np.inf)
        served = serve(Called(arrival, nobody[0], handling, nobody[1]), centre, staff, draw.random)
        counts = arrival >= 0.0
        offered[week] = counts.sum()
        good[week] = (counts & (served.wait <= THRESHOLD)).sum()
    found = ratio(good, offered)
    return float(found.value), float(found.half) / 1.96


def promised(table: pd.DataFrame, weeks: int, **options: object) -> tuple[float, float]:
    """Simulate named agents: service level of all calls, and the share of weeks that keep it."""
    how = {"shrinkage": 0, "max_occupancy": 1, "min_agents": 1, **options}
    plan = wfm.staff(table, **how)  # type: ignore[arg-type]
    found = wfm.simulate(plan, table, weeks=weeks, **how)  # type: ignore[arg-type]
    assert found.kept is not None
    return float(found.total["service_level"]), found.kept[0]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--weeks", type=int, default=40, help="weeks of each case, times its length"
    )
    parser.add_argument("--promise-weeks", type=int, default=60)
    parser.add_argument("--shape", choices=SHAPES, nargs="*", default=SHAPES)
    parser.add_argument("--erlangs", type=int, nargs="*", help="these loads alone")
    asked = parser.parse_args()
    began = time.process_time()
    print(f"{'shape':8}{'load, AHT':18}" + "".join(f"{name:>20}" for name in PLANS))
    for kind in asked.shape:
        for erlangs, aht in CASES:
            if asked.erlangs and erlangs not in asked.erlangs:
                continue
            table = forecast(kind, erlangs, aht)
            weeks = max(2, round(asked.weeks * 100 / erlangs * aht / 180))
            rate = shape(kind) * erlangs * 60.0 / aht
            levels = [simulated(plan, rate, aht, weeks) for plan in plans(table, rate, aht)]
            shown = "".join(f"{level:13.3f} ± {error:.3f}" for level, error in levels)
            print(f"{kind:8}{f'{erlangs} erl, {aht} s':18}{shown}", flush=True)
    print("\nwfm staff --lag auto --interval-peak max --volume-cv 0.1, days with a CV of 10 %")
    for erlangs, aht in CASES[:2]:
        table = forecast("double", erlangs, aht)
        how = {"lag": "auto", "interval_peak": "max", "volume_cv": 0.1}
        level, kept = promised(table, asked.promise_weeks, **how)
        print(
            f"{f'{erlangs} erl, {aht} s':18}service level {level:.3f}, promise kept in {kept:.0%}"
        )
    print(f"{time.process_time() - began:.0f} CPU s")


if __name__ == "__main__":
    main()
