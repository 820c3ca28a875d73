"""What statutes ask of the meals and breaks of a shift."""

from typing import Any

import pytest

from wfm.work.rules.breaks import PauseAfter
from wfm.work.rules.night import Night
from wfm.work.shifts import Pause, Shift

MEAL, BREAK = Pause(30, 180, 300), Pause(15, 60, 120, paid=True)


def shift(*pauses: Pause, start: int = 480, presence: int = 510, paid: int = 480) -> Shift:
    return Shift("day", ((start, start),), presence, paid, pauses)


def lacks(rule: PauseAfter, one: Shift) -> list[str]:
    return list(rule.lacks(one))


def half_an_hour(**keys: Any) -> PauseAfter:
    """Half an hour of breaks of 15 minutes and more, above six hours of work."""
    return PauseAfter(**{"work": 360, "above": True, "minutes": 30, "piece": 15, **keys})


def test_a_long_duty_needs_its_break() -> None:
    assert lacks(half_an_hour(), shift(MEAL)) == []
    (fault,) = lacks(half_an_hour(), shift())
    assert fault.startswith("8 h of work need ")
    assert fault.endswith("the breaks that count come to 0 minutes")


@pytest.mark.parametrize(
    ("paid", "above", "bound"),
    [(359, True, False), (360, True, False), (360, False, True), (361, True, True)],
)
def test_how_long_a_duty_is_bound(paid: int, above: bool, bound: bool) -> None:
    assert bool(lacks(half_an_hour(above=above), shift(paid=paid))) is bound


def test_pieces_that_are_too_short_do_not_count() -> None:
    pieces = (Pause(15, 60, 120), Pause(15, 240, 300))
    assert lacks(half_an_hour(), shift(*pieces)) == []
    assert lacks(half_an_hour(piece=20), shift(*pieces))


@pytest.mark.parametrize(
    ("kind", "pauses", "enough"),
    [
        ("any", (MEAL,), True),
        ("meal", (MEAL,), True),
        ("break", (MEAL,), False),
        ("meal", (BREAK, BREAK), False),
        ("break", (BREAK, BREAK), True),
        ("any", (BREAK, BREAK), True),
    ],
)
def test_meals_and_paid_breaks_are_told_apart(
    kind: Any, pauses: tuple[Pause, ...], enough: bool
) -> None:
    assert (lacks(half_an_hour(kind=kind), shift(*pauses)) == []) is enough


def test_a_break_at_the_very_start_may_not_count() -> None:
    first = shift(Pause(30, 0, 60))
    assert lacks(half_an_hour(), first) == []
    assert "away from its start and end" in lacks(half_an_hour(inside=True), first)[0]


def test_a_break_is_judged_by_its_latest_start() -> None:
    (fault,) = lacks(half_an_hour(start_by=270), shift(MEAL))
    assert fault == (
        "break 1 may start as late as 5 h into the duty; set its to_hours to 4.5 or less"
    )
    assert lacks(half_an_hour(start_by=300), shift(MEAL)) == []


def test_a_rule_on_night_work_binds_nights_alone() -> None:
    rule = half_an_hour(night=Night(23 * 60, 30 * 60, 180))
    assert lacks(rule, shift()) == []
    assert lacks(rule, shift(start=22 * 60))
