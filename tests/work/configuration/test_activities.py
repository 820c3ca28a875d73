"""Activities of the configuration."""

from typing import Any

import pytest

from rostering.plans import day_group, plan
from wfm.errors import InputError
from wfm.work.configuration.activities import read_activities
from wfm.work.plan import Activity

GROUPS = plan(group=[day_group(), {**day_group(), "name": "others"}]).groups
ONE = {"name": "training", "minutes": 60}


def read(**keys: Any) -> Activity:
    (found,) = read_activities([{**ONE, **keys}], GROUPS)
    return found


def test_only_name_and_length_are_needed() -> None:
    assert read() == Activity("training", 60)


def test_all_that_may_be_said_of_one() -> None:
    found = read(per_line=2, window="22:00-02:00", weekdays="mon-fri", groups=["others"])
    assert found == Activity("training", 60, 2, (1320, 1560), (0, 1, 2, 3, 4), ("others",))


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"minutes": 0}, "activity[1].minutes"),
        ({"minutes": 600}, "no shift has room for it: the longest is 8.5 h"),
        ({"name": "a;b"}, "a ';' separates activities in a roster"),
        ({"per_line": 8}, "activity[1].per_line"),
        ({"window": "09:00-09:30"}, "09:00-09:30 is shorter than 60 minutes"),
        ({"groups": []}, "write a list of some of days, others"),
        ({"groups": ["nobody"]}, "'nobody' is not one of days, others"),
        ({"color": 1}, "activity[1].color: unknown key"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(keys: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(**keys)
    assert says in str(caught.value)


def test_names_stand_once_and_activities_are_tables() -> None:
    with pytest.raises(InputError, match="two activities are called 'training'"):
        read_activities([ONE, ONE], GROUPS)
    with pytest.raises(InputError, match=r"write one or more tables \[\[activity\]\]"):
        read_activities({"training": 60}, GROUPS)
    with pytest.raises(InputError, match="the activity has no minutes"):
        read_activities([{"name": "training"}], GROUPS)
