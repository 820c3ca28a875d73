"""Look for a roster that people live better with, at the cost of the cheapest or little more.

Cost and bound are known by then. The plan is stated again with the rules that comfort asks for,
with the agents that the cheapest roster takes, and with prices on what its days are better
without. Rules that would cost too much are left out, the least important first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.comfortable.aims import (
    AIMS,
    MOST_NIGHTS,
    NIGHTS_PER_WEEK,
    WISHES,
    Aim,
    aimed,
    evenly,
    nearly_steady,
    rules_added,
)
from wfm.rostering.comfortable.cheapest import is_small, nights_of, with_agents_of
from wfm.rostering.comfortable.kept_together import kept_together
from wfm.rostering.comfortable.starts import with_starts, worked_starts
from wfm.rostering.comfortable.steady_duties import SteadyDuties
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.best import Progress
from wfm.rostering.search.given import Duties, Given
from wfm.rostering.search.search import Found, search
from wfm.solver import Solver, Status, clock
from wfm.work.plan import Plan
from wfm.work.rules.wishes import StartMoved, price_of

# Price of a wish that is not met, as a share of what the dearest agent costs. All of them together
# never weigh more than what comfort may cost: so many for an agent in a week at most.
_PRICE_SHARE = 0.02
_WISHES_PER_AGENT = 2.0
# Share of the cost and the prices at which they are near enough to their bound.
_GAP = 0.002
# Share of the time for whole duties in steady stints, before some may start at another time: with
# other aims, and where those are proved to be in the way, without.
_DUTIES_SHARE, _ALONE_SHARE = 0.35, 0.6
_NOTHING = Given(whole=False)
# Other starts are searched where they may spare so much of the price of wishes.
_NOTABLY = 0.9
_TINY = 1e-6


@dataclass(frozen=True)
class Comfortable:
    """What the search for comfort gives.

    Parameters
    ----------
    built, found
        The program and its roster; those of the cheapest where nothing more comfortable was found.
    left_out
        What was asked for in vain.
    late
        Whether the time was too short.
    none_costs
        What a roster without what this one has seldom would cost at least [cost units a week].
    """

    built: Program
    found: Found
    left_out: tuple[Aim, ...] = ()
    late: bool = False
    none_costs: tuple[tuple[str, float], ...] = ()


def more_comfortable(
    built: Program,
    found: Found,
    *,
    share: float,
    weights: Mapping[str, float],
    until: float,
    progress: Callable[[Progress], object] | None,
) -> Comfortable:
    """Look for a roster that is more comfortable than one that was found.

    Parameters
    ----------
    built, found
        The program of the plan, and its cheapest roster.
    share
        Share of the cost that comfort may add.
    weights
        Weight of each aim; 0: it is not asked for.
    until
        When to end, by `clock` [s].
    progress
        Called now and then; a true answer ends the search.
    """
    aims = [
        aim
        for aim in (*AIMS, *evenly(*nights_of(built, found)))
        if weights.get(aim.name, 1.0) and rules_added(built.plan, [aim])
    ]
    wished = any(weights.get(name, 1.0) for name in WISHES)
    if not (aims or wished):
        return Comfortable(built, found)
    nearly = is_small(built, found)
    seeking = _Search(built, found, share, weights, until, progress, nearly, clock())
    plan = with_agents_of(built, found, share)
    best, late = None, False
    try:
        # With the starts that are worked already there are few, and the search is short.
        if nearly:
            best = seeking.with_few_moved(plan, aims)
        else:
            starts = worked_starts(built, found.columns)
            best = seeking.with_all(with_starts(plan, starts), aims)
            best = seeking.with_some(plan, aims) if best is None else seeking.fewer(plan, best)
    except (OutOfTimeError, UndecidedError):
        late = True
    if best is None:
        return Comfortable(built, found, tuple(aims) if not late else (), late=late)
    return Comfortable(best.built, _proved(best.found, found), _without(aims, best.kept))


@dataclass(frozen=True)
class _Tried:
    """A roster that was found, with the aims that it keeps."""

    built: Program
    found: Found
    kept: tuple[Aim, ...]

    @property
    def price(self) -> float:
        """Price of the wishes that it fails."""
        costs, wished = np.array(self.built.model.costs), self.built.wished
        return float(costs[wished] @ self.found.columns[wished])

    @property
    def starts_moved(self) -> bool:
        """Whether a start moves inside a stint."""
        return any(
            self.found.columns[column] and arc.price >= moved
            for group in self.built.groups
            if (moved := price_of(StartMoved, group.group.rules))
            for arc, column in zip(group.network.arcs, group.walks, strict=True)
        )


@dataclass(frozen=True)
class _Search:
    """A search for comfort; see `more_comfortable`."""

    built: Program
    found: Found
    share: float
    weights: Mapping[str, float]
    until: float
    progress: Callable[[Progress], object] | None
    nearly: bool
    began: float

    def with_few_moved(self, plan: Plan, aims: Sequence[Aim]) -> _Tried | None:
        """Look for a roster whose starts move inside few stints.

        Of the number of nights nothing is asked that the cheapest roster does not keep: where
        nights are many, that leaves none.
        """
        nights, agents = nights_of(self.built, self.found)
        many = sum(nights) > NIGHTS_PER_WEEK * sum(agents)
        # That starts are steady is what the program of whole stints is made for.
        others = [aim for aim in aims if aim.name != "steady" and not (many and aim == MOST_NIGHTS)]
        kept, steadily = kept_together(lambda some: self.steadily(plan, some), others, self.until)
        narrow, duties, late = self.whole_duties(plan, kept, steadily, _DUTIES_SHARE)
        if duties is None and kept and not late:
            # One start through a stint comes before all else.
            bare, found, late = self.whole_duties(plan, [], self.steadily(plan, []), _ALONE_SHARE)
            if found is not None:
                narrow, duties, kept = bare, found, []
        steady = [aim for aim in aims if aim.name == "steady"]
        tried = self.with_all(
            narrow, [*steady, *kept], Given(whole=False, duties=duties, missing=True)
        )
        if tried is None:
            if late:
                raise OutOfTimeError
            return None
        made = replace(tried.found, repeats=tried.found.repeats and not late)
        return replace(tried, found=made, kept=tuple(kept) if tried.starts_moved else tried.kept)

    def whole_duties(
        self, plan: Plan, aims: Sequence[Aim], stated: SteadyDuties, share: float
    ) -> tuple[Plan, Duties | None, bool]:
        """Search for duties in steady stints that keep aims, in a share of the time.

        Returns
        -------
        plan
            The plan, with the starts that they may have.
        duties, late
            As `SteadyDuties.search` returns them.
        """
        worked = worked_starts(self.built, self.found.columns)
        plan = with_starts(plan, stated.starts(worked, self.until - clock()))
        seconds = share * (self.until - clock())
        duties, late = self.steadily(plan, aims).search(seconds, lambda *_: self.going())
        return plan, duties, late

    def steadily(self, plan: Plan, aims: Sequence[Aim]) -> SteadyDuties:
        """State the program of whole stints of a plan with these aims."""
        stated = replace(self, nearly=False).stated(plan, aims)
        with deadline.within(self.until - clock()):
            return SteadyDuties(stated, self.found.cost * (1 + self.share))

    def with_all(self, plan: Plan, aims: Sequence[Aim], given: Given = _NOTHING) -> _Tried | None:
        """Look for a roster of a plan that keeps all aims, from what is given to begin with."""
        stated = self.stated(plan, aims)
        found = self.better(stated, given)
        return None if found is None else _Tried(stated, found, tuple(aims))

    def with_some(self, plan: Plan, aims: Sequence[Aim]) -> _Tried | None:
        """Look for a roster that keeps as many of the aims as can be, the important ones first."""
        kept = self.free(plan, aims)
        while True:
            tried = self.with_all(plan, kept)
            if tried is not None or not kept:
                return tried
            kept = kept[:-1]

    def fewer(self, plan: Plan, best: _Tried) -> _Tried:
        """Look for a roster that fails notably fewer wishes than the best so far."""
        stated = self.stated(plan, best.kept)
        if self.least(stated, but_wishes=False) - self.found.cost >= _NOTABLY * best.price:
            return best
        try:
            found = self.better(stated)
        except UndecidedError:
            found = None
        if found is None:
            return best
        tried = _Tried(stated, found, best.kept)
        return tried if tried.price < best.price - _TINY else best

    def stated(self, plan: Plan, aims: Sequence[Aim]) -> Program:
        """State the program of a plan with these aims."""
        prices = _prices(self.built, self.found, self.share, self.weights)
        if self.nearly:
            aims = nearly_steady(aims, max(prices.values(), default=0.0))
        with deadline.within(self.until - clock()):
            return program(aimed(plan, aims, prices), self.built.week)

    def free(self, plan: Plan, aims: Sequence[Aim]) -> list[Aim]:
        """Return the aims that a plan can keep together, the important ones first."""
        if self.least(self.stated(plan, aims)) < np.inf:
            return list(aims)
        kept: list[Aim] = []
        for aim in aims:
            if self.least(self.stated(plan, [*kept, aim])) < np.inf:
                kept.append(aim)
        return kept

    def least(self, stated: Program, *, but_wishes: bool = True) -> float:
        """Return least cost and price of a linear program; infinite where it has none.

        Without the prices of all but wishes it is one of what costs: duty in closed hours has none.
        """
        costs = np.array(stated.model.costs)
        if not but_wishes:
            costs[np.setdiff1d(stated.priced, stated.wished)] = 0.0
        outcome = Solver(stated.model).relax(costs=costs, seconds=self.until - clock())
        if outcome.status == Status.UNDECIDED:
            raise OutOfTimeError
        return outcome.objective if outcome.status == Status.OPTIMAL else np.inf

    def going(self, told: Progress | None = None) -> bool:
        """Tell of the cheapest roster, which is what is known; return whether to end."""
        agents = self.built.agents_in(self.found.columns)
        seconds = clock() - self.began if told is None else told.seconds
        now = Progress(agents, self.found.cost, self.found.bound, seconds)
        return self.progress is not None and bool(self.progress(now))

    def better(self, stated: Program, given: Given = _NOTHING) -> Found | None:
        """Look for a roster of little enough cost; None where there is none."""
        seconds = self.until - clock()
        try:
            found = search(stated, seconds=seconds, gap=_GAP, given=given, progress=self.going)
        except InfeasibleError:
            return None
        except UndecidedError:
            if clock() < self.until:
                return None  # it gave up by its counts
            raise
        return found if found.cost <= self.found.cost * (1 + self.share) + _TINY else None


def _without(aims: Sequence[Aim], kept: Sequence[Aim]) -> tuple[Aim, ...]:
    """Return the aims that are not kept."""
    return tuple(aim for aim in aims if aim not in kept)


def _prices(
    built: Program, found: Found, share: float, weights: Mapping[str, float]
) -> dict[str, float]:
    """Return the price of each wish."""
    agents = built.agents_in(found.columns)
    agent = max(float(built.model.costs[group.agents]) for group in built.groups)
    price = _PRICE_SHARE * agent
    if share and agents:
        price = min(price, share * found.cost / agents / _WISHES_PER_AGENT)
    most = max([weights.get(name, 1.0) for name in WISHES], default=0.0)
    return {name: price * weights.get(name, 1.0) / most for name in WISHES} if most else {}


def _proved(better: Found, found: Found) -> Found:
    """Return a roster with what is proved of the cheapest: no roster of the plan is below that."""
    bound = min(found.bound, better.cost)
    near = better.cost <= found.cost + _TINY
    ended = found.ended
    if not near and ended == "optimal":
        ended = "within gap"
    if better.cost - bound <= _TINY and ended != "interrupted":
        ended = "optimal"
    return replace(better, bound=bound, ended=ended, repeats=better.repeats and found.repeats)


def missing(built: Program, found: Found) -> bool:
    """Whether agents are missing in a roster."""
    return bool(np.any(found.columns[built.missing] > 0))
