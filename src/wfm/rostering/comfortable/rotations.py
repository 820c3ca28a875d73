"""The teams of a group while their days change: what keeps the rules, and what people feel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wfm.rostering.comfort.prices import OFF, DayPrices, DutyKind
from wfm.rostering.program.program import GroupColumns
from wfm.rostering.teams.closed_walks import HOURS, NIGHTS
from wfm.rostering.teams.lines import Cell, Team, circulation, limits
from wfm.rostering.teams.split import NIGHTS_APART, WEEKENDS_APART
from wfm.work.rules.weekends import worked_weekends
from wfm.work.shifts import Band

# Price of a night or a worked weekend per agent and week beyond the bounds of fairness.
_UNEVEN = 200.0
_TINY = 1e-6


@dataclass
class Rotation:
    """A team, and what its days are like.

    Parameters
    ----------
    cells, days
        Its duties, and the number of the kind of each; None and `OFF` on a day off.
    nodes
        State of the network before each day.
    price
        What its days cost those who work them.
    totals
        Its nights, its worked weekends, and its paid time [min].
    """

    cells: list[Cell | None]
    days: list[int]
    nodes: list[int]
    price: float = 0.0
    totals: tuple[int, int, int] = (0, 0, 0)

    @property
    def weeks(self) -> int:
        """Number of its lines."""
        return len(self.days) // 7

    def with_days(self, at: int, cells: Sequence[Cell | None], days: Sequence[int]) -> "Rotation":
        """Return it with other days from a position on, with the states as they were."""
        new_cells, new_days, n = self.cells.copy(), self.days.copy(), len(self.days)
        for k, (cell, day) in enumerate(zip(cells, days, strict=True)):
            new_cells[(at + k) % n], new_days[(at + k) % n] = cell, day
        return Rotation(new_cells, new_days, self.nodes.copy())

    def window(self, at: int, length: int) -> tuple[list[Cell | None], list[int]]:
        """Return some of its days, with the numbers of their kinds."""
        where = [(at + k) % len(self.days) for k in range(length)]
        return [self.cells[w] for w in where], [self.days[w] for w in where]


New = Mapping[int, Rotation]


class GroupDays:
    """The teams of a group, of which some days may change.

    Parameters
    ----------
    columns
        The group's part of the program: its network says what keeps the rules.
    teams
        The group's teams. Those whose days the network does not hold stay as they are.
    weights
        Weight of each thing that people would rather not have; see `comfort.prices`.
    """

    def __init__(
        self, columns: GroupColumns, teams: Sequence[Team], weights: Mapping[str, float]
    ) -> None:
        self.group = columns.group
        self._given = list(teams)
        place = {band: number for number, band in enumerate(columns.bands)}
        worked = {(place[c.band], c.start) for team in teams for c in team.days if c}
        self._keys = sorted(worked)
        self.bands = [columns.bands[band] for band, _ in self._keys]
        self.kinds = [
            DutyKind.of(band, start)
            for band, (_, start) in zip(self.bands, self._keys, strict=True)
        ]
        most = limits(columns.group)
        self._most_nights, self._most_paid = most[NIGHTS], 60 * most[HOURS]
        self._prices = DayPrices(self.kinds, weights, self.group.weekend)
        self._heads: dict[int, dict[int, int]] = defaultdict(dict)
        self.rotations: dict[int, Rotation] = {}
        self._read(columns, place)

    def _read(self, columns: GroupColumns, place: Mapping[Band, int]) -> None:
        """Find the states of each team's days."""
        network = circulation(columns, [0] * len(columns.walks))
        number = {key: n for n, key in enumerate(self._keys)}
        for (tail, action), (_, head) in network.steps.items():
            for n in (OFF,) if not action else self._numbers(action - 1):
                self._heads[tail][n] = head
        for which, team in enumerate(self._given):
            days = [OFF if c is None else number[place[c.band], c.start] for c in team.days]
            actions = [0 if c is None else place[c.band] + 1 for c in team.days]
            arcs = network.closed(actions)
            if arcs is not None and not team.occupied:
                rotation = Rotation(list(team.days), days, network.tail[arcs].tolist())
                self.rotations[which] = self.priced(rotation)

    def _numbers(self, band: int) -> list[int]:
        return [n for n, (own, _) in enumerate(self._keys) if own == band]

    def teams(self) -> list[Team]:
        """Return the teams as they are now."""
        found = self._given.copy()
        for number, rotation in self.rotations.items():
            found[number] = replace(found[number], days=tuple(rotation.cells))
        return found

    def walks(self, rotation: Rotation, at: int, length: int) -> bool:
        """Walk new days from the state before them until it is again what it was; mark the states.

        False where a rule breaks, or where the states do not settle.
        """
        days, nodes, heads = rotation.days, rotation.nodes, self._heads
        n, node = len(days), rotation.nodes[at]
        for k in range(length + 2 * n):
            here = (at + k) % n
            if k >= length and nodes[here] == node:
                return True
            nodes[here] = node
            following = heads[node].get(days[here])
            if following is None:
                return False
            node = following
        return False

    def begins(self, rotation: Rotation, at: int, days: Sequence[int]) -> bool:
        """Whether other days may be walked from a position on, whatever comes after them."""
        node, heads = rotation.nodes[at], self._heads
        for day in days:
            following = heads[node].get(day)
            if following is None:
                return False
            node = following
        return True

    def priced(self, rotation: Rotation) -> Rotation:
        """Return a team with its price and its totals."""
        kinds = [self.kinds[day] for day in rotation.days if day != OFF]
        weekends = sum(worked_weekends(rotation.cells, self.group.weekend))
        totals = (sum(k.night for k in kinds), weekends, sum(k.paid for k in kinds))
        price = self._prices.of(rotation.days)
        return Rotation(rotation.cells, rotation.days, rotation.nodes, price, totals)

    @property
    def starts_move(self) -> bool:
        """Whether a start moves inside a stint, and that has a price."""
        starts = [kind.start for kind in self.kinds]
        return self._prices.weights.get("steady", 1.0) > 0 and any(
            OFF not in (before, day) and starts[before] != starts[day]
            for rotation in self.rotations.values()
            for before, day in pairwise((*rotation.days, *rotation.days[:1]))
        )

    def within_contract(self, rotation: Rotation) -> bool:
        """Whether a team has no more hours and nights on average than it may."""
        (nights, _, paid), weeks = rotation.totals, rotation.weeks
        return bool(
            paid <= self._most_paid * weeks + _TINY and nights <= self._most_nights * weeks + _TINY
        )

    def worse(self, new: New) -> float:
        """Return how much dearer the group's days get with some teams in place of theirs."""
        worse = sum(new[n].price - self.rotations[n].price for n in new)
        if any(new[n].totals[:2] != self.rotations[n].totals[:2] for n in new):
            worse += _uneven({**self.rotations, **new}) - _uneven(self.rotations)
        return worse

    @property
    def price(self) -> float:
        """Price of all teams."""
        return sum(r.price for r in self.rotations.values()) + self.uneven

    @property
    def uneven(self) -> float:
        """Price of how far the teams are beyond the bounds of fairness; 0 within them."""
        return _uneven(self.rotations)


def _uneven(rotations: New) -> float:
    """Price how far the teams are beyond the bounds of fairness."""
    beyond = 0.0
    for row, apart in enumerate((NIGHTS_APART, WEEKENDS_APART)):
        rates = [r.totals[row] / r.weeks for r in rotations.values()]
        beyond += max(0.0, max(rates, default=0.0) - min(rates, default=0.0) - apart)
    return _UNEVEN * beyond
