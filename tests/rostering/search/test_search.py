"""What the clock and Ctrl-C may do to a search, and what is said of it."""

import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
import pytest

from rostering.plans import FULL_TIME, PART_TIME, block, day_group, double_peak, plan, requirement
from wfm.errors import UndecidedError
from wfm.rostering import Progress, check, roster, summary
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search
from wfm.rostering.teams import lines
from wfm.rostering.training import sessions
from wfm.solver import Interrupted, Limits, Outcome, Solver, Status, listening
from wfm.work.plan import Activity
from wfm.work.week import Week

TWO = plan(group=[FULL_TIME, PART_TIME])


def test_no_time_is_no_time() -> None:
    with pytest.raises(UndecidedError, match="time limit"):
        roster(requirement(double_peak(6)), time_limit=0)


def test_a_linear_program_without_time_is_undecided_and_says_why() -> None:
    outcome = Solver(program(TWO, Week(double_peak(20), 30)).model).relax(seconds=0.0)
    assert outcome.status == Status.UNDECIDED
    assert outcome.out_of_time


def test_a_search_that_ends_by_its_gap_repeats() -> None:
    found = search(program(TWO, Week(double_peak(8), 30)), seconds=100, gap=0.3)
    assert (found.ended, found.repeats) == ("within gap", True)


@pytest.mark.slow
def test_a_search_that_the_clock_ends_says_that_another_may_differ() -> None:
    built = program(TWO, Week(double_peak(8), 30))
    told: list[Progress] = []

    def until_first(progress: Progress) -> bool:
        told.append(progress)
        return progress.agents is not None

    found = search(built, seconds=100, gap=0.0, progress=until_first)
    assert (found.ended, found.repeats) == ("interrupted", False)
    result = roster(requirement(block(8, 16, 5)), plan(group=[day_group()], rules={}))
    assert result.repeats
    assert "may differ" not in "".join(summary(result))
    proved = "proved optimal; another run may find a different one of the same cost"
    assert proved in summary(replace(result, repeats=False))[1]
    late = replace(result, repeats=False, status="time limit")
    assert "when time ran out: another run may differ" in summary(late)[1]


@pytest.mark.slow
def test_a_part_that_ran_out_of_time_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Solver._outcome

    def late(*args: Any, **keys: Any) -> Outcome:
        return replace(outcome(*args, **keys), out_of_time=True)

    monkeypatch.setattr(Solver, "_outcome", late)
    found = search(program(TWO, Week(double_peak(8), 30)), seconds=100, gap=0.3)
    assert (found.ended, found.repeats) == ("within gap", False)


def test_training_looks_for_better_places_only_while_there_is_time() -> None:
    # Every line takes its place in turn in any case; only the search for more takes time.
    training = Activity("coaching", 60, per_line=2)
    days = replace(plan(group=[day_group()]), activities=(training,))
    room = np.zeros(336, dtype=np.int64)
    assert sessions(days, [], room, 30, seconds=0.0) == ([], {"coaching": 0})


@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, True])
def test_ctrl_c_does_not_wait_for_the_end_of_a_solve(
    monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    # The linear program of 15 minutes with breaks takes long, all of it inside the solver.
    breaks = [{"minutes": 15, "from_hours": 1, "to_hours": 2.5}]
    group = {**FULL_TIME, "breaks": breaks}
    built = program(plan(group=[group, PART_TIME]), Week(double_peak(300, step=15), 15))
    solver, run = Solver(built.model), listening.run

    def pressed(highs: Any, stops: Callable[[int, Any], bool]) -> bool:
        threading.Timer(0.05, signal.raise_signal, [signal.SIGINT]).start()
        return run(highs, stops)

    monkeypatch.setattr(listening, "run", pressed)
    with pytest.raises(KeyboardInterrupt):
        solver.search(Limits(seconds=60)) if whole else solver.relax(seconds=60)
    assert solver._highs.getModelStatus() == highspy.HighsModelStatus.kInterrupt


def test_ctrl_c_while_teams_are_made_keeps_the_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    teams = lines.teams
    pressed: list[bool] = []

    def once(*args: Any) -> list[lines.Team]:
        if not pressed:
            pressed.append(True)
            raise KeyboardInterrupt
        return teams(*args)

    monkeypatch.setattr(lines, "teams", once)
    wanted, days = requirement(block(8, 16, 5)), plan(group=[day_group()], rules={})
    result = roster(wanted, days)
    assert result.status == "interrupted"
    assert not len(check(result.table, wanted, days).violations)


def test_ctrl_c_keeps_what_the_solve_that_it_ends_has_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # One start per shift: the whole program is searched at once, and that finds the first roster.
    search = Solver.search

    def pressed(self: Solver, *limits: Limits, **options: Any) -> Outcome:
        outcome = search(self, *limits, **options)
        if options.get("integer") is None:
            raise Interrupted(outcome)
        return outcome

    monkeypatch.setattr(Solver, "search", pressed)
    wanted, days = requirement(block(8, 12, 5)), plan(group=[day_group()], rules={})
    result = roster(wanted, days)
    assert result.status == "interrupted"
    assert not len(check(result.table, wanted, days).violations)
