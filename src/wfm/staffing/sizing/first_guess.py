"""Where to look first for the fewest agents: approximations that decide only how long it takes."""

import numpy as np

from wfm.staffing.formulas import fewest_agents
from wfm.staffing.formulas.erlang_b import Floats
from wfm.staffing.models.catalogue import Chat, Model, Patience
from wfm.staffing.targets import ServiceTarget

_HALVINGS = 12


def rough_agents(
    model: Model, load: Floats, aht: Floats, target: ServiceTarget, cv: Floats | None = None
) -> Floats:
    """Guess the agents that meet the targets."""
    busy = load if cv is None else _busy_day(load, cv, target.service_level or 0.5)
    tau = target.threshold / aht
    if isinstance(model, Chat):
        return _rough_chat(model, load, busy, aht, target)
    if isinstance(model, Patience) and np.isfinite(model.patience):
        rough = _rough_patience(busy, aht / model.patience, tau, target, model.redial)
    else:
        rough = _by_erlang_c(busy, tau, target)
    return np.maximum(rough, _capped(load, target))


def _busy_day(load: Floats, cv: Floats, share: float) -> Floats:
    """Load up to which the volume has to be served so that a share of the callers is.

    Square-root staffing has an allowance for a share already; the two add up as variances do.
    """
    from statistics import NormalDist  # a slow import for the few who need it

    z = NormalDist().inv_cdf(min(share, 0.999))
    noise = 1.0 / np.sqrt(load)
    factor = 1.0 + cv * cv + z * (np.sqrt(noise * noise + cv * cv) - noise)
    return np.asarray(load * np.maximum(factor, 0.1))


def _by_erlang_c(load: Floats, tau: Floats, target: ServiceTarget) -> Floats:
    allowed = np.full(load.size, 1.0 - (target.service_level or 0.5))
    return fewest_agents.fewest_for_service_level(load, np.floor(load) + 1.0, allowed, tau).agents


def _capped(load: Floats, target: ServiceTarget) -> Floats:
    return np.asarray(load / target.max_occupancy if target.max_occupancy < 1.0 else 0.0 * load)


def _rough_chat(
    model: Chat, load: Floats, busy: Floats, aht: Floats, target: ServiceTarget
) -> Floats:
    """Take a slot for an agent of its own: Erlang C, and as many agents as keep slots free."""
    unit = aht if model.multiples else np.ones_like(aht)
    times, most = np.asarray(model.times), len(model.times)
    slots = busy / aht * unit * times[-1]
    agents = _by_erlang_c(slots, target.threshold / (unit * times[-1]), target)
    # chats finished per agent who holds as many of them as the cap allows on average
    held = np.arange(most + 1.0)
    speed = np.interp(target.max_occupancy * most, held, np.append(0.0, held[1:] / times))
    rough: Floats = np.maximum(agents / most, load / aht * unit / speed)
    return rough


def _rough_patience(
    a: Floats, g: Floats, tau: Floats, target: ServiceTarget, redial: float
) -> Floats:
    """Halve intervals on a normal approximation of the virtual wait.

    Its peak lies at log(A/n)/g with variance 1/(g n); near balance this is the square-root law of
    O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers",
    Manufacturing and Service Operations Management 4, 2002.
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
