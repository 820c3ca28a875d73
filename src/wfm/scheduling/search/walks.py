"""The least cost of every label day by day, and lines read backwards from the last ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wfm.scheduling.search.labels import Index
from wfm.scheduling.search.layout import Layout, Reach
from wfm.scheduling.search.problem import Values

_TINY = 1e-6


@dataclass(frozen=True)
class Ends:
    """Labels after the last day from which lines are read backwards.

    Parameters
    ----------
    least
        The least value of each person.
    person, value, labels
        Of each line: whose it is, what it costs, and its label: node, counts, units.
    """

    least: Values
    person: Index
    value: Values
    labels: Index


def forward(
    layout: Layout, reach: Reach, costs: Values, starts: Sequence[Sequence[int]]
) -> list[Values]:
    """Return the least cost of each label after each day.

    Parameters
    ----------
    layout
        What happens on each day.
    reach
        How large the counts may become.
    costs
        Cost of each option, by person and day: values have as many digits as these.
    starts
        Nodes of each person before the first day.

    Returns
    -------
    list of array
        Before the first day and after each: by node, person, counts and units. A last node, which
        nobody is in, costs infinitely much.
    """
    people, days = costs.shape[:2]
    begin = np.full((layout.nodes[0] + 1, people, *reach.sizes[0], 1), np.inf, dtype=costs.dtype)
    for person, nodes in enumerate(starts):
        begin.reshape(len(begin), people, -1)[list(nodes), person, 0] = 0.0
    values = [begin]
    for day in range(days):
        (low, high), (lower, upper) = reach.windows[day], reach.windows[day + 1]
        old = values[-1]
        sizes = reach.sizes[day + 1]
        shape = (layout.nodes[day + 1] + 1, people, *sizes, upper - lower + 1)
        new = np.full(shape, np.inf, dtype=costs.dtype)
        gathered, reduced = -1, old
        for act in layout.acts[day]:
            cost = costs[:, day, act.options].min(axis=1)
            if not np.isfinite(cost).any():
                continue
            first, last = max(low, lower - act.units), min(high, upper - act.units)
            if first > last:
                continue
            if act.sources != gathered:
                gathered, reduced = act.sources, layout.gather(day, act.sources, old)
            fro, to = _slices(reach.sizes[day], sizes, act.steps)
            shift = slice(first + act.units - lower, last + act.units - lower + 1)
            source = reduced[(slice(None), slice(None), *fro, slice(first - low, last - low + 1))]
            taken = source + cost.reshape(-1, *[1] * (len(act.steps) + 1))
            there = (slice(None), *to, shift)
            if isinstance(act.targets, slice):
                part = new[(act.targets, *there)]
                np.minimum(part, taken, out=part)
            else:
                for place, target in enumerate(act.targets):
                    part = new[(target, *there)]
                    np.minimum(part, taken[place], out=part)
        values.append(new)
    return values


def _slices(
    before: Sequence[int], after: Sequence[int], steps: Sequence[int]
) -> tuple[list[slice], list[slice]]:
    """Return which counts take these steps, and where they come to."""
    room = [max(0, min(n, m - k)) for n, m, k in zip(before, after, steps, strict=True)]
    to = [slice(step, step + n) for step, n in zip(steps, room, strict=True)]
    return [slice(0, n) for n in room], to


def ends_of(last: Values, reach: Reach, floors: Values, wanted: int) -> Ends:
    """Choose the cheapest labels of each person."""
    values = np.moveaxis(last, 1, 0) + reach.at_end
    shape = values.shape[1:]
    flat = values.reshape(len(values), -1)
    wanted = min(wanted, flat.shape[1])
    top = np.array([_least(costs, wanted) for costs in flat])
    value = np.take_along_axis(flat, top, axis=1)
    person, place = np.nonzero(value < floors[:, None] - _TINY)
    labels = np.column_stack(np.unravel_index(top[person, place], shape))
    return Ends(value[:, 0], person, value[person, place], labels)


def _least(costs: Values, wanted: int) -> Index:
    """Return the places of the least costs in order, of equal ones the first.

    `numpy.argpartition` takes of equal ones others on other processors.
    """
    near = np.flatnonzero(costs <= np.partition(costs, wanted - 1)[wanted - 1])
    least: Index = near[np.argsort(costs[near], kind="stable")[:wanted]]
    return least


def backward(layout: Layout, reach: Reach, known: tuple[list[Values], Values], ends: Ends) -> Index:
    """Read lines backwards from their last labels; return the option of each line and day."""
    values, costs = known
    days = costs.shape[1]
    lines = np.zeros((len(ends.person), days), dtype=np.int64)
    if not len(lines):
        return lines
    node, counts = ends.labels[:, 0], [*ends.labels[:, 1:-1].T]
    units = ends.labels[:, -1] + reach.windows[days][0]
    who = ends.person[:, None]
    rows = np.arange(len(lines))
    for day in reversed(range(days)):
        incoming = layout.incoming(day)
        source, option = incoming.sources[node], incoming.options[node]
        mark, valid = incoming.marks[node], option >= 0
        steps = layout.steps[day][:, option]
        low, high = reach.windows[day]
        before = []
        for axis, (count, size) in enumerate(zip(counts, reach.sizes[day], strict=True)):
            step = mark if layout.marked[axis] else steps[axis]
            left = count[:, None] - step
            valid &= (left >= 0) & (left < size)
            before.append(np.clip(left, 0, size - 1))
        left = units[:, None] - steps[-1]
        valid &= (left >= low) & (left <= high)
        inside = np.clip(left, low, high) - low
        value = values[day][(source, who, *before, inside)] + costs[who, day, option]
        value[~valid] = np.inf
        best = value.argmin(axis=1)
        lines[:, day] = option[rows, best]
        node, units = source[rows, best], left[rows, best]
        counts = [each[rows, best] for each in before]
    return lines
