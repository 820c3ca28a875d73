"""Which rules of a plan contradict each other, said before anything is solved."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.network import OFF_DAY, average_hours, network
from wfm.rostering.program.program import GroupColumns, Program
from wfm.weekdays import WEEK
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Rule, averages
from wfm.work.shifts import Band
from wfm.work.week import Week
from wfm.work.wording import WEEKDAYS, agents, hours, listed

# With more bands than these a network takes too long to try every pair of rules.
_FEW_BANDS = 12
_TINY = 1e-6


def contradiction(program: Program) -> str | None:
    """Say which rules shut each other out, and what cannot be covered because of them.

    Only what makes every roster impossible is named: a shift that no agent can ever work is
    passed over where others cover its hours.
    """
    idle = {columns.group.name: _idle(columns) for columns in program.groups}
    for columns in program.groups:
        clash = idle[columns.group.name]
        if clash and columns.group.agents[0]:
            return f"{agents(columns.group.agents[0])} cannot work: {clash}"
    working = [columns for columns in program.groups if not idle[columns.group.name]]
    uncovered = np.flatnonzero((program.required > 0) & ~_coverable(program, working))
    if not len(uncovered):
        return None
    most = int(program.required[uncovered].max())
    what = f"{hours(program.slots, uncovered)} cannot be covered (up to {agents(most)} short)"
    return f"{what}: {_why_uncovered(program, idle, uncovered)}"


def least_agents(plan: Plan, week: Week) -> int:
    """Count the agents that it takes at least by the hours that contracts pay.

    Parameters
    ----------
    plan
        Its groups, and how many agents they may have.
    week
        What is to be covered.
    """
    on_phones = [
        group.weekly_minutes * (shift.presence - sum(p.minutes for p in shift.pauses)) / shift.paid
        for group in plan.groups
        for shift in group.shifts
        if shift.paid
    ]
    most = max(on_phones, default=0.0)
    agents = int(week.required.sum()) * week.step / most if most > 0 else 0.0
    limits = [group.agents[1] for group in plan.groups]
    agents = min(agents, sum(math.inf if limit is None else limit for limit in limits))
    return max(math.ceil(agents - 1e-6), sum(group.agents[0] for group in plan.groups))


def too_few_agents(program: Program) -> str | None:
    """Say that agents cannot work the hours that the requirement needs; None if they can."""
    total = 0.0
    for columns in program.groups:
        count = columns.group.agents[1]
        if count is None:
            return None
        bands = columns.bands
        there = [b.shift.presence - sum(p.minutes for p in b.shift.pauses) for b in bands]
        _, most = average_hours(columns.network, there)
        share = max(on / band.shift.paid for on, band in zip(there, bands, strict=True))
        total += count * min(most, share * columns.group.weekly_minutes)
    needed = float(program.required @ program.slots.lengths)
    if total >= needed:
        return None
    count = sum(columns.group.agents[1] or 0 for columns in program.groups)
    verb = "is" if count == 1 else "are"
    return (
        f"{agents(count)} {verb} on the phones for at most {total / 60:,.5g} h a week, "
        f"but {needed / 60:,.5g} h are required"
    )


def _why_uncovered(
    program: Program, idle: dict[str, str | None], uncovered: NDArray[np.int64]
) -> str:
    """Say why no duty covers these slots."""
    minutes = program.slots.begins[uncovered]
    for columns in program.groups:
        clash = idle[columns.group.name]
        reaching = [
            (day, number)
            for number, band in enumerate(columns.bands)
            for day in band.shift.weekdays
            if _touches(day, band, minutes)
        ]
        if clash and reaching:
            return clash
        usable = {(arc.weekday, arc.band) for arc in columns.network.arcs}
        for day, number in reaching:
            if (day, number) not in usable:
                return _clash(columns.group, columns.bands, (day, number))
    if _coverable(program, program.groups, within_limits=False)[uncovered].all():
        limit = 'coverage = "exact"' if program.plan.coverage == "exact" else "max_over"
        return (
            f"every shift then is also on duty when {limit} allows nobody, for longer "
            "than its meals and breaks; shorten a shift, add a start or loosen the limit"
        )
    for columns in program.groups:
        for band in columns.bands:
            closed = [day for day in range(7) if day not in band.shift.weekdays]
            lacking = [WEEKDAYS[day] for day in closed if _touches(day, band, minutes)]
            if lacking:
                return (
                    f"{_weekdays_of(band)} leave out {listed(lacking)}; "
                    "add them, a shift or a start"
                )
    return "no shift is on duty then; add a shift or a start"


def _idle(columns: GroupColumns) -> str | None:
    """Say why nobody of a group can work any duty; None if somebody can."""
    group, net = columns.group, columns.network
    if all(arc.band == OFF_DAY for arc in net.arcs):
        return _clash(group, columns.bands, None)
    limits = averages(group.rules)
    for limit in sorted(limits, key=lambda rule: rule.limit):
        amounts = [limit.amount(band) for band in columns.bands]
        least, _ = average_hours(net, amounts)
        if least > limit.limit + _TINY:
            break
    else:
        return None

    def keeps(rules: Sequence[Rule]) -> bool:
        return average_hours(network(rules, columns.bands), amounts)[0] <= limit.limit + _TINY

    kept = [rule for rule in group.rules if rule not in limits]
    names = [rule.words() for rule in _fewest(kept, columns.bands, keeps)]
    return (
        f"in group '{group.name}' {listed(names)} make{'s' if len(names) == 1 else ''} every "
        f"rotation work at least {limit.written(least)} a week on average, above {limit.words()}"
    )


def _coverable(
    program: Program, groups: Sequence[GroupColumns], *, within_limits: bool = True
) -> NDArray[np.bool_]:
    """Whether some duty is on the phones in each slot.

    Parameters
    ----------
    within_limits
        Whether to leave out duties at hours that allow nobody, where these are longer than the
        meals and breaks.
    """
    covered = np.zeros(len(program.required), dtype=bool)
    nobody = np.zeros(len(program.required), dtype=bool)
    if within_limits and program.plan.coverage == "exact":
        nobody = program.required == 0
    elif within_limits and program.plan.max_over is not None:
        nobody = program.required + program.plan.max_over == 0
    for columns in groups:
        for (day, band, start), column in columns.duties.items():
            if not program.model.upper[column]:
                continue  # the site is closed then
            shift = columns.bands[band].shift
            first = shift.midnight(day) + start
            slots = program.slots.between(first, first + shift.presence)
            away = sum(pause.minutes for pause in shift.pauses)
            if nobody[slots] @ program.slots.lengths[slots] <= away:
                covered[slots] = True
    return covered


def _touches(day: int, band: Band, minutes: NDArray[np.int64]) -> bool:
    """Whether the band's duties of a weekday reach one of these minutes of the week."""
    midnight = band.shift.midnight(day)
    first = midnight + band.starts[0]
    last = midnight + band.starts[-1] + band.shift.presence
    return any(first <= m + week < last for m in minutes for week in (-WEEK, 0, WEEK))


