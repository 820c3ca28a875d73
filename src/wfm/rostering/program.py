"""The integer program: shifts, meals, breaks and rotation in one.

Its size does not grow with the number of agents: it counts lines instead of naming people.
Columns of a contract group: `walks`, the lines that take an arc of the group's network;
`duties`, the duties that start in a slot; `agents`. Columns of a kind of duty, which is a pattern
of meals and breaks: those that start in a slot, and the agents who are waiting for them. Waiting
is a queue: whoever started first goes first, which gives everyone a place inside the window,
since windows of one kind never nest.

References
----------
Dantzig (1954), "A comment on Edie's 'Traffic delays at toll booths'".
Bechtold and Jacobs (1990), "Implicit modeling of flexible break assignments in optimal shift
scheduling". Aykin (1996), "Optimal shift scheduling with multiple break windows".
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.rostering.network import OFF_DAY, Network, network
from wfm.rostering.plan import DAY, Band, Group, Pause, Plan
from wfm.rostering.rules import ContractHours
from wfm.rostering.solver import Model

Terms = list[tuple[int, float]]


@dataclass(frozen=True)
class GroupColumns:
    """Columns of one contract group.

    Parameters
    ----------
    group, bands, network
        What they are of.
    walks
        Column of each arc of the network.
    duties
        Column of each weekday, band and start [min after midnight].
    agents
        Column of the number of agents.
    """

    group: Group
    bands: tuple[Band, ...]
    network: Network
    walks: list[int]
    duties: dict[tuple[int, int, int], int]
    agents: int


@dataclass
class Kind:
    """Duties with the same meals and breaks.

    Parameters
    ----------
    pauses, min_gap
        Their meals and breaks, and the least slots between them.
    starting
        Columns of the duties that start in a slot.
    taken
        For each pause, the column of those that start in a slot.
    """

    pauses: tuple[Pause, ...]
    min_gap: int
    starting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: list[dict[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Program:
    """The program of a plan and a week's requirement.

    Parameters
    ----------
    model
        Columns and rows.
    plan
        What it is of.
    slot
        Length of a slot [min].
    required
        Agents per slot [agents].
    groups, kinds
        Its columns.
    short, over
        Columns of the missing agents of each slot, and of those beyond what is allowed; held at
        0 by their bounds.
    """

    model: Model
    plan: Plan
    slot: int
    required: NDArray[np.int64]
    groups: tuple[GroupColumns, ...]
    kinds: tuple[Kind, ...]
    short: tuple[int, ...]
    over: tuple[int, ...]


def slot_minutes(plan: Plan, step: int) -> int:
    """Return the length of a slot: everything in a plan begins and ends on its grid [min]."""
    lengths = [step]
    for group in plan.groups:
        for shift in group.shifts:
            lengths += [shift.presence, *(pause.minutes for pause in shift.pauses)]
    slot = math.gcd(*lengths)
    if slot < 5:
        raise InputError(
            f"roster: shifts, meals and breaks on a grid of {slot} minutes: use multiples of 5"
        )
    return slot


def program(plan: Plan, required: NDArray[np.int64], step: int) -> Program:
    """State the program.

    Parameters
    ----------
    plan
        Groups and rules.
    required
        Agents per interval of a week [agents].
    step
        Length of an interval [min].
    """
    slot = slot_minutes(plan, step)
    need = np.repeat(required, step // slot)
    model = Model()
    kinds: dict[object, Kind] = {}
    cover: list[Terms] = [[] for _ in need]
    groups = tuple(_group(model, plan, g, step, slot, kinds, cover) for g in plan.groups)
    for number, kind in enumerate(kinds.values()):
        _pauses(model, kind, number, slot, cover)
    # A missing agent in one slot is dearer than another agent all week.
    price = max(1.0, *(model.costs[group.agents] for group in groups))
    short = tuple(model.column(f"short_{t}", upper=0.0, cost=price) for t in range(len(need)))
    most = need if plan.coverage == "exact" else np.full(len(need), np.inf)
    if plan.max_over is not None:
        most = np.minimum(most, need + plan.max_over)
    over = tuple(
        model.column(f"over_{t}", upper=0.0, cost=price) for t in np.flatnonzero(most < np.inf)
    )
    beyond = dict(zip(np.flatnonzero(most < np.inf).tolist(), over, strict=True))
    for t, terms in enumerate(cover):
        spare = [(short[t], 1.0), *([(beyond[t], -1.0)] if t in beyond else [])]
        model.row(terms + spare, lower=float(need[t]), upper=float(most[t]))
    return Program(model, plan, slot, need, groups, tuple(kinds.values()), short, over)


def _group(
    model: Model,
    plan: Plan,
    group: Group,
    step: int,
    slot: int,
    kinds: dict[object, Kind],
    cover: list[Terms],
) -> GroupColumns:
    bands = plan.bands(group, step)
    net = network(group.rules, bands)
    name = f"g{plan.groups.index(group)}"
    walks = [model.column(f"walk_{name}_{i}", integer=True) for i in range(len(net.arcs))]
    least, most = group.agents
    agents = model.column(
        f"agents_{name}",
        lower=least,
        upper=np.inf if most is None else most,
        integer=True,
        cost=group.weekly_minutes / 60 * group.cost_per_hour,
    )
    keep_balance(model, net, walks, agents)
    duties = _duties(model, group, bands, net, walks, name)
    for rule in group.rules:
        if isinstance(rule, ContractHours):
            hours = [(c, bands[b].shift.paid / 60) for (_, b, _), c in duties.items()]
            model.row([*hours, (agents, -rule.minutes / 60)], upper=0.0)
    for (day, b, start), column in duties.items():
        shift = bands[b].shift
        first = (day * DAY + start) // slot
        for k in range(shift.presence // slot):
            cover[(first + k) % len(cover)].append((column, 1.0))
        if shift.pauses:
            gap = -(-shift.min_gap // slot)
            kind = kinds.setdefault((shift.pauses, gap), Kind(shift.pauses, gap))
            kind.starting[first % len(cover)].append(column)
    return GroupColumns(group, bands, net, walks, duties, agents)


def keep_balance(model: Model, net: Network, walks: Sequence[int], agents: int) -> None:
    """Make the walks close: what enters a node leaves it; Sunday nights count the agents."""
    balance: list[Terms] = [[] for _ in range(net.nodes)]
    for arc, column in zip(net.arcs, walks, strict=True):
        balance[arc.tail].append((column, 1.0))
        balance[arc.head].append((column, -1.0))
    for terms in balance:
        model.row(terms, lower=0.0, upper=0.0)
    monday = [(c, 1.0) for arc, c in zip(net.arcs, walks, strict=True) if arc.weekday == 0]
    model.row([*monday, (agents, -1.0)], lower=0.0, upper=0.0)


def _duties(
    model: Model,
    group: Group,
    bands: Sequence[Band],
    net: Network,
    walks: Sequence[int],
    name: str,
) -> dict[tuple[int, int, int], int]:
    """Add the duties of each start, as many as the walks have of their band and weekday."""
    working: dict[tuple[int, int], Terms] = defaultdict(list)
    for arc, column in zip(net.arcs, walks, strict=True):
        if arc.band != OFF_DAY:
            working[arc.weekday, arc.band].append((column, -1.0))
    duties = {}
    for (day, b), terms in sorted(working.items()):
        band = bands[b]
        premium = group.night_premium * band.night + group.sunday_premium * (day == 6)
        cost = premium * group.cost_per_hour * band.shift.paid / 60
        for start in band.starts:
            duties[day, b, start] = model.column(
                f"duty_{name}_{day}_{b}_{start}", integer=True, cost=cost
            )
        model.row(
            terms + [(duties[day, b, start], 1.0) for start in band.starts], lower=0.0, upper=0.0
        )
    return duties


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
    for rule in columns.group.rules:
        if isinstance(rule, ContractHours):
            paid = [
                (c, columns.bands[arc.band].shift.paid / 60)
                for arc, c in inside
                if arc.band != OFF_DAY
            ]
            extra = most * (7 * max((hours for _, hours in paid), default=0.0))
            model.row(
                [
                    *paid,
                    *((c, -rule.minutes / 60) for c in lines),
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
        alone = model.column(f"alone_{len(model.names)}", upper=1.0, integer=True)
        elsewhere = [
            (c, 1.0)
            for arc, c in zip(net.arcs, columns.walks, strict=True)
            if arc.weekday == 0 and arc.tail not in side
        ]
        model.row([*elsewhere, (alone, most)], upper=most)
        terms.append((alone, 1.0))
    model.row(terms, lower=1.0)


def _pauses(model: Model, kind: Kind, number: int, slot: int, cover: list[Terms]) -> None:
    """Add the queues of a kind's meals and breaks."""
    slots = len(cover)
    waiting: list[dict[int, int]] = []
    # One pause of one slot is a flow through the queue, whole where the duties are.
    flow = len(kind.pauses) == 1 and kind.pauses[0].minutes == slot
    for i, pause in enumerate(kind.pauses):
        early, late = window(pause, slot)
        taken: dict[int, int] = {}
        queue: dict[int, int] = {}
        for start in sorted(kind.starting):
            for e in range(early, late + 1):
                t = (start + e) % slots
                if t not in taken:
                    taken[t] = model.column(f"pause_{number}_{i}_{t}", integer=not flow)
                if e < late and t not in queue:
                    queue[t] = model.column(f"wait_{number}_{i}_{t}")
        for t, column in taken.items():
            for k in range(pause.minutes // slot):
                cover[(t + k) % slots].append((column, -1.0))
            _queue_rows(model, kind, t, column, queue, (early, late), slots)
        kind.taken.append(taken)
        waiting.append(queue)
    for i in range(1, len(kind.pauses)):
        _chain_rows(model, kind, i, slot, slots, waiting)


def _queue_rows(
    model: Model,
    kind: Kind,
    t: int,
    taken: int,
    queue: dict[int, int],
    window: tuple[int, int],
    slots: int,
) -> None:
    """Let a slot's pauses be taken by those who wait, none of them past the deadline."""
    early, late = window
    opening = [(c, -1.0) for c in kind.starting.get((t - early) % slots, ())]
    terms: Terms = [(taken, 1.0), *opening]
    if t in queue:
        terms.append((queue[t], 1.0))
    if (t - 1) % slots in queue:
        terms.append((queue[(t - 1) % slots], -1.0))
    model.row(terms, lower=0.0, upper=0.0)
    if t in queue:
        in_time = [
            (c, -1.0) for e in range(early, late) for c in kind.starting.get((t - e) % slots, ())
        ]
        model.row([(queue[t], 1.0), *in_time], upper=0.0)


def _chain_rows(
    model: Model, kind: Kind, i: int, slot: int, slots: int, waiting: Sequence[dict[int, int]]
) -> None:
    """Let nobody take a pause before the one before it is over and the gap has passed."""
    before, after = kind.pauses[i - 1], kind.pauses[i]
    (early_before, late_before), (early, _) = window(before, slot), window(after, slot)
    apart = before.minutes // slot + kind.min_gap
    if early >= late_before + apart:
        return
    for t in range(slots):
        # Those who have had the one and not the other are at least those who had it just now.
        terms = [(waiting[i][t], 1.0)] if t in waiting[i] else []
        if t in waiting[i - 1]:
            terms.append((waiting[i - 1][t], -1.0))
        sign = 1.0 if early >= early_before else -1.0
        for e in range(min(early, early_before), max(early, early_before)):
            terms += [(c, sign) for c in kind.starting.get((t - e) % slots, ())]
        taken = kind.taken[i - 1]
        recent = [taken[(t - e) % slots] for e in range(apart) if (t - e) % slots in taken]
        if terms or recent:
            model.row(terms + [(c, -1.0) for c in recent], lower=0.0)


def window(pause: Pause, slot: int) -> tuple[int, int]:
    """First and last slot, counted from the duty's start, in which a pause may start."""
    early, late = -(-pause.earliest // slot), pause.latest // slot
    if early > late:
        raise InputError(
            f"roster: no slot of {slot} minutes begins between {pause.earliest / 60:g} and "
            f"{pause.latest / 60:g} h after a duty's start: widen the window of the meal or break"
        )
    return early, late
