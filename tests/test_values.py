"""Values of a configuration: read, or refused with their place."""

from collections.abc import Callable
from typing import Any

import pytest

from wfm import values
from wfm.errors import InputError


@pytest.mark.parametrize(
    ("read", "value", "meant"),
    [
        (values.read_minutes, 7.5, 450),
        (values.read_minutes, "7:20", 440),
        (values.read_minutes, "7h20m", 440),
        (values.read_count, 3, 3),
        (values.read_range, [2, 6], (2, 6)),
        (values.read_range, (4, 4), (4, 4)),
        (values.read_number, 3, 3.0),
        (values.read_text, "  day ", "day"),
        (values.read_weekdays, "mon-fri", (0, 1, 2, 3, 4)),
        (values.read_weekdays, ["Sat", "sunday"], (5, 6)),
        (values.read_weekdays, "sat-mon", (0, 5, 6)),
        (values.read_weekdays, ["fri", "wed-fri"], (2, 3, 4)),
        (values.read_window, "05:00-08:30", (300, 510)),
        (values.read_window, "22:00-06:00", (1320, 360)),
    ],
)
def test_values_are_read(read: Callable[..., Any], value: Any, meant: Any) -> None:
    assert read(value, "rules.x") == meant


@pytest.mark.parametrize(
    ("read", "value", "says"),
    [
        (values.read_minutes, "long", "is not a number of hours from 0 to 168"),
        (values.read_minutes, 169, "is not a number of hours"),
        (values.read_count, 1.0, "is not a whole number from 0 to 1000000"),
        (values.read_count, True, "True is not a whole number"),
        (values.read_count, -1, "is not a whole number"),
        (values.read_range, 5, "is not a pair: write [least, most]"),
        (values.read_range, [1, 2, 3], "is not a pair"),
        (values.read_range, [6, 2], "the least, 6, is above the most, 2"),
        (values.read_number, "3", "'3' is not a number of at least 0"),
        (values.read_number, False, "False is not a number"),
        (values.read_number, float("nan"), "nan is not a number"),
        (values.read_text, " ", "is not a text"),
        (values.read_text, "a\x07", "holds the control character U+0007"),
        (values.read_weekdays, [], "write a list of some of mon, tue"),
        (values.read_weekdays, "mon-someday", "'mon-someday' is not one of mon, tue"),
        (values.read_window, "05:00", "is not a window: write 05:00-08:30"),
        (values.read_window, "05:00-25:00", "25:00"),
    ],
)
def test_wrong_values_are_named_with_their_place(
    read: Callable[..., Any], value: Any, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(value, "rules.x")
    assert str(caught.value).startswith("rules.x: ")
    assert says in str(caught.value)


def test_a_table_has_the_keys_that_are_needed_and_no_others() -> None:
    table = {"name": "day", "hours": 8}
    assert values.read_table(table, "shift", ["name"], ["hours"]) is table
    with pytest.raises(InputError, match="shift: name is missing"):
        values.read_table({"hours": 8}, "shift", ["name"], ["hours"])
    with pytest.raises(InputError, match="unknown key 'colour': known keys: name, hours"):
        values.read_table({**table, "colour": 1}, "shift", ["name"], ["hours"])
    with pytest.raises(InputError, match="shift: 8 is not a table"):
        values.read_table(8, "shift", ["name"])


def test_an_unknown_key_is_answered_with_the_nearest_one() -> None:
    keys = ["days_on", "days_off", "min_rest_hours"]
    with pytest.raises(
        InputError, match=r"^rules\.day_on: unknown key; the nearest one is days_on"
    ):
        values.read_keys({"day_on": 3}, "rules", keys)


def test_two_things_of_one_name_are_refused() -> None:
    values.no_twins(["a", "b"], "roster", "groups")
    with pytest.raises(InputError, match="roster: two groups are called 'a'"):
        values.no_twins(["a", "b", "a"], "roster", "groups")
