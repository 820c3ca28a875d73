"""Dives: days are held one after the other, and lines that keep to them are priced again.

What the lines of a person in fractions agree upon is held at once: it loses next to nothing, and
the linear program of all others stays as good as it was. Only where no such days are left, the
largest shares are held. Whole lines held at once would decide too much.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.first import completed
from wfm.scheduling.search.generation import Pace, generate
from wfm.scheduling.search.pool import Master, Pool
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import OPEN, Values
from wfm.solver.growing import Relaxed

Lines = dict[int, list[tuple[float, int]]]
Kinds = NDArray[np.int16]
# Days of this share are as good as whole; lines of this value are.
_AGREED, _WHOLE, _TINY = 0.9, 1 - 1e-4, 1e-6
# Columns of a linear program: so many in all, and at least so many of each person.
_COLUMNS, _COLUMNS_EACH = 4000, 30
# A step that makes the linear program dearer by less than this share has lost nothing.
_LOSS = 1e-5
# The share of the open days held in a step grows and shrinks so; at most it is so large of itself.
_GROWS, _LARGEST = 1.25, 0.12
_MOST_ROUNDS = 40


@dataclass(frozen=True)
class Diving:
    """How a dive goes.

    Parameters
    ----------
    rounds
        At most so many rounds of pricing after the first step; more where fewer people are left.
    share
        Share of the open days that are held at least in a step.
    gone
        Share of its time that is gone: where little is left, more days are held in a step, and at 1
        those who are left take the best line beside the others.
    target
        At this cost its first linear program is good enough, without the constant.
    below
        A dive whose linear program costs as much as this is of no use.
    """

    rounds: int
    share: float = 0.0
    gone: Callable[[], float] = lambda: 0.0
    target: float = -np.inf
    below: float = np.inf


def dive(
    master: Master,
    pricing: Pricing,
    taken: Mapping[int, int],
    how: Diving,
    stop: Callable[[], bool],
) -> dict[int, int] | None:
    """Find a line for each person of a linear program, the lines of the others being given.

    Parameters
    ----------
    master
        The linear program; it is of no use afterwards.
    pricing
        How other lines are found.
    taken
        Lines of the others, by person.
    how
        How the dive goes.
    stop
        Whether to stop.

    Returns
    -------
    dict or None
        Number of each person's line, of all people; None where the dive ended without a line for
        somebody, was of no use, or was stopped.
    """
    pool, rest = master.pool, list(master.people)
    held = np.full((len(pool.problem.people), pool.problem.days), OPEN, dtype=np.int16)
    chosen, share, began, target = dict(taken), how.share, how.gone(), how.target

    def is_late() -> bool:
        return how.gone() >= 1 or stop()

    while True:
        rounds = min(_MOST_ROUNDS, how.rounds * len(master.people) // max(1, len(rest)))
        pace = Pace(rounds, 3, target=target, rough=True)
        state = generate(master, pricing, rest, pace, is_late)
        if state.relaxed is None:
            break
        if state.relaxed.objective >= how.below:
            return None
        lines = _lines(master, state.relaxed)
        chosen.update(_whole(lines))
        rest = [person for person in master.people if person not in chosen]
        number = int((held[rest] == OPEN).sum())
        if not number or is_late():
            break
        cost, gone = state.relaxed.objective, how.gone()
        share = share / _GROWS if cost > target else min(_LARGEST, share * _GROWS)
        share = max(how.share, share)
        least = max(share, (gone - began) / (1 - gone)) * number
        more, began = _held(pool, lines, held, max(1, round(least))), gone
        if np.array_equal(more, held):
            break
        held = more
        master.hold(held)
        target = cost + _LOSS * (1 + abs(cost))
    return None if stop() else completed(pool, pricing, chosen, rest, stop)


def best_of(pool: Pool, people: list[int], prices: Values | None) -> list[tuple[int, int]]:
    """Return the lines of people that are cheapest at some prices; None: those found last."""
    each = max(_COLUMNS_EACH, _COLUMNS // max(1, len(people)))
    found = []
    for person in people:
        lines = pool.lines[person]
        numbers = range(max(0, len(lines) - each), len(lines))
        if prices is not None and len(lines) > each:
            reduced = [line.cost - line.amounts @ prices[line.rows] for line in lines]
            numbers = np.argsort(reduced, kind="stable")[:each].tolist()
        found += [(person, number) for number in numbers]
    return found


def _lines(master: Master, relaxed: Relaxed) -> Lines:
    """Return the value and number of each person's lines that a linear program takes."""
    found: Lines = {person: [] for person in master.people}
    for place in np.flatnonzero(relaxed.values > _TINY):
        of = master.columns[place]
        if of is not None:
            found[of[0]].append((float(relaxed.values[place]), of[1]))
    return found


def _whole(lines: Lines) -> dict[int, int]:
    """Return the lines that are taken as a whole."""
    return {
        person: number for person, own in lines.items() for value, number in own if value > _WHOLE
    }


def _held(pool: Pool, lines: Lines, held: Kinds, least: int) -> Kinds:
    """Hold the days on which lines agree, and those of the largest shares until there are enough.

    At least one of a person's lines is left.
    """
    held = held.copy()
    asked: list[tuple[float, int, int, int]] = []
    left: dict[int, Kinds] = {}
    for person, own in lines.items():
        days = np.flatnonzero(held[person] == OPEN)
        if not own or not len(days):
            continue
        kinds = np.array([pool.lines[person][number].kinds for _, number in own])
        values = np.array([value for value, _ in own])
        left[person] = kinds
        alike = kinds[:, None, days] == kinds[None, :, days]
        shares = np.tensordot(values, alike, axes=(0, 0))
        top = shares.argmax(axis=0)
        asked += [
            (-float(shares[line, place]), person, int(day), int(kinds[line, day]))
            for place, (line, day) in enumerate(zip(top, days, strict=True))
        ]
    number = 0
    for share, person, day, kind in sorted(asked):
        if -share < _AGREED and number >= least:
            break
        keeping = left[person][left[person][:, day] == kind]
        if len(keeping):
            left[person], held[person, day] = keeping, kind
            number += 1
    return held
