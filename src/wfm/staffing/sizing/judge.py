"""Comparing agent counts with every target."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from wfm.staffing.bindings import ABANDONMENT, ASA, MINIMUM, OCCUPANCY, SERVICE_LEVEL
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.model import Model, Performance
from wfm.staffing.sizing.bracketing import Judge, Judgement, Rows
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.uncertain import expected_performance
from wfm.staffing.targets import ServiceTarget

_CLOSE = 3e-5  # so near to a target the quick evaluation is not trusted


def first_target(target: ServiceTarget) -> int:
    """Code of the first target in force: the one that nobody at all would miss."""
    if target.service_level is not None:
        return SERVICE_LEVEL
    if target.asa is not None:
        return ASA
    return OCCUPANCY if target.max_occupancy < 1.0 else ABANDONMENT


def judge_of(demand: Demand, target: ServiceTarget, model: Model) -> Judge:
    """Make the judge that compares agent counts with every target."""
    cv = np.zeros(demand.load.size) if demand.cv is None else demand.cv
    quick = model.has_quick and target.asa is None

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
    if target.service_level is not None and model.waits:
        limits.append((SERVICE_LEVEL, met.late, 1.0 - target.service_level))
    if target.asa is not None and model.waits:
        limits.append((ASA, met.asa, target.asa))
    if model.divides:
        # the cap forgives the noise of the division
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
    stable = model.is_stable(n, load)
    return Judgement(good & stable, np.where(stable, distance, -700.0), binding)
