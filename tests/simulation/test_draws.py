"""What chance brings: the same for every plan, and as the laws say."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.centres import demand
from wfm.simulation.draws import Change, draw_week, inside, leaning


def test_the_same_seed_and_week_bring_the_same_calls() -> None:
    one, same = draw_week(demand(), 1, 5), draw_week(demand(), 1, 5)
    assert one.arrival.tolist() == same.arrival.tolist()
    assert one.handling.tolist() == same.handling.tolist()
    for other in (draw_week(demand(), 2, 5), draw_week(demand(), 1, 6)):
        assert other.arrival[:5].tolist() != one.arrival[:5].tolist()


def test_more_calls_are_the_same_ones_and_further_ones() -> None:
    base, some, more, most = (
        draw_week(demand(), 1, 0, Change(volume=volume)) for volume in (1.0, 1.05, 1.2, 1.6)
    )
    for fewer, further in ((base, some), (some, more), (more, most)):
        kept = np.isin(further.arrival, fewer.arrival)
        assert kept.sum() == fewer.arrival.size < further.arrival.size
        assert further.handling[kept].tolist() == fewer.handling.tolist()
        assert further.patience[kept].tolist() == fewer.patience.tolist()
    assert most.arrival.size / base.arrival.size == pytest.approx(1.6, abs=0.05)


def test_fewer_calls_are_some_of_the_same_ones_where_they_are_fewer() -> None:
    base = draw_week(demand(), 1, 0)
    volume = np.where(np.arange(48) < 20, 0.5, 1.0)
    fewer = draw_week(demand(), 1, 0, Change(volume=volume))
    kept = np.isin(base.arrival, fewer.arrival)
    assert kept.sum() == fewer.arrival.size
    assert kept[base.interval >= 20].all()
    assert kept[base.interval < 20].mean() == pytest.approx(0.5, abs=0.1)


def test_longer_calls_are_the_same_ones_and_longer() -> None:
    base, longer = draw_week(demand(), 1, 0), draw_week(demand(), 1, 0, Change(aht=1.05))
    assert longer.arrival.tolist() == base.arrival.tolist()
    assert longer.handling == pytest.approx(1.05 * base.handling)


def test_calls_come_in_order_inside_their_intervals() -> None:
    calls = np.array([[0.0, 50.0, 0.0, 70.0], [30.0, 0.0, 0.0, 60.0]])
    given = replace(demand(calls), lead=1)
    drawn = draw_week(given, 1, 0)
    assert (np.diff(drawn.arrival) >= 0).all()
    begin = given.edges[drawn.interval]
    assert ((drawn.arrival >= begin) & (drawn.arrival <= begin + given.step)).all()
    assert set(zip(drawn.queue.tolist(), drawn.interval.tolist(), strict=True)) == {
        (0, 1), (0, 3), (1, 0), (1, 3),
    }  # fmt: skip


def test_calls_of_an_interval_lean_as_its_neighbours_do() -> None:
    assert leaning(np.array([10.0, 20.0, 30.0])).tolist() == [0.5, 0.5, 1 / 6]
    # A closed neighbour says nothing; nothing leans more than to nothing.
    assert leaning(np.array([0.0, 20.0, 30.0])).tolist()[1:] == [0.25, 1 / 6]
    assert leaning(np.array([1.0, 2.0, 100.0])).max() == 2.0
    chance = (np.arange(100_000) + 0.5) / 100_000
    for lean in (-2.0, -0.5, 0.0, 1.0, 2.0):
        place = inside(chance, np.full(chance.size, lean))
        density = np.histogram(place, 10, (0, 1))[0] / 10_000
        assert density == pytest.approx(1 + lean * (np.arange(10) + 0.5 - 5) / 10, abs=1e-3)


def test_days_vary_as_they_should_all_queues_together() -> None:
    given = replace(demand(np.full((2, 4), 500.0)), day=np.array([7, 7, 8, 8]))
    given = replace(given, day_cv=np.array([0.3, 0.0]))
    numbers = np.array(
        [np.bincount(one.queue * 4 + one.interval, minlength=8).reshape(2, 2, 2).sum(axis=2)
         for one in (draw_week(given, 1, week) for week in range(300))]
    )  # fmt: skip
    assert numbers.mean(axis=0) == pytest.approx(np.full((2, 2), 1000), rel=0.05)
    spread = numbers.std(axis=0) / 1000
    assert spread == pytest.approx(np.array([[0.3, 0.03], [0.3, 0.03]]), rel=0.2)
    assert np.corrcoef(numbers[:, 0, 0], numbers[:, 1, 0])[0, 1] > 0.9
