"""What is said about simulated weeks: what is assumed, and whether the promise is kept."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.evaluation.queues import Queue
from wfm.evaluation.simulated import Promise, Simulation
from wfm.options.simulate import FEWEST_SKILLS
from wfm.simulation.draws import Demand
from wfm.units import written
from wfm.work.wording import counted

Floats = NDArray[np.float64]
_MOST_NAMED = 3
# Where everybody answers every queue, and where everybody answers one.
_ENDS = ("pooled", "separate")
_OTHERS = {
    "sl_offered": "of calls offered",
    "sl_answered": "of those answered",
    "sl_virtual": "had nobody hung up",
    "sl_excl_short": "without short hang-ups",
}


def assumed(demand: Demand, absent: Floats) -> str:
    """Say in a line what is assumed, and what is left out."""
    handling, patience = demand.handling[0], demand.patience[0]
    waits = {each.mean for each in demand.patience}
    parts = ["Poisson calls at rates that vary inside the interval"]
    if (demand.day_cv > 0).any():
        parts.append(f"days that vary by {demand.day_cv.mean():.2g}")
    if handling.times:
        parts.append(f"handling times spread as {counted(len(handling.times), 'call')} of a file")
    elif handling.cv is None:
        parts.append("exponential handling times")
    else:
        parts.append(f"lognormal handling times (CV {handling.cv:g})")
    if len(waits) > 1:
        pairs = zip(demand.queues, demand.patience, strict=True)
        listed = [f"{name} {_for_long(each.mean)}" for name, each in pairs]
        parts.append(f"callers who wait on average: {', '.join(listed)}")
    elif patience.mean < np.inf:
        parts.append(f"callers who wait {written(patience.mean)} s on average")
    else:
        parts.append("callers who wait for ever")
    if patience.share_zero:
        parts.append(f"{patience.share_zero:.3g} of them not at all")
    if absent.any():
        parts.append(f"{absent.mean():.1%} of the agents absent, drawn by agent and day")
    else:
        parts.append("nobody absent")
    return (
        f"assumed: {', '.join(parts)}; a call in hand is finished, and shortens the meal after it; "
        "left out: agents' own speed and adherence, transfers, days that depend on one another"
    )


def _for_long(seconds: float) -> str:
    return "for ever" if seconds == np.inf else f"{written(seconds)} s"


def routed(queues: Sequence[Queue], who_answers: str) -> Iterator[str]:
    """Say in a line which call an agent takes, and which agent a call."""
    if len(queues) == 1:
        return
    first = sorted({queue.priority for queue in queues})
    parts = []
    if len(first) > 1:
        tiers = [" and ".join(q.name for q in queues if q.priority == each) for each in first]
        parts.append(f"{' before '.join(tiers)}, then who waits longest")
    else:
        parts.append("who waits longest is answered first")
    parts += [
        f"{queue.name} flows over to agents of {' and '.join(queue.overflow_to)}"
        + (f" after {queue.overflow_after:g} s" if queue.overflow_after else "")
        for queue in queues
        if queue.overflow_to
    ]
    whom = "who has been free longest"
    if who_answers == FEWEST_SKILLS:
        whom = "one with the fewest skills"
    yield f"routing: {'; '.join(parts)}; of several free agents {whom} answers"


def told(found: Simulation, promises: Sequence[Promise]) -> Iterator[str]:
    """Yield the figures of the whole in a few lines."""
    whole, promise = found.total, promises[0]
    if found.kept is not None:
        share, low, high = found.kept
        what = "every queue keeps its own over the week"
        if len(promises) == 1:
            what = f"{_within(promise)} over the week is kept"
        yield (
            f"promise: {what} with a probability of {share:.3f} "
            f"({low:.3f} to {high:.3f}), of {counted(found.weeks, 'simulated week')}"
        )
    if pd.isna(whole["service_level"]):
        yield "nobody calls: there is no service level"
        return
    own, hang_up = f"sl_{promise.definition}", bool(whole["abandonment"])
    others = [
        f"{whole[name]:.3f} {words}"
        for name, words in _OTHERS.items()
        if hang_up and name != own and pd.notna(whole[name])
    ]
    yield (
        f"service level {_with_ends(whole, 'service_level', '.3f')} {_OTHERS[own]}"
        f"{'; ' * bool(others)}{', '.join(others)}"
    )
    yield (
        f"speed of answer {_with_ends(whole, 'asa_seconds', '.1f')} s, 9 of 10 within "
        f"{whole['wait_90_seconds']:.0f} s, longest wait {whole['longest_seconds']:.0f} s; "
        + f"{whole['abandonment']:.1%} hang up; " * hang_up
        + _blocked(whole)
        + f"occupancy {whole['occupancy']:.3f}"
    )
    if len(promises) > 1:
        yield from _by_queue(found, promises)
        yield from _two_ends(found)
    yield from _missing(found)
    if pd.notna(whole["formula"]):
        off = whole["formula_off"]
        than = f"{abs(off):.3f} {'more' if off >= 0 else 'less'} than simulated"
        yield f"the formula says {whole['formula']:.3f}: {than}"
    for row in found.changes.iloc[1:].to_dict("records"):
        if row["change"] in _ENDS:
            continue
        kept = "" if pd.isna(row["kept"]) else f", kept with {row['kept']:.2f}"
        yield (
            f"{row['change']}: service level {row['difference']:+.3f} "
            f"({row['difference_low']:+.3f} to {row['difference_high']:+.3f}){kept}"
        )


def _blocked(whole: pd.Series) -> str:
    """Say how many find all lines taken, where any do."""
    share = whole.get("blocked", 0.0)
    return f"{share:.1%} find all lines taken; " if share > 0.0 else ""


def _within(promise: Promise) -> str:
    return f"{100 * (promise.target or 0):.4g} % within {promise.threshold:g} s"


def _by_queue(found: Simulation, promises: Sequence[Promise]) -> Iterator[str]:
    """Yield a line for each queue."""
    rows = found.by("total").iloc[1:].to_dict("records")
    for row, promise in zip(rows, promises, strict=True):
        if pd.isna(row["service_level"]):
            yield f"{row['queue']}: nobody calls"
            continue
        kept = ""
        if promise.target is not None:
            kept = f", {_within(promise)} kept with {row['kept']:.2f}"
        gone = f", {row['abandonment']:.1%} hang up" if row["abandonment"] else ""
        yield (
            f"{row['queue']}: service level {row['service_level']:.3f} "
            f"({row['service_level_low']:.3f} to {row['service_level_high']:.3f}){kept}, speed of "
            f"answer {row['asa_seconds']:.1f} s{gone}"
        )


def _two_ends(found: Simulation) -> Iterator[str]:
    """Say what everybody with all skills, and everybody with one, would achieve."""
    rows = {row["change"]: row for row in found.changes.to_dict("records")}
    ends = [rows[name] for name in _ENDS if name in rows]
    if not ends:
        return
    # On the weeks on which the ends were simulated.
    planned = ends[0]["service_level"] - ends[0]["difference"]
    levels = [rows[name]["service_level"] if name in rows else planned for name in _ENDS]
    yield (
        f"pooled {levels[0]:.3f}, as skilled {planned:.3f}, separate {levels[1]:.3f}: service "
        f"level of all queues on the same calls of {counted(ends[0]['weeks'], 'week')}, where "
        "everybody answers every queue, those that they know, or one of them"
    )


def _with_ends(row: pd.Series, name: str, how: str) -> str:
    """Write an estimate with its interval, where it has one."""
    value, low, high = (row[name], row[f"{name}_low"], row[f"{name}_high"])
    if pd.isna(value):
        return "unknown"
    return f"{value:{how}}" if pd.isna(low) else f"{value:{how}} ({low:{how}} to {high:{how}})"


def _missing(found: Simulation) -> Iterator[str]:
    """Name the intervals that miss the target most often."""
    table = found.intervals
    often = table[table["kept"] < 0.5]
    if often.empty:
        return
    worst = often.sort_values(["kept", "calls"], ascending=[True, False], kind="stable")
    queues = [""] * len(worst)
    if len(found.by("total")) > 1:
        queues = [f"{name} " for name in worst["queue"]]
    named = [
        f"{queue}{start:%a %Y-%m-%d %H:%M} ({level:.2f}, in {1 - kept:.0%} of the weeks)"
        for queue, start, level, kept in zip(
            queues, worst["interval_start"], worst["service_level"], worst["kept"], strict=True
        )
    ][:_MOST_NAMED]
    yield (
        f"{counted(len(often), 'interval')} of {len(table):,d} "
        f"miss{'es' * (len(often) == 1)} the target in more than half of the weeks: "
        f"{', '.join(named)}{', ...' * (len(often) > _MOST_NAMED)}"
    )
