"""Give meals and breaks at like times through a stint, at no cost.

Duties of one weekday, on one clock, may exchange their meals and breaks where they have the same,
as far apart, and each still has them inside its windows: all together they are away when they were.
For each weekday in turn, the exchange that brings them nearest to those of the days before and
after is an assignment problem.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from wfm import deadline
from wfm.rostering.teams.lines import Cell, Team

# Rounds over the weekdays, and most duties that exchange with one another: more do so by start.
_ROUNDS, _MOST_DUTIES = 3, 400
# What keeps meals and breaks inside their windows: more minutes than any exchange can spare.
_OUTSIDE = 1e7
# Time that is left to what follows [s].
_REST_SECONDS = 0.2

# A team, and the position of a day.
_Place = tuple[int, int]


def with_alike_pauses(teams: Sequence[Team]) -> tuple[list[Team], bool]:
    """Exchange meals and breaks between duties of the same weekday.

    Returns
    -------
    teams
        The teams with the same days, and the same meals and breaks all together.
    late
        Whether the clock ended it.
    """
    days = [list(team.days) for team in teams]
    classes = _classes(teams)
    for _ in range(_ROUNDS):
        moved = False
        for places in classes:
            if deadline.left() < _REST_SECONDS:
                return _of(teams, days), True
            moved |= _exchange(days, places)
        if not moved:
            break
    return _of(teams, days), False


def _of(teams: Sequence[Team], days: Sequence[Sequence[Cell | None]]) -> list[Team]:
    return [replace(team, days=tuple(own)) for team, own in zip(teams, days, strict=True)]


def _classes(teams: Sequence[Team]) -> list[list[_Place]]:
    """Return the places of duties that may exchange, weekday by weekday."""
    found: dict[tuple[object, ...], list[_Place]] = defaultdict(list)
    for number, team in enumerate(teams):
        for position, cell in enumerate(team.days):
            if cell and cell.pauses:
                shift = cell.band.shift
                alike = (shift.ahead_of_site, shift.pauses, shift.min_gap)
                found[position % 7, *alike].append((number, position))
    classes = []
    for key in sorted(found, key=str):
        places = found[key]
        if len(places) <= _MOST_DUTIES:
            classes.append(places)
            continue
        starts: dict[int, list[_Place]] = defaultdict(list)
        for number, position in places:
            cell = teams[number].days[position]
            assert cell is not None
            starts[cell.start].append((number, position))
        classes += [some for _, some in sorted(starts.items()) if len(some) <= _MOST_DUTIES]
    return [places for places in classes if len(places) > 1]


def _exchange(days: list[list[Cell | None]], places: Sequence[_Place]) -> bool:
    """Exchange the meals and breaks of some duties; True if that brings them nearer."""
    cells = [cell for number, position in places if (cell := days[number][position])]
    pauses = np.array([cell.pauses for cell in cells])
    cost = np.zeros((len(cells), len(cells)))
    for row, ((number, position), cell) in enumerate(zip(places, cells, strict=True)):
        for beside in _beside(days[number], position, len(cell.pauses)):
            cost[row] += np.abs(pauses - beside).sum(axis=1)
        cost[row] += _OUTSIDE * ~_inside(cell, pauses)
    own, taken = linear_sum_assignment(cost)
    if cost[own, taken].sum() >= np.trace(cost) - 0.5:
        return False
    for row, other in zip(own.tolist(), taken.tolist(), strict=True):
        number, position = places[row]
        days[number][position] = replace(cells[row], pauses=cells[other].pauses)
    return True


def _beside(days: Sequence[Cell | None], position: int, count: int) -> list[NDArray[np.int64]]:
    """Return the meals and breaks of the days before and after, if there are as many."""
    around = (days[position - 1], days[(position + 1) % len(days)])
    return [np.array(cell.pauses) for cell in around if cell and len(cell.pauses) == count]


def _inside(cell: Cell, pauses: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each choice of meals and breaks whether a duty may have it."""
    kinds = cell.band.shift.pauses
    first = np.array([cell.start + pause.earliest for pause in kinds])
    last = np.array([cell.start + pause.latest for pause in kinds])
    inside: NDArray[np.bool_] = np.all((pauses >= first) & (pauses <= last), axis=1)
    return inside
