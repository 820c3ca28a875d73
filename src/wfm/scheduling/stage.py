"""The stage: a roster and people go in, a schedule on dates comes out."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import pandas as pd

from wfm import tables
from wfm.quoting import quoted
from wfm.scheduling.assignment import may_stand, seated, skills_of
from wfm.scheduling.calendar import Clocks, Period, on_dates, with_absences
from wfm.scheduling.judge import with_own_shifts
from wfm.scheduling.mending import all_mended, lawful
from wfm.scheduling.options import People, Start, Tables, known_before, read_people
from wfm.scheduling.people import Agent
from wfm.scheduling.people_tables import read_agents
from wfm.scheduling.presence import read_needed
from wfm.scheduling.results import Schedule
from wfm.scheduling.rotation import Team, read_teams
from wfm.scheduling.uncovered import coverage, uncovered, within
from wfm.scheduling.wished import book_of, broken
from wfm.tables.allowed import allowed
from wfm.tables.schedule_rows import ScheduledDay, schedule_table
from wfm.units import duration, hhmm
from wfm.weekdays import OFF
from wfm.work.plan import Plan
from wfm.work.wording import counted

log = logging.getLogger(__name__)


def schedule(
    roster: pd.DataFrame, given: Tables, start: Start, plan: Plan, *, show_off: bool = False
) -> Schedule:
    """Lay a roster on the calendar, and put people on its lines.

    Parameters
    ----------
    roster
        Roster table.
    given
        The tables of its people, and what is required.
    start
        When and where it is.
    plan
        Groups and shifts.
    show_off
        Whether days off and on leave have rows.

    Raises
    ------
    InputError
        If a table cannot be read, or names somebody or something that there is not.
    InfeasibleError
        If the roster breaks a rule by itself, or somebody cannot work a line at all.
    """
    agents = () if given.agents is None else read_agents(given.agents, plan)
    plan = with_own_shifts(_shifts(roster), plan)
    teams = lawful(read_teams(roster, plan, agents), plan)
    lines = tuple(f"team {team.name}, agent {line}" for team in teams for line in team.occupied)
    people = known_before(read_people(given, plan, lines), start.period.first)
    seats, without = seated(
        people.agents, teams, start.period, people.wishes, people.absences, people.previous
    )
    _say_without(without, teams, start.period)
    clocks = Clocks(start.site)
    planned = on_dates(seats, start.period, clocks)
    days, left_out = all_mended(
        with_absences(planned, people.absences), seats, people, start.period, plan
    )
    _say_changes(clocks)
    _say_apart(clocks, start.period)
    _say_wishes(people, days)
    result = Schedule(
        tuple(days),
        schedule_table(day for day in days if show_off or day.on_duty),
        without_line=tuple(without),
        left_out=tuple(left_out),
        team_of={seat.agent.name: seat.team.name for seat in seats},
    )
    if given.requirement is None:
        return result
    out = {(one.day.agent, one.day.date) for one in left_out}
    present = [day for day in planned if (day.agent, day.date) not in out]
    # Where a clock is ahead of the site's, the day after the last one begins on its evening.
    after = on_dates(seats, start.period, clocks, [start.period.last + dt.timedelta(days=1)])
    there = [*days, *with_absences(after, people.absences)]
    return _covering(result, there, [*present, *after], people, given.requirement, start.period)


def _covering(
    result: Schedule,
    there: Sequence[ScheduledDay],
    planned: Sequence[ScheduledDay],
    people: People,
    requirement: pd.DataFrame,
    period: Period,
) -> Schedule:
    """Say what a schedule covers, and what is missing of it because of absences."""
    needed = within(read_needed(requirement), period.first, period.last)
    past = people.previous  # its nights reach into the first morning
    if not past:
        log.info("duties that began before %s are not counted: --previous has them", period.first)
    table = coverage([*past, *there], [*past, *planned], needed)
    away = float(allowed(table, tables.check(requirement, tables.REQUIREMENT)).sum())
    return replace(
        result,
        coverage=table,
        uncovered=uncovered(table, needed.step),
        allowed_hours=away * needed.step / 60,
    )


def _shifts(roster: pd.DataFrame) -> set[str]:
    """Name the shifts that a roster has."""
    names = {str(name).strip() for name in roster["shift"].unique()} if "shift" in roster else set()
    return {name for name in names if name.upper() != OFF}


def _say_changes(clocks: Clocks) -> None:
    """Say what became of times that a clock skips, or shows twice."""
    for clock in clocks.made:
        for places, what in (
            (clock.skipped, "does not show, taken as the moment of the change"),
            (clock.twice, "shows twice, taken as the first"),
        ):
            if places:
                day, minute = min(places)
                more = f" and {len(places) - 1} more times" if len(places) > 1 else ""
                log.info(
                    "the clock of %s %s: %s on %s%s", clock.zone.key, what, hhmm(minute), day, more
                )


def _say_apart(clocks: Clocks, period: Period) -> None:
    """Say where clocks of people change against the site's: their duties cover other hours then."""
    for clock in clocks.made:
        there = [(clock.ahead_of(clocks.site, day), day) for day in period.dates]
        parts = [(ahead, next(days)[1]) for ahead, days in groupby(there, key=itemgetter(0))]
        if len(parts) > 1:
            first, *others = [
                f"{duration(abs(ahead))} {'ahead of' if ahead > 0 else 'behind'} the site's"
                if ahead
                else "that of the site"
                for ahead, _ in parts
            ]
            later = (
                f"{far} from {day} on" for far, (_, day) in zip(others, parts[1:], strict=True)
            )
            log.info(
                "the clock of %s is %s, %s: starts stay on it, and cover other hours of the site",
                clock.zone.key, first, ", ".join(later),
            )  # fmt: skip


def _say_without(agents: Sequence[Agent], teams: Sequence[Team], period: Period) -> None:
    """Say who has no line, and who of them for want of skills."""

    def named(some: Sequence[Agent]) -> str:
        names = ", ".join(quoted(agent.name) for agent in some[:5])
        return f"{names}{', ...' if len(some) > 5 else ''}"

    unable = [
        agent
        for agent in agents
        if any(
            may_stand(agent, team) and agent.lacks(skills_of(team, line, period))
            for team in teams
            for line in team.occupied
        )
    ]
    if agents:
        log.warning("the roster has no line for %s", named(agents))
    if unable:
        log.warning("there are lines that ask for skills which %s have not", named(unable))


def _say_wishes(people: People, days: Sequence[ScheduledDay]) -> None:
    """Say which wishes the lines do not keep that have to be kept."""
    if not days:
        return
    book = book_of(days, {agent.name: agent for agent in people.agents}, people.absences)
    found = list(broken(people.wishes, book))
    if found:
        shown = "; ".join(f"{quoted(name)} {date}: {words}" for name, date, words in found[:3])
        more = "; ..." if len(found) > len(found[:3]) else ""
        days_ = counted(len(found), "day")
        log.warning("hard wishes are not kept on %s: %s%s", days_, shown, more)
