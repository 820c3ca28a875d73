"""The search for a schedule: a bound, dives, then better lines for a few people at a time."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from wfm.scheduling.search.branching import Branching, is_whole
from wfm.scheduling.search.dive import Diving, best_of, dive
from wfm.scheduling.search.first import settled
from wfm.scheduling.search.generation import Generation, Pace, generate
from wfm.scheduling.search.pace import slacks_of, started
from wfm.scheduling.search.pool import Master, Pool
from wfm.scheduling.search.pricing import Ask, Pricing
from wfm.scheduling.search.problem import Line, Problem, own_costs, there, total_cost
from wfm.scheduling.search.single_days import is_small, single_days
from wfm.scheduling.search.steering import steered
from wfm.scheduling.search.within_bands import within_bands
from wfm.solver.growing import Effort

_SEED = 1
# Weight of the prices of the best bound at the root.
_CALM = 0.3
_TINY = 1e-6
# People who are set free together, and the columns of each.
_FREE, _COLUMNS_EACH = (5, 7, 9, 12, 15), 150
# Rounds of pricing around them; how long their integer program goes on.
_ROUNDS, _NODES, _CALLS = 12, 200, 1500
# How often they are chosen without looking at what they cost.
_EVENLY = 0.5
# Turns without a better schedule after which the search ends; every so many one is a dive.
_TURNS, _DIVE_EVERY, _DIVE_EVERY_LARGE = 150, 8, 2
# How often the bound is parted after the first dive, and then after every so many turns.
_PARTED, _PARTED_AGAIN, _PART_EVERY = 10, 3, 10
# Least and most people of such a dive, as a share of all.
_DIVE_OF, _DIVE_OF_LARGE = (1 / 3, 2 / 3), (1 / 8, 1 / 3)
# Share of the time in which everybody may look for better days beside the others, at first.
_SETTLED = 0.05
# People x rows from which on a problem is large; rounds that steer its prices, until which share of
# the time; until when its bound is looked for, of others too; weight of the best bound's prices.
_LARGE, _STEERS, _STEERED, _ROOT_LARGE, _ROOT, _CALM_LARGE = 10_000, 60, 0.2, 0.4, 0.5, 0.6
# Share of the time left for a dive of everybody, and of all time for one of some of them.
_ALL, _PART = 0.8, 0.1
# Long problems have no linear program of everybody, and people settle so long.
_SETTLED_LONG = 0.7


@dataclass
class Found:
    """The best schedule so far.

    Parameters
    ----------
    taken
        Number of each person's line; empty where there is none.
    cost, bound
        Its cost, and what none can cost less than.
    """

    taken: dict[int, int] = field(default_factory=dict)
    cost: float = np.inf
    bound: float = -np.inf

    def gap(self) -> float:
        """Distance of cost and bound."""
        return self.cost - self.bound


@dataclass(frozen=True)
class Result:
    """The outcome of a search.

    Parameters
    ----------
    lines
        Line of each person; None where none was found.
    cost, bound
        Its cost, and what no schedule can cost less than.
    """

    lines: tuple[Line, ...] | None
    cost: float
    bound: float


class Search:
    """The search for a schedule.

    Parameters
    ----------
    problem
        The problem.
    spent
        Share of the time that is gone, from 0 on; the search ends at 1.
    say
        Told how the schedule got better: what did it, cost and bound.
    """

    def __init__(
        self,
        problem: Problem,
        spent: Callable[[], float],
        say: Callable[[str, float, float], None],
    ) -> None:
        self.problem, self._spent, self._say = problem, spent, say
        self._slacks = slacks_of(problem)
        self._is_long = self._slacks[0] is not None
        self.pool = Pool(problem)
        self.pricing = Pricing(problem, self._slacks[0])
        self.best = Found()
        self._random = random.Random(_SEED)  # noqa: S311 - repeatable
        self._people = list(range(len(problem.people)))
        self._known: Generation | None = None
        self._branching: Branching | None = None
        # The linear program of everybody, until a dive has used it.
        self._master: Master | None = None

    def run(self) -> Result:
        """Search until it is proved, time is over, or nothing better is found any more."""
        self._first()
        if self._is_long:
            self._bounded(Generation(own_costs(self.problem)))
        else:
            self._root()
        first = not self._is_long
        idle = turn = 0
        while not self._done() and idle < _TURNS:
            before = self.best.cost
            if turn == 1 and is_small(self.problem):
                self._single_days()
            elif first or not self.best.taken:
                rounds = (25, 8)[min(turn, 1)] if turn < 2 else 3
                self._dive(self._people, self._all(rounds))
                first = turn < 1 and self._spent() < 0.4
            elif turn % (_DIVE_EVERY_LARGE if self._is_large() else _DIVE_EVERY) == 0:
                self._dive(self._chosen(self._part()), Diving(8, 0.02, self._within(_PART)))
            else:
                self._neighbours()
            turn += 1
            idle = 0 if self.best.cost < before - _TINY else idle + 1
            if turn % _PART_EVERY == 1 and not self._done():
                self._part_bound()
        taken = self.best.taken
        lines = [self.pool.lines[person][taken[person]] for person in self._people if taken]
        return Result(tuple(lines) if lines else None, self.best.cost, self.best.bound)

    def without_lines(self) -> list[int]:
        """Return the people for whom no line of days is allowed."""
        bare = [person for person in self._people if not self.pool.lines[person]]
        if not bare or self._spent() >= 1 or self._slacks[-1] is not None:
            return []
        nothing = np.zeros(len(self.problem.cover.required))
        floors = np.full(len(self._people), np.inf)
        ask = Ask(nothing, floors, 1, exact=True)
        priced = self.pricing.price(bare, ask)
        return sorted(each.person for each in priced if np.isinf(each.least))

    def _part_bound(self) -> None:
        """Look for a better bound, where lines in fractions cost less than a schedule."""
        known = self._known
        if known is None or self._is_large() or np.isinf(known.bound) or not is_whole(self.problem):
            return
        target = self._useful() - self.problem.constant
        parted = _PARTED_AGAIN
        if self._branching is None:
            self._branching = Branching(self.pool, self.pricing, known, target)
            parted = _PARTED
        self._branching.go_on(target, parted, self._stop_at(1))
        before = self.best.bound
        self._bounded(Generation(self._branching.bound))
        if self.best.bound > before:
            self._say("parted", self.best.cost, self.best.bound)

    def _single_days(self) -> None:
        """Let the program of single days find and prove what lines in fractions cannot."""
        until = self._spent() + (1 - self._spent()) / 2
        single = single_days(self.problem, self._stop_at(until))
        if single.kinds is not None:
            taken = {n: self.pool.add(n, kinds) for n, kinds in enumerate(single.kinds)}
            self._keep(taken, "single days")
        self._bounded(Generation(single.bound))
        self._say("single days", self.best.cost, self.best.bound)

    def _all(self, rounds: int) -> Diving:
        """Say how everybody is set free together."""
        least = -np.inf if self._known is None else self._known.bound
        target = least + max(0.3 * self.problem.grain, _TINY)
        gone = self._within((1 - self._spent()) * _ALL)
        return Diving(min(rounds, 8) if self._is_large() else rounds, self._share(), gone, target)

    def _within(self, share: float) -> Callable[[], float]:
        """Measure how much of a share of the time is gone from now on."""
        began, length = self._spent(), max(share, 1e-9)
        return lambda: (self._spent() - began) / length

    def _share(self) -> float:
        """Share of the people fixed in a step of the dive: more where little time is left."""
        return 0.02 if self._spent() < 0.5 else 0.1

    def _done(self) -> bool:
        least = self.problem.grain * (1 - 1e-3)
        return self._spent() >= 1 or self.best.gap() < max(_TINY, least)

    def _stop_at(self, share: float) -> Callable[[], bool]:
        return lambda: self._spent() >= share

    def _first(self) -> None:
        """Find a schedule by giving one person after the other the best days beside the others."""
        own, found = started(self.pool, self._slacks, self._stop_at(1))
        if self._is_long:
            self.pricing = own
        self._keep(found, "first")
        if found is not None:
            until = self._stop_at(_SETTLED_LONG if self._is_long else _SETTLED)
            self._keep(settled(self.pool, own, found, until), "settled")

    def _root(self) -> None:
        master = Master(self.pool, self._people, self.problem.cover.required, self._stop_at(1))
        enough = max(0.3 * self.problem.grain, _TINY)
        known, calm = None, _CALM
        if self._is_large() and self.best.taken:
            target = self.best.cost - self.problem.constant
            until = self._stop_at(_STEERED)
            known = steered(self.pool, self.pricing, target, _STEERS, until)
            self._bounded(known)
            self._say("prices", self.best.cost, self.best.bound)
            calm = _CALM_LARGE
            master.push(best_of(self.pool, self._people, known.prices))
            master.push(list(self.best.taken.items()))
        pace = Pace(10**6, 4 if known is None else 2, calm, enough, rough=True)
        until = self._stop_at(_ROOT if known is None else _ROOT_LARGE)
        state = generate(master, self.pricing, self._people, pace, until, known)
        # Now with all digits, from the best prices on; but for one round if time is over.
        pace = replace(pace, rounds=1 if until() else 10**6, rough=False)
        start = Generation(prices=state.prices, reduced=state.reduced)
        until = self._stop_at(_ROOT + 0.1)
        state = generate(master, self.pricing, self._people, pace, until, start)
        self._bounded(state)
        self._known, self._master = state, master
        self._say("bound", self.best.cost, self.best.bound)

    def _is_large(self) -> bool:
        """Whether linear programs of everybody take long."""
        rows = len(self.problem.cover.required)
        return self._is_long or len(self._people) * rows >= _LARGE

    def _bounded(self, state: Generation) -> None:
        grain = self.problem.grain
        bound = state.bound + self.problem.constant
        if grain and np.isfinite(bound):
            bound = np.ceil(bound / grain - 1e-4) * grain
        self.best.bound = max(self.best.bound, float(bound))

    def _keep(self, taken: dict[int, int] | None, what: str) -> None:
        if taken is None:
            return
        taken = self._rearranged(taken)
        cost = total_cost(self.problem, self.pool.chosen(taken))
        if cost < self.best.cost - _TINY:
            self._say(what, cost, self.best.bound)
        if cost <= self.best.cost + _TINY:
            self.best.cost, self.best.taken = cost, taken

    def _rearranged(self, taken: dict[int, int]) -> dict[int, int]:
        """Put starts and pauses where they cover most, where bands leave a choice."""
        if len(self.problem.minutes) == self.problem.kinds:
            return taken
        lines = [self.pool.lines[person][taken[person]] for person in self._people]
        made = within_bands(self.problem, lines, self._stop_at(1))
        return {person: self.pool.add(person, kinds) for person, kinds in enumerate(made)}

    def _dive(self, free: list[int], how: Diving) -> None:
        others = {p: n for p, n in self.best.taken.items() if p not in set(free)}
        given = self.pool.chosen(others)
        fixed = self.problem.constant + sum(line.cost for line in given)
        master, self._master = self._master, None
        if master is None or others:
            required = self.problem.cover.required - there(self.problem, given)
            master = Master(
                self.pool, free, required, lambda: self._spent() >= 1 or how.gone() >= 1
            )
            prices = None if others or self._known is None else self._known.prices
            master.push(best_of(self.pool, free, prices))
            if self.best.taken:
                master.push([(person, self.best.taken[person]) for person in free])
        how = replace(how, below=self._useful() - fixed)
        found = dive(master, self.pricing, others, how, self._stop_at(1))
        self._keep(found, f"dive of {len(free)}")

    def _useful(self) -> float:
        """Return what a better schedule costs less than."""
        return self.best.cost - max(self.problem.grain, 1e-4) * (1 - 1e-3)

    def _part(self) -> int:
        """Return how many people are set free for a dive."""
        low, high = _DIVE_OF_LARGE if self._is_large() else _DIVE_OF
        number = len(self._people)
        return max(1, self._random.randint(int(number * low), int(number * high)))

    def _chosen(self, number: int) -> list[int]:
        """Choose people by chance; rather those who cost most above what the bound needs."""
        known = self._known
        if known is None or known.prices is None or self._random.random() < _EVENLY:
            return sorted(self._random.sample(self._people, number))
        more = []
        for person in self._people:
            line = self.pool.lines[person][self.best.taken[person]]
            reduced = float(line.cost - line.amounts @ known.prices[line.rows])
            more.append(max(0.0, reduced - known.reduced[person]))
        least = sum(more) / len(more) + _TINY
        keys = [self._random.random() ** (1 / (least + each)) for each in more]
        return sorted(sorted(self._people, key=lambda person: -keys[person])[:number])

    def _neighbours(self) -> None:
        """Look for better lines of a few people, those of the others being given."""
        size = min(len(self._people), self._random.choice(_FREE))
        free = self._chosen(size)
        others = {p: n for p, n in self.best.taken.items() if p not in set(free)}
        given = self.pool.chosen(others)
        required = self.problem.cover.required - there(self.problem, given)
        fixed = self.problem.constant + sum(line.cost for line in given)
        master = Master(self.pool, free, required, self._stop_at(1))
        master.push([(person, self.best.taken[person]) for person in free])
        for person in free:
            master.push(self._some(person))
        state = generate(master, self.pricing, free, Pace(_ROUNDS, 3, rough=True), self._stop_at(1))
        if state.relaxed is None or state.relaxed.objective + fixed > self._useful():
            return
        effort = Effort(_NODES, _CALLS, self.best.cost - fixed + self.problem.grain / 2)
        values = master.program.whole(master.of_lines(), effort)
        if values is None:
            return
        found = dict(others)
        for place in master.of_lines():
            of = master.columns[place]
            if of is not None and values[place] > 0.5:
                found[of[0]] = of[1]
        if len(found) == len(self._people):
            self._keep(found, f"lines of {size}")

    def _some(self, person: int) -> list[tuple[int, int]]:
        """Return the last lines of a person, and others by chance."""
        number, late = len(self.pool.lines[person]), _COLUMNS_EACH // 2
        if number <= 2 * late:
            return [(person, each) for each in range(number)]
        some = self._random.sample(range(number - late), late)
        return [(person, each) for each in (*some, *range(number - late, number))]
