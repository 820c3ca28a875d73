"""Why there is no roster, in a planner's words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.network import OFF_DAY, network
from wfm.rostering.plan import DAY, WEEK, Band, Group
from wfm.rostering.program import Program
from wfm.rostering.rules import Rule
from wfm.units import hhmm

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def contradiction(program: Program) -> str | None:
    """Say which rules shut each other out, and what cannot be covered because of them.

    Only what makes every roster impossible is named: a shift that no agent can ever work is
    passed over where others cover its hours.
    """
    for columns in program.groups:
        if not columns.network.arcs and columns.group.agents[0]:
            return _clash(columns.group, columns.bands, None)
    uncovered = np.flatnonzero((program.required > 0) & ~_coverable(program))
    if not len(uncovered):
        return None
    hours = _hours(uncovered * program.slot, program.slot)
    for columns in program.groups:
        usable = {(arc.weekday, arc.band) for arc in columns.network.arcs}
        for number, band in enumerate(columns.bands):
            for day in range(7):
                if (day, number) not in usable and _touches(day, band, uncovered * program.slot):
                    clash = _clash(columns.group, columns.bands, (day, number))
                    return f"{hours} cannot be covered: {clash}"
    return f"{hours} cannot be covered: no shift is on duty then; add a shift or a start"


def shortage(short: NDArray[np.float64], slot: int, *, solved: bool = True) -> str:
    """Say which hours stay uncovered and by how many agents.

    Parameters
    ----------
    short
        Missing agents of each slot; fractions count up [agents].
    slot
        Length of a slot [min].
    solved
        Whether they are those of a roster, not of its linear program.
    """
    total = short.sum() * slot / 60
    agents = int(np.ceil(short.max() - 1e-6))
    worst = np.flatnonzero(np.ceil(short - 1e-6) == agents)
    return (
        f"{'' if solved else 'at least '}{total:,.4g} agent-hours a week stay uncovered, most on "
        f"{_hours(worst * slot, slot)} ({agents} agent{'s' if agents > 1 else ''} short)"
    )


def _coverable(program: Program) -> NDArray[np.bool_]:
    covered = np.zeros(len(program.required), dtype=bool)
    for columns in program.groups:
        for day, band, start in columns.duties:
            first = (day * DAY + start) // program.slot
            length = columns.bands[band].shift.presence // program.slot
            covered[np.arange(first, first + length) % len(covered)] = True
    return covered


def _touches(day: int, band: Band, minutes: NDArray[np.int64]) -> bool:
    """Whether the band's duties of a weekday reach one of these minutes of the week."""
    first = day * DAY + band.starts[0]
    last = day * DAY + band.starts[-1] + band.shift.presence
    return any(first <= m + week < last for m in minutes for week in (0, WEEK))


def _clash(group: Group, bands: Sequence[Band], shut: tuple[int, int] | None) -> str:
    """Name the fewest rules that together shut out a weekday's band, or every duty."""

    def possible(rules: Sequence[Rule]) -> bool:
        days = {(arc.weekday, arc.band) for arc in network(rules, bands).arcs}
        return shut in days if shut else any(band != OFF_DAY for _, band in days)

    kept = list(group.rules)
    for rule in group.rules:
        fewer = [other for other in kept if other is not rule]
        if not possible(fewer):
            kept = fewer
    what = "any duty"
    if shut:
        what = f"shift '{bands[shut[1]].shift.name}' on {WEEKDAYS[shut[0]]}"
    if not kept:
        return f"group '{group.name}' cannot work {what}"
    names = " and ".join(rule.name for rule in kept)
    return f"in group '{group.name}' the rules {names} together shut out {what}; relax one of them"


def _hours(minutes: NDArray[np.int64], slot: int) -> str:
    """Name the first stretch of these minutes of the week, and how many others there are."""
    stretches = np.split(minutes, np.flatnonzero(np.diff(minutes) > slot) + 1)
    first, last = int(stretches[0][0]), int(stretches[0][-1]) + slot
    named = f"{WEEKDAYS[first // DAY]} {hhmm(first)}-{hhmm(last)}"
    more = len(stretches) - 1
    return f"{named} and {more} other stretch{'es' if more > 1 else ''}" if more else named
