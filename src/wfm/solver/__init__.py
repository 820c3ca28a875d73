"""Mixed-integer programs, and the one place that solves them."""

import time

from wfm.solver.highs import Solver
from wfm.solver.model import Model, Terms, Values
from wfm.solver.outcome import Interrupted, Limits, Outcome, Status

__all__ = [
    "Interrupted",
    "Limits",
    "Model",
    "Outcome",
    "Solver",
    "Status",
    "Terms",
    "Values",
    "clock",
]


def clock() -> float:
    """Seconds of a clock that only runs forward."""
    return time.monotonic()
