"""All that a simulation needs, read from tables and options."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import units
from wfm.errors import InputError
from wfm.evaluation.away import without_absent
from wfm.evaluation.counting import clock_minutes
from wfm.evaluation.crew import Crew, required_crew, who_is_who, with_skills
from wfm.evaluation.days_changed import absent_shares
from wfm.evaluation.expected import Calls, required_by
from wfm.evaluation.laying import is_requirement, laid_over
from wfm.evaluation.promising import assumed, routed
from wfm.evaluation.queues import Queue, of_intervals, queues_of
from wfm.evaluation.routing import centre_of, pooled, refuse_unanswered, separate
from wfm.evaluation.simulated import Block, Promise, blocks_of
from wfm.evaluation.weeks_ahead import (
    Ahead,
    Chance,
    agents_for,
    agents_of,
    ahead_of,
    read_handling,
    read_share_zero,
)
from wfm.evaluation.worked import Worked
from wfm.options.callers import CallersOptions
from wfm.options.common import Configured
from wfm.options.simulate import SimulateOptions
from wfm.scheduling.people_tables import read_agents
from wfm.simulation.absences import Absence
from wfm.simulation.counting import Counts, summed
from wfm.simulation.draws import AS_EXPECTED, Change, Demand
from wfm.simulation.weeks import Settings, simulate_weeks
from wfm.simulation.windows import Plan, staffed
from wfm.work.plan import Plan as Groups

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class AskedSimulation(SimulateOptions, CallersOptions, Configured):
    """A simulation as Python asks for it.

    Parameters
    ----------
    plan
        `wfm.tables.ROSTER`, which repeats over the weeks of the forecast; `wfm.tables.SCHEDULE`,
        which has its own dates; or `wfm.tables.REQUIREMENT`, whose numbers become agents.
    forecast
        `wfm.tables.FORECAST`: the calls that come; None: a requirement holds its own.
    queue
        Queue of the forecast, if it holds several.
    aht_times
        Handling times as they were, whose spread goes before `aht_cv` [s].
    people
        `wfm.tables.AGENTS`: their skills are the queues that they answer; of a roster it says where
        each stands.
    absences
        `wfm.tables.ABSENCES`: who is known to be absent, which is not drawn for them.
    """

    plan: pd.DataFrame
    forecast: pd.DataFrame | None = field(default=None)
    queue: str | None = field(default=None, kw_only=True)
    aht_times: tuple[float, ...] = field(default=(), kw_only=True)
    people: pd.DataFrame | None = field(default=None, kw_only=True)
    absences: pd.DataFrame | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Case:
    """All that a simulation needs.

    Parameters
    ----------
    where
        The calls that are expected, and who is absent.
    queues
        The queues.
    crew
        The agents, and which queues they answer.
    settings
        How they are simulated.
    ends
        The same where everybody answers every queue, or one alone; as far as that is otherwise.
    promises
        What is promised to the callers of each queue.
    notes
        What is assumed.
    shrinkage
        Share of the agents in each interval that shrinkage takes away; none of those who are
        required on the phones.
    worked
        What is worked, as it was planned; None: the plan is a requirement.
    """

    where: Ahead
    queues: tuple[Queue, ...]
    crew: Crew
    settings: Settings
    ends: Mapping[str, Settings]
    promises: tuple[Promise, ...]
    notes: tuple[str, ...]
    shrinkage: Floats
    worked: Worked | None = None

    @property
    def demand(self) -> Demand:
        """The calls, as they are drawn."""
        return self.where.demand

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the queues."""
        return tuple(queue.name for queue in self.queues)

    @property
    def phone_hours(self) -> float:
        """Time on the phones as it was planned, less shrinkage [h]."""
        return float((self.on_phones * (1.0 - self.shrinkage)).sum()) * self.demand.step / 3600.0

    @property
    def on_phones(self) -> Floats:
        """Agents on the phones in each interval, as they were planned."""
        windows = [agent.windows for agent in self.crew.plan.agents]
        found: Floats = staffed(windows, self.demand.edges)[self.demand.lead :] / self.demand.step
        return found

    def simulated(
        self,
        weeks: range,
        jobs: int = 1,
        done: Callable[[int], bool] | None = None,
        change: Change = AS_EXPECTED,
    ) -> Counts | None:
        """Simulate weeks, and leave what fills the centre before out; None: it was stopped."""
        found = simulate_weeks(
            self.crew.plan, self.demand, self.settings, weeks, change, jobs=jobs, done=done
        )
        if found is None:
            return None
        return summed(found, np.arange(self.demand.lead, self.demand.day.size))

    def blocks(self, counts: Counts) -> tuple[Block, ...]:
        """Return all queues together, where there are several, and each; without the formula."""
        none = np.full(counts.offered.shape[1:], np.nan)
        return blocks_of(counts, self.names, self.promises, none)


