"""Made-up changes of the week in real queues: whether they are followed and the other days stay.

    python benchmarks/changed_weeks.py [--weeks N] [--before DAYS] [--every N] [--model NAME]

Puts made-up changes into the last weeks of the queues of ``forecasting_accuracy.py``, at origins
some days before the ones there, and forecasts four weeks of each with and without the change.
Prints for each change in how many cases it was followed, that is, the changed part is within 25 %
of the truth, or of the old calls where nothing is left; and in how many a weekday that did not
change, or the hours of it that did not, moved by more than 3 %, or all of them together did.

The unchanged forecast knows what came on the changed days, and the other one does not: where a last
Sunday was an odd one, the level of all days moves even if all is found.
"""

import argparse
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
from forecasting_accuracy import AHEAD, CALLS, QUEUES, SLOTS, load, thinned

from wfm.forecasting.accuracy.choice import choose
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import BoolArray, Days, FloatArray, Past
from wfm.forecasting.history.following import follow_changes
from wfm.forecasting.history.outages import without_outages
from wfm.forecasting.models.catalogue import MODELS

EVENING = np.arange(SLOTS) >= 36  # from 18:00 on
OPEN_SHARE = 0.005  # of the day's calls, in the first half hour in which a queue is open
FOLLOWED, MOVED = 0.25, 0.03
LEAST_SHARE = 0.01  # of the calls in what changes, and in a weekday that stays
LEAST_DAYS = 120


@dataclass(frozen=True)
class Case:
    """A changed past.

    Parameters
    ----------
    past
        The past.
    changed
        What changed, by weekday and interval.
    left
        Calls there now over those that the unchanged past lets expect.
    """

    past: Past
    changed: BoolArray
    left: float


Change = Callable[[Past, BoolArray, int], Case]


def on_weekday(day: int, left: float, gone: float | None = None) -> Change:
    """Change a day of rest, the last one of the week (-1) or the first one (0)."""

    def change(past: Past, new: BoolArray, seed: int) -> Case:
        weekday = np.flatnonzero(past.days.rest)[day]
        calls, rows = past.calls.copy(), new & (past.days.weekday == weekday)
        kept = thinned(calls[rows], left, "", seed) if gone is None else calls[rows] * gone
        calls[rows] = kept
        changed = np.arange(7)[:, None] == np.full(SLOTS, weekday)
        return Case(_cut(Past(past.days, calls)), changed, left)

    return change


def closes_at_18(past: Past, new: BoolArray, seed: int) -> Case:
    """Write zeros from 18:00 on."""
    del seed
    calls = past.calls.copy()
    calls[np.ix_(new, EVENING)] *= 0.0
    return Case(Past(past.days, calls), np.tile(EVENING, (7, 1)), 0.0)


def opens_earlier(past: Past, new: BoolArray, seed: int) -> Case:
    """Write zeros into the first hour of before, and into what lies before it throughout."""
    del seed
    share = np.nansum(past.calls[-84:], axis=0) / max(np.nansum(past.calls[-84:]), 1.0)
    first = int(np.flatnonzero(share > OPEN_SHARE)[0])
    slot, calls = np.arange(SLOTS), past.calls.copy()
    calls[:, slot < first] *= 0.0
    calls[np.ix_(~new, (slot >= first) & (slot < first + 2))] *= 0.0
    return Case(Past(past.days, calls), np.tile(slot < first + 2, (7, 1)), 1.0)


CHANGES: dict[str, Change] = {
    "Sunday closes, zeros": on_weekday(-1, 0.0, 0.0),
    "Sunday closes, rows absent": on_weekday(-1, 0.0, np.nan),
    "Saturday falls to a third": on_weekday(0, 1 / 3),
    "closes at 18:00, zeros": closes_at_18,
    "opens an hour earlier": opens_earlier,
}


def _cut(past: Past) -> Past:
    """Leave out the days without rows at the end, as a file does."""
    return past.until(int(np.flatnonzero(past.recorded)[-1]) + 1)


