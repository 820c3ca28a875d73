"""What comes into each interval, and the bounds of its staff."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wfm.staffing.formulas.erlang_b import Floats


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