def simulation_of(asked: CallersOptions, plan: pd.DataFrame) -> AskedSimulation:
    """Ask for the simulation of one plan, with all that is asked for otherwise."""
    names = {one.name for one in fields(AskedSimulation)} & {one.name for one in fields(asked)}
    return AskedSimulation(**{**{name: getattr(asked, name) for name in names}, "plan": plan})


def case_of(asked: AskedSimulation, groups: Groups) -> Case:
    """Read the tables and options of a simulation."""
    return case_with(asked, groups, read_asked(asked))


def read_asked(asked: AskedSimulation) -> tuple[Queue, ...]:
    """Read the queues of the forecast that is asked about."""
    return queues_of(_forecast(asked), asked, asked.queue, asked.queues)


def case_with(asked: AskedSimulation, groups: Groups, queues: tuple[Queue, ...]) -> Case:
    """Read the tables and options of a simulation but for its forecast; see `read_asked`."""
    chance = Chance(read_handling(asked.aht_cv, asked.aht_times), read_share_zero(asked.share_zero))
    worked: Worked | None = None
    if is_requirement(asked.plan):
        where, crew, share = _of_requirement(asked, queues, chance)
    else:
        queues, where, crew, worked = _of_people(asked, queues, groups, chance)
        share = where.calls.shrinkage
    where = replace(where, absent=1.0 - (1.0 - where.absent) * (1.0 - share))
    where = _quiet_before(crew.plan, where)
    _refuse_nobody(crew.plan, where)
    absence = Absence(where.led(where.absent))
    thresholds = np.array([queue.calls.options.target.threshold for queue in queues])
    settings = Settings(asked.seed, thresholds, absence)
    planned = _routed(settings, crew, queues, asked.who_answers)
    refuse_unanswered(planned.centre, queues)
    ends = {}
    if len(queues) > 1:
        ends = {
            "pooled": _routed(settings, pooled(crew), queues, asked.who_answers),
            "separate": _routed(
                settings, separate(crew, where.demand), queues, asked.who_answers, helps=False
            ),
        }
    lines = (*crew.notes, *_not_simulated(asked), *routed(queues, asked.who_answers))
    return Case(
        where=where,
        queues=queues,
        crew=crew,
        settings=planned,
        ends={
            name: end
            for name, end in ends.items()
            if (end.centre, end.kinds) != (planned.centre, planned.kinds)
        },
        promises=tuple(map(_promise, queues)),
        notes=(*where.calls.notes, *lines, assumed(where.demand, where.absent)),
        shrinkage=share,
        worked=worked,
    )


def _forecast(asked: AskedSimulation) -> pd.DataFrame:
    """Return the calls: a requirement holds its own."""
    if asked.forecast is not None:
        return asked.forecast
    if not is_requirement(asked.plan):
        raise InputError("there is no forecast: give the calls that the plan is to answer")
    return asked.plan


def _of_requirement(
    asked: AskedSimulation, queues: tuple[Queue, ...], chance: Chance
) -> tuple[Ahead, Crew, Floats]:
    """Make agents of numbers: the weeks ahead, the agents, and which share of them shrinks away."""
    for name, table in (("agents", asked.people), ("absences", asked.absences)):
        if table is not None:
            raise InputError(f"the agents of a requirement have no names: leave {name} out")
    calls = queues[0].calls
    where = ahead_of(_by_name(queues), chance, absent=_absent(asked.absent, calls))
    numbers, is_net = _net(asked.plan)
    share = np.zeros(len(calls.frame)) if is_net else calls.shrinkage
    if len(queues) > 1:
        return where, required_crew(numbers, queues, where, asked.skills), share
    plan = agents_for(required_by(numbers, calls, asked.queue), where, "requirement")
    return where, Crew(plan, ("",) * len(plan.agents)), share


