"""The integer program: shifts, meals, breaks and rotation in one.

Its size does not grow with the number of agents: it counts lines instead of naming people.
Columns of a contract group: `walks`, the lines that take an arc of the group's network;
`duties`, the duties that start in a slot; `agents`. Columns of a kind of duty, which is a pattern
of meals and breaks: those that start in a slot, and the agents who are waiting for them.

References
----------
Dantzig (1954), "A comment on Edie's 'Traffic delays at toll booths'",
doi:10.1287/opre.2.3.339.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.breaks import Kind, Span, add_pauses, arranged
from wfm.rostering.program.crews import Crews, add_crews, envelope, in_closed_hours
from wfm.rostering.program.network import OFF_DAY, Network, network
from wfm.solver import Model, Terms
from wfm.weekdays import WEEK
from wfm.work.opening import closed_hours
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import averages
from wfm.work.shifts import Band
from wfm.work.slots import Slots, slot_minutes
from wfm.work.week import Week


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


@dataclass(frozen=True)
class Program:
    """The program of a plan and a week's requirement.

    Parameters
    ----------
    model
        Columns and rows.
    plan, week
        What it is of.
    slot
        Grid on which slots begin, whatever else begins or ends between [min].
    slots
        The slots of the week.
    required
        Agents per slot [agents].
    groups, kinds
        Its columns, of groups without patterns.
    crews
        Its columns of groups with patterns.
    short, over
        Columns of the missing agents of each slot, and behind them of those missing in crews; and
        of those beyond what is allowed; held at 0 by their bounds.
    idle
        Column of the slots of all duties while the site is closed; None where these have no
        price.
    """

    model: Model
    plan: Plan
    week: Week
    slot: int
    slots: Slots
    required: NDArray[np.int64]
    groups: tuple[GroupColumns, ...]
    kinds: tuple[Kind, ...]
    crews: Crews
    short: tuple[int, ...]
    over: tuple[int, ...]
    idle: int | None = None

    @property
    def agents(self) -> list[int]:
        """Columns of all agents."""
        return [*(group.agents for group in self.groups), *self.crews.agents]

    def agents_in(self, columns: NDArray[np.int64]) -> int:
        """Return the number of agents of whole values of the columns."""
        return int(columns[self.agents].sum())

    @property
    def priced(self) -> NDArray[np.int64]:
        """Columns whose price is no cost: it says what is to be avoided."""
        idle = () if self.idle is None else (self.idle,)
        return np.array([*self.short, *self.over, *idle, *self.wished], dtype=int)

    @property
    def wished(self) -> list[int]:
        """Columns of the walks that fail a wish."""
        return [
            column
            for group in self.groups
            for arc, column in zip(group.network.arcs, group.walks, strict=True)
            if arc.price
        ]

    @property
    def missing(self) -> NDArray[np.int64]:
        """Columns of `short` and `over`."""
        return np.array([*self.short, *self.over], dtype=int)

    @property
    def elastic_upper(self) -> NDArray[np.float64]:
        """Upper bounds of the columns that let agents be missing."""
        upper = np.array(self.model.upper)
        upper[self.missing] = np.inf
        return upper


def program(plan: Plan, week: Week) -> Program:
    """State the program.

    Parameters
    ----------
    plan
        Groups and rules.
    week
        What is to be covered.
    """
    step = week.step
    slot = slot_minutes(plan, step)
    model = Model()
    kinds: dict[object, Kind] = {}
    there: list[Span] = []
    free = [group for group in plan.groups if not group.patterns]
    groups = tuple(_group(model, plan, g, step, slot, kinds, there) for g in free)
    crews = add_crews(model, plan, step, slot)
    regular = all(kind.on_grid(slot) for kind in kinds.values())
    away: list[Span] = []
    for number, kind in enumerate(kinds.values()):
        away += add_pauses(model, kind, number, slot, regular=regular)
    times = (time for first, last, _ in (*there, *away) for time in (first, last))
    slots = Slots.of(slot, (*times, *crews.times))
    need = week.required[slots.begins // step]
    # A missing agent in one slot is dearer than another agent all week.
    everyone = [*(group.agents for group in groups), *crews.agents]
    agent = price = max(1.0, *(model.costs[column] for column in everyone))
    closed = closed_hours(week)[slots.begins // step]
    if plan.closed == "least" and closed.any():
        # And than a duty that lies in closed hours but for that slot, each as dear as an agent.
        price *= -(-max(s.presence for group in plan.groups for s in group.shifts) // slot)
    prices = (price * slots.lengths / slots.lengths.min()).tolist()
    most = need if plan.coverage == "exact" else np.full(len(need), np.inf)
    if plan.max_over is not None:
        most = np.minimum(most, need + plan.max_over)
    short, over = _cover(model, need, most, prices, _on_phones(slots, there, away), crews, slots)
    inside = _inside(slots, closed, there, slot) + in_closed_hours(crews, slots, closed, slot)
    idle = _keep_closed(model, plan, inside, agent)
    every = tuple(kinds.values())
    return Program(model, plan, week, slot, slots, need, groups, every, crews, short, over, idle)


def _cover(
    model: Model,
    need: NDArray[np.int64],
    most: NDArray[np.float64] | NDArray[np.int64],
    prices: Sequence[float],
    on_phones: Sequence[Terms],
    crews: Crews,
    slots: Slots,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Add the rows of the requirement; return the columns of missing and of too many agents."""
    short = tuple(model.column(f"short_{t}", upper=0.0, cost=prices[t]) for t in range(len(need)))
    limited = np.flatnonzero(most < np.inf).tolist()
    over = {t: model.column(f"over_{t}", upper=0.0, cost=prices[t]) for t in limited}
    minute = prices[0] / float(slots.lengths[0])
    crew = envelope(model, crews, slots, limited=bool(limited), price=minute)
    for t, terms in enumerate(on_phones):
        spare = [(short[t], 1.0), *([(over[t], -1.0)] if t in over else [])]
        if crew.most[t] and t in over:
            model.row([*terms, *crew.fewest[t], (short[t], 1.0)], lower=float(need[t]))
            model.row([*terms, *crew.most[t], (over[t], -1.0)], upper=float(most[t]))
        else:
            row = [*terms, *crew.fewest[t], *spare]
            model.row(row, lower=float(need[t]), upper=float(most[t]))
    return (*short, *crew.short), tuple(over.values())


