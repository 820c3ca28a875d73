"""Planning every channel of a forecast, and writing the requirement."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.options.channel import ChannelOptions, Channels
from wfm.staffing.bindings import BINDINGS, CLOSED
from wfm.staffing.channels import place, read_channels
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.one_channel import Intervals, Plan, plan_channel, volume_cv
from wfm.staffing.options import FORECAST_BAND, Options
from wfm.staffing.reading import read_intervals
from wfm.units import MOST_AGENTS, written


@dataclass(frozen=True)
class Result:
    """The requirement, not yet rounded, and what has to be said about it."""

    frame: pd.DataFrame
    step: float
    notes: list[str]
    warnings: list[str]


def requirement_table(
    frame: pd.DataFrame,
    base: ChannelOptions,
    channels: Channels,
    step: float,
) -> Result:
    """Plan every channel of a checked forecast."""
    rows = read_intervals(frame, step)
    result = _Columns(len(frame))
    notes: list[str] = []
    warnings: list[str] = []
    groups = read_channels(frame, base, channels)
    idle: Floats | None = None
    instant = np.zeros(0, dtype=np.intp)
    for name, (options, where) in groups.items():
        if options.fill_idle and idle is None:
            _, instant = np.unique(frame["interval_start"].to_numpy(), return_inverse=True)
            idle = _idle(result, instant, options.target.max_occupancy)
        prefix = f"{name}: " if name else ""
        notes.append(prefix + describe(options, rows.of(where)))
        for block in _blocks(where, rows.first) if options.fill_idle else [where]:
            room = idle[instant[block]] if idle is not None and options.fill_idle else None
            _refuse_too_much(frame, block, rows, options)
            plan = plan_channel(rows.of(block), options, room)
            _refuse_hopeless(frame, block, plan, options)
            _refuse_too_many(frame, block, plan)
            result.put(block, plan, options)
            if plan.remark:
                notes[-1] += "; " + plan.remark
            warnings += [prefix + line for line in plan.notes]
            if idle is not None:
                np.subtract.at(idle, instant[block], plan.filled)
    return Result(result.frame(frame, rows), step, notes, warnings)


def describe(options: Options, rows: Intervals) -> str:
    """Say the targets in force and the other choices that decide the result."""
    judged = options.given is not None or not np.isnan(rows.agents).any()
    parts = _aims(options, judged=judged)
    if np.isnan(rows.shrinkage).any():
        parts.append(options.shrinkage.describe(rows.week_minute))
    else:
        parts.append("shrinkage of the table")
    if options.least:
        parts.append(f"at least {options.least} agents while open")
    if np.isfinite(options.most):
        parts.append(f"at most {options.most:g} agents")
    if options.open_text is not None:
        parts.append(f"open {options.open_text}")
    if options.closed:
        parts.append("closed on " + ", ".join(day.isoformat() for day in options.closed))
    if options.volume_cv is not None and options.response is None and options.model.waits:
        parts.append(f"volume uncertain (cv {_cv_words(options, rows)})")
    return "; ".join(parts)


def _aims(options: Options, *, judged: bool) -> list[str]:
    if options.response is not None:
        idle = ", idle agents of the other queues first" if options.fill_idle else ""
        return [f"work done within {options.response / 3600.0:g} h of opening hours{idle}"]
    if not options.model.waits:
        return [f"{options.name} at an occupancy of {options.target.max_occupancy:g}"]
    aims = [f"targets: {options.target.describe(options.definition)}"]
    if judged:
        aims = [f"a given staff, service level within {options.target.threshold:g} s"]
    return aims + options.model.words(options.name)


def _cv_words(options: Options, rows: Intervals) -> str:
    """Say the coefficient of variation, or what the band makes of it."""
    cv = volume_cv(rows, options)
    if options.volume_cv != FORECAST_BAND or cv is None:
        return f"{options.volume_cv}"
    mean = float((cv * rows.calls).sum() / max(float(rows.calls.sum()), 1e-300))
    return f"{mean:.3g} on average, from the forecast's band of {options.band_level:.0%}"


class _Columns:
    """The result's columns, filled channel by channel."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.columns: dict[str, Any] = {}

    def put(self, where: np.ndarray, plan: Plan, options: Options) -> None:
        """Take in the plan of some rows; what covers all rows is not copied."""
        need = plan.need
        parts: dict[str, Any] = {
            "agents_required": need.agents,
            "agents_scheduled": plan.scheduled,
            "workload": plan.workload,  # for what-if; no column of the requirement
            "binding": need.binding,
            "service_level": need.service_level,
            "asa_seconds": need.asa,
            "occupancy": need.occupancy,
        }
        if options.model.hangs_up:
            parts["abandonment"] = need.abandonment
        if options.model.most_lines < np.inf:
            parts["blocked"] = need.blocked
        if options.response is not None:
            parts["backlog"] = plan.backlog
        for name, part in parts.items():
            if where.size == self.size:
                self.columns[name] = part
                continue
            if name not in self.columns:
                empty = np.nan if part.dtype.kind == "f" else 0
                self.columns[name] = np.full(self.size, empty, dtype=part.dtype)
            self.columns[name][where] = part

    def frame(self, forecast: pd.DataFrame, rows: Intervals) -> pd.DataFrame:
        """Put the columns beside the forecast's."""
        binding = np.array(BINDINGS, dtype=object)[self.columns.pop("binding")]
        return forecast.drop(columns=["agents", "shrinkage"], errors="ignore").assign(
            load_erlangs=rows.load, **self.columns, binding=binding
        )


