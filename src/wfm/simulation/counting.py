"""What is counted of a simulated week: arrays in, arrays out.

A call counts in the interval of its arrival, whenever it is answered.
"""

from dataclasses import dataclass, fields
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from wfm.simulation.draws import Demand, Drawn
from wfm.simulation.windows import Floats

Whole = NDArray[np.int64]
# Waits are counted by the second up to a minute, then ever more coarsely. [s]
WAITS: Floats = np.concatenate(
    [np.arange(61.0), np.arange(65.0, 301.0, 5.0), np.arange(330.0, 1801.0, 30.0),
     np.arange(2100.0, 7201.0, 300.0), np.arange(10800.0, 86401.0, 3600.0),
     86400.0 * np.array([1.5, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 56])]
)  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """What happened, week by week.

    Parameters
    ----------
    weeks
        Numbers of the weeks.
    offered, answered, abandoned
        Calls of each week, queue and interval: all, those answered, those hung up.
    good, short, virtual
        Answered within the threshold; hung up within it; those that were, or would have been,
        answered within it, had nobody hung up.
    waited
        Waits of those answered, added up [s].
    longest
        Longest wait of anybody [s].
    waiting
        Calls that were never answered and never hung up.
    blocked
        Calls that found all lines taken.
    busy, staffed
        Time of agents on calls and on the phones, of each week and interval [s].
    over
        Time on a call beyond the end of a shift, or into a meal [s].
    able_busy, able, able_over
        The same of the agents who answer a queue, of each week, queue and interval [s].
    waits
        Calls answered, by queue, interval and wait (`WAITS`), of all weeks together.
    """

    weeks: tuple[int, ...]
    offered: Whole
    answered: Whole
    abandoned: Whole
    good: Whole
    short: Whole
    virtual: Whole
    waited: Floats
    longest: Floats
    waiting: Whole
    blocked: Whole
    busy: Floats
    staffed: Floats
    over: Floats
    able_busy: Floats
    able: Floats
    able_over: Floats
    waits: Whole


@dataclass(frozen=True)
class Answers:
    """What became of the calls of a week, in order of arrival.

    Parameters
    ----------
    wait
        How long each would have waited for an agent [s]; infinite where nobody comes.
    handled
        How long its agent then handles it [s].
    answered
        Whether it is answered.
    kind
        The kind of its agent, by number; None: all agents are alike.
    blocked
        Whether each found all lines taken; None: there are lines for all.
    """

    wait: Floats
    handled: Floats
    answered: NDArray[np.bool_]
    kind: Whole | None = None
    blocked: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Floor:
    """The agents on the phones in a week.

    Parameters
    ----------
    staffed
        Time on the phones of each kind of agents in each interval [s].
    knows
        Whether agents answer a queue, of each queue and kind.
    over
        Time on calls of each kind beyond its windows in each interval [s].
    """

    staffed: Floats
    knows: NDArray[np.bool_]
    over: Floats


def count(
    week: int,
    demand: Demand,
    drawn: Drawn,
    answers: Answers,
    floor: Floor,
    threshold: float | Floats,
) -> Counts:
    """Count one week.

    Parameters
    ----------
    week, demand, drawn, answers, floor
        Its number, what was expected of it, its calls, what became of them, and the agents.
    threshold
        Longest good wait, of all queues or of each [s].
    """
    wait = answers.wait
    place = drawn.interval + demand.day.size * drawn.queue
    shape = (1, len(demand.queues), demand.day.size)
    size = shape[1] * shape[2]

    def tally(which: Whole | slice) -> Whole:
        return np.bincount(place[which], minlength=size).reshape(shape)

    # Few calls wait, and fewer are missed: what is counted of all others is what is left.
    limits = np.broadcast_to(threshold, len(demand.queues))
    limit = limits[drawn.queue] if len(limits) > 1 else np.broadcast_to(limits, wait.shape)
    missed, queued = np.flatnonzero(~answers.answered), np.flatnonzero(wait > 0.0)
    late = queued[wait[queued] > limit[queued]]
    late_answered = queued[answers.answered[queued]]
    lost = missed if answers.blocked is None else missed[~answers.blocked[missed]]
    hung_up = lost[np.isfinite(drawn.patience[lost])]
    offered, abandoned = tally(slice(None)), tally(hung_up)
    answered, virtual = offered - tally(missed), offered - tally(late)
    waits = _by_wait(place[late_answered], wait[late_answered], size)
    waits[:, 0] += (answered - tally(late_answered)).ravel()
    busy = _busy(drawn.arrival + wait, answers, floor, demand)
    return Counts(
        (week,),
        offered,
        answered,
        abandoned,
        virtual - tally(missed[wait[missed] <= limit[missed]]),
        tally(hung_up[drawn.patience[hung_up] <= limit[hung_up]]),
        virtual,
        np.bincount(place[late_answered], wait[late_answered], size).astype(float).reshape(shape),
        _longest(place, drawn, answers, queued, size).reshape(shape),
        tally(lost) - abandoned,
        tally(missed) - tally(lost),
        busy.sum(axis=0)[None],
        floor.staffed.sum(axis=0)[None],
        floor.over.sum(axis=0)[None],
        (floor.knows @ busy)[None],
        (floor.knows @ floor.staffed)[None],
        (floor.knows @ floor.over)[None],
        waits.reshape(*shape[1:], -1),
    )


