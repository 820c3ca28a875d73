"""Judge changed days afresh: every rule from the first day on, rests by the true clock.

Besides, whoever judges finished schedules judges them, too: what `wfm check` would find of a person
after a change, and not before it, is no change to propose.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import DutyFault, Member, Staff
from wfm.scheduling.duties import duty_faults
from wfm.scheduling.judge import DatedViolation, Person, judged
from wfm.units import duration
from wfm.work.plan import Plan

_MINUTE = dt.timedelta(minutes=1)
Fault = tuple[str, dt.date]
# Whose fault it is, not that of the duty, whoever works it.
_PERSONAL = {"absence", "contract", "skills"}
# Limits of the whole schedule, which `passed_limits` keeps from being passed further: a judge
# finds them on its last day, wherever that is now.
_LIMITS = {"max_hours", "min_hours", "max_weekends", "shift_limits"}


def at_fault(staff: Staff, rewrites: Iterable[Rewrite]) -> list[Rewrite]:
    """Return the rewrites after which a person's days have faults that they did not have before."""
    return [
        rewrite
        for rewrite in rewrites
        if new_faults(staff, rewrite) or new_violations(staff, rewrite)
    ]


def new_faults(staff: Staff, rewrite: Rewrite) -> list[Fault]:
    """Return what is wrong with a person's days after a rewrite and was not before, in order."""
    member = staff.members[rewrite.agent]
    changed = member.with_days({day.date: day for day in rewrite.days})
    return sorted(_faults(staff, changed) - _faults(staff, member))


def new_violations(staff: Staff, rewrite: Rewrite) -> list[DatedViolation]:
    """Return what a judge of schedules finds of a person after a rewrite that is new.

    What the same duty had before is not new, whoever worked it.
    """
    member = staff.members[rewrite.agent]
    changed = member.with_days({day.date: day for day in rewrite.days})
    known = Counter(map(_key, _violations(staff, member)))
    found = []
    for fault in _violations(staff, changed):
        key = _key(fault)
        known[key] -= 1
        if known[key] < 0 and (fault.rule, fault.date, fault.message) not in staff.faulty:
            found.append(fault)
    return found


def faults_of_duties(member: Member, plan: Plan) -> Iterator[DutyFault]:
    """Yield what is wrong with the duties of a person, whoever would work them."""
    days = [member.days[date] for date in sorted(member.days)]
    found = duty_faults(days, member.person, member.group, plan, member.absences)
    for what, _, date, message in found:
        if what not in _PERSONAL:
            yield what, date, message


def _violations(staff: Staff, member: Member) -> list[DatedViolation]:
    first, last = staff.span
    days, before = (
        tuple(own[date] for date in sorted(own)) for own in (member.days, member.before)
    )
    person = Person(member.person, member.group, days, before, member.absences)
    return list(judged(person, (staff.first_known(member), first, last), staff.plan))


def _key(fault: DatedViolation) -> tuple[str, str, dt.date | None]:
    return fault.rule, fault.citation, None if fault.rule in _LIMITS else fault.date


def _faults(staff: Staff, member: Member) -> set[Fault]:
    return {*staff.walk_with(member).faults, *_short_rests(member)}


def _short_rests(member: Member) -> Iterable[Fault]:
    """Yield rests that are too short in true minutes, however the clock changes meanwhile."""
    rules = member.person.rules(member.group)
    known = {**member.before, **member.days}
    duties = [day for _, day in sorted(known.items()) if day.on_duty]
    for before, after in pairwise(duties):
        assert before.end is not None, "a duty ends"
        assert after.start is not None, "and begins"
        rest = (after.start - before.end) / _MINUTE
        asked = [rule.rest_between(before.shift, after.shift) or 0 for rule in rules]
        if rest < max(asked, default=0):
            yield f"rest of {duration(rest)}", after.date
