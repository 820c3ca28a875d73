"""What is asked of one roster."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wfm.rostering.known import Known
from wfm.rostering.proofs import Proof
from wfm.rostering.search.best import Progress
from wfm.work.plan import Plan
from wfm.work.week import Week

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """What is asked for.

    Parameters
    ----------
    plan, week
        The plan, and what is to be covered.
    gap, fairness, elastic, comfort, explain, progress
        As `roster` has them.
    seconds
        Time for all of it [s].
    start
        The roster to begin with.
    proof
        What is proved of the plan already; None: no proof is kept.
    quiet
        Whether to say nothing of what falls short.
    """

    plan: Plan
    week: Week
    gap: float
    fairness: float
    seconds: float
    elastic: bool = False
    comfort: float | None = None
    explain: bool = True
    start: Known | None = None
    proof: Proof | None = None
    progress: Callable[[Progress], object] | None = None
    quiet: bool = False

    @property
    def has_start(self) -> bool:
        """Whether there is a roster to begin with that may be the result."""
        return self.start is not None and not self.start.faults

    @property
    def most(self) -> float:
        """What nothing found may exceed [cost units a week]."""
        if self.start is None or (self.plan.closed != "allowed" and self.start.roster.closed_hours):
            return np.inf
        return self.start.cost

    def warn(self, words: str) -> None:
        """Say what falls short."""
        if not self.quiet:
            log.warning("%s", words)
