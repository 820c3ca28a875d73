"""Move what a roster has above its requirement to where it gains most good calls, at no cost.

A roster that covers a requirement at the least cost holds more than that here and there, and where
is of no matter to who made it. To callers it is: meals and breaks move inside their windows, duties
that start alike on days in a row move together inside their shift, as long as the requirement stays
covered and every rule holds. Who works when in the week, nights and pay stay as they were.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.evaluation.worth import Worth
from wfm.rostering.judge.roster import Judged, judge
from wfm.tables.roster_rows import Row, Span, read_rows
from wfm.units import hhmm, hhmm_spans
from wfm.weekdays import DAY, WEEK
from wfm.work.duties import shift_faults
from wfm.work.plan import Group, Plan
from wfm.work.rules.rule import Duty
from wfm.work.week import Week

Whole = NDArray[np.int64]
# Moves that gain more than such shares of the calls are made first, then those of the next.
_WORTH_IT = (1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-5)
# Duties start at most so much earlier or later [min].
_FURTHEST = 120


@dataclass(frozen=True)
class Moved:
    """A roster, and how many meals, breaks and starts were moved to make it."""

    table: pd.DataFrame
    number: int


def moved(
    table: pd.DataFrame,
    plan: Plan,
    week: Week,
    worth: Worth,
    most: int | None = None,
) -> Moved:
    """Move meals, breaks and starts of a roster to where they gain most good calls.

    Parameters
    ----------
    table
        A roster that keeps all rules and covers the week.
    plan
        Groups and rules.
    week
        What it covers.
    worth
        What agents are worth in each interval.
    most
        Most moves, those that gain much first; None: all that gain anything.

    Returns
    -------
    Moved
        The same roster where nothing may be moved: it has activities, vacant lines, several clocks,
        or coverage that has an upper limit.
    """
    judged = judge(table, plan, week)
    if not _may_move(table, plan, judged):
        return Moved(table, 0)
    teams = {
        str(name): read_rows(part.to_dict("records"))[0]
        for name, part in table.groupby("team", sort=False)
    }
    floor = _Floor(week, worth, _there(teams), WEEK if most is None else most)
    for share in _WORTH_IT:
        for name, rows in teams.items():
            days = list(judged.teams[name])
            _move_team(rows, days, judged.groups[name], plan, floor, share * worth.calls.sum())
            judged.teams[name] = tuple(days)
    found = _written(table, teams)
    return Moved(table, 0) if judge(found, plan, week).violations else Moved(found, floor.moves)


def _may_move(table: pd.DataFrame, plan: Plan, judged: Judged) -> bool:
    """Whether a roster may be touched at all."""
    activities = "activities" in table and table["activities"].fillna("").astype(str).any()
    groups = judged.groups.values()
    return not (
        judged.violations
        or activities
        or plan.is_limited
        or not all(all(own) for own in judged.occupied.values())
        or any(group.zone is not None or not group.shifts for group in groups)
    )


class _Floor:
    """Agents on the phones in each minute of the week, and what they are worth there."""

    def __init__(self, week: Week, worth: Worth, there: Whole, most: int) -> None:
        self.step = week.step
        self.required = week.required
        self.worth = worth
        self.there = there
        self.most = most
        self.moves = 0
        self._weigh()

    def _weigh(self) -> None:
        by_interval = self.there.reshape(-1, self.step)
        more, fewer = self.worth.gains(by_interval.mean(axis=1))
        self.more, self.fewer = (np.repeat(one / self.step, self.step) for one in (more, fewer))
        self.tight = np.repeat(by_interval.min(axis=1) <= self.required, self.step)
        self.closed = np.repeat(self.required <= 0, self.step)

    def gain(self, old: Sequence[Row], new: Sequence[Row]) -> float:
        """Good calls that rows gain in place of others; less than none where they may not."""
        total = 0.0
        for one, other in zip(old, new, strict=True):
            come, go = _apart(one, other)
            if self.tight[go].any() or self.closed[come].any():
                return -np.inf
            total += float(self.more[come].sum() - self.fewer[go].sum())
        return total

    def move(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Put rows in place of others."""
        for one, other in zip(old, new, strict=True):
            come, go = _apart(one, other)
            self.there[come] += 1
            self.there[go] -= 1
        self.moves += 1
        self._weigh()


def _apart(one: Row, other: Row) -> tuple[Whole, Whole]:
    """Return the minutes of the week that a row has and the one before has not; and those gone."""
    first, last = min(one.start, other.start), max(one.end, other.end)
    change = np.zeros(last - first, dtype=np.int64)
    for row, sign in ((other, 1), (one, -1)):
        change[row.start - first : row.end - first] += sign
        for begin, end in (*row.meals, *row.breaks):
            change[begin - first : end - first] -= sign
    minutes = (np.arange(first, last) + (one.weekday - 1) * DAY) % WEEK
    return minutes[change > 0], minutes[change < 0]


def _there(teams: dict[str, list[Row]]) -> Whole:
    """Count agents on the phones in each minute of the week."""
    there = np.zeros(WEEK, dtype=np.int64)
    for rows in teams.values():
        for row in rows:
            begins = (row.weekday - 1) * DAY
            np.add.at(there, (np.arange(row.start, row.end) + begins) % WEEK, 1)
            for first, last in (*row.meals, *row.breaks):
                np.subtract.at(there, (np.arange(first, last) + begins) % WEEK, 1)
    return there


