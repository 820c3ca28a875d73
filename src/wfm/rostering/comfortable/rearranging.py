"""Rearrange a finished roster at no cost, so that people live better with it.

Two lines may exchange the same weekdays: all together they work what they worked before, so that
coverage and cost stay. A duty may start at another time, with other meals and breaks, where the
coverage leaves room for that. Either is taken if the network of the group walks the lines on to
where they were, so that no rule is broken, and if each team keeps its contract. At first what
makes things a little worse may be taken as well, ever more seldom (simulated annealing,
Kirkpatrick and others 1983, doi:10.1126/science.220.4598.671).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from wfm import deadline
from wfm.rostering.comfort.prices import OFF
from wfm.rostering.comfortable.room import IntArray, Room
from wfm.rostering.comfortable.rotations import GroupDays, Rotation
from wfm.rostering.program.program import Program
from wfm.rostering.teams.lines import Team
from wfm.work.week import Week

# Share of the changes that move starts, and longest change [days].
_STARTS_SHARE = 0.4
# Share of the duties that start well already and are drawn to move meals and breaks alone.
_PAUSES_SHARE = 0.1
_LONGEST, _LONGEST_STARTS = 14, 6
# So often the clock is looked at, and so much time is left to what follows [s].
_LOOK, _REST_SECONDS = 500, 0.3
_TINY = 1e-9

# Where the clock is ahead of the changes tried by more than this share, it sets the pace.
_BEHIND = 0.02


@dataclass(frozen=True)
class _Pace:
    """How long it is tried, and how much worse a change may make things.

    Parameters
    ----------
    tries, most_tries
        Changes tried for each line, and of all lines at most.
    first, last
        How much worse they may make things, at first and at last.
    """

    tries: int
    most_tries: int
    first: float
    last: float


_STEADY = _Pace(3_000, 120_000, 2.0, 0.05)
# To come from one start for a stint to another, its days have to differ on the way.
_MOVING = _Pace(10_000, 300_000, 20.0, 0.1)
# So it goes on from days that were rearranged before.
_AGAIN = _Pace(3_000, 60_000, 10.0, 0.1)

# Teams in place of some of a group, and the room that is left then; None: it is as before.
_Change = tuple[dict[int, Rotation], IntArray | None]


def rearranged(
    built: Program,
    teams: Sequence[Team],
    week: Week,
    weights: Mapping[str, float],
    *,
    again: bool = False,
) -> tuple[list[Team], bool]:
    """Rearrange the days of teams.

    Parameters
    ----------
    built
        The program that the teams were made of: its networks say what keeps the rules.
    teams
        The teams, without those of patterns.
    week
        What they have to cover.
    weights
        Weight of each thing that people would rather not have; see `comfort.prices`.
    again
        Whether they were rearranged before.

    Returns
    -------
    teams
        The teams, in the order of their groups.
    late
        Whether the clock ended it.
    """
    groups = [
        GroupDays(columns, own, weights)
        for columns in built.groups
        if (own := [team for team in teams if team.group.name == columns.group.name])
    ]
    room = None if built.plan.is_limited else Room(teams, week, built.slot)
    search = _Rearranging(groups, room)
    late = search.run(_AGAIN if again else search.pace)
    return [team for group in groups for team in group.teams()], late


class _Rearranging:
    def __init__(self, groups: Sequence[GroupDays], room: Room | None) -> None:
        self._groups = groups
        self._room = room
        self._most = [group.uneven for group in groups]
        self._draw = Random(1)  # noqa: S311 - the same input gives the same roster
        self._lines = [
            [(team, week) for team, r in group.rotations.items() for week in range(r.weeks)]
            for group in groups
        ]
        # Kinds that cost the same, for each kind of each group.
        self._alike = [[_alike(group, n) for n in range(len(group.kinds))] for group in groups]

    @property
    def price(self) -> float:
        """Price of all teams."""
        return sum(group.price for group in self._groups)

    @property
    def pace(self) -> _Pace:
        """How long it takes."""
        return _MOVING if any(group.starts_move for group in self._groups) else _STEADY

    def run(self, pace: _Pace) -> bool:
        """Try changes until they are used up, and keep the best; True where the clock ended it."""
        draw, late = self._draw, False
        seconds = deadline.left() - _REST_SECONDS
        which = [g for g, lines in enumerate(self._lines) for _ in lines]
        tries = min(pace.tries * len(which), pace.most_tries)
        best, kept = self.price, self._now()
        for turn in range(tries):
            if turn % _LOOK == 0:
                best, kept = self._better(best, kept)
                part, left = turn / tries, deadline.left() - _REST_SECONDS
                if left <= 0:
                    late = True
                    break
                if left < (1 - part - _BEHIND) * seconds:
                    # The clock is to end it: so it comes to rest before that.
                    part, late = 1 - left / seconds, True
                heat = pace.first * (pace.last / pace.first) ** part
            number = which[draw.randrange(len(which))]
            starts = self._room is not None and draw.random() < _STARTS_SHARE
            change = self._other_starts(number) if starts else self._exchange(number)
            if change is None:
                continue
            new, spare = change
            group = self._groups[number]
            worse = group.worse(new)
            if worse <= 0 or draw.random() < math.exp(-worse / heat):
                group.rotations |= new
                if spare is not None and self._room is not None:
                    self._room.take(spare)
        _, kept = self._better(best, kept)
        for group, rotations in zip(self._groups, kept, strict=True):
            group.rotations = rotations
        return late

    def _now(self) -> list[dict[int, Rotation]]:
        """Return the teams of each group as they are now."""
        return [group.rotations.copy() for group in self._groups]

    def _better(
        self, best: float, kept: list[dict[int, Rotation]]
    ) -> tuple[float, list[dict[int, Rotation]]]:
        """Return the best teams, with their price: none that are less even than those given."""
        price = self.price
        even = all(
            g.uneven <= most + _TINY for g, most in zip(self._groups, self._most, strict=True)
        )
        return (price, self._now()) if even and price < best else (best, kept)

    def _place(self, number: int) -> tuple[int, int]:
        """Draw a line of a group."""
        lines = self._lines[number]
        return lines[self._draw.randrange(len(lines))]

    def _exchange(self, number: int) -> _Change | None:
        """Exchange some days of two lines; None where that changes or breaks anything."""
        group, draw = self._groups[number], self._draw
        weekday, length = draw.randrange(7), 1 + int(_LONGEST * draw.random() ** 2)
        (one, week), (other, another) = self._place(number), self._place(number)
        a, b, i, j = group.rotations[one], group.rotations[other], 7 * week, 7 * another
        i, j, n = i + weekday, j + weekday, len(a.days)
        if length > min(n, len(b.days)) or (
            one == other and not length <= (j - i) % n <= n - length
        ):
            return None
        mine, theirs = a.window(i, length), b.window(j, length)
        if mine[1] == theirs[1] or not (
            group.begins(a, i, theirs[1]) and group.begins(b, j, mine[1])
        ):
            return None
        first = a.with_days(i, *theirs)
        if one == other:
            first = first.with_days(j, *mine)
            kept = group.walks(first, i, length) and group.walks(first, j, length)
            return ({one: group.priced(first)}, None) if kept else None
        second = b.with_days(j, *mine)
        if not (group.walks(first, i, length) and group.walks(second, j, length)):
            return None
        new = {one: group.priced(first), other: group.priced(second)}
        return (new, None) if all(map(group.within_contract, new.values())) else None

    def _other_starts(self, number: int) -> _Change | None:
        """Start some duties of a line in a row at another time; None where that does not fit."""
        group, draw = self._groups[number], self._draw
        team, week = self._place(number)
        rotation = group.rotations[team]
        at, n = 7 * week + draw.randrange(7), len(rotation.days)
        if self._room is None or rotation.days[at] == OFF:
            return None
        to = self._wanted(number, rotation, at)
        length, most = 1, min(n, 1 + int(_LONGEST_STARTS * draw.random()))
        while length < most and rotation.days[(at + length) % n] != OFF:
            length += 1
        cells, days = rotation.window(at, length)
        same = days == [to] * length
        if any(to not in self._alike[number][day] for day in days) or (
            same and draw.random() > _PAUSES_SHARE
        ):
            return None
        if not (same or group.begins(rotation, at, [to] * length)):
            return None
        duties = [((at + k) % 7, cell) for k, cell in enumerate(cells) if cell]
        placed = self._room.placed(duties, group.bands[to], group.kinds[to].start, draw)
        if placed is None:
            return None
        new, spare = placed
        changed = rotation.with_days(at, new, [to] * length)
        if not (same or group.walks(changed, at, length)):
            return None
        return {team: group.priced(changed)}, spare

    def _wanted(self, number: int, rotation: Rotation, at: int) -> int:
        """Draw the kind of duty that a day shall have: mostly that of the day before or after."""
        draw, n, day = self._draw, len(rotation.days), rotation.days[at]
        choice = draw.random()
        if choice < 0.6:
            beside = rotation.days[(at + (1 if choice < 0.3 else -1)) % n]
            return day if beside == OFF else beside
        alike = self._alike[number][day]
        return alike[draw.randrange(len(alike))]


def _alike(group: GroupDays, number: int) -> list[int]:
    """Return the kinds of duties that cost what one does."""
    own = group.kinds[number]
    return [
        n for n, kind in enumerate(group.kinds) if (kind.paid, kind.night) == (own.paid, own.night)
    ]
