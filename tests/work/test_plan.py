"""What a roster is made of."""

from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.work.plan import HOURS_OF_PAY, Activity, unless_needed


def test_premiums_of_a_duty_add_up() -> None:
    made = plan(group=[day_group(night_premium=0.25, sunday_premium=0.5, weekend_premium=0.1)])
    (group,) = made.groups
    assert group.premium(0, night=False) == 0
    assert group.premium(0, night=True) == 0.25
    assert group.premium(5, night=False) == pytest.approx(0.1)
    assert group.premium(6, night=True) == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("start", "presence", "is_night"),
    [
        (22 * 60, 510, True),
        (0, 300, True),
        (60, 180, True),
        (61, 510, False),
        (20 * 60, 300, False),
    ],
)
def test_a_night_covers_the_whole_night_window(start: int, presence: int, is_night: bool) -> None:
    assert plan().is_night(start, presence) is is_night


def banded(starts: Any, **rules: Any) -> list[tuple[int, ...]]:
    made = plan(rules=rules, group=[day_group(shift=[{"name": "day", "starts": starts}])])
    return [band.starts for band in made.bands(made.groups[0], 30)]


def test_a_band_is_near_enough_to_be_worked_on_the_next_day() -> None:
    """A duty of 8.5 h and a rest of 11 h leave 4.5 h between the first and the last start."""
    assert banded("06:00-10:30", min_rest_hours=11) == [tuple(range(360, 631, 30))]
    wider = banded("06:00-12:00", min_rest_hours=11)
    assert [(band[0], band[-1]) for band in wider] == [(360, 630), (660, 720)]


def test_nights_are_bands_of_their_own() -> None:
    early, late = banded(["05:00", "00:30"], min_rest_hours=11)
    assert (early, late) == ((300,), (30,))


def test_an_exact_plan_has_a_band_for_each_start() -> None:
    from dataclasses import replace

    made = plan(group=[day_group(shift=[{"name": "day", "starts": "08:00-09:00"}])])
    exact = replace(made, reading="exact")
    assert [band.starts for band in exact.bands(exact.groups[0], 30)] == [(480,), (510,), (540,)]


@pytest.mark.parametrize(
    ("weekday", "first", "last", "allowed"),
    [
        (0, 540, 600, True),
        (0, 530, 590, False),
        (0, 700, 760, False),
        (5, 540, 600, False),
        (4, 540 + 1440, 600 + 1440, False),  # of a duty on Friday that goes on on Saturday
        (6, 540 + 1440, 600 + 1440, True),
    ],
)
def test_an_activity_lies_in_its_window_on_its_days(
    weekday: int, first: int, last: int, allowed: bool
) -> None:
    training = Activity("training", 60, window=(540, 720), weekdays=(0, 1, 2, 3, 4))
    assert training.allows(weekday, first, last) is allowed


def test_an_activity_may_be_for_some_groups_only() -> None:
    (group,) = plan(group=[day_group()]).groups
    assert Activity("coaching", 60).is_for(group)
    assert not Activity("coaching", 60, groups=("others",)).is_for(group)


def test_costs_are_hours_of_pay_where_no_hour_has_a_price() -> None:
    assert plan(group=[day_group()]).cost_unit == HOURS_OF_PAY
    assert plan(group=[day_group(cost_per_hour=20)]).cost_unit == ""


def test_few_may_be_let_in_while_the_site_is_closed() -> None:
    assert unless_needed(plan(closed="never")).closed == "least"
    assert unless_needed(plan(closed="allowed")).closed == "allowed"


def test_plans_can_be_told_apart_by_their_hash() -> None:
    """Ways out are solved once for each plan that comes of them."""
    assert len({plan(), plan(), plan(comfort=0.0), plan(rotation_weeks=4)}) == 2
