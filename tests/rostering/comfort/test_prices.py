"""The price of days is what a slow count of everything that people feel makes it."""

import random

import pytest

from wfm.rostering.comfort.measures import comfort_of
from wfm.rostering.comfort.prices import OFF, PRICES, DayPrices, DutyKind
from wfm.work.rules.rule import Duty
from wfm.work.rules.runs import runs

KINDS = [
    DutyKind(360, 870, 480, night=False),
    DutyKind(420, 930, 480, night=False),
    DutyKind(840, 1350, 480, night=False),
    DutyKind(600, 900, 300, night=False),
    DutyKind(1320, 1830, 480, night=True),
]


def days_of(seed: int) -> list[int]:
    """Draw a rotation of one to five lines with at least one duty and one day off."""
    draw = random.Random(seed)
    days = [draw.choice([OFF, OFF, 0, 0, 1, 2, 3, 4, 4]) for _ in range(7 * draw.randint(1, 5))]
    return [OFF, 0, *days[2:]]


def duties(days: list[int]) -> list[Duty | None]:
    """Return days as a finished roster shows them."""
    return [
        None if day == OFF else Duty("s", k.start, k.end, k.paid, k.night)
        for day in days
        for k in [KINDS[day]]
    ]


def counted(days: list[int]) -> dict[str, float]:
    """Price each thing from its count: slow and obvious."""
    team = duties(days)
    felt = comfort_of(team, (5, 6))
    nights = [length for _, length in runs([bool(duty and duty.night) for duty in team])]
    next_day = [
        (before, after)
        for before, after in zip([team[-1], *team], team, strict=False)
        if before and after
    ]
    gaps = felt.free_weekend_gaps or (len(days) // 7,)
    unsteady = felt.stints - felt.steady_stints
    return {
        "steady": 1.5 * unsteady
        + sum(abs(after.start - before.start) / 120 for before, after in next_day),
        "quick_returns": sum(after.start + 1440 - before.end < 720 for before, after in next_day),
        "nights": sum(max(1, length - 3) for length in nights if length not in (2, 3)),
        "forward": felt.earlier,
        "weekends": felt.split_weekends,
        "free_weekends": sum(gap**2 for gap in gaps),
        "lone_days": felt.lone_days_on + felt.lone_days_off,
        "two_days_off": felt.weeks_without_two_days_off,
        "even_weeks": felt.week_minutes_apart / 480,
    }


@pytest.mark.parametrize("seed", range(60))
def test_the_price_is_the_sum_of_what_is_counted(seed: int) -> None:
    days = days_of(seed)
    prices = DayPrices(KINDS, {}, (5, 6))
    assert prices.of(days) == pytest.approx(
        sum(PRICES[name] * count for name, count in counted(days).items())
    )


@pytest.mark.parametrize("name", PRICES)
def test_each_weight_is_of_one_thing(name: str) -> None:
    others = {other: 0.0 for other in PRICES if other != name}
    days = days_of(7)
    price = DayPrices(KINDS, {**others, name: 3.0}, (5, 6)).of(days)
    assert price == pytest.approx(3 * PRICES[name] * counted(days)[name])


def test_it_does_not_matter_with_which_week_a_rotation_begins() -> None:
    prices = DayPrices(KINDS, {}, (5, 6))
    for seed in range(20):
        days = days_of(seed)
        assert prices.of(days) == pytest.approx(prices.of([*days[7:], *days[:7]]))


def test_without_a_day_off_or_a_duty_there_is_nothing_to_compare() -> None:
    prices = DayPrices(KINDS, {}, (5, 6))
    assert prices.of([0] * 7) == prices.of([OFF] * 7) == 0
