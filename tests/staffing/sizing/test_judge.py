"""Agent counts compared with every target."""

import numpy as np
import pytest

from wfm.staffing.bindings import ABANDONMENT, ASA, MINIMUM, OCCUPANCY, SERVICE_LEVEL
from wfm.staffing.models.erlang_c import ErlangC
from wfm.staffing.models.patience import Patience
from wfm.staffing.sizing.demand import Demand
from wfm.staffing.sizing.judge import first_target, judge_of
from wfm.staffing.targets import ServiceTarget

ONE = Demand(np.array([10.0]), np.array([180.0]), np.zeros(1))
ROW = np.array([0])


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (ServiceTarget(), SERVICE_LEVEL),
        (ServiceTarget(None, 20, 5), ASA),
        (ServiceTarget(None, 20, None, 0.9), OCCUPANCY),
        (ServiceTarget(None, 20, None, 1, 0.1), ABANDONMENT),
    ],
)
def test_nobody_at_all_would_miss_the_first_target(target: ServiceTarget, code: int) -> None:
    assert first_target(target) == code


@pytest.mark.parametrize(
    ("agents", "met", "binding"),
    [(14.0, True, MINIMUM), (13.0, False, SERVICE_LEVEL), (10.0, False, SERVICE_LEVEL)],
)
def test_the_verdict_of_the_published_example(agents: float, met: bool, binding: int) -> None:
    """100 calls of three minutes in half an hour take 14 agents for 80 % within 20 seconds."""
    verdict = judge_of(ONE, ServiceTarget(), ErlangC(20.0))(np.array([agents]), ROW)
    assert (bool(verdict.met[0]), int(verdict.binding[0])) == (met, binding)
    assert bool(verdict.distance[0] >= 0) is met


def test_of_two_targets_missed_the_first_is_named() -> None:
    both = ServiceTarget(0.99, 20, 1.0, 0.5)
    verdict = judge_of(ONE, both, ErlangC(20.0))(np.array([12.0, 19.0]), np.array([0, 0]))
    assert verdict.binding.tolist() == [SERVICE_LEVEL, OCCUPANCY]


def test_too_few_agents_are_as_far_away_as_can_be() -> None:
    verdict = judge_of(ONE, ServiceTarget(), ErlangC(20.0))(np.array([9.0]), ROW)
    assert not verdict.met[0]
    assert verdict.distance[0] == -700


def test_more_agents_are_never_further_away() -> None:
    judge = judge_of(ONE, ServiceTarget(max_abandonment=0.02), Patience(20.0, 60.0))
    agents = np.arange(1.0, 25.0)
    verdict = judge(agents, np.zeros(agents.size, dtype=np.intp))
    assert (np.diff(verdict.distance) >= -1e-9).all()
    assert (np.diff(verdict.met.astype(int)) >= 0).all()
