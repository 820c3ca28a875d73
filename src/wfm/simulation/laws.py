"""How long calls take and callers wait: drawn as multiples of their mean."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Handling:
    """Handling times around their mean.

    Parameters
    ----------
    cv
        Coefficient of variation of a lognormal law; None: exponential, as the formulas have it.
    times
        Handling times as they were, in place of a law: each is as likely as any other, all scaled
        to the mean of the interval [s].

    References
    ----------
    L. Brown et al. (2005), Statistical analysis of a telephone call center, Journal of the American
    Statistical Association 100(469), 36-50. https://doi.org/10.1198/016214504000001808
    """

    cv: float | None = 1.0
    times: tuple[float, ...] = ()

    def draw(self, rng: np.random.Generator, number: int) -> Floats:
        """Draw multiples of the mean."""
        if self.times:
            shape = np.array(self.times)
            drawn: Floats = (shape / shape.mean())[rng.integers(0, shape.size, number)]
            return drawn
        if self.cv is None:
            return rng.standard_exponential(number)
        variance = math.log1p(self.cv**2)
        deviation = rng.standard_normal(number)
        deviation *= math.sqrt(variance)
        deviation -= variance / 2.0
        return np.exp(deviation, out=deviation)


@dataclass(frozen=True)
class Patience:
    """How long callers wait before they hang up.

    Parameters
    ----------
    mean
        Mean of an exponential law [s]; infinite: nobody hangs up.
    share_zero
        Share of callers who hang up at once where they would have to wait.
    """

    mean: float = math.inf
    share_zero: float = 0.0

    def draw(self, rng: np.random.Generator, number: int) -> Floats:
        """Draw patiences [s]."""
        if self.mean == math.inf:
            patience = np.full(number, math.inf)
        else:
            patience = rng.standard_exponential(number) * self.mean
        if self.share_zero:
            patience[rng.random(number) < self.share_zero] = 0.0
        return patience
