"""A schedule as what people work: duties on their own dates."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.evaluation.worked import Unworked, Worked, WorkedDuty, night_of
from wfm.quoting import quoted
from wfm.tables.schedule_rows import Moments, ScheduledDay, read_schedule
from wfm.weekdays import DAY
from wfm.work.plan import Group, Plan

_MINUTE = dt.timedelta(minutes=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def of_schedule(schedule: pd.DataFrame, plan: Plan) -> Worked:
    """Read what the people of a schedule work.

    Parameters
    ----------
    schedule
        Schedule table.
    plan
        Groups and what they cost.

    Raises
    ------
    InputError
        If it is no schedule, nobody works in it, or an agent's group is not known.
    """
    given = tables.check(schedule, tables.SCHEDULE)
    prefix = f"{given.attrs['source']}: " if given.attrs.get("source") else ""
    days = read_schedule(given)
    if not any(day.on_duty for day in days):
        raise InputError(
            f"{prefix}nobody is on duty in this schedule: there is nothing to evaluate"
        )
    group_of = _groups(plan, prefix)
    duties = []
    unworked = []
    for day in days:
        if day.on_duty:
            duties.append(_duty(day, group_of(day), plan))
        elif day.hours:
            group = group_of(day)
            cost = day.hours * group.cost_per_hour
            unworked.append(Unworked(day.date, day.hours, cost, group.name))
    dates = [day.date for day in days]
    return Worked(tuple(duties), tuple(unworked), False, min(dates), max(dates))


def _groups(plan: Plan, prefix: str) -> Callable[[ScheduledDay], Group]:
    """Return what finds the contract group of an agent."""

    def found(day: ScheduledDay) -> Group:
        if day.group in plan.by_name:
            return plan.by_name[day.group]
        if "group" in plan.assumed or (not day.group and len(plan.groups) == 1):
            return plan.groups[0]
        known = ", ".join(plan.by_name)
        if not day.group:
            raise InputError(
                f"{prefix}agent {quoted(day.agent)} has no group, and the configuration has "
                f"several ({known}): fill the column group"
            )
        raise InputError(
            f"{prefix}agent {quoted(day.agent)} is of group {quoted(day.group)}, which the "
            f"configuration does not have: it has {known}"
        )

    return found


def _duty(day: ScheduledDay, group: Group, plan: Plan) -> WorkedDuty:
    assert day.start is not None
    assert day.end is not None
    first, last = _minutes((day.start, day.end))
    away = [*day.meals, *day.breaks, *((begin, end) for begin, end, _ in day.activities)]
    meals = sum(end - begin for begin, end in map(_minutes, day.meals))
    paid = day.hours * 60 if day.hours else float(last - first - meals)
    later = (day.start.date() - day.date).days
    start = later * DAY + day.start.hour * 60 + day.start.minute
    night = plan.is_night(start % DAY, last - first)
    rate = group.cost_per_hour * (1.0 + group.premium(day.date.weekday(), night=night))
    return WorkedDuty(
        agent=day.agent,
        date=day.date,
        first=first,
        last=last,
        away=tuple(sorted(map(_minutes, away))),
        paid=paid,
        cost=paid / 60 * rate,
        night=night_of(plan, day.date, start, last - first),
        weekend=day.date.weekday() in group.weekend,
        group=group.name,
    )


def _minutes(span: Moments) -> tuple[int, int]:
    """Return when something begins and ends [min since 1970, UTC]."""
    begin, end = (int((moment - _EPOCH) / _MINUTE) for moment in span)
    return begin, end
