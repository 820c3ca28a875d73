"""What the files show: a schedule, and what belongs to it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from wfm.errors import InputError
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.weekdays import SATURDAY

# A sheet has no more columns.
_MOST_DAYS = 5000

Cell = tuple[ScheduledDay, ...]


@dataclass(frozen=True)
class Content:
    """A schedule, and what belongs to it.

    Parameters
    ----------
    days
        The schedule; days off and on leave may be absent.
    coverage
        `wfm.tables.DATED_COVERAGE`; None: what is required is not known.
    roster
        `wfm.tables.ROSTER` that was laid on the calendar; None: there is none.
    agents
        `wfm.tables.AGENTS`, in whose order people stand; None: in the order of the schedule.
    team_of
        The team of each person, as far as it is known; else as the table of agents says.
    absences
        `wfm.tables.ABSENCES`; None: none are known.
    violations
        What a judge found, a row each; None: nobody has judged it.
    parameters
        What it was made with: names and values.
    data
        `wfm.tables.SCHEDULE` as other files have it; None: the duties.
    """

    days: Sequence[ScheduledDay]
    coverage: pd.DataFrame | None = None
    roster: pd.DataFrame | None = None
    agents: pd.DataFrame | None = None
    team_of: Mapping[str, str] = field(default_factory=dict)
    absences: pd.DataFrame | None = None
    violations: pd.DataFrame | None = None
    parameters: Sequence[tuple[str, str]] = field(default_factory=tuple)
    data: pd.DataFrame | None = None

    @cached_property
    def people(self) -> list[str]:
        """Everybody, in the order of the table of agents, else of the schedule."""
        listed = [] if self.agents is None else self.agents["agent"].astype(str).tolist()
        return list(dict.fromkeys((*listed, *(day.agent for day in self.days))))

    @cached_property
    def dates(self) -> list[dt.date]:
        """Every date from the first of the schedule to the last.

        Raises
        ------
        InputError
            If there are more than a sheet can show.
        """
        if not self.days:
            return []
        first, last = min(day.date for day in self.days), max(day.date for day in self.days)
        number = (last - first).days + 1
        if number > _MOST_DAYS:
            raise InputError(
                f"the schedule goes from {first} to {last}, which are {number:,} days: a workbook "
                f"shows {_MOST_DAYS:,}; see whether a date is wrong, or give the name of a .csv "
                "file"
            )
        return [first + dt.timedelta(days=past) for past in range(number)]

    @cached_property
    def duties(self) -> list[ScheduledDay]:
        """All duties, in the order of the schedule."""
        return [day for day in self.days if day.on_duty]

    @cached_property
    def duties_of(self) -> Mapping[tuple[str, dt.date], Cell]:
        """The duties of a person on a date, in order of time."""
        found: dict[tuple[str, dt.date], Cell] = {}
        for day in self.duties:
            place = day.agent, day.date
            found[place] = (*found.get(place, ()), day)
        return {
            place: tuple(sorted(cell, key=lambda day: day.start or dt.datetime.min))
            for place, cell in found.items()
        }

    @cached_property
    def away(self) -> frozenset[tuple[str, dt.date]]:
        """Who is away on which date for the whole day, by the schedule or the absences."""
        found = {(day.agent, day.date) for day in self.days if day.shift == LEAVE}
        if self.absences is not None and self.dates:
            for agent, first, last in zip(
                *(self.absences[name].astype(str) for name in ("agent", "first", "last")),
                strict=True,
            ):
                found |= {(agent, date) for date in self._whole_days(first, last)}
        return frozenset(found)

    def _whole_days(self, first: str, last: str) -> list[dt.date]:
        """Return the dates of the schedule that an absence takes whole."""
        begin, end = dt.date.fromisoformat(first[:10]), dt.date.fromisoformat(last[:10])
        if first[11:16] not in {"", "00:00"}:  # a moment within the day
            begin += dt.timedelta(days=1)
        if len(last) > 10:  # a moment: the day that begins with it is not taken
            end -= dt.timedelta(days=1)
        begin, end = max(begin, self.dates[0]), min(end, self.dates[-1])
        return [begin + dt.timedelta(days=past) for past in range((end - begin).days + 1)]

    @cached_property
    def groups(self) -> dict[str, str]:
        """The contract group of each person; "" where it is not known."""
        found = dict.fromkeys(self.people, "")
        for day in self.days:
            found[day.agent] = found[day.agent] or day.group
        return self._listed("group", found)

    @cached_property
    def teams(self) -> dict[str, str]:
        """The team of each person; where nobody has one, the contract group."""
        found = self._listed("team", dict.fromkeys(self.people, "")) | dict(self.team_of)
        return found if any(found.values()) else self.groups

    def _listed(self, column: str, known: dict[str, str]) -> dict[str, str]:
        """Take what the table of agents says of people."""
        if self.agents is None or column not in self.agents:
            return known
        texts = self.agents[column].fillna("").astype(str)
        said = zip(self.agents["agent"].astype(str), texts, strict=True)
        return known | {agent: text for agent, text in said if text}


def is_weekend(date: dt.date) -> bool:
    """Whether a date is a Saturday or a Sunday."""
    return date.weekday() >= SATURDAY
