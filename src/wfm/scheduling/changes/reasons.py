"""Why each day changes: for whom somebody comes, and what makes room for it."""

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Staff
from wfm.tables.schedule_rows import ScheduledDay


@dataclass(frozen=True)
class Change:
    """A day of a person that changes.

    Parameters
    ----------
    before, after
        The day as it was and as it is; before: None where the schedule had no row.
    why
        For whom, or what for.
    """

    before: ScheduledDay | None
    after: ScheduledDay
    why: str


def changes_of(
    rewrites: Iterable[Rewrite],
    staff: Staff,
    lost: Sequence[ScheduledDay],
    kinds: Mapping[tuple[str, dt.date], str],
) -> list[Change]:
    """Say of each day that changes why, in order of days and people.

    Parameters
    ----------
    rewrites
        Who changes what.
    staff
        The people before.
    lost
        The duties that fell out.
    kinds
        Why, by agent and day.
    """
    rewrites = list(rewrites)
    left: dict[object, deque[str]] = defaultdict(deque)
    for duty in lost:
        left[_post(duty)].append(f"for {duty.agent} ({kinds[duty.agent, duty.date]})")
    for rewrite in rewrites:
        for day in rewrite.days:
            before = staff.members[rewrite.agent].duty(day.date)
            if before is not None:
                left[_post(before)].append(f"for {rewrite.agent} (moved)")
    found = []
    for rewrite in rewrites:
        member = staff.members[rewrite.agent]
        for day in rewrite.days:
            before = member.days.get(day.date)
            if not day.on_duty:
                others = [str(d.date) for d in rewrite.days if d.date != day.date and d.on_duty]
                why = f"makes room for {' and '.join(others)}"
            else:
                waiting = left[_post(day)]
                why = waiting.popleft() if waiting else "covers more where somebody is missing"
            found.append(Change(before, day, why))
    return sorted(found, key=lambda change: (change.after.date, change.after.agent))


def _post(day: ScheduledDay) -> object:
    return day.start, day.shift, day.end
