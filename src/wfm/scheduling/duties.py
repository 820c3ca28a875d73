"""Each duty of a schedule by itself: its times, meals and breaks, whose it may be, its hours."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wfm.quoting import quoted
from wfm.scheduling.people import Absence, Agent, away_noted, is_cut_by
from wfm.tables.roster_rows import Row
from wfm.tables.schedule_rows import Moments, ScheduledDay
from wfm.units import written
from wfm.work.duties import activity_faults, lacking, shift_faults
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Duty

_MINUTE = dt.timedelta(minutes=1)
# Hours are written to so many decimals, and minutes to none.
_SAME_HOURS = 0.01

Fault = tuple[str, str, dt.date, str]


def length(span: Moments) -> int:
    """Return the true length between two moments [min]."""
    return (span[1] - span[0]) // _MINUTE


def wall_minutes(moment: dt.datetime, day: dt.date) -> int:
    """Return what the clock shows, from the midnight that begins a day on [min]."""
    return (moment.replace(tzinfo=None) - dt.datetime.combine(day, dt.time())) // _MINUTE


def paid_minutes(day: ScheduledDay, group: Group) -> int:
    """Return the paid time of a duty, the true one over a clock change [min]."""
    assert day.start is not None
    assert day.end is not None
    true = length((day.start, day.end))
    shift = group.shift(day.shift)
    if shift is None:
        return true - sum(length(meal) for meal in day.meals)
    wall = wall_minutes(day.end, day.date) - wall_minutes(day.start, day.date)
    return shift.paid + true - wall


def duty_of(day: ScheduledDay, group: Group, plan: Plan, reference: dt.timedelta | None) -> Duty:
    """Return a duty as rules see it.

    Parameters
    ----------
    day
        The duty.
    group, plan
        Under which contract, and of which plan.
    reference
        How far the clock is ahead of UTC on the first day.
    """
    assert day.start is not None
    assert day.end is not None
    first, last = wall_minutes(day.start, day.date), wall_minutes(day.end, day.date)
    pauses = tuple(sorted(wall_minutes(a, day.date) for a, _ in (*day.meals, *day.breaks)))
    night = plan.is_night(first, last - first)
    ahead = (_ahead(day.start, reference), _ahead(day.end, reference))
    return Duty(day.shift, first, last, paid_minutes(day, group), night, pauses, ahead)


def _ahead(moment: dt.datetime, reference: dt.timedelta | None) -> int:
    offset = moment.utcoffset()
    if offset is None or reference is None:
        return 0
    return (offset - reference) // _MINUTE


def duty_faults(
    days: Sequence[ScheduledDay],
    agent: Agent,
    group: Group,
    plan: Plan,
    absences: Sequence[Absence] = (),
) -> Iterator[Fault]:
    """Yield what is wrong with each duty of a person: what is broken, the article, where, why."""
    rows = []
    known = {activity.name for activity in plan.activities}
    kinds = {absence.kind for absence in absences} - known
    for day in days:
        if day.start is None or day.end is None:
            continue
        if day.start.date() != day.date:
            yield "table", "", day.date, f"the duty starts on {day.start.date()}"
            continue
        row = row_of(day)
        excused = kinds | set(away_noted(day.note))
        own = tuple(item for item in row.activities if item[2] not in excused)
        rows.append(replace(row, activities=own))
        for what, message in min((_as_shift(r, group) for r in (row, _true(row, day))), key=len):
            yield what, "", day.date, message
        if not group.shifts:
            for check, message in lacking(row, plan.checks):
                yield check.name, check.citation, day.date, message
        if not agent.employed_on(day.date):
            yield "contract", "", day.date, "a duty outside the days of the contract"
        yield from _unable(day, agent, group)
        yield from _absent(day, absences)
        yield from _hours(day, group, absences)
    for row, message in activity_faults(rows, plan, group):
        yield "activities", "", dt.date.fromordinal(int(row.team)), message


def row_of(day: ScheduledDay) -> Row:
    """Return a duty as a row on the wall clock: its team is the date, its line the week."""
    assert day.start is not None
    assert day.end is not None

    def spans(items: Sequence[Moments]) -> tuple[tuple[int, int], ...]:
        # As long as they are, wherever the clock changes.
        begun = [(wall_minutes(first, day.date), length((first, last))) for first, last in items]
        return tuple((first, first + long) for first, long in begun)

    away = spans([(first, last) for first, last, _ in day.activities])
    return Row(
        str(day.date.toordinal()),
        (day.date.toordinal() - 1) // 7,
        day.date.weekday() + 1,
        day.shift,
        wall_minutes(day.start, day.date),
        wall_minutes(day.end, day.date),
        spans(day.meals),
        spans(day.breaks),
        tuple((*span, item[2]) for span, item in zip(away, day.activities, strict=True)),
    )


def _true(row: Row, day: ScheduledDay) -> Row:
    """Return a row whose meals and breaks lie where they are counted from the duty's start."""
    assert day.start is not None
    start = day.start

    def spans(items: Sequence[Moments]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (row.start + length((start, first)), row.start + length((start, last)))
            for first, last in items
        )

    return replace(row, meals=spans(day.meals), breaks=spans(day.breaks))


def _as_shift(row: Row, group: Group) -> list[tuple[str, str]]:
    return list(shift_faults(row, group, 1))


def _unable(day: ScheduledDay, agent: Agent, group: Group) -> Iterator[Fault]:
    """Yield the skills that a shift asks for and a person has not."""
    shift = group.shift(day.shift)
    for skill in () if shift is None else agent.lacks(shift.skills):
        yield "skills", "", day.date, f"'{day.shift}' asks for {quoted(skill)}"


def _absent(day: ScheduledDay, absences: Sequence[Absence]) -> Iterator[Fault]:
    """Yield absences during which a person is on duty."""
    assert day.start is not None
    assert day.end is not None
    for absence in absences:
        if absence.begins is None or absence.ends is None:
            if absence.first <= day.date <= absence.last and not is_cut_by(day, absence):
                yield "absence", "", day.date, f"a duty on a day of {quoted(absence.kind)}"
            continue
        first, last = max(absence.begins, day.start), min(absence.ends, day.end)
        shown = any(
            begins <= first and last <= ends and kind == absence.kind
            for begins, ends, kind in day.activities
        )
        if first < last and not shown:
            ends = last.astimezone(day.end.tzinfo)
            span = f"{first.astimezone(day.start.tzinfo):%H:%M}-{ends:%H:%M}"
            yield "absence", "", day.date, f"on duty at {span}, which is {quoted(absence.kind)}"


def _hours(day: ScheduledDay, group: Group, absences: Sequence[Absence]) -> Iterator[Fault]:
    """Yield hours that are not those of the duty, where it has any."""
    true = paid_minutes(day, group) / 60
    unpaid = any(not absence.paid and absence.begins is not None for absence in absences)
    unpaid |= not all(away_noted(day.note).values())
    if day.hours and abs(day.hours - true) > _SAME_HOURS and not unpaid:
        yield "hours", "", day.date, f"{written(day.hours)} h, the duty has {written(true)}"
