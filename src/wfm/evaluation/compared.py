"""The rows of a comparison: how callers fare in each plan, and how it differs from the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wfm.evaluation.case import Case
from wfm.evaluation.simulated import Block, kept_share
from wfm.evaluation.stretches import week_begins
from wfm.evaluation.work_compared import changed
from wfm.simulation.counting import Counts, summed
from wfm.simulation.figures import figures, level
from wfm.simulation.replications import Estimate, difference

Floats = NDArray[np.float64]
_WHOLE = np.array([0])


@dataclass(frozen=True)
class Found:
    """What is known of a plan.

    Parameters
    ----------
    plan
        Its name.
    case
        Its agents and their calls.
    counts
        Its weeks.
    people
        Agents, hours, cost and fairness, by the names of their columns.
    """

    plan: str
    case: Case
    counts: Counts
    people: Mapping[str, object]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All queues together, where there are several, and each."""
        return self.case.blocks(self.counts)


def records(found: Sequence[Found]) -> Iterator[dict[str, object]]:
    """Yield the rows: of each plan one for all queues together, and for each."""
    first = found[0]
    for one in found:
        for number, (own, base) in enumerate(zip(one.blocks, first.blocks, strict=True)):
            record: dict[str, object] = {"plan": one.plan, "queue": own.queue}
            if number == 0:
                record |= one.people
            else:
                record["agents"] = sum(
                    not agent.skills or own.queue in agent.skills
                    for agent in one.case.crew.plan.agents
                )
            record |= _service(own, one.case)
            if one is not first:
                record |= _against(own, base, week_begins(one.case.where.calls))
                record |= _people_apart(one, first) if number == 0 else {}
            yield {"finding": "", **record}


def _service(block: Block, case: Case) -> dict[str, object]:
    """Sum up how callers fared, with intervals over weeks."""
    begins = week_begins(case.where.calls)
    of = figures(summed(block.counts, _WHOLE), None, block.promise.definition)
    service = of.levels[block.promise.definition]
    found: dict[str, object] = {
        **_ends("service_level", service, 0.0, 1.0),
        "asa_seconds": float(of.asa.value[0, 0]),
        "occupancy": float(of.occupancy.value[0]),
    }
    if any(np.isfinite(patience.mean) or patience.share_zero for patience in case.demand.patience):
        found["abandonment"] = float(of.abandonment.value[0, 0])
    kept = kept_share(block, begins)
    if kept is not None:
        found |= dict(zip(("promise", "promise_low", "promise_high"), kept, strict=True))
    return found


def _against(own: Block, base: Block, begins: NDArray[np.int64]) -> dict[str, object]:
    """Say how a plan differs from the first one, and whether that can be told from chance."""
    definition = own.promise.definition
    mine, theirs = (level(summed(b.counts, _WHOLE), definition) for b in (own, base))
    apart = difference(mine, theirs)
    low, high = float((apart.value - apart.half)[0, 0]), float((apart.value + apart.half)[0, 0])
    found: dict[str, object] = {
        **_ends("delta_service_level", apart, -1.0, 1.0),
        "finding": _finding(low, high),
    }
    if any(one.promise.target is not None for one in own.parts or (own,)):
        kept = [block.keeps(begins).mean(axis=1, keepdims=True) for block in (own, base)]
        every = np.ones_like(kept[0])
        found |= _ends("delta_promise", difference((kept[0], every), (kept[1], every)), -1.0, 1.0)
    return found


def _finding(low: float, high: float) -> str:
    """Say what the interval of a difference tells; calls that fare alike have one of no width."""
    if low == high == 0.0:
        return "the same"
    return "better" if low > 0.0 else "worse" if high < 0.0 else "may be chance"


def _ends(name: str, of: Estimate, least: float, most: float) -> dict[str, object]:
    """Write an estimate of the whole with the ends of its interval."""
    value, half = float(of.value.ravel()[0]), float(of.half.ravel()[0])
    return {
        name: value,
        f"{name}_low": float(np.clip(value - half, least, most)),
        f"{name}_high": float(np.clip(value + half, least, most)),
    }


def _people_apart(one: Found, first: Found) -> dict[str, object]:
    """Say how cost and duties differ from those of the first plan."""
    found: dict[str, object] = {}
    cost = one.people.get("cost"), first.people.get("cost")
    if isinstance(cost[0], float) and isinstance(cost[1], float):
        found["delta_cost"] = cost[0] - cost[1]
    if one.case.worked is not None and first.case.worked is not None:
        found["changed_duties"] = changed(one.case.worked, first.case.worked)
    return found
