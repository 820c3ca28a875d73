"""People: who they are, when they are away, and what they wish for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from wfm.tables.schedule_rows import ScheduledDay
from wfm.weekdays import OFF
from wfm.work.plan import Group
from wfm.work.rules.catalogue import ContractHours, DaysOff, DaysOn
from wfm.work.rules.rule import Rule

_AWAY, _AWAY_UNPAID = "away: ", "away without pay: "


@dataclass(frozen=True)
class Agent:
    """A person.

    Parameters
    ----------
    name
        Who it is; no two have one name.
    group
        Name of the contract group; "" where the table does not say.
    team, line
        Where the person stands in a rotation on the first day of the schedule; "" and 0: anywhere.
    first_day, last_day
        First and last day of the contract; None: no such day.
    skills
        What the person can do; None: nobody has said.
    timezone
        Zone of the person's clock; None: that of the group, else of the site.
    weekly_hours
        Paid by contract in a week [h]; None: the group's.
    email
        Where calendars go; "" where it is unknown.
    min_hours, max_hours
        Least and most paid hours of the whole horizon [h].
    days_on, days_off
        Least and most days in a row, which go before the group's.
    max_weekends
        Most worked weekends of the horizon.
    shift_limits
        Most duties of shifts in the horizon, by name of the shift.
    """

    name: str
    group: str = ""
    team: str = ""
    line: int = 0
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    skills: tuple[str, ...] | None = None
    timezone: ZoneInfo | None = None
    weekly_hours: float | None = None
    email: str = ""
    min_hours: float | None = None
    max_hours: float | None = None
    days_on: tuple[int, int] | None = None
    days_off: tuple[int, int] | None = None
    max_weekends: int | None = None
    shift_limits: tuple[tuple[str, int], ...] = ()

    def employed_on(self, day: dt.date) -> bool:
        """Whether a day lies in the contract."""
        begun = self.first_day is None or self.first_day <= day
        return begun and (self.last_day is None or day <= self.last_day)

    def lacks(self, asked: Iterable[str]) -> list[str]:
        """Return which of some skills the person is known not to have, in their order."""
        own = self.skills
        return [] if own is None else [skill for skill in asked if skill not in own]

    def rules(self, group: Group) -> tuple[Rule, ...]:
        """Return the rules of a group, the person's own in place of its."""
        own: dict[str, Rule] = {}
        if self.days_on is not None:
            own["days_on"] = DaysOn(*self.days_on)
        if self.days_off is not None:
            own["days_off"] = DaysOff(*self.days_off)
        if self.weekly_hours is not None:
            own["weekly_hours"] = ContractHours(round(self.weekly_hours * 60))
        kept = [own.pop(rule.name, rule) if not rule.citation else rule for rule in group.rules]
        return (*kept, *own.values())


@dataclass(frozen=True)
class Absence:
    """When a person is not there.

    Parameters
    ----------
    agent
        Whose it is.
    first, last
        First and last day: it takes the duties that start on them.
    begins, ends
        In place of days, from and until when; None: whole days.
    kind
        Why: leave, sick, training, ...
    paid
        Whether it is paid.
    """

    agent: str
    first: dt.date
    last: dt.date
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    kind: str = "leave"
    paid: bool = True

    @property
    def note(self) -> str:
        """What is noted of a duty of which it takes a part: it is no activity of the plan's."""
        return f"{_AWAY if self.paid else _AWAY_UNPAID}{self.kind}"


@dataclass(frozen=True)
class Wish:
    """What a person would like, or would like not to have.

    Parameters
    ----------
    agent
        Whose it is.
    date
        The day; None where it is of a weekday, or of every day.
    weekday
        The day of the week, 0 = Monday; None where it is of a date, or of every day.
    shift
        Name of a shift, or OFF; "" where it is a window.
    window
        Between which times the whole duty lies [min after midnight]; None where it is a shift. The
        end may be the next day.
    weight
        How much it is wished; below 0: how much it is not.
    hard
        Whether it has to be kept.
    """

    agent: str
    date: dt.date | None = None
    weekday: int | None = None
    shift: str = ""
    window: tuple[int, int] | None = None
    weight: float = 1.0
    hard: bool = False

    def is_on(self, day: dt.date) -> bool:
        """Whether it speaks of a day."""
        if self.date is not None:
            return day == self.date
        return self.weekday is None or day.weekday() == self.weekday

    def is_met(self, shift: str, start: int = 0, end: int = 0) -> bool:
        """Whether a day is as it says.

        Parameters
        ----------
        shift
            Name of the shift, or OFF.
        start, end
            Of the duty [min after the midnight that begins its day].
        """
        if self.window is None:
            return shift == self.shift
        return shift != OFF and self.window[0] <= start and end <= self.window[1]


Own = TypeVar("Own", Absence, Wish)


def away_noted(note: str) -> dict[str, bool]:
    """Read the kinds of absence that the note of a duty names, and whether they are paid."""
    found = {}
    for part in note.split("; "):
        for begins, paid in ((_AWAY, True), (_AWAY_UNPAID, False)):
            if part.startswith(begins):
                found[part.removeprefix(begins)] = paid
    return found


def is_cut_by(day: ScheduledDay, absence: Absence) -> bool:
    """Whether an absence ends a duty before its time: who fell ill at work, say."""
    return any(last == day.end and kind == absence.kind for _, last, kind in day.activities)


def by_agent(items: Iterable[Own]) -> dict[str, list[Own]]:
    """Part what people have by their names."""
    found: dict[str, list[Own]] = {}
    for item in items:
        found.setdefault(item.agent, []).append(item)
    return found
