"""The stints of a team, and others that may be in the place of one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wfm.rostering.comfort.prices import OFF, DayPrices, DutyKind
from wfm.rostering.program.program import GroupColumns
from wfm.rostering.teams.lines import Cell, Team, circulation
from wfm.work.rules.weekends import worked_weekends


@dataclass(frozen=True)
class Choice:
    """A stint of one start that may be in the place of another.

    Parameters
    ----------
    band, start
        Number of its band, and its start [min after midnight].
    days
        Positions of its days in the team.
    price
        By how much the team's days are dearer with it.
    begins, ends
        By how many days it begins and ends later.
    paid, weekends
        How much more is paid [min], and how many more weekends are worked.
    """

    band: int
    start: int
    days: tuple[int, ...]
    price: float
    begins: int
    ends: int
    paid: int
    weekends: int


def stints(team: Team) -> list[list[int]]:
    """Return the positions of the days of each run of duties of a closed team, in order."""
    if None not in team.days:
        return []
    n, off = len(team.days), team.days.index(None)
    found: list[list[int]] = [[]]
    for position in (*range(off, n), *range(off)):
        if team.days[position] is not None:
            found[-1].append(position)
        elif found[-1]:
            found.append([])
    return [stint for stint in found if stint]


def is_steady(team: Team, stint: Sequence[int]) -> bool:
    """Whether a stint has one start, of one band."""
    return len({(cell.band, cell.start) for cell in cells(team, stint)}) == 1


def cells(team: Team, stint: Sequence[int]) -> list[Cell]:
    """Return the duties of a stint."""
    return [cell for day in stint if (cell := team.days[day]) is not None]


class Choices:
    """What may be in the place of the stints of a group.

    Parameters
    ----------
    columns
        The group's part of the program: its network says what keeps the rules.
    weights
        Weight of each thing that people would rather not have; see `comfort.prices`.
    """

    def __init__(self, columns: GroupColumns, weights: Mapping[str, float]) -> None:
        self.place = {band: number for number, band in enumerate(columns.bands)}
        self._bands, self._group = columns.bands, columns.group
        self._network = circulation(columns, [0] * len(columns.walks))
        keys = [(b, start) for b, band in enumerate(columns.bands) for start in band.starts]
        self._kind = {key: number for number, key in enumerate(keys)}
        kinds = [DutyKind.of(columns.bands[b], start) for b, start in keys]
        self._prices = DayPrices(kinds, weights, columns.group.weekend)

    @property
    def unsteady(self) -> float:
        """Price of a stint with more than one start."""
        return self._prices.unsteady

    def of(self, team: Team, stint: Sequence[int], most: int) -> Iterator[Choice]:
        """Return what may be in the place of a stint; its ends move by `most` days at most.

        Those of night stay night, on the same days: so every team keeps its nights.
        """
        night = {cell.band.night for cell in cells(team, stint)}
        before, weekends = self._price(team.days), team.weekends
        paid = sum(cell.band.shift.paid for cell in cells(team, stint))
        for begins, ends in self._moves(0 if night != {False} else most):
            days = _days(team, stint, begins, ends)
            if not days:
                continue
            for band, own in enumerate(self._bands):
                if night != {own.night}:
                    continue
                changed = _with(team, stint, days, Cell(own, own.starts[0]))
                if not self._kept(changed):
                    continue
                more = sum(worked_weekends(changed, self._group.weekend)) - weekends
                for start in own.starts:
                    price = self._price(_with(team, stint, days, Cell(own, start))) - before
                    longer = len(days) * own.shift.paid - paid
                    yield Choice(band, start, days, price, begins, ends, longer, more)

    @staticmethod
    def _moves(most: int) -> list[tuple[int, int]]:
        """Return by how many days both ends may move."""
        return [(b, e) for b in range(-most, most + 1) for e in range(-most, most + 1)]

    def _kept(self, days: Sequence[Cell | None]) -> bool:
        """Whether days keep the rules."""
        actions = [0 if cell is None else self.place[cell.band] + 1 for cell in days]
        return self._network.closed(actions) is not None

    def keeps(self, team: Team) -> bool:
        """Whether a team keeps the rules."""
        return self._kept(team.days)

    def _price(self, days: Sequence[Cell | None]) -> float:
        """Return what days are like for those who work them."""
        return self._prices.of(
            [OFF if c is None else self._kind[self.place[c.band], c.start] for c in days]
        )


def _days(team: Team, stint: Sequence[int], begins: int, ends: int) -> tuple[int, ...]:
    """Return the days of a stint whose ends move; () where that meets another stint."""
    n, first, length = len(team.days), stint[0] + begins, len(stint) + ends - begins
    around = {(first + k) % n for k in range(-1, length + 1)} - set(stint)
    if length < 1 or any(team.days[day] is not None for day in around):
        return ()
    return tuple((first + k) % n for k in range(length))


def _with(team: Team, stint: Sequence[int], days: Sequence[int], cell: Cell) -> list[Cell | None]:
    """Return the days of a team with another stint in place of one."""
    changed = list(team.days)
    for day in stint:
        changed[day] = None
    for day in days:
        changed[day] = cell
    return changed
