"""Let starts move little on fixed patterns, at no cost.

Days are fixed there, and an agent has one start for each shift: what is left to choose is how far
one shift of a stint starts from the next. With agents and walks fixed, the starts of crews, the
duties, meals and breaks beside them are a small program. Whoever starts one shift early starts
the others early, so the least that starts move is how far apart the starts of all agents of a line
lie, for one shift and the next.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.program.crews import CrewColumns
from wfm.rostering.program.program import Program
from wfm.rostering.search.few_starts import Duties, given_walks
from wfm.rostering.search.search import Found
from wfm.rostering.search.spread_breaks import evened
from wfm.solver import Limits, Solver, Terms, Values
from wfm.weekdays import OFF

# What a duty, meal or break that is elsewhere than before weighs beside minutes of an agent's week.
_NEAR = 0.01
_NODES = 300
# Starts that move less by a smaller share stay as they are.
_LEAST = 0.01


def with_steady_crews(program: Program, found: Found, *, seconds: float) -> tuple[Found, float]:
    """Choose the starts of crews again, at the same cost.

    Parameters
    ----------
    program, found
        The program, and its cheapest roster.
    seconds
        Longest time to take [s].

    Returns
    -------
    found
        The roster; as it was where no starts are found that move notably less.
    share
        How much less starts move, as a share of what they did.
    """
    try:
        with deadline.within(seconds):
            return _chosen(program, found)
    except OutOfTimeError:
        return replace(found, repeats=False), 0.0


def _chosen(program: Program, found: Found) -> tuple[Found, float]:
    values = found.columns.astype(float)
    duties = given_walks(program, values)
    duties.model.costs = [_NEAR * cost for cost in duties.model.costs]
    apart = [a for crew in program.crews.columns for a in _apart(duties, crew, values)]
    before, now = values[duties.columns], sum(a.minutes(values) for a in apart)
    outcome = Solver(duties.model, restarts=False).search(Limits(deadline.left(), _NODES))
    found = replace(found, repeats=found.repeats and not outcome.out_of_time)
    if outcome.values is None:
        return found, 0.0
    values[duties.columns] = outcome.values[: len(before)]
    moved = sum(a.minutes(values) for a in apart)
    if moved >= (1 - _LEAST) * now:
        return found, 0.0
    columns = evened(program, values, seconds=deadline.left())
    if columns is None:
        raise OutOfTimeError
    return replace(found, columns=columns), 1 - moved / now


@dataclass(frozen=True)
class _Apart:
    """Agents of a line who start one shift by some time and the next one later, or the reverse.

    Parameters
    ----------
    starts
        Columns of their starts in the program, and their sign.
    weight
        Minutes in an agent's week that one of them moves.
    """

    starts: Terms
    weight: float

    def minutes(self, values: Values) -> float:
        """Return how far all of them move [min a week]."""
        return self.weight * abs(sum(sign * float(values[column]) for column, sign in self.starts))


def _apart(duties: Duties, crew: CrewColumns, values: Values) -> Iterator[_Apart]:
    """Price how far starts move from one shift to another on the next day."""
    model, words = duties.model, crew.way.pattern.words
    place = {int(column): number for number, column in enumerate(duties.columns)}
    pairs = Counter(pairwise((*words, words[0])))
    for ((one, next_one), times), line in product(pairs.items(), range(len(crew.agents))):
        if OFF in (one, next_one) or one == next_one or not values[crew.agents[line]]:
            continue
        starts = {shift: crew.way.starts[shift] for shift in (one, next_one)}
        for earlier, later in pairwise(sorted({*starts[one], *starts[next_one]})):
            by_then = [
                (crew.starts[line, shift, time], sign)
                for shift, sign in ((one, 1.0), (next_one, -1.0))
                for time in starts[shift]
                if time <= earlier
            ]
            apart = _Apart(by_then, times * 7 / len(words) * (later - earlier))
            given = sum(sign * values[c] for c, sign in by_then if c not in place)
            open_ = [(place[c], sign) for c, sign in by_then if c in place]
            column = model.column(f"apart_{len(model.names)}", cost=apart.weight)
            model.row([*open_, (column, -1.0)], upper=-given)
            model.row([*((c, -sign) for c, sign in open_), (column, -1.0)], upper=given)
            yield apart
