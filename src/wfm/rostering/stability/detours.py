"""An old team as it stays, and the detours that it may take: some weeks with other days.

Detours that share no week go together: each begins and ends in the state in which the team was.
What days are worth comes from the prices of the program that chooses among detours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.network import WEEKDAYS
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.stability.duty_choices import DutyChoices, spans, sums_of
from wfm.rostering.stability.old_teams import OldTeam
from wfm.rostering.stability.walks import (
    LEFT_OUT,
    STAYS,
    Walk,
    Worth,
    best_walk,
    layers_of,
    mondays_of,
)
from wfm.rostering.teams.lines import Cell
from wfm.work.rules.rule import averages
from wfm.work.shifts import Band

Values = NDArray[np.float64]
Counts = NDArray[np.int64]
Cells = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Prices:
    """What days of an old team are worth to the program.

    Parameters
    ----------
    slots
        Of an agent on the phones in each slot.
    line, cost
        Of a line of the group, its pay left out, and of a cost unit.
    fines
        On what each limit of the average counts.
    weeks
        Of each week that is taken by a detour.
    """

    slots: Values
    line: float
    cost: float
    fines: Values
    weeks: Values


@dataclass(frozen=True)
class Amounts:
    """What some weeks of a team add up to.

    Parameters
    ----------
    there
        Agents on the phones in each slot.
    cost
        Cost units a week.
    lines, changed
        Lines; duties that have changed.
    limited
        For each limit of the average, by how much it is exceeded.
    """

    there: Counts
    cost: float
    lines: int
    changed: int
    limited: Values

    def less(self, other: "Amounts") -> "Amounts":
        """Return how much more it is than another."""
        return Amounts(
            self.there - other.there,
            self.cost - other.cost,
            self.lines - other.lines,
            self.changed - other.changed,
            self.limited - other.limited,
        )

    def worth(self, prices: Prices) -> float:
        """Return what they are worth."""
        worth = float(self.there @ prices.slots) + self.lines * prices.line
        return worth - self.cost * prices.cost - self.changed - float(self.limited @ prices.fines)


@dataclass(frozen=True)
class Detour:
    """Weeks of an old team with other days.

    Parameters
    ----------
    team
        Name of the team.
    weeks
        Their days; None: the week is left out.
    more
        What they add up to beside the weeks as they were.
    """

    team: str
    weeks: dict[int, Cells | None]
    more: Amounts


@dataclass(frozen=True)
class Base:
    """An old team as it stays where no detour is taken.

    Parameters
    ----------
    old
        The team.
    cells
        Its days: as they were, or what keeps the rules of the plan and changes least.
    mondays
        Node of each Monday; None: it is in no network, and takes no detours.
    amounts
        What it adds up to.
    """

    old: OldTeam
    cells: Cells
    mondays: tuple[int, ...] | None
    amounts: Amounts

    def week(self, week: int) -> Cells:
        """Return the days of a week."""
        return self.cells[week * WEEKDAYS : (week + 1) * WEEKDAYS]

    def with_detours(self, detours: Sequence[Detour]) -> Cells:
        """Return its days where some detours are taken."""
        weeks: dict[int, Cells | None] = {w: self.week(w) for w in range(self.old.lines)}
        for detour in detours:
            weeks |= detour.weeks
        return tuple(cell for w in sorted(weeks) for cell in weeks[w] or ())


class Walker:
    """Finds the detours of the teams of a group.

    Parameters
    ----------
    built
        The program.
    group
        Its columns of the group.
    """

    def __init__(self, built: Program, group: GroupColumns) -> None:
        self._built, self._columns, self._group = built, group, group.group
        self._bands = group.bands
        self._number = {band: number for number, band in enumerate(group.bands)}
        self._layers = layers_of(group)
        self._averages = averages(group.group.rules)
        self._counted = np.array(
            [[0.0, *(rule.amount(band) for band in group.bands)] for rule in self._averages]
        ).reshape(len(self._averages), len(group.bands) + 1)
        self._limits = np.array([rule.limit for rule in self._averages])
        self._duties = {
            (day, number): DutyChoices.of(built, group, day, number)
            for day in range(WEEKDAYS)
            for number in range(len(group.bands))
        }

    def base(self, old: OldTeam) -> Base | None:
        """Return a team as it was, or nearest to that; None where no walk keeps the rules."""
        if old.as_it_was:
            actions = [0 if c is None else self._number[c.band] + 1 for c in old.cells]
            mondays = mondays_of(self._layers, actions)
            return self._made(old, old.cells, mondays)
        slots, n = np.zeros(len(self._built.required)), len(self._averages)
        none = Prices(slots, 0.0, 0.0, np.zeros(n), np.zeros(old.lines))
        for fine in (0.0, 0.1, 0.3, 1.0, 3.0):
            prices = replace(none, fines=fine / np.maximum(self._counted.max(axis=1, initial=0), 1))
            # No week is left out: a team that is too long stays so.
            worth = replace(self._worth(old, None, prices), left_out=np.full(old.lines, -np.inf))
            walk = best_walk(self._layers, None, worth)
            if walk is None:
                return None
            cells = self._cells(old, walk, prices)
            every = tuple(cell for w in sorted(cells) for cell in cells[w] or ())
            made = self._made(old, every, list(walk.mondays[:-1]))
            if (made.amounts.limited <= 1e-6).all():
                return made
        return None

    def _made(self, old: OldTeam, cells: Cells, mondays: list[int] | None) -> Base:
        weeks = {w: cells[w * WEEKDAYS : (w + 1) * WEEKDAYS] for w in range(len(cells) // WEEKDAYS)}
        nodes = None if mondays is None else tuple(mondays)
        return Base(old, cells, nodes, self._amounts(old, weeks))

    def detours(self, base: Base, prices: Prices) -> list[Detour]:
        """Return the detours of the walk that is worth most.

        Parameters
        ----------
        base
            The team as it stays.
        prices
            What its days are worth.
        """
        if base.mondays is None:
            return []
        old = base.old
        walk = best_walk(self._layers, base.mondays, self._worth(old, base, prices))
        if walk is None:
            return []
        cells = self._cells(old, walk, prices)
        found = []
        for run in _runs(walk, base.mondays):
            weeks = {week: cells[week] for week in run}
            was = self._amounts(old, {week: base.week(week) for week in run})
            found.append(Detour(old.name, weeks, self._amounts(old, weeks).less(was)))
        return found

    def _worth(self, old: OldTeam, base: Base | None, prices: Prices) -> Worth:
        sums = sums_of(prices.slots)
        best = np.full((WEEKDAYS, len(self._bands) + 1), -np.inf)
        for (weekday, number), duties in self._duties.items():
            worth = duties.worth(sums)
            if len(worth):
                best[weekday, number + 1] = worth.max() - prices.cost * self._premium(
                    weekday, self._bands[number]
                )
        days = best[np.arange(len(old.days)) % WEEKDAYS] - 1.0
        for position, (duty, cell) in enumerate(zip(old.days, old.cells, strict=True)):
            days[position, 0] = 0.0 if duty is None else -1.0
            if cell is not None:
                number = self._number[cell.band] + 1
                as_it_was = self._worth_of(position % WEEKDAYS, cell, prices, sums)
                days[position, number] = max(days[position, number], as_it_was)
        fined = prices.fines @ self._counted
        duties_of = [
            sum(day is not None for day in old.days[w * WEEKDAYS : (w + 1) * WEEKDAYS])
            for w in range(old.lines)
        ]
        left_out = -np.array(duties_of, dtype=float) - prices.weeks
        line = prices.line + float(prices.fines @ self._limits) - prices.cost * self._pay
        stays = np.zeros(old.lines)
        if base is not None:
            for week in range(old.lines):
                stays[week] = self._amounts(old, {week: base.week(week)}).worth(prices)
        return Worth(days - fined, line, stays, prices.weeks, left_out)

    @property
    def _pay(self) -> float:
        return self._group.weekly_minutes / 60 * self._group.cost_per_hour

    def _premium(self, weekday: int, band: Band) -> float:
        premium = self._group.premium(weekday, night=band.night)
        return premium * self._group.cost_per_hour * band.shift.paid / 60

    def _worth_of(self, weekday: int, cell: Cell, prices: Prices, sums: Values) -> float:
        """Return what a duty is worth, whether or not it is a change."""
        worth = 0.0
        for first, last, sign in spans(self._built, weekday, cell):
            worth += sign * float(sums[last] - sums[first])
        return worth - prices.cost * self._premium(weekday, cell.band)

    def _amounts(self, old: OldTeam, weeks: Mapping[int, Cells | None]) -> Amounts:
        there = np.zeros(2 * len(self._built.required), dtype=np.int64)
        cost, lines, changed = 0.0, 0, 0
        limited = np.zeros(len(self._limits))
        for week, cells in weeks.items():
            first = week * WEEKDAYS
            was, known = old.days[first : first + WEEKDAYS], old.cells[first : first + WEEKDAYS]
            if cells is None:
                changed += sum(duty is not None for duty in was)
                continue
            cost, lines, limited = cost + self._pay, lines + 1, limited - self._limits
            for weekday, cell in enumerate(cells):
                if cell is None:
                    changed += was[weekday] is not None
                    continue
                changed += cell != known[weekday]
                cost += self._premium(weekday, cell.band)
                limited = limited + self._counted[:, self._number[cell.band] + 1]
                for begin, end, sign in spans(self._built, weekday, cell):
                    there[begin:end] += sign
        both = there.reshape(2, -1).sum(axis=0)
        return Amounts(both, cost, lines, int(changed), limited)

    def _cells(self, old: OldTeam, walk: Walk, prices: Prices) -> dict[int, Cells | None]:
        """Return the days of each week of a walk that does not stay."""
        sums = sums_of(prices.slots)
        found: dict[int, Cells | None] = {}
        for week, actions in enumerate(walk.weeks):
            if actions == LEFT_OUT:
                found[week] = None
            elif actions != STAYS:
                assert not isinstance(actions, str)
                found[week] = tuple(
                    None if not action else self._cell(old, week, day, action - 1, prices, sums)
                    for day, action in enumerate(actions)
                )
        return found

    def _cell(
        self, old: OldTeam, week: int, day: int, number: int, prices: Prices, sums: Values
    ) -> Cell:
        """Return the duty of a band that is worth most: the old one, or another."""
        was = old.cells[week * WEEKDAYS + day]
        duties, band = self._duties[day, number], self._bands[number]
        worth = duties.worth(sums)
        best = int(np.argmax(worth))
        if was is not None and was.band == band:
            other = worth[best] - prices.cost * self._premium(day, band) - 1.0
            if self._worth_of(day, was, prices, sums) >= other - 1e-6:
                return was
        start, pauses = duties.cells[best]
        return Cell(band, start, pauses)


def _runs(walk: Walk, base: Sequence[int]) -> list[list[int]]:
    """Part the weeks that do not stay into runs that begin and end where the team was."""
    n = len(base)
    joins = [walk.mondays[week] == base[week] for week in range(n)]
    first = next((week for week in range(n) if joins[week]), 0)
    runs: list[list[int]] = []
    for week in (*range(first, n), *range(first)):
        if joins[week] or not runs:
            runs.append([])
        runs[-1].append(week)
    return [run for run in runs if any(walk.weeks[week] != STAYS for week in run)]
