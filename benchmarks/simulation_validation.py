"""Published results of simulated centres beside ours.

    PYTHONPATH=src python benchmarks/simulation_validation.py
    PYTHONPATH=src python benchmarks/simulation_validation.py --published FILE --format csv

Runs the centres of ../shared/simulation/cases.json (or of ``--cases``) through the kernels of the
simulation, every replication empty at first, and prints each published number with ours: z is the
difference, less the rounding of what was printed, in joint standard errors. Ends with exit code 1
where fewer than 97 % of the numbers are inside the joint 99 % interval, or one is beyond four
standard errors. Of 100 right numbers one is expected outside.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.kernels.centre import Centre, Counted, Kind, Line
from wfm.simulation.kernels.served import ABANDONED, ANSWERED, BLOCKED, CUT_OFF, Calls, Served
from wfm.simulation.kernels.skills import serve

SHARED = Path(__file__).resolve().parents[2] / "shared/simulation"
INSIDE, LARGEST, SHARE = 2.576, 4.0, 0.97
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Key = tuple[str, str]
Figures = dict[Key, tuple[float, float]]


@dataclass(frozen=True)
class Setting:
    """A published centre as the kernel takes it."""

    case: Mapping[str, Any]
    queues: list[str]
    centre: Centre
    staff: Counted

    @property
    def period(self) -> float:
        """Length of a period [s]."""
        return 60.0 * float(self.case["period_minutes"])

    @property
    def periods(self) -> int:
        """Number of periods."""
        return int(self.case["periods"])


@dataclass(frozen=True)
class Replication:
    """The calls of one replication, and what became of them."""

    line: Whole
    period: Whole
    arrival: Floats
    patience: Floats  # until the caller hangs up, messages apart
    busy: Floats  # handling time of those answered
    kind: Whole  # of the agent
    served: Served


def read_setting(case: Mapping[str, Any]) -> Setting:
    """Take a case as it is written."""
    queues = [queue["name"] for queue in case["queues"]]
    groups = [group["name"] for group in case["groups"]]
    routing = case["routing"]
    lines = tuple(
        Line(
            tuple(groups.index(group) for group in routing["groups_for"][queue]),
            "random" if queue in routing.get("random_free_agent", []) else "first",
        )
        for queue in queues
    )
    kinds = tuple(read_kind(group, queues) for group in case["groups"])
    retries = case.get("retrials", {})
    centre = Centre(
        lines,
        kinds,
        trunks=case.get("trunks", math.inf),
        retries=retries.get("share", 0.0),
        retry_after=retries.get("after_s", 0.0),
        closes=case["after_last_period"] == "disconnect",
    )
    moments = [60.0 * case["period_minutes"] * period for period in range(case["periods"] + 1)]
    numbers = [[*group["agents"], group["agents_after"]] for group in case["groups"]]
    return Setting(case, queues, centre, Counted(moments, numbers))


def read_kind(group: Mapping[str, Any], queues: list[str]) -> Kind:
    """Take a group of agents."""
    first = group.get("own_queue_first")
    others = tuple(queues.index(skill) for skill in group["skills"] if skill != first)
    tiers = (others,) if first is None else ((queues.index(first),), others)
    paces = tuple(group.get("service_factor", {}).get(queue, 1.0) for queue in queues)
    return Kind(tiers, paces)


def draw(law: Mapping[str, Any] | None, period: Whole, rng: np.random.Generator) -> Floats:
    """Draw times of one law [s]."""
    if law is None:
        return np.full(period.size, np.inf)
    if law["law"] == "uniform":
        return rng.uniform(law["low_s"], law["high_s"], period.size)
    mean = np.asarray(law["mean_s"], dtype=float)
    times = rng.exponential(1.0, period.size) * (mean if mean.ndim == 0 else mean[period])
    return np.where(rng.random(period.size) < law.get("share_zero", 0.0), 0.0, times)


def replicate(setting: Setting, rng: np.random.Generator) -> Replication:
    """Simulate one day or week."""
    case, length = setting.case, setting.period
    busyness = 1.0
    if "busyness" in case:
        busyness = rng.gamma(case["busyness"]["shape"], 1.0 / case["busyness"]["shape"])
    columns: list[tuple[Floats, Whole, Whole, Floats, Floats]] = []
    for number, queue in enumerate(case["queues"]):
        mean = busyness * np.asarray(queue["calls_per_hour"], dtype=float) * length / 3600.0
        period = np.repeat(np.arange(setting.periods), rng.poisson(mean))
        arrival = length * (period + rng.random(period.size))
        handling = draw(queue["service"], period, rng)
        patience = draw(queue["patience"], period, rng)
        columns.append((arrival, np.full(period.size, number), period, handling, patience))
    order = np.argsort(np.concatenate([part[0] for part in columns]))
    arrival = np.concatenate([part[0] for part in columns])[order]
    line = np.concatenate([part[1] for part in columns])[order]
    period = np.concatenate([part[2] for part in columns])[order]
    handling = np.concatenate([part[3] for part in columns])[order]
    patience = np.concatenate([part[4] for part in columns])[order]
    most = np.minimum(patience, case.get("message_after_s", math.inf))
    calls = Calls(arrival, line, handling, most)
    served = serve(calls, setting.centre, setting.staff, rng.random)
    kind_of = np.repeat(
        np.arange(len(case["groups"])), [max(numbers) for numbers in setting.staff.numbers]
    )
    kind = np.where(served.agent >= 0, kind_of[served.agent], -1)
    paces = np.array([kind.paces for kind in setting.centre.kinds])
    busy = np.where(served.outcome == ANSWERED, handling * paces[kind, line], 0.0)
    return Replication(line, period, arrival, patience, busy, kind, served)


def figures(setting: Setting, one: Replication) -> Figures:
    """Count everything that is published, as numerator and denominator."""
    found: Figures = {}
    every = np.ones(one.line.size, dtype=bool)
    for number, queue in enumerate(setting.queues):
        own = one.line == number
        found |= of_callers(setting, one, own, [number], f"queue={queue}")
        good = own & is_good(setting, one)
        found |= {
            ("in_target", f"queue={queue};period={period + 1}"): (
                float((good & (one.period == period)).sum()),
                1.0,
            )
            for period in range(setting.periods if setting.periods < 100 else 0)
        }
    found |= of_callers(setting, one, every, list(range(len(setting.queues))), "all")
    found |= of_agents(setting, one)
    gone = one.arrival + one.served.wait + one.busy
    found["trunks_busy", "all"] = (
        float((gone - one.arrival).sum()),
        setting.periods * setting.period,
    )
    return found


def is_good(setting: Setting, one: Replication) -> NDArray[np.bool_]:
    """Whether each call was answered within its target."""
    target = np.array([queue["target_s"] for queue in setting.case["queues"]])[one.line]
    good: NDArray[np.bool_] = (one.served.outcome == ANSWERED) & (one.served.wait < target)
    return good


def of_callers(
    setting: Setting, one: Replication, own: NDArray[np.bool_], lines: list[int], of: str
) -> Figures:
    """Count the calls of some queues."""
    case, outcome, wait = setting.case, one.served.outcome, one.served.wait
    target = np.array([queue["target_s"] for queue in case["queues"]])[one.line]
    hours = setting.period / 3600.0
    expected = hours * sum(sum(case["queues"][line]["calls_per_hour"]) for line in lines)
    answered, gave_up = own & (outcome == ANSWERED), own & (outcome == ABANDONED)
    message = gave_up & (one.patience >= case.get("message_after_s", math.inf))
    retried = float((one.served.tries - 1)[own].sum())
    arrived, good = float(own.sum()) + retried, float((own & is_good(setting, one)).sum())
    late = float((gave_up & (wait >= target)).sum())
    abandoned = float(gave_up.sum() - message.sum()) + retried
    number, waited = float(answered.sum()), float(wait[answered].sum())
    counts = {
        "arrived": arrived,
        "retried": retried,
        "answered": number,
        "in_target": good,
        "abandoned": abandoned,
        "messages": float(message.sum()),
        "blocked": float((own & (outcome == BLOCKED)).sum()),
        "disconnected": float((own & (outcome == CUT_OFF)).sum()),
    }
    ratios = {
        "in_target_per_answered": (good, number),
        "in_target_per_answered_or_late": (good, number + late),
        "in_target_per_arrived": (good, arrived),
        "in_target_per_expected": (good, expected),
        "under_target_per_expected": (float((own & (wait < target)).sum()), expected),
        "abandoned_per_expected": (abandoned, expected),
        "wait_s_per_answered": (waited, number),
        "wait_s_of_answered_per_arrived": (waited, arrived),
        "wait_s_per_expected": (float(wait[own].sum()), expected),
        "service_s_per_answered": (float(one.busy[own].sum()), number),
    }
    found = {(name, of): (count, 1.0) for name, count in counts.items()}
    return found | {(name, of): ratio for name, ratio in ratios.items()}


def of_agents(setting: Setting, one: Replication) -> Figures:
    """Count the time of agents, each group and all of them."""
    found: Figures = {}
    hours, close = setting.period, setting.period * setting.periods
    answered = one.served.outcome == ANSWERED
    start = np.where(answered, one.served.start, 0.0)
    end = start + one.busy
    last = max(close, float(end.max(initial=0.0)))
    total = np.zeros(4)
    for kind, group in enumerate(setting.case["groups"]):
        own = answered & (one.kind == kind)
        numbers = np.asarray(setting.staff.numbers[kind], dtype=float)
        scheduled = hours * numbers[:-1].sum()
        over = beyond_duty(start[own], end[own], np.asarray(setting.staff.moments), numbers)
        in_hours = np.clip(np.minimum(end[own], close) - start[own], 0.0, None).sum()
        staffed = scheduled + numbers[-1] * (last - close) + over
        times = np.array([one.busy[own].sum(), in_hours, scheduled, staffed])
        total += times
        found |= of_group(setting, one, own, times, group["name"])
    return found | of_group(setting, one, answered, total, "all")


def of_group(
    setting: Setting, one: Replication, own: NDArray[np.bool_], times: Floats, name: str
) -> Figures:
    """Return the occupancies of a group: its busy time, in hours, and what it is measured by."""
    of = f"group={name}"
    busy, in_hours, scheduled, staffed = times.tolist()
    found = {
        ("occupancy_in_hours", of): (in_hours, scheduled),
        ("occupancy_per_scheduled", of): (busy, scheduled),
        ("occupancy_with_overtime", of): (busy, staffed),
    }
    for line, queue in enumerate(setting.queues):
        on_it = float(one.busy[own & (one.line == line)].sum())
        found["occupancy_with_overtime", f"{of};queue={queue}"] = on_it, staffed
    return found


def beyond_duty(start: Floats, end: Floats, moments: Floats, numbers: Floats) -> float:
    """Time of agents who finish a call although their duty has ended [s]."""
    when = np.concatenate([start, end, moments])
    change = np.concatenate([np.ones(start.size), -np.ones(end.size), np.zeros(moments.size)])
    order = np.argsort(when, kind="stable")
    when, busy = when[order], np.cumsum(change[order])
    place = np.clip(np.searchsorted(moments, when, side="right") - 1, 0, numbers.size - 1)
    surplus = np.maximum(busy - numbers[place], 0.0)[:-1]
    return float((surplus * np.diff(when)).sum())


def compared(
    published: list[dict[str, str]], replications: int, cases: Path
) -> Iterator[dict[str, Any]]:
    """Yield every published number with ours."""
    for case in json.loads(cases.read_text("utf-8"))["cases"]:
        wanted = [row for row in published if row["case"] == case["name"]]
        began, setting, calls = time.process_time(), read_setting(case), 0
        rng = np.random.default_rng(1)
        found: list[Figures] = []
        for _ in range(replications):
            one = replicate(setting, rng)
            found.append(figures(setting, one))
            calls += one.line.size
        seconds = time.process_time() - began
        print(f"{case['name']}: {calls} calls in {seconds:.1f} CPU s", file=sys.stderr)
        if not wanted:
            print_ours(case["name"], found)
        for row in wanted:
            yield beside(row, [each[row["quantity"], row["of"]] for each in found])


def print_ours(case: str, found: list[Figures]) -> None:
    """Print what a case of which nothing is published comes to, of all its queues together."""
    for quantity, of in found[0]:
        top, bottom = np.array([each[quantity, of] for each in found]).mean(axis=0)
        if of == "all" and bottom > 0:
            print(f"{case:10} {quantity:31} {of:36} {'-':>9} {top / bottom:9.6g}", file=sys.stderr)


def beside(row: dict[str, str], ours: list[tuple[float, float]]) -> dict[str, Any]:
    """Set ours beside a published number: a ratio of means, and its standard error."""
    top, bottom = np.array(ours).T
    ratio = top.mean() / bottom.mean()
    error = np.std(top - ratio * bottom, ddof=1) / bottom.mean() / math.sqrt(len(ours))
    theirs = float(row["sd"]) / math.sqrt(float(row["replications"]))
    apart = ratio - float(row["mean"])
    beyond = max(0.0, abs(apart) - float(row["rounding"]))
    joint = math.hypot(error, theirs)
    z = math.copysign(beyond / joint if joint else beyond and math.inf, apart)
    return {
        "case": row["case"],
        "quantity": row["quantity"],
        "of": row["of"],
        "published": row["mean"],
        "ours": f"{ratio:.6g}",
        "ours_se": f"{error:.3g}",
        "published_se": f"{theirs:.3g}",
        "z": f"{z:.2f}",
        "inside": "yes" if abs(z) <= INSIDE else "no",
    }


def main() -> int:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--published", type=Path, default=SHARED / "published.csv")
    parser.add_argument("--cases", type=Path, default=SHARED / "cases.json")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    asked = parser.parse_args()
    for path in (asked.published, asked.cases):
        if not path.is_file():
            print(f"{path}: there is no such file: the published centres are not part of wfm")
            return 3
    with asked.published.open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    rows = []
    writer: Any = None
    for row in compared(published, asked.replications, asked.cases):
        rows.append(row)
        if asked.format == "csv":
            writer = writer or csv.DictWriter(sys.stdout, row, lineterminator="\n")
            if len(rows) == 1:
                writer.writeheader()
            writer.writerow(row)
        else:
            print(
                f"{row['case']:10} {row['quantity']:31} {row['of']:36} {row['published']:>9} "
                f"{row['ours']:>9} ± {row['ours_se']:8} z {row['z']:>5}"
                + ("  OUTSIDE" if row["inside"] == "no" else "")
            )
    inside = sum(row["inside"] == "yes" for row in rows) / max(len(rows), 1)
    largest = max((abs(float(row["z"])) for row in rows), default=0.0)
    print(
        f"{inside:.1%} of {len(rows)} numbers inside the joint 99 % interval, "
        f"largest z {largest:.2f}",
        file=sys.stderr,
    )
    return int(inside < SHARE or largest > LARGEST)


if __name__ == "__main__":
    raise SystemExit(main())