def _on_phones(slots: Slots, there: Sequence[Span], away: Sequence[Span]) -> list[Terms]:
    """Return for each slot the columns of those who are there, less those of meals and breaks."""
    cover: list[Terms] = [[] for _ in slots.begins]
    for spans, sign in ((there, 1.0), (away, -1.0)):
        for first, last, column in spans:
            for t in slots.between(first, last).tolist():
                cover[t].append((column, sign))
    return cover


def _inside(slots: Slots, closed: NDArray[np.bool_], there: Sequence[Span], slot: int) -> Terms:
    """Return the columns of duties in closed hours, and for how many parts of `slot` minutes."""
    minutes = slots.lengths * closed
    found = [(c, int(minutes[slots.between(first, last)].sum())) for first, last, c in there]
    return [(column, float(-(-inside // slot))) for column, inside in found if inside]


def _keep_closed(model: Model, plan: Plan, inside: Terms, price: float) -> int | None:
    """Shut out the duties that reach into closed hours, or price each part of theirs there."""
    if plan.closed == "allowed" or not inside:
        return None
    if plan.closed == "never":
        for column, _ in inside:
            model.upper[column] = 0.0
        return None
    # Whole, as the duties are: so that costs keep the step that they can take.
    idle = model.column("idle", integer=True, cost=price)
    model.row([*inside, (idle, -1.0)], upper=0.0)
    return idle


def _group(
    model: Model,
    plan: Plan,
    group: Group,
    step: int,
    slot: int,
    kinds: dict[object, Kind],
    there: list[Span],
) -> GroupColumns:
    bands = plan.bands(group, step)
    net = network(group.rules, bands)
    name = f"g{plan.groups.index(group)}"
    walks = [
        model.column(f"walk_{name}_{i}", integer=True, cost=arc.price)
        for i, arc in enumerate(net.arcs)
    ]
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
    for rule in averages(group.rules):
        terms = [(c, rule.amount(bands[b])) for (_, b, _), c in duties.items()]
        model.row([*terms, (agents, -rule.limit)], upper=0.0)
    for (day, b, start), column in duties.items():
        shift = bands[b].shift
        first = (shift.midnight(day) + start) % WEEK
        there.append((first, first + shift.presence, column))
        if shift.pauses:
            kind = arranged(shift.pauses, shift.min_gap, slot)
            kinds.setdefault(kind, Kind(*kind)).starting[first].append(column)
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
        premium = group.premium(day, night=band.night)
        cost = premium * group.cost_per_hour * band.shift.paid / 60
        for start in band.starts:
            duties[day, b, start] = model.column(
                f"duty_{name}_{day}_{b}_{start}", integer=True, cost=cost
            )
        model.row(
            terms + [(duties[day, b, start], 1.0) for start in band.starts], lower=0.0, upper=0.0
        )
    return duties