def _longest(place: Whole, drawn: Drawn, answers: Answers, queued: Whole, size: int) -> Floats:
    """Find the longest wait of those who wait, whether they are answered or hang up [s]."""
    wait = answers.wait[queued]
    waited = np.where(answers.answered[queued], wait, np.minimum(drawn.patience[queued], wait))
    ended = np.isfinite(waited)
    if answers.blocked is not None:
        ended &= ~answers.blocked[queued]
    longest = np.zeros(size)
    np.maximum.at(longest, place[queued[ended]], waited[ended])
    return longest


def _busy(start: Floats, answers: Answers, floor: Floor, demand: Demand) -> Floats:
    """Add up the time on calls of each kind of agents in each interval [s]."""
    own = slice(None) if answers.answered.all() else answers.answered
    start = start[own]
    # Beside the intervals there is one for what comes after the last.
    shape = (len(floor.staffed), demand.day.size + 1)
    first = 0 if answers.kind is None else shape[1] * answers.kind[own]
    number, passed = np.zeros(shape, dtype=np.int64), np.zeros(shape)
    for sign, moment in ((1, start), (-1, start + answers.handled[own])):
        since = moment + demand.lead * demand.step
        at = np.minimum((since / demand.step).astype(np.int64), demand.day.size)
        since -= at * demand.step
        at += first
        number += sign * np.bincount(at, minlength=number.size).reshape(shape)
        passed += sign * np.bincount(at, since, number.size).reshape(shape)
    found: Floats = (demand.step * number.cumsum(axis=1) - passed)[:, :-1]
    return found


def _by_wait(place: Whole, wait: Floats, size: int) -> Whole:
    """Count calls that waited by place and wait."""
    number = WAITS.size + 1
    bins = np.searchsorted(WAITS, wait)
    return np.bincount(place * number + bins, minlength=size * number).reshape(size, number)


def together(counts: list[Counts]) -> Counts:
    """Put counts of several weeks together, in their order."""
    found = {
        field.name: np.concatenate([getattr(one, field.name) for one in counts])
        for field in fields(Counts)
        if field.name not in {"weeks", "waits"}
    }
    weeks = tuple(week for one in counts for week in one.weeks)
    waits: Whole = reduce(np.add, [one.waits for one in counts])
    return Counts(weeks=weeks, waits=waits, **found)


def summed(counts: Counts, first: Whole) -> Counts:
    """Sum counts over stretches of intervals.

    Parameters
    ----------
    counts
        The counts.
    first
        Where each stretch begins, in order; what comes before the first one is left out.
    """
    found = {}
    for field in fields(Counts):
        values = getattr(counts, field.name)
        if field.name == "weeks":
            continue
        axis = 1 if field.name == "waits" else -1
        add = np.maximum if field.name == "longest" else np.add
        found[field.name] = add.reduceat(values, first, axis=axis)
    return Counts(weeks=counts.weeks, **found)


def of_weeks(counts: Counts, number: int) -> Counts:
    """Take the first weeks; waits stay those of all."""
    found = {
        field.name: getattr(counts, field.name)[:number]
        for field in fields(Counts)
        if field.name != "waits"
    }
    return Counts(waits=counts.waits, **found)


def percentile(waits: Whole, share: float) -> Floats:
    """Find the wait within which a share of the calls is answered [s].

    Parameters
    ----------
    waits
        Calls by wait (`WAITS`) along the last axis.
    share
        Of the calls answered.

    Returns
    -------
    NDArray
        Without the last axis; NaN where nobody was answered. Between two bounds of `WAITS` calls
        are taken as spread evenly.
    """
    total = waits.sum(axis=-1)
    sums = np.cumsum(waits, axis=-1)
    wanted = share * total
    at = np.argmax(sums >= wanted[..., None], axis=-1)
    upper = np.append(WAITS, WAITS[-1])[at]
    lower = np.append(0.0, WAITS)[at]
    inside = np.take_along_axis(waits, at[..., None], -1)[..., 0]
    before = np.take_along_axis(sums, at[..., None], -1)[..., 0] - inside
    found = lower + (upper - lower) * (wanted - before) / np.maximum(inside, 1)
    return np.where(total > 0, found, np.nan)
