"""The time limit holds however deep the work is, and what is said where it leaves no roster."""

import math
import re
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rostering.plans import FULL_TIME, PART_TIME, day_group, double_peak, plan, requirement
from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import UndecidedError
from wfm.rostering import check, roster
from wfm.rostering.program.network import average_hours, network
from wfm.rostering.program.program import program
from wfm.rostering.search import tidying
from wfm.rostering.search.search import search
from wfm.rostering.search.spread_breaks import evened
from wfm.rostering.teams.lines import teams
from wfm.solver import Model, Solver, Status
from wfm.work.week import Week

TWO = plan(group=[FULL_TIME, PART_TIME])


DAYS = plan(group=[day_group()], rules={})


# Its network alone takes many times as long as a test may.
ENDLESS: dict[str, Any] = {
    "days_on": [1, 9],
    "days_off": [1, 6],
    "nights_on": [1, 5],
    "weekends_on": 5,
    "free_weekends": [3, 8],
    "min_rest_hours": 11,
    "hours_per_week": 48,
}


def test_blocks_end_with_the_first_of_them() -> None:
    assert deadline.left() == math.inf
    with deadline.within(60), deadline.within(600):
        assert 0 < deadline.left() <= 60
        with deadline.within(-1):
            assert deadline.over()
            with pytest.raises(OutOfTimeError, match="time limit"):
                deadline.check()
            with deadline.regardless():
                deadline.check()
        deadline.check()
    assert not deadline.over()


def test_whatever_takes_long_gives_up() -> None:
    built, group = program(TWO, Week(double_peak(20), 30)), TWO.groups[0]
    bands = TWO.bands(group, 30)
    net, values = network(group.rules, bands), np.zeros(len(built.model.names))
    works: list[Callable[[], object]] = [
        lambda: network(group.rules, bands),
        lambda: average_hours(net, [480] * len(bands)),
        lambda: program(TWO, Week(double_peak(20), 30)),
        lambda: Model().row([]),
        lambda: Solver(built.model),
        lambda: evened(built, values, seconds=60),
    ]
    for work in works:
        with deadline.within(0), pytest.raises(OutOfTimeError):
            work()


def test_a_solve_ends_with_the_block_around_it() -> None:
    solver = Solver(program(TWO, Week(double_peak(20), 30)).model)
    with deadline.within(0):
        outcome = solver.relax()
    assert (outcome.status, outcome.out_of_time) == (Status.UNDECIDED, True)
    assert solver.relax().status == Status.OPTIMAL


def test_a_network_without_end_ends_with_the_time_limit() -> None:
    endless = plan(group=[FULL_TIME], rules=ENDLESS)
    began = time.process_time()
    with pytest.raises(UndecidedError, match="raise --time-limit; suspected: ") as raised:
        roster(requirement(double_peak(20)), endless, time_limit=1.0)
    assert time.process_time() - began < 3
    named = re.findall("suspected: ([a-z_]+)", str(raised.value))
    assert set(named) <= set(ENDLESS)


def test_a_roster_is_kept_though_nothing_is_left_for_its_tidying(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_: Any, **__: Any) -> None:
        raise OutOfTimeError

    for name in ("fewer_starts", "evened"):
        monkeypatch.setattr(tidying, name, late)
    wanted = requirement(double_peak(4))
    result = roster(wanted, plan(), gap=0.4)
    assert not result.repeats
    assert not len(check(result.table, wanted, plan()).violations)


@pytest.mark.slow
def test_teams_are_made_however_late_it_is() -> None:
    built = program(TWO, Week(double_peak(8), 30))
    columns = search(built, seconds=60, gap=0.4).columns
    with deadline.within(0):
        made = teams(built, columns, 8)
    agents = sum(int(columns[group.agents]) for group in built.groups)
    assert sum(team.size for team in made) == agents
    duties = sum(cell is not None for team in made for cell in team.days)
    assert duties == sum(columns[c] for group in built.groups for c in group.duties.values())
