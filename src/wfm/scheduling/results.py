"""What a schedule is, and what is said of it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from wfm.scheduling.mending import LeftOut
from wfm.scheduling.people import Agent
from wfm.scheduling.uncovered import Stretch
from wfm.tables.schedule_rows import ScheduledDay
from wfm.work.wording import agent_hours, agents

# So many stretches are named; all of them are in the table.
_MOST_NAMED = 12


@dataclass(frozen=True)
class Schedule:
    """A schedule.

    Parameters
    ----------
    days
        Every day of every person, days off and on leave too.
    table
        The same as `wfm.tables.SCHEDULE`, as far as rows are asked for.
    coverage
        `wfm.tables.DATED_COVERAGE`; None without a requirement.
    uncovered
        Where agents are missing.
    allowed_hours
        What of it are known absences that the requirement allows for, by its shrinkage
        [agent-hours].
    without_line
        Agents for whom the roster has no line.
    left_out
        Duties that nobody may work: they would break a rule on these dates.
    team_of
        The team of each person.
    cost, bound
        What it costs, and what none can cost less than, where people were scheduled directly.
    spread
        How far apart the people of each group are in what they share, in words.
    """

    days: tuple[ScheduledDay, ...]
    table: pd.DataFrame
    coverage: pd.DataFrame | None = None
    uncovered: tuple[Stretch, ...] = ()
    allowed_hours: float = 0.0
    without_line: tuple[Agent, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    team_of: Mapping[str, str] = field(default_factory=dict)
    cost: float | None = None
    bound: float | None = None
    spread: tuple[str, ...] = ()


def summary(schedule: Schedule) -> Iterator[str]:
    """Say in a few lines what a schedule is."""
    duties = [day for day in schedule.days if day.on_duty]
    people = {day.agent for day in schedule.days}
    if duties:
        total = sum(day.hours for day in duties)
        yield (
            f"{agents(len(people))}, {_duties(len(duties))} "
            f"of {total:,.1f} h from {schedule.days[0].date} to {max(d.date for d in duties)}"
        )
    yield from _left_out(schedule.left_out)
    if schedule.cost is not None and schedule.bound is not None:
        yield _quality(schedule.cost, schedule.bound)
    yield from schedule.spread
    if schedule.coverage is None:
        return
    if not schedule.uncovered:
        yield "every interval of the requirement is covered"
        return
    hours = sum(stretch.missing_hours for stretch in schedule.uncovered)
    absent = sum(stretch.absent_hours for stretch in schedule.uncovered)
    because = f", {agent_hours(absent)} of them because of absences" if absent else ""
    if round(schedule.allowed_hours, 1):
        part = "" if schedule.allowed_hours > absent - 0.05 else "of which "
        part += f"{agent_hours(schedule.allowed_hours)} " if part else "which "
        because += f", {part}the requirement allows for by its shrinkage"
    yield f"{agent_hours(hours)} stay uncovered{because}:"
    for stretch in schedule.uncovered[:_MOST_NAMED]:
        yield f"  {stretch}"
    more = len(schedule.uncovered) - _MOST_NAMED
    if more > 0:
        yield f"  and {more:,d} more; --coverage-file FILE has them all"


def _left_out(found: tuple[LeftOut, ...]) -> Iterator[str]:
    if not found:
        return
    duties = "1 duty is" if len(found) == 1 else f"{len(found):,d} duties are"
    yield f"{duties} left out: whoever is on the line may not work there"
    for one in found[:_MOST_NAMED]:
        yield f"  {one}"
    if len(found) > _MOST_NAMED:
        yield f"  and {len(found) - _MOST_NAMED:,d} more"


def _duties(number: int) -> str:
    return "1 duty" if number == 1 else f"{number:,d} duties"


def _quality(cost: float, bound: float) -> str:
    """Say what a schedule costs, and how far it may be from the best one."""
    if math.isinf(bound):
        return f"cost {cost:,.10g}: there was no time to prove how good that is"
    if cost - bound <= 1e-6:
        return f"cost {cost:,.10g}: proved, none costs less"
    off = f", within {(cost - bound) / abs(cost):.1%} of the best" if cost > 0 else ""
    return f"cost {cost:,.10g}, at least {bound:,.10g}{off}"
