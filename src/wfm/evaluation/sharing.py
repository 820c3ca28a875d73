"""Several queues by formula: agents shared out among them, and how the callers of each fare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.errors import InputError
from wfm.evaluation.counting import Presence, clock_minutes, presence
from wfm.evaluation.crew import queues_of_row, rows_of
from wfm.evaluation.expected import Calls, required_by
from wfm.evaluation.needs import Need, need_of
from wfm.evaluation.queues import Queue
from wfm.evaluation.service import Service
from wfm.evaluation.worked import Worked
from wfm.quoting import quoted

Floats = NDArray[np.float64]
Skills = frozenset[int]


@dataclass(frozen=True)
class Judged:
    """A queue, the agents' time that is its own, and how its callers fare.

    Parameters
    ----------
    queue
        The queue.
    presence
        Its share of those who are there.
    agents
        Its share of those on the phones, after shrinkage.
    required
        Agents to be scheduled for it.
    service
        How its callers fare.
    """

    queue: Queue
    presence: Presence
    agents: Floats
    required: Floats
    service: Service


def judge(
    queues: Sequence[Queue],
    worked: Worked,
    skills: Mapping[str, Sequence[str]],
    requirement: pd.DataFrame | None,
    queue: str | None = None,
) -> tuple[tuple[Judged, ...], tuple[str, ...]]:
    """Judge every queue with the agents who answer it.

    Parameters
    ----------
    queues
        The queues, of the days of the plan.
    worked
        The duties.
    skills
        Names of the queues that an agent answers; who is not in it, or has none, answers all.
    requirement
        Agents that are needed; None: sized by the options.
    queue
        The queue of the requirement that is meant, where there is one queue alone.

    Returns
    -------
    tuple
        The queues, and what is assumed of them.

    Notes
    -----
    Queues that the same agents answer, and nobody else, are one to the formula, each judged by its
    own target. Elsewhere agents with several skills are shared out, interval by interval: those
    with the fewest skills first, each kind where most of those required are missing, and what is
    left as the load asks. Every queue then stands alone, which is the least that skills bring.
    """
    names = [queue.name for queue in queues]
    kind_of = {
        duty.agent: frozenset(map(names.index, skills.get(duty.agent) or names))
        for duty in worked.duties
    }
    kinds = sorted(set(kind_of.values()), key=lambda own: (len(own), sorted(own)))
    calls = queues[0].calls
    there = [_there(worked, kind_of, kind, calls) for kind in kinds]
    needs = [need_of(queues, team) for team in _teams(queues, kinds)]
    load = np.array([queue.calls.rows.load for queue in queues])
    required = _required(needs, queues, load, requirement, queue)
    parts = _parts(kinds, [one.scheduled for one in there], required, load)
    found = {}
    for need in needs:
        for place, number in enumerate(need.queues):
            own = _part_of(there, [part[number] for part in parts])
            agents = own.scheduled * (1.0 - calls.shrinkage)
            if len(need.queues) > 1:
                whole = there[kinds.index(frozenset(need.queues))].scheduled
                service = need.judged[place].expected(whole * (1.0 - calls.shrinkage))
            else:
                shared = any(number in kind and len(kind) > 1 for kind in kinds)
                service = (_part_time if shared else Calls.expected)(queues[number].calls, agents)
            found[number] = Judged(queues[number], own, agents, required[number], service)
    judged = tuple(found[number] for number in range(len(queues)))
    return judged, tuple(_said(queues, needs, kinds, judged))


def _there(worked: Worked, kind_of: Mapping[str, Skills], kind: Skills, calls: Calls) -> Presence:
    """Count the agents of a kind."""
    duties = tuple(duty for duty in worked.duties if kind_of[duty.agent] == kind)
    starts = clock_minutes(calls.frame, by_wall_clock=worked.by_wall_clock)
    return presence(replace(worked, duties=duties), starts, calls.step)


def _part_of(there: Sequence[Presence], parts: Sequence[Floats]) -> Presence:
    """Add up parts of those who are there."""

    def total(name: str) -> Floats:
        own = [getattr(one, name) * part for one, part in zip(there, parts, strict=True)]
        return np.asarray(np.sum(own, axis=0))

    return Presence(*(total(field.name) for field in fields(Presence)))


def _teams(queues: Sequence[Queue], kinds: Sequence[Skills]) -> list[tuple[int, ...]]:
    """Put queues together that the same agents answer, and nobody else."""
    found: dict[tuple[int, ...], None] = {}
    for number in range(len(queues)):
        touching = [kind for kind in kinds if number in kind]
        team: tuple[int, ...] = (number,)
        if len(touching) == 1 and not any(
            touching[0] & other for other in kinds if other != touching[0]
        ):
            channels = {_channel(queues[each]) for each in touching[0]}
            team = tuple(sorted(touching[0])) if len(channels) == 1 else team
        found[team] = None
    return [*found]


def _channel(queue: Queue) -> str:
    frame = queue.calls.frame
    return str(frame["channel"].iloc[0]) if "channel" in frame else ""


def _required(
    needs: Sequence[Need],
    queues: Sequence[Queue],
    load: Floats,
    requirement: pd.DataFrame | None,
    queue: str | None,
) -> Floats:
    """Return the agents to be scheduled for each queue: those of a requirement, or sized."""
    if requirement is None:
        return _sized(needs, load)
    if len(queues) == 1:
        return required_by(requirement, queues[0].calls, queue)[None]
    return _asked(requirement, queues, load)


def _sized(needs: Sequence[Need], load: Floats) -> Floats:
    """Size each queue: of those that are one its share of their agents, as the load asks."""
    found = np.zeros_like(load)
    for need in needs:
        own = list(need.queues)
        found[own] = need.sized()[1] * _by_load(load[own])
    return found


def _asked(requirement: pd.DataFrame, queues: Sequence[Queue], load: Floats) -> Floats:
    """Return the agents that a requirement has for each queue."""
    names = [queue.name for queue in queues]
    found = np.zeros_like(load)
    named: set[str] = set()
    for row in rows_of(requirement):
        own = queues_of_row(row, names)
        named |= set(own)
        numbers = [names.index(name) for name in own]
        found[numbers] += required_by(requirement, queues[0].calls, row or None) * _by_load(
            load[numbers]
        )
    for name in names:
        if name not in named:
            raise InputError(f"the requirement has no queue {quoted(name)}, which has a forecast")
    return found


def _by_load(load: Floats) -> Floats:
    """Return the share of each queue in the load; alike where there is none."""
    total = load.sum(axis=0)
    alike = np.full_like(load, 1.0 / len(load))
    return np.asarray(np.divide(load, total, out=alike, where=total > 0.0))


def _parts(
    kinds: Sequence[Skills], scheduled: Sequence[Floats], required: Floats, load: Floats
) -> list[Floats]:
    """Share the time of each kind of agents out: the part of each queue, in each interval."""
    missing = required.copy()
    found = []
    for kind, agents in zip(kinds, scheduled, strict=True):
        own = sorted(kind)
        wanted = np.maximum(missing[own], 0.0)
        total = wanted.sum(axis=0)
        given = np.minimum(1.0, np.divide(agents, total, out=np.ones_like(total), where=total > 0))
        given = wanted * given
        given += np.maximum(agents - given.sum(axis=0), 0.0) * _by_load(load[own])
        missing[own] -= given
        part = np.zeros_like(load)
        part[own] = np.divide(given, agents, out=_by_load(load[own]), where=agents > 0.0)
        found.append(part)
    return found


def _part_time(calls: Calls, agents: Floats) -> Service:
    """Judge agents of whom one is there for a part of the time: a mean of both.

    A mean wait counts the calls that are answered: while nobody is there, none is.
    """
    whole = np.floor(agents + 1e-9)
    part = agents - whole
    low, high = calls.expected(whole), calls.expected(whole + 1.0)

    def mean(name: str) -> Floats:
        one, other = getattr(low, name), getattr(high, name)
        found: Floats = np.where(part < 1e-9, one, one * (1.0 - part) + other * part)
        return found

    mixed = Service(*(mean(field.name) for field in fields(Service)))
    return replace(mixed, asa=_mean_wait(low, high, part))


def _mean_wait(low: Service, high: Service, part: Floats) -> Floats:
    """Return the mean wait of those who are answered, `part` of the time by one agent more."""
    waits = np.array([low.asa, high.asa])
    lost = [np.nan_to_num(s.abandonment) + np.nan_to_num(s.blocked) for s in (low, high)]
    shares = np.array([1.0 - part, np.where(part < 1e-9, 0.0, part)])
    answered = shares * (1.0 - np.array(lost))
    answered = np.where(answered < 1e-12, 0.0, answered)
    good = np.where(answered > 0.0, answered * waits, 0.0).sum(axis=0)
    total = answered.sum(axis=0)
    return np.asarray(np.divide(good, total, out=np.full(total.size, np.nan), where=total > 0.0))


def together(judged: Sequence[Judged]) -> tuple[Presence, Floats, Floats, Service]:
    """Put all queues together: who is there, on the phones and required, and the service.

    A mean wait counts calls that are answered, an occupancy agents, all else calls.
    """
    if len(judged) == 1:
        (one,) = judged
        return one.presence, one.agents, one.required, one.service
    there = Presence(
        *(np.sum([getattr(one.presence, field.name) for one in judged], axis=0)
          for field in fields(Presence))
    )  # fmt: skip
    calls = np.array([one.queue.calls.rows.calls for one in judged])
    agents = np.array([one.agents for one in judged])
    lost = np.array(
        [np.nan_to_num(one.service.abandonment) + np.nan_to_num(one.service.blocked)
         for one in judged]
    )  # fmt: skip
    service = Service(
        level=_mean([one.service.level for one in judged], calls),
        asa=_mean([one.service.asa for one in judged], calls * (1.0 - lost)),
        occupancy=_mean([one.service.occupancy for one in judged], agents, known=True),
        abandonment=_mean([one.service.abandonment for one in judged], calls, known=True),
        blocked=_mean([one.service.blocked for one in judged], calls, known=True),
    )
    required = np.sum([one.required for one in judged], axis=0)
    return there, agents.sum(axis=0), required, service


def _mean(values: Sequence[Floats], weights: Floats, *, known: bool = False) -> Floats:
    """Mean over queues; those without a value count as 0 where `known` values are asked for."""
    each = np.array(values)
    if known and np.isnan(each).all():
        return np.full(weights.shape[1], np.nan)
    each = np.nan_to_num(each) if known else each
    total = weights.sum(axis=0)
    summed = np.where(weights > 0.0, weights * each, 0.0).sum(axis=0)
    return np.asarray(np.divide(summed, total, out=np.full(total.size, np.nan), where=total > 0))


def _said(
    queues: Sequence[Queue],
    needs: Sequence[Need],
    kinds: Sequence[Skills],
    judged: Sequence[Judged],
) -> Iterator[str]:
    """Yield what is assumed of several queues."""
    if len(queues) == 1:
        return
    for need in needs:
        if len(need.queues) > 1:
            names = " and ".join(queues[number].name for number in need.queues)
            yield f"{names} are one queue to the formula: the same agents answer them"
    shared = sorted({n for kind in kinds if len(kind) > 1 for n in kind})
    shared = [n for n in shared if any(need.queues == (n,) for need in needs)]
    if shared and len({_channel(queue) for queue in queues}) == 1:
        level = _of_all(judged, [one.service.level for one in judged])
        whole = need_of(queues, range(len(queues)))
        pooled = whole.level(np.sum([one.agents for one in judged], axis=0))
        most = _of_all(judged, [pooled for _ in judged])
        yield (
            f"agents with several skills are shared out among {_listed(queues, shared)}, and each "
            f"queue stands alone: at least {level:.3f} answered in time of all calls; everybody "
            f"for every queue would bring {most:.3f} at most: wfm simulate says where between"
        )
    elif shared:
        yield f"agents with several skills are shared out among {_listed(queues, shared)}"
    if len({queue.priority for queue in queues}) > 1 or any(q.overflow_to for q in queues):
        yield "the formula knows neither priorities nor overflow: wfm simulate does"


def _listed(queues: Sequence[Queue], numbers: Sequence[int]) -> str:
    return " and ".join(queues[number].name for number in numbers)


def _of_all(judged: Sequence[Judged], levels: Sequence[Floats]) -> float:
    """Return the share of all calls that are answered in time."""
    calls = np.array([one.queue.calls.rows.calls for one in judged])
    good = np.where(calls > 0.0, calls * np.array(levels), 0.0)
    return float(good.sum() / max(calls.sum(), 1e-9))
