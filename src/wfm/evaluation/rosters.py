"""A roster on the days of a forecast: its weeks repeat, nights run in from the Sunday before."""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.evaluation.worked import Unworked, Worked, WorkedDuty, minutes_since_1970, night_of
from wfm.rostering.judge.roster import Judged, judge
from wfm.tables.roster_rows import Row, read_rows
from wfm.tables.weekgrid import ONE_AGENT
from wfm.work.plan import Group, Plan
from wfm.work.planned import completed, with_own_shifts
from wfm.work.rules.rule import Duty

log = logging.getLogger(__name__)

_WEEK_DAYS = 7
_EPOCH, _MINUTE = dt.datetime(1970, 1, 1), dt.timedelta(minutes=1)


def of_roster(
    roster: pd.DataFrame,
    plan: Plan,
    first: dt.date,
    last: dt.date,
    clock: dt.tzinfo | None = None,
) -> Worked:
    """Lay a roster over days: each agent works the next line in the next week.

    Parameters
    ----------
    roster
        Roster table, or a grid with the weekdays across.
    plan
        Groups, shifts and what they cost.
    first, last
        Days to be laid over, both included.
    clock
        The clock of the site; None: groups are on it, whatever their zone.

    Raises
    ------
    InputError
        If it is no roster, or nobody works in it.
    """
    given = tables.check(roster, tables.ROSTER)
    prefix = f"{given.attrs['source']}: " if given.attrs.get("source") else ""
    if given.attrs.get(ONE_AGENT) and given["line"].max() > 1:
        raise InputError(
            f"{prefix}the roster has several weeks of each agent: evaluate one week at a time, or "
            "a schedule, which has dates"
        )
    plan = with_own_shifts(given, plan)
    whole, unjudged = completed(given, plan)
    judged = judge(whole, plan, None, unjudged=unjudged)
    for line in judged.unsaid():
        log.warning("%s", line)
    for fault in judged.violations:
        if fault.rule == "table":
            raise InputError(
                f"{prefix}team {fault.team}, line {fault.line}, day {fault.weekday}: "
                f"{fault.message}"
            )
    duties: list[WorkedDuty] = []
    places: set[str] = set()
    for name, part in whole.groupby("team", sort=False):
        rows, _ = read_rows(part.to_dict("records"))
        group = judged.groups[str(name)]
        places |= {f"{name}/{line}" for line in _begun(rows)}
        there = _team(rows, judged.teams[str(name)], group, plan, first, last)
        duties += [_on_site(duty, group, clock) for duty in there]
    if not duties:
        raise InputError(f"{prefix}nobody is on duty in this roster: there is nothing to evaluate")
    unworked = tuple(_unworked(judged, first, last))
    return Worked(tuple(duties), unworked, True, first, last, frozenset(places))


def _begun(rows: list[Row]) -> list[int]:
    """Return the lines on which an agent begins."""
    return [n for n in range(1, len(rows) // _WEEK_DAYS + 1) if rows[(n - 1) * _WEEK_DAYS].occupied]


def _on_site(duty: WorkedDuty, group: Group, clock: dt.tzinfo | None) -> WorkedDuty:
    """Read a duty on the clock of the site: its times are on that of its group."""
    if group.zone is None or clock is None:
        return duty

    def on_site(minute: int) -> int:
        # Each time by itself: the clock of either may change during the duty.
        there = (_EPOCH + dt.timedelta(minutes=minute)).replace(tzinfo=group.zone)
        return round((there.astimezone(clock).replace(tzinfo=None) - _EPOCH) / _MINUTE)

    return replace(
        duty,
        first=on_site(duty.first),
        last=on_site(duty.last),
        away=tuple((on_site(begin), on_site(end)) for begin, end in duty.away),
    )


def _team(
    rows: list[Row],
    days: tuple[Duty | None, ...],
    group: Group,
    plan: Plan,
    first: dt.date,
    last: dt.date,
) -> Iterator[WorkedDuty]:
    """Yield the duties of a team, from the day before the first one on."""
    lines = len(rows) // _WEEK_DAYS
    if group.zone is not None:
        last += dt.timedelta(days=1)  # its next day may have begun before the site's
    monday = first - dt.timedelta(days=first.weekday())
    weeks = (last - monday).days // _WEEK_DAYS + 1
    for week in range(-1, weeks):
        for begun in _begun(rows):
            line = (begun - 1 + week) % lines
            for weekday in range(_WEEK_DAYS):
                date = monday + dt.timedelta(days=week * _WEEK_DAYS + weekday)
                place = line * _WEEK_DAYS + weekday
                duty = days[place]
                # Two days before: a duty may last longer than a day.
                if duty is None or not first - dt.timedelta(days=2) <= date <= last:
                    continue
                agent = f"{rows[place].team}/{begun}"
                yield _duty(agent, date, rows[place], duty, group, plan)


def _duty(agent: str, date: dt.date, row: Row, duty: Duty, group: Group, plan: Plan) -> WorkedDuty:
    midnight = minutes_since_1970(date)
    away = [*row.meals, *row.breaks, *((begin, end) for begin, end, _ in row.activities)]
    rate = group.cost_per_hour * (1.0 + group.premium(date.weekday(), night=duty.night))
    return WorkedDuty(
        agent=agent,
        date=date,
        first=midnight + duty.start,
        last=midnight + duty.end,
        away=tuple(sorted((midnight + begin, midnight + end) for begin, end in away)),
        paid=duty.paid,
        cost=duty.paid / 60 * rate,
        night=night_of(plan, date, duty.start, duty.end - duty.start),
        weekend=date.weekday() in group.weekend,
        group=group.name,
    )


def _unworked(judged: Judged, first: dt.date, last: dt.date) -> Iterator[Unworked]:
    """Yield what contracts pay beyond the duties, the same on every day."""
    hours: dict[str, float] = {}
    cost: dict[str, float] = {}
    for name, days in judged.teams.items():
        group = judged.groups[name]
        if not group.shifts:  # shifts of its own: nobody said what the contract is
            continue
        lines, agents = judged.lines(name), judged.agents(name)
        worked = sum(duty.paid for duty in days if duty) * agents / lines
        left = max(0.0, group.weekly_minutes * agents - worked) / 60
        hours[group.name] = hours.get(group.name, 0.0) + left
        cost[group.name] = cost.get(group.name, 0.0) + left * group.cost_per_hour
    for number in range((last - first).days + 1):
        date = first + dt.timedelta(days=number)
        for name, paid in hours.items():
            if paid >= 1e-9:
                yield Unworked(date, paid / _WEEK_DAYS, cost[name] / _WEEK_DAYS, name)
