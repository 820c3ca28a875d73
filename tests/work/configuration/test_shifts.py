"""A shift of the configuration."""

from typing import Any

import pytest

from wfm.errors import InputError
from wfm.work.configuration.shifts import read_shift
from wfm.work.rules.stints import ShiftRun
from wfm.work.shifts import Pause, Shift


def read(group: dict[str, Any] | None = None, **keys: Any) -> Shift:
    shift, _ = read_shift({"name": "day", "starts": ["08:00"], **keys}, group or {}, "shift[1]")
    return shift


@pytest.mark.parametrize(
    ("starts", "windows"),
    [
        ("05:00-08:30", ((300, 510),)),
        ("05:00", ((300, 300),)),
        (["06:30", "05:00", "06:30"], ((300, 300), (390, 390))),
    ],
)
def test_starts_are_a_window_or_a_list(starts: Any, windows: Any) -> None:
    assert read(starts=starts).windows == windows


def test_a_shift_without_lengths_has_those_of_its_group_or_the_usual_ones() -> None:
    assert (read().presence, read().paid) == (510, 480)
    group = {"presence_hours": 12, "paid_hours": 11}
    assert (read(group).presence, read(group).paid) == (720, 660)
    assert (read(group, presence_hours=6, paid_hours=6).presence) == 360


def test_a_meal_is_assumed_where_half_an_hour_is_unpaid() -> None:
    assert read().pauses == (Pause(30, 180, 300),)
    assert read(presence_hours=8, paid_hours=8).pauses == ()
    assert read(meals=[]).pauses == ()


def test_meals_and_breaks_stand_in_the_order_in_which_they_are_taken() -> None:
    pauses = read(
        meals=[{"minutes": 30, "from_hours": 3, "to_hours": 5}],
        breaks=[
            {"minutes": 15, "from_hours": 6, "to_hours": 7},
            {"minutes": 15, "from_hours": 1, "to_hours": 2},
        ],
    ).pauses
    assert [(pause.earliest, pause.paid) for pause in pauses] == [
        (60, True),
        (180, False),
        (360, True),
    ]


def test_the_run_of_a_shift_is_a_rule() -> None:
    _, rules = read_shift({"name": "late", "starts": ["14:00"], "run": [2, 3]}, {}, "s")
    assert rules == (ShiftRun("late", 2, 3),)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"name": "off"}, "shift[1].name: 'OFF' means a day off"),
        ({"starts": "22:00-02:00"}, "shift[1].starts: 22:00-02:00 goes past midnight"),
        ({"starts": []}, "shift[1].starts: write a window"),
        ({"paid_hours": 9}, "shift[1].paid_hours: 9 h are paid, but the shift is only 8.5 h long"),
        ({"meals": 30}, "shift[1].meals: write a list of tables"),
        ({"meals": [{"minutes": 30, "from_hours": 3}]}, "shift[1].meals[1]: to_hours is missing"),
        (
            {"meals": [{"minutes": 30, "from_hours": 5, "to_hours": 3}]},
            "from_hours is after to_hours",
        ),
        (
            {"meals": [{"minutes": 30, "from_hours": 3, "to_hours": 8.25}]},
            "set to_hours to 8 or less",
        ),
        (
            {
                "meals": [{"minutes": 30, "from_hours": 3, "to_hours": 3}],
                "breaks": [{"minutes": 15, "from_hours": 4, "to_hours": 4}],
            },
            "cannot all be taken with 60 minutes between them",
        ),
        ({"colour": "red"}, "shift[1].colour: unknown key"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(keys: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(**keys)
    assert says in str(caught.value)
