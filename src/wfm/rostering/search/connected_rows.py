"""Rows for the flows that cannot be turned into rotations.

A flow may fall into parts that never meet. Where a part would have to keep the contract by itself
and does not, or where all lines are to be one rotation, a row is added that every flow keeps which
can be turned into rotations, and that this one breaks.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial

from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.teams.closed_walks import euler_circuits
from wfm.rostering.teams.lines import circulation, divisible
from wfm.rostering.teams.single import separations
from wfm.solver import Solver, Status, Values
from wfm.work.rules.rule import averages

# How the names of the columns begin that say that all lines stay on one side of a border.
_ALONE = "alone_"
# Fewer lines are none.
_NONE = 0.5


def broken(program: Program, values: Values) -> list[GroupColumns]:
    """Find the groups whose flow cannot be turned into rotations."""
    plan = program.plan
    weeks = None if plan.rotation == "single" else plan.rotation_weeks
    return [
        columns
        for columns in program.groups
        if not divisible(columns, [round(values[c]) for c in columns.walks], weeks)
    ]


def join(
    program: Program,
    solver: Solver,
    groups: Sequence[GroupColumns],
    values: Values,
    upper: Values,
    cost: float,
) -> None:
    """Add rows that every circulation keeps that can be turned into rotations.

    Parameters
    ----------
    program
        The program; its model gets rows.
    solver
        Solves it as it was before.
    groups
        The groups whose flow cannot be turned into rotations.
    values
        The solution with these flows.
    upper
        Upper bounds of all columns.
    cost
        No better roster costs more; infinite where none is known yet.
    """
    model = program.model
    rows: list[Callable[[], None]] = []
    for columns in groups:
        price = model.costs[columns.agents]
        most = 10.0 * float(values[columns.agents]) + 100
        if price and math.isfinite(cost):
            most = cost / price
        most = math.ceil(min(most, model.upper[columns.agents]))
        found = circulation(columns, [round(values[c]) for c in columns.walks])
        for circuit in euler_circuits(found):
            nodes = set(found.tail[circuit].tolist())
            rows.append(partial(keep_contract, program, columns, nodes, most))
        if program.plan.rotation == "single":
            nodes = set(found.tail.tolist())
            for border in separations(found):
                inside = set(border.inside)
                sides = [
                    side
                    for side in (inside, nodes - inside)
                    if _holds_all(solver, columns, side, upper)
                ]
                rows.append(partial(cross, program, columns, border.leaving, sides, most))
    for add in rows:
        add()


def with_whole_sides(program: Program, values: Values) -> Values:
    """Say of whole walks on which side of a border all lines stay, which fractions leave open."""
    if program.plan.rotation != "single":
        return values
    names, whole = program.model.names, values.copy()
    for columns, _, _, upper in program.model.rows:
        *elsewhere, alone = columns
        if alone < len(values) and names[alone].startswith(_ALONE) and math.isfinite(upper):
            whole[alone] = float(values[elsewhere].sum() < _NONE)
    return whole


def _holds_all(solver: Solver, columns: GroupColumns, side: set[int], upper: Values) -> bool:
    """Whether, fractions allowed, all lines of a group can stay on one side of a border."""
    upper = upper.copy()
    for arc, column in zip(columns.network.arcs, columns.walks, strict=True):
        if arc.tail not in side:
            upper[column] = 0.0
    return solver.relax(upper=upper).status != Status.INFEASIBLE


def keep_contract(program: Program, columns: GroupColumns, nodes: set[int], most: float) -> None:
    """Keep the contract of a part of a group's flow that nothing leaves.

    Its lines rotate among themselves, so they must keep the contract on average.

    Parameters
    ----------
    program
        The program; its model gets a row.
    columns
        The group.
    nodes
        Nodes of the part.
    most
        No better roster has more agents in the group.
    """
    model, net = program.model, columns.network
    inside = [(a, c) for a, c in zip(net.arcs, columns.walks, strict=True) if a.tail in nodes]
    leaving = [c for arc, c in inside if arc.head not in nodes]
    lines = [c for arc, c in inside if arc.weekday == 0]
    for rule in averages(columns.group.rules):
        duties = ((columns.bands[a.band], c) for a, c in inside if a.band != OFF_DAY)
        worked = [(c, rule.amount(band)) for band, c in duties]
        extra = most * (7 * max((amount for _, amount in worked), default=0.0))
        model.row(
            [
                *worked,
                *((c, -rule.limit) for c in lines),
                *((c, -extra) for c in leaving),
            ],
            upper=0.0,
        )


def cross(
    program: Program,
    columns: GroupColumns,
    leaving: Sequence[int],
    sides: Sequence[set[int]],
    most: float,
) -> None:
    """Let a single rotation cross a border or stay on one of its sides.

    Parameters
    ----------
    program
        The program; its model gets rows, and a column for each side that may hold all lines.
    columns
        The group.
    leaving
        Arcs that cross the border one way.
    sides
        Nodes of the sides that may hold all lines.
    most
        No better roster has more agents in the group.
    """
    model, net = program.model, columns.network
    terms = [(columns.walks[arc], 1.0) for arc in leaving]
    for side in sides:
        # May be 1 only if no line starts its week on the other side.
        alone = model.column(f"{_ALONE}{len(model.names)}", upper=1.0, integer=True)
        elsewhere = [
            (c, 1.0)
            for arc, c in zip(net.arcs, columns.walks, strict=True)
            if arc.weekday == 0 and arc.tail not in side
        ]
        model.row([*elsewhere, (alone, most)], upper=most)
        terms.append((alone, 1.0))
    model.row(terms, lower=1.0)
