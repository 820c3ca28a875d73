"""How much of the rest of a day what has come tells: eleven real queues, day after day.

    python benchmarks/reforecast.py [QUEUE ...] [--every N]

Reads ``../shared/data/calls`` beside the checkout. At 10, 12 and 14 h of every N-th day (of every
day where there are at most 400 of them: few days say little) the
forecast of midnight is brought up to date, and the total of the rest of the day compared with what
came; at the end of the day the same for the day after. Everything is learnt as `wfm reforecast`
learns it, on the days before that day alone. A figure is the change of the sum of absolute errors
against the midnight forecast [%]; coverage is the share of intervals of at least five calls inside
the 80 % band, where the band was made anew.

It ends with an error where what docs/explanation/forecasting.md promises does not hold.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from forecasting_accuracy import CALLS, QUEUES, SLOTS, load

from wfm.forecasting.accuracy.bands import band
from wfm.forecasting.history.days import Days, FloatArray, Past
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.models.parts import Parts
from wfm.forecasting.running.outlook import Found, day_after, day_of, rest_of_day
from wfm.forecasting.running.past_days import LEAST_DAYS, past_calls

HOURS = (10, 12, 14)
FIRST_DAY = LEAST_DAYS + 84
TWENTY = ("us_bank_2003", "israel_bank_1999", "axa_telephonie")  # lower by so many % on average
SHORT_DAYS = 400
FEW_CALLS = 5.0


def remembering(days: Days) -> Callable[[Past, Days, int], Parts]:
    """Forecast from each midnight once, whoever asks how often."""
    known: dict[int, Parts] = {}

    def model(past: Past, future: Days, weeks: int) -> Parts:
        origin = len(past)
        if origin not in known:
            known[origin] = MODELS["combined"](past, days.part(origin, origin + 3), weeks)
        whole, asked = known[origin], len(future)
        return Parts(
            {name: factor[:asked] for name, factor in whole.factors.items()}, whole.shape[:asked]
        )

    return model


class Sums:
    """Absolute errors of midnight and of now, and intervals inside their bands."""

    def __init__(self) -> None:
        self.before = self.now = 0.0
        self.inside = self.judged = 0

    def add(self, forecast: FloatArray, came: FloatArray, found: Found) -> None:
        """Judge intervals that were still to come."""
        seen = ~np.isnan(came)
        moved = forecast * found.factor
        self.before += abs(float((forecast - came)[seen].sum()))
        self.now += abs(float((moved - came)[seen].sum()))
        if found.errors is not None:
            low, high = band(moved, found.errors, 0.8)
            many = seen & (moved >= FEW_CALLS)
            self.inside += int(((came >= low) & (came <= high))[many].sum())
            self.judged += int(many.sum())

    @property
    def change(self) -> float:
        """Change of the error [%]."""
        return 100 * (self.now / self.before - 1)

    @property
    def coverage(self) -> float:
        """Share inside the band."""
        return self.inside / self.judged if self.judged else float("nan")


def judge(name: str, every: int) -> dict[str, Sums]:
    """Bring a queue's days up to date, one after the other."""
    past = load(name, QUEUES[name][0])
    model = remembering(past.days)
    special = past.days.is_feast | past.days.is_event
    sums = {f"{hour} h": Sums() for hour in HOURS} | {"next day": Sums()}
    for today in range(FIRST_DAY, len(past) - 30, every if len(past) > SHORT_DAYS else 1):
        came, after = past.calls[today], past.calls[today + 1]
        known = past.until(today)
        forecast = model(known, past.days.part(today, today + 2), 6).calls
        if special[today] or not (forecast[0] > 0).any() or np.isnan(came).all():
            continue
        learnt = past_calls(known, model, 6, 0)
        for hour in HOURS:
            now = hour * SLOTS // 24
            day = day_of(forecast[0], came[:now], np.arange(SLOTS), SLOTS)
            sums[f"{hour} h"].add(forecast[0, now:], came[now:], rest_of_day(learnt, day))
        if not special[today + 1] and not np.isnan(after).all():
            day = day_of(forecast[0], came, np.arange(SLOTS), SLOTS)
            sums["next day"].add(forecast[1], after, day_after(learnt, day))
    return sums


def faults(found: dict[str, dict[str, Sums]]) -> list[str]:
    """Return what does not hold."""
    noon = {name: sums["12 h"].change for name, sums in found.items()}
    wrong = [
        f"{name} at {at}: {sums[at].change:+.1f} %, more than 1 % worse"
        for name, sums in found.items()
        for at in sums
        if sums[at].change > 1
    ]
    these = [noon[name] for name in TWENTY if name in noon]
    if these and np.mean(these) > -20:
        wrong.append(f"{', '.join(TWENTY)} at 12 h: {np.mean(these):+.1f} %, not 20 % lower")
    mean = float(np.mean(list(noon.values())))
    if mean > -12:
        wrong.append(f"at 12 h on average {mean:+.1f} %, not 12 % lower")
    after = float(np.mean([sums["next day"].change for sums in found.values()]))
    if after > -4:
        wrong.append(f"next day on average {after:+.1f} %, not 4 % lower")
    wrong += [
        f"{name} at {at}: coverage {sums[at].coverage:.3f}"
        for name, sums in found.items()
        for at in sums
        if sums[at].judged and not 0.76 <= sums[at].coverage <= 0.84
    ]
    return wrong


def main() -> int:
    """Judge the queues and print a row for each."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("queues", nargs="*", default=list(QUEUES))
    asking.add_argument("--every", type=int, default=3)
    asked = asking.parse_args()
    if not CALLS.is_dir():
        print(f"no calls in {CALLS}: nothing to judge")
        return 0
    heads = [*(f"{hour} h" for hour in HOURS), "next day"]
    print(f"| queue | {' | '.join(heads)} | coverage | CPU s |\n|{'---|' * (len(heads) + 3)}")
    found = {}
    for name in asked.queues:
        begun = time.process_time()
        sums = found[name] = judge(name, asked.every)
        row = " | ".join(f"{sums[head].change:+.1f}" for head in heads)
        covered = " ".join(f"{sums[head].coverage:.2f}" for head in heads)
        print(f"| {name} | {row} | {covered} | {time.process_time() - begun:.0f} |", flush=True)
    means = " | ".join(
        f"{np.mean([sums[head].change for sums in found.values()]):+.1f}" for head in heads
    )
    print(f"| mean | {means} | | |")
    wrong = faults(found)
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
