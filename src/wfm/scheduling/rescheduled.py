"""What a changed schedule is, and what is said of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from wfm import tables
from wfm.scheduling.changes.reasons import Change
from wfm.tables.schedule_rows import ScheduledDay
from wfm.units import written
from wfm.weekdays import OFF
from wfm.work.wording import agent_hours, counted

_MOST_NAMED = 30


@dataclass(frozen=True)
class Rescheduled:
    """A schedule changed as little as can be.

    Parameters
    ----------
    days
        Every day of the schedule, also those that are off now.
    table
        The same as `wfm.tables.SCHEDULE`; days off as far as the schedule had them.
    changes
        `wfm.tables.SCHEDULE_CHANGES`: who, which day, from what, to what, and why; without the
        days of those who are away.
    lost
        Duties that absences take, or a part of.
    people
        How many people change.
    lost_hours, missing_hours
        What falls out, and what stays uncovered of it [agent-hours].
    missing_cost
        Price of what stays uncovered.
    uncovered
        Where it is.
    coverage
        `wfm.tables.DATED_COVERAGE` of the days of the schedule; None without a requirement.
    late
        Duties that fall out within the notice: nobody was asked for them.
    begun
        Those that had begun, and of which the rest falls out.
    refused
        Of a swap: who would break what.
    repeats
        Whether the same input gives the same result again: the clock ended nothing.
    """

    days: tuple[ScheduledDay, ...]
    table: pd.DataFrame
    changes: pd.DataFrame
    lost: int
    people: int
    lost_hours: float
    missing_hours: float
    missing_cost: float
    uncovered: tuple[str, ...] = ()
    coverage: pd.DataFrame | None = None
    late: int = 0
    begun: int = 0
    refused: tuple[str, ...] = ()
    repeats: bool = True


def changes_table(changes: Iterable[Change]) -> pd.DataFrame:
    """Write changes as `wfm.tables.SCHEDULE_CHANGES`."""
    rows = [
        {
            "agent": change.after.agent,
            "date": change.after.date.isoformat(),
            "before": described(change.before),
            "after": described(change.after),
            "why": change.why,
        }
        for change in changes
    ]
    names = [column.name for column in tables.SCHEDULE_CHANGES.columns]
    return tables.conform(pd.DataFrame(rows, columns=names), tables.SCHEDULE_CHANGES)


def described(day: ScheduledDay | None) -> str:
    """Write a day in short: ``late 14:00-22:30``, or OFF."""
    if day is None:
        return OFF
    if day.start is None or day.end is None:
        return day.shift
    return f"{day.shift} {day.start:%H:%M}-{day.end:%H:%M}"


def rescheduled_summary(made: Rescheduled) -> Iterator[str]:
    """Say in a few lines what changes and what stays uncovered."""
    if made.lost:
        fell = f"{_duties(made.lost)} fall{'s' if made.lost == 1 else ''} out"
        yield f"{fell}, {agent_hours(made.lost_hours)} of what is needed"
    else:
        yield "no duty falls out: the schedule stays as it is"
    if len(made.changes):
        verb = "changes" if len(made.changes) == 1 else "change"
        yield f"{counted(len(made.changes), 'day')} of {_people(made.people)} {verb}:"
        for record in made.changes[:_MOST_NAMED].to_dict("records"):
            yield (
                f"  {_date(str(record['date']))} {record['agent']}: {record['before']} -> "
                f"{record['after']}, {record['why']}"
            )
        if len(made.changes) > _MOST_NAMED:
            yield f"  and {len(made.changes) - _MOST_NAMED} more: --changes-file lists them all"
    elif made.lost:
        yield "nothing changes"
    yield from _missing(made)


def _missing(made: Rescheduled) -> Iterator[str]:
    if made.late:
        yield (
            f"{made.late} of them within the notice: nobody is asked "
            "(--frozen 0h lets everything that is still to come change)"
        )
    if made.begun:
        verb = "has" if made.begun == 1 else "have"
        yield f"{made.begun} of them {verb} begun: wfm today says who could stay or come in"
    if made.missing_hours > 0:
        cost = written(made.missing_cost)
        yield f"{agent_hours(made.missing_hours)} stay uncovered, at a price of {cost}:"
        for line in made.uncovered[:_MOST_NAMED]:
            yield f"  {line}"
        if len(made.uncovered) > _MOST_NAMED:
            yield f"  and {len(made.uncovered) - _MOST_NAMED} more"
    elif made.lost:
        yield "nothing of it stays uncovered"
    if not made.repeats:
        yield "the time limit ended the search: another run may differ"


def swap_summary(made: Rescheduled) -> Iterator[str]:
    """Say whether a swap is allowed, and what it does to what is covered."""
    if made.refused:
        yield "the swap is not allowed:"
        yield from (f"  {line}" for line in made.refused)
        return
    yield "the swap is allowed: no rule is broken"
    if made.missing_hours > 0:
        yield f"but {agent_hours(made.missing_hours)} become uncovered:"
        yield from (f"  {line}" for line in made.uncovered[:_MOST_NAMED])
    elif made.missing_hours < 0:
        yield f"{agent_hours(-made.missing_hours)} that were missing are covered"
    else:
        yield "what is covered stays the same"


def uncovered_posts(days: Sequence[ScheduledDay]) -> tuple[str, ...]:
    """Name the posts that nobody works."""
    return tuple(f"{_date(str(day.date))} {described(day)}" for day in days)


def uncovered_parts(
    parts: Iterable[tuple[ScheduledDay, dt.datetime, dt.datetime]],
) -> tuple[str, ...]:
    """Name what nobody works of the duties that somebody begins."""
    return tuple(
        f"{_date(str(day.date))} {first:%H:%M}-{last:%H:%M} of {described(day)}"
        for day, first, last in parts
    )


def _duties(number: int) -> str:
    return f"{number} dut{'y' if number == 1 else 'ies'}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _date(text: str) -> str:
    return f"{dt.date.fromisoformat(text[:10]):%a %Y-%m-%d}"
