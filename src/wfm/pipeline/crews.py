"""Which people work for which queue, where each has a roster of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.pipeline import frames
from wfm.pipeline.given import Outside
from wfm.quoting import quoted

_OF_PEOPLE = {
    "absences": tables.ABSENCES,
    "wishes": tables.WISHES,
    "previous": tables.SCHEDULE,
}
_MOST_NAMED = 5


def crews(outside: Outside, queues: Mapping[str, str]) -> dict[str, Outside]:
    """Part the people of a site among its queues: each works for the first queue of its skills.

    Parameters
    ----------
    outside
        The files that are given, by what they hold.
    queues
        The queues by their folders.

    Returns
    -------
    dict
        By folder, the same files with the rows of its own people; none where there is one queue, or
        nobody is named.

    Raises
    ------
    InputError
        If an agent names no queue, a queue has no agent, or somebody is away who is no agent.
    """
    if not queues or "agents" not in outside:
        return {}
    agents = frames.read_outside(outside, "agents", tables.AGENTS)
    source = outside["agents"][0][1]
    names = list(queues.values())
    asked = f"name one of {_some(names)} in the column skills"
    if "skills" not in agents:
        raise InputError(
            f"{source}: there are {len(names)} queues, each with a roster of its own, and the "
            f"agents do not say for which they work: {asked}"
        )
    of = {
        str(agent): _first_queue(str(skills), names)
        for agent, skills in zip(agents["agent"], agents["skills"], strict=True)
    }
    without = [agent for agent, queue in of.items() if queue is None]
    if without:
        verb = "names" if len(without) == 1 else "name"
        raise InputError(f"{source}: {_some(without)} {verb} no queue to work for: {asked}")
    for queue in names:
        if queue not in of.values():
            raise InputError(f"{source}: nobody works for the queue {quoted(queue)}: {asked}")
    known = {"agents": agents}
    for name, table in _OF_PEOPLE.items():
        if name in outside:
            known[name] = frames.read_outside(outside, name, table)
            _refuse_strangers(known[name], of, outside[name][0][1], name)
    rest = {name: files for name, files in outside.items() if name not in known}
    return {
        folder: {
            **rest,
            **_own(known, outside, {agent for agent, of_ in of.items() if of_ == queue}),
        }
        for folder, queue in queues.items()
    }


def _own(known: Mapping[str, pd.DataFrame], outside: Outside, people: set[str]) -> Outside:
    """Keep the rows of some people; a schedule before is none without any."""
    own = {name: frame[frame["agent"].isin(people)] for name, frame in known.items()}
    return {
        name: ((frames.written(frame.reset_index(drop=True)), outside[name][0][1]),)
        for name, frame in own.items()
        if name != "previous" or len(frame)
    }


def _first_queue(skills: str, names: Sequence[str]) -> str | None:
    """Return the queue that is named first; names with spaces are parted by ``|``."""
    for parts in (skills.split("|"), re.split(r"[\s|]+", skills)):
        for part in parts:
            if part.strip() in names:
                return part.strip()
    return None


def _refuse_strangers(
    frame: pd.DataFrame, of: Mapping[str, object], source: str, name: str
) -> None:
    """Refuse who is away or wishes something and is no agent; who worked before may have left."""
    strangers = [] if name == "previous" else [a for a in map(str, frame["agent"]) if a not in of]
    if strangers:
        raise InputError(f"{source}: {quoted(strangers[0])} is not among the agents")


def _some(names: Iterable[str]) -> str:
    known = list(names)
    more = [f"and {len(known) - _MOST_NAMED} more"] if len(known) > _MOST_NAMED else []
    return ", ".join([*map(quoted, known[:_MOST_NAMED]), *more])
