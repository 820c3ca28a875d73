"""Lines of long problems keep an even pace, as far as that leaves everybody a line."""

from dataclasses import replace

import numpy as np
import pytest

from scheduling.search.places import BANDS, problem
from wfm.scheduling.search import pace
from wfm.scheduling.search.network import WeekendBegun, network_of
from wfm.scheduling.search.pace import slacks_of, started
from wfm.scheduling.search.pool import Pool
from wfm.work.rules.catalogue import DaysOff, DaysOn


def test_lines_may_differ_more_from_an_even_pace_where_that_is_needed() -> None:
    asked = problem(1, people=2, days=8)
    network = network_of((DaysOn(4, 4), DaysOff(1, 8), WeekendBegun()), BANDS)
    people = tuple(
        replace(
            person,
            starts=(network.first[asked.first_weekday],),
            costs=np.zeros_like(person.costs),
            least=4 * 480,
            most=4 * 480,
            weekends=None,
            limits=(),
        )
        for person in asked.people
    )
    asked = replace(asked, networks=(network,), people=people)
    assert started(Pool(asked), (0,), lambda: False)[1] is None
    _, found = started(Pool(asked), (0, 2), lambda: False)
    assert found is not None


def test_only_long_problems_keep_an_even_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = problem(1, people=2, days=8)
    assert slacks_of(asked) == (None,)
    monkeypatch.setattr(pace, "_LONG", 0)
    assert slacks_of(asked) == (2, 6, 12, None)
    monkeypatch.setattr(pace, "_ROOM", 0)
    assert slacks_of(asked) == (2, 6, 12)