def _blocks(where: np.ndarray, first: np.ndarray) -> list[np.ndarray]:
    """Split rows into their queues."""
    return np.split(where, np.flatnonzero(first[where])[1:])


def _idle(result: _Columns, instant: np.ndarray, cap: float) -> Floats:
    """Load that all agents planned so far could take on at each instant [erlang]."""
    if not result.columns:
        return np.zeros(int(instant.max()) + 1)
    agents = np.nan_to_num(result.columns["agents_required"])
    busy = np.nan_to_num(result.columns["occupancy"]) * agents
    is_open = result.columns["binding"] != CLOSED
    free = np.where(is_open, np.maximum(agents * cap - busy, 0.0), 0.0)
    return np.bincount(instant, weights=free).astype(float)


def _refuse_hopeless(frame: pd.DataFrame, where: np.ndarray, plan: Plan, options: Options) -> None:
    hopeless = np.flatnonzero(plan.need.hopeless)
    if hopeless.size:
        raise InputError(
            f"{place(frame, int(where[hopeless[0]]))}: with {options.model.most_lines:.0f} lines "
            "no number of agents meets the targets: give more lines or lower targets"
        )


def _refuse_too_much(
    frame: pd.DataFrame, where: np.ndarray, rows: Intervals, options: Options
) -> None:
    """Refuse a load that the model cannot size."""
    load = options.model.heaviest_load(rows.load, rows.calls / rows.step, rows.aht)
    beyond = where[load[where] > MOST_AGENTS]
    if beyond.size:
        row = int(beyond[0])
        raise InputError(
            f"{place(frame, row)}: {written(rows.calls[row])} calls of {written(rows.aht[row])} s "
            f"come to {load[row]:,.6g} erlangs: more than {written(MOST_AGENTS)} are not planned"
        )


def _refuse_too_many(frame: pd.DataFrame, where: np.ndarray, plan: Plan) -> None:
    """Refuse agents that no table of agents takes."""
    beyond = np.flatnonzero(~(np.nan_to_num(plan.scheduled) <= MOST_AGENTS))
    if beyond.size:
        row = int(where[beyond[0]])
        raise InputError(
            f"{place(frame, row)}: {plan.scheduled[beyond[0]]:,.6g} agents: more than "
            f"{written(MOST_AGENTS)} are not planned: see the targets and the shrinkage"
        )
