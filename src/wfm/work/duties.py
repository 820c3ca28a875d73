"""Judge each duty of a roster by itself: its start and length, its meals, breaks and activities."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from wfm.tables.roster_rows import Row, Span
from wfm.units import duration, hhmm
from wfm.weekdays import OFF
from wfm.work.plan import Group, Plan
from wfm.work.rules.breaks import Check
from wfm.work.shifts import Pause, Shift
from wfm.work.wording import WEEKDAYS


def shift_faults(
    row: Row, group: Group, step: int, unjudged: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a duty: shift, weekdays, meals or breaks, and a description.

    Its start is on the grid of `step` minutes, counted from midnight or from a window's first
    time, or a window's last.
    """
    if row.shift == OFF or not group.shifts:  # a roster with shifts of its own
        return
    shift = group.shift(row.shift)
    if shift is None:
        yield "shift", f"group '{group.name}' has no shift '{row.shift}'"
        return
    if not any(first <= row.start <= last for first, last in shift.windows):
        yield "shift", f"'{shift.name}' does not start at {hhmm(row.start)}"
    elif row.start % step and row.start not in shift.starts(step):
        yield "shift", f"{hhmm(row.start)} is off the grid of {step} minutes"
    if row.weekday - 1 not in shift.weekdays:
        yield "weekdays", f"'{shift.name}' does not start on a {WEEKDAYS[row.weekday - 1]}"
    length = row.end - row.start
    if length != shift.presence:
        yield (
            "shift",
            f"'{shift.name}' is {duration(shift.presence)} long, not {duration(length, '')}",
        )
    yield from _pause_faults(row, shift, unjudged)


def _pause_faults(row: Row, shift: Shift, unjudged: Collection[str]) -> Iterator[tuple[str, str]]:
    for what, items, paid in (("meals", row.meals, False), ("breaks", row.breaks, True)):
        if what in unjudged:
            continue
        wanted = [pause for pause in shift.pauses if pause.paid == paid]
        if len(items) != len(wanted):
            yield what, f"{len(items)} {what}, '{shift.name}' has {len(wanted)}"
            continue
        if _fit(items, wanted, row.start):
            continue
        for (first, last), pause in zip(items, wanted, strict=True):
            if last - first != pause.minutes:
                yield what, f"{hhmm(first)}-{hhmm(last)} is not {pause.minutes} minutes long"
            if not pause.earliest <= first - row.start <= pause.latest:
                window = (hhmm(row.start + pause.earliest), hhmm(row.start + pause.latest))
                yield what, f"{hhmm(first)} is outside {window[0]}-{window[1]}"
    taken = sorted((*row.meals, *row.breaks))
    for (_, last), (first, _) in pairwise(taken):
        if first - last < shift.min_gap:
            yield (
                "meals",
                f"{first - last} minutes between meals or breaks, at least {shift.min_gap}",
            )


def _fit(items: Sequence[Span], wanted: Sequence[Pause], start: int) -> bool:
    """Whether each item can be taken for another of the pauses, in whatever order they come."""
    left = list(wanted)
    for first, last in items:
        fitting = [
            pause
            for pause in left
            if pause.minutes == last - first and pause.earliest <= first - start <= pause.latest
        ]
        if not fitting:
            return False
        left.remove(min(fitting, key=lambda pause: pause.latest))
    return True


@cache
def least_meal(checks: tuple[Check, ...], presence: int) -> int:
    """Return the shortest meal with which a duty of some length has what statutes ask for [min].

    Where a roster does not show meals, its duties are taken to have no more than that.
    """
    for minutes in (0, 15, 20, 30, 45, 60, 90):
        middle = (presence - minutes) // 2
        meal = (Pause(minutes, middle, middle),) if minutes else ()
        shift = Shift("", ((0, 0),), presence, presence - minutes, meal)
        if not any(fault for check in checks for fault in check.lacks(shift)):
            return minutes
    return 0


def lacking(row: Row, checks: Sequence[Check]) -> Iterator[tuple[Check, str]]:
    """Yield what a duty of no known shift lacks of the meals and breaks that statutes ask for."""
    if row.shift == OFF:
        return
    pauses = [
        Pause(last - first, first - row.start, first - row.start, paid)
        for items, paid in ((row.meals, False), (row.breaks, True))
        for first, last in items
    ]
    presence = row.end - row.start
    unpaid = sum(pause.minutes for pause in pauses if not pause.paid)
    in_order = tuple(sorted(pauses, key=lambda pause: pause.earliest))
    shift = Shift(row.shift, ((row.start, row.start),), presence, presence - unpaid, in_order)
    for check in checks:
        for fault in check.lacks(shift):
            yield check, fault


def activity_faults(rows: Sequence[Row], plan: Plan, group: Group) -> Iterator[tuple[Row, str]]:
    """Yield what is wrong with the activities of a team: where they lie, and how often."""
    known = {activity.name: activity for activity in plan.activities if activity.is_for(group)}
    times: Counter[tuple[int, str]] = Counter()
    for row in rows:
        free = row.start
        today: set[str] = set()
        pauses = (*row.meals, *row.breaks)
        for first, last, name in row.activities:
            span = f"{hhmm(first)}-{hhmm(last)} {name}"
            times[row.line, name] += 1
            if name not in known:
                yield row, f"{span}: group '{group.name}' has no activity '{name}'"
                continue
            activity = known[name]
            if last - first != activity.minutes:
                yield row, f"{span} is not {activity.minutes} minutes long"
            if first < row.start or last > row.end:
                yield row, f"{span} is not inside the duty"
            if first < free or any(first < end and begin < last for begin, end in pauses):
                yield row, f"{span} overlaps a meal, a break or another activity"
            if not activity.allows(row.weekday - 1, first, last):
                yield row, f"{span} is outside the activity's window"
            if name in today:
                yield row, f"{span}: {name} twice on one day"
            if times[row.line, name] == activity.per_line + 1:
                yield row, f"{name}: more than {activity.per_line} in the line"
            free = last
            today.add(name)
