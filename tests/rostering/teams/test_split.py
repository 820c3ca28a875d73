"""Teams: closed, legal, every duty kept; hours, length and fairness where they can be had."""

from collections import Counter, defaultdict
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparing import examples, few
from wfm.rostering.teams.closed_walks import (
    NIGHTS,
    WEEKS,
    Circulation,
    euler_circuits,
    pieces,
    shuffled,
    spliced,
)
from wfm.rostering.teams.split import Split, split, usable_weeks

ACTIONS = ("OFF", "early", "night")
DUTY_HOURS = 8.0

# A day's state: days on duty or off in a row, whether of nights, worked weekends in a row,
# Saturday worked.
State = tuple[bool, int, bool, int, bool]


def next_state(  # noqa: PLR0911 - a rule a line
    weekday: int, state: State, action: str
) -> State | None:
    """At most 6 on, 4 off; nights 2 to 4 with 2 days off after; 2 weekends in a row."""
    on, days, nights, weekends, saturday = state
    duty, night = action != "OFF", action == "night"
    if on and duty and (days == 6 or (nights and not night)):
        return None
    if not on and duty and nights and days < 2:
        return None
    if on and not duty and days < 2:
        return None
    if not on and not duty and days == 4:
        return None
    length = days + 1 if on == duty else 1
    if night and on and not nights:
        return None
    if night and length > 4:
        return None
    if weekday == 5:
        saturday = duty
    if weekday == 6:
        weekends = weekends + 1 if duty or saturday else 0
        saturday = False
    if weekends > 2:
        return None
    return duty, length, night or (nights and not duty), weekends, saturday


def network() -> dict[tuple[tuple[int, State], str], tuple[int, State]]:
    """Arcs of the cyclic week, (weekday, state) and action to the next, without dead ends."""
    start = (0, (False, 2, False, 0, False))
    arcs, seen, todo = {}, {start}, [start]
    while todo:
        weekday, state = node = todo.pop()
        for action in ACTIONS:
            after = next_state(weekday, state, action)
            if after is not None:
                head = ((weekday + 1) % 7, after)
                arcs[node, action] = head
                if head not in seen:
                    seen.add(head)
                    todo.append(head)
    while True:
        tails = {node for node, _ in arcs}
        heads = set(arcs.values())
        kept = {key: head for key, head in arcs.items() if head in tails and key[0] in heads}
        if len(kept) == len(arcs):
            return arcs
        arcs = kept


ARCS = network()
LEAVING = defaultdict(list)
for _node, _action in ARCS:
    LEAVING[_node].append(_action)


def closed_walk(rng: Random) -> list[tuple[tuple[int, State], str]]:
    """A random walk until a Monday's state recurs, from there on."""
    node = rng.choice([node for node in LEAVING if node[0] == 0])
    walk: list[tuple[tuple[int, State], str]] = []
    mondays: dict[tuple[int, State], int] = {}
    while node not in mondays:
        mondays[node] = len(walk)
        for _ in range(7):
            action = rng.choice(LEAVING[node])
            walk.append((node, action))
            node = ARCS[node, action]
    return walk[mondays[node] :]


def circulation(flow: Counter[tuple[tuple[int, State], str]]) -> Circulation:
    number = {node: place for place, node in enumerate(LEAVING)}
    keys = list(ARCS)
    return Circulation(
        tail=np.array([number[node] for node, _ in keys]),
        head=np.array([number[ARCS[key]] for key in keys]),
        weekday=np.array([node[0] for node, _ in keys]),
        action=np.array([ACTIONS.index(action) for _, action in keys]),
        flow=np.array([flow[key] for key in keys]),
        paid_hours=np.array([0.0 if action == "OFF" else DUTY_HOURS for _, action in keys]),
        night=np.array([action == "night" for _, action in keys]),
    )


def random_circulation(seed: int, walks: int, lines: int) -> Circulation:
    """Some random closed walks, each walked by up to so many lines."""
    rng = Random(seed)
    flow: Counter[tuple[tuple[int, State], str]] = Counter()
    for _ in range(walks):
        copies = rng.randint(1, lines)
        for key in closed_walk(rng):
            flow[key] += copies
    return circulation(flow)


def duties(
    network: Circulation, arcs: np.ndarray, times: np.ndarray | int
) -> Counter[tuple[int, int]]:
    """Lines per weekday and action."""
    count: Counter[tuple[int, int]] = Counter()
    for weekday, action, n in np.broadcast(network.weekday[arcs], network.action[arcs], times):
        count[int(weekday), int(action)] += int(n)
    return +count


def hours(weekly: float, nights: float = np.inf) -> Any:
    """What a team may have of weeks, nights, worked weekends and hours, per agent and week."""
    return np.array([np.inf, nights, np.inf, weekly])


def contract(network: Circulation, slack_duties_per_week: float = 0.5) -> Any:
    """A weekly contract the group as a whole keeps, with some room [h]."""
    worked = (network.flow * (network.action > 0)).sum() / network.lines
    return hours(DUTY_HOURS * (worked + slack_duties_per_week))


def assert_closed_and_complete(network: Circulation, found: Split) -> None:
    for rotation in found.rotations:
        assert len(rotation) % 7 == 0
        assert np.array_equal(network.weekday[rotation], np.arange(len(rotation)) % 7)
        assert np.array_equal(network.head[rotation], np.roll(network.tail[rotation], -1))
    walked = duties(network, np.concatenate(found.rotations), 1)
    assert walked == duties(network, np.arange(len(network.flow)), network.flow)


