"""Leave out duties that people may not work: across the start, by limits, skills, over a change.

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
_LIMITS = {"max_hours", "max_weekends", "shift_limits", "weekly_hours"}
_SKILLS = "skills"
_Fault = tuple[str, str, dt.date, str]
# A duty that a fault has to do with is no further away [days].
_NEAR = 14


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
        person, unable = able(person)
        try:
            person, out = mended(person, dates, plan)
        except InfeasibleError as error:
            if not unable:
                raise
            without = f"without the duties that ask for skills: {unable[0].message}"
            raise InfeasibleError(f"{error} ({without})") from None
        found += person.days
        left += [*unable, *out]
    return found, left


def able(person: Person) -> tuple[Person, list[LeftOut]]:
    """Leave out the duties of a person that ask for skills they have not."""
    left: list[LeftOut] = []
    for position, day in enumerate(person.days):
        shift = person.group.shift(day.shift) if day.on_duty else None
        lacking = [] if shift is None else person.agent.lacks(shift.skills)
        if lacking:
            message = f"'{day.shift}' asks for {quoted(lacking[0])}"
            left.append(LeftOut(day, _SKILLS, "", message))
            person = _left_out(person, position, message)
    return person, left


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
    faults = list(_faults(person, dates, plan))
    while faults:
        rule, citation, date, message = faults[0]
        # Of a limit on the whole schedule it may take several duties until it is kept.
        enough = len(faults) if rule in _LIMITS else len(faults) - 1
        best = _best_left_out(person, date, message, enough, dates, plan)
        if best is None:
            raise InfeasibleError(
                f"{quoted(person.agent.name)} cannot work this line: {date}: {message} ({rule}): "
                "give another line, or change the rule or the limit"
            )
        faults, position, without = best
        left.append(LeftOut(person.days[position], rule, citation, message))
        person = without
    return person, left


def _best_left_out(
    person: Person,
    date: dt.date,
    message: str,
    enough: int,
    dates: tuple[dt.date, dt.date, dt.date],
    plan: Plan,
) -> tuple[list[_Fault], int, Person] | None:
    """Return the first duty near a fault without which so few faults are left, and what is left."""
    for position in _near(person.days, date):
        without = _left_out(person, position, message)
        faults = list(_faults(without, dates, plan))
        if len(faults) <= enough:
            return faults, position, without
    return None


def _faults(
    person: Person, dates: tuple[dt.date, dt.date, dt.date], plan: Plan
) -> Iterator[_Fault]:
    for rule, date, message in rule_faults(person, dates, plan):
        yield rule.name, rule.citation, date, message
    for name, date, message in limit_faults(person.days, person.agent, person.group):
        if name not in _LEAST:
            yield name, "", date, message


def _near(days: Sequence[ScheduledDay], date: dt.date) -> list[int]:
    """Return the duties that may have to do with a fault at a date, the nearest first."""
    duties = [position for position, day in enumerate(days) if day.on_duty]
    duties.sort(key=lambda position: (abs((days[position].date - date).days), position))
    near = [n for n in duties if abs((days[n].date - date).days) <= _NEAR]
    return near or duties[:1]


def _left_out(person: Person, position: int, message: str) -> Person:
    """Return a person with a day off in place of a duty."""
    day = person.days[position]
    off = ScheduledDay(day.agent, day.date, OFF, group=day.group, note=f"left out: {message}")
    return replace(person, days=(*person.days[:position], off, *person.days[position + 1 :]))
