"""The agents of a plan, and which queues each of them answers."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wfm.errors import InputError
from wfm.evaluation.expected import required_by
from wfm.evaluation.queues import Queue, unknown
from wfm.evaluation.weeks_ahead import Ahead, agents_for
from wfm.evaluation.worked import Worked
from wfm.quoting import quoted
from wfm.scheduling.people import Agent as Person
from wfm.simulation.windows import Agent, Plan
from wfm.staffing.demand.pooling import read_groups
from wfm.work.plan import Plan as Groups
from wfm.work.wording import counted

log = logging.getLogger(__name__)

_JOIN = "+"
# So many skills are named in a line.
_SHOWN = 5


@dataclass(frozen=True)
class Crew:
    """Agents, with the queues that they answer.

    Parameters
    ----------
    plan
        The agents; each has the skills that are queues.
    homes
        The queue that each was required for; "": nobody said.
    notes
        What is to be said of them.
    """

    plan: Plan
    homes: tuple[str, ...]
    notes: tuple[str, ...] = ()


def with_skills(
    plan: Plan,
    worked: Worked,
    groups: Groups,
    people: Mapping[str, Person],
    queues: Sequence[Queue],
) -> Crew:
    """Give the agents of a roster or a schedule their skills: their own, or those of their group.

    Parameters
    ----------
    plan
        The agents.
    worked
        Their duties.
    groups
        Contract groups.
    people
        Persons by the names of the agents of the plan.
    queues
        The queues.

    Raises
    ------
    InputError
        If a skill is no queue.
    """
    group_of = {duty.agent: duty.group for duty in worked.duties}
    names = [queue.name for queue in queues]
    if len(queues) == 1:
        return _of_one_queue(plan, group_of, groups, people, names[0])
    agents = []
    nobody_said = 0
    for agent in plan.agents:
        group = group_of[agent.name]
        own, whose = _own_skills(agent, group, groups, people)
        nobody_said += not own
        skills = skills_of(own, names, whose, _other_skills(groups)) if own else ()
        agents.append(replace(agent, skills=skills))
    notes = []
    if nobody_said:
        verb = "answers" if nobody_said == 1 else "answer"
        notes.append(
            f"{counted(nobody_said, 'agent')} without skills {verb} every queue: give them in the "
            "column skills of --agents, or as skills of their group"
        )
    return Crew(Plan(plan.name, tuple(agents)), ("",) * len(agents), tuple(notes))


def _own_skills(
    agent: Agent, group: str, groups: Groups, people: Mapping[str, Person]
) -> tuple[tuple[str, ...], str]:
    """Return the skills of an agent, or those of the group, and whose they are."""
    person = people.get(agent.name)
    if person is not None and person.skills:
        return person.skills, f"agent {quoted(person.name)}"
    known = groups.by_name.get(group)
    return () if known is None else known.skills, f"group {quoted(group)}"


def _of_one_queue(
    plan: Plan,
    group_of: Mapping[str, str],
    groups: Groups,
    people: Mapping[str, Person],
    queue: str,
) -> Crew:
    """Leave out who is known to answer other queues alone; "" is answered by all."""
    parts = {queue, *queue.split(_JOIN)}
    agents = []
    unread: set[str] = set()
    for agent in plan.agents:
        own, _ = _own_skills(agent, group_of[agent.name], groups, people)
        unread |= set(own) - _other_skills(groups)
        if not queue or not own or parts & set(own):
            agents.append(agent)
    if not agents and plan.agents:
        raise InputError(
            f"nobody answers queue {quoted(queue)}: no agent of the plan has that skill"
        )
    if not queue and unread:
        shown = ", ".join(quoted(skill) for skill in sorted(unread)[:_SHOWN])
        more = ", ..." if len(unread) > _SHOWN else ""
        words = "the forecast names no queues: everybody answers its calls, whatever their skills"
        return Crew(plan, ("",) * len(agents), (f"{words} ({shown}{more})",))
    left = len(plan.agents) - len(agents)
    verb = "does" if left == 1 else "do"
    notes = (f"{counted(left, 'agent')} who {verb} not answer {queue} left out",) if left else ()
    return Crew(replace(plan, agents=tuple(agents)), ("",) * len(agents), notes)


def _other_skills(groups: Groups) -> frozenset[str]:
    """Return what shifts ask for: skills that need be no queue."""
    return frozenset(s for g in groups.groups for shift in g.shifts for s in shift.skills)


def skills_of(
    own: Sequence[str], queues: Sequence[str], whose: str, others: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Tell which queues skills are; a queue that was pooled has the names of its parts.

    Raises
    ------
    InputError
        If one is no queue, and nothing else asks for it.
    """
    found = []
    for skill in own:
        of = [name for name in queues if skill == name or skill in name.split(_JOIN)]
        if not of and skill not in others:
            raise InputError(f"{whose}: {unknown(skill, queues, 'queue of the forecast')}")
        found += of
    if not found:
        raise InputError(f"{whose} answers none of the queues: {', '.join(queues)}")
    return tuple(dict.fromkeys(found))


