"""The columns of agents who follow fixed patterns.

An agent of a crew keeps one start for each shift of the pattern, and so is on duty on the same
days of the pattern at the same times, again and again: what all crews of a pattern have on the
phones repeats itself after the days of the pattern, not after a week. A week is covered if the
least of them that a weekday can meet, and those of other groups, are enough. Where the days of a
pattern and of a week have no common divisor every day of the pattern meets every weekday; so it
takes columns for one repetition of the pattern, not for all days of the common cycle.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.breaks import Kind, Span, add_pauses, arranged
from wfm.rostering.program.ways import Way, ways
from wfm.solver import Model, Terms
from wfm.weekdays import DAY, OFF
from wfm.work.plan import Group, Plan
from wfm.work.shifts import Shift
from wfm.work.slots import Slots


@dataclass(frozen=True)
class CrewColumns:
    """Columns of the agents who follow a pattern in one way.

    Parameters
    ----------
    group, way
        The group, and the way.
    agents
        For each line of the rotation, the column of the agents who begin on it.
    starts
        Column of the agents of each line, shift and start [min after midnight].
    """

    group: Group
    way: Way
    agents: tuple[int, ...]
    starts: dict[tuple[int, str, int], int]


@dataclass(frozen=True)
class Crews:
    """Columns of all groups that follow fixed patterns.

    Parameters
    ----------
    columns
        Columns of each group and way.
    kinds
        Duties with the same meals and breaks, of patterns of one length.
    there, away
        For each length of a pattern [days]: who is on duty, and who at a meal or break; times are
        minutes of the days of the pattern.
    """

    columns: tuple[CrewColumns, ...]
    kinds: dict[tuple[int, object], Kind]
    there: dict[int, list[Span]]
    away: dict[int, list[Span]]

    @property
    def agents(self) -> list[int]:
        """Columns of all agents."""
        return [column for crew in self.columns for column in crew.agents]

    @property
    def starts(self) -> list[int]:
        """Columns of all starts, as far as they are others than those of the agents."""
        found = {column for crew in self.columns for column in crew.starts.values()}
        return sorted(found - {*self.agents})

    @property
    def pauses(self) -> list[int]:
        """Columns of all meals and breaks that begin."""
        return [c for kind in self.kinds.values() for one in kind.taken for c in one.values()]

    @property
    def times(self) -> Iterator[int]:
        """When anything begins or ends, on each day of a week [min after Monday's midnight]."""
        spans = [
            span for part in (self.there, self.away) for some in part.values() for span in some
        ]
        times = {time % DAY for first, last, _ in spans for time in (first, last)}
        return (day * DAY + time for day in range(7) for time in sorted(times))


def add_crews(model: Model, plan: Plan, step: int, slot: int) -> Crews:
    """Add the columns of all groups with patterns.

    Parameters
    ----------
    model
        Gets columns and rows.
    plan
        The plan.
    step, slot
        Length of an interval, and the grid on which slots begin [min].

    Raises
    ------
    InputError
        If a pattern breaks a rule of its group.
    """
    crews = Crews((), {}, defaultdict(list), defaultdict(list))
    found = []
    for group in plan.groups:
        if not group.patterns:
            continue
        own = [_crew(model, group, way, slot, crews) for way in ways(plan, group, step)]
        least, most = group.agents
        everyone = [(column, 1.0) for crew in own for column in crew.agents]
        model.row(everyone, lower=least, upper=np.inf if most is None else most)
        found += own
    for number, ((days, _), kind) in enumerate(crews.kinds.items()):
        named = len(model.names) + number
        crews.away[days] += add_pauses(model, kind, named, slot, regular=False)
    return Crews(tuple(found), crews.kinds, crews.there, crews.away)


def _crew(model: Model, group: Group, way: Way, slot: int, crews: Crews) -> CrewColumns:
    """Add the columns of a way."""
    pattern, name = way.pattern, f"c{len(model.names)}"
    shifts = {shift.name: shift for shift in group.shifts if shift.name in pattern.shifts}
    cost = _cost(group, way, shifts)
    agents: list[int] = []
    starts: dict[tuple[int, str, int], int] = {}
    for line in range(pattern.lines):
        agents.append(model.column(f"agents_{name}_{line}", integer=True, cost=cost))
        for shift, times in way.starts.items():
            columns = [agents[-1]]
            if len(times) > 1:
                columns = [
                    model.column(f"start_{name}_{line}_{shift}_{time}", integer=True)
                    for time in times
                ]
                model.row([*((c, 1.0) for c in columns), (agents[-1], -1.0)], lower=0.0, upper=0.0)
            starts |= {(line, shift, t): c for t, c in zip(times, columns, strict=True)}
        _keep_apart(model, way, line, starts)
    _place(way, shifts, starts, slot, crews)
    return CrewColumns(group, way, tuple(agents), starts)


def _cost(group: Group, way: Way, shifts: Mapping[str, Shift]) -> float:
    """Return what an agent costs, premiums included [cost units a week]."""
    premiums = sum(
        group.premium(day % 7, night=name in way.nights) * shifts[name].paid
        for day, name in enumerate(way.pattern.closed(way.first))
        if name != OFF
    )
    hours = group.weekly_minutes / 60 + premiums / 60 / way.pattern.lines
    return hours * group.cost_per_hour


def _keep_apart(
    model: Model, way: Way, line: int, starts: Mapping[tuple[int, str, int], int]
) -> None:
    """Let starts go together as rest asks.

    Whoever starts the one shift early starts the other early: if so dealt, all are far enough apart
    where for each start no more agents begin the one then or later than the other late enough.
    """
    for apart in way.apart:
        for time in way.starts[apart.before]:
            late = [
                (starts[line, apart.before, t], 1.0) for t in way.starts[apart.before] if t >= time
            ]
            fit = [
                (starts[line, apart.after, t], -1.0)
                for t in way.starts[apart.after]
                if t >= time + apart.minutes
            ]
            model.row(late + fit, upper=0.0)


def _place(
    way: Way,
    shifts: Mapping[str, Shift],
    starts: Mapping[tuple[int, str, int], int],
    slot: int,
    crews: Crews,
) -> None:
    """Note who is on duty when, and who takes meals and breaks."""
    pattern = way.pattern
    for (line, name, start), column in starts.items():
        shift, begins = shifts[name], pattern.begins(way.first, line)
        for place in (place for place, word in enumerate(pattern.words) if word == name):
            first = shift.midnight((place - begins) % pattern.length) + start
            crews.there[pattern.length].append((first, first + shift.presence, column))
            if shift.pauses:
                kind = arranged(shift.pauses, shift.min_gap, slot)
                period = pattern.length * DAY
                made = crews.kinds.setdefault((pattern.length, kind), Kind(*kind, period=period))
                made.starting[first % period].append(column)


def together(lengths: Sequence[int]) -> list[list[int]]:
    """Part lengths of patterns into those whose days meet in all ways, but for the weekday.

    Days of patterns of 8 and 15 days meet in all ways, those of 8 and 16 days do not.
    """
    parts: list[list[int]] = []
    for length in sorted(set(lengths)):
        near = [part for part in parts if any(math.gcd(length, own) not in (1, 7) for own in part)]
        parts = [part for part in parts if part not in near]
        parts.append([*(own for part in near for own in part), length])
    return parts


@dataclass(frozen=True)
class Envelope:
    """What a week can count on from all crews, and what it must reckon with.

    Parameters
    ----------
    fewest, most
        For each slot of the week, columns that add up to the fewest and the most agents of all
        weeks.
    short
        Columns of the agents missing on one day of the patterns; held at 0 by their bounds.
    """

    fewest: list[Terms]
    most: list[Terms]
    short: tuple[int, ...]


def envelope(model: Model, crews: Crews, slots: Slots, *, limited: bool, price: float) -> Envelope:
    """Add columns of the fewest and the most of all crews that each slot of a week can meet.

    Parameters
    ----------
    model
        Gets columns and rows.
    crews
        The crews.
    slots
        The slots of the week.
    limited
        Whether the most are asked for, too.
    price
        Of an agent missing for a minute in every week [cost units].
    """
    daily = sorted({int(begin) % DAY for begin in slots.begins})
    lengths = np.diff([*daily, DAY]).tolist()
    found = Envelope([[] for _ in slots.begins], [[] for _ in slots.begins], ())
    short: list[int] = []
    for part in together(list(crews.there)):
        days = math.lcm(*part)
        alike = math.gcd(days, 7)
        on_phones = _on_phones(crews, part, days, daily)
        for terms, sign in (
            ((found.fewest, 1.0), (found.most, -1.0)) if limited else ((found.fewest, 1.0),)
        ):
            columns = {
                (day, place): model.column(f"crews_{len(model.names)}")
                for day in range(alike)
                for place in range(len(daily))
            }
            for (day, place), there in on_phones.items():
                row = [(column, sign * factor) for column, factor in there]
                row.append((columns[day % alike, place], -sign))
                if sign > 0:
                    missing = price * lengths[place] * 7 / days
                    short.append(
                        model.column(f"crews_short_{len(model.names)}", upper=0.0, cost=missing)
                    )
                    row.append((short[-1], 1.0))
                model.row(row, lower=0.0)
            for t, begin in enumerate(slots.begins.tolist()):
                place = daily.index(begin % DAY)
                terms[t].append((columns[begin // DAY % alike, place], 1.0))
    return replace(found, short=tuple(short))


def _on_phones(
    crews: Crews, lengths: Sequence[int], days: int, daily: Sequence[int]
) -> dict[tuple[int, int], Terms]:
    """Return for each of some days, and each part of a day, who is on the phones."""
    place_of = {time: place for place, time in enumerate(daily)}
    every = [(day, place) for day in range(days) for place in range(len(daily))]
    found: dict[tuple[int, int], Terms] = {part: [] for part in every}

    def number(time: int) -> int:
        return time // DAY * len(daily) + place_of[time % DAY]

    for length in lengths:
        for spans, sign in ((crews.there[length], 1.0), (crews.away[length], -1.0)):
            for first, last, column in spans:
                for again in range(0, days * DAY, length * DAY):
                    for part in range(number(first + again), number(last + again)):
                        found[every[part % len(every)]].append((column, sign))
    return found


def in_closed_hours(crews: Crews, slots: Slots, closed: NDArray[np.bool_], slot: int) -> Terms:
    """Return the columns on duty in closed hours, and for how many parts of a week of `slot` min.

    Parameters
    ----------
    crews
        The crews.
    slots
        The slots of the week.
    closed
        In which of them the site is closed.
    slot
        Length of a part [min].
    """
    minutes = slots.lengths * closed
    found: dict[int, float] = defaultdict(float)
    for crew in crews.columns:
        days, lines = crew.way.pattern.closed(crew.way.first), crew.way.pattern.lines
        for (_, name, start), column in crew.starts.items():
            shift = crew.group.shift(name)
            assert shift is not None
            begins = [
                shift.midnight(day % 7) + start for day, word in enumerate(days) if word == name
            ]
            there = (int(minutes[slots.between(t, t + shift.presence)].sum()) for t in begins)
            found[column] += sum(there) / lines / slot
    return [(column, parts) for column, parts in found.items() if parts]
