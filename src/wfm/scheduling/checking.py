"""Check a schedule: its tables in, its violations and its coverage out."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import pandas as pd

from wfm import tables
from wfm.scheduling.judge import DatedViolation, Evidence, judge, with_own_shifts
from wfm.scheduling.options import Tables, read_people
from wfm.scheduling.presence import read_needed
from wfm.scheduling.uncovered import coverage, within
from wfm.scheduling.wished import Wished, book_of, kept
from wfm.tables.schedule_rows import LEAVE, ScheduledDay, read_schedule
from wfm.work.plan import Plan
from wfm.work.wording import agents, counted

# Rules that leave breaks where nobody knows of it: it looks like a day off.
_OF_RUNS = {"days_on", "days_off", "nights_on", "days_off_after_nights"}


@dataclass(frozen=True)
class CheckedSchedule:
    """What is found of a schedule.

    Parameters
    ----------
    violations
        `wfm.tables.DATED_VIOLATIONS`.
    coverage
        `wfm.tables.DATED_COVERAGE`; None without a requirement.
    people, duties
        How many there are.
    wished
        How far the wishes that need not be kept are; None without any.
    leave_known
        Whether a table or the schedule itself says who was away.
    """

    violations: pd.DataFrame
    coverage: pd.DataFrame | None
    people: int
    duties: int
    wished: Wished | None = None
    leave_known: bool = True


def check(schedule: pd.DataFrame, given: Tables, plan: Plan) -> CheckedSchedule:
    """Judge a schedule, whoever made it, from its tables alone.

    Parameters
    ----------
    schedule
        `wfm.tables.SCHEDULE`.
    given
        Its people, their wishes, and its requirement, of which the days of the schedule are looked
        at.
    plan
        Groups, shifts and rules.

    Raises
    ------
    InputError
        If one of the tables cannot be read.
    """
    return check_days(read_schedule(tables.check(schedule, tables.SCHEDULE)), given, plan)


def check_days(days: Sequence[ScheduledDay], given: Tables, plan: Plan) -> CheckedSchedule:
    """Judge the days of a schedule as `check` judges its table.

    Parameters
    ----------
    days
        The schedule; days off may be absent.
    given, plan
        As `check` has them.

    Raises
    ------
    InputError
        If one of the tables cannot be read.
    """
    plan = with_own_shifts({day.shift for day in days if day.on_duty}, plan)
    people = read_people(given, plan, tuple(dict.fromkeys(day.agent for day in days)))
    needed = None if given.requirement is None else read_needed(given.requirement)
    if needed is not None and days:
        needed = within(needed, min(day.date for day in days), max(day.date for day in days))
    evidence = Evidence(
        plan,
        {agent.name: agent for agent in people.agents},
        people.absences,
        people.previous,
        needed,
        people.wishes,
    )
    book = book_of(days, evidence.agents, people.absences) if days else None
    return CheckedSchedule(
        violations_table(judge(days, evidence)),
        None if needed is None else coverage(days, days, needed),
        len({day.agent for day in days}),
        sum(day.on_duty for day in days),
        kept(people.wishes, book) if people.wishes and book is not None else None,
        given.absences is not None or any(day.shift == LEAVE for day in days),
    )


def violations_table(violations: Sequence[DatedViolation]) -> pd.DataFrame:
    """Write violations as a table."""
    names = [column.name for column in tables.DATED_VIOLATIONS.columns]
    frame = pd.DataFrame([astuple(one) for one in violations], columns=names)
    return tables.conform(frame, tables.DATED_VIOLATIONS)


def check_summary(found: CheckedSchedule) -> list[str]:
    """Say in a line or two what was judged and found."""
    judged = f"{agents(found.people)}, {found.duties:,d} duties"
    if found.coverage is not None:
        judged += f", {counted(len(found.coverage), 'interval')} of the requirement"
    wished = [f"wishes: {found.wished}"] if found.wished and found.wished.asked else []
    if found.violations.empty:
        return [f"{judged}: no violations", *wished]
    rules = found.violations["rule"].value_counts(sort=False)
    named = ", ".join(f"{name} {number}" for name, number in rules.items())
    said = [f"{judged}: {counted(len(found.violations), 'violation')}: {named}", *wished]
    if not found.leave_known and _OF_RUNS & set(rules.index):
        said.append(
            "nobody is known to be on leave: --absences FILE has the days that cut runs short"
        )
    return said
