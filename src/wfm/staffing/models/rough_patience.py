"""Where to look first for agents whose callers hang up: it decides only how long that takes."""

import numpy as np

from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.targets import ServiceTarget

_HALVINGS = 12


def rough_patience(
    a: Floats, g: Floats, tau: Floats, target: ServiceTarget, redial: float
) -> Floats:
    """Halve intervals on a normal approximation of the virtual wait.

    Its peak lies at log(A/n)/g with variance 1/(g n); near balance this is the square-root law of
    O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers",
    Manufacturing and Service Operations Management 4, 2002, doi:10.1287/msom.4.3.208.7753.
    """
    low, high = np.zeros(a.size), a + 6.0 * np.sqrt(a) + 2.0
    for _ in range(_HALVINGS):
        n = 0.5 * (low + high)
        # whoever finds no agent calls again: as a fluid, total (1 - redial (1 - n / total)) = a
        total = np.maximum(a, (a - redial * n) / (1.0 - redial))
        enough = _enough(n, total, g, tau, target)
        low, high = np.where(enough, low, n), np.where(enough, n, high)
    return high


def _enough(n: Floats, a: Floats, g: Floats, tau: Floats, target: ServiceTarget) -> np.ndarray:
    root = np.sqrt(g * n)
    peak = np.log(n / a) * np.sqrt(n / g)
    x = np.clip(peak, -30.0, 30.0)
    y = np.clip(peak + tau * root, -30.0, 60.0)
    waiting = a * _mills(x) / root
    total = np.sqrt(a) * _mills(np.clip((a - n) / np.sqrt(a), -30.0, 30.0)) + waiting
    enough = np.ones(n.size, dtype=bool)
    if target.service_level is not None:
        fall = np.exp(0.5 * (x - y) * (x + y))
        beyond = np.clip(fall * _mills(y) / _mills(x), 0.0, 1.0)  # of those who wait
        with np.errstate(all="ignore"):
            inside = np.nan_to_num((1.0 - fall) / (_mills(x) - fall * _mills(y)) - x)
        mean = np.clip(inside / root, 0.0, tau)  # wait of those who are in time
        lost = (1.0 - beyond) * -np.expm1(-g * mean)
        enough &= waiting / total * (beyond + lost) <= 1.0 - target.service_level
    if target.max_abandonment is not None:
        enough &= (1.0 + (1.0 - n / a) * waiting) / total <= target.max_abandonment
    return enough


def _mills(x: Floats) -> Floats:
    """(1 - Phi(x)) / phi(x) within one per cent."""
    size = np.abs(x)
    right = 2.0 / (size + np.sqrt(size * size + 8.0 / np.pi))
    left = np.sqrt(2.0 * np.pi) * np.exp(0.5 * np.minimum(size, 37.0) ** 2) - right
    return np.where(x >= 0.0, right, left)
