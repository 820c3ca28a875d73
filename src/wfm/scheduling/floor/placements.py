"""Where else the meals, breaks and activities of a duty may lie that have not begun."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product

from wfm.scheduling.changes.walks import minutes_after_midnight
from wfm.tables.schedule_rows import Moments, ScheduledDay
from wfm.work.plan import Activity, Group, Plan

# So many things of one person move at most.
_MOST_MOVED = 2


@dataclass(frozen=True)
class Item:
    """A meal, a break or an activity of a duty.

    Parameters
    ----------
    what
        ``meal``, ``break``, or the name of an activity.
    span
        From and until when.
    options
        Other times at which it may be.
    """

    what: str
    span: Moments
    options: tuple[Moments, ...] = ()


def moved(
    day: ScheduledDay, plan: Plan, group: Group, since: dt.datetime, step: dt.timedelta
) -> Iterator[ScheduledDay]:
    """Yield a duty with one or two of its meals, breaks and activities at other times.

    Parameters
    ----------
    day
        The duty.
    plan, group
        Say where its meals, breaks and activities may be.
    since
        What begins earlier stays.
    step
        Other times are so far apart, counted from the duty's start.
    """
    gap = _gap(day, group)
    items = _items(day, plan, group, since, step)
    movable = [n for n, item in enumerate(items) if item.options]
    for size in range(1, _MOST_MOVED + 1):
        for chosen in combinations(movable, size):
            for spans in product(*(items[n].options for n in chosen)):
                others = dict(zip(chosen, spans, strict=True))
                after = [
                    replace(item, span=others.get(n, item.span)) for n, item in enumerate(items)
                ]
                if _fits(after, gap):
                    yield _with_items(day, after)


def _gap(day: ScheduledDay, group: Group) -> dt.timedelta:
    shift = group.shift(day.shift)
    return dt.timedelta(minutes=0 if shift is None else shift.min_gap)


def _items(
    day: ScheduledDay, plan: Plan, group: Group, since: dt.datetime, step: dt.timedelta
) -> list[Item]:
    """Return all that a duty holds, with the times at which each may be."""
    found = [
        Item(what, span, _windows(day, group, what, n, since, step) if span[0] >= since else ())
        for what, spans in (("meal", day.meals), ("break", day.breaks))
        for n, span in enumerate(spans)
    ]
    known = {activity.name: activity for activity in plan.activities if activity.is_for(group)}
    for first, last, name in day.activities:
        options: tuple[Moments, ...] = ()
        if name in known and first >= since:
            options = _times_of(known[name], day, (first, last), since, step)
        found.append(Item(name, (first, last), options))
    return found


def _windows(
    day: ScheduledDay,
    group: Group,
    what: str,
    number: int,
    since: dt.datetime,
    step: dt.timedelta,
) -> tuple[Moments, ...]:
    """Return the times of a meal or break in its window; none where the shift has no such one."""
    shift = group.shift(day.shift)
    spans = day.meals if what == "meal" else day.breaks
    pauses = [p for p in (shift.pauses if shift else ()) if p.paid == (what == "break")]
    if len(pauses) != len(spans) or day.start is None:
        return ()
    pause, (first, last) = pauses[number], spans[number]
    earliest = day.start + dt.timedelta(minutes=pause.earliest)
    latest = day.start + dt.timedelta(minutes=pause.latest)
    return tuple(
        (begins, begins + (last - first))
        for begins in _grid(day.start, earliest, latest, step)
        if begins >= since and begins != first
    )


def _grid(
    origin: dt.datetime, earliest: dt.datetime, latest: dt.datetime, step: dt.timedelta
) -> Iterator[dt.datetime]:
    moment = origin + -(-(earliest - origin) // step) * step
    while moment <= latest:
        yield moment
        moment += step


def _times_of(
    activity: Activity,
    day: ScheduledDay,
    span: Moments,
    since: dt.datetime,
    step: dt.timedelta,
) -> tuple[Moments, ...]:
    """Return the times inside a duty at which an activity may be."""
    assert day.start is not None, "a duty begins"
    assert day.end is not None, "and ends"
    length = span[1] - span[0]
    return tuple(
        (begins, begins + length)
        for begins in _grid(day.start, max(day.start, since), day.end - length, step)
        if begins != span[0]
        and activity.allows(
            day.date.weekday(),
            minutes_after_midnight(begins, day.date),
            minutes_after_midnight(begins + length, day.date),
        )
    )


def _fits(items: Sequence[Item], gap: dt.timedelta) -> bool:
    """Whether nothing overlaps, and meals and breaks are far enough apart, in their order."""
    spans = sorted(item.span for item in items)
    if any(second[0] < first[1] for first, second in pairwise(spans)):
        return False
    pauses = [item.span for item in items if item.what in ("meal", "break")]
    return all(second[0] - first[1] >= gap for first, second in pairwise(sorted(pauses)))


def _with_items(day: ScheduledDay, items: Sequence[Item]) -> ScheduledDay:
    def named(what: str) -> tuple[Moments, ...]:
        return tuple(sorted(item.span for item in items if item.what == what))

    # Activities come last, in the order in which the duty has them.
    own = items[len(day.meals) + len(day.breaks) :]
    return replace(
        day,
        meals=named("meal") if day.meals else (),
        breaks=named("break") if day.breaks else (),
        activities=tuple(sorted((*item.span, item.what) for item in own)),
    )
