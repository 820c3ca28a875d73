"""When a solver is to stop, and what it gives."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from wfm.solver.model import Values


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    FEASIBLE = "feasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Outcome:
    """What a solve gives.

    Parameters
    ----------
    status
        How it ended.
    values
        Value of each column of the best solution; None without one.
    objective
        Its cost; infinite without one.
    bound
        Proved lower bound of the cost.
    out_of_time
        Whether the clock ended it: another run may end elsewhere.
    basis
        Where a linear program ended, to begin another one from; None for others.
    steps
        Steps of the simplex method that it took.
    slopes
        By how much the cost of a linear program rises with the bound that holds each column; None
        for others.
    """

    status: Status
    values: Values | None
    objective: float
    bound: float
    out_of_time: bool = False
    basis: Any = None
    steps: int = 0
    slopes: Values | None = None


@dataclass(frozen=True)
class Limits:
    """When to stop a search.

    Parameters
    ----------
    seconds
        After so much time, and no later than the deadline [s].
    nodes
        After so many nodes; None: however many it takes.
    gap, absolute
        At this distance of cost and bound, as a share of the cost, or in its units.
    """

    seconds: float = np.inf
    nodes: int | None = None
    gap: float = 0.0
    absolute: float = 1e-6


class Interrupted(KeyboardInterrupt):
    """An interrupt during a solve.

    Parameters
    ----------
    outcome
        What the solve had until then.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome
