"""Swaps: two people take over a duty of each other."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from wfm.errors import InputError, OptionError
from wfm.quoting import quoted
from wfm.scheduling.changes.needs import Key, Needs
from wfm.scheduling.changes.proof import new_faults, new_violations
from wfm.scheduling.changes.rewrites import Rewrite
from wfm.scheduling.changes.staff import Member, Staff, day_off
from wfm.tables.schedule_rows import ScheduledDay

_DAY = r"(\d{4}-\d\d-\d\d)"
_SWAP = re.compile(rf"\s*(.+?)\s+{_DAY}\s*,\s*(.+?)\s+{_DAY}\s*")


@dataclass(frozen=True)
class Swap:
    """What a swap does.

    Parameters
    ----------
    rewrites
        The days of both.
    faults
        Who breaks what on which day; none: it is allowed.
    """

    rewrites: tuple[Rewrite, ...]
    faults: tuple[str, ...]


def read_swap(text: str) -> tuple[tuple[str, dt.date], tuple[str, dt.date]]:
    """Read who swaps which days: ``Anna 2026-12-09, Ben 2026-12-11``.

    Raises
    ------
    OptionError
        If it is not two people and their days.
    """
    match = _SWAP.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        days = dt.date.fromisoformat(match[2]), dt.date.fromisoformat(match[4])
    except ValueError:
        raise OptionError(
            "swap", f"{quoted(text)} is not two people and days: write 'Anna 2026-12-09, Ben "
            "2026-12-11'"
        ) from None  # fmt: skip
    if match[1] == match[3]:
        raise OptionError("swap", f"{quoted(match[1])} cannot swap alone: name two people")
    return (match[1], days[0]), (match[3], days[1])


def swapped(staff: Staff, needs: Needs, text: str) -> Swap:
    """Let two people take over a duty of each other, and judge the days of both.

    Raises
    ------
    OptionError
        If the text is no swap.
    InputError
        If one of them is not on the schedule, has no duty on the day, or one on the other's.
    """
    (one, first), (other, second) = read_swap(text)
    given = {name: _duty(staff, name, day) for name, day in ((one, first), (other, second))}
    rewrites, faults = [], []
    for name, partner in ((one, other), (other, one)):
        member, own, wanted = staff.members[name], given[name], given[partner]
        taken = member.taking(wanted)
        if taken is None:
            group = quoted(member.group.name)
            faults.append(f"{name}: group {group} has no shift {quoted(wanted.shift)} at that time")
            continue
        _check_free(member, taken, own)
        days = {own.date: day_off(name, own.date, own.group), taken.date: taken}
        if not member.is_there(taken.date):
            faults.append(f"{name}: is away on {taken.date}")
        faults += [f"{name}: {words}" for words in staff.broken_by(name, days)]
        net: Counter[Key] = Counter()
        for date, day in days.items():
            net.update(needs.change(member.duty(date), day))
        changed = tuple(days[date] for date in sorted(days))
        rewrites.append(Rewrite(name, changed, 0.0, {k: n for k, n in net.items() if n}))
    known = set(faults)
    for rewrite in rewrites:
        if not any(fault.startswith(f"{rewrite.agent}: ") for fault in known):
            faults += [
                f"{rewrite.agent}: {what} on {date}" for what, date in new_faults(staff, rewrite)
            ] or [
                f"{rewrite.agent}: {fault.message} on {fault.date}"
                for fault in new_violations(staff, rewrite)
            ]
    return Swap(tuple(rewrites), tuple(faults))


def _duty(staff: Staff, name: str, date: dt.date) -> ScheduledDay:
    if name not in staff.members:
        raise InputError(f"--swap: nobody on the schedule is called {quoted(name)}")
    duty = staff.members[name].duty(date)
    if duty is None:
        raise InputError(f"--swap: {quoted(name)} has no duty on {date} to give away")
    return duty


def _check_free(member: Member, taken: ScheduledDay, own: ScheduledDay) -> None:
    """Refuse a swap that gives somebody two duties on one day."""
    there = member.duty(taken.date)
    if there is not None and there.date != own.date:
        raise InputError(
            f"--swap: {quoted(member.agent)} is on duty on {taken.date} already: name that day in "
            "place of the other"
        )
