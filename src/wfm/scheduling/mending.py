"""Leave out duties that people may not work: across the start, by their limits, over a change.

A roster keeps the rules as a rotation. Laid on dates it meets what came before, personal limits
and changes of the clock. What breaks a rule there is not worked: the duty is left out, and stays
uncovered.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wfm.errors import InfeasibleError
from wfm.quoting import quoted
from wfm.scheduling.calendar import Period, Seat
from wfm.scheduling.judge import Person, rule_faults
from wfm.scheduling.limits import limit_faults
from wfm.scheduling.options import People
from wfm.scheduling.people import by_agent
from wfm.scheduling.rotation import Team, duty_of
from wfm.tables.schedule_rows import ScheduledDay
from wfm.weekdays import OFF
from wfm.work.plan import Plan
from wfm.work.wording import WEEKDAYS

# Limits that a duty less cannot keep: they are for whoever judges the schedule.
_LEAST = {"min_hours"}


@dataclass(frozen=True)
class LeftOut:
    """A duty that is not worked.

    Parameters
    ----------
    day
        The duty.
    rule
        Key of the rule that it would break.
    citation
        The article that asks for it.
    message
        What would be wrong.
    """

    day: ScheduledDay
    rule: str
    citation: str
    message: str

    def __str__(self) -> str:
        cited = f", {self.citation}" if self.citation else ""
        shift = f"{self.day.agent} {self.day.date} {self.day.shift}"
        return f"{shift}: {self.message} ({self.rule}{cited})"


def lawful(teams: Sequence[Team], plan: Plan) -> list[Team]:
    """Return teams that keep the rules of their groups as rotations.

    Rules that nobody configured do not bind a roster that breaks them.

    Raises
    ------
    InfeasibleError
        If a team breaks a rule that somebody asks for.
    """
    found = []
    for team in teams:
        days = [duty_of(row, team.group, plan) for row in team.rows]
        kept = []
        for rule in team.group.rules:
            fault = next(rule.faults(days), None)
            if fault is None:
                kept.append(rule)
                continue
            if "rules" in plan.assumed and not rule.citation:
                continue
            row = team.rows[fault[0]]
            place = f"team {quoted(team.name)}, line {row.line}, {WEEKDAYS[row.weekday - 1]}"
            raise InfeasibleError(
                f"the roster breaks {rule.words()}: {place}: {fault[1]}: mend it first; "
                "`wfm check` lists every fault"
            )
        found.append(replace(team, group=replace(team.group, rules=tuple(kept))))
    return found


def all_mended(
    days: Sequence[ScheduledDay],
    seats: Sequence[Seat],
    people: People,
    period: Period,
    plan: Plan,
) -> tuple[list[ScheduledDay], list[LeftOut]]:
    """Leave out what nobody may work; see `mended`."""
    before: dict[str, list[ScheduledDay]] = {}
    for day in people.previous:
        if day.date < period.first:
            before.setdefault(day.agent, []).append(day)
    begun = min((day.date for own in before.values() for day in own), default=period.first)
    own_days: dict[str, list[ScheduledDay]] = {}
    for day in days:
        own_days.setdefault(day.agent, []).append(day)
    absences = by_agent(people.absences)
    found: list[ScheduledDay] = []
    left: list[LeftOut] = []
    for seat in seats:
        name = seat.agent.name
        past = tuple(before.get(name, ()))
        person = Person(
            seat.agent,
            seat.team.group,
            tuple(own_days.get(name, ())),
            past,
            tuple(absences.get(name, ())),
        )
        dates = (begun if past else period.first, period.first, period.last)
        person, out = mended(person, dates, plan)
        found += person.days
        left += out
    return found, left


def mended(
    person: Person, dates: tuple[dt.date, dt.date, dt.date], plan: Plan
) -> tuple[Person, list[LeftOut]]:
    """Leave out the duties of a person that break a rule, one after the other.

    Parameters
    ----------
    person
        With the days of the roster.
    dates
        As `judge.judged` has them.
    plan
        The rules.

    Raises
    ------
    InfeasibleError
        If leaving out duties does not help.
    """
    left: list[LeftOut] = []
    while True:
        fault = next(_faults(person, dates, plan), None)
        if fault is None:
            return person, left
        rule, citation, date, message = fault
        position = _to_leave_out(person.days, date)
        if position is None:
            raise InfeasibleError(
                f"{quoted(person.agent.name)} cannot work this line: {date}: {message} ({rule}): "
                "give another line, or change the rule or the limit"
            )
        left.append(LeftOut(person.days[position], rule, citation, message))
        days = list(person.days)
        days[position] = _off(days[position], message)
        person = replace(person, days=tuple(days))


def _faults(
    person: Person, dates: tuple[dt.date, dt.date, dt.date], plan: Plan
) -> Iterator[tuple[str, str, dt.date, str]]:
    for rule, date, message in rule_faults(person, dates, plan):
        yield rule.name, rule.citation, date, message
    for name, date, message in limit_faults(person.days, person.agent, person.group):
        if name not in _LEAST:
            yield name, "", date, message


def _to_leave_out(days: Sequence[ScheduledDay], date: dt.date) -> int | None:
    """Return the first duty from a date on; where there is none, the last one before it."""
    duties = [position for position, day in enumerate(days) if day.on_duty]
    later = [position for position in duties if days[position].date >= date]
    if later:
        return later[0]
    return duties[-1] if duties else None


def _off(day: ScheduledDay, message: str) -> ScheduledDay:
    note = f"left out: {message}"
    return ScheduledDay(day.agent, day.date, OFF, group=day.group, note=note)