def origins(before: int, every: int) -> Iterator[tuple[str, Past, Past]]:
    """Give each queue and origin: name, past, and the past with the weeks to come."""
    for name, (country, days) in QUEUES.items():
        whole = load(name, country)
        for day in days[::every]:
            origin = calendar.day_number(day, "origin") - int(whole.days.date[0]) - before
            if origin >= LEAST_DAYS and np.nansum(whole.calls[origin - 14 : origin]) > 0:
                yield name, whole.until(origin), whole.until(origin + AHEAD)


def forecast(past: Past, days: Days, model: str) -> tuple[FloatArray, str]:
    """Forecast the last four weeks of some days as the stage does; say with which model."""
    past = without_outages(follow_changes(past)[0])
    name = choose(past, model, 6).name if model == "auto" else model
    ahead = days.part(len(past), len(days))
    return MODELS[name](past, ahead, 6).calls[-AHEAD:], name


def moved(before: FloatArray, after: FloatArray, weekday: np.ndarray) -> tuple[float, float]:
    """How far the calls of a weekday moved at most, and all of them together."""
    sums = [
        np.array([calls[weekday == day].sum() for day in range(7)]) for calls in (before, after)
    ]
    known = sums[0] > LEAST_SHARE * sums[0].sum()
    each = np.abs(sums[1][known] / sums[0][known] - 1)
    return float(each.max()), float(abs(sums[1].sum() / sums[0].sum() - 1))


def judge(model: str, weeks: int, before: int, every: int) -> pd.DataFrame:
    """Judge every change in every queue at every origin: a row for each."""
    rows = []
    for name, past, whole in origins(before, every):
        usual, first = forecast(past, whole.days, model)
        weekday = whole.days.weekday[-AHEAD:]
        new = np.arange(len(past)) >= len(past) - 7 * weeks
        for title, change in CHANGES.items():
            case = change(past, new, zlib.crc32(name.encode()))
            inside = case.changed[weekday]
            expected = usual[inside].sum()
            if not LEAST_SHARE < expected / max(usual.sum(), 1e-9) < 0.5:
                continue  # closed there anyway, or most of the week
            found, second = forecast(case.past, whole.days, model)
            base = expected * (case.left or 1.0)
            off = abs(found[inside].sum() - case.left * expected) / base
            day, total = moved(np.where(inside, 0.0, usual), np.where(inside, 0.0, found), weekday)
            rows.append(
                {
                    "change": title,
                    "queue": name,
                    "followed": off <= FOLLOWED,
                    "day": day,
                    "total": total,
                    "same_model": first == second,
                }
            )
    return pd.DataFrame(rows)


def table(rows: pd.DataFrame) -> str:
    """Write counts by change as a Markdown table."""
    lines = [
        "| change | cases | followed | a weekday moved | all together | median of a weekday |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for title in [*CHANGES, "all"]:
        one = rows if title == "all" else rows[rows["change"] == title]
        counts = [len(one), one["followed"].sum(), *(one[["day", "total"]] > MOVED).sum()]
        cells = " | ".join(str(int(count)) for count in counts)
        lines.append(f"| {title} | {cells} | {100 * one['day'].median():.1f} % |")
    return "\n".join(lines)


def main() -> None:
    """Judge and print."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("--weeks", type=int, default=2, help="of the new pattern")
    asking.add_argument("--before", type=int, default=0, help="days before the usual origins")
    asking.add_argument("--every", type=int, default=1, help="only every N-th origin")
    asking.add_argument("--model", default="combined")
    asked = asking.parse_args()
    if not CALLS.is_dir():
        sys.exit(f"no calls at {CALLS}")
    rows = judge(asked.model, asked.weeks, asked.before, asked.every)
    print(table(rows))
    apart = rows.groupby("queue", sort=False)["day"].apply(lambda days: int((days > MOVED).sum()))
    print("\nby queue: " + ", ".join(f"{queue} {count}" for queue, count in apart.items() if count))
    other = rows[~rows["same_model"]]
    print(f"another model chosen: {len(other)}, of which moved {int((other['day'] > MOVED).sum())}")


if __name__ == "__main__":
    main()