def required_crew(
    requirement: pd.DataFrame, queues: Sequence[Queue], where: Ahead, skills: str | None
) -> Crew:
    """Make agents of the numbers that a requirement has for each queue.

    Parameters
    ----------
    requirement
        Requirement table; a queue of it may be several of the forecast put together.
    queues
        The queues of the forecast.
    where
        The weeks ahead.
    skills
        Kinds of agents by the queues that they answer, such as ``"sales+help,help"``: the agents
        of a queue are of the kinds that answer it, in turn; None: they answer it alone.

    Raises
    ------
    InputError
        If it has a queue that the forecast has not, or lacks an interval.
    """
    names = [queue.name for queue in queues]
    kinds = read_groups(skills, names, "skills")
    first = queues[0].calls
    required = rows_of(requirement)
    agents: list[Agent] = []
    homes: list[str] = []
    for queue in required:
        numbers = required_by(requirement, first, queue or None)
        made = agents_for(numbers, where, queue).agents
        own = queues_of_row(queue, names)
        answered = [kind for kind in kinds if set(own) & set(kind)] or [own]
        for number, agent in enumerate(made):
            kind = answered[number % len(answered)]
            name = f"{queue} {agent.name}".strip()
            agents.append(replace(agent, name=name, skills=() if not queue else tuple(kind)))
            homes.append(own[0] if len(own) == 1 else "")
    notes: tuple[str, ...] = ()
    if required == [""]:
        notes = ("the requirement has no queues: its agents answer all of them",)
    return Crew(Plan("requirement", tuple(agents)), tuple(homes), notes)


def rows_of(requirement: pd.DataFrame) -> list[str]:
    """Return the queues of a requirement; "" where it has none."""
    if "queue" not in requirement:
        return [""]
    return [str(name) for name in requirement["queue"].unique()]


def queues_of_row(queue: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the queues of the forecast that a queue of a requirement is; of "" all are."""
    if not queue:
        return tuple(names)
    parts = (queue,) if queue in names else tuple(queue.split(_JOIN))
    return skills_of(parts, names, f"the requirement, queue {quoted(queue)}")


def who_is_who(people: Sequence[Person], worked: Worked) -> Iterator[tuple[str, Person]]:
    """Yield persons by the names of the agents of a plan: in a rotation by where they stand.

    Raises
    ------
    InputError
        If the plan is a roster, whose agents have no names, and nobody says where people stand.
    """
    if not worked.by_wall_clock:
        yield from ((person.name, person) for person in people)
        return
    placed = [person for person in people if person.team and person.line]
    if not placed:
        raise InputError(
            "the agents of a roster have no names: the table of agents has to say where each "
            "stands, in the columns team and line"
        )
    own = [person.name for person in placed if person.timezone is not None]
    if own:
        log.warning(
            "%s with a clock of their own, such as %s: a roster is judged on the clocks of its "
            "groups; a schedule has the times of each person",
            counted(len(own), "agent"),
            quoted(own[0]),
        )
    for person in placed:
        place = f"{person.team}/{person.line}"
        if place not in worked.places:
            raise InputError(
                f"agent {quoted(person.name)}: nobody of the roster stands in team "
                f"{quoted(person.team)}, line {person.line}"
            )
        yield place, person
