"""Look for a roster; where the networks read the rules too strictly, look again exactly.

See `wfm.rostering.program.strictness` for the ways to read the rules, and what each proves.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.program.program import Program, program
from wfm.rostering.program.strictness import is_exact, read_as
from wfm.rostering.program.whole_duties import with_usable_contracts
from wfm.rostering.search.best import Progress
from wfm.rostering.search.search import Found, impossible, possible
from wfm.rostering.ways_out import contradictions
from wfm.solver import Solver, clock
from wfm.work.opening import closed_hours
from wfm.work.plan import Plan, Reading
from wfm.work.week import Week

# Share of the time after which a roster with nobody there while the site is closed is given up.
_PATIENCE = 0.5
# Share of the time for saying which rules contradict each other.
_CONTRADICTION_SHARE = 0.25
# Fewer missing agents than these are as many [agents times slots].
_TINY = 0.01


def contradiction(built: Program) -> str | None:
    """Say which rules contradict each other, however they are read.

    None also where a good part of the time is not enough to say so, and where a group follows
    patterns: what they break is said before.
    """
    if built.plan.has_patterns:
        return None
    try:
        with deadline.within(_CONTRADICTION_SHARE * deadline.left()):
            clash = contradictions.contradiction(built)
            if clash and not is_exact(built.plan, built.week.step):
                return contradictions.contradiction(
                    program(read_as(built.plan, "open"), built.week)
                )
            return clash
    except OutOfTimeError:
        return None


def nobody_while_closed(
    plan: Plan,
    week: Week,
    until: float,
    elastic: bool,
    look: Callable[..., Found],
    progress: Callable[[Progress], object] | None,
) -> tuple[tuple[Program, Found] | None, bool]:
    """Look for a roster with nobody on duty while the site is closed, where the plan asks for it.

    None where there is no such roster, where none is found in a good part of the time, or where
    it would miss more agents than another one. Beside it, whether the clock ended the search.
    """
    if plan.closed != "never" or not closed_hours(week).any():
        return None, False
    built = program(plan, week)
    if elastic:
        least = program(replace(plan, closed="least"), week)
        if _least_short(least, until - clock()) < _least_short(built, until - clock()) - _TINY:
            return None, False
    elif contradiction(built):
        return None, False
    began, gave_up = clock(), False

    def going(told: Progress) -> object:
        nonlocal gave_up
        late = clock() - began > _PATIENCE * (until - began)
        gave_up = told.agents is None and late
        return gave_up or (progress is not None and progress(told))

    try:
        return looked_for(built, until, elastic, partial(look, progress=going)), False
    except InfeasibleError:
        return None, False
    except KeyboardInterrupt:
        if gave_up:
            return None, True
        raise


def looked_for(
    built: Program,
    until: float,
    elastic: bool,
    look: Callable[..., Found],
) -> tuple[Program, Found]:
    """Look for a roster; where the networks read the rules too strictly, look again exactly.

    Raises
    ------
    InfeasibleError
        If there is none however the rules are read.
    """
    try:
        stated, found = _in_whole_duties(built, until, elastic, look) or (
            built,
            look(built, seconds=until - clock()),
        )
    except InfeasibleError:
        if is_exact(built.plan, built.week.step):
            raise
        wider = _stated(built, "open", until)
        if not elastic and impossible(wider, seconds=until - clock()):
            raise
        exact = _stated(built, "exact", until)
        return exact, look(exact, seconds=until - clock())
    short = _short(stated, found)
    if not short or found.ended == "interrupted" or is_exact(built.plan, built.week.step):
        return stated, found
    with suppress(InfeasibleError, UndecidedError):
        wider = _stated(built, "open", until)
        if _least_short(wider, until - clock()) < _least_short(built, until - clock()) - _TINY:
            exact = _stated(built, "exact", until)
            other = look(exact, seconds=until - clock())
            if _short(exact, other) < short:
                return exact, other
    return stated, found


def _stated(built: Program, reading: Reading, until: float) -> Program:
    """State the program of another reading, which may take long, as long as there is time."""
    with deadline.within(until - clock()):
        deadline.check()
        made = program(read_as(built.plan, reading), built.week)
        deadline.check()
    return made


def _short(program: Program, found: Found) -> int:
    """Count the slots for which agents are missing, or too many, each for each agent."""
    return int(found.columns[program.missing].sum())


def _least_short(program: Program, seconds: float) -> float:
    """Count them in the linear program; infinite where time [s] is out."""
    outcome = Solver(program.model).relax(upper=program.elastic_upper, seconds=seconds)
    values = outcome.values
    return np.inf if values is None else float(values[program.missing].sum())


def _in_whole_duties(
    built: Program,
    until: float,
    elastic: bool,
    look: Callable[..., Found],
) -> tuple[Program, Found] | None:
    """Look for a roster whose contracts are filled only as far as teams of whole duties can.

    Where that proves that there is none, or the number of agents leaves no room for it, the
    program as it is has the last word: None.
    """
    plan = with_usable_contracts(built.plan)
    as_many_as_needed = all(group.agents[1] is None for group in plan.groups)
    if plan == built.plan or (elastic and not as_many_as_needed):
        return None
    stated = program(plan, built.week)
    if as_many_as_needed:
        with suppress(InfeasibleError):
            return stated, look(stated, seconds=until - clock())
    elif possible(stated, seconds=(until - clock()) / 4):
        with suppress(InfeasibleError, UndecidedError):
            return stated, look(stated, seconds=(until - clock()) / 2)
    return None
