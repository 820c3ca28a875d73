"""What happens on each day of the horizon to the labels of people who are bound alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, prod

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.labels import Incoming, Index, Steps
from wfm.scheduling.search.problem import Limit, Person, Problem, Values


@dataclass(frozen=True)
class Act:
    """Some options of a day that lead the same nodes to the same nodes and count alike.

    Parameters
    ----------
    sources, targets
        As in `labels.Arcs`.
    options
        The options.
    steps
        What they add to each count.
    units
        What they add to the paid time [units].
    """

    sources: int
    targets: slice | Index
    options: list[int]
    steps: tuple[int, ...]
    units: int


class Layout:
    """The acts of each day.

    Parameters
    ----------
    problem
        The problem.
    arcs
        The steps of the network.
    steps
        For each day, what each option adds to each count, and to the paid time last.
    marked
        Which counts add the marks of the network instead.
    """

    def __init__(
        self,
        problem: Problem,
        arcs: Steps,
        steps: list[NDArray[np.int64]],
        marked: tuple[bool, ...],
    ) -> None:
        self.steps, self.marked = steps, marked
        self._arcs = arcs
        self._weekdays = [problem.weekday(day) for day in range(problem.days)]
        sizes = arcs.network.sizes
        self.nodes = [sizes[problem.weekday(day)] for day in range(problem.days + 1)]
        self.acts = [self._of_day(day) for day in range(problem.days)]
        self._gathers = [[_gather(rows) for rows in day] for day in arcs.sources]

    def incoming(self, day: int) -> Incoming:
        """Return the steps that lead to each node after a day."""
        return self._arcs.incoming[self._weekdays[day]]

    def gather(self, day: int, sources: int, values: Values) -> Values:
        """Return the least value of each list of nodes."""
        columns = self._gathers[self._weekdays[day]][sources]
        if isinstance(columns, slice):
            best: Values = values[columns].min(axis=0, keepdims=True)
            return best
        least: Values = values[columns[0]]
        for number, column in enumerate(columns[1:]):
            least = np.minimum(least, values[column], out=least if number else None)
        return least

    def _of_day(self, day: int) -> list[Act]:
        acts = []
        for arc in self._arcs.arcs[self._weekdays[day]]:
            alike: dict[tuple[int, ...], list[int]] = {}
            for option in arc.options:
                alike.setdefault(tuple(self.steps[day][:, option].tolist()), []).append(option)
            for added, options in alike.items():
                counts = tuple(
                    arc.mark if marked else step
                    for step, marked in zip(added[:-1], self.marked, strict=True)
                )
                acts.append(Act(arc.sources, arc.targets, options, counts, added[-1]))
        return acts


def _gather(rows: Index) -> slice | list[slice | Index]:
    """Turn lists of nodes into what is fast: one slice, or a column after the other."""
    if len(rows) == 1 and (np.diff(rows[0]) == 1).all():
        return slice(int(rows[0, 0]), int(rows[0, -1]) + 1)
    columns: list[slice | Index] = []
    for column in rows.T:
        alike = len(column) > 0 and bool((np.diff(column) == 1).all())
        columns.append(slice(int(column[0]), int(column[-1]) + 1) if alike else column)
    return columns


def layout_of(
    problem: Problem, arcs: Steps, counted: tuple[tuple[tuple[int, ...], ...], bool, bool, int]
) -> Layout:
    """Lay out the days of people of a network.

    Parameters
    ----------
    problem
        The problem.
    arcs
        The steps of the network.
    counted
        Bands whose duties are counted; whether worked weekends are, and points; the unit of paid
        time [min], 0 where it is not counted.
    """
    limits, weekends, points, unit = counted
    number = next(n for n, each in enumerate(problem.networks) if each is arcs.network)
    bands = np.array(problem.bands_of[number], dtype=np.int64)
    none = np.zeros(len(bands) + 1, dtype=np.int64)
    units = np.concatenate([[0], problem.minutes[bands] // unit if unit else none[1:]])
    fixed = [none] if weekends else []
    fixed += [np.concatenate([[0], np.isin(bands, limit)]) for limit in limits]
    steps = []
    for day in range(problem.days):
        of_day = [np.concatenate([[0], problem.points[day, bands]])] if points else []
        steps.append(np.array([*fixed, *of_day, units], dtype=np.int64))
    marked = (*[True] * weekends, *[False] * len(limits), *[False] * points)
    return Layout(problem, arcs, steps, marked)


@dataclass(frozen=True)
class Reach:
    """How large the counts of some people may become.

    Parameters
    ----------
    sizes
        Numbers of each count, from 0 on, before the first day and after each.
    windows
        Least and most paid time before the first day and after each that can still end well
        [units].
    at_end
        What a label costs after the last day, by person, node (one for all), counts and units;
        infinite where it breaks a limit.
    """

    sizes: tuple[tuple[int, ...], ...]
    windows: tuple[tuple[int, int], ...]
    at_end: Values


def reach_of(
    problem: Problem,
    people: Sequence[Person],
    counted: Sequence[tuple[Limit, ...]],
    slack: int | None = None,
) -> Reach:
    """Say how large the counts of people who are bound alike may become.

    Parameters
    ----------
    problem, people
        The problem, and the people.
    counted
        Limits whose duties are counted, of each of them.
    slack
        By how many duties the paid time after each day may differ from an even pace, and by how
        much counts may be above it, which costs some lines and makes labels few where there are
        many days; None: by any number.
    """
    unit, days = unit_of(problem, people[0]), problem.days
    ends = []
    if people[0].weekends is not None:
        ends.append(_upto([person.weekends or 0 for person in people]))
    ends += [_upto([limit.most for limit in limits]) for limits in zip(*counted, strict=True)]
    if people[0].points:
        size = max(len(person.points) for person in people)
        costs = [[*person.points, *[np.inf] * (size - len(person.points))] for person in people]
        ends.append(np.array(costs))
    longest_duty = max(longest(problem, person) for person in people) // unit if unit else 0
    least = np.array([max(0, -(-person.least // max(1, unit))) for person in people]) * (unit > 0)
    most = np.array([max(0, person.most // max(1, unit)) for person in people])
    windows = []
    for day in range(days + 1):
        upper = min(int(most.max()), day * longest_duty)
        lower = int(least.min()) - (days - day) * longest_duty
        windows.append((max(0, min(lower, upper)), upper))
    if slack is not None and longest_duty:
        windows = _paced(windows, people, (least, most), slack * longest_duty)
    first, last = windows[-1]
    units = np.arange(first, last + 1)
    allowed = (units >= least[:, None]) & (units <= most[:, None])
    ends.append(np.where(allowed, 0.0, np.inf))
    most_sizes = [each.shape[1] for each in ends[:-1]]
    sizes = _sizes(problem, people[0], len(counted[0]), most_sizes, slack)
    at_end = np.zeros((len(people), 1, *sizes[-1], len(units)))
    for axis, (each, size) in enumerate(zip(ends, at_end.shape[2:], strict=True)):
        shape = [len(people), 1, *[1] * len(ends)]
        shape[2 + axis] = size
        at_end = at_end + each[:, :size].reshape(shape)
    return Reach(sizes, tuple(windows), at_end)


def _sizes(
    problem: Problem, person: Person, limits: int, most: Sequence[int], slack: int | None
) -> tuple[tuple[int, ...], ...]:
    """Return how many numbers of each count there can be before the first day and after each.

    Parameters
    ----------
    problem, person
        The problem, and somebody.
    limits
        Number of limits whose duties are counted.
    most
        How many numbers of each count can end well.
    slack
        By how much a count may be above an even pace; None: by any number.
    """
    days = np.arange(problem.days + 1)
    reached = [] if person.weekends is None else [_most_marks(problem, person)]
    reached += [days] * limits
    if person.points:
        reached.append(np.concatenate([[0], np.cumsum(problem.points.max(axis=1))]))
    sizes = np.array([np.minimum(each + 1, n) for each, n in zip(reached, most, strict=True)])
    if slack is not None and len(sizes):
        pace = np.array(most)[:, None] * days / problem.days
        sizes = np.minimum(sizes, np.ceil(pace).astype(int) + slack)
    return tuple(tuple(each) for each in sizes.T.tolist()) if len(sizes) else ((),) * len(days)


def _most_marks(problem: Problem, person: Person) -> Index:
    """Return what the steps of a network can bring of what it marks, until after each day."""
    network = problem.networks[person.network]
    most = np.zeros(network.sizes[problem.weekday(0)], dtype=np.int64)
    found = [0]
    for day in range(problem.days):
        weekday = problem.weekday(day)
        table = network.following[weekday]
        after = np.full(network.sizes[(weekday + 1) % 7], -1, dtype=np.int64)
        brings = most[:, None] + network.marks[weekday]
        there = (table >= 0) & (most[:, None] >= 0)
        np.maximum.at(after, table[there], brings[there])
        most = after
        found.append(int(most.max(initial=0)))
    return np.array(found)


def _paced(
    windows: Sequence[tuple[int, int]],
    people: Sequence[Person],
    time: tuple[NDArray[np.int64], NDArray[np.int64]],
    slack: int,
) -> list[tuple[int, int]]:
    """Narrow windows down to an even pace over the days on which each person may work."""
    there = np.array([np.isfinite(person.costs).any(axis=1) for person in people])
    gone = np.cumsum(there, axis=1) / np.maximum(1, there.sum(axis=1))[:, None]
    pace = np.column_stack([np.zeros(len(people)), gone])
    lower = np.floor((time[0][:, None] * pace).min(axis=0)).astype(int) - slack
    upper = np.ceil((time[1][:, None] * pace).max(axis=0)).astype(int) + slack
    return [
        (max(low, min(int(least), high)), min(high, max(int(most), low)))
        for (low, high), least, most in zip(windows, lower, upper, strict=True)
    ]


def labels(problem: Problem, person: Person) -> int:
    """Return how many labels a person has on all days."""
    reach = reach_of(problem, [person], [()])
    nodes = max(problem.networks[person.network].sizes)
    widths = [last - first + 1 for first, last in reach.windows]
    return nodes * sum(prod(sizes) * n for sizes, n in zip(reach.sizes, widths, strict=True))


def longest(problem: Problem, person: Person) -> int:
    """Return the paid time of the longest duty that a person may have [min]."""
    return int(_lengths(problem, person).max(initial=0))


def is_timed(problem: Problem, person: Person) -> bool:
    """Whether the paid time of a person has to be counted."""
    return person.least > 0 or person.most < problem.days * longest(problem, person)


def unit_of(problem: Problem, person: Person) -> int:
    """Return what the paid time of all duties of a person is a multiple of [min].

    0 where it need not be counted. The fewer lengths of duties a person may have, the fewer labels
    there are.
    """
    if not is_timed(problem, person):
        return 0
    return gcd(*(int(each) for each in _lengths(problem, person))) or 1


def _lengths(problem: Problem, person: Person) -> Index:
    """Return the paid times of the duties that a person may have on some day [min]."""
    bands = np.intersect1d(problem.band_of[person.ever], problem.bands_of[person.network])
    return problem.minutes[bands]


def _upto(most: Sequence[int]) -> Values:
    """Return 0 up to each person's most, and infinity beyond."""
    counts = np.arange(max(most) + 1)
    return np.where(counts <= np.array(most)[:, None], 0.0, np.inf)
