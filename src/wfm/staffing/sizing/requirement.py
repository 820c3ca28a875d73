"""Agents for many intervals at once, and what they achieve: arrays in, arrays out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from wfm.staffing.bindings import CLOSED, GIVEN, MAXIMUM, MINIMUM, OCCUPANCY
from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.model import Codes, Flags, Model, Performance, Sizing
from wfm.staffing.sizing.bracketing import FRACTIONS, Judge, Rows, fewest, smallest_fraction
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.judge import first_target, judge_of
from wfm.staffing.sizing.uncertain import busy_day, expected_performance
from wfm.staffing.targets import ServiceTarget

_GIVEN_AT_A_TIME = 2048  # rows that stay in the processor's cache


class Requirement(NamedTuple):
    """Agents per interval and what they achieve; NaN where there is nothing to achieve.

    Parameters
    ----------
    agents
        Agents on the phones.
    wanted
        Agents that the targets ask for, where that is more than may work at the same time.
    binding
        Code of what decided the number.
    service_level, asa, occupancy, abandonment, blocked
        As in `Performance`, for these agents.
    hopeless
        Whether the targets cannot be met with any number of agents.
    """

    agents: Floats
    wanted: Floats
    binding: Codes
    service_level: Floats
    asa: Floats
    occupancy: Floats
    abandonment: Floats
    blocked: Floats
    hopeless: Flags


def size(
    demand: Demand, target: ServiceTarget, model: Model, *, fractional: bool = False
) -> Requirement:
    """Find the fewest agents that meet every target, within the bounds, and what they achieve.

    Parameters
    ----------
    demand
        What comes into each interval.
    target
        The targets in force.
    model
        The queueing model.
    fractional
        Answer in ten-thousandths of an agent instead of whole ones.
    """
    busy = ((demand.load > 0.0) & ~np.isnan(demand.minimum)).nonzero()[0]
    chunk = model.rows_at_a_time
    with np.errstate(all="ignore"):
        if 0 < busy.size == demand.load.size <= chunk:
            return _size(demand, target, model, fractional)
        result = _nothing(demand)
        for first in range(0, busy.size, chunk):
            rows = busy[first : first + chunk]
            _put(result, rows, _size(demand.of(rows), target, model, fractional))
    return result


def judge_given(agents: Floats, demand: Demand, model: Model) -> Requirement:
    """Say what a given staff achieves; `demand`'s bounds are not looked at, but its hours are."""
    result = _nothing(demand)
    is_open = ~np.isnan(demand.minimum)
    result.agents[is_open] = result.wanted[is_open] = agents[is_open]
    result.binding[is_open] = GIVEN
    result.occupancy[:] = np.where(result.agents > 0.0, 0.0, np.nan)
    busy = np.flatnonzero((demand.load > 0.0) & is_open)
    for first in range(0, busy.size, _GIVEN_AT_A_TIME):
        rows = busy[first : first + _GIVEN_AT_A_TIME]
        given = Sizing.of(agents[rows], GIVEN)
        with np.errstate(all="ignore"):
            hopeless = np.zeros(rows.size, dtype=bool)
            piece = _finish(given, given.agents, demand.of(rows), model, hopeless)
        _put(result, rows, piece)
    return result


def _nothing(demand: Demand) -> Requirement:
    """Answer for intervals without load: the minimum staff, with nothing to achieve."""
    closed = np.isnan(demand.minimum)
    agents = np.where(closed, 0.0, np.minimum(demand.minimum, demand.maximum))
    empty = [np.full(demand.load.size, np.nan) for _ in range(4)]
    return Requirement(
        agents, agents.copy(), np.where(closed, CLOSED, MINIMUM).astype(np.int8), empty[0],
        empty[1], np.where(agents > 0.0, 0.0, np.nan), empty[2], empty[3],
        np.zeros(demand.load.size, dtype=bool),
    )  # fmt: skip


def _put(result: Requirement, rows: Rows, piece: Requirement) -> None:
    pairs: Iterable[tuple[Any, Any]] = zip(result, piece, strict=True)
    for whole, part in pairs:
        whole[rows] = part


def _size(demand: Demand, target: ServiceTarget, model: Model, fractional: bool) -> Requirement:
    """Size open intervals with load."""
    hopeless = np.zeros(demand.load.size, dtype=bool)
    best = None
    if demand.cv is None or not model.waits:
        best = model.closed_form(demand.load, demand.aht, target)
    if best is None:
        best, hopeless = _searched(demand, target, model)
    if fractional:
        _become_fractions(best, judge_of(demand, target, model))
    best.put(demand.minimum > best.agents, demand.minimum, MINIMUM)
    wanted = best.agents
    if demand.maximum < np.inf:
        best.put(best.agents > demand.maximum, demand.maximum, MAXIMUM)
    return _finish(best, wanted, demand, model, hopeless)


def _become_fractions(best: Sizing, judge: Judge) -> None:
    """Take fractions of agents that are enough, and name what a little less would miss."""
    best.agents = smallest_fraction(judge, best.agents)
    best.wait = np.full(best.agents.size, np.nan)
    fewer = np.round(best.agents * FRACTIONS - 1.0) / FRACTIONS
    rows = np.flatnonzero(fewer > 0.0)
    verdict = judge(fewer[rows], rows)
    missed = ~verdict.met & (verdict.binding != MINIMUM)
    best.binding[rows[missed]] = verdict.binding[missed]


def _finish(
    best: Sizing, wanted: Floats, demand: Demand, model: Model, hopeless: Flags
) -> Requirement:
    """Say what the agents achieve."""
    met = _performance(best, demand, model)
    return Requirement(
        best.agents, wanted, best.binding, 1.0 - met.late, met.asa, met.occupancy,
        met.abandonment, met.blocked, hopeless,
    )  # fmt: skip


def _performance(best: Sizing, demand: Demand, model: Model) -> Performance:
    """Say what the agents achieve, and no speed of answer where calls wait for ever."""
    n, a = best.agents, demand.load
    known = None if demand.cv is not None else model.achieved(best, a, demand.aht)
    if known is not None:
        return known
    someone = np.flatnonzero(n > 0.0)
    late = 1.0 if model.waits else np.nan
    met = Performance(*(np.full(a.size, value) for value in (late, np.inf, 1.0, 1.0, 0.0)))
    cv = np.zeros(a.size) if demand.cv is None else demand.cv
    piece = expected_performance(model, n[someone], a[someone], demand.aht[someone], cv[someone])
    for whole, part in zip(met, piece, strict=True):
        whole[someone] = part
    met.asa[met.asa == np.inf] = np.nan
    return met


def _searched(demand: Demand, target: ServiceTarget, model: Model) -> tuple[Sizing, Flags]:
    """Size with a model that has to be asked count by count."""
    a = demand.load
    least, most, code = np.ones(a.size), np.full(a.size, np.inf), first_target(target)
    if model.divides:
        least, code = fewest_agents.fewest_for_occupancy(a, target.max_occupancy), OCCUPANCY
    if model.most_lines < np.inf:
        most = np.maximum(np.full(a.size, model.most_lines), 1.0)
    busy = a if demand.cv is None else busy_day(a, demand.cv, target.service_level or 0.5)
    start = model.first_guess(a, busy, demand.aht, target)
    spread = 0.0 if demand.cv is None else 0.03 * demand.cv * start
    found = fewest(judge_of(demand, target, model), start, least, most, code, spread)
    best = Sizing(np.minimum(found.agents, most), found.binding, np.full(a.size, np.nan))
    return best, found.hopeless
