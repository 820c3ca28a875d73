"""Queues put together: what pooling and agents with several skills could save."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from wfm.errors import InputError, OptionError
from wfm.options.staff import TableOptions
from wfm.staffing.closed import with_dates
from wfm.staffing.demand.pooling import Skills, check_skills, read_groups, skill_bound
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.reading import step_seconds
from wfm.staffing.table import Result, requirement_table
from wfm.units import written

Plan = Callable[[pd.DataFrame], Result]


class Joined(NamedTuple):
    """A forecast whose queues are put together, as it is sized.

    Parameters
    ----------
    frame
        Its rows.
    options
        The options of its dates.
    step
        Length of its intervals [s].
    notes
        What putting together saves.
    """

    frame: pd.DataFrame
    options: TableOptions
    step: float
    notes: list[str]


def joined(forecast: pd.DataFrame, options: TableOptions) -> Joined:
    """Put the queues of a checked forecast together as the options say; see `grouped`."""
    step = step_seconds(forecast, options.interval)
    dated = with_dates(options, forecast["interval_start"])

    def plan(part: pd.DataFrame) -> Result:
        return requirement_table(part, dated, dated.channels or {}, step)

    frame, notes = grouped(forecast, dated.pool, dated.skills, plan)
    return Joined(frame, dated, step, notes)


def grouped(
    frame: pd.DataFrame, pool: bool | str | None, skills: str | None, plan: Plan
) -> tuple[pd.DataFrame, list[str]]:
    """Put the queues of each pool together, and say what pools and skills could save.

    Parameters
    ----------
    frame
        A checked forecast.
    pool, skills
        As `wfm.staffing.staff` takes them.
    plan
        Sizes a forecast.

    Raises
    ------
    OptionError
        The table has no queues, or not these.
    InputError
        Queues to be put together do not cover the same intervals, or are not of one channel.
    """
    if not pool and not skills:
        return frame, []
    if "queue" not in frame:
        raise OptionError("pool" if pool else "skills", "the forecast has no column queue")
    for name in ("agents", "shrinkage"):
        if name in frame:
            raise InputError(
                f"the column {name} belongs to single queues: leave it out to put queues together"
            )
    queues = [str(name) for name in frame["queue"].unique()]
    notes = [_skills(frame, queues, skills, plan)] if skills else []
    parts = []
    left = set(queues)
    for group in read_groups(pool, queues, "pool"):
        together = pooled(frame, group)
        before, after = plan(frame[frame["queue"].isin(group)]), plan(together)
        notes.append(saving(_hours(before), _hours(after), " + ".join(group)))
        parts.append(together)
        left -= set(group)
    if not parts:
        return frame, notes
    if left:
        parts.append(frame[frame["queue"].isin(left)])
    return pd.concat(parts, ignore_index=True), notes


def pooled(forecast: pd.DataFrame, group: tuple[str, ...]) -> pd.DataFrame:
    """Add up queues into one: calls and bands are summed, AHT is weighted by calls.

    Raises
    ------
    InputError
        The queues do not cover the same intervals, or are not of one channel.
    """
    blocks = [forecast[forecast["queue"] == name].reset_index(drop=True) for name in group]
    start = blocks[0]["interval_start"]
    for name, block in zip(group, blocks, strict=True):
        if "channel" in forecast and (block["channel"] != blocks[0]["channel"].iloc[0]).any():
            raise InputError(
                f"queue '{name}' is not of the channel of '{group[0]}': only queues of one channel "
                "can be put together"
            )
        if len(block) != len(start) or not (block["interval_start"] == start).all():
            raise InputError(
                f"queue '{name}' has other intervals than '{group[0]}': only queues with the "
                "same intervals can be pooled"
            )
    calls = np.stack([block["calls"].to_numpy() for block in blocks])
    total = calls.sum(axis=0)
    result = pd.DataFrame({"queue": "+".join(group), "interval_start": start, "calls": total})
    if "aht_seconds" in forecast:
        aht = np.stack([block["aht_seconds"].to_numpy(dtype=float) for block in blocks])
        work = np.where(calls > 0.0, calls * aht, 0.0).sum(axis=0)
        result["aht_seconds"] = np.divide(
            work, total, out=np.full(total.size, np.nan), where=total > 0.0
        )
    for name in ("calls_low", "calls_high"):
        if name in forecast:
            result[name] = np.sum([block[name].to_numpy(dtype=float) for block in blocks], axis=0)
    if "channel" in forecast:
        result["channel"] = blocks[0]["channel"]
    return result


def _skills(frame: pd.DataFrame, queues: list[str], skills: str, plan: Plan) -> str:
    """Say between which bounds agents with several skills lie."""
    kinds = check_skills(read_groups(skills, queues, "skills"), queues)

    def required(names: Skills) -> Floats:
        result = plan(pooled(frame, tuple(sorted(names))))
        agents: Floats = result.frame["agents_required"].to_numpy(dtype=float)
        return agents

    separate = plan(frame)
    fewest = float(skill_bound(required, queues, kinds).sum()) * separate.step / 3600.0
    return (
        f"skills {skills}: at least {fewest:,.1f} agent-hours, nobody counted twice; "
        f"{_hours(separate)['hours']:,.1f} with separate queues"
    )


def _hours(result: Result) -> dict[str, float]:
    """Agent-hours on the phones, and the most agents at a time over all queues."""
    required = result.frame["agents_required"]
    at_a_time = required.groupby(result.frame["interval_start"]).sum()
    return {"hours": float(required.sum()) * result.step / 3600.0, "most": float(at_a_time.max())}


def saving(separate: Mapping[str, float], together: Mapping[str, float], names: str) -> str:
    """Say what pooling saves; both hold agent-hours and the most agents at a time."""
    before, after = separate["hours"], together["hours"]
    share = 1.0 - after / before if before > 0.0 else 0.0
    return (
        f"pooling {names}: {after:,.1f} instead of {before:,.1f} agent-hours ({share:.1%} fewer), "
        f"at most {written(together['most'])} instead of {written(separate['most'])} agents "
        "at a time"
    )