@pytest.mark.slow
@examples(10)
@given(
    seed=st.integers(0, 10**6),
    walks=st.integers(1, 6),
    lines=st.integers(1, 6),
    rotation_weeks=st.integers(1, 13),
)
def test_rotations_are_closed_legal_and_keep_every_duty(
    seed: int, walks: int, lines: int, rotation_weeks: int
) -> None:
    network = random_circulation(seed, walks, lines)
    found = split(network, contract(network), rotation_weeks=rotation_weeks)
    assert_closed_and_complete(network, found)
    over = found.totals[3] > contract(network)[3] * found.totals[0] + 1e-6
    assert found.over_contract == tuple(np.flatnonzero(over))
    assert found.too_long == tuple(np.flatnonzero(found.totals[0] > 2 * rotation_weeks))


@pytest.mark.parametrize("seed", few(1, range(4)))
def test_a_mixed_group_is_split_fairly(seed: int) -> None:
    network = random_circulation(seed, walks=12, lines=10)
    found = split(network, contract(network))
    assert not found.over_contract
    assert not found.too_long
    assert found.night_spread <= 0.25 + 1e-6
    assert found.weekend_spread <= 0.1 + 1e-6


def test_same_input_same_teams() -> None:
    network = random_circulation(5, walks=4, lines=6)
    first, second = (split(network, contract(network)) for _ in range(2))
    assert len(first.rotations) == len(second.rotations)
    assert all(map(np.array_equal, first.rotations, second.rotations))


def weeks_of(*weeks: str) -> Circulation:
    """The circulation of one closed rotation given by letters, walked from a rested Monday."""
    words = {"-": "OFF", "E": "early", "N": "night"}
    actions = [words[letter] for week in weeks for letter in week]
    node = (0, (False, 2, False, 0, False))
    for _lap in range(3):
        flow: Counter[tuple[tuple[int, State], str]] = Counter()
        for action in actions:
            flow[node, action] += 1
            node = ARCS[node, action]
    return circulation(flow)


def with_flow(network: Circulation, flow: np.ndarray, arcs: Any = slice(None)) -> Circulation:
    """The same network, or these arcs of it, with another flow."""
    names = ("tail", "head", "weekday", "action", "paid_hours", "night")
    return Circulation(**{name: getattr(network, name)[arcs] for name in names}, flow=flow[arcs])


def test_components_join_where_one_alone_is_above_contract() -> None:
    heavy, light = weeks_of("EEEEE--"), weeks_of("NNN----")
    both = with_flow(heavy, 3 * heavy.flow + 3 * light.flow)
    assert len(list(euler_circuits(both))) == 2
    found = split(both, hours(32), rotation_weeks=4)
    assert not found.over_contract
    assert_closed_and_complete(both, found)


def test_without_the_unused_arcs_components_stay_apart_and_it_is_said() -> None:
    heavy, light = weeks_of("EEEEE--"), weeks_of("NNN----")
    used = np.flatnonzero(heavy.flow + light.flow)
    both = with_flow(heavy, heavy.flow + light.flow, used)
    found = split(both, hours(32))
    assert_closed_and_complete(both, found)
    assert len(found.over_contract) == 1


def test_a_flow_that_does_not_close_is_refused() -> None:
    network = weeks_of("EEEEE--")
    broken = network.flow.copy()
    broken[np.flatnonzero(broken)[0]] += 1
    with pytest.raises(ValueError, match="lines enter"):
        with_flow(network, broken)


def test_joining_and_cutting_are_each_others_reverse() -> None:
    one, other = np.arange(14), np.arange(100, 121)
    joined = spliced(one, 3, other, 10)
    inner, outer = pieces(joined, 3, 3 + len(other))
    assert np.array_equal(outer, one)
    assert np.array_equal(np.sort(inner), other)
    assert np.array_equal(inner, np.roll(other, -14))


def test_shuffling_keeps_the_walk_closed() -> None:
    network = random_circulation(1, walks=5, lines=5)
    for circuit in euler_circuits(network):
        mixed = shuffled(network, circuit, Random(0))
        assert np.array_equal(np.sort(mixed), np.sort(circuit))
        assert np.array_equal(network.head[mixed], np.roll(network.tail[mixed], -1))
        assert network.weekday[mixed[0]] == 0


@pytest.mark.parametrize("seed", few(1, [0, 1, 3]))
def test_no_team_is_above_a_contract_that_the_group_just_keeps(seed: int) -> None:
    network = random_circulation(seed, walks=6, lines=8)
    found = split(network, contract(network, slack_duties_per_week=0.0))
    assert not found.over_contract
    assert_closed_and_complete(network, found)


def test_a_team_has_the_weeks_that_whole_duties_fill() -> None:
    network = random_circulation(0, walks=1, lines=1)  # duties of 8 h

    def weeks(most: Any, rates: Any) -> int:
        return usable_weeks(network, most, rates, 8)

    full = [weeks(hours(h), hours(h)) for h in (40.0, 39.0, 38.5, 38.0, 37.25)]
    assert full == [8, 8, 16, 8, 14]
    assert weeks(hours(38.5), hours(38.0)) == 8
    assert weeks(hours(40.0, 1.2), hours(40.0, 1.2)) == 10
    assert weeks(hours(40.0, 1.2), hours(40.0, 1.125)) == 8


@pytest.mark.parametrize("seed", few(1, range(4)))
def test_teams_keep_a_cap_of_nights_that_the_group_just_keeps(seed: int) -> None:
    network = random_circulation(seed, walks=8, lines=8)
    nights = (network.flow * network.night).sum() / network.lines
    most = contract(network)
    most[NIGHTS] = nights + 0.2
    found = split(network, most)
    assert_closed_and_complete(network, found)
    above = found.totals[NIGHTS] > most[NIGHTS] * found.totals[WEEKS] + 1e-6
    assert sorted(found.over_contract) == np.flatnonzero(above).tolist() == []
