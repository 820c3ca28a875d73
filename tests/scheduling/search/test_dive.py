"""Dives: days are held step by step, until everybody has a whole line."""

import numpy as np
import pytest

from scheduling.search.places import lines, problem, reduced_cost
from sparing import few
from wfm.scheduling.search.dive import Diving, dive
from wfm.scheduling.search.first import completed
from wfm.scheduling.search.generation import Pace, generate
from wfm.scheduling.search.pool import Master, Pool, keeps
from wfm.scheduling.search.pricing import Ask, Pricing
from wfm.scheduling.search.problem import OFF, OPEN, Problem, line_of, total_cost


def never() -> bool:
    return False


def everybody(asked: Problem) -> tuple[Master, Pricing]:
    people = list(range(len(asked.people)))
    return Master(Pool(asked), people, asked.cover.required, never), Pricing(asked)


@pytest.mark.parametrize("seed", few(2, [1, 2, 5, 8]))
def test_everybody_gets_days_that_are_allowed_at_no_less_than_the_bound(seed: int) -> None:
    asked = problem(seed, people=4)
    master, pricing = everybody(asked)
    bound = generate(master, pricing, master.people, Pace(100), never).bound
    found = dive(master, pricing, {}, Diving(8), never)
    assert found is not None
    taken = master.pool.chosen(dict(sorted(found.items())))
    for person, line in zip(asked.people, taken, strict=True):
        assert line.kinds.tobytes() in {days.tobytes() for days in lines(asked, person)}
    assert total_cost(asked, taken) >= bound - 1e-6


def test_it_is_mostly_better_than_one_person_after_the_other() -> None:
    gains = []
    for seed in (0, 1, 2, 3):
        asked = problem(seed, people=5)
        master, pricing = everybody(asked)
        beside = Pool(asked)
        simple = completed(beside, pricing, {}, master.people, never)
        found = dive(master, pricing, {}, Diving(8), never)
        assert found is not None
        assert simple is not None
        cost = total_cost(asked, master.pool.chosen(found))
        gains.append(total_cost(asked, beside.chosen(simple)) - cost)
    assert min(gains) >= 0
    assert sum(gains) > 20


def test_a_dive_that_cannot_be_better_is_given_up() -> None:
    asked = problem(1, people=4)
    master, pricing = everybody(asked)
    bound = generate(master, pricing, master.people, Pace(100), never).bound
    assert dive(master, pricing, {}, Diving(8, below=bound), never) is None


def test_a_person_without_any_line_ends_it() -> None:
    asked = problem(1, people=1)
    object.__setattr__(asked.people[0], "costs", np.full_like(asked.people[0].costs, np.inf))
    object.__setattr__(asked.people[0], "least", 480)
    master, pricing = everybody(asked)
    assert dive(master, pricing, {}, Diving(8), never) is None


def test_lines_of_others_stay() -> None:
    asked = problem(2, people=4)
    pool, pricing = Pool(asked), Pricing(asked)
    first = completed(pool, pricing, {}, [0, 1, 2, 3], never)
    assert first is not None
    others = {person: first[person] for person in (0, 3)}
    required = asked.cover.required.copy()
    for line in pool.chosen(others):
        required[line.rows] -= line.amounts
    found = dive(Master(pool, [1, 2], required, never), pricing, others, Diving(8), never)
    assert found is not None
    assert sorted(found) == [0, 1, 2, 3]
    assert {person: found[person] for person in others} == others


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_priced_lines_are_the_cheapest_that_keep_to_what_is_held(seed: int) -> None:
    asked = problem(seed, people=1)
    person = asked.people[0]
    every = list(lines(asked, person))
    held = np.full((1, asked.days), OPEN, dtype=np.int16)
    days = every[len(every) // 2]
    held[0, [2, 4]] = days[[2, 4]]
    prices = np.linspace(0.0, 9.0, len(asked.cover.required))
    ask = Ask(prices, np.full(1, np.inf), 3, exact=True, held=held)
    (priced,) = Pricing(asked).price([0], ask)
    keeping = [each for each in every if keeps(each, held[0])]
    assert 0 < len(keeping) < len(every)
    assert priced.least == pytest.approx(
        min(reduced_cost(asked, person, each, prices) for each in keeping)
    )
    assert priced.lines
    assert all(keeps(line, held[0]) for line in priced.lines)


def test_lines_that_differ_from_what_is_held_are_ruled_out() -> None:
    asked = problem(3, people=1)
    master, _ = everybody(asked)
    every = list(lines(asked, asked.people[0]))
    master.push([(0, master.pool.add(0, days)) for days in every])
    held = np.full((1, asked.days), OPEN, dtype=np.int16)
    held[0, 3] = OFF
    master.hold(held)
    relaxed = master.program.relax()
    assert relaxed is not None
    whole = [total_cost(asked, [line_of(asked, asked.people[0], days)]) for days in every]
    assert min(whole) < relaxed.objective + 1e-6
    for place in np.flatnonzero(relaxed.values > 1e-6):
        of = master.columns[place]
        assert of is None or master.pool.lines[0][of[1]].kinds[3] == OFF
