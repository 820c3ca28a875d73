"""What the teams of a group share: how even they are, in words, and what would make them so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.fairness.quotas import Quota
from wfm.rostering.program.program import GroupColumns
from wfm.rostering.teams.lines import Team, circulation, limits
from wfm.rostering.teams.split import NIGHTS_APART, WEEKENDS_APART, split
from wfm.work.plan import Group

_TINY = 1e-6

Rates = NDArray[np.float64]


@dataclass(frozen=True)
class Shares:
    """What the teams of a group share.

    Parameters
    ----------
    group
        The group.
    nights, weekends
        Nights and worked weekends per agent and week: most minus least over its teams.
    longest
        Lines of its longest team.
    """

    group: Group
    nights: float
    weekends: float
    longest: int

    def even(self, weeks: int) -> bool:
        """Whether they are balanced, and no team is longer than twice these weeks."""
        return (
            self.nights <= NIGHTS_APART + _TINY
            and self.weekends <= WEEKENDS_APART + _TINY
            and self.longest <= 2 * weeks
        )

    def words(self, weeks: int, longer: int | None) -> str:
        """Say that the teams are uneven, and by how much.

        Parameters
        ----------
        weeks
            Wanted lines of a team.
        longer
            More lines at which they would be even, where that is known.
        """
        long = f", and the longest has {self.longest} lines" if self.longest > 2 * weeks else ""
        hint = f"; --rotation-weeks {longer} would balance them" if longer else ""
        return (
            f"{self.group.name}: no even teams of up to {2 * weeks} lines were found at this "
            f"price: they differ by {self.nights:.2f} nights (even: up to {NIGHTS_APART:g}) and "
            f"{self.weekends:.2f} worked weekends (even: up to {WEEKENDS_APART:g}) "
            f"a week{long}{hint}"
        )


def shares(made: Sequence[Team]) -> list[Shares]:
    """Return what the teams of each group share."""
    groups: dict[str, list[Team]] = {}
    for team in made:
        groups.setdefault(team.group.name, []).append(team)
    found = []
    for own in groups.values():
        nights, weekends = (float(np.ptp(rates)) for rates in _rates(own))
        found.append(Shares(own[0].group, nights, weekends, max(team.size for team in own)))
    return found


def long_teams(made: Sequence[Team], weeks: int) -> Iterator[str]:
    """Say which teams of each group have more than half as many lines again as were asked for.

    Parameters
    ----------
    made
        All teams, in the order of their numbers.
    weeks
        Wanted lines of a team.
    """
    most = max(weeks + 1, 3 * weeks // 2)
    groups: dict[str, list[tuple[int, int]]] = {}
    for number, team in enumerate(made, 1):
        if team.size > most:
            groups.setdefault(team.group.name, []).append((team.size, -number))
    for name, long in groups.items():
        size, number = max(long)
        others = f", and {len(long) - 1} more have over {most}" if len(long) > 1 else ""
        yield (
            f"{name}: team {-number} has {size} lines where about {weeks} were asked for{others}: "
            "no shorter teams were found that keep to the contract in whole duties and share "
            f"nights and weekends as evenly; --rotation-weeks {-(-2 * size // 3)} allows them"
        )


def longer_rotation(columns: GroupColumns, flow: Sequence[int], weeks: int) -> int | None:
    """Return a rotation_weeks above the wanted one at which a group's flow splits evenly."""
    network = circulation(columns, flow)
    for longer in sorted({-(-3 * weeks // 2), 2 * weeks}):
        found = split(network, limits(columns.group), rotation_weeks=longer)
        apart = found.night_spread <= NIGHTS_APART + _TINY
        if apart and found.weekend_spread <= WEEKENDS_APART + _TINY and not found.too_long:
            return longer
    return None


def distances(own: Sequence[Team], weeks: int) -> Rates:
    """Return how far each team is from being even with most of the others."""
    away = np.array([10.0 * max(0.0, team.size / (2 * weeks) - 1) for team in own])
    for rates, apart in zip(_rates(own), (NIGHTS_APART, WEEKENDS_APART), strict=True):
        away += np.abs(rates - _window(rates, apart)) / apart
    return away


def _window(rates: Rates, apart: float) -> Rates:
    """Return the rates moved into that window of a width that asks for the least movement."""
    lows = np.unique(np.concatenate((rates, rates - apart)))
    moved = np.clip(rates, lows[:, None], lows[:, None] + apart)
    best: Rates = moved[np.abs(rates - moved).sum(axis=1).argmin()]
    return best


def quotas(kept: Sequence[Team]) -> tuple[Quota, Quota]:
    """Return quotas near to one another, and to the shares of the kept teams that are even."""
    nights, weekends = _rates(kept)
    return _quota(nights, NIGHTS_APART, 7.0), _quota(weekends, WEEKENDS_APART, 1.0)


def _quota(rates: Rates, apart: float, most: float) -> Quota:
    if not len(rates):
        return Quota(apart, (0.0, most))
    inside = rates[np.abs(rates - _window(rates, apart)) < _TINY]
    return Quota(apart, (float(inside.max()) - apart, float(inside.min())))


def _rates(own: Sequence[Team]) -> tuple[Rates, Rates]:
    """Return nights and worked weekends per agent and week of each team."""
    return (
        np.array([team.nights / team.size for team in own]),
        np.array([team.weekends / team.size for team in own]),
    )
