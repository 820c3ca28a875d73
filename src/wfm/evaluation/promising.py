"""What is said about simulated weeks: what is assumed, and whether the promise is kept."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.evaluation.simulated import Promise, Simulation
from wfm.simulation.draws import Demand
from wfm.units import written
from wfm.work.wording import counted

Floats = NDArray[np.float64]
_MOST_NAMED = 3
_OTHERS = {
    "sl_offered": "of calls offered",
    "sl_answered": "of those answered",
    "sl_virtual": "had nobody hung up",
    "sl_excl_short": "without short hang-ups",
}


def assumed(demand: Demand, absent: Floats) -> str:
    """Say in a line what is assumed, and what is left out."""
    handling, patience = demand.handling[0], demand.patience[0]
    parts = ["Poisson calls at rates that vary inside the interval"]
    if (demand.day_cv > 0).any():
        parts.append(f"days that vary by {demand.day_cv.mean():.2g}")
    if handling.times:
        parts.append(f"handling times spread as {counted(len(handling.times), 'call')} of a file")
    elif handling.cv is None:
        parts.append("exponential handling times")
    else:
        parts.append(f"lognormal handling times (CV {handling.cv:g})")
    if patience.mean < np.inf:
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


def told(found: Simulation, promise: Promise) -> Iterator[str]:
    """Yield the figures of the whole in a few lines."""
    whole = found.total
    if found.kept is not None and promise.target is not None:
        share, low, high = found.kept
        within = f"{100 * promise.target:.4g} % within {promise.threshold:g} s"
        yield (
            f"promise: {within} over the week is kept with a probability of {share:.3f} "
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
        + f"occupancy {whole['occupancy']:.3f}"
    )
    yield from _missing(found)
    if pd.notna(whole["formula"]):
        off = whole["formula_off"]
        than = f"{abs(off):.3f} {'more' if off >= 0 else 'less'} than simulated"
        yield f"the formula says {whole['formula']:.3f}: {than}"
    for row in found.changes.iloc[1:].to_dict("records"):
        kept = "" if pd.isna(row["kept"]) else f", kept with {row['kept']:.2f}"
        yield (
            f"{row['change']}: service level {row['difference']:+.3f} "
            f"({row['difference_low']:+.3f} to {row['difference_high']:+.3f}){kept}"
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
    named = [
        f"{start:%a %Y-%m-%d %H:%M} ({level:.2f}, in {1 - kept:.0%} of the weeks)"
        for start, level, kept in zip(
            worst["interval_start"], worst["service_level"], worst["kept"], strict=True
        )
    ][:_MOST_NAMED]
    yield (
        f"{counted(len(often), 'interval')} of {len(table):,d} "
        f"miss{'es' * (len(often) == 1)} the target in more than half of the weeks: "
        f"{', '.join(named)}{', ...' * (len(often) > _MOST_NAMED)}"
    )
