"""A first roster of given agents, found by duties that miss fewer and fewer of them."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rostering.plans import PART_TIME, block, plan
from wfm.errors import UndecidedError
from wfm.rostering.comfortable.aims import AIMS, aimed, nearly_steady
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.given import Given
from wfm.rostering.search.search import search
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Outcome, Status, Values
from wfm.work.week import Week

EARLY = {"name": "early", "starts": "06:00-08:00"}
FULL_TIME = {"name": "full_time", "presence_hours": 8, "shift": [EARLY]}
NEED = block(6, 14, 2) + block(8, 12, 1)


def steady(full_time: int, part_time: int) -> Program:
    """State a program of so many agents whose starts seldom move in a stint."""
    made = plan(rules={"days_on": [2, 5]}, group=[FULL_TIME, PART_TIME])
    agents = (full_time, part_time)
    groups = [replace(g, agents=(n, n)) for g, n in zip(made.groups, agents, strict=True)]
    made = aimed(replace(made, groups=tuple(groups)), nearly_steady(AIMS[:1], 1.0), {})
    return program(made, Week(NEED, 30))


def test_as_many_agents_as_there_are_cover_the_week_with_one_start_a_stint() -> None:
    built = steady(3, 2)
    found = search(built, seconds=30, gap=0.002, given=Given(whole=False, missing=True))
    assert not found.columns[built.missing].any()
    assert [found.columns[group.agents] for group in built.groups] == [3, 2]
    assert not found.columns[built.wished].any()


@pytest.mark.slow
def test_what_is_proved_to_miss_agents_is_not_looked_at_any_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[tuple[bool, bool]] = []
    search_in_time = Workbench.search

    def searched(bench: Workbench, lower: Values, upper: Values, *given: Any, **keys: Any) -> Any:
        if "costs" not in keys or len(ended) > 1:
            return search_in_time(bench, lower, upper, *given, **keys)
        dear = upper[np.array(bench.program.wished, dtype=int)].any()
        ended.append((bool(dear), keys["improved"](9.0, 0.6)))
        return Outcome(Status.UNDECIDED, None, np.inf, 0.6)

    monkeypatch.setattr(Workbench, "search", searched)
    with suppress(UndecidedError):
        search(steady(3, 2), seconds=60, gap=0.002, given=Given(whole=False, missing=True))
    # With days that are dear the bound is one of their price as well.
    assert ended == [(False, True), (True, False)]


def test_too_few_agents_have_no_roster() -> None:
    built = steady(1, 1)
    with pytest.raises(Exception, match="no roster"):
        search(built, seconds=5, gap=0.002, given=Given(whole=False, missing=True))
    assert np.isinf(built.elastic_upper[built.missing]).all()
