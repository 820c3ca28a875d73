"""Agents for many intervals at once, and what they achieve: arrays in, arrays out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats, positive_inverse_b
from wfm.staffing.formulas.erlang_c import wait_probability
from wfm.staffing.models.catalogue import Chat, ErlangC, Model, Patience, Performance, Workload
from wfm.staffing.sizing.bracketing import (
    FRACTIONS,
    Flags,
    Judge,
    Judgement,
    Rows,
    fewest,
    smallest_fraction,
)
from wfm.staffing.sizing.first_guess import rough_agents
from wfm.staffing.sizing.uncertain import expected_performance
from wfm.staffing.targets import ServiceTarget

# What can decide a number of agents; of equals the first is named.
BINDINGS = (
    "service_level", "asa", "occupancy", "abandonment", "minimum", "maximum", "closed", "given",
    "response",
)  # fmt: skip
SERVICE_LEVEL, ASA, OCCUPANCY, ABANDONMENT, MINIMUM, MAXIMUM, CLOSED, GIVEN, RESPONSE = range(
    len(BINDINGS)
)

# Rows at a time: they stay in the processor's cache, and a search has enough of them to its end.
_CHUNK, _SEARCHED_CHUNK = 2048, 8192
_CLOSE = 3e-5  # so near to a target the quick evaluation is not trusted

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Demand:
    """What comes into each interval, and the bounds of its staff; arrays of one length.

    Parameters
    ----------
    load
        Load to be handled, zero or more. [erlang]
    aht
        Average handling time, above zero wherever there is load. [s]
    minimum
        Fewest agents allowed; NaN where it is closed, which gives 0 agents.
    maximum
        Most agents that can work at the same time.
    cv
        Coefficient of variation of the volume; None: it is certain.
    """

    load: Floats
    aht: Floats
    minimum: Floats
    maximum: float = np.inf
    cv: Floats | None = None

    def of(self, rows: npt.NDArray[np.intp]) -> "Demand":
        """Take some of the intervals."""
        cv = None if self.cv is None else self.cv[rows]
        return Demand(self.load[rows], self.aht[rows], self.minimum[rows], self.maximum, cv)


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
    chunk = _CHUNK if isinstance(model, ErlangC) else _SEARCHED_CHUNK
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
    for first in range(0, busy.size, _CHUNK):
        rows = busy[first : first + _CHUNK]
        best = _Best(agents[rows], np.full(rows.size, GIVEN, np.int8), np.full(rows.size, np.nan))
        with np.errstate(all="ignore"):
            piece = _finish(
                best, best.agents, demand.of(rows), model, np.zeros(rows.size, dtype=bool)
            )
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


def _put(result: Requirement, rows: npt.NDArray[np.intp], piece: Requirement) -> None:
    pairs: Iterable[tuple[Any, Any]] = zip(result, piece, strict=True)
    for whole, part in pairs:
        whole[rows] = part


@dataclass
class _Best:
    """The strictest demand so far in each interval; P(wait) is NaN where it is not known."""

    agents: Floats
    binding: Codes
    wait: Floats

    def take(self, found: fewest_agents.Fewest, binding: int) -> None:
        """Take over agents that are no fewer than before; what decided, even an equal, is named."""
        self.agents, self.wait = found.agents, found.wait
        self.binding[found.decided] = binding

    def become_fractions(self, judge: Judge) -> None:
        """Take fractions of agents that are enough, and name what a little less would miss."""
        self.agents = smallest_fraction(judge, self.agents)
        self.wait = np.full(self.agents.size, np.nan)
        fewer = np.round(self.agents * FRACTIONS - 1.0) / FRACTIONS
        rows = np.flatnonzero(fewer > 0.0)
        verdict = judge(fewer[rows], rows)
        missed = ~verdict.met & (verdict.binding != MINIMUM)
        self.binding[rows[missed]] = verdict.binding[missed]

    def put(self, rows: Flags, agents: Floats | float, binding: int) -> None:
        """Have other agents in some intervals."""
        if rows.any():
            self.agents = np.where(rows, agents, self.agents)
            self.binding[rows] = binding
            self.wait[rows] = np.nan


def _size(demand: Demand, target: ServiceTarget, model: Model, fractional: bool) -> Requirement:
    """Size open intervals with load."""
    hopeless = np.zeros(demand.load.size, dtype=bool)
    if isinstance(model, ErlangC) and demand.cv is None:
        best = _erlang_c(demand.load, demand.aht, target)
    elif isinstance(model, Workload):
        best = _workload(demand.load, target.max_occupancy)
    else:
        best, hopeless = _searched(demand, target, model)
    if fractional:
        best.become_fractions(_judge(demand, target, model))
    best.put(demand.minimum > best.agents, demand.minimum, MINIMUM)
    wanted = best.agents
    if demand.maximum < np.inf:
        best.put(best.agents > demand.maximum, demand.maximum, MAXIMUM)
    return _finish(best, wanted, demand, model, hopeless)


def _finish(
    best: _Best, wanted: Floats, demand: Demand, model: Model, hopeless: Flags
) -> Requirement:
    """Say what the agents achieve."""
    met = _performance(best, demand, model)
    return Requirement(
        best.agents, wanted, best.binding, 1.0 - met.late, met.asa, met.occupancy,
        met.abandonment, met.blocked, hopeless,
    )  # fmt: skip


def _performance(best: _Best, demand: Demand, model: Model) -> Performance:
    """Say what the agents achieve, and no speed of answer where calls wait for ever."""
    n, a = best.agents, demand.load
    if isinstance(model, ErlangC) and demand.cv is None:
        return _known(best, demand, model)
    someone = np.flatnonzero(n > 0.0)
    late = np.nan if isinstance(model, Workload) else 1.0
    met = Performance(*(np.full(a.size, value) for value in (late, np.inf, 1.0, 1.0, 0.0)))
    cv = np.zeros(a.size) if demand.cv is None else demand.cv
    piece = expected_performance(model, n[someone], a[someone], demand.aht[someone], cv[someone])
    for whole, part in zip(met, piece, strict=True):
        whole[someone] = part
    met.asa[met.asa == np.inf] = np.nan
    return met


def _known(best: _Best, demand: Demand, model: ErlangC) -> Performance:
    """Erlang C for agents whose P(wait) is mostly known from their sizing."""
    n, a, wait = best.agents, demand.load, best.wait
    slack = n - a
    unknown = np.isnan(wait).nonzero()[0]
    if unknown.size:
        rows = unknown[slack[unknown] > 0.0]
        wait[rows] = wait_probability(n[rows], a[rows], positive_inverse_b(n[rows], a[rows]))
    late = wait * np.exp(slack * (-model.threshold / demand.aht))
    asa = wait / slack * demand.aht
    occupancy = a / n
    if unknown.size:
        rows = unknown[slack[unknown] <= 0.0]
        late[rows], asa[rows], occupancy[rows] = 1.0, np.nan, 1.0
    nobody = np.zeros(a.size)
    return Performance(late, asa, occupancy, nobody, nobody)


def _erlang_c(a: Floats, aht: Floats, target: ServiceTarget) -> _Best:
    """Size with Erlang C, one target after another, keeping P(wait) of the answer."""
    capped = fewest_agents.fewest_for_occupancy(a, target.max_occupancy)
    best = _Best(capped, np.full(a.size, OCCUPANCY, dtype=np.int8), np.full(a.size, np.nan))
    if target.asa is not None:
        best.take(fewest_agents.fewest_for_asa(a, best.agents, target.asa / aht), ASA)
    if target.service_level is not None:
        allowed, tau = np.full(a.size, 1.0 - target.service_level), target.threshold / aht
        found = fewest_agents.fewest_for_service_level(a, best.agents, allowed, tau)
        best.take(found, SERVICE_LEVEL)
    return best


def _workload(a: Floats, cap: float) -> _Best:
    """Divide the work by the share of time that may be spent on it."""
    agents = np.maximum(fewest_agents.ceiling(a / cap), 1.0)
    return _Best(agents, np.full(a.size, OCCUPANCY, dtype=np.int8), np.full(a.size, np.nan))


def _searched(demand: Demand, target: ServiceTarget, model: Model) -> tuple[_Best, Flags]:
    """Size with a model that has to be asked count by count."""
    a = demand.load
    least, most, code = np.ones(a.size), np.full(a.size, np.inf), first_target(target)
    if isinstance(model, ErlangC):
        least, code = fewest_agents.fewest_for_occupancy(a, target.max_occupancy), OCCUPANCY
    if isinstance(model, Patience) and model.lines < np.inf:
        most = np.maximum(np.full(a.size, model.lines), 1.0)
    start = rough_agents(model, a, demand.aht, target, demand.cv)
    spread = 0.0 if demand.cv is None else 0.03 * demand.cv * start
    found = fewest(_judge(demand, target, model), start, least, most, code, spread)
    best = _Best(np.minimum(found.agents, most), found.binding, np.full(a.size, np.nan))
    return best, found.hopeless


def first_target(target: ServiceTarget) -> int:
    """Code of the first target in force: the one that nobody at all would miss."""
    if target.service_level is not None:
        return SERVICE_LEVEL
    if target.asa is not None:
        return ASA
    return OCCUPANCY if target.max_occupancy < 1.0 else ABANDONMENT


def _judge(demand: Demand, target: ServiceTarget, model: Model) -> Judge:
    """Make the judge that compares agent counts with every target."""
    cv = np.zeros(demand.load.size) if demand.cv is None else demand.cv
    # limited lines are as quick exactly
    quick = (
        isinstance(model, Patience)
        and target.asa is None
        and (model.lines == np.inf or model.redial > 0.0)
    )

    def perform(n: Floats, rows: Rows, exact: bool) -> Performance:
        a, aht = demand.load[rows], demand.aht[rows]
        return expected_performance(model, n, a, aht, cv[rows], exact=exact)

    def judge(n: Floats, rows: Rows) -> Judgement:
        verdict = _verdict(perform(n, rows, not quick), n, demand.load[rows], target, model)
        if quick:
            close = np.flatnonzero(np.abs(verdict.distance) < _CLOSE)
            met = perform(n[close], rows[close], True)
            sure = _verdict(met, n[close], demand.load[rows[close]], target, model)
            pairs: Iterable[tuple[Any, Any]] = zip(verdict, sure, strict=True)
            for whole, part in pairs:
                whole[close] = part
        return verdict

    return judge


def _verdict(
    met: Performance, n: Floats, load: Floats, target: ServiceTarget, model: Model
) -> Judgement:
    """Compare with every target; the first one missed is named."""
    limits: list[tuple[int, Floats, float]] = []
    if target.service_level is not None and not isinstance(model, Workload):
        limits.append((SERVICE_LEVEL, met.late, 1.0 - target.service_level))
    if target.asa is not None and not isinstance(model, Workload):
        limits.append((ASA, met.asa, target.asa))
    if isinstance(model, ErlangC | Workload):
        # the cap is a division here, and forgives its noise
        occupancy = np.where(n >= load / target.max_occupancy - 1e-9, target.max_occupancy, 2.0)
        limits.append((OCCUPANCY, occupancy, target.max_occupancy))
    elif target.max_occupancy < 1.0:
        limits.append((OCCUPANCY, met.occupancy, target.max_occupancy))
    if target.max_abandonment is not None:
        limits.append((ABANDONMENT, met.abandonment, target.max_abandonment))
    good = np.ones(n.size, dtype=bool)
    distance = np.full(n.size, 700.0)
    binding = np.full(n.size, MINIMUM, dtype=np.int8)
    for code, value, limit in reversed(limits):
        ok = value <= limit
        binding[~ok] = code
        good &= ok
        with np.errstate(all="ignore"):
            margin = np.log(limit) - np.log(np.clip(value, 1e-300, 1e300))
        distance = np.minimum(distance, np.nan_to_num(margin, nan=-700.0))
    stable = (n > load) | isinstance(model, Patience | Workload | Chat)
    return Judgement(good & stable, np.where(stable, distance, -700.0), binding)
