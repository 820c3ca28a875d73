"""Training and other activities, placed where a roster's coverage leaves room.

A place is a line's duty and a start on the interval grid, or on the duty's own. Every line in
turn, those with the fewest places first, takes the place that leaves the most agents to spare.
Where some find none that way, an integer program over all places looks for more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wfm.deadline import OutOfTimeError
from wfm.rostering.teams.lines import Cell, Team
from wfm.solver import Limits, Model, Solver, Terms
from wfm.weekdays import WEEK
from wfm.work.plan import Activity, Plan

# A larger program is not tried; the search of one that is ends after so many nodes, or seconds.
_MOST_PLACES = 40_000
_NODES, _SECONDS = 200, 20.0


@dataclass(frozen=True)
class Session:
    """An activity of a line.

    Parameters
    ----------
    activity
        What it is.
    team
        Number of the team, from 0.
    position
        Day of the team, seven to a line, from 0.
    first
        Its start [min after the midnight before the duty].
    midnight
        When that midnight is on the site's clock [min after Monday's].
    """

    activity: Activity
    team: int
    position: int
    first: int
    midnight: int

    @property
    def line(self) -> tuple[int, int]:
        """Team and line, from 0."""
        return self.team, self.position // 7

    @property
    def last(self) -> int:
        """Its end [min after the midnight before the duty]."""
        return self.first + self.activity.minutes

    def parts(self, pitch: int) -> tuple[int, ...]:
        """Return the parts of the week, of so many minutes, in which the agent is away."""
        return _between(self.midnight + self.first, self.midnight + self.last, pitch)


@cache
def _between(first: int, last: int, pitch: int) -> tuple[int, ...]:
    return tuple(t % (WEEK // pitch) for t in range(first // pitch, -(-last // pitch)))


def sessions(
    plan: Plan,
    made: Sequence[Team],
    spare: NDArray[np.int64],
    step: int,
    *,
    seconds: float = np.inf,
) -> tuple[list[Session], dict[str, int]]:
    """Place as many activities as the coverage leaves room for.

    Parameters
    ----------
    plan
        Its activities are placed.
    made
        Teams with duties, meals and breaks.
    spare
        Agents above the requirement in the week, part by part of equal length: an interval, or
        less where duties begin inside one [agents].
    step
        Length of an interval [min].
    seconds
        Longest time to look for better places than each line takes in turn [s].

    Returns
    -------
    tuple
        The sessions, and for each activity how many found no place.
    """
    room, pitch = spare.tolist(), WEEK // len(spare)
    places = {
        key: found
        for key in _owed(plan, made)
        if (found := [p for p in _places(*key, made, step) if _left(p, room, pitch) > 0])
    }
    wanted = sum(activity.per_line for activity, _, _ in _owed(plan, made))
    chosen = _in_turn(places, room, pitch)
    if len(chosen) < wanted and sum(len(found) for found in places.values()) <= _MOST_PLACES:
        with suppress(OutOfTimeError):
            chosen = max(chosen, _best(places, room, pitch, seconds), key=len)
    missing = {
        activity.name: sum(a.per_line for a, _, _ in _owed(plan, made) if a == activity)
        - sum(session.activity == activity for session in chosen)
        for activity in plan.activities
    }
    return sorted(chosen, key=lambda s: (s.team, s.position, s.first)), missing


Line = tuple[Activity, int, int]


def _owed(plan: Plan, made: Sequence[Team]) -> Iterator[Line]:
    """Every line of an activity's groups, the longest activities first."""
    for activity in sorted(plan.activities, key=lambda activity: -activity.minutes):
        for number, team in enumerate(made):
            if activity.is_for(team.group):
                for line in range(team.lines):
                    yield activity, number, line


def _places(
    activity: Activity, team: int, line: int, made: Sequence[Team], step: int
) -> Iterator[Session]:
    """Every place of an activity inside a line's duties and clear of meals and breaks."""
    for weekday in range(7):
        cell = made[team].days[line * 7 + weekday]
        if cell is None:
            continue
        end = cell.start + cell.band.shift.presence
        midnight = cell.band.shift.midnight(weekday)
        last_start = end - activity.minutes
        grids = (-(-cell.start // step) * step, cell.start)
        for first in sorted({t for grid in grids for t in range(grid, last_start + 1, step)}):
            last = first + activity.minutes
            if activity.allows(weekday, first, last) and not _eats(cell, first, last):
                yield Session(activity, team, line * 7 + weekday, first, midnight)


def _eats(cell: Cell, first: int, last: int) -> bool:
    return any(
        first < start + pause.minutes and start < last
        for start, pause in zip(cell.pauses, cell.band.shift.pauses, strict=True)
    )


def _left(place: Session, room: Sequence[int], pitch: int) -> int:
    """Return the fewest agents above the requirement while it lasts."""
    return min(room[t] for t in place.parts(pitch))


def _in_turn(
    places: Mapping[Line, Sequence[Session]], room: Sequence[int], pitch: int
) -> list[Session]:
    """Let each line take the place that leaves the most agents; at most one a day of a kind."""
    room = list(room)
    taken: dict[tuple[int, int], list[Session]] = defaultdict(list)
    for turn in range(max((activity.per_line for activity, _, _ in places), default=0)):
        for key in sorted(places, key=lambda key: len(places[key])):
            if turn >= key[0].per_line:
                continue
            free = [
                (-left, number)
                for number, place in enumerate(places[key])
                if (left := _left(place, room, pitch)) > 0
                and not any(_clash(place, other) for other in taken[place.team, place.position])
            ]
            if free:
                place = places[key][min(free)[-1]]
                for part in place.parts(pitch):
                    room[part] -= 1
                taken[place.team, place.position].append(place)
    return [session for day in taken.values() for session in day]


def _clash(one: Session, other: Session) -> bool:
    """Whether two sessions of one duty shut each other out."""
    if one.activity == other.activity:
        return True
    return one.first < other.last and other.first < one.last


def _best(
    places: Mapping[Line, Sequence[Session]], room: Sequence[int], pitch: int, seconds: float
) -> list[Session]:
    """Choose the most places by an integer program."""
    model = Model()
    every = [place for found in places.values() for place in found]
    lines: dict[Line, Terms] = defaultdict(list)
    days: dict[tuple[Activity, int, int], Terms] = defaultdict(list)
    away: dict[int, Terms] = defaultdict(list)
    busy: dict[tuple[int, int, int], Terms] = defaultdict(list)
    for number, place in enumerate(every):
        term = (model.column(f"place_{number}", upper=1.0, integer=True, cost=-1.0), 1.0)
        lines[place.activity, *place.line].append(term)
        days[place.activity, place.team, place.position].append(term)
        for part in place.parts(pitch):
            away[part].append(term)
            busy[place.team, place.position, part].append(term)
    for (activity, _, _), terms in lines.items():
        model.row(terms, upper=float(activity.per_line))
    for terms in (*days.values(), *busy.values()):
        if len(terms) > 1:
            model.row(terms, upper=1.0)
    for part, terms in away.items():
        model.row(terms, upper=float(room[part]))
    if not every:
        return []
    seconds = min(seconds, _SECONDS)
    values = Solver(model).search(Limits(seconds, _NODES, absolute=0.999)).values
    return [] if values is None else [every[n] for n in np.flatnonzero(np.round(values) == 1)]
