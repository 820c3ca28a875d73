"""Queues and skills: call by call as the slow simulator says, and by hand."""

import math
import random

import numpy as np
import pytest

from simulation import small_cases
from simulation.slowly import Slow, assert_call_by_call
from wfm.simulation.kernels.centre import Centre, Counted, Kind, Line, Named
from wfm.simulation.kernels.duties import NOBODY
from wfm.simulation.kernels.one_queue import answer
from wfm.simulation.kernels.served import (
    ABANDONED,
    ANSWERED,
    BLOCKED,
    CUT_OFF,
    WAITING,
    Calls,
    Served,
)
from wfm.simulation.kernels.skills import serve

ALWAYS = [(0.0, math.inf)]


def calls(
    arrival: list[float],
    handling: float = 100.0,
    patience: float = math.inf,
    line: list[int] | None = None,
) -> Calls:
    number = len(arrival)
    return Calls(
        np.array(arrival, dtype=float),
        np.array(line or [0] * number),
        np.full(number, handling),
        np.full(number, patience),
    )


def served(calls: Calls, centre: Centre, staff: Named | Counted, chance: float = 0.0) -> Served:
    return serve(calls, centre, staff, lambda: chance)


def test_300_random_cases_call_by_call() -> None:
    draw, seen, flowed = random.Random(3), 0, 0
    for _ in range(300):
        centre = small_cases.centre(draw)
        staff = small_cases.named(draw, len(centre.kinds))
        given = small_cases.calls(draw, len(centre.lines))
        found = served(given, centre, staff)
        slow = Slow(given, centre, staff).run()
        assert_call_by_call(found, slow)
        seen += len(slow.agent)
        flowed += any(any(line.delays) for line in centre.lines)
    assert seen > 8000
    assert flowed > 30


def test_one_queue_is_as_the_kernel_of_one_queue_has_it() -> None:
    draw = random.Random(4)
    for _ in range(100):
        staff, given = small_cases.named(draw, 1), small_cases.calls(draw, 1)
        _, agents, _ = answer(given.arrival, given.handling, given.patience, staff.windows)
        assert served(given, small_cases.one_queue(), staff).agent.tolist() == agents


def test_every_call_has_one_end() -> None:
    draw = random.Random(5)
    for _ in range(60):
        plain = small_cases.centre(draw)
        centre = Centre(plain.lines, plain.kinds, draw.choice([3.0, math.inf]), 0.5, 60.0, True)
        given = small_cases.calls(draw, len(centre.lines))
        found = serve(given, centre, small_cases.named(draw, len(centre.kinds)), draw.random)
        assert ((found.outcome == ANSWERED) == (found.agent != NOBODY)).all()
        assert (np.isfinite(found.wait) | (found.outcome == WAITING)).all()
        assert (found.wait >= 0).all()
        assert (found.wait[found.outcome == BLOCKED] == 0).all()
        once = (found.outcome == ABANDONED) & (found.tries == 1)
        assert found.wait[once] == pytest.approx(given.patience[once])


def test_pooled_agents_take_the_longest_waiting_of_all_queues() -> None:
    centre = Centre((Line((0,)), Line((0,))), (Kind(((0, 1),)),))
    found = served(calls([0, 10, 20], line=[0, 1, 0]), centre, Named([0], [ALWAYS]))
    assert found.wait.tolist() == [0, 90, 180]


def test_a_queue_of_a_higher_tier_goes_first() -> None:
    centre = Centre((Line((0,)), Line((0,))), (Kind(((1,), (0,))),))
    found = served(calls([0, 10, 20], line=[0, 0, 1]), centre, Named([0], [ALWAYS]))
    assert found.wait.tolist() == [0, 190, 80]


def test_a_call_flows_over_after_its_delay_to_those_who_are_free() -> None:
    centre = Centre(
        (Line((0, 1), delays=(0.0, 30.0)), Line((1,))), (Kind(((0,),)), Kind(((1, 0),)))
    )
    staff = Named([0, 1], [ALWAYS, ALWAYS])
    found = served(calls([0, 10]), centre, staff)
    assert (found.wait.tolist(), found.agent.tolist()) == ([0, 30], [0, 1])
    # Who falls free before the delay leaves it alone.
    found = served(calls([0, 0, 110], line=[0, 1, 0], handling=120), centre, staff)
    assert (found.wait.tolist(), found.agent.tolist()) == ([0, 0, 10], [0, 1, 0])


def test_the_first_kind_the_longest_free_or_any() -> None:
    kinds = (Kind(((0, 1),)), Kind(((0, 1),)))
    given = calls([0, 5, 200], handling=10)
    for choice, agents in (("first", [0, 1, 0]), ("random", [1, 0, 1])):
        centre = Centre((Line((0, 1), choice), Line((0, 1))), kinds)  # type: ignore[arg-type]
        found = served(given, centre, Named([0, 1], [ALWAYS, ALWAYS]), chance=0.99)
        assert found.agent.tolist() == agents
    centre = Centre((Line((0, 1), "longest"), Line((1,))), kinds)
    given = calls([0, 5, 200], handling=10, line=[0, 1, 0])
    found = served(given, centre, Named([0, 1], [ALWAYS, ALWAYS]))
    assert found.agent.tolist() == [0, 1, 0]


def test_a_call_more_than_there_are_trunks_is_blocked() -> None:
    centre = Centre((Line((0,)),), (Kind(((0,),)),), trunks=2)
    found = served(calls([0, 10, 20, 150]), centre, Named([0], [ALWAYS]))
    assert found.outcome.tolist() == [ANSWERED, ANSWERED, BLOCKED, ANSWERED]


def test_who_calls_again_keeps_patience_and_waits_add_up() -> None:
    centre = Centre((Line((0,)),), (Kind(((0,),)),), retries=0.5, retry_after=60.0)
    given = calls([0, 10], patience=30)
    found = served(given, centre, Named([0], [ALWAYS]))
    assert (found.tries.tolist(), found.wait.tolist()) == ([1, 2], [0, 30])
    found = served(given, centre, Named([0], [ALWAYS]), chance=0.5)
    assert (found.tries.tolist(), found.outcome.tolist()) == ([1, 1], [ANSWERED, ABANDONED])


def test_when_the_last_has_gone_those_who_wait_are_cut_off() -> None:
    centre = Centre((Line((0,)),), (Kind(((0,),)),), closes=True)
    found = served(calls([0, 10]), centre, Named([0], [[(0.0, 60.0)]]))
    assert (found.outcome.tolist(), found.wait.tolist()) == ([ANSWERED, CUT_OFF], [0, 50])


def test_of_agents_who_are_counted_the_free_go_first() -> None:
    centre = Centre((Line((0,)),), (Kind(((0,),)),))
    staff = Counted([0.0, 50.0, 400.0], [[2, 1, 2]])
    # One talks and one is free: the free one goes, and the other goes on taking calls.
    found = served(calls([0, 60, 70]), centre, staff)
    assert found.wait.tolist() == [0, 40, 130]
    # Both talk: who ends first goes.
    found = served(calls([0, 10, 60]), centre, staff)
    assert found.wait.tolist() == [0, 0, 50]
