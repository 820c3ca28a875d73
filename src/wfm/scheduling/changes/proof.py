"""Judge changed days afresh: every rule from the first day on, rests by the true clock."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Member, Staff
from wfm.scheduling.changes.walks import walk_of
from wfm.units import duration

_MINUTE = dt.timedelta(minutes=1)
Fault = tuple[str, dt.date]


def at_fault(staff: Staff, rewrites: Iterable[Rewrite]) -> list[Rewrite]:
    """Return the rewrites after which a person's days have faults that they did not have before."""
    return [rewrite for rewrite in rewrites if new_faults(staff, rewrite)]


def new_faults(staff: Staff, rewrite: Rewrite) -> list[Fault]:
    """Return what is wrong with a person's days after a rewrite and was not before, in order."""
    member = staff.members[rewrite.agent]
    changed = member.with_days({day.date: day for day in rewrite.days})
    return sorted(_faults(staff, changed) - _faults(staff, member))


def _faults(staff: Staff, member: Member) -> set[Fault]:
    rules = member.person.rules(member.group)
    walk = walk_of(rules, member.days, staff.plan, staff.span)
    return {*walk.faults, *_short_rests(member)}


def _short_rests(member: Member) -> Iterable[Fault]:
    """Yield rests that are too short in true minutes, however the clock changes meanwhile."""
    rules = member.person.rules(member.group)
    duties = [day for _, day in sorted(member.days.items()) if day.on_duty]
    for before, after in pairwise(duties):
        assert before.end is not None, "a duty ends"
        assert after.start is not None, "and begins"
        rest = (after.start - before.end) / _MINUTE
        asked = [rule.rest_between(before.shift, after.shift) or 0 for rule in rules]
        if rest < max(asked, default=0):
            yield f"rest of {duration(rest)}", after.date
