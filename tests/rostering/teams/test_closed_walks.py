"""Closed walks: found, joined and cut."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from wfm.rostering.teams.closed_walks import (
    HOURS,
    NIGHTS,
    WEEKENDS,
    WEEKS,
    Circulation,
    euler_circuits,
    from_monday,
    pieces,
    shuffled,
    spliced,
)


def circulation(*lines: str) -> Circulation:
    """A network without states: a node a weekday, an arc for each letter that is taken."""
    flow = Counter((day % 7, letter) for line in lines for day, letter in enumerate(line))
    keys = sorted(flow)
    return Circulation(
        tail=np.array([day for day, _ in keys]),
        head=np.array([(day + 1) % 7 for day, _ in keys]),
        weekday=np.array([day for day, _ in keys]),
        action=np.array(["-DN".index(letter) for _, letter in keys]),
        flow=np.array([flow[key] for key in keys]),
        paid_hours=np.array([0.0 if letter == "-" else 8.0 for _, letter in keys]),
        night=np.array([letter == "N" for _, letter in keys]),
    )


def arcs(network: Circulation, letters: str) -> np.ndarray:
    keys = list(zip(network.weekday, network.action, strict=True))
    return np.array([keys.index((n % 7, "-DN".index(c))) for n, c in enumerate(letters)])


TWO = circulation("DDDDD--", "NN--DDD")


def test_lines_that_enter_a_node_leave_it() -> None:
    assert TWO.lines == 2
    with pytest.raises(ValueError, match=r"node \d: \d lines enter, \d leave"):
        Circulation(
            TWO.tail, TWO.head, TWO.weekday, TWO.action, TWO.flow + (np.arange(len(TWO.flow)) == 0),
            TWO.paid_hours, TWO.night,
        )  # fmt: skip


def test_totals_of_a_rotation() -> None:
    totals = TWO.totals(arcs(TWO, "DDDDD--NN--DDD"))
    assert totals[[WEEKS, NIGHTS, WEEKENDS, HOURS]].tolist() == [2, 2, 1, 80]


def test_differences_of_running_totals_are_those_of_the_days_between() -> None:
    rotation = arcs(TWO, "DDDDD--NN--DDD")
    running = TWO.running_totals(rotation)
    inner, outer = pieces(rotation, 0, 7)
    np.testing.assert_allclose(running[:, 7] - running[:, 0], TWO.totals(inner))
    np.testing.assert_allclose(TWO.totals(inner) + TWO.totals(outer), TWO.totals(rotation))


@pytest.mark.parametrize("seed", range(5))
def test_a_circuit_takes_each_arc_as_often_as_its_flow_says(seed: int) -> None:
    rng = Random(seed)
    lines = ["".join(rng.choice("D-N") for _ in range(7)) for _ in range(6)]
    network = circulation(*lines)
    (circuit,) = euler_circuits(network)
    assert np.bincount(circuit, minlength=len(network.flow)).tolist() == network.flow.tolist()
    assert (network.head[circuit] == network.tail[np.roll(circuit, -1)]).all()
    again = shuffled(network, circuit, rng)
    assert sorted(again) == sorted(circuit)
    assert (network.head[again] == network.tail[np.roll(again, -1)]).all()
    assert network.weekday[again[0]] == 0


def test_a_walk_may_be_inserted_and_cut_out_again() -> None:
    one, other = arcs(TWO, "DDDDD--"), arcs(TWO, "NN--DDD")
    joined = spliced(one, 3, other, 3)
    inner, outer = pieces(joined, 3, 10)
    assert sorted(inner) == sorted(other)
    assert outer.tolist() == one.tolist()
    assert inner.tolist() == other.tolist()


def test_a_walk_begins_on_monday() -> None:
    assert from_monday(np.arange(10, 17), 0).tolist() == list(range(10, 17))
    assert from_monday(np.arange(10, 17), 5).tolist() == [12, 13, 14, 15, 16, 10, 11]


def test_a_rotation_is_not_cut_within_a_weekend() -> None:
    assert TWO.seams.tolist() == [0, 1, 2, 3, 4, 5]


def test_actions_that_the_network_does_not_hold_are_not_walked() -> None:
    days = arcs(TWO, "DDDDD--")
    assert TWO.walked(days, 0) is not None
    assert TWO.taken([0] * 7, 0) is None
