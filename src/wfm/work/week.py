"""The week that a roster has to cover."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Week:
    """What is to be covered, Monday 00:00 to Sunday 24:00, again and again.

    Parameters
    ----------
    required
        Agents per interval [agents].
    step
        Length of an interval [min].
    opening
        Agents per interval that say when the site is closed; None: those required [agents].
    """

    required: NDArray[np.int64]
    step: int
    opening: NDArray[np.int64] | None = None

    @property
    def hours(self) -> float:
        """Agent-hours that are required [h]."""
        return float(self.required.sum()) * self.step / 60

    def with_required(self, required: NDArray[np.int64]) -> "Week":
        """Return a week that asks for other agents and is closed when this one is."""
        opening = self.required if self.opening is None else self.opening
        return replace(self, required=required, opening=opening)