def _clash(group: Group, bands: Sequence[Band], shut: tuple[int, int] | None) -> str:
    """Name the fewest rules that together shut out a weekday's band, or every duty."""

    def some_duty(rules: Sequence[Rule]) -> bool:
        return any(arc.band != OFF_DAY for arc in network(rules, bands).arcs)

    def possible(rules: Sequence[Rule]) -> bool:
        return shut in {(arc.weekday, arc.band) for arc in network(rules, bands).arcs}

    if shut is None or not some_duty(group.rules):
        kept, what = _fewest(group.rules, bands, some_duty), "leave no duty possible"
    else:
        kept = _fewest(group.rules, bands, possible)
        what = f"shut out shift '{bands[shut[1]].shift.name}' on {WEEKDAYS[shut[0]]}"
    names = [rule.words() for rule in kept]
    if shut is None or not some_duty(group.rules):
        names += [_weekdays_of(band) for band in _with_weekdays(kept, bands)]
    if not names:
        return f"group '{group.name}' {what}"
    if len(names) == 1:
        one = what.replace("leave", "leaves").replace("shut", "shuts")
        return f"in group '{group.name}' {names[0]} {one}; relax it"
    return f"in group '{group.name}' {listed(names)} together {what}; relax one of them"


def _with_weekdays(rules: Sequence[Rule], bands: Sequence[Band]) -> list[Band]:
    """Return the bands of which some could be worked by these rules on every weekday."""
    limited = [band for band in bands if len(band.shift.weekdays) < 7]
    first_of = {band.shift.name: band for band in reversed(limited)}
    everyday = tuple(range(7))
    return [
        band
        for band in first_of.values()
        if any(
            arc.band != OFF_DAY
            for arc in network(
                rules, [replace(band, shift=replace(band.shift, weekdays=everyday))]
            ).arcs
        )
    ]


def _weekdays_of(band: Band) -> str:
    """Name the key that says on which days a shift starts."""
    return f"the weekdays of '{band.shift.name}'"


def _fewest(
    rules: Sequence[Rule], bands: Sequence[Band], possible: Callable[[Sequence[Rule]], bool]
) -> list[Rule]:
    """Return few rules with which it is impossible; leaving out any one makes it possible."""
    kept = list(rules)
    if len(bands) <= _FEW_BANDS:
        small = [chosen for size in (1, 2) for chosen in combinations(rules, size)]
        kept = next((list(chosen) for chosen in small if not possible(chosen)), kept)
    for rule in tuple(kept):
        fewer = [other for other in kept if other is not rule]
        if not possible(fewer):
            kept = fewer
    for place, rule in enumerate(kept):

        def enough(smaller: Rule, place: int = place) -> bool:
            return not possible([*kept[:place], smaller, *kept[place + 1 :]])

        kept[place] = rule.fewest(enough)
    return kept
