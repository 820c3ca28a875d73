"""The teams of an old roster: what of their days a new one may keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from wfm.rostering.difference import Line
from wfm.rostering.judge.roster import Judged
from wfm.rostering.program.breaks import arranged
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.teams.lines import Cell, Team
from wfm.work.rules.rule import Duty

# What the judge finds wrong with a duty by itself.
_BY_ITSELF = {"shift", "meals", "breaks"}


@dataclass(frozen=True)
class OldTeam:
    """A team of the old roster.

    Parameters
    ----------
    name
        Its name.
    group
        Columns of its contract group.
    days
        Its duties; None is a day off.
    cells
        The same, as far as the new plan has such duties.
    as_it_was
        Whether the whole of it keeps the rules of the new plan.
    """

    name: str
    group: GroupColumns
    days: tuple[Duty | None, ...]
    cells: tuple[Cell | None, ...]
    as_it_was: bool

    @property
    def duties(self) -> int:
        """Number of its duties."""
        return sum(day is not None for day in self.days)

    @property
    def lines(self) -> int:
        """Number of its lines."""
        return len(self.days) // 7


def old_teams(judged: Judged, built: Program) -> list[OldTeam]:
    """Return the teams of an old roster, judged by the new plan.

    Parameters
    ----------
    judged
        The old roster as the new plan sees it.
    built
        The program of the new plan.
    """
    faults = [fault for fault in judged.violations if fault.line and fault.rule != "coverage"]
    at_fault = {fault.team for fault in judged.violations if fault.rule != "coverage"}
    wrong = {(f.team, f.line, f.weekday) for f in faults if f.rule in _BY_ITSELF}
    columns = {group.group.name: group for group in built.groups}
    found = []
    for name, days in judged.teams.items():
        group = columns[judged.groups[name].name]
        cells = tuple(
            None
            if (name, position // 7 + 1, position % 7 + 1) in wrong
            else _cell(built, group, position % 7, duty)
            for position, duty in enumerate(days)
        )
        whole = all((cell is None) == (day is None) for cell, day in zip(cells, days, strict=True))
        found.append(OldTeam(name, group, days, cells, whole and name not in at_fault))
    return found


def _cell(built: Program, group: GroupColumns, weekday: int, duty: Duty | None) -> Cell | None:
    """Return a duty as the program knows it; None where it has none like that."""
    if duty is None:
        return None
    for number, band in enumerate(group.bands):
        shift = band.shift
        if shift.name != duty.shift or duty.start not in band.starts:
            continue
        column = group.duties.get((weekday, number, duty.start))
        if column is None or not built.model.upper[column]:
            return None  # not on this weekday, or the site is closed
        _, _, offsets = arranged(shift.pauses, shift.min_gap, built.slot)
        taken = [pause - duty.start for pause in duty.pauses]
        if len(taken) != len(offsets):
            return None
        if all(pause in possible for pause, possible in zip(taken, offsets, strict=True)):
            return Cell(band, duty.start, duty.pauses)
    return None


def lines_of(teams: Sequence[Team]) -> dict[str, list[Line]]:
    """Return the lines of each group as they are compared."""
    found: dict[str, list[Line]] = {}
    for team in teams:
        days = [None if c is None else (c.band.shift.name, c.start, c.pauses) for c in team.days]
        found.setdefault(team.group.name, []).extend(
            tuple(days[first : first + 7]) for first in range(0, len(days), 7)
        )
    return found


def judged_lines(judged: Judged) -> dict[str, list[Line]]:
    """Return the lines of each group of a judged roster as they are compared."""
    found: dict[str, list[Line]] = {}
    for name, team in judged.teams.items():
        days = [None if duty is None else (duty.shift, duty.start, duty.pauses) for duty in team]
        found.setdefault(judged.groups[name].name, []).extend(
            tuple(days[first : first + 7]) for first in range(0, len(days), 7)
        )
    return found
