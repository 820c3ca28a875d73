"""People scheduled directly: what is to be covered goes in, everybody's days come out."""

import datetime as dt
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from wfm import units
from wfm.calendar import holidays_between
from wfm.errors import InputError, OptionError, UndecidedError
from wfm.options.schedule import ScheduleOptions
from wfm.quoting import quoted
from wfm.scheduling.burdens import burdens_of, spread_of
from wfm.scheduling.calendar import Clocks, dated, with_absences
from wfm.scheduling.cover import Costs, intervals, posts
from wfm.scheduling.kinds import Kind, contracts_of, kinds_of
from wfm.scheduling.options import Start, Tables, known_before, read_people
from wfm.scheduling.people import Agent
from wfm.scheduling.presence import Needed, read_needed
from wfm.scheduling.results import Schedule
from wfm.scheduling.rotation import Team
from wfm.scheduling.search.problem import Cover, Line, total_cost
from wfm.scheduling.search.search import Search
from wfm.scheduling.sharing import shared
from wfm.scheduling.statement import Asked, stated
from wfm.scheduling.uncovered import coverage, uncovered, within
from wfm.tables.roster_rows import Row
from wfm.tables.schedule_rows import ScheduledDay, schedule_table
from wfm.work.plan import Group, Plan

log = logging.getLogger(__name__)
_STEP = 30
# Share of the time that may go by before what was found is shared out among the people.
_SEARCHED = 0.9
# Share of the time for that where the search took longer.
_SHARED = 0.05


@dataclass(frozen=True)
class Aims:
    """What a schedule of people is to be good at, and how long it is looked for.

    Parameters
    ----------
    costs
        What agents too few and too many cost.
    fairness
        See `statement.Asked`.
    seconds
        Longest search, in time of the processor [s].
    """

    costs: Costs
    fairness: float
    seconds: float


def aims_of(options: ScheduleOptions) -> Aims:
    """Return what the options ask for.

    Raises
    ------
    OptionError
        If the time limit is none.
    """
    return Aims(
        Costs(options.cost_under, options.cost_over),
        options.fairness_cost,
        units.seconds(options.time_limit, "time_limit"),
    )


def people(
    given: Tables, start: Start, plan: Plan, aims: Aims, *, show_off: bool = False
) -> Schedule:
    """Schedule people directly.

    Parameters
    ----------
    given
        The tables of the people, and the posts or the requirement that they are to cover.
    start
        When and where it is.
    plan
        Groups, shifts and rules.
    aims
        What is to be reached.
    show_off
        Whether days off and on leave have rows.

    Raises
    ------
    InputError
        If a table cannot be read, or somebody can keep no line of days.
    UndecidedError
        If time ended before there was a schedule.
    """
    began = time.process_time()
    asked, needed = _asked(given, start, plan, aims), _needed(given, start)
    step = _STEP if needed is None else needed.step
    contracts = contracts_of(plan, _wanted(asked, plan), step, start.period.dates)
    kinds = kinds_of(contracts, step, by_interval=given.cover is None)
    cover = _cover(given, needed, kinds, asked, aims)
    problem, words = stated(asked, contracts, kinds, cover)
    for line in words:
        log.warning("%s", line)

    def gone() -> float:
        return (time.process_time() - began) / aims.seconds

    def say(what: str, cost: float, bound: float) -> None:
        log.debug("%.1f s, %s: cost %.10g, bound %.10g", gone() * aims.seconds, what, cost, bound)

    search = Search(problem, lambda: gone() / _SEARCHED, say)
    found = search.run()
    if found.lines is None:
        _refuse(search, asked)
    burdens = burdens_of(asked, kinds, problem, plan)
    until = max(1.0, gone() + _SHARED)
    lines = shared(problem, found.lines or (), burdens, lambda: gone() >= until)
    days = _days(asked, kinds, lines)
    result = Schedule(
        tuple(days),
        schedule_table(day for day in days if show_off or day.on_duty),
        cost=total_cost(problem, lines),
        bound=found.bound,
        spread=tuple(spread_of(asked, lines, burdens)),
    )
    if needed is None:
        return result
    by_interval = coverage(days, days, needed)
    return replace(result, coverage=by_interval, uncovered=uncovered(by_interval, needed.step))


