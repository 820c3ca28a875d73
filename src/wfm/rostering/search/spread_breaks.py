"""Spread meals and breaks evenly over the duties that take them, at no cost.

Where the load leaves room, a program is as happy with all meals in one slot as with any other
arrangement; people are not. With duties and walks fixed, a second small program takes the
arrangement whose pauses stay nearest to an even share of the agents present.
"""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.program import Program
from wfm.solver import Limits, Model, Solver, Values

# Pauses above so many times the even share, and what each of them is worth.
_LEVELS = ((1.0, 1.0), (1.5, 2.0), (2.5, 4.0))


def evened(program: Program, values: Values, *, seconds: float) -> NDArray[np.int64] | None:
    """Return whole columns with the same duties and walks and evenly spread pauses.

    Parameters
    ----------
    program
        The program.
    values
        Its columns; duties, walks and agents are whole.
    seconds
        Longest time to take [s].

    Returns
    -------
    numpy.ndarray or None
        None where time was out.
    """
    base, width = program.model, len(values)
    model = base.of(range(width))
    model.costs = [0.0] * width
    model.rows = [row for row in base.rows if max(row[0], default=0) < width]
    taken = {c for kind in program.kinds for one in kind.taken for c in one.values()}
    waiting = np.array([not whole for whole in model.integer])
    for column in np.flatnonzero(~waiting).tolist():
        if column not in taken:
            model.lower[column] = model.upper[column] = float(np.round(values[column]))
    for column in program.missing.tolist():
        model.upper[column] = max(0.0, float(np.round(values[column])))
    _spread(model, program, values)
    outcome = Solver(model).relax(seconds=seconds)
    if outcome.values is None:
        return None
    if np.abs(outcome.values[:width] - np.round(outcome.values[:width])).max() > 1e-5:
        whole = np.zeros(len(model.names), dtype=bool)
        whole[list(taken)] = True
        model.integer = whole.tolist()
        outcome = Solver(model).search(Limits(seconds=seconds, nodes=100, gap=0.05))
    if outcome.values is None:
        return None
    # Only queue lengths may be fractional now, and those follow from the rest.
    return np.round(outcome.values[:width]).astype(np.int64)


def _spread(model: Model, program: Program, values: Values) -> None:
    """Price the pauses of a slot that are above an even share."""
    slots = program.slots
    for kind in program.kinds:
        present = np.zeros(len(slots.begins))
        # Pauses fall between the first window's beginning and the last window's end.
        begin = min(offsets[0] for offsets in kind.offsets)
        pairs = list(zip(kind.pauses, kind.offsets, strict=True))
        end = max(offsets[-1] + pause.minutes for pause, offsets in pairs)
        share = sum(pause.minutes for pause in kind.pauses) / (end - begin)
        for first, columns in kind.starting.items():
            reach = slots.between(first + begin, first + end)
            present[reach] += share * sum(round(float(values[c])) for c in columns)
        going: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for pause, one in zip(kind.pauses, kind.taken, strict=True):
            for first, column in one.items():
                for t in slots.between(first, first + pause.minutes).tolist():
                    going[t].append((column, 1.0))
        for t, terms in going.items():
            for factor, cost in _LEVELS:
                above = model.column(f"above_{len(model.names)}", cost=cost)
                model.row([*terms, (above, -1.0)], upper=float(np.ceil(factor * present[t])))