def _net(requirement: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """Take those on the phones where they are known: then nobody of them is absent."""
    names = {str(name).strip().lower(): name for name in requirement.columns}
    if "agents_required" not in names:
        return requirement, False
    net = requirement.assign(
        **{str(names["agents_scheduled"]): requirement[names["agents_required"]]}
    )
    net.attrs = requirement.attrs
    return net, True


def _of_people(
    asked: AskedSimulation, queues: tuple[Queue, ...], groups: Groups, chance: Chance
) -> tuple[tuple[Queue, ...], Ahead, Crew, Worked]:
    """Lay a roster or a schedule over the forecast: the days that it has, and who is there."""
    planned, calls, words = laid_over(asked.plan, groups, queues[0].calls)
    worked = planned
    starts = calls.frame["interval_start"]
    queues = of_intervals(queues, calls)
    people = () if asked.people is None else read_agents(asked.people)
    if asked.absences is not None:
        worked, left_out = without_absent(worked, asked.absences, people, starts.dt.tz)
        words = [*words, left_out]
    where = ahead_of(_by_name(queues), chance, absent=_absent(asked.absent, calls))
    plan = agents_of(worked, calls, "plan")
    known = dict(who_is_who(people, worked)) if people else {}
    crew = with_skills(plan, worked, groups, known, queues)
    return queues, where, replace(crew, notes=(*words, *crew.notes)), planned


def _by_name(queues: tuple[Queue, ...]) -> dict[str, Calls]:
    return {queue.name: queue.calls for queue in queues}


def _routed(
    settings: Settings,
    crew: Crew,
    queues: tuple[Queue, ...],
    who_answers: str,
    *,
    helps: bool = True,
) -> Settings:
    """Say who answers which queue; of one queue everybody does."""
    if not helps:
        queues = tuple(replace(queue, overflow_to=(), overflow_after=0.0) for queue in queues)
    centre, kinds = centre_of(crew, queues, who_answers)
    return replace(settings, centre=centre, kinds=kinds)


def _promise(queue: Queue) -> Promise:
    target, definition = queue.calls.options.target, queue.calls.options.definition
    return Promise(target.service_level, target.threshold, definition)  # type: ignore[arg-type]


def _not_simulated(asked: AskedSimulation) -> Iterator[str]:
    """Name the options of staffing that simulated callers know nothing of."""
    found = [
        words
        for words, holds in (
            ("callers who call again", units.fraction(asked.redial, "redial") > 0),
            ("opening hours: calls come when the forecast has them", asked.open is not None),
        )
        if holds
    ]
    if found:
        yield f"not simulated, though [staff] or an option asks for it: {'; '.join(found)}"


def _quiet_before(plan: Plan, where: Ahead) -> Ahead:
    """Let nobody call before the first interval while nobody is there.

    Who of a schedule worked the night before it is not known: the callers of that night would wait
    until its first duty begins, and be the first interval's.
    """
    there = staffed([each.windows for each in plan.agents], where.demand.edges)
    alone = np.flatnonzero(there[: where.lead] <= 0)
    calls = where.demand.calls.copy()
    calls[:, alone] = 0.0
    return replace(where, demand=replace(where.demand, calls=calls)) if alone.size else where


def _refuse_nobody(plan: Plan, where: Ahead) -> None:
    """Refuse a plan in which nobody is on the phones while the forecast lasts."""
    windows = [each.windows for each in plan.agents]
    if not staffed(windows, where.demand.edges)[where.lead :].any():
        raise InputError(
            "nobody of this plan is on the phones in the time of the forecast: there is nothing "
            "to simulate"
        )


def _absent(text: str | None, calls: Calls) -> Floats:
    """Read who is absent besides: a share of the agents of each interval."""
    return absent_shares(text, clock_minutes(calls.frame, by_wall_clock=True))
