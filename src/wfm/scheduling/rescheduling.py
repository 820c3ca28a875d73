"""The stage that changes a schedule as little as can be: absences and swaps."""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from wfm import deadline, tables
from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.changes.absent import Left, without
from wfm.scheduling.changes.moment import early_enough
from wfm.scheduling.changes.needs import Agents, Needs, Posts, minute_of
from wfm.scheduling.changes.prices import SHORT, Prices
from wfm.scheduling.changes.proof import at_fault, faults_of_duties
from wfm.scheduling.changes.reasons import Change, changes_of
from wfm.scheduling.changes.repair import repair
from wfm.scheduling.changes.rewrites import Search
from wfm.scheduling.changes.staff import Member, Staff
from wfm.scheduling.changes.swaps import swapped
from wfm.scheduling.options import People, Tables, known_before, read_people
from wfm.scheduling.people import Agent, by_agent
from wfm.scheduling.presence import Needed, read_needed
from wfm.scheduling.rescheduled import Rescheduled, changes_table, uncovered_parts, uncovered_posts
from wfm.scheduling.terms import Terms
from wfm.scheduling.uncovered import coverage, uncovered, within
from wfm.tables.schedule_rows import LEAVE, ScheduledDay, read_schedule, schedule_table
from wfm.weekdays import OFF
from wfm.work.plan import Group, Plan

log = logging.getLogger(__name__)
# Other duties that may help, where what is needed is agents, not posts.
_MOST_OTHERS = 12
_HOUR = dt.timedelta(hours=1)
_START_OF_TIME = dt.datetime.min.replace(tzinfo=dt.UTC)


def reschedule(schedule: pd.DataFrame, given: Tables, plan: Plan, terms: Terms) -> Rescheduled:
    """Let as few duties as can be change for those who are away.

    Parameters
    ----------
    schedule
        `wfm.tables.SCHEDULE`.
    given
        Absences; the agents, their wishes and what is required, where they are known.
    plan
        Groups, shifts and rules.
    terms
        What may change.

    Raises
    ------
    InputError
        If a table cannot be read, or names somebody or something that there is not.
    """
    days, people = _read(schedule, given, plan)
    left = without(days, people.absences, terms.since or _START_OF_TIME)
    since = early_enough(left.lost, terms.notice) if terms.since is None else terms.since
    staff = _staff(left.days, left, people, plan, since + terms.notice)
    needed = None if given.requirement is None else read_needed(given.requirement)
    past = people.previous  # its nights reach into the first morning
    needs = _needs([*past, *left.before], [*past, *left.days], needed)
    prices = Prices(
        terms.change, terms.missing_hour, since + terms.notice + SHORT, by_agent(people.wishes)
    )
    movable = [d for d in left.lost if d.start is not None and d.start >= staff.movable_from]
    wanted = [*movable, *_others(staff, needs, movable)] if needed is not None else movable
    search = Search(staff, needs, prices, spared=frozenset(day.agent for day in left.lost))
    with deadline.within(terms.seconds):
        made = repair(search, wanted, lambda rewrites: at_fault(staff, rewrites))
    changes = changes_of(made.rewrites, staff, left.lost, left.kinds)
    after = _with_changes(left.days, changes)
    # What is left of a duty is no post: whom a requirement does not count, its hours do.
    cut = [] if needed is not None else left.cut
    cut_hours = sum((last - first) / _HOUR for _, first, last in cut)
    missing_hours = made.missing_hours + cut_hours
    begun = sum(day.start is not None and day.start < since for day in left.lost)
    return Rescheduled(
        days=tuple(after),
        table=_table(after, shows_off=any(day.shift == OFF for day in days)),
        changes=changes_table(changes),
        lost=len(left.lost),
        people=len(made.rewrites),
        lost_hours=needs.missing_hours + cut_hours,
        missing_hours=missing_hours,
        missing_cost=missing_hours * terms.missing_hour,
        uncovered=(
            *_uncovered([*past, *left.before], [*past, *after], needed),
            *uncovered_parts(cut),
        ),
        coverage=_coverage([*past, *left.before], [*past, *after], needed, staff.span),
        late=len(left.lost) - len(movable) - begun,
        begun=begun,
        repeats=made.repeats,
    )


