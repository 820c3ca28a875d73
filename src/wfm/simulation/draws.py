"""What chance brings in a week: calls, and who is absent.

Every purpose of every week has a generator of its own. So plans meet the same calls, a change of
the volume adds calls to the same ones or takes some away, and longer calls are the same calls,
longer: what differs between two plans or two assumptions is no chance.
"""

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.laws import Handling, Patience

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
# Calls beyond the forecast come in layers of this share of it: the first is the same for all.
_LAYER = 0.25


class Purpose(IntEnum):
    """What a generator is for; a number, once given, is kept."""

    DAYS, ARRIVALS, HANDLING, PATIENCE, ABSENCES, ROUTING, FEWER = range(7)
    LAYERS = 100  # calls beyond the forecast: a hundred numbers for each layer


def generator(seed: int, week: int, purpose: int) -> np.random.Generator:
    """Return the generator of one purpose in one week."""
    return np.random.default_rng((seed, week, purpose))


@dataclass(frozen=True)
class Demand:
    """The calls that are expected, and how they vary.

    Parameters
    ----------
    queues
        Names of the queues.
    step
        Length of an interval [s].
    calls
        Expected calls of each queue and interval.
    aht
        Mean handling time of each queue and interval [s].
    day
        Number of the day of each interval.
    lead
        How many intervals at the beginning are there to fill the centre, and are not counted.
    handling, patience
        Their laws, one of each queue.
    day_cv
        Coefficient of variation of the volume of each day around the forecast: a gamma factor of
        mean 1 for all queues together.
    """

    queues: tuple[str, ...]
    step: float
    calls: Floats
    aht: Floats
    day: Whole
    lead: int
    handling: tuple[Handling, ...]
    patience: tuple[Patience, ...]
    day_cv: Floats

    @property
    def edges(self) -> Floats:
        """Where intervals begin, and the last one ends; 0 is the first that counts [s]."""
        edges: Floats = self.step * (np.arange(self.day.size + 1.0) - self.lead)
        return edges


@dataclass(frozen=True)
class Change:
    """What is otherwise than expected.

    Parameters
    ----------
    volume
        Factor on the calls of each interval, or of all.
    aht
        Factor on handling times.
    absent
        Further agents absent every day.
    """

    volume: float | Floats = 1.0
    aht: float = 1.0
    absent: int = 0


AS_EXPECTED = Change()


@dataclass(frozen=True)
class Drawn:
    """The calls of a week in order of arrival.

    Parameters
    ----------
    arrival
        When they come [s]; 0 is the first interval that counts.
    interval
        The interval of each, from the beginning of the lead.
    queue
        The queue of each, by number.
    handling, patience
        Of each [s].
    """

    arrival: Floats
    interval: Whole
    queue: Whole
    handling: Floats
    patience: Floats


def draw_week(demand: Demand, seed: int, week: int, change: Change = AS_EXPECTED) -> Drawn:
    """Draw the calls of a week.

    Parameters
    ----------
    demand
        What is expected.
    seed
        Seed of all chance.
    week
        Number of the week.
    change
        What is otherwise.

    References
    ----------
    A. N. Avramidis, A. Deslauriers, P. L'Ecuyer (2004), Modeling daily arrivals to a telephone call
    center, Management Science 50(7), 896-908. https://doi.org/10.1287/mnsc.1040.0236
    """
    mean = demand.calls * _day_factor(demand, seed, week)
    volume = np.broadcast_to(np.asarray(change.volume, dtype=float), demand.day.shape)
    base = _calls(demand, mean, seed, week, 0)
    if (volume < 1.0).any():
        mark = generator(seed, week, Purpose.FEWER).random(base.arrival.size)
        base = _kept(base, mark < volume[base.interval])
    parts = [base]
    for layer in range(math.ceil(max(0.0, float(volume.max()) - 1.0) / _LAYER - 1e-9)):
        first = Purpose.LAYERS * (layer + 1)
        more = _calls(demand, _LAYER * mean, seed, week, first)
        mark = generator(seed, week, first + Purpose.FEWER).random(more.arrival.size)
        wanted = (volume - 1.0) / _LAYER - layer
        parts.append(_kept(more, mark < wanted[more.interval]))
    drawn = parts[0] if len(parts) == 1 else _merged(parts)
    drawn.handling[:] *= demand.aht[drawn.queue, drawn.interval] * change.aht
    return drawn


def _day_factor(demand: Demand, seed: int, week: int) -> Floats:
    """Draw how busy each day is, for its intervals."""
    rng, cv = generator(seed, week, Purpose.DAYS), demand.day_cv
    shape = 1.0 / np.maximum(cv, 1e-6) ** 2
    factor = np.where(cv > 0.0, rng.standard_gamma(shape) / shape, 1.0)
    found: Floats = factor[demand.day - demand.day[0]]
    return found


def _calls(demand: Demand, mean: Floats, seed: int, week: int, first: int) -> Drawn:
    """Draw calls, their handling times as multiples of the mean."""
    rng = generator(seed, week, first + Purpose.ARRIVALS)
    number = rng.poisson(mean)
    handling_rng = generator(seed, week, first + Purpose.HANDLING)
    patience_rng = generator(seed, week, first + Purpose.PATIENCE)
    parts = []
    for queue in range(len(demand.queues)):
        interval = np.repeat(np.arange(demand.day.size), number[queue])
        lean = leaning(demand.calls[queue])[interval]
        arrival = np.sort(interval - demand.lead + inside(rng.random(interval.size), lean))
        arrival *= demand.step
        handling = demand.handling[queue].draw(handling_rng, arrival.size)
        patience = demand.patience[queue].draw(patience_rng, arrival.size)
        of_queue = np.full(arrival.size, queue)
        parts.append(Drawn(arrival, interval, of_queue, handling, patience))
    return parts[0] if len(parts) == 1 else _merged(parts)


def _merged(parts: list[Drawn]) -> Drawn:
    """Put calls together in order of arrival."""
    arrival = np.concatenate([part.arrival for part in parts])
    order = np.argsort(arrival, kind="stable")
    return Drawn(
        arrival[order],
        np.concatenate([part.interval for part in parts])[order],
        np.concatenate([part.queue for part in parts])[order],
        np.concatenate([part.handling for part in parts])[order],
        np.concatenate([part.patience for part in parts])[order],
    )


def _kept(drawn: Drawn, kept: NDArray[np.bool_]) -> Drawn:
    return Drawn(
        drawn.arrival[kept],
        drawn.interval[kept],
        drawn.queue[kept],
        drawn.handling[kept],
        drawn.patience[kept],
    )


def leaning(calls: Floats) -> Floats:
    """How steeply the rate rises inside each interval: 0 level, 2 from nothing, -2 to nothing.

    The rate goes on as between the neighbours; the interval keeps its calls. A neighbour without
    calls is closed, and says nothing.
    """
    before, after = np.roll(calls, 1), np.roll(calls, -1)
    before[0], after[-1] = calls[0], calls[-1]
    before, after = np.where(before > 0, before, calls), np.where(after > 0, after, calls)
    slope = (after - before) / 2.0
    return np.clip(slope / np.where(calls > 0, calls, 1.0), -2.0, 2.0)


def inside(chance: Floats, lean: Floats) -> Floats:
    """Where in its interval a call comes, 0 to 1: the inverse of (1 - lean/2) x + lean/2 x²."""
    flat = 1.0 - lean / 2.0
    return 2.0 * chance / np.maximum(flat + np.sqrt(flat * flat + 2.0 * lean * chance), 1e-300)
