"""Rules that fix stints and days off make a pattern; as crews days apart, fewer agents may do.

Four days on and four off are eight days. A rotation of whole weeks can only put agents weeks apart,
so where every stint and every run of days off has one length, and both together are no whole week,
crews of a fixed pattern that stand days apart may cover the same with fewer agents.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from wfm.errors import InputError, WfmError
from wfm.rostering.job import Job
from wfm.rostering.making import sought
from wfm.rostering.program.ways import ways
from wfm.rostering.results import Roster
from wfm.weekdays import OFF
from wfm.work.patterns import Pattern, misfit
from wfm.work.plan import Group, Plan
from wfm.work.week import Week
from wfm.work.wording import agents

# Share of the time limit that the question may take, and at most so long [s].
_SHARE, _SECONDS = 0.2, 10.0
_TINY = 1e-6


def fewer_crews(made: Roster, plan: Plan, week: Week, time_limit: float) -> str:
    """Say that crews of a fixed pattern would do with fewer agents; empty where they would not.

    Parameters
    ----------
    made
        A roster of the plan.
    plan, week
        What it is a roster of.
    time_limit
        Time that the roster had [s].
    """
    groups = {group.name: _patterns(plan, group, week.step) for group in plan.groups}
    if plan.has_patterns or plan.activities or made.hours_short or not any(groups.values()):
        return ""
    changed = replace(
        plan,
        groups=tuple(replace(group, patterns=groups[group.name]) for group in plan.groups),
    )
    seconds = min(_SECONDS, _SHARE * time_limit)
    job = Job(changed, week, gap=0.0, fairness=0.0, seconds=seconds, explain=False, quiet=True)
    try:
        crews = sought(job)
    except (WfmError, KeyboardInterrupt):
        return ""
    dearer = crews.cost > made.cost - _TINY or crews.closed_hours > made.closed_hours + _TINY
    if dearer or crews.agents >= made.agents:
        return ""
    words = [
        f"{name}: patterns = [{', '.join(written)}]"
        for name, patterns in groups.items()
        if (written := [f'"{p.written()}"' for p in patterns if _is_followed(p, crews.table)])
    ]
    return (
        "stints and days off of fixed lengths are no whole weeks here: as crews that are days "
        f"apart, {agents(crews.agents)} would do; write for {'; for '.join(words)}"
    )


def _is_followed(pattern: Pattern, table: pd.DataFrame) -> bool:
    """Whether any team of a roster follows a pattern."""
    teams = (rows["shift"].tolist() for _, rows in table.groupby("team", sort=False))
    return any(misfit(days, [pattern]) is None for days in teams)


def _patterns(plan: Plan, group: Group, step: int) -> tuple[Pattern, ...]:
    """Return the patterns of fixed stints that keep the rules of a group; none: no such rules."""
    fixed = {rule.name: rule.fixed for rule in group.rules}
    on, off = fixed.get("days_on"), fixed.get("days_off")
    if on is None or off is None or (on + off) % 7 == 0:
        return ()
    found = []
    for pattern in _stints(plan, group, on, off):
        try:
            ways(plan, replace(group, patterns=(pattern,)), step)
        except InputError:
            continue
        found.append(pattern)
    return tuple(found)


def _stints(plan: Plan, group: Group, on: int, off: int) -> Iterator[Pattern]:
    """Yield patterns of one shift a stint: all in turn, and each that is no night by itself."""
    order = sorted(group.shifts, key=lambda shift: shift.windows[0])
    turn = [word for shift in order for word in [shift.name] * on + [OFF] * off]
    yield Pattern.of(turn)
    if len(order) > 1:
        by_day = (s for s in order if not plan.is_night(s.windows[-1][-1], s.presence))
        for shift in by_day:
            yield Pattern.of([shift.name] * on + [OFF] * off)
