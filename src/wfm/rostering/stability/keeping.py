"""A roster that changes as little of an old one as its cost allows.

The cheapest roster is known by then. Where the old one covers the week for little enough as it is,
nothing changes. Otherwise a program chooses which old teams stay, each with as few other duties as
can be, and what is left to new teams; those are rostered as always. Each roster is judged.
"""

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from wfm import deadline, interrupts
from wfm.deadline import OutOfTimeError
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.bounds import cost_step
from wfm.rostering.difference import Difference, difference
from wfm.rostering.fairness.balance import scheduled
from wfm.rostering.finishing import judged_roster
from wfm.rostering.job import Job
from wfm.rostering.judge.roster import judge
from wfm.rostering.program.program import Program, program
from wfm.rostering.results import Changes, Roster
from wfm.rostering.search.best import Progress
from wfm.rostering.search.search import Found, search
from wfm.rostering.stability.choosing import COST_SHARE, Choice, Choosing
from wfm.rostering.stability.detours import Base, Detour, Walker
from wfm.rostering.stability.old_teams import judged_lines, lines_of, old_teams
from wfm.rostering.strategy import looked_for
from wfm.rostering.teams import lines
from wfm.rostering.teams.lines import Team
from wfm.solver import clock
from wfm.solver.growing import Effort
from wfm.work.plan import Group

log = logging.getLogger(__name__)

# Most rounds in which old teams are walked anew, and share of the time for them.
_ROUNDS, _WALKING_SHARE = 200, 0.25
# Nodes and questions of the search for whole teams.
_EFFORT = Effort(nodes=2_000, calls=20_000)
# Share of the time left for it.
_CHOOSING_SHARE = 0.5
# So often it is chosen anew with less to spend, where new teams cost more than was thought.
_TRIES = 4
# Fewer agents in new teams are none, it is tried first.
_FEW_NEW = 0.5
# Shares of the old teams that are tried as they are.
_PARTS = (1.0, 0.8, 0.6, 0.4, 0.2)
# Names of so many digits are no numbers of teams.
_LONG_NAME = 9
_TINY = 1e-6
# What a walk is worth at least that the linear program lacks.
_LACKED = 1e-4


def least_changed(job: Job, least: Roster, share: float) -> Roster:
    """Look for the roster that changes least of the one to begin with.

    Parameters
    ----------
    job
        What is asked for, with the old roster to begin with.
    least
        The cheapest roster.
    share
        Share of its cost that the result may cost more.
    """
    keeping = _Keeping(job, least, share)
    if least.status == "interrupted" or not least.agents:
        return keeping.best
    with interrupts.held():
        try:
            keeping.look()
        except KeyboardInterrupt:
            return replace(keeping.best, status="interrupted")
        except (OutOfTimeError, InfeasibleError):
            pass
    return keeping.best


