"""Pooling queues, and the bound for agents with several skills."""

import numpy as np
import pytest
from numpy.typing import NDArray

from staffing.asking import agents_for_service_level
from wfm.errors import OptionError
from wfm.staffing.demand.pooling import check_skills, read_groups, skill_bound

LOADS = {"a": 10.0, "b": 6.0, "c": 3.0}


def required(names: frozenset[str] | set[str]) -> NDArray[np.float64]:
    return np.array([float(agents_for_service_level(sum(LOADS[n] for n in names), 0.8, 20, 180))])


def bound(*kinds: str) -> float:
    return float(skill_bound(required, list(LOADS), [frozenset(k.split("+")) for k in kinds])[0])


def test_one_skill_each_is_separate_queues() -> None:
    assert bound("a", "b", "c") == sum(float(required({name})[0]) for name in LOADS)


def test_all_skills_are_one_pool() -> None:
    assert bound("a+b+c") == float(required({"a", "b", "c"})[0])
    assert bound("a", "b", "c", "a+b+c") == float(required({"a", "b", "c"})[0])


def test_a_flexible_agent_counts_once() -> None:
    """A peer counts an agent of two skills fully in both; then 11 + 11 agents were 22 twice."""
    chain = bound("a+b", "b+c")
    assert chain >= float(required({"a", "b", "c"})[0])
    assert chain >= float((required({"a"}) + required({"c"}))[0])
    assert chain <= bound("a", "b", "c")


def test_more_skills_never_need_more() -> None:
    assert bound("a+b+c") <= bound("a+b", "b+c") <= bound("a+b", "c") <= bound("a", "b", "c")


def test_reading() -> None:
    queues = list(LOADS)
    assert read_groups("a+b, c", queues, "pool") == [("a", "b"), ("c",)]
    assert read_groups(True, queues, "pool") == [("a", "b", "c")]
    assert read_groups("all", queues, "pool") == [("a", "b", "c")]
    assert read_groups(None, queues, "pool") == []
    with pytest.raises(OptionError, match="'d' is not a queue"):
        read_groups("a+d", queues, "pool")
    with pytest.raises(OptionError, match="nobody serves 'c'"):
        check_skills([("a", "b")], queues)
    with pytest.raises(OptionError, match="at most 8"):
        check_skills([], [str(i) for i in range(9)])
