"""Skills where callers only wait: call by call as the slow simulator says."""

import random
from dataclasses import replace

import numpy as np
import pytest

from simulation import small_cases
from simulation.slowly import Slow, assert_call_by_call
from wfm.simulation.kernels.by_kind import may_serve, serve_by_kind
from wfm.simulation.kernels.centre import Centre, Kind, Line
from wfm.simulation.kernels.served import ABANDONED, ANSWERED, WAITING


def test_300_random_cases_call_by_call() -> None:
    draw, seen, waited, longest = random.Random(7), 0, 0, 0
    for _ in range(300):
        any_centre = small_cases.centre(draw)
        centre = replace(
            any_centre,
            lines=tuple(replace(line, delays=()) for line in any_centre.lines),
            kinds=tuple(replace(kind, paces=()) for kind in any_centre.kinds),
        )
        assert may_serve(centre)
        staff = small_cases.named(draw, len(centre.kinds))
        calls = small_cases.calls(draw, len(centre.lines))
        found = serve_by_kind(calls, centre, staff)
        slow = Slow(calls, centre, staff).run()
        assert_call_by_call(found, slow)
        missed = found.outcome != ANSWERED
        assert (found.outcome[missed & (calls.patience < np.inf)] == ABANDONED).all()
        assert (found.outcome[missed & (calls.patience == np.inf)] == WAITING).all()
        seen += len(slow.agent)
        waited += int((found.wait > 0.0).sum())
        longest += any(line.choice == "longest" for line in centre.lines)
    assert seen > 8000
    assert waited > 4000
    assert longest > 100


@pytest.mark.parametrize(
    "centre",
    [
        Centre((Line((0, 1), delays=(0.0, 30.0)),), (Kind(((0,),)), Kind(((0,),)))),
        Centre((Line((0,), "random"),), (Kind(((0,),)),)),
        Centre((Line((0,), trunks=3),), (Kind(((0,),)),)),
        Centre((Line((0,)),), (Kind(((0,),), (0.5,)),)),
        Centre((Line((0,)),), (Kind(((0,),)),), retries=0.5),
        Centre((Line((0,)),), (Kind(((0,),)),), closes=True),
    ],
)
def test_what_else_callers_do_is_left_to_the_kernel_of_events(centre: Centre) -> None:
    assert not may_serve(centre)
