"""Which old teams stay, with which detours, and what new teams do besides: the fewest changes.

Columns of the program: each old team, whole or not at all; its detours, of which each week is in
one at most; and the days of new teams, which are those of the program of rosters. Duties change
where detours are taken, and with teams that go and teams that come the more of both. Detours are
added as long as the linear program lacks one: it prices the agents of each slot, and each old team
is walked anew by that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from wfm.rostering.program.program import Program
from wfm.rostering.stability.detours import Amounts, Base, Cells, Detour, Prices
from wfm.solver.growing import Effort, GrowingProgram
from wfm.work.plan import MOST_ROSTERED

# Cost of the whole roster beside one changed duty: of two that change as much the cheaper one.
COST_SHARE = 0.4
# Changed duties that are as bad as an agent missing in a slot.
_MISSING = 50.0
_INF = np.inf


@dataclass(frozen=True)
class Choice:
    """What is kept of an old roster.

    Parameters
    ----------
    kept
        The old teams that stay, each with its detours.
    changed
        Duties that change, about.
    """

    kept: tuple[tuple[Base, Cells], ...]
    changed: float


class _Rows:
    """Rows of fixed right-hand sides, and the columns in them, while they are stated."""

    def __init__(self) -> None:
        self.sides: list[float] = []
        self.terms: dict[int, list[tuple[int, float]]] = {}
        self.slacks: list[tuple[int, float]] = []

    def add(self, terms: Sequence[tuple[int, float]], lower: float, upper: float) -> list[int]:
        """State lower <= terms <= upper; return its rows: one for each end that is not the same."""
        if lower == upper:
            sides = [(lower, 0.0)]
        else:
            sides = [(s, sign) for s, sign in ((lower, -1.0), (upper, 1.0)) if np.isfinite(s)]
        rows = []
        for side, slack in sides:
            row = len(self.sides)
            self.sides.append(side)
            for column, amount in terms:
                self.terms.setdefault(column, []).append((row, amount))
            if slack:
                self.slacks.append((row, slack))
            rows.append(row)
        return rows


@dataclass(frozen=True)
class _TeamRows:
    """Rows of an old team: once at most, each week once, limits on average, agents."""

    once: int
    weeks: list[int]
    limited: list[int]
    agents: list[int]


class Choosing:
    """The program that chooses.

    Parameters
    ----------
    built
        The program of rosters.
    bases
        The old teams as they stay where no detour is taken.
    gone
        Duties of all old teams.
    most_cost
        The most that the roster may cost [cost units a week].
    stop
        Asked now and then; true ends a solve.
    new
        Whether there may be new teams; without, agents may be missing at a price.
    """

    def __init__(
        self,
        built: Program,
        bases: Sequence[Base],
        gone: int,
        most_cost: float,
        stop: Callable[[], bool],
        *,
        new: bool,
    ) -> None:
        self._built, self._bases = built, bases
        self._number = {base.old.name: number for number, base in enumerate(bases)}
        model, rows = built.model, _Rows()
        self._slot_rows: list[list[int]] = [[] for _ in built.required]
        slot_of = {column: slot for slot, column in enumerate(built.short)}
        slot_of |= {c: slot for slot, c in enumerate(built.over)} if built.over else {}
        for columns, amounts, lower, upper in model.rows:
            made = rows.add(list(zip(columns, amounts, strict=True)), lower, upper)
            slots = {slot_of[c] for c in columns if c in slot_of}
            if slots:
                self._slot_rows[slots.pop()] += made
        priced = set(built.priced.tolist())
        costs = [(c, cost) for c, cost in enumerate(model.costs) if cost and c not in priced]
        self._cost_row = rows.add(costs, -_INF, most_cost)[0]
        self._agent_rows = {}
        for group in built.groups:
            least, most = group.group.agents
            term = [(group.agents, 1.0)]
            self._agent_rows[group.agents] = rows.add(term, least, _INF) + (
                [] if most is None else rows.add(term, -_INF, most)
            )
        duties = [(c, -1.0) for group in built.groups for c in group.duties.values()]
        changed = len(model.names)
        self._gone_row = rows.add([(changed, 1.0)], gone, _INF)[0]
        rows.add([(changed, 1.0), *duties], 0.0, _INF)
        self._rows = self._rows_of_teams(rows)
        self._share = COST_SHARE / max(most_cost, 1.0)
        self._program = GrowingProgram(np.array(rows.sides), stop)
        self._place: dict[int, int] = {}
        teams = [c for c in range(len(model.names)) if model.upper[c]] if new else []
        for column in [*teams, changed]:
            self._place[column] = len(self._place)
            cost = 1.0 if column == changed else self._share * model.costs[column]
            self._add(cost, rows.terms.get(column, []))
        self._missing = []
        for column in () if new else (*built.short, *built.over):
            self._missing.append(self._add(_MISSING, rows.terms.get(column, [])))
        self._changed = self._place[changed]
        for row, amount in rows.slacks:
            self._add(0.0, [(row, amount)])
        self.detours: list[Detour] = []
        # By the linear program: duties that change at least, and the little that cost adds; how
        # much of each old team stays; agents in new teams, and missing.
        self.bound, self.new_agents, self.missing = 0.0, 0.0, 0.0
        self.shares: list[float] = []
        self._agents = built.agents if new else []
        self._detours: list[int] = []
        self._teams = [self._add_team(number) for number in range(len(bases))]

    def _rows_of_teams(self, rows: _Rows) -> list[_TeamRows]:
        """State that each old team is taken at most once, and each of its weeks."""
        both = {}
        if self._built.plan.rotation == "single":
            # One rotation of all lines: an old one, or a new one.
            for group in self._built.groups:
                term = [(group.agents, 1.0 / MOST_ROSTERED)]
                both[group.agents] = rows.add(term, -_INF, 1.0)[0]
        found = []
        for base in self._bases:
            agents = base.old.group.agents
            once = both[agents] if both else rows.add([], -_INF, 1.0)[0]
            weeks = [rows.add([], -_INF, 0.0)[0] for _ in range(base.old.lines)]
            limited = [rows.add([], -_INF, 0.0)[0] for _ in base.amounts.limited]
            found.append(_TeamRows(once, weeks, limited, self._agent_rows[agents]))
        return found

    def _add(self, cost: float, terms: Sequence[tuple[int, float]]) -> int:
        self._program.add(
            [cost],
            [np.array([row for row, _ in terms], dtype=np.int32)],
            [np.array([amount for _, amount in terms])],
        )
        return self._program.columns - 1

    def _add_amounts(self, number: int, amounts: Amounts, more: Sequence[tuple[int, float]]) -> int:
        own = self._rows[number]
        terms = [
            (row, float(amounts.there[slot]))
            for slot in np.flatnonzero(amounts.there).tolist()
            for row in self._slot_rows[slot]
        ]
        terms += [(row, float(amounts.lines)) for row in own.agents if amounts.lines]
        terms += [(r, float(a)) for r, a in zip(own.limited, amounts.limited, strict=True) if a]
        if amounts.cost:
            terms.append((self._cost_row, amounts.cost))
        return self._add(amounts.changed + self._share * amounts.cost, [*terms, *more])

    def _add_team(self, number: int) -> int:
        base, own = self._bases[number], self._rows[number]
        more = [(own.once, 1.0), (self._gone_row, float(base.old.duties))]
        more += [(row, -1.0) for row in own.weeks]
        return self._add_amounts(number, base.amounts, more)

    def add(self, detour: Detour) -> None:
        """Add a detour."""
        number = self._number[detour.team]
        weeks = [(self._rows[number].weeks[week], 1.0) for week in sorted(detour.weeks)]
        self._detours.append(self._add_amounts(number, detour.more, weeks))
        self.detours.append(detour)

    def prices(self) -> list[Prices] | None:
        """Solve the linear program: prices for each old team; None where it was stopped."""
        solved = self._program.relax()
        if solved is None or not solved.optimal:
            return None
        duals = solved.duals
        self.bound = solved.objective
        self.shares = solved.values[self._teams].tolist()
        self.new_agents = float(sum(solved.values[self._place[c]] for c in self._agents))
        self.missing = float(solved.values[self._missing].sum())
        slots = np.array([duals[rows].sum() for rows in self._slot_rows])
        cost = float(self._share - duals[self._cost_row])
        return [
            Prices(
                slots, float(duals[own.agents].sum()), cost, -duals[own.limited], -duals[own.weeks]
            )
            for own in self._rows
        ]

    def chosen(self, effort: Effort) -> Choice | None:
        """Choose whole teams and whole duties of new ones; None where no choice was found."""
        built = self._built
        duties = [c for group in built.groups for c in group.duties.values()]
        others = [self._place[c] for c in (*built.agents, *duties) if c in self._place]
        whole = [*self._teams, *self._detours, *others]
        values = self._program.whole(whole, effort)
        if values is None or values[self._missing].sum() > 0.5:
            return None
        taken = [d for d, c in zip(self.detours, self._detours, strict=True) if values[c] > 0.5]
        kept = [
            (base, base.with_detours([d for d in taken if d.team == base.old.name]))
            for base, column in zip(self._bases, self._teams, strict=True)
            if values[column] > 0.5
        ]
        changed = sum(base.amounts.changed for base, _ in kept)
        changed += sum(detour.more.changed for detour in taken)
        return Choice(tuple(kept), changed + float(values[self._changed]))
