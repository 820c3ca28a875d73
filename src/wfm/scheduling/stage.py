"""The stage: a roster and people go in, a schedule on dates comes out."""

import logging

import pandas as pd

from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.assignment import seated
from wfm.scheduling.calendar import Clocks, on_dates, with_absences
from wfm.scheduling.options import Start, Tables, read_people
from wfm.scheduling.people_tables import read_agents
from wfm.scheduling.presence import read_needed
from wfm.scheduling.results import Schedule
from wfm.scheduling.rotation import read_teams
from wfm.scheduling.uncovered import coverage, uncovered, within
from wfm.tables.schedule_rows import schedule_table
from wfm.work.plan import Plan

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
    """
    agents = () if given.agents is None else read_agents(given.agents, plan)
    teams = read_teams(roster, plan, agents)
    lines = tuple(f"team {team.name}, agent {line}" for team in teams for line in team.occupied)
    people = read_people(given, plan, lines)
    seats, without = seated(
        people.agents, teams, start.period, people.wishes, people.absences, people.previous
    )
    if without:
        names = ", ".join(quoted(agent.name) for agent in without[:5])
        log.warning("the roster has no line for %d agents: %s", len(without), names)
    clocks = Clocks(start.site)
    planned = on_dates(seats, start.period, clocks)
    days = with_absences(planned, people.absences)
    result = Schedule(
        tuple(days),
        schedule_table(day for day in days if show_off or day.on_duty),
        without_line=tuple(without),
    )
    if given.requirement is None:
        return result
    needed = within(read_needed(given.requirement), start.period.dates[0], start.period.last)
    if not len(needed.agents):
        raise InputError(
            f"the requirement has no interval from {start.period.first} to {start.period.last}: "
            "forecast these days"
        )
    table = coverage(days, planned, needed)
    return Schedule(
        result.days, result.table, table, uncovered(table, needed.step), result.without_line
    )
