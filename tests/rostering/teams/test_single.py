"""One rotation of all lines: found exactly where brute force finds one; parts joined; borders."""

from collections import Counter
from collections.abc import Iterator
from itertools import permutations, product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import examples
from wfm.errors import InfeasibleError
from wfm.rostering import plan_from
from wfm.rostering.program.program import program
from wfm.rostering.search.connected_rows import cross, with_whole_sides
from wfm.rostering.search.search import search
from wfm.rostering.teams.closed_walks import Circulation, euler_circuits
from wfm.rostering.teams.lines import teams
from wfm.rostering.teams.single import narrowest, reunited, separations
from wfm.work.plan import Plan
from wfm.work.rules.catalogue import Duty
from wfm.work.week import Week

STARTS = {"day": "06:00", "late": "14:00", "night": "22:00"}


def plan(agents: int, names: tuple[str, ...], rules: dict[str, Any], run: list[int]) -> Plan:
    """Eight-hour shifts that never overlap: intervals tell how many duties each has."""
    shifts = [
        {"name": n, "starts": [STARTS[n]], "run": run, "presence_hours": 8, "paid_hours": 8}
        for n in names
    ]
    group = {"name": "all", "weekly_hours": 168, "agents": agents, "shift": shifts, "meals": []}
    options = {"rotation": "single", "coverage": "exact", "rules": rules, "group": [group]}
    return plan_from({"roster": options})


def required(demand: dict[str, list[int]]) -> np.ndarray:
    """Agents per hour of a week that ask for exactly these duties per shift and weekday."""
    agents = np.zeros(168, dtype=np.int64)
    for name, duties in demand.items():
        for day, count in enumerate(duties):
            first = 24 * day + int(STARTS[name][:2])
            agents[np.arange(first, first + 8) % 168] += count
    return agents


def found(made: Plan, demand: dict[str, list[int]]) -> list[str] | None:
    """Shift names of the single rotation, day by day; None where there is proved to be none."""
    stated = program(made, Week(required(demand), 60))
    try:
        result = search(stated, seconds=60, gap=0)
    except InfeasibleError:
        return None
    (team,) = teams(stated, result.columns, None)
    return [cell.band.shift.name if cell else "OFF" for cell in team.days]


def legal(made: Plan, names: list[str]) -> bool:
    """Whether a closed sequence of days breaks no rule."""
    start = {name: 60 * int(text[:2]) for name, text in STARTS.items()}
    days = [
        None if n == "OFF" else Duty(n, start[n], start[n] + 480, 480, n == "night") for n in names
    ]
    return not any(fault for rule in made.groups[0].rules for fault in rule.faults(days))


def brute_force(made: Plan, agents: int, demand: dict[str, list[int]]) -> bool:
    """Try every order of every weekday's duties over the lines."""
    weekdays = []
    for day in range(7):
        names = [name for name, duties in demand.items() for _ in range(duties[day])]
        names += ["OFF"] * (agents - len(names))
        weekdays.append(sorted(set(permutations(names))))
    return any(
        legal(made, [column[line] for line in range(agents) for column in columns])
        for columns in product(*weekdays)
    )


def two_stints() -> Iterator[list[str]]:
    """Yield two weeks of two stints, each of days, then lates."""
    for day, late, off in product(range(4), range(4), range(1, 4)):
        for more_day, more_late in product(range(4), range(4)):
            rest = 14 - day - late - off - more_day - more_late
            if rest > 0:
                yield (
                    ["day"] * day
                    + ["late"] * late
                    + ["OFF"] * off
                    + (["day"] * more_day + ["late"] * more_late + ["OFF"] * rest)
                )


RULES = st.fixed_dictionaries(
    {
        "days_on": st.sampled_from([[1, 4], [2, 5], [2, 6], [3, 5]]),
        "days_off": st.sampled_from([[1, 3], [2, 4], [2, 2]]),
        "forbidden": st.sampled_from(
            [[], [["late", "day"]], [["late", "day"], ["late", "OFF", "day"]]]
        ),
    }
)


@given(rules=RULES, run=st.sampled_from([[1, 5], [2, 3], [2, 6]]), data=st.data())
def test_two_lines_are_decided_as_by_brute_force(
    rules: dict[str, Any], run: list[int], data: st.DataObject
) -> None:
    made = plan(2, ("day", "late"), rules, run)
    # Most draws are rosters that keep the rules, some of them with one day changed.
    shapes = [d for d in two_stints() if legal(made, d)] or list(two_stints())
    days = list(data.draw(st.sampled_from(shapes)))
    if data.draw(st.booleans()):
        days[data.draw(st.integers(0, 13))] = data.draw(st.sampled_from(["OFF", "day", "late"]))
    columns = [(days[day], days[day + 7]) for day in range(7)]
    demand = {n: [column.count(n) for column in columns] for n in ("day", "late")}
    names = found(made, demand)
    assert (names is not None) == brute_force(made, 2, demand)
    if names is not None:
        assert len(names) == 14
        assert legal(made, names)
        assert {n: [names[d::7].count(n) for d in range(7)] for n in demand} == demand


