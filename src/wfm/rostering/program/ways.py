"""The ways to follow a pattern: which rotations of it keep the rules, and at which starts.

An agent starts a shift of a pattern at one time throughout, so the rests between duties depend on
one start for each shift. Where rules ask for nothing but rest between duties, which start goes with
which is left to the program; other rules are looked at for a shift's earliest and latest start at
once, and where that breaks one, for each choice of starts by itself.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from wfm.errors import InputError
from wfm.weekdays import DAY, OFF
from wfm.work.patterns import Pattern
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Duty, Rule
from wfm.work.shifts import Shift
from wfm.work.wording import WEEKDAYS

# So many choices of one start for each shift are looked at one by one.
_MOST_CHOICES = 1_000
# And so many choices of earliest and latest starts: those of six shifts.
_MOST_CORNERS = 64


@dataclass(frozen=True)
class Apart:
    """What rest asks of two shifts of a pattern: the one starts so much later than the other.

    Parameters
    ----------
    before, after
        Their names.
    minutes
        Least time of day of the start of `after` less that of `before` [min].
    """

    before: str
    after: str
    minutes: int


@dataclass(frozen=True)
class Way:
    """A closed rotation of a pattern, and starts with which it keeps the rules.

    Parameters
    ----------
    pattern
        The pattern.
    first
        Its day on which the rotation begins, counted from 0.
    starts
        For each shift the starts, of which an agent has one throughout [min after midnight].
    nights
        Which of the shifts are nights.
    apart
        Which of the starts go together.
    """

    pattern: Pattern
    first: int
    starts: Mapping[str, tuple[int, ...]]
    nights: frozenset[str]
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True)
class _Broken:
    """A rule that a rotation breaks: what it is called, on which day from 0, and how."""

    rule: str
    day: int
    message: str


def ways(plan: Plan, group: Group, step: int) -> list[Way]:
    """Return the ways to follow the patterns of a group.

    Parameters
    ----------
    plan
        The plan; its night decides which duties are nights.
    group
        A group with patterns.
    step
        Length of an interval [min].

    Raises
    ------
    InputError
        If a pattern cannot be followed without breaking a rule, wherever in the week it begins.
    """
    found = []
    for number, pattern in enumerate(group.patterns, 1):
        own: list[Way] = []
        first_broken: _Broken | None = None
        for first in range(pattern.rotations):
            kept, broken = _rotation(plan, group, pattern, first, step)
            own += kept
            if broken and (first_broken is None or broken.day < first_broken.day):
                first_broken = broken
        if not own:
            assert first_broken is not None
            raise InputError(_words(group, number, pattern, first_broken))
        found += own
    return found


def _words(group: Group, number: int, pattern: Pattern, broken: _Broken) -> str:
    day = broken.day % pattern.length
    return (
        f"roster.group '{group.name}': pattern {number} breaks {broken.rule} on its day {day + 1} "
        f"({pattern.words[day]}): {broken.message}; change the pattern or the rule"
    )


def _rotation(
    plan: Plan, group: Group, pattern: Pattern, first: int, step: int
) -> tuple[list[Way], _Broken | None]:
    """Return the ways of one rotation, and what the others of it break."""
    shifts = {shift.name: shift for shift in group.shifts if shift.name in pattern.shifts}
    found, broken = [], None
    for starts in _alike(plan, shifts, step):
        here = _broken(plan, group, pattern, first, starts)
        nights = frozenset(
            name for name, shift in shifts.items() if plan.is_night(starts[name][0], shift.presence)
        )
        if here is None:
            apart = _apart(group, pattern, shifts, starts)
            found.append(Way(pattern, first, starts, nights, apart))
            continue
        choices = math.prod(map(len, starts.values()))
        if choices > _MOST_CHOICES:
            few = f"with some of its {choices:,d} choices of starts: give its shifts fewer"
            here = replace(here, message=f"{here.message} ({few})")
        elif choices > 1:
            for choice in product(*starts.values()):
                single = {name: (start,) for name, start in zip(starts, choice, strict=True)}
                here = _broken(plan, group, pattern, first, single)
                if here is None:
                    found.append(Way(pattern, first, single, nights))
        broken = broken or here
    return found, broken


def _alike(
    plan: Plan, shifts: Mapping[str, Shift], step: int
) -> Iterator[dict[str, tuple[int, ...]]]:
    """Yield starts for each shift that are all nights or all not."""
    parts = []
    for shift in shifts.values():
        nights: dict[bool, list[int]] = {}
        for start in shift.starts(step):
            nights.setdefault(plan.is_night(start, shift.presence), []).append(start)
        parts.append([tuple(part) for part in nights.values()])
    for chosen in product(*parts):
        yield dict(zip(shifts, chosen, strict=True))


def _broken(
    plan: Plan,
    group: Group,
    pattern: Pattern,
    first: int,
    starts: Mapping[str, tuple[int, ...]],
) -> _Broken | None:
    """Return the first rule that a rotation breaks at some of its starts; None: none.

    Looked at are each shift's earliest start and latest end at once, and each choice of an earliest
    or a latest start.
    """
    names = pattern.closed(first)
    for day, name in enumerate(names):
        shift = None if name == OFF else group.shift(name)
        if shift is not None and day % 7 not in shift.weekdays:
            message = f"'{name}' does not start on a {WEEKDAYS[day % 7]}"
            return _Broken("weekdays of the shift", first + day, message)
    ends = ({(times[0],), (times[-1],)} for times in starts.values())
    corners = [dict(zip(starts, corner, strict=True)) for corner in product(*map(sorted, ends))]
    for chosen in (starts, *corners[:_MOST_CORNERS]):
        days = [None if name == OFF else _duty(plan, group, name, chosen[name]) for name in names]
        for rule in group.rules:
            if rule.rest_between("", "") is None:
                for day, message in rule.faults(days):
                    return _Broken(rule.words(), first + day, message)
    return _without_rest(group, days, first, starts)


def _duty(plan: Plan, group: Group, name: str, starts: Sequence[int]) -> Duty:
    """Return a duty from the earliest start of its shift to the latest end."""
    shift = group.shift(name)
    assert shift is not None
    night = plan.is_night(starts[0], shift.presence)
    return Duty(name, starts[0], starts[-1] + shift.presence, shift.paid, night)


def _without_rest(
    group: Group,
    days: Sequence[Duty | None],
    first: int,
    starts: Mapping[str, tuple[int, ...]],
) -> _Broken | None:
    """Return the rule on rest that is broken whatever the starts are."""
    for rule in group.rules:
        for following, apart in _rests(group, days, [rule]):
            if starts[apart.after][-1] - starts[apart.before][0] < apart.minutes or (
                apart.before == apart.after and apart.minutes > 0
            ):
                message = f"too little rest from '{apart.before}' to '{apart.after}'"
                return _Broken(rule.words(), first + following, message)
    return None


def _rests(
    group: Group, days: Sequence[Duty | None], rules: Sequence[Rule]
) -> Iterator[tuple[int, Apart]]:
    """Yield for each duty after another its day, and how far the two starts have to lie apart."""
    worked = [(day, duty) for day, duty in enumerate(days) if duty]
    around = [(day + len(days), duty) for day, duty in worked[:1]]
    for (day, before), (following, after) in pairwise([*worked, *around]):
        shift = group.shift(before.shift)
        assert shift is not None
        for rule in rules:
            rest = rule.rest_between(before.shift, after.shift)
            if rest is not None:
                minutes = rest + shift.presence - (following - day) * DAY
                yield following, Apart(before.shift, after.shift, minutes)


def _apart(
    group: Group,
    pattern: Pattern,
    shifts: Mapping[str, Shift],
    starts: Mapping[str, tuple[int, ...]],
) -> tuple[Apart, ...]:
    """Return what rest asks of the starts, as far as it is not kept by all of them."""
    least: dict[tuple[str, str], int] = {}
    days = [
        None if name == OFF else Duty(name, 0, shifts[name].presence, 0, night=False)
        for name in pattern.words
    ]
    for _, apart in _rests(group, days, group.rules):
        pair = (apart.before, apart.after)
        least[pair] = max(least.get(pair, -DAY), apart.minutes)
    return tuple(
        Apart(before, after, minutes)
        for (before, after), minutes in least.items()
        if before != after and starts[after][0] - starts[before][-1] < minutes
    )
