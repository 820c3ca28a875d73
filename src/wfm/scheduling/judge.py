"""Judge a schedule, whoever made it: its table, the people and the requirement alone.

Nothing here knows how it was made. What is not known, such as the days before the first one or
those on leave, is held against nobody.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.scheduling.duties import duty_faults, duty_of
from wfm.scheduling.limits import limit_faults
from wfm.scheduling.people import Absence, Agent, Wish, by_agent
from wfm.scheduling.presence import Needed, on_phones
from wfm.scheduling.wished import book_of, broken
from wfm.tables.schedule_rows import LEAVE, ScheduledDay
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Duty, Rule

_NONE, _ONE_DAY = dt.timedelta(), dt.timedelta(days=1)


@dataclass(frozen=True)
class DatedViolation:
    """A fault of a schedule.

    Parameters
    ----------
    rule
        Key of the rule, or what else is broken: coverage, absence, shift, meals, hours, ...
    citation
        The article that asks for it.
    agent
        Whose it is; "" where it is everybody's.
    date
        Where it is.
    message
        What is wrong.
    """

    rule: str
    citation: str
    agent: str
    date: dt.date
    message: str


@dataclass(frozen=True)
class Evidence:
    """What a schedule is judged by.

    Parameters
    ----------
    plan
        Groups, shifts and rules.
    agents
        The people by name; those whom it does not hold have no limits of their own.
    absences
        When they are away.
    previous
        Their days before the schedule.
    needed
        What is required; None: coverage is not judged.
    wishes
        What people wish: those that have to be kept are judged.
    """

    plan: Plan
    agents: Mapping[str, Agent] = field(default_factory=dict)
    absences: Sequence[Absence] = ()
    previous: Sequence[ScheduledDay] = ()
    needed: Needed | None = None
    wishes: Sequence[Wish] = ()


def judge(days: Sequence[ScheduledDay], evidence: Evidence) -> list[DatedViolation]:
    """Return every fault of a schedule, in order of people and dates, the coverage last."""
    if not days:
        return _uncovered(days, evidence)
    first, last = min(day.date for day in days), max(day.date for day in days)
    of_agent: dict[str, list[ScheduledDay]] = {}
    for day in days:
        of_agent.setdefault(day.agent, []).append(day)
    before: dict[str, list[ScheduledDay]] = {}
    for day in evidence.previous:
        if day.date < first:
            before.setdefault(day.agent, []).append(day)
    absences = by_agent(evidence.absences)
    begun = min((day.date for day in evidence.previous), default=first)
    found: list[DatedViolation] = []
    for name, own in of_agent.items():
        agent = evidence.agents.get(name, Agent(name))
        group = _group(agent, own, evidence.plan)
        person = Person(
            agent, group, tuple(sorted(own, key=_order)), tuple(before.get(name, ())),
            tuple(absences.get(name, ())),
        )  # fmt: skip
        # Of whom the schedule before holds nothing, nothing is known before this one.
        start = begun if person.before else first
        found += judged(person, (start, first, last), evidence.plan)
    book = book_of(days, evidence.agents, evidence.absences)
    unkept = [
        DatedViolation("wishes", "", name, date, message)
        for name, date, message in broken(evidence.wishes, book)
    ]
    return [*found, *unkept, *_uncovered(days, evidence)]


@dataclass(frozen=True)
class Person:
    """A person with all that a judge knows of them.

    Parameters
    ----------
    agent, group
        Who it is, and under which contract.
    days
        Rows of the schedule, in order.
    before
        Rows of the one before it.
    absences
        When they are away.
    """

    agent: Agent
    group: Group
    days: tuple[ScheduledDay, ...]
    before: tuple[ScheduledDay, ...] = ()
    absences: tuple[Absence, ...] = ()


def judged(
    person: Person, dates: tuple[dt.date, dt.date, dt.date], plan: Plan
) -> Iterator[DatedViolation]:
    """Yield the faults of a person.

    Parameters
    ----------
    person
        Whose they are.
    dates
        The first day that is known, and the first and the last one of the schedule.
    plan
        Groups, shifts and rules.
    """
    name = person.agent.name
    for date, message in _overlaps(person):
        yield DatedViolation("table", "", name, date, message)
    for what, citation, date, message in duty_faults(
        person.days, person.agent, person.group, plan, person.absences
    ):
        yield DatedViolation(what, citation, name, date, message)
    for what, date, message in limit_faults(person.days, person.agent, person.group):
        yield DatedViolation(what, "", name, date, message)
    for rule, date, message in rule_faults(person, dates, plan):
        yield DatedViolation(rule.name, rule.citation, name, date, message)


def rule_faults(
    person: Person, dates: tuple[dt.date, dt.date, dt.date], plan: Plan
) -> Iterator[tuple[Rule, dt.date, str]]:
    """Yield what breaks a rule on dates or across the start, and did not before."""
    start, first, last = dates
    days, known = _sequence(person, start, last, plan)
    past = [there and day < first for day, there in known.items()]
    old = [duty if day < first else None for day, duty in days.items()]
    listed = list(days)
    flags = list(known.values())
    for rule in person.agent.rules(person.group):
        faults = list(rule.on_dates(list(days.values()), flags)) if any(flags) else []
        if faults and any(past):
            excused = set(rule.on_dates(old, past))
            faults = [fault for fault in faults if fault not in excused]
        for position, message in faults:
            yield rule, listed[position], message


def _sequence(
    person: Person, start: dt.date, last: dt.date, plan: Plan
) -> tuple[dict[dt.date, Duty | None], dict[dt.date, bool]]:
    """Return the duties of whole weeks, and which of their days are known."""
    monday = start - dt.timedelta(days=start.weekday())
    sunday = last + dt.timedelta(days=6 - last.weekday())
    span = [monday + dt.timedelta(days=n) for n in range((sunday - monday).days + 1)]
    known = {day: start <= day <= last and person.agent.employed_on(day) for day in span}
    duties: dict[dt.date, Duty | None] = dict.fromkeys(span)
    for absence in person.absences:
        if absence.begins is None:
            known |= {day: False for day in span if absence.first <= day <= absence.last}
    rows = [*person.before, *person.days]
    reference = next((row.start.utcoffset() for row in rows if row.start), None)
    for row in rows:
        if row.date in duties:
            known[row.date] = row.shift != LEAVE
            if row.on_duty:
                duties[row.date] = duty_of(row, person.group, plan, reference)
    return duties, known


def _order(day: ScheduledDay) -> tuple[dt.date, str]:
    return day.date, "" if day.start is None else day.start.isoformat()


def _overlaps(person: Person) -> Iterator[tuple[dt.date, str]]:
    """Yield duties that begin before the one before them ends, and days that appear twice."""
    duties = [day for day in (*person.before, *person.days) if day.on_duty]
    for before, after in pairwise(duties):
        if before.end and after.start and after.start < before.end:
            yield after.date, f"a duty begins at {after.start:%H:%M}, before the last one ends"
    for one, other in pairwise(person.days):
        if one.date == other.date:
            yield one.date, "the day appears twice"


def _group(agent: Agent, days: Sequence[ScheduledDay], plan: Plan) -> Group:
    """Return the contract group of a person: by the table of agents, the rows, or the shifts."""
    named = [agent.group, *(day.group for day in days)]
    known = next((plan.by_name[name] for name in named if name in plan.by_name), None)
    if known is not None:
        return known
    worked = {day.shift for day in days if day.on_duty}
    return min(
        plan.groups,
        key=lambda group: (
            sum(group.shift(name) is None for name in worked), group.weekly_minutes
        ),
    )  # fmt: skip


def _uncovered(days: Sequence[ScheduledDay], evidence: Evidence) -> list[DatedViolation]:
    """Return each interval with too few agents, or too many."""
    needed, plan = evidence.needed, evidence.plan
    if needed is None:
        return []
    there = on_phones([*evidence.previous, *days], needed)
    required = needed.agents.astype(np.int64)
    most = None if plan.max_over is None else required + plan.max_over
    most = required if plan.coverage == "exact" else most
    found = []
    unknown = unknown_hours(days, evidence.previous, needed.starts)
    for position, moment in enumerate(needed.starts):
        have, want = int(there[position]), int(required[position])
        message = ""
        if have < want and not unknown[position]:
            message = f"{moment:%H:%M}: {have} agents, {want} required"
        elif most is not None and have > most[position]:
            message = f"{moment:%H:%M}: {have} agents, at most {int(most[position])}"
        if message:
            found.append(DatedViolation("coverage", "", "", moment.date(), message))
    return found


def unknown_hours(
    days: Sequence[ScheduledDay], previous: Sequence[ScheduledDay], moments: pd.Series
) -> NDArray[np.bool_]:
    """Mark the intervals in which nobody knows who is on duty: at the ends of a schedule.

    Nights that began on the eve of the first day stand in the schedule before this one. Without it
    the first morning is unknown up to the hour at which the nights of this schedule end. Where a
    clock is ahead of the site's, the day after the last one begins on its evening, and stands in
    the schedule after this one: from the hour at which days begin so on, the evening is unknown.

    Parameters
    ----------
    days, previous
        The schedule, and the one before it.
    moments
        Where the intervals begin.
    """
    first = min((day.date for day in days), default=moments.iloc[0].date())
    last = max((day.date for day in days), default=moments.iloc[-1].date())
    has_eve = any(day.date == first - _ONE_DAY for day in previous)
    walls = moments.dt.tz_localize(None)
    late, early = _reach(days, moments.dt.tz)
    begin, end = pd.Timestamp(first), pd.Timestamp(last) + _ONE_DAY
    morning = walls < begin + (_NONE if has_eve else late)
    evening = walls >= end - early
    marked: NDArray[np.bool_] = ((morning | evening) & (walls >= begin) & (walls < end)).to_numpy()
    return marked


def _reach(days: Sequence[ScheduledDay], zone: dt.tzinfo) -> tuple[dt.timedelta, dt.timedelta]:
    """Return how far duties reach into the day after theirs, and into the day before, at most."""
    late = early = _NONE
    for day in days:
        if day.start is None or day.end is None:
            continue
        midnight = dt.datetime.combine(day.date, dt.time())
        begins, ends = (
            moment.astimezone(zone).replace(tzinfo=None) for moment in (day.start, day.end)
        )
        late = max(late, ends - midnight - _ONE_DAY)
        early = max(early, midnight - begins)
    return late, early


def with_own_shifts(worked: Collection[str], plan: Plan) -> Plan:
    """Return a plan in which a schedule has its own shifts, where nobody configured any.

    Parameters
    ----------
    worked
        Names of the shifts that are worked.
    plan
        By what it is judged.
    """
    known = {shift.name for group in plan.groups for shift in group.shifts}
    if "group" not in plan.assumed or set(worked) <= known:
        return plan
    group = plan.groups[0]
    rules = tuple(rule for rule in group.rules if rule.citation or rule.for_all)
    if "rules" in plan.assumed:
        rules = tuple(rule for rule in rules if rule.citation)
    return replace(plan, groups=(replace(group, shifts=(), rules=rules),))