def _move_team(
    rows: list[Row],
    days: list[Duty | None],
    group: Group,
    plan: Plan,
    floor: _Floor,
    worth_it: float,
) -> None:
    """Move what gains so many good calls in a team, in place."""

    def take_best(places: Sequence[int], options: Sequence[list[Row]]) -> None:
        """Take the option that gains most, of those that keep the rules."""
        old = [rows[place] for place in places]
        gains = [floor.gain(old, option) for option in options]
        for number in sorted(range(len(gains)), key=lambda number: -gains[number]):
            if gains[number] <= worth_it or floor.moves >= floor.most:
                return
            changed = list(days)
            for place, row in zip(places, options[number], strict=True):
                changed[place] = _duty(days[place], row)
            if any(fault for rule in group.rules for fault in rule.faults(changed)):
                continue
            floor.move(old, options[number])
            days[:] = changed
            for place, row in zip(places, options[number], strict=True):
                rows[place] = row
            return

    for run in _runs(rows):
        old = [rows[place] for place in run]
        take_best(run, list(_later_or_earlier(old, group, plan, floor.step)))
    for place, duty in enumerate(days):
        if duty is not None:
            take_best([place], [[one] for one in _other_pauses(rows[place], group, floor.step)])


def _duty(duty: Duty | None, row: Row) -> Duty:
    """Return a duty with the times of a row."""
    assert duty is not None
    pauses = tuple(sorted(first for first, _ in (*row.meals, *row.breaks)))
    return replace(duty, start=row.start, end=row.end, pauses=pauses)


def _runs(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Yield the places of duties that start alike on days in a row; the last day goes on."""

    def alike(one: int, other: int) -> bool:
        mine, theirs = rows[one], rows[other]
        return mine.end > 0 and (mine.shift, mine.start) == (theirs.shift, theirs.start)

    begins = [
        place for place in range(len(rows)) if rows[place].end and not alike(place - 1, place)
    ]
    for first in begins:
        run = [first]
        while alike(run[-1], (run[-1] + 1) % len(rows)):
            run.append((run[-1] + 1) % len(rows))
        yield run


def _later_or_earlier(
    old: Sequence[Row], group: Group, plan: Plan, step: int
) -> Iterator[list[Row]]:
    """Yield duties with all that is in them, later or earlier."""
    for minutes in range(-_FURTHEST // step * step, _FURTHEST + 1, step):
        new = [_shifted(row, minutes) for row in old]
        fits = minutes and all(
            row.start >= 0
            and plan.is_night(row.start, row.end - row.start)
            == plan.is_night(was.start, was.end - was.start)
            and not any(shift_faults(row, group, step))
            for was, row in zip(old, new, strict=True)
        )
        if fits:
            yield new


def _shifted(row: Row, minutes: int) -> Row:
    def later(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((first + minutes, last + minutes) for first, last in spans)

    start, end = row.start + minutes, row.end + minutes
    return replace(row, start=start, end=end, meals=later(row.meals), breaks=later(row.breaks))


def _other_pauses(row: Row, group: Group, step: int) -> Iterator[Row]:
    """Yield a duty with one of its meals or breaks at another time."""
    shift = group.shift(row.shift)
    if shift is None or not shift.pauses:
        return
    earliest = row.start + min(pause.earliest for pause in shift.pauses)
    latest = row.start + max(pause.latest for pause in shift.pauses)
    others = [replace(row, meals=spans) for spans in _moved_one(row.meals, earliest, latest, step)]
    others += [
        replace(row, breaks=spans) for spans in _moved_one(row.breaks, earliest, latest, step)
    ]
    yield from (new for new in others if not any(shift_faults(new, group, step)))


def _moved_one(
    spans: tuple[Span, ...], earliest: int, latest: int, step: int
) -> Iterator[tuple[Span, ...]]:
    """Yield meals or breaks with one of them at another time."""
    for number, (first, last) in enumerate(spans):
        for begin in range(earliest + (first - earliest) % step, latest + 1, step):
            if begin != first:
                other = (*spans[:number], (begin, begin + last - first), *spans[number + 1 :])
                yield tuple(sorted(other))


def _written(table: pd.DataFrame, teams: dict[str, list[Row]]) -> pd.DataFrame:
    """Write the times of rows into a table."""
    rows = {
        (row.team, row.line, row.weekday): row for team in teams.values() for row in team if row.end
    }
    found = table.copy()
    places = zip(table["team"].astype(str), table["line"], table["weekday"], strict=True)
    own = [rows.get((team, int(line), int(weekday))) for team, line, weekday in places]
    texts: dict[str, Callable[[Row], str]] = {
        "start": lambda row: hhmm(row.start),
        "end": lambda row: hhmm(row.end),
        "meals": lambda row: hhmm_spans(row.meals),
        "breaks": lambda row: hhmm_spans(row.breaks),
    }
    for name, text in texts.items():
        values = [
            cell if row is None else text(row) or None
            for cell, row in zip(table[name], own, strict=True)
        ]
        found[name] = pd.Series(values, index=table.index, dtype=table[name].dtype)
    return found