def swap(schedule: pd.DataFrame, given: Tables, plan: Plan, terms: Terms, text: str) -> Rescheduled:
    """Judge a swap of two people, and make it.

    Parameters
    ----------
    schedule, given, plan, terms
        As `reschedule` has them.
    text
        Who swaps what, as ``"Anna 2026-12-09, Ben 2026-12-11"``.

    Raises
    ------
    OptionError
        If the text is no swap.
    InputError
        If a table cannot be read, or somebody has no such duty.
    """
    days, people = _read(schedule, given, plan)
    left = without(days, people.absences, terms.since or _START_OF_TIME)
    staff = _staff(left.days, left, people, plan, terms.since or _START_OF_TIME)
    needed = None if given.requirement is None else read_needed(given.requirement)
    past = people.previous
    needs = _needs([*past, *left.days], [*past, *left.days], needed)
    done = swapped(staff, needs, text)
    changes = [
        Change(staff.members[r.agent].days.get(day.date), day, "swap")
        for r in done.rewrites
        for day in r.days
    ]
    changes.sort(key=lambda change: (change.after.date, change.after.agent))
    after = _with_changes(left.days, changes)
    missing = _needs([*past, *left.days], [*past, *after], needed).missing_hours
    over = [c for c in changes if c.before is not None and not staff.is_movable(c.before)]
    late = tuple(f"{c.after.agent}: {c.after.date} is over or has begun" for c in over)
    return Rescheduled(
        days=tuple(after),
        table=_table(after, shows_off=any(day.shift == OFF for day in days)),
        changes=changes_table(changes),
        lost=0,
        people=len(done.rewrites),
        lost_hours=0.0,
        missing_hours=missing,
        missing_cost=missing * terms.missing_hour,
        uncovered=_uncovered([*past, *left.days], [*past, *after], needed),
        coverage=_coverage([*past, *left.days], [*past, *after], needed, staff.span),
        refused=(*late, *done.faults),
    )


def _read(schedule: pd.DataFrame, given: Tables, plan: Plan) -> tuple[list[ScheduledDay], People]:
    """Read the schedule and its people: those of the table of agents, and all others on it."""
    days = read_schedule(tables.check(schedule, tables.SCHEDULE))
    if not days:
        raise InputError("the schedule is empty: there is nothing to change")
    seen: set[tuple[str, dt.date]] = set()
    for day in days:
        if (day.agent, day.date) in seen:
            raise InputError(
                f"the schedule has two rows of {quoted(day.agent)} on {day.date}: leave one"
            )
        seen.add((day.agent, day.date))
    names = tuple(dict.fromkeys(day.agent for day in days))
    people = read_people(given, plan, names)
    listed = {agent.name for agent in people.agents}
    others = tuple(Agent(name) for name in names if name not in listed)
    if people.agents and others:
        shown = ", ".join(quoted(agent.name) for agent in others[:3])
        log.warning("%d on the schedule are not in the table of agents: %s", len(others), shown)
    people = known_before(people, min(day.date for day in days))
    return days, replace(people, agents=(*people.agents, *others))


def _staff(
    days: Iterable[ScheduledDay],
    left: Left,
    people: People,
    plan: Plan,
    movable_from: dt.datetime,
) -> Staff:
    own: dict[str, dict[dt.date, ScheduledDay]] = {agent.name: {} for agent in people.agents}
    for day in days:
        own[day.agent][day.date] = day
    members, absences = {}, by_agent(people.absences)
    before: dict[str, dict[dt.date, ScheduledDay]] = {}
    for day in people.previous:
        before.setdefault(day.agent, {})[day.date] = day
    for agent in people.agents:
        group = _group(agent, own[agent.name].values(), plan)
        away, clock = left.away.get(agent.name, frozenset()), agent.timezone or group.zone
        known = tuple(absences.get(agent.name, ()))
        members[agent.name] = Member(
            agent, group, own[agent.name], away, clock, known, before.get(agent.name, {})
        )
    dates = [day.date for day in left.before]
    there = {(day.agent, day.date): day for day in left.before}
    faulty = frozenset(
        fault
        for member in members.values()
        for fault in faults_of_duties(
            replace(member, days={date: there[member.agent, date] for date in member.days}), plan
        )
    )
    known_from = min((day.date for day in people.previous), default=None)
    return Staff(plan, members, (min(dates), max(dates)), movable_from, faulty, known_from)


