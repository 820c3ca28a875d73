"""Small problems of people, at random, and every line that a person may have."""

import random
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from scipy.sparse import csr_array

from wfm.scheduling.search.network import WeekendBegun, network_of
from wfm.scheduling.search.problem import Cover, Limit, Person, Problem, line_of
from wfm.work.rules.catalogue import DaysOff, DaysOn, Forbidden, Rule
from wfm.work.shifts import Band, Shift

EARLY = Band(Shift("early", ((360, 360),), 480, 480), (360,), night=False)
LATE = Band(Shift("late", ((840, 840),), 480, 480), (840,), night=False)
BANDS = (EARLY, LATE)
RULES: tuple[Rule, ...] = (DaysOn(1, 3), DaysOff(1, 3), Forbidden((("late", "early"),)))


def problem(seed: int, people: int = 3, days: int = 8) -> Problem:
    """Make a problem of whole costs, in which nobody has to work."""
    chance = random.Random(seed)
    network = network_of((*RULES, WeekendBegun()), BANDS)
    rows = days * len(BANDS)
    cover = Cover(
        np.array([float(chance.randint(0, 2)) for _ in range(rows)]),
        np.full(rows, 20.0),
        np.full(rows, 3.0),
        csr_array(np.eye(rows)),
    )
    weekday = chance.randrange(7)
    made = []
    for _ in range(people):
        costs = np.array([[float(chance.randint(-4, 4)) for _ in BANDS] for _ in range(days)])
        costs[chance.randrange(days)] = np.inf
        made.append(
            Person(
                0,
                (network.first[weekday],),
                costs,
                np.array([float(chance.randint(0, 2)) for _ in range(days)]),
                480 * chance.randint(0, 2),
                480 * chance.randint(3, 6),
                chance.choice([None, 0, 1]),
                chance.choice([(), (Limit((1,), 1),), (Limit((0,), 2), Limit((1,), 1))]),
                chance.choice([(), (0.0, 0.0, 1.0, 3.0, 6.0, 10.0, 15.0, 21.0, 28.0)]),
            )
        )
    points = np.array([[0, 1]] * days)
    return Problem(
        weekday,
        (network,),
        ((0, 1),),
        np.arange(2),
        np.array([480, 480]),
        points,
        tuple(made),
        cover,
    )


def lines(asked: Problem, person: Person) -> Iterator[np.ndarray]:
    """Go through all lines of a person, checked rule by rule without the network."""
    for days in product((-1, 0, 1), repeat=asked.days):
        if _is_allowed(asked, person, days):
            yield np.array(days, dtype=np.int16)


def _is_allowed(asked: Problem, person: Person, days: Sequence[int]) -> bool:
    on = [day for day, kind in enumerate(days) if kind >= 0]
    if any(np.isinf(person.costs[day, days[day]]) for day in on):
        return False
    if not person.least <= sum(asked.minutes[days[day]] for day in on) <= person.most:
        return False
    if any(sum(days[day] in limit.bands for day in on) > limit.most for limit in person.limits):
        return False
    weekends = {(asked.first_weekday + d) // 7 for d in on if asked.weekday(d) in (5, 6)}
    if person.weekends is not None and len(weekends) > person.weekends:
        return False
    for rule in RULES:
        state = rule.first()
        for day, kind in enumerate(days):
            state = rule.step(state, asked.weekday(day), None if kind < 0 else BANDS[kind])
            if state is None:
                return False
    return True


def reduced_cost(asked: Problem, person: Person, days: np.ndarray, prices: np.ndarray) -> float:
    """Return what a line costs at some prices of cover."""
    line = line_of(asked, person, days)
    return line.cost - float(line.amounts @ prices[line.rows])