class _Keeping:
    """The search for a roster that changes least; see `least_changed`."""

    def __init__(self, job: Job, least: Roster, share: float) -> None:
        assert job.start is not None
        self._job, self._least, self._began = job, least, clock()
        self._known, self._late = job.start, False
        self._most = least.cost * (1 + share) + _TINY
        self._lines = judged_lines(job.start.judged)
        belongs = dict(zip(least.fairness["team"], least.fairness["group"], strict=True))
        there = judged_lines(judge(least.table, job.plan, job.week, belongs))
        self.best = self._told(least, difference(self._lines, there))
        self._gone = self.best.changes.difference.of_duties if self.best.changes else 0
        self._chosen = False

    @property
    def _duties(self) -> int:
        """Duties that change in the best roster so far."""
        assert self.best.changes is not None
        return self.best.changes.difference.duties

    def look(self) -> None:
        """Look for rosters that change less than the best so far."""
        known, least = self._known, self._least
        closed = self._job.plan.closed == "allowed" or not known.roster.closed_hours
        if not known.faults and known.roster.cost <= self._most and closed:
            self._take(known.roster, difference(self._lines, self._lines))
            return
        if self._job.plan.has_patterns:
            log.warning(
                "the old roster breaks a rule, or costs more than that: beside fixed patterns "
                "the cheapest roster takes its place"
            )
            return
        if least.closed_hours and self._job.plan.closed != "allowed":
            log.warning("where duties lie in closed hours, all teams are made anew")
            return
        week = self._job.week
        if least.hours_short:
            there = least.coverage["scheduled"].to_numpy(dtype=np.int64)
            week = week.with_required(np.minimum(week.required, there))
        self._choose(program(self._job.plan, week))

    def _choose(self, built: Program) -> None:
        """Choose what stays, with detours or, where no such choice is found, as it is."""
        walkers = {group.agents: Walker(built, group) for group in built.groups if group.walks}
        old = [t for t in old_teams(self._known.judged, built) if t.group.agents in walkers]
        bases = [walkers[team.group.agents].base(team) for team in old]
        staying = [base for base in bases if base is not None]
        step = cost_step(built) or min(pay(group.group) for group in built.groups)
        if cost_step(built):
            self._most = math.floor(self._most / step + _TINY) * step + _TINY
        choosing = partial(Choosing, built, staying, self._gone, stop=self._stop)
        detours: list[Detour] = []
        large = choosing(self._most, new=True)
        least = self._detours(large, staying, walkers, detours)
        small = choosing(self._most, new=False)
        if large.new_agents < _FEW_NEW:
            self._detours(small, staying, walkers, detours)
        # With new teams the program is larger: they are tried where they may change less.
        modes = (False, True) if large.new_agents < _FEW_NEW and not small.missing else (True,)
        for new in modes:
            if self._duties < least + 1:
                return
            for fewer in range(_TRIES):
                choice = self._chosen_by(choosing(self._most - fewer * step, new=new), detours)
                if choice is None or self._tried(built, choice):
                    break
        if not self._chosen:
            self._keep_whole(built, staying, large.shares)

    def _chosen_by(self, choosing: Choosing, detours: Sequence[Detour]) -> Choice | None:
        """Choose among detours in a part of the time."""
        for detour in detours:
            choosing.add(detour)
        with deadline.within(_CHOOSING_SHARE * deadline.left()):
            choice = choosing.chosen(_EFFORT)
            self._late |= deadline.over()
        return choice

    def _keep_whole(self, built: Program, bases: Sequence[Base], shares: Sequence[float]) -> None:
        """Keep as many teams as they are as new ones beside them leave the cost for."""
        order = sorted(range(len(bases)), key=lambda n: (-shares[n], n)) if shares else []
        for part in _PARTS:
            some = [bases[n] for n in order[: int(len(order) * part)]]
            if some and self._tried(built, Choice(tuple((b, b.cells) for b in some), 0.0)):
                return

    def _detours(
        self,
        choosing: Choosing,
        bases: Sequence[Base],
        walkers: dict[int, Walker],
        known: list[Detour],
    ) -> float:
        """Walk the old teams anew until the linear program lacks no detour; add those to known.

        Returns
        -------
        float
            So many duties change at least; 0 where time ended it.
        """
        for detour in known:
            choosing.add(detour)
        until = clock() + _WALKING_SHARE * deadline.left()
        for _ in range(_ROUNDS):
            priced = choosing.prices()
            if priced is None:
                break
            before = len(known)
            for base, prices in zip(bases, priced, strict=True):
                if clock() > until or deadline.hurried():
                    self._late = True
                    return 0.0
                for detour in walkers[base.old.group.agents].detours(base, prices):
                    price = sum(prices.weeks[week] for week in detour.weeks)
                    if detour.more.worth(prices) > price + _LACKED:
                        choosing.add(detour)
                        known.append(detour)
            if len(known) == before:
                return choosing.bound - COST_SHARE
        return 0.0

    def _tried(self, built: Program, choice: Choice) -> bool:
        """Make new teams beside those that are kept; False where that costs too much."""
        kept = [(base, Team(base.old.group.group, cells)) for base, cells in choice.kept if cells]
        new = self._new_teams(built, [team for _, team in kept])
        if new is None:
            return False
        every = [*(team for _, team in kept), *new]
        cost = sum(team_cost(team) for team in every)
        if cost > self._most:
            return False
        names = [base.old.name for base, _ in kept]
        names += fresh_names(set(self._known.judged.teams), len(new))
        order = [group.name for group in self._job.plan.groups]
        placed = sorted(range(len(every)), key=lambda n: order.index(every[n].group.name))
        found = Found(np.zeros(0, dtype=np.int64), cost, min(cost, self._least.bound), "")
        made = judged_roster(
            self._job,
            [every[n] for n in placed],
            found,
            built.plan,
            [names[n] for n in placed],
        )
        self._take(made, difference(self._lines, lines_of(every)))
        self._chosen = True
        return True

    def _new_teams(self, built: Program, kept: Sequence[Team]) -> list[Team] | None:
        """Roster what is left to new teams; None where that costs too much, or takes too long."""
        plan, step = self._job.plan, built.week.step
        limited = plan.coverage == "exact" or plan.max_over is not None
        least, most = scheduled(kept, step)
        left = built.week.required - (most if limited else least)
        left = left if limited else np.maximum(0, left)
        groups = []
        for group in plan.groups:
            there = sum(team.lines for team in kept if team.group.name == group.name)
            fewest, highest = group.agents
            highest = None if highest is None else highest - there
            groups.append(replace(group, agents=(max(0, fewest - there), highest)))
        if (left <= 0).all() and not any(group.agents[0] for group in groups):
            return []
        room = self._most - sum(team_cost(team) for team in kept)

        def near_enough(told: Progress) -> object:
            return self._stop() or told.cost <= room

        stated = program(replace(plan, groups=tuple(groups)), built.week.with_required(left))
        until = clock() + deadline.left() / 2
        look = partial(search, gap=self._job.gap, progress=near_enough)
        try:
            made, found = looked_for(stated, until, False, look)
        except (InfeasibleError, UndecidedError):
            return None
        if found.cost > room:
            return None
        weeks = None if plan.rotation == "single" else plan.rotation_weeks
        return lines.teams(made, found.columns, weeks)

    def _stop(self) -> bool:
        """Say that the search goes on; true where it is to end."""
        best, progress = self.best, self._job.progress
        told = Progress(best.agents, best.cost, best.bound, clock() - self._began)
        if progress is not None and progress(told):
            raise KeyboardInterrupt
        return deadline.over()

    def _take(self, roster: Roster, changed: Difference) -> None:
        """Take over a roster if it changes less."""
        if changed.duties < self._duties:
            self.best = self._told(roster, changed)

    def _told(self, roster: Roster, changed: Difference) -> Roster:
        """Say of a roster what has changed, and what is proved of its cost."""
        least, cost = self._least, roster.cost
        bound = min(least.bound, cost)
        ended = least.status
        if cost > least.cost + _TINY and ended == "optimal":
            ended = "within gap"
        return replace(
            roster,
            bound=bound,
            gap=(cost - bound) / cost if cost else 0.0,
            status=ended,
            repeats=least.repeats and not self._late,
            proof=least.proof,
            changes=Changes(changed, max(0.0, cost - least.cost)),
        )


def pay(group: Group) -> float:
    """Return what an agent of a group costs without premiums [cost units a week]."""
    return group.weekly_minutes / 60 * group.cost_per_hour


def team_cost(team: Team) -> float:
    """Return what a team costs [cost units a week]."""
    group, hours = team.group, team.group.weekly_minutes / 60 * team.size
    for position, cell in enumerate(team.days):
        if cell is not None:
            hours += group.premium(position % 7, night=cell.band.night) * cell.band.shift.paid / 60
    return hours * group.cost_per_hour


def fresh_names(taken: set[str], number: int) -> list[str]:
    """Return numbers that are no names of teams yet."""
    numbers = (int(name) for name in taken if name.isdecimal() and len(name) < _LONG_NAME)
    largest = max(numbers, default=0)
    return [str(largest + n) for n in range(1, number + 1)]
