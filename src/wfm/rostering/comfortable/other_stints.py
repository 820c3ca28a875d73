"""Put other stints in place of those of a finished roster, all at once and at no cost.

Each stint may stay, with its duties at other starts of their shifts, or another one may come in
its place: with one start throughout, of any shift, and up to a day earlier or later at either end.
A whole program chooses for all stints together what people live best with, so that every slot
stays covered. What a stint in the place of another is worth to its team is known before; that two
changes in one team are worth more or less than each alone is not seen.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.comfortable.stints import Choice, Choices, cells, is_steady, stints
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.teams.closed_walks import HOURS
from wfm.rostering.teams.lines import Cell, Served, Team, limits
from wfm.solver import Limits, Model, Solver, Values
from wfm.work.shifts import Band

# How far either end of a stint may move [days]. Stints have so many choices together, those that
# are not steady first; what is left of them keeps its days.
_MOST_DAYS, _MOST_CHOICES = 1, 3_000
# Price of a duty that starts at another time in a stint that stays [1/min].
_MOVED_PRICE = 0.02
# The program of more stints takes too long.
_MOST_STINTS = 100
# When the search ends: after so long [s], and after so many nodes.
_SECONDS, _NODES = 10.0, 500
# Nodes to make meals and breaks whole.
_PAUSE_NODES = 100
# A column of so much or more is chosen; one that is this far from whole is not.
_CHOSEN, _FRACTION = 0.5, 1e-5


@dataclass(frozen=True)
class _Stint:
    """Columns of a stint.

    Parameters
    ----------
    team, days
        Number of its team, and the positions of its days there.
    stays
        That it stays.
    starts
        Where it stays, the starts of each of its days.
    others
        What may be in its place.
    same
        Of those, what is the stint itself, where it is steady.
    """

    team: int
    days: list[int]
    stays: int
    starts: list[dict[int, int]]
    others: list[tuple[Choice, int]]
    same: int | None


def with_other_stints(
    built: Program, teams: Sequence[Team], weights: Mapping[str, float], draw: Random
) -> tuple[list[Team], bool]:
    """Put other stints in place of some.

    Parameters
    ----------
    built
        The program that the teams were made of.
    teams
        The teams, without those of patterns.
    weights
        Weight of each thing that people would rather not have; see `comfort.prices`.
    draw
        Draws the stints whose ends may move, where not all can.

    Returns
    -------
    teams
        The teams; as they were where nothing better was found.
    late
        Whether the clock ended it.
    """
    try:
        stated = _Stated(built, teams, weights, draw)
        solver = Solver(stated.model, restarts=False)
        start = _completed(solver, stated, stated.as_it_is())
        if start is None:
            return list(teams), False
        until = Limits(seconds=min(_SECONDS, deadline.left()), nodes=_NODES)
        found = solver.search(until, start=start)
        values = None if found.values is None else _completed(solver, stated, found.values)
    except OutOfTimeError:
        return list(teams), True
    return (list(teams) if values is None else stated.teams(values)), found.out_of_time


def is_worth_it(teams: Sequence[Team], weights: Mapping[str, float]) -> bool:
    """Whether some of few stints are not steady, and that has a price."""
    every = [(team, stint) for team in teams for stint in stints(team)]
    return (
        weights.get("steady", 1.0) > 0
        and len(every) <= _MOST_STINTS
        and not all(is_steady(team, stint) for team, stint in every)
    )


def _completed(solver: Solver, stated: "_Stated", values: Values) -> Values | None:
    """Return a solution with these stints, and with whole meals and breaks; None without one."""
    lower, upper = stated.held(values)
    found = solver.relax(lower=lower, upper=upper).values
    # Mostly they are whole by themselves.
    whole = np.array(stated.model.integer)
    if found is not None and np.abs(found - np.round(found))[whole].max() > _FRACTION:
        found = solver.search(Limits(nodes=_PAUSE_NODES), lower=lower, upper=upper).values
    return found


class _Stated:
    """The program that chooses."""

    def __init__(
        self, built: Program, teams: Sequence[Team], weights: Mapping[str, float], draw: Random
    ) -> None:
        self.model = Model()
        self._built, self._teams = built, teams
        self._number = {g.group.name: number for number, g in enumerate(built.groups)}
        self._choices = [Choices(columns, weights) for columns in built.groups]
        self._column = self._with_coverage()
        # What is on duty, of each column of duties.
        self._using: dict[int, list[int]] = {
            c: [] for columns in built.groups for c in columns.duties.values()
        }
        self._stints: list[_Stint] = []
        moving = self._moving(draw)
        for number, group in enumerate(map(self._group, teams)):
            own = [self._stint(number, group, stint, moving) for stint in stints(teams[number])]
            self._keep_team(teams[number], own)
            self._stints += own
        for duty, using in self._using.items():
            here = [(self._column[duty], 1.0), *((column, -1.0) for column in using)]
            self.model.row(here, lower=0.0, upper=0.0)
        self._keep_cost()

    def _group(self, team: Team) -> int:
        """Return the number of a team's group."""
        return self._number[team.group.name]

    def _with_coverage(self) -> dict[int, int]:
        """Take over coverage, meals and breaks: all columns and rows but those of the walks."""
        model, old = self.model, self._built.model
        gone = {c for g in self._built.groups for c in (*g.walks, g.agents)}
        column = {
            c: model.column(
                name,
                lower=old.lower[c],
                upper=old.upper[c],
                integer=old.integer[c],
                cost=old.costs[c] if c == self._built.idle else 0.0,
            )
            for c, name in enumerate(old.names)
            if c not in gone
        }
        for columns, coefficients, lower, upper in old.rows:
            if gone.isdisjoint(columns):
                terms = [(column[c], a) for c, a in zip(columns, coefficients, strict=True)]
                model.row(terms, lower=lower, upper=upper)
        return column

    def _moving(self, draw: Random) -> set[tuple[int, int]]:
        """Draw the stints whose ends may move: team, and position of the first day."""
        every = [(n, stint) for n, team in enumerate(self._teams) for stint in stints(team)]
        draw.shuffle(every)
        every.sort(key=lambda one: is_steady(self._teams[one[0]], one[1]))
        left, moving = _MOST_CHOICES, set()
        for number, stint in every:
            bands = self._built.groups[self._group(self._teams[number])].bands
            left -= (2 * _MOST_DAYS + 1) ** 2 * sum(len(band.starts) for band in bands)
            if left < 0:
                break
            moving.add((number, stint[0]))
        return moving

    def _stint(
        self, team: int, group: int, days: list[int], moving: set[tuple[int, int]]
    ) -> _Stint:
        """State what may become of a stint."""
        model, columns, name = self.model, self._built.groups[group], f"{team}_{days[0]}"
        choices = self._choices[group]
        steady = is_steady(self._teams[team], days)
        price = choices.unsteady if steady else 0.0
        stays = model.column(f"stays_{name}", integer=True, upper=1.0, cost=price)
        starts = []
        for day, cell in zip(days, cells(self._teams[team], days), strict=True):
            band, own = choices.place[cell.band], {}
            for start in cell.band.starts:
                price = _MOVED_PRICE * abs(start - cell.start)
                own[start] = model.column(
                    f"start_{team}_{day}_{start}", integer=True, upper=1.0, cost=price
                )
                self._using[columns.duties[day % 7, band, start]].append(own[start])
            model.row([*((c, 1.0) for c in own.values()), (stays, -1.0)], lower=0.0, upper=0.0)
            starts.append(own)
        others, same = [], None
        now = {(tuple(days), c.band, c.start) for c in cells(self._teams[team], days)}
        most = _MOST_DAYS if (team, days[0]) in moving else 0
        for number, choice in enumerate(choices.of(self._teams[team], days, most)):
            duties = [(day % 7, choice.band, choice.start) for day in choice.days]
            if not all(duty in columns.duties for duty in duties):
                continue
            column = model.column(
                f"other_{name}_{number}", integer=True, upper=1.0, cost=choice.price
            )
            others.append((choice, column))
            if steady and now == {(choice.days, columns.bands[choice.band], choice.start)}:
                same = column
            for duty in duties:
                self._using[columns.duties[duty]].append(column)
        model.row([(stays, 1.0), *((c, 1.0) for _, c in others)], lower=1.0, upper=1.0)
        return _Stint(team, days, stays, starts, others, same)

    def _keep_team(self, team: Team, own: Sequence[_Stint]) -> None:
        """Keep a team's contract, its worked weekends, and the days off between its stints."""
        every = [other for stint in own for other in stint.others]
        most = 60 * float(limits(team.group)[HOURS]) * team.lines
        now = sum(cell.band.shift.paid for cell in team.days if cell)
        paid = [(column, float(choice.paid)) for choice, column in every]
        self.model.row(paid, upper=max(0.0, most - now))
        weekends = [(column, float(choice.weekends)) for choice, column in every]
        self.model.row(weekends, lower=0.0, upper=0.0)
        # Days off get fewer or more at one of their ends alone: so the rules were looked at.
        for before, after in zip(own, [*own[1:], *own[:1]], strict=True):
            ends = [(column, 1.0) for choice, column in before.others if choice.ends]
            begins = [(column, 1.0) for choice, column in after.others if choice.begins]
            self.model.row([*ends, *begins], upper=1.0)

    def _keep_cost(self) -> None:
        """Keep what premiums cost."""
        costs = self._built.model.costs
        duties = [c for g in self._built.groups for c in g.duties.values()]
        now = sum(costs[c] * n for c, n in self._worked().items())
        self.model.row([(self._column[c], costs[c]) for c in duties if costs[c]], upper=now)

    def _worked(self) -> dict[int, int]:
        """Return how many duties of each column of the program are worked now."""
        worked: dict[int, int] = defaultdict(int)
        for stint in self._stints:
            columns, place = self._place(stint)
            for day, cell in zip(
                stint.days, cells(self._teams[stint.team], stint.days), strict=True
            ):
                worked[columns.duties[day % 7, place[cell.band], cell.start]] += 1
        return worked

    def _place(self, stint: _Stint) -> tuple[GroupColumns, Mapping[Band, int]]:
        """Return the group of a stint, and the number of each of its bands."""
        group = self._group(self._teams[stint.team])
        return self._built.groups[group], self._choices[group].place

    def as_it_is(self) -> Values:
        """Return the values of all columns where all stints stay, without meals and breaks."""
        values = np.zeros(len(self.model.names))
        for stint in self._stints:
            if stint.same is not None:
                values[stint.same] = 1.0
                continue
            values[stint.stays] = 1.0
            worked = cells(self._teams[stint.team], stint.days)
            for starts, cell in zip(stint.starts, worked, strict=True):
                values[starts[cell.start]] = 1.0
        for duty, number in self._worked().items():
            values[self._column[duty]] = number
        return values

    def held(self, values: Values) -> tuple[Values, Values]:
        """Return bounds that hold duties and stints at values, and leave the rest open."""
        lower, upper = np.array(self.model.lower), np.array(self.model.upper)
        held = [self._column[c] for c in self._using]
        held += [c for stint in self._stints for c in (stint.stays, *(o for _, o in stint.others))]
        held += [c for stint in self._stints for own in stint.starts for c in own.values()]
        lower[held] = upper[held] = np.round(values[held])
        return lower, upper

    def teams(self, values: Values) -> list[Team]:
        """Return the teams of a solution; as they were where changes break a rule together."""
        own = np.zeros(len(self._built.model.names), dtype=np.int64)
        for c, column in self._column.items():
            own[c] = round(values[column])
        served = Served(self._built, own)
        days: list[list[Cell | None]] = [[None] * len(team.days) for team in self._teams]
        for stint in self._stints:
            chosen = next((c for c, column in stint.others if values[column] > _CHOSEN), None)
            worked = cells(self._teams[stint.team], stint.days)
            if chosen is None:
                bands = [cell.band for cell in worked]
                starts = [_chosen(own_starts, values) for own_starts in stint.starts]
                where: Sequence[int] = stint.days
            else:
                where = chosen.days
                band = self._place(stint)[0].bands[chosen.band]
                bands, starts = [band] * len(where), [chosen.start] * len(where)
            for day, band, start in zip(where, bands, starts, strict=True):
                days[stint.team][day] = served.cell(band, day % 7, start)
        made = [replace(t, days=tuple(own)) for t, own in zip(self._teams, days, strict=True)]
        kept = all(self._choices[self._group(team)].keeps(team) for team in made)
        return made if kept else list(self._teams)


def _chosen(starts: Mapping[int, int], values: Values) -> int:
    """Return the start that is chosen."""
    return next(start for start, column in starts.items() if values[column] > _CHOSEN)
