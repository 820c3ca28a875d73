"""Teams whose days change: the network says what keeps the rules."""

import pytest

from rostering.comfortable.rosters import small
from wfm.rostering.comfort.prices import OFF
from wfm.rostering.comfortable.rotations import GroupDays


def days() -> GroupDays:
    """Return the teams of the small plan."""
    built, teams = small()
    return GroupDays(built.groups[0], teams, {})


def test_the_days_of_a_team_are_walked_from_any_day_on() -> None:
    group = days()
    for rotation in group.rotations.values():
        nodes = list(rotation.nodes)
        assert all(group.walks(rotation, at, 3) for at in range(len(rotation.days)))
        assert rotation.nodes == nodes


def test_what_breaks_a_rule_is_not_walked() -> None:
    group = days()
    rotation = next(iter(group.rotations.values()))
    at = rotation.days.index(OFF)
    six = [next(day for day in rotation.days if day != OFF)] * 6
    assert not group.begins(rotation, at, six)


def test_teams_come_back_as_they_were() -> None:
    built, teams = small()
    assert GroupDays(built.groups[0], teams, {}).teams() == list(teams)


def test_starts_move_where_a_stint_has_two_of_them_and_that_has_a_weight() -> None:
    built, teams = small()
    assert GroupDays(built.groups[0], teams, {}).starts_move
    assert not GroupDays(built.groups[0], teams, {"steady": 0.0}).starts_move


def test_a_change_is_priced_as_the_whole_is() -> None:
    group = days()
    number, rotation = next(iter(group.rotations.items()))
    turned = rotation.with_days(0, *rotation.window(7, len(rotation.days)))
    before = group.price
    worse = group.worse({number: group.priced(turned)})
    group.rotations[number] = group.priced(turned)
    assert group.price - before == pytest.approx(worse)
