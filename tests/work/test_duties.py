"""A single duty of a finished roster."""

from dataclasses import replace
from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.tables.roster_rows import Row
from wfm.work.duties import shift_faults

BREAKS = [{"minutes": 15, "from_hours": 1, "to_hours": 2}]
(GROUP,) = plan(
    rules={}, group=[day_group(breaks=BREAKS, shift=[{"name": "day", "starts": "08:00-10:00"}])]
).groups
CLEAN = Row("1", 1, 1, "day", 480, 990, ((720, 750),), ((570, 585),))


def faults(**changes: Any) -> list[tuple[str, str]]:
    return list(shift_faults(replace(CLEAN, **changes), GROUP, 30))


def test_a_duty_as_its_shift_has_it_is_clean() -> None:
    assert faults() == []
    later = {"start": 600, "end": 1110, "meals": ((800, 830),), "breaks": ((690, 705),)}
    assert faults(**later) == []


def test_a_day_off_has_nothing_to_be_judged() -> None:
    assert list(shift_faults(Row("1", 1, 1), GROUP, 30)) == []


@pytest.mark.parametrize(
    ("changes", "what", "says"),
    [
        ({"shift": "dusk"}, "shift", "group 'days' has no shift 'dusk'"),
        ({"start": 420, "end": 930}, "shift", "'day' does not start at 07:00"),
        ({"start": 490, "end": 1000}, "shift", "08:10 is off the grid of 30 minutes"),
        ({"end": 960}, "shift", "'day' is 8.5 h long, not 8"),
        ({"meals": ()}, "meals", "0 meals, 'day' has 1"),
        ({"breaks": ((570, 585), (600, 615))}, "breaks", "2 breaks, 'day' has 1"),
        ({"meals": ((720, 765),)}, "meals", "12:00-12:45 is not 30 minutes long"),
        ({"meals": ((840, 870),)}, "meals", "14:00 is outside 11:00-13:00"),
        (
            {"meals": ((660, 690),), "breaks": ((600, 615),)},
            "meals",
            "45 minutes between meals or breaks, at least 60",
        ),
    ],
)
def test_what_is_wrong_with_a_duty(changes: dict[str, Any], what: str, says: str) -> None:
    assert (what, says) in faults(**changes)


def test_what_a_roster_does_not_show_is_not_judged() -> None:
    row = replace(CLEAN, meals=(), breaks=())
    assert list(shift_faults(row, GROUP, 30, {"meals", "breaks"})) == []


def test_a_shift_of_weekdays_does_not_start_on_sunday() -> None:
    (group,) = plan(
        rules={},
        group=[day_group(shift=[{"name": "day", "starts": ["08:00"], "weekdays": "mon-fri"}])],
    ).groups
    row = replace(CLEAN, weekday=7, breaks=())
    assert ("weekdays", "'day' does not start on a Sunday") in list(shift_faults(row, group, 30))
