"""Speed and memory of the simulation, beside two peers in one run.

    PYTHONPATH=src python benchmarks/simulation.py
    PYTHONPATH=src python benchmarks/simulation.py --peers path/to/python

End to end: draws, a day factor, lognormal handling times, agents by name with their meals, callers
who hang up, counts by half hour. Calls per processor second, the best of several runs. The peers
(simpy and ciw) are installed in an interpreter of their own, given by ``--peers``, and simulate the
centre of 12 agents, 252 calls an hour, handling times of 120 s and patience of 60 s, both
exponential; so do we. Without ``--peers`` they are left out.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wfm.simulation.draws import Demand
    from wfm.simulation.weeks import Settings
    from wfm.simulation.windows import Agent, Plan

HALF, DAY = 1800.0, 48
SHAPE = (0.03, 630.0, 960.0, 150.0)
_RUNS = 7


def best(run: Callable[[], int]) -> float:
    """Return calls per processor second, the best of several runs."""
    rates = []
    for _ in range(_RUNS):
        began = time.process_time()
        calls = run()
        rates.append(calls / (time.process_time() - began))
    return max(rates)


def week_of(erlangs: float, aht: float, queues: int = 1) -> Demand:
    """Make a week with two peaks a day and quiet weekends, its calls shared by queues."""
    import numpy as np

    from wfm.simulation.draws import Demand
    from wfm.simulation.laws import Handling, Patience

    minute = np.arange(7 * DAY) % DAY * 30.0 + 15.0
    floor, noon, evening, width = SHAPE
    shape = floor + np.exp(-(((minute - noon) / width) ** 2))
    shape += 0.7 * np.exp(-(((minute - evening) / width) ** 2))
    day = np.arange(7 * DAY) // DAY
    calls = shape / shape.max() * np.where(day >= 5, 0.45, 1.0) * erlangs * HALF / aht
    return Demand(
        tuple(f"queue {number}" for number in range(queues)),
        HALF,
        np.tile(calls / queues, (queues, 1)),
        np.full((queues, calls.size), aht),
        day,
        0,
        (Handling(1.0),) * queues,
        (Patience(120.0),) * queues,
        np.full(7, 0.1),
    )


def plan_for(demand: Demand) -> Plan:
    """Duties of 8.5 hours with a meal, begun whenever somebody is missing."""
    import numpy as np

    from wfm.simulation.windows import Agent, Plan

    load = demand.calls.sum(axis=0) * demand.aht[0] / HALF
    missing = np.ceil(load + 0.8 * np.sqrt(load)).astype(int)
    agents: list[Agent] = []
    for at in range(missing.size):
        while missing[at] > 0:
            meal = at + 6 + len(agents) % 4
            windows = ((HALF * at, HALF * meal), (HALF * (meal + 1), HALF * (at + 17)))
            agents.append(Agent(str(len(agents)), windows, (at // DAY,) * 2))
            for place in range(at, at + 17):
                missing[place % missing.size] -= place != meal
    return Plan("duties", tuple(agents))


def settings_for(demand: Demand, kinds: int = 0) -> Settings:
    """Nobody absent; with `kinds` each knows two of the queues, next to each other."""
    import numpy as np

    from wfm.simulation.absences import Absence
    from wfm.simulation.kernels.centre import Centre, Kind, Line
    from wfm.simulation.weeks import Settings

    nobody = Absence(np.zeros(demand.day.size))
    if not kinds:
        return Settings(1, 20.0, nobody)
    lines = tuple(Line((queue, (queue - 1) % kinds)) for queue in range(kinds))
    knows = tuple(Kind(((queue, (queue + 1) % kinds),)) for queue in range(kinds))
    agents = len(plan_for(demand).agents)
    return Settings(
        1, 20.0, nobody, Centre(lines, knows), tuple(each % kinds for each in range(agents))
    )


def end_to_end(erlangs: float, aht: float, queues: int = 1, weeks: int = 3) -> float:
    """Return calls per processor second of whole weeks."""
    from wfm.simulation.weeks import simulate_weeks

    demand = week_of(erlangs, aht, queues)
    plan, settings = plan_for(demand), settings_for(demand, queues if queues > 1 else 0)

    def run() -> int:
        counts = simulate_weeks(plan, demand, settings, range(weeks))
        return int(counts.offered.sum()) if counts else 0

    return best(run)


def long_run() -> None:
    """Print time and memory of 200 weeks of a centre of 100 erlangs."""
    from wfm.simulation.weeks import simulate_weeks

    demand = week_of(100.0, 300.0)
    plan, settings = plan_for(demand), settings_for(demand)
    began = time.process_time()
    counts = simulate_weeks(plan, demand, settings, range(200))
    seconds = time.process_time() - began
    calls = int(counts.offered.sum()) if counts else 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"200 weeks, 100 erlangs: {calls} calls, {seconds:.1f} CPU s, {memory:.0f} MB at most")


def small_centre() -> float:
    """Return calls per processor second of the centre that the peers simulate."""
    import numpy as np

    from wfm.simulation.absences import Absence
    from wfm.simulation.draws import Demand
    from wfm.simulation.laws import Handling, Patience
    from wfm.simulation.weeks import Settings, simulate_week
    from wfm.simulation.windows import Agent, Plan

    intervals = 16 * 60
    calls = np.full((1, intervals), 126.0)
    demand = Demand(
        ("calls",), HALF, calls, np.full_like(calls, 120.0), np.arange(intervals) // DAY, 0,
        (Handling(None),), (Patience(60.0),), np.zeros(intervals // DAY + 1),
    )  # fmt: skip
    plan = Plan("12", tuple(Agent(str(n), ((0.0, HALF * intervals),), (0,)) for n in range(12)))
    settings = Settings(1, 20.0, Absence(np.zeros(intervals)))
    return best(lambda: int(simulate_week(plan, demand, settings, 0).offered.sum()))


def by_simpy() -> int:
    """Simulate the small centre for 60 hours."""
    import random

    import simpy

    draw, env = random.Random(1), simpy.Environment()  # noqa: S311
    agents, calls = simpy.Resource(env, 12), 0

    def call():  # type: ignore[no-untyped-def]
        with agents.request() as request:
            patience = env.timeout(draw.expovariate(1 / 60))
            got = yield request | patience
            if request in got:
                yield env.timeout(draw.expovariate(1 / 120))

    def arrivals():  # type: ignore[no-untyped-def]
        nonlocal calls
        while True:
            yield env.timeout(draw.expovariate(252 / 3600))
            calls += 1
            env.process(call())

    env.process(arrivals())
    env.run(until=60 * 3600)
    return calls


def by_ciw() -> int:
    """Simulate the small centre for 60 hours."""
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(252 / 3600)],
        service_distributions=[ciw.dists.Exponential(1 / 120)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / 60)],
        number_of_servers=[12],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(60 * 3600)
    return len(simulation.get_all_records())


PEERS = {"simpy": by_simpy, "ciw": by_ciw}


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", type=Path, help="an interpreter that has simpy and ciw")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.peer:
        print(best(PEERS[asked.peer]))
        return
    for erlangs, aht in ((20.0, 300.0), (100.0, 300.0), (500.0, 300.0)):
        rate = end_to_end(erlangs, aht)
        print(f"one queue, {erlangs:g} erlangs: {rate / 1e6:.2f} M calls per CPU second")
    rate = end_to_end(100.0, 300.0, queues=3)
    print(f"three queues, skills, 100 erlangs: {rate / 1e6:.2f} M calls per CPU second")
    ours = small_centre()
    print(f"12 agents: {ours / 1e6:.2f} M calls per CPU second")
    for peer in PEERS:
        if asked.peers is None:
            print(f"{peer}: left out: give --peers, an interpreter that has it")
            continue
        command = [str(asked.peers), __file__, "--peer", peer]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{peer}: left out: {done.stderr.strip().splitlines()[-1]}")
            continue
        theirs = float(done.stdout)
        print(f"{peer}: {theirs / 1e3:.1f} k calls per CPU second: ours {ours / theirs:.1f} times")
    long_run()


if __name__ == "__main__":
    main()