def _asked(given: Tables, start: Start, plan: Plan, aims: Aims) -> Asked:
    """Read the people."""
    who = known_before(read_people(given, plan), start.period.first)
    return Asked(
        tuple(_in_a_group(agent, plan) for agent in who.agents),
        who.absences,
        who.wishes,
        who.previous,
        start.period,
        Clocks(start.site),
        aims.fairness,
        _holidays(plan, start, who.previous),
    )


def _holidays(plan: Plan, start: Start, previous: Sequence[ScheduledDay]) -> frozenset[dt.date]:
    """List the public holidays of the schedule and of the days before it."""
    if not plan.country:
        return frozenset()
    first = min((day.date for day in previous), default=start.period.first)
    try:
        return frozenset(holidays_between(plan.country, first, start.period.last))
    except OptionError as error:
        raise InputError(f"country: {error.message}") from None


def _needed(given: Tables, start: Start) -> Needed | None:
    """Read what is required on the days of the schedule; None where nothing is."""
    if given.requirement is None:
        return None
    first, last = start.period.first, start.period.last
    return within(read_needed(given.requirement), first, last)


def _cover(
    given: Tables, needed: Needed | None, kinds: Sequence[Kind], asked: Asked, aims: Aims
) -> Cover:
    """Return what is to be covered: posts, or else the intervals of a requirement."""
    if given.cover is not None:
        return posts(given.cover, kinds, asked.period, aims.costs)
    if needed is not None:
        return intervals(needed, kinds, asked.period, asked.clocks, aims.costs)
    raise InputError("nothing to cover: give a requirement, or posts with --cover")


def _in_a_group(agent: Agent, plan: Plan) -> Agent:
    """Return an agent who has a group: the only one there is where the table does not say."""
    if agent.group:
        return agent
    if len(plan.groups) > 1:
        names = " and ".join(quoted(group.name) for group in plan.groups[:3])
        raise InputError(
            f"agent {quoted(agent.name)} has no group: write one of {names} into column group"
        )
    return replace(agent, group=plan.groups[0].name)


def _wanted(asked: Asked, plan: Plan) -> list[tuple[Group, ZoneInfo]]:
    """Return the groups of the agents, each on every clock that one of them has."""
    pairs = []
    for agent in asked.agents:
        group = plan.by_name[agent.group]
        pairs.append((group, agent.timezone or group.zone or asked.clocks.site))
    return [pair for place, pair in enumerate(pairs) if pair not in pairs[:place]]


def _refuse(search: Search, asked: Asked) -> None:
    """Say why there is no schedule."""
    alone = search.without_lines()
    if alone:
        names = ", ".join(quoted(asked.agents[person].name) for person in alone[:5])
        raise InputError(
            f"no days keep the rules, limits, absences and hard wishes of {len(alone)} agents: "
            f"{names}"
        )
    raise UndecidedError("the time limit ended before a schedule was found: raise --time-limit")


def _days(asked: Asked, kinds: Sequence[Kind], lines: Sequence[Line]) -> list[ScheduledDay]:
    """Put everybody's days on dates."""
    found = []
    for agent, line in zip(asked.agents, lines, strict=True):
        for date, number in zip(asked.period.dates, line.kinds, strict=True):
            if number >= 0:
                kind = kinds[number]
                team = Team("", kind.contract.group, ())
                clock = asked.clocks.of_zone(kind.contract.zone)
                found.append(dated(_row(kind), date, clock, agent.name, team))
            elif agent.employed_on(date):
                found.append(ScheduledDay(agent.name, date, group=agent.group))
    return with_absences(found, asked.absences)


def _row(kind: Kind) -> Row:
    """Write a duty as a day of a line."""
    spans = [
        (begins, begins + pause.minutes, pause.paid)
        for begins, pause in zip(kind.pauses, kind.shift.pauses, strict=True)
    ]
    return Row(
        "",
        0,
        0,
        kind.shift.name,
        kind.start,
        kind.end,
        tuple((first, last) for first, last, paid in spans if not paid),
        tuple((first, last) for first, last, paid in spans if paid),
    )
