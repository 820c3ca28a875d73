"""From counts of agents on patterns to teams: who starts when, and who eats when.

Whoever starts one shift of a pattern early starts the others early; meals and breaks are taken
first come, first served. Agents who work alike share a team, each on a line of its own: of the
lines of a pattern only those are occupied on which an agent begins.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.breaks import arranged
from wfm.rostering.program.crews import CrewColumns, Crews
from wfm.rostering.teams.lines import Cell, Team, queue
from wfm.weekdays import DAY, OFF
from wfm.work.shifts import Band

# What an agent works on each day of a pattern.
_Days = tuple[Cell | None, ...]


def crew_teams(crews: Crews, values: NDArray[np.int64], slot: int) -> list[Team]:
    """Turn whole values of the columns of crews into teams.

    Parameters
    ----------
    crews
        The crews.
    values
        Whole value of each column of their program.
    slot
        Grid on which slots begin [min].
    """
    eating = {key: queue(kind, values) for key, kind in crews.kinds.items()}
    taken: dict[tuple[object, int], int] = defaultdict(int)

    def with_pauses(cell: Cell, day: int, length: int) -> Cell:
        """Give a duty on a day of all days of a pattern the next place for its pauses."""
        shift = cell.band.shift
        if not shift.pauses:
            return cell
        key = (length, arranged(shift.pauses, shift.min_gap, slot))
        first = (shift.midnight(day) + cell.start) % (length * DAY)
        offsets = eating[key][first][taken[key, first]]
        taken[key, first] += 1
        return replace(cell, pauses=tuple(cell.start + offset for offset in offsets))

    found = []
    for crew in crews.columns:
        pattern, alike = crew.way.pattern, _Alike({})
        for line, starts in _agents(crew, values):
            begins = pattern.begins(crew.way.first, line)
            days = tuple(
                None
                if word == OFF
                else with_pauses(_cell(crew, word, starts[word]), place - begins, pattern.length)
                for place, word in enumerate(pattern.words)
            )
            alike.add(days, line)
        found += [_team(crew, days, lines) for days, lines in alike.teams()]
    return found


@dataclass(frozen=True)
class _Alike:
    """Lines of agents who work alike, one agent a line: where a line is taken, another team."""

    lines: dict[_Days, list[list[int]]]

    def add(self, days: _Days, line: int) -> None:
        """Let an agent begin on a line."""
        teams = self.lines.setdefault(days, [])
        free = next((lines for lines in teams if line not in lines), None)
        if free is None:
            teams.append([line])
        else:
            free.append(line)

    def teams(self) -> Iterator[tuple[_Days, list[int]]]:
        """Yield days and lines of each team."""
        for days, teams in self.lines.items():
            for lines in teams:
                yield days, lines


def _agents(crew: CrewColumns, values: NDArray[np.int64]) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield the line on which each agent begins, and its start of each shift."""
    for line, column in enumerate(crew.agents):
        number = int(values[column])
        dealt = {
            shift: list(
                chain.from_iterable(
                    repeat(time, int(values[crew.starts[line, shift, time]])) for time in times
                )
            )
            for shift, times in crew.way.starts.items()
        }
        for agent in range(number):
            yield line, {shift: times[agent] for shift, times in dealt.items()}


def _cell(crew: CrewColumns, word: str, start: int) -> Cell:
    shift = crew.group.shift(word)
    assert shift is not None
    return Cell(Band(shift, crew.way.starts[word], word in crew.way.nights), start)


def _team(crew: CrewColumns, days: _Days, lines: list[int]) -> Team:
    """Lay out the days of a pattern over all lines of its rotation."""
    pattern, first = crew.way.pattern, crew.way.first
    closed = tuple(days[(first + day) % pattern.length] for day in range(7 * pattern.lines))
    occupied = tuple(line in lines for line in range(pattern.lines))
    return Team(crew.group, closed, () if all(occupied) else occupied)
