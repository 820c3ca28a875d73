"""Split the circulation of one contract group into teams: short, fair, within their contract.

The integer program counts how many lines take each arc of the weekly network. Every way to walk
those arcs one after the other is a roster; here one is chosen.
"""

from dataclasses import dataclass
from random import Random

import numpy as np

from wfm import deadline
from wfm.rostering.teams.closed_walks import (
    HOURS,
    NIGHTS,
    WEEKENDS,
    WEEKS,
    Circulation,
    FloatArray,
    IntArray,
)
from wfm.rostering.teams.team_search import TINY, TeamSearch, Wishes

# Small groups have few ways to be cut, and a window about the group's average may admit none.
# So the windows of nights and weekends are moved, by these shares of half their width.
WINDOW_SHIFTS = ((0.0, 0.0), (0.6, 0.6), (-0.6, -0.6))


# Teams of a group are balanced if they differ by no more, per agent and week.
NIGHTS_APART, WEEKENDS_APART = 0.25, 0.1


@dataclass(frozen=True)
class Split:
    """The teams of one group, and which limits they miss.

    Each rotation is an array of arcs, seven to a week, Monday's first.
    """

    rotations: tuple[IntArray, ...]
    totals: FloatArray  # (4, teams): weeks, nights, worked weekends, paid hours
    over_contract: tuple[int, ...]  # teams that have more than they may on average
    too_long: tuple[int, ...]  # teams of more than twice the wanted weeks

    @property
    def night_spread(self) -> float:
        """Most minus least nights per agent-week over the teams."""
        return float(np.ptp(self.totals[NIGHTS] / self.totals[WEEKS]))

    @property
    def weekend_spread(self) -> float:
        """Most minus least worked weekends per agent-week over the teams."""
        return float(np.ptp(self.totals[WEEKENDS] / self.totals[WEEKS]))


def split(
    network: Circulation,
    most: FloatArray,
    *,
    rotation_weeks: int = 8,
    night_spread: float = NIGHTS_APART,
    weekend_spread: float = WEEKENDS_APART,
    seed: int = 1,
) -> Split:
    """Cut a group's circulation into closed rotations, one per team.

    Every weekday keeps its number of lines per action. The flow over single arcs may change: two
    walks may go on with each other's days from different states, where no rule is broken.

    Parameters
    ----------
    network
        The group's network and circulation; with all its arcs, not only those with flow.
    most
        The most of each row of totals per agent-week, as hours by contract: no team should
        exceed it on average.
    rotation_weeks
        Wanted number of lines of a team [weeks]; never more than twice as many, if that can be had.
    night_spread, weekend_spread
        Nights and worked weekends per agent-week: most minus least over the teams.

    Notes
    -----
    Priorities: hours, length at most double, the two spreads, a length near the wanted. Small
    groups are tried several times, with the spreads' windows above or below the group's average.
    """
    attempts = len(WINDOW_SHIFTS) if network.lines <= 10 * rotation_weeks else 2
    circuits = [network.totals(circuit) for circuit in network.circuits]
    rates = np.sum(circuits, axis=0) / network.lines
    wanted = usable_weeks(network, most, rates, rotation_weeks)
    # With half a duty to spare in every team, what one leaves no other one lacks.
    spare = most[HOURS] - rates[HOURS]
    if spare * rotation_weeks >= network.paid_hours.max() / 2:
        spare = most[HOURS]
    best, lowest = None, None
    for attempt, (night_shift, weekend_shift) in enumerate(WINDOW_SHIFTS[:attempts]):
        wishes = Wishes(
            wanted,
            2 * rotation_weeks,
            most,
            spare,
            window(rates[NIGHTS], night_spread, night_shift),
            window(rates[WEEKENDS], weekend_spread, weekend_shift),
        )
        teams = TeamSearch(network, wishes, Random(seed + attempt)).run()  # noqa: S311
        found = judged(network, teams, wishes)
        faults = _faults(found, night_spread, weekend_spread)
        if best is None or lowest is None or faults < lowest:
            best, lowest = found, faults
        large = network.lines > 10 * rotation_weeks
        if not any(lowest) or (any(faults[:2]) and large) or deadline.hurried():
            break
    assert best is not None
    return best


def _faults(found: Split, night_spread: float, weekend_spread: float) -> tuple[int, int, float]:
    """Rank a split by hours, by length, and by how far the spreads are beyond what is wanted."""
    return (
        len(found.over_contract),
        len(found.too_long),
        max(0.0, found.night_spread / night_spread - 1 - TINY)
        + max(0.0, found.weekend_spread / weekend_spread - 1 - TINY),
    )


def usable_weeks(network: Circulation, most: FloatArray, rates: FloatArray, weeks: int) -> int:
    """Return the first number of weeks from the wanted one on whose contract duties can fill.

    A team works whole duties: of 8 weeks of 38.5 h, 38 duties of 8 h use 304 h and leave 4; of 16
    weeks, 77 use all. So it is with nights of which there may be 1.2 a week. Where none leaves as
    little as the group does, the one that leaves the fewest hours.

    Parameters
    ----------
    most
        As `split` has it.
    rates
        What the group has of each row of totals per agent-week.
    """
    minutes = np.unique(np.rint(network.paid_hours * 60).astype(int))
    duty = int(np.gcd.reduce(minutes)) / 60
    if not duty:
        return weeks
    units = {row: unit for row, unit in ((HOURS, duty), (NIGHTS, 1.0)) if most[row] < np.inf}

    def left(n: int, row: int) -> float:
        return float((most[row] * n + TINY) % units[row] / n)

    sizes = range(weeks, 2 * weeks + 1)
    enough = (
        n for n in sizes if all(left(n, row) <= most[row] - rates[row] + 2 * TINY for row in units)
    )
    return next(enough, min(sizes, key=lambda n: left(n, HOURS)))


def window(rate: float, spread: float, shift: float) -> tuple[float, float]:
    """Return a window as wide as the spread around a rate, moved by a share of half its width."""
    middle = rate + shift * spread / 2
    return middle - spread / 2, middle + spread / 2


def judged(network: Circulation, teams: list[IntArray], wishes: Wishes) -> Split:
    """Return the teams with their totals and the limits they miss."""
    totals = np.array([network.totals(team) for team in teams]).reshape(-1, 4).T
    over = (totals > wishes.most[:, None] * totals[WEEKS] + TINY).any(axis=0)
    long = totals[WEEKS] > wishes.most_weeks
    return Split(
        tuple(teams),
        totals,
        tuple(np.flatnonzero(over).tolist()),
        tuple(np.flatnonzero(long).tolist()),
    )