def _group(agent: Agent, days: Iterable[ScheduledDay], plan: Plan) -> Group:
    """Return the contract group of a person: named in a table, or the plan's only one."""
    named = agent.group or next((day.group for day in days if day.group), "")
    if named in plan.by_name:
        group = plan.by_name[named]
    elif (not named and len(plan.groups) == 1) or "group" in plan.assumed:
        group = plan.groups[0]
    else:
        known = ", ".join(quoted(name) for name in plan.by_name)
        what = f"is in the group {quoted(named)}" if named else "is in no group"
        raise InputError(f"{quoted(agent.name)} {what}: the configuration has {known}")
    return replace(group, shifts=()) if "group" in plan.assumed else group


def read_staff(
    schedule: pd.DataFrame, given: Tables, plan: Plan
) -> tuple[list[ScheduledDay], Staff]:
    """Read a schedule as the people on it, all of whose days may change.

    Raises
    ------
    InputError
        If a table cannot be read, or names somebody or something that there is not.
    """
    days, people = _read(schedule, given, plan)
    left = without(days, people.absences, _START_OF_TIME)
    return list(left.days), _staff(left.days, left, people, plan, _START_OF_TIME)


def _needs(
    before: Sequence[ScheduledDay], now: Sequence[ScheduledDay], needed: Needed | None
) -> Needs:
    duties = tuple(day for day in before if day.on_duty)
    there = tuple(day for day in now if day.on_duty)
    if needed is None:
        return Posts(duties, there)
    starts = [minute_of(moment.to_pydatetime()) for moment in needed.starts]
    required = dict(zip(starts, needed.agents.tolist(), strict=True))
    return Agents(required, needed.step, there, duties)


def _others(staff: Staff, needs: Needs, lost: Sequence[ScheduledDay]) -> list[ScheduledDay]:
    """Return other duties of those days that fill what is missing, the most useful first."""
    missing = needs.missing
    ranked = []
    for date in sorted({day.date for day in lost}):
        for duty in staff.duties_on(date):
            useful = sum(key in missing for key in needs.filled_by(duty))
            if useful and staff.is_movable(duty):
                ranked.append((-useful, str(duty.start), duty.shift, duty))
    ranked.sort(key=lambda item: item[:3])
    return [item[3] for item in ranked[:_MOST_OTHERS]]


def _with_changes(days: Sequence[ScheduledDay], changes: Iterable[Change]) -> list[ScheduledDay]:
    """Put changes into a schedule, in the order of its rows: by people, or by days."""
    rows = {(day.agent, day.date): day for day in days}
    for change in changes:
        rows[change.after.agent, change.after.date] = change.after
    order = {name: n for n, name in enumerate(dict.fromkeys(agent for agent, _ in rows))}
    dates = [day.date for day in days]
    by_days = dates == sorted(dates)

    def place(key: tuple[str, dt.date]) -> tuple[object, object]:
        agent, date = key
        return (date, order[agent]) if by_days else (order[agent], date)

    return [rows[key] for key in sorted(rows, key=place)]


def _table(days: Iterable[ScheduledDay], *, shows_off: bool) -> pd.DataFrame:
    """Write days as a table, with those off where they are to be shown."""
    return schedule_table(d for d in days if d.on_duty or d.shift == LEAVE or shows_off)


def _coverage(
    before: Sequence[ScheduledDay],
    after: Sequence[ScheduledDay],
    needed: Needed | None,
    span: tuple[dt.date, dt.date],
) -> pd.DataFrame | None:
    """Write what is there and required on the days of the schedule."""
    if needed is None:
        return None
    return coverage(after, before, within(needed, *span))


def _uncovered(
    before: Sequence[ScheduledDay], after: Sequence[ScheduledDay], needed: Needed | None
) -> tuple[str, ...]:
    """Name what nobody works any more."""
    if needed is None:
        posts = Posts(tuple(d for d in before if d.on_duty), tuple(d for d in after if d.on_duty))
        known = {key: d for d in before if d.on_duty for key in posts.filled_by(d)}
        missing = [known[key] for key, n in posts.missing.items() for _ in range(n)]
        return uncovered_posts(missing)
    table = coverage(after, before, needed)
    return tuple(str(one) for one in uncovered(table, needed.step) if one.absent)