@examples(25)
@given(
    rules=RULES,
    stints=st.lists(st.tuples(st.integers(2, 6), st.integers(1, 4)), min_size=5, max_size=5),
)
def test_three_lines_of_one_shift_are_decided_as_by_brute_force(
    rules: dict[str, Any], stints: list[tuple[int, int]]
) -> None:
    days = [duty for on, off in stints for duty in ["day"] * on + ["OFF"] * off]
    days = (days + ["OFF"] * 21)[:21]
    demand = {"day": [days[day::7].count("day") for day in range(7)]}
    made = plan(3, ("day",), {**rules, "forbidden": []}, [1, 6])
    assert (found(made, demand) is not None) == brute_force(made, 3, demand)


def rings(*rings: list[tuple[int, int]]) -> Circulation:
    """Closed walks of one week each, one action; nodes are (weekday, number)."""
    flow = Counter(arc for ring in rings for arc in zip(ring, [*ring[1:], ring[0]], strict=True))
    nodes = sorted({node for ring in rings for node in ring})
    arcs = sorted(flow)
    return Circulation(
        tail=np.array([nodes.index(tail) for tail, _ in arcs]),
        head=np.array([nodes.index(head) for _, head in arcs]),
        weekday=np.array([tail[0] for tail, _ in arcs]),
        action=np.array([head[1] for _, head in arcs]),
        flow=np.array([flow[arc] for arc in arcs]),
        paid_hours=np.zeros(len(arcs)),
        night=np.zeros(len(arcs), dtype=bool),
    )


def ring(number: int) -> list[tuple[int, int]]:
    return [(day, number) for day in range(7)]


def bridged(*crossings: tuple[int, int, int]) -> Circulation:
    """Two rings without a common node; unused arcs cross on a weekday from one to the other."""
    both = rings(ring(0), ring(1))
    number = {(day, n): day * 2 + n for day in range(7) for n in (0, 1)}
    tails = [number[day, source] for day, source, _ in crossings]
    heads = [number[(day + 1) % 7, sink] for day, _, sink in crossings]
    more = len(crossings)
    return Circulation(
        tail=np.append(both.tail, tails).astype(int),
        head=np.append(both.head, heads).astype(int),
        weekday=np.append(both.weekday, [day for day, *_ in crossings]).astype(int),
        action=np.append(both.action, [sink for *_, sink in crossings]).astype(int),
        flow=np.append(both.flow, np.zeros(more, dtype=int)),
        paid_hours=np.append(both.paid_hours, np.zeros(more)),
        night=np.append(both.night, np.zeros(more, dtype=bool)),
    )


def test_rings_join_where_the_network_leads_across_and_back() -> None:
    network = bridged((2, 0, 1), (2, 1, 0))
    assert len(list(euler_circuits(network))) == 2
    rotation = reunited(network)
    assert rotation is not None
    assert np.array_equal(network.head[rotation], np.roll(network.tail[rotation], -1))
    for day in range(7):
        assert sorted(network.action[rotation[day::7]]) == [0, 1]


@pytest.mark.parametrize("crossings", [(), ((2, 0, 1),), ((2, 0, 1), (4, 1, 0))])
def test_rings_stay_apart_where_an_exchange_would_change_a_day(crossings: tuple[Any, ...]) -> None:
    assert reunited(bridged(*crossings)) is None


def test_a_circulation_in_one_part_is_walked_as_it_is() -> None:
    network = rings([*ring(0)[:3], *ring(1)[3:]], ring(0))
    rotation = reunited(network)
    assert rotation is not None
    assert np.array_equal(np.bincount(rotation), network.flow)


def test_a_border_is_crossed_by_every_walk_between_its_sides_and_no_border_is_narrower() -> None:
    rng = Random(4)  # a fixed seed: the cases below stay the same
    for _ in range(30):
        days = range(7)
        crossings = {(rng.choice(days), a, 1 - a) for a in (0, 1) for _ in range(rng.randint(0, 5))}
        network = bridged(*sorted(crossings))
        for separation in separations(network):
            inside = np.isin(network.tail, list(separation.inside))
            ahead = np.isin(network.head, list(separation.inside))
            assert separation.leaving == tuple(np.flatnonzero(inside & ~ahead))
        there = narrowest(network, frozenset(range(0, 14, 2)), frozenset(range(1, 14, 2)))
        assert len(there.leaving) == sum(source == 0 for _, source, _ in crossings)


def test_all_lines_are_on_one_side_only_where_none_begins_its_week_on_the_other() -> None:
    """Fractions leave that open: an agent elsewhere takes a tenth of it away, of ten at most."""
    made = plan(3, ("day", "late"), {"days_on": [1, 4], "days_off": [1, 3]}, [1, 4])
    built = program(made, Week(np.zeros(168, dtype=int), 60))
    (group,) = built.groups
    arcs = group.network.arcs
    mondays = [number for number, arc in enumerate(arcs) if arc.weekday == 0]
    side = {arcs[mondays[0]].tail}
    nodes = {arc.tail for arc in arcs}
    cross(built, group, [], [side, nodes - side], 10)
    values = np.zeros(len(built.model.names))
    values[group.walks[mondays[0]]] = 2
    values[-2:] = 0.8, 0.2
    assert with_whole_sides(built, values)[-2:].tolist() == [1, 0]
