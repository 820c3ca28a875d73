"""The network of all rules, against the rules one by one."""

import random
from collections.abc import Hashable

import pytest

from wfm.scheduling.search.network import DAYS, Network, WeekendBegun, network_of
from wfm.work.rules.catalogue import DEFAULT_RULES, RULES, DaysOff, DaysOn, MinRest, Rule
from wfm.work.shifts import Band, Shift

BANDS = tuple(
    Band(Shift(name, ((start, start),)), (start,), night=name == "night")
    for name, start in (("early", 360), ("day", 600), ("late", 840), ("night", 1320))
)
ALL = tuple(RULES[name](value, name) for name, value in DEFAULT_RULES.items())


States = list[Hashable]


def stepped(rules: tuple[Rule, ...], states: States, day: int, option: int) -> States | None:
    """Take a step of every rule; None where one forbids it."""
    band = BANDS[option - 1] if option else None
    after = [rule.step(s, day % DAYS, band) for rule, s in zip(rules, states, strict=True)]
    return None if None in after else after


def goes_on(rules: tuple[Rule, ...], states: States, day: int, days: int) -> bool:
    """Whether the rules allow so many days more."""
    if not days:
        return True
    return any(
        goes_on(rules, after, day + 1, days - 1)
        for option in range(len(BANDS) + 1)
        if (after := stepped(rules, states, day, option)) is not None
    )


def walk(rules: tuple[Rule, ...], network: Network, weekday: int, chance: random.Random) -> None:
    """Walk at random, and ask both at every step."""
    states: States = [rule.first() for rule in rules]
    node = network.first[weekday]
    for day in range(weekday, weekday + 40):
        option = chance.choice([0, 0, 1, 2, 3, 4])
        after = stepped(rules, states, day, option)
        following = network.after(node, day % DAYS, option)
        if following < 0:
            assert after is None or not goes_on(rules, after, day + 1, 9)
            return
        assert after is not None
        node, states = following, after


@pytest.mark.parametrize("rules", [(), (DaysOn(2, 5),), (DaysOff(2, 3), MinRest(660)), ALL])
def test_it_allows_what_every_rule_allows(rules: tuple[Rule, ...]) -> None:
    network = network_of(rules, BANDS)
    for seed in range(150):
        walk(rules, network, seed % DAYS, random.Random(seed))


def test_it_remembers_no_more_than_it_must() -> None:
    assert network_of((), BANDS).sizes == (1,) * DAYS
    # Off duty, or after one to five days.
    assert set(network_of((DaysOn(1, 5),), BANDS).sizes) == {6}
    assert max(network_of(ALL, BANDS).sizes) < 70


def test_it_marks_the_first_duty_of_a_weekend() -> None:
    network = network_of((WeekendBegun(),), BANDS)
    node = network.first[5]
    assert network.marks[5][node, 1] == 1
    assert network.marks[6][network.after(node, 5, 1), 1] == 0
    assert network.marks[6][network.after(node, 5, 0), 1] == 1
    assert network.marks[6][network.after(node, 5, 0), 0] == 0
