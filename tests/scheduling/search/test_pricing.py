"""The cheapest lines of people, against all lines."""

from dataclasses import replace

import numpy as np
import pytest

from scheduling.search.places import lines, problem, reduced_cost
from sparing import few
from wfm.scheduling.search.layout import Reach, unit_of
from wfm.scheduling.search.pricing import Ask, Pricing
from wfm.scheduling.search.problem import Problem, line_of
from wfm.scheduling.search.walks import ends_of


def of_two_lengths(seed: int, days: int) -> Problem:
    """Make late duties longer; the second person has none."""
    asked = problem(seed, people=2, days=days)
    asked.people[1].costs[:, 1] = np.inf
    return replace(asked, minutes=np.array([480, 600]))


@pytest.mark.parametrize("lengths", [1, 2])
@pytest.mark.parametrize("seed", few(3, range(8)))
def test_a_cheapest_line_is_the_cheapest_of_all(seed: int, lengths: int) -> None:
    asked = problem(seed, people=2, days=7) if lengths == 1 else of_two_lengths(seed, 7)
    pricing = Pricing(asked)
    chance = np.random.default_rng(seed)
    for _ in range(2):
        prices = chance.uniform(-3, 20, len(asked.cover.required))
        ask = Ask(prices, np.full(2, np.inf), 6, exact=True)
        pricing.settle()
        for priced in pricing.price([0, 1], ask):
            person = asked.people[priced.person]
            every = [reduced_cost(asked, person, days, prices) for days in lines(asked, person)]
            if not every:
                assert np.isinf(priced.least)
                continue
            assert priced.least == pytest.approx(min(every))
            best = priced.lines[0]
            assert reduced_cost(asked, person, best, prices) == pytest.approx(min(every))


@pytest.mark.parametrize("seed", few(3, range(8)))
def test_with_fines_it_bounds_all_lines_and_gives_only_allowed_ones(seed: int) -> None:
    asked = problem(seed, people=2, days=7)
    pricing = Pricing(asked)
    chance = np.random.default_rng(seed)
    allowed = [{days.tobytes() for days in lines(asked, person)} for person in asked.people]
    for _ in range(6):
        prices = chance.uniform(0, 20, len(asked.cover.required))
        for priced in pricing.price([0, 1], Ask(prices, np.full(2, np.inf), 4, exact=False)):
            person = asked.people[priced.person]
            assert all(days.tobytes() in allowed[priced.person] for days in priced.lines)
            costs = [reduced_cost(asked, person, days, prices) for days in priced.lines]
            assert all(cost >= priced.least - 1e-9 for cost in costs)


def test_a_line_knows_what_it_costs_and_covers() -> None:
    asked = problem(1, people=1, days=7)
    person = asked.people[0]
    line = line_of(asked, person, next(lines(asked, person)))
    assert len(line.rows) == np.count_nonzero(line.kinds >= 0)
    assert np.isfinite(line.cost)


def test_at_an_even_pace_lines_are_allowed_and_cost_no_less() -> None:
    asked = problem(1, people=2, days=8)
    prices = np.full(len(asked.cover.required), 10.0)
    ask = Ask(prices, np.full(2, np.inf), 4, exact=True)
    free, paced = (list(Pricing(asked, slack).price([0, 1], ask)) for slack in (None, 1))
    for one, other in zip(free, paced, strict=True):
        assert other.person == one.person
        assert other.least >= one.least
        allowed = {days.tobytes() for days in lines(asked, asked.people[other.person])}
        assert other.lines
        assert all(days.tobytes() in allowed for days in other.lines)


def test_half_the_digits_find_lines_as_cheap() -> None:
    asked = problem(1, people=2, days=8)
    prices = np.random.default_rng(1).uniform(0, 20, len(asked.cover.required))
    ask = Ask(prices, np.full(2, np.inf), 1, exact=True)
    whole, half = (
        sorted(Pricing(asked).price([0, 1], each), key=lambda priced: priced.person)
        for each in (ask, replace(ask, rough=True))
    )
    assert [each.least for each in half] == pytest.approx([each.least for each in whole], rel=1e-5)
    assert [each.lines[0].tolist() for each in half] == [each.lines[0].tolist() for each in whole]


def test_time_is_counted_in_what_divides_the_duties_a_person_may_have() -> None:
    asked = of_two_lengths(1, 7)
    people = [replace(person, least=480, most=1200) for person in asked.people]
    assert [unit_of(asked, person) for person in people] == [120, 480]
    assert unit_of(asked, replace(people[0], least=0, most=600 * 7)) == 0


def test_of_lines_that_cost_the_same_the_first_are_taken_on_any_processor() -> None:
    costs = np.random.default_rng(1).integers(1, 5, 2000).astype(float)
    reach = Reach((), (), np.zeros((1, 1, 1)))
    found = ends_of(costs[:, None, None], reach, np.array([np.inf]), 30)
    assert found.labels[:, 0].tolist() == np.flatnonzero(costs == 1)[:30].tolist()
    assert found.value.tolist() == [1] * 30
