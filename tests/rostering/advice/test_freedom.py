"""Which plan allows whatever another one does."""

from dataclasses import replace
from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.rostering.advice.freedom import frees


def made(rules: dict[str, Any] | None = None, starts: Any = "08:00-09:00", **keys: Any) -> Any:
    group = day_group(shift=[{"name": "day", "starts": starts}], **keys)
    return plan(rules={"days_on": [2, 5]} if rules is None else rules, group=[group])


BASE = made(min_agents=2, max_agents=9)


@pytest.mark.parametrize(
    ("other", "freer"),
    [
        pytest.param(BASE, True, id="the same"),
        pytest.param(
            made({"days_on": [1, 6]}, min_agents=2, max_agents=9), True, id="a looser rule"
        ),
        pytest.param(made({}, min_agents=2, max_agents=9), True, id="no rule"),
        pytest.param(
            made({"days_on": [3, 5]}, min_agents=2, max_agents=9), False, id="a stricter rule"
        ),
        pytest.param(
            made(starts="08:00-10:00", min_agents=2, max_agents=9), True, id="more starts"
        ),
        pytest.param(made(starts=["08:00"], min_agents=2, max_agents=9), False, id="fewer starts"),
        pytest.param(made(min_agents=1, max_agents=12), True, id="more and fewer agents"),
        pytest.param(made(min_agents=2, max_agents=8), False, id="fewer agents at most"),
        pytest.param(made(min_agents=2, max_agents=9, cost_per_hour=0.9), True, id="lower pay"),
        pytest.param(made(min_agents=2, max_agents=9, cost_per_hour=1.1), False, id="higher pay"),
        pytest.param(
            made(min_agents=2, max_agents=9, weekend_premium=0.1), False, id="dearer weekends"
        ),
    ],
)
def test_what_gives_freedom_is_known(other: Any, freer: bool) -> None:
    assert frees(BASE, other, 30, same_need=True) is freer


def test_exact_coverage_is_never_freer() -> None:
    assert not frees(BASE, replace(BASE, coverage="exact"), 30, same_need=True)
    assert frees(replace(BASE, coverage="exact"), BASE, 30, same_need=True)


def test_a_smaller_need_frees_unless_there_is_a_cap_above_it() -> None:
    assert frees(BASE, BASE, 30, same_need=False)
    capped = replace(BASE, max_over=3)
    assert frees(capped, capped, 30, same_need=True)
    assert not frees(capped, capped, 30, same_need=False)
    assert not frees(BASE, capped, 30, same_need=True)
    assert frees(capped, BASE, 30, same_need=True)


def test_cheaper_weekends_give_freedom() -> None:
    dear = made(min_agents=2, max_agents=9, weekend_premium=0.3)
    assert frees(dear, made(min_agents=2, max_agents=9, weekend_premium=0.1), 30, same_need=True)
