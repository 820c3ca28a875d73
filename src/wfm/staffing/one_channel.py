"""From demand and options to agents, for one channel: arrays in, arrays and words out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wfm.errors import OptionError
from wfm.staffing.bindings import CLOSED, MINIMUM, RESPONSE
from wfm.staffing.demand import opening_hours
from wfm.staffing.demand.backlog import level_work
from wfm.staffing.demand.lag import load_in_system, worth_having
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.formulas.fewest_agents import ceiling
from wfm.staffing.models.model import Codes
from wfm.staffing.options import FORECAST_BAND, Options
from wfm.staffing.sizing.bracketing import FRACTIONS
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.requirement import Requirement, judge_given, size
from wfm.staffing.sizing.uncertain import band_cv
from wfm.units import written


@dataclass(frozen=True)
class Intervals:
    """The rows of a forecast as arrays.

    Parameters
    ----------
    step
        Length of an interval. [s]
    calls, aht, load
        Demand; AHT is above zero everywhere. [-, s, erlang]
    first
        Whether a row is the first of its queue.
    week_minute
        Minutes since Monday 00:00 by the wall clock.
    day
        Date by the wall clock, as days since 1970.
    low, high
        The forecast's band.
    agents, shrinkage
        Given staff and share of paid time lost; NaN where not given.
    """

    step: float
    calls: Floats
    aht: Floats
    load: Floats
    first: npt.NDArray[np.bool_]
    week_minute: npt.NDArray[np.intp]
    day: npt.NDArray[np.int64]
    low: Floats
    high: Floats
    agents: Floats
    shrinkage: Floats

    def of(self, rows: npt.NDArray[np.intp]) -> "Intervals":
        """Take some of the rows; all of them are not copied."""
        if rows.size == self.calls.size:
            return self
        values = [getattr(self, name) for name in self.__dataclass_fields__ if name != "step"]
        return Intervals(self.step, *(value[rows] for value in values))


@dataclass
class Plan:
    """What a channel needs, a word on how it was sized, and what has to be said about it.

    `workload` is what `scheduled` is before it is rounded up to whole people.
    """

    need: Requirement
    workload: Floats
    scheduled: Floats
    backlog: Floats
    filled: Floats
    remark: str
    notes: list[str]


def plan_channel(rows: Intervals, options: Options, idle: Floats | None = None) -> Plan:
    """Size, or judge, the intervals of the queues of one channel.

    Parameters
    ----------
    rows
        The intervals, queue after queue.
    options
        What to do.
    idle
        Load that idle agents of other channels could take on. [erlang]
    """
    is_open = open_intervals(rows, options)
    if options.response is not None:
        plan = _plan_backlog(rows, options, is_open, idle)
    else:
        plan = _plan_queue(rows, options, is_open)
    share = shrinkage_of(rows, options)
    plan.workload = plan.need.agents / (1.0 - share)
    plan.scheduled = _rounded_up(plan.workload, options)
    lost = float(rows.calls[~is_open].sum())
    if lost > 0.0 and options.response is None:
        plan.notes.append(
            f"{written(lost)} calls are forecast in closed intervals: nobody answers them"
        )
    return plan


def _rounded_up(agents: Floats, options: Options) -> Floats:
    """Round a quotient up to whole agents, or to the fractions that may be answered."""
    if options.fractional:
        return np.asarray(ceiling(agents * FRACTIONS) / FRACTIONS)
    return ceiling(agents)


def open_intervals(rows: Intervals, options: Options) -> npt.NDArray[np.bool_]:
    """Whether each interval starts inside the opening hours and on no closed date."""
    is_open = np.ones(rows.calls.size, dtype=bool)
    if options.week is not None:
        is_open = opening_hours.open_at(options.week, 0, rows.week_minute)
    if options.closed:
        closed = np.array(options.closed, dtype="datetime64[D]").astype(np.int64)
        is_open &= ~np.isin(rows.day, closed)
    return is_open


def shrinkage_of(rows: Intervals, options: Options) -> Floats:
    """Share of paid time lost in each interval: the table's own, or the options'."""
    share = options.shrinkage.total(rows.week_minute)
    return np.where(np.isnan(rows.shrinkage), share, rows.shrinkage)


def _plan_queue(rows: Intervals, options: Options, is_open: npt.NDArray[np.bool_]) -> Plan:
    load = np.where(is_open, rows.load, 0.0)
    remark = ""
    if options.lag == "auto":
        remark = "sized for the load that arrives: no call is as long as a quarter of an interval"
    if options.lag == "mol" or (options.lag == "auto" and worth_having(rows.aht, load, rows.step)):
        load = load_in_system(load, rows.aht, rows.step, rows.first, peak=options.peak == "max")
        of_load = "highest" if options.peak == "max" else "mean"
        remark = f"sized for the {of_load} load in the system during each interval"
    minimum = np.where(is_open, float(options.least), np.nan)
    demand = Demand(load, rows.aht, minimum, options.most, volume_cv(rows, options))
    given = rows.agents if options.given is None else np.full(load.size, options.given)
    if np.isnan(given).all():
        need = size(demand, options.target, options.model, fractional=options.fractional)
    else:
        need = judge_given(given, demand, options.model)
        remark = "; ".join(part for part in (remark, _achieved(rows, need)) if part)
    quiet = rows.calls == 0.0
    need.service_level[quiet] = need.asa[quiet] = np.nan
    empty = np.full(load.size, np.nan)
    return Plan(need, empty, empty, empty, np.zeros(load.size), remark, _room(rows, options, need))


def _achieved(rows: Intervals, need: Requirement) -> str:
    """Say what a given staff achieves in all, every call counted once."""
    asked = (rows.calls > 0.0) & ~np.isnan(need.service_level)
    if not asked.any():
        return ""
    calls = rows.calls[asked]
    level = float((need.service_level[asked] * calls).sum() / calls.sum())
    line = f"it achieves a service level of {level:.4g} over {calls.sum():.0f} calls"
    growing = int(np.isnan(need.asa[asked]).sum())
    if growing:
        line += f"; in {growing} of {rows.calls.size} intervals it cannot keep up with the load"
    return line


def volume_cv(rows: Intervals, options: Options) -> Floats | None:
    """Coefficient of variation of each interval's volume; None: it is certain.

    Raises
    ------
    OptionError
        It is to come from the forecast's band, and the forecast has none.
    """
    if options.volume_cv is None or not options.model.waits:
        return None
    if options.volume_cv == FORECAST_BAND:
        if np.isnan(rows.low).all() or np.isnan(rows.high).all():
            raise OptionError(
                "volume_cv", "the forecast has no band: it needs columns calls_low and calls_high"
            )
        return band_cv(rows.calls, rows.low, rows.high, options.band_level)
    return np.full(rows.calls.size, float(options.volume_cv))


def _room(rows: Intervals, options: Options, need: Requirement) -> list[str]:
    """Say what a maximum of agents costs in service."""
    short = need.wanted > need.agents
    if not short.any():
        return []
    calls = rows.calls[short]
    line = (
        f"max_agents {options.most:g} is up to {written((need.wanted - need.agents).max())} agents "
        f"short in {int(short.sum())} intervals with {written(calls.sum())} calls"
    )
    level = need.service_level[short]
    if calls.sum() > 0.0 and not np.isnan(level).all():
        mean = round(float(np.nansum(level * calls) / calls.sum()), 6)
        late = float(np.nansum((1.0 - level) * calls))
        line += f": service level {mean:.4g} there, {late:.0f} of these calls late or lost"
    return [line]


def _plan_backlog(
    rows: Intervals, options: Options, is_open: npt.NDArray[np.bool_], idle: Floats | None
) -> Plan:
    """Plan work that can wait: levelled within its response time, queue by queue."""
    assert options.response is not None
    response = int(min(options.response // rows.step, rows.load.size + 1.0))
    own, filled, left = np.zeros((3, rows.load.size))
    starts = np.flatnonzero(rows.first)
    for start, end in zip(starts, np.append(starts[1:], rows.load.size), strict=True):
        block = slice(start, end)
        room = None if idle is None else idle[block]
        work = rows.load[block]
        own[block], filled[block] = level_work(work, is_open[block], response, room)
        left[block] = _calls_left(rows.calls[block], work, own[block] + filled[block])
    agents = _rounded_up(own / options.target.max_occupancy, options)
    least = np.where(is_open, float(options.least), 0.0)
    binding: Codes = np.where(agents >= np.maximum(least, 1e-9), RESPONSE, MINIMUM).astype(np.int8)
    agents = np.maximum(agents, least)
    binding[~is_open] = CLOSED
    with np.errstate(all="ignore"):
        occupancy = np.where(agents > 0.0, np.minimum(own / agents, 1.0), np.nan)
    empty = np.full(rows.load.size, np.nan)
    need = Requirement(
        agents, agents, binding, empty.copy(), empty.copy(), occupancy, empty, empty,
        np.zeros(rows.load.size, dtype=bool),
    )  # fmt: skip
    taken = ""
    if idle is not None:
        share = float(filled.sum()) / max(float(rows.load.sum()), 1e-300)
        calls = float(rows.calls.sum())
        taken = f"idle agents take {share * calls:.0f} of {calls:.0f} calls"
    last = np.append(starts[1:], rows.load.size) - 1
    notes = _backlog_words(rows, options, agents, float(left[last].sum()))
    return Plan(need, empty, empty, left, filled, taken, notes)


def _backlog_words(rows: Intervals, options: Options, agents: Floats, stays: float) -> list[str]:
    """Say what is not as somebody may expect of work that can wait."""
    notes = []
    if not np.isnan(rows.agents).all():
        notes.append(
            "the column agents is ignored for work that can wait: it is planned, not judged"
        )
    if agents.max(initial=0.0) > options.most:
        notes.append(
            f"max_agents {options.most:g} does not apply to work that can wait: up to "
            f"{written(agents.max())} agents are needed to keep its response time"
        )
    if stays > 1e-6:
        notes.append(
            f"work for {written(stays)} calls arrives after the last open interval and stays"
        )
    return notes


def _calls_left(calls: Floats, work: Floats, done: Floats) -> Floats:
    """Count calls not done by the end of each interval, where the oldest are done first."""
    came, worked = np.cumsum(work), np.cumsum(done)
    total = np.cumsum(calls)
    finished = np.interp(worked, np.append(0.0, came), np.append(0.0, total))
    return np.where(came - worked > 1e-9, np.maximum(total - finished, 0.0), 0.0)
