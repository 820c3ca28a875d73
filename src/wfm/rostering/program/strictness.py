"""How strictly the networks read the rules, and what that proves.

The networks of a plan hold only rotations that keep every rule whichever start of a band each duty
has: what is built from them is clean. They leave out some that are clean as well: those that keep
a rest only at some starts, and those that keep an average over months without keeping it in every
week. So where they hold no roster, a wider reading has the last word. In the open one a network
holds every clean rotation, and others too: where it holds no roster, there is none. In the exact
one each start is a band of its own, which for all but the rules over months is both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from wfm.rostering.plan import Group, Plan, Reading
from wfm.rostering.rules.hours import AverageHours, ContractHours, DailyHours
from wfm.rostering.rules.rests import Forbidden, MinRest, ShiftChange, WeeklyRest
from wfm.rostering.rules.rule import Rule
from wfm.rostering.rules.weekends import FreeSundays
from wfm.rostering.shifts import Band
from wfm.weekdays import DAY, OFF


def read_as(plan: Plan, reading: Reading) -> Plan:
    """Return a plan whose networks read the rules openly or exactly."""
    groups = tuple(
        replace(group, rules=tuple(read for rule in group.rules for read in _opened(rule)))
        for group in plan.groups
    )
    return replace(plan, groups=groups, reading=reading)


def _opened(rule: Rule) -> Iterator[Rule]:
    if not isinstance(rule, (AverageHours, FreeSundays)):
        yield rule
        return
    yield replace(rule, open=True)
    if isinstance(rule, AverageHours) and rule.night is None:
        # The mean of all windows is the mean of the rotation.
        yield ContractHours(rule.minutes, rule.citation, rule.name)


def is_exact(plan: Plan, step: int) -> bool:
    """Whether the networks of a plan hold every rotation that keeps its rules.

    Parameters
    ----------
    plan
        The plan.
    step
        Length of an interval [min].
    """
    return all(_is_exact(group, plan.bands(group, step)) for group in plan.groups)


def _is_exact(group: Group, bands: Sequence[Band]) -> bool:
    for rule in group.rules:
        if isinstance(rule, (AverageHours, FreeSundays)):
            return False
        if isinstance(rule, DailyHours) and rule.night is not None:
            return False
        if isinstance(rule, (MinRest, ShiftChange, WeeklyRest)):
            days = range(1, 2 + -(-rule.minutes // DAY))
            if any(
                _depends(rule.minutes, *pair) and not _is_forbidden(group, *pair)
                for pair in product(bands, bands, days)
            ):
                return False
    return True


def _is_forbidden(group: Group, one: Band, other: Band, days: int) -> bool:
    sequence = (one.shift.name, *[OFF] * (days - 1), other.shift.name)
    return any(sequence in rule.follow for rule in group.rules if isinstance(rule, Forbidden))


def _depends(rest: int, one: Band, other: Band, days: int) -> bool:
    """Whether the rest from one band to another some days later depends on the starts."""
    least = days * DAY + other.starts[0] - one.starts[-1] - one.shift.presence
    most = days * DAY + other.starts[-1] - one.starts[0] - one.shift.presence
    return least < rest <= most
