"""Small centres to simulate."""

import math

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.absences import Absence
from wfm.simulation.draws import Demand
from wfm.simulation.laws import Handling, Patience
from wfm.simulation.weeks import Settings
from wfm.simulation.windows import Agent, Plan

STEP = 1800.0


def demand(
    calls: NDArray[np.float64] | None = None,
    aht: float = 180.0,
    patience: float = 120.0,
    cv: float | None = 1.0,
) -> Demand:
    """A day of 50 calls in each half hour, or calls by queue and half hour."""
    given = np.full((1, 48), 50.0) if calls is None else calls
    queues, intervals = given.shape
    return Demand(
        tuple(f"queue {number}" for number in range(queues)),
        STEP,
        given,
        np.full(given.shape, aht),
        np.arange(intervals) // 48,
        0,
        (Handling(cv),) * queues,
        (Patience(patience),) * queues,
        np.zeros(intervals // 48 + 1),
    )


def always(agents: int, until: float = math.inf) -> Plan:
    """So many agents, without a break."""
    return Plan("always", tuple(Agent(str(each), ((0.0, until),), (0,)) for each in range(agents)))


def settings(intervals: int = 48, absent: float = 0.0, threshold: float = 20.0) -> Settings:
    return Settings(1, threshold, Absence(np.full(intervals, absent)))
