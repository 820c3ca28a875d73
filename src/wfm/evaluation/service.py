"""How callers fare, interval by interval and summed up."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Service:
    """How callers fare in each interval; NaN where there is nothing to say.

    Parameters
    ----------
    level
        Share of calls answered within the threshold.
    asa
        Mean wait of those answered; NaN where the queue has no end [s].
    occupancy
        Share of on-phone time spent handling calls.
    abandonment, blocked
        Share of calls that hang up, and that find all lines taken.
    """

    level: Floats
    asa: Floats
    occupancy: Floats
    abandonment: Floats
    blocked: Floats

    def of(self, inside: NDArray[np.bool_]) -> "Service":
        """Take some of the intervals."""
        return Service(*(getattr(self, each.name)[inside] for each in fields(self)))


def summed(calls: Floats, agents: Floats, service: Service) -> dict[str, float]:
    """Sum up: every call counts once, a wait where it is answered, an occupancy by agents.

    A mean wait is left out where the queue of an interval has no end.
    """
    asked = calls > 0.0
    weight = calls[asked]
    lost = np.nan_to_num(service.abandonment[asked]) + np.nan_to_num(service.blocked[asked])
    busy = ~np.isnan(service.occupancy)
    return {
        "service_level": _mean(service.level[asked], weight),
        "asa_seconds": _mean(service.asa[asked], weight * (1.0 - lost)),
        "occupancy": _mean(service.occupancy[busy], agents[busy]),
        "abandonment": _mean(service.abandonment[asked], weight),
        "blocked": _mean(service.blocked[asked], weight),
    }


def _mean(values: Floats, weights: Floats) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0.0 else np.nan
