"""Simulate a plan, week by week, on calls that are the same for every plan."""

import math
import signal
import warnings
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np

from wfm.simulation.absences import Absence, present
from wfm.simulation.counting import Answers, Counts, Floor, count, together
from wfm.simulation.draws import AS_EXPECTED, Change, Demand, Drawn, Purpose, draw_week, generator
from wfm.simulation.kernels.centre import Centre, Named
from wfm.simulation.kernels.duties import NOBODY, Overrun, Window
from wfm.simulation.kernels.one_queue import answer
from wfm.simulation.kernels.served import ANSWERED, BLOCKED, Calls
from wfm.simulation.kernels.skills import serve
from wfm.simulation.windows import Floats, Plan, between, staffed

# Weeks that a process simulates at a time: so many are lost at Ctrl-C.
_BATCH = 5


@dataclass(frozen=True)
class Settings:
    """How a plan is simulated.

    Parameters
    ----------
    seed
        Seed of all chance.
    threshold
        Longest good wait, of all queues or of each [s].
    absence
        Who is absent, and when.
    centre
        Who serves which queue; None: everybody serves the only one.
    kinds
        Kind of each agent in `centre`, by number.
    """

    seed: int
    threshold: float | Floats
    absence: Absence
    centre: Centre | None = None
    kinds: tuple[int, ...] = ()


def simulate_week(
    plan: Plan, demand: Demand, settings: Settings, week: int, change: Change = AS_EXPECTED
) -> Counts:
    """Simulate one week of a plan, call by call.

    Parameters
    ----------
    plan
        When its agents are on the phones.
    demand
        The calls that are expected.
    settings
        How it is simulated.
    week
        Number of the week: plans meet the same calls in the same week.
    change
        What is otherwise than expected.

    Returns
    -------
    Counts
        What happened, of each queue and interval.
    """
    drawn = draw_week(demand, settings.seed, week, change)
    luck = generator(settings.seed, week, Purpose.ABSENCES)
    windows = present(plan, settings.absence, luck, demand.edges, change.absent)
    answers, overruns = _answered(drawn, windows, settings, week)
    floor = _floor(windows, demand, settings, overruns)
    return count(week, demand, drawn, answers, floor, settings.threshold)


def _floor(
    windows: Sequence[Sequence[Window]],
    demand: Demand,
    settings: Settings,
    overruns: Sequence[Overrun],
) -> Floor:
    """Say how long agents of each kind are on the phones, and what they answer."""
    over = np.array(overruns, dtype=float).reshape(-1, 3)
    if settings.centre is None:
        everybody = staffed(windows, demand.edges)[None]
        beyond_all = between(over[:, 0], over[:, 1], demand.edges)[None]
        return Floor(everybody, np.ones((len(demand.queues), 1), dtype=bool), beyond_all)
    kinds = settings.centre.kinds
    by_kind: list[list[Sequence[Window]]] = [[] for _ in kinds]
    for kind, own in zip(settings.kinds, windows, strict=True):
        by_kind[kind].append(own)
    knows = np.zeros((len(demand.queues), len(kinds)), dtype=bool)
    for number, line in enumerate(settings.centre.lines):
        knows[number, list(line.at_once)] = True
    kind_of = np.array(settings.kinds)[over[:, 2].astype(int)]
    beyond_each = [
        between(over[kind_of == number, 0], over[kind_of == number, 1], demand.edges)
        for number in range(len(kinds))
    ]
    there = [staffed(own, demand.edges) for own in by_kind]
    return Floor(np.array(there), knows, np.array(beyond_each))


def _answered(
    drawn: Drawn, windows: Sequence[Sequence[Window]], settings: Settings, week: int
) -> tuple[Answers, list[Overrun]]:
    """Let the calls find their agents; and say where these are on a call beyond their windows."""
    centre = settings.centre
    if centre is None:
        waits, agents, overruns = answer(drawn.arrival, drawn.handling, drawn.patience, windows)
        answered = np.fromiter(agents, np.int64, len(agents)) != NOBODY
        wait = np.fromiter(waits, float, len(waits))
        return Answers(wait, drawn.handling, answered), overruns
    calls = Calls(drawn.arrival, drawn.queue, drawn.handling, drawn.patience)
    chance = generator(settings.seed, week, Purpose.ROUTING).random
    served = serve(calls, centre, Named(settings.kinds, windows), chance)
    answered = served.outcome == ANSWERED
    # How long those who hung up would have waited, nobody knows: longer than they did.
    wait = np.where(answered, served.wait, math.inf)
    blocked = served.outcome == BLOCKED if centre.is_limited else None
    kind = np.array(settings.kinds)[served.agent]
    return Answers(wait, drawn.handling, answered, kind, blocked), served.overruns


def simulate_weeks(
    plan: Plan,
    demand: Demand,
    settings: Settings,
    weeks: Sequence[int],
    change: Change = AS_EXPECTED,
    *,
    jobs: int = 1,
    done: Callable[[int], bool] | None = None,
) -> Counts | None:
    """Simulate many weeks of a plan; see `simulate_week`.

    Parameters
    ----------
    plan, demand, settings, change
        As of one week.
    weeks
        Numbers of the weeks.
    jobs
        Processes that work at the same time; the result is the same to the byte.
    done
        Is told how many weeks are done, again and again, and returns whether to stop there.

    Returns
    -------
    Counts or None
        What happened in the weeks that were simulated; None where that is none.
    """
    batches = [weeks[first : first + _BATCH] for first in range(0, len(weeks), _BATCH)]
    found: list[Counts] = []
    results = _in_turn(plan, demand, settings, batches, change, jobs)
    for counts in results:
        found.append(counts)
        if done is not None and done(sum(len(one.weeks) for one in found)):
            break
    with warnings.catch_warnings():  # joblib warns of work that is broken off: it was asked to
        warnings.simplefilter("ignore", UserWarning)
        results.close()
    return together(found) if found else None


def _in_turn(
    plan: Plan,
    demand: Demand,
    settings: Settings,
    batches: Sequence[Sequence[int]],
    change: Change,
    jobs: int,
) -> Generator[Counts, None, None]:
    """Simulate batches of weeks, by several processes or by this one, in their order."""
    if jobs == 1:
        return (_batch(plan, demand, settings, batch, change) for batch in batches)
    from joblib import Parallel, delayed

    parallel = Parallel(n_jobs=jobs, return_as="generator")
    tasks = (delayed(_by_worker)(plan, demand, settings, batch, change) for batch in batches)
    results: Generator[Counts, None, None] = parallel(tasks)
    return results


def _by_worker(
    plan: Plan, demand: Demand, settings: Settings, weeks: Sequence[int], change: Change
) -> Counts:
    """Simulate a batch in a process of its own, which leaves Ctrl-C to who waits for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return _batch(plan, demand, settings, weeks, change)


def _batch(
    plan: Plan, demand: Demand, settings: Settings, weeks: Sequence[int], change: Change
) -> Counts:
    return together([simulate_week(plan, demand, settings, week, change) for week in weeks])
