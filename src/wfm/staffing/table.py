"""Between tables and arrays: reading a forecast's rows, and writing the requirement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wfm import tables, timestamps, units
from wfm.errors import InputError, OptionError
from wfm.staffing.channels import Channels, place, read_channels
from wfm.staffing.erlang import offered_load
from wfm.staffing.erlang_a import SL_DEFINITIONS
from wfm.staffing.erlang_b import Floats
from wfm.staffing.models import Chat, Patience
from wfm.staffing.options import FORECAST_BAND, Options
from wfm.staffing.plan import (
    Intervals,
    Plan,
    plan_channel,
    says_abandonment,
    says_blocking,
    volume_cv,
)
from wfm.staffing.requirement import BINDINGS, CLOSED
from wfm.staffing.targets import MOST_AGENTS

# Far above any call centre, and far below where doubles stop counting agents one by one; chats and
# limited lines are added up state by state, which takes its time.
_MOST_ERLANGS = 1e9
_MOST_IN_STATES = 1e7
_LEAST_AHT, _MOST_AHT = 1e-6, 1e9  # beyond these it is no time that anybody took [s]


@dataclass(frozen=True)
class Result:
    """The requirement, not yet rounded, and what has to be said about it."""

    frame: pd.DataFrame
    step: float
    notes: list[str]
    warnings: list[str]


def requirement_table(
    frame: pd.DataFrame,
    base: Mapping[str, Any],
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
    if options.volume_cv is not None and options.response is None and options.name != "workload":
        parts.append(f"volume uncertain (cv {_cv_words(options, rows)})")
    return "; ".join(parts)


def _aims(options: Options, *, judged: bool) -> list[str]:
    if options.response is not None:
        idle = ", idle agents of the other queues first" if options.fill_idle else ""
        return [f"work done within {options.response / 3600.0:g} h of opening hours{idle}"]
    if options.name == "workload":
        return [f"workload at an occupancy of {options.target.max_occupancy:g}"]
    aims = [f"targets: {options.target.describe(options.definition)}"]
    if judged:
        aims = [f"a given staff, service level within {options.target.threshold:g} s"]
    return aims + _model_words(options)


def _cv_words(options: Options, rows: Intervals) -> str:
    """Say the coefficient of variation, or what the band makes of it."""
    cv = volume_cv(rows, options)
    if options.volume_cv != FORECAST_BAND or cv is None:
        return f"{options.volume_cv}"
    mean = float((cv * rows.calls).sum() / max(float(rows.calls.sum()), 1e-300))
    return f"{mean:.3g} on average, from the forecast's band of {options.band_level:.0%}"


def _model_words(options: Options) -> list[str]:
    """Say the model and the service level that is meant, wherever that is not plain Erlang C."""
    model = options.model
    if isinstance(model, Chat):
        return [f"chats, up to {len(model.times)} at a time per agent"]
    if not isinstance(model, Patience):
        return []
    lines = f" with {model.lines:.0f} lines" if says_blocking(options) else ""
    again = f" and {model.redial:g} of the lost call again" if model.redial else ""
    meaning = SL_DEFINITIONS[options.definition]
    return [f"{options.name}{lines}{again}, service level '{options.definition}' = {meaning}"]


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
        if says_abandonment(options):
            parts["abandonment"] = need.abandonment
        if says_blocking(options):
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
        lines = getattr(options.model, "lines", np.inf)
        raise InputError(
            f"{place(frame, int(where[hopeless[0]]))}: with {lines:.0f} lines no number of agents "
            "meets the targets: give more lines or lower targets"
        )


def read_intervals(frame: pd.DataFrame, step: float) -> Intervals:
    """Take the arrays out of a checked forecast.

    Raises
    ------
    InputError
        There are calls without a handling time, a shrinkage of 1, more agents than can be counted,
        or a band with its ends in the wrong order.
    """
    calls = frame["calls"].to_numpy()
    clock = timestamps.wall_clock(frame["interval_start"])
    minute = clock.astype("datetime64[m]").astype(np.int64)
    queue = frame["queue"].to_numpy() if "queue" in frame else np.zeros(len(frame))
    first = np.append(True, queue[1:] != queue[:-1])
    aht = _handling_time(frame, first)
    missing = np.full(len(frame), np.nan)

    def column(name: str) -> Floats:
        return frame[name].to_numpy(dtype=float) if name in frame else missing

    def refuse(wrong: np.ndarray, what: str) -> None:
        if wrong.any():
            raise InputError(f"{place(frame, int(np.flatnonzero(wrong)[0]))}, column {what}")

    low, high = column("calls_low"), column("calls_high")
    agents, share = column("agents"), column("shrinkage")
    refuse(low > high, "calls_low: it is above calls_high")
    refuse(agents > MOST_AGENTS, f"agents: more than {MOST_AGENTS:g} cannot be judged")
    refuse(share >= 1.0, "shrinkage: 1 leaves nobody on the phones: it must be below 1")
    # day 0 of datetime64 was a Thursday
    return Intervals(
        step=step, calls=calls, aht=aht, load=offered_load(calls, aht, step), first=first,
        week_minute=((minute + 3 * 1440) % (7 * 1440)).astype(np.intp), day=minute // 1440,
        low=low, high=high, agents=agents, shrinkage=share,
    )  # fmt: skip


def step_seconds(frame: pd.DataFrame, interval: float | str | None) -> float:
    """Length of an interval [s], from the table or, for one row, from the option."""
    if interval is None:
        return 60.0 * tables.step_minutes(frame)
    given = units.seconds(interval, "interval")
    if given / 60.0 not in tables.STEPS_MINUTES:
        raise OptionError("interval", f"{interval} is not 15m, 30m or 60m")
    found = 60.0 * tables.step_minutes(frame, default=int(given // 60))
    if found != given:
        raise OptionError(
            "interval", f"{interval}, but the forecast's rows are {found / 60:g} minutes apart"
        )
    return found


def _handling_time(frame: pd.DataFrame, first: np.ndarray) -> Floats:
    """AHT of each row [s]; without calls it may be missing: the queue's last one before, or 1.

    Calls still in progress in a quiet interval last as long as those that arrived before.
    """
    calls = frame["calls"].to_numpy()
    if "aht_seconds" in frame:
        aht = frame["aht_seconds"].to_numpy(dtype=float)
    else:
        aht = np.full(len(frame), np.nan)
    usable = (aht >= _LEAST_AHT) & (aht <= _MOST_AHT)
    wrong = np.flatnonzero((calls > 0.0) & ~usable)
    if wrong.size:
        value = aht[wrong[0]]
        given = "missing" if np.isnan(value) else f"{value:g}"
        limit = f" and at most {_MOST_AHT:g}" if value > _MOST_AHT else ""
        raise InputError(
            f"{place(frame, int(wrong[0]))}, column aht_seconds: it is {given} although "
            f"there are calls: give the average handling time in seconds, above 0{limit}"
        )
    if usable.all():
        return aht
    rows = np.arange(aht.size)
    last = np.maximum.accumulate(np.where(usable, rows, -1))
    start = np.maximum.accumulate(np.where(first, rows, 0))
    return np.where(last >= start, aht[last], 1.0)


def _refuse_too_much(
    frame: pd.DataFrame, where: np.ndarray, rows: Intervals, options: Options
) -> None:
    """Refuse a load that the model cannot size."""
    in_states = isinstance(options.model, Chat) or says_blocking(options)
    most = _MOST_IN_STATES if in_states else _MOST_ERLANGS
    load = rows.load
    if isinstance(options.model, Chat):
        times = max(options.model.times) * (rows.aht if options.model.multiples else 1.0)
        load = rows.calls / rows.step * times
    beyond = where[load[where] > most]
    if beyond.size:
        row = int(beyond[0])
        what = "with chats or limited lines more than" if in_states else "more than"
        raise InputError(
            f"{place(frame, row)}: {rows.calls[row]:g} calls of {rows.aht[row]:g} s come to "
            f"{load[row]:g} erlangs: {what} {most:g} cannot be sized"
        )
