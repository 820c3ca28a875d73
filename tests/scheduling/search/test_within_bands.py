"""Starts and pauses of a schedule are put where they cover most."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array

from scheduling.search.places import lines, problem
from wfm.scheduling.search.problem import Line, Problem, line_of, total_cost
from wfm.scheduling.search.within_bands import within_bands

PLACES = 3  # of the pause of a duty


def with_pauses(seed: int) -> tuple[Problem, tuple[Line, ...]]:
    """Part each duty of a small problem in three, of which it covers two; take lines at random."""
    plain, chance = problem(seed, people=3, days=7), np.random.default_rng(seed)
    bands, rows = plain.kinds, plain.days * plain.kinds * PLACES
    effects = np.zeros((plain.days * bands * PLACES, rows))
    for day, band, pause in product(range(plain.days), range(bands), range(PLACES)):
        duty = (day * bands + band) * PLACES
        effects[duty + pause, duty : duty + PLACES] = 1.0
        effects[duty + pause, duty + pause] = 0.0
    cover = replace(
        plain.cover,
        required=chance.integers(0, 3, rows).astype(float),
        under=chance.integers(5, 30, rows).astype(float),
        over=chance.integers(0, 9, rows).astype(float),
        effects=csr_array(effects),
    )
    people = tuple(
        replace(person, costs=np.repeat(person.costs, PLACES, axis=1)) for person in plain.people
    )
    band_of = np.repeat(plain.band_of, PLACES)
    made = replace(plain, people=people, cover=cover, band_of=band_of)
    taken = []
    for person, of_bands in zip(made.people, plain.people, strict=True):
        allowed = list(lines(plain, of_bands))
        days = allowed[chance.integers(len(allowed))]
        kinds = np.where(days >= 0, days * PLACES + chance.integers(0, PLACES, plain.days), -1)
        taken.append(line_of(made, person, kinds.astype(np.int16)))
    return made, tuple(taken)


@pytest.mark.parametrize("seed", range(10))
def test_no_other_place_of_a_pause_would_help(seed: int) -> None:
    asked, start = with_pauses(seed)
    found = within_bands(asked, start, lambda: False)
    made = [line_of(asked, p, kinds) for p, kinds in zip(asked.people, found, strict=True)]
    cost = total_cost(asked, made)
    assert cost <= total_cost(asked, start)
    for number, (line, before) in enumerate(zip(made, start, strict=True)):
        assert (line.kinds // PLACES).tolist() == (before.kinds // PLACES).tolist()
        for day, pause in product(np.flatnonzero(line.kinds >= 0), range(PLACES)):
            other = line.kinds.copy()
            other[day] = other[day] // PLACES * PLACES + pause
            moved = list(made)
            moved[number] = line_of(asked, asked.people[number], other)
            assert total_cost(asked, moved) >= cost - 1e-9


def test_some_schedules_become_cheaper() -> None:
    cheaper = []
    for seed in range(10):
        asked, start = with_pauses(seed)
        found = within_bands(asked, start, lambda: False)
        made = [line_of(asked, p, kinds) for p, kinds in zip(asked.people, found, strict=True)]
        cheaper.append(total_cost(asked, made) < total_cost(asked, start))
    assert sum(cheaper) >= 8


def test_without_time_all_stays() -> None:
    asked, start = with_pauses(3)
    found = within_bands(asked, start, lambda: True)
    assert [kinds.tolist() for kinds in found] == [line.kinds.tolist() for line in start]
