"""What a comfortable roster is asked to keep."""

from rostering.plans import plan, rules
from wfm.rostering.comfort.prices import PRICES
from wfm.rostering.comfortable.aims import (
    AIMS,
    WISHES,
    aimed,
    evenly,
    nearly_steady,
    rules_added,
)
from wfm.work.configuration.comfort import NAMES
from wfm.work.rules.catalogue import MinRest, NightsOn, NightsPerWeek, StartChange
from wfm.work.rules.wishes import StartMoved, price_of


def test_every_aim_has_a_weight_of_its_name() -> None:
    assert {aim.name for aim in AIMS} | set(WISHES) | set(PRICES) | {"pauses"} == set(NAMES)


def test_a_stricter_rule_takes_the_place_of_a_looser_one() -> None:
    group = aimed(plan(), AIMS, {}).groups[0]
    assert [r.minutes for r in group.rules if isinstance(r, MinRest)] == [720]
    assert [r.most for r in group.rules if isinstance(r, NightsOn)] == [3]


def test_rules_that_are_stricter_already_stay() -> None:
    strict = plan(rules=rules(min_rest_hours=13, start_change=0, nights_on=[2, 2]))
    group = aimed(strict, AIMS, {}).groups[0]
    assert [r.minutes for r in group.rules if isinstance(r, MinRest)] == [780]
    assert [r.most for r in group.rules if isinstance(r, NightsOn)] == [2]
    assert not rules_added(strict, AIMS[:2])
    assert rules_added(strict, AIMS)


def test_what_contradicts_a_rule_is_not_asked_for() -> None:
    long = plan(rules=rules(nights_on=[4, 5], days_on=[4, 6]))
    group = aimed(long, AIMS, {}).groups[0]
    assert [(r.least, r.most) for r in group.rules if isinstance(r, NightsOn)] == [(4, 5)]


def test_wishes_have_their_prices_and_the_weekend_of_the_group() -> None:
    made = plan(weekend=["fri", "sat"])
    group = aimed(made, (), {"weekends": 0.5}).groups[0]
    (wish,) = set(group.rules) - set(made.groups[0].rules)
    assert (getattr(wish, "price"), getattr(wish, "weekend")) == (0.5, (4, 5))  # noqa: B009


def test_several_groups_share_the_nights() -> None:
    (aim,) = evenly([10, 0], [10, 10])
    assert aim.rules == (NightsPerWeek(0.625),)
    assert evenly([10], [10]) == evenly([0, 0], [4, 4]) == ()


def test_starts_that_may_move_a_little_have_a_price() -> None:
    group = aimed(plan(), nearly_steady(AIMS, 0.5), {}).groups[0]
    (change,) = [rule for rule in group.rules if isinstance(rule, StartChange)]
    assert 0 < change.minutes <= 120
    assert price_of(StartMoved, group.rules) > 0.5
    assert price_of(StartMoved, aimed(plan(), AIMS, {}).groups[0].rules) == 0
