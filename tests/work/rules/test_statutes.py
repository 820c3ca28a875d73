"""Rules of statutes: their networks hold only what is clean, whatever the starts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.cases import NIGHT
from rostering.rotations import WIDE, days, legal
from wfm.errors import InputError
from wfm.work.rules.catalogue import Rule
from wfm.work.rules.statutes import RULES

EXACT = [
    RULES["weekly_rest"]({"hours": 35, "days": 7}, ""),
    RULES["weekly_rest"]({"hours": 24, "days": 7}, ""),
    RULES["weekly_rest"]({"hours": 59, "days": 10}, ""),
    RULES["daily_hours"](10, ""),
    RULES["daily_presence_hours"](11, ""),
    RULES["days_off_per_week"](2, ""),
    RULES["shift_change_rest"](11, ""),
]


words = st.text("ELNT...", min_size=14, max_size=14).filter(lambda word: "." in word)


@pytest.mark.parametrize("rule", EXACT, ids=lambda rule: rule.name)
@given(letters=words)
def test_the_network_holds_exactly_the_rotations_that_are_clean(rule: Rule, letters: str) -> None:
    clean = not list(rule.faults(days(letters)))
    # Two turns of a rotation may meet the rule in a state that one turn does not close.
    walked = legal([rule], letters * 3) or legal([rule], letters)
    assert walked == clean


STRICTER = [
    *EXACT,
    RULES["average_hours"]({"hours": 48, "weeks": 3}, ""),
    RULES["average_hours"]({"hours": 48, "weeks": 17, "night": NIGHT}, ""),
    RULES["free_sundays"](15, ""),
    RULES["free_sundays"](26, ""),
    RULES["daily_hours"]({"hours": 7, "night": NIGHT}, ""),
]


@pytest.mark.parametrize("rule", STRICTER, ids=lambda rule: rule.name)
@given(data=st.data(), letters=words)
def test_what_the_network_of_wide_bands_holds_is_clean_at_every_start(
    rule: Rule, data: st.DataObject, letters: str
) -> None:
    if legal([rule], letters, wide=True):
        starts = [data.draw(st.sampled_from(WIDE[c].starts)) if c in WIDE else 0 for c in letters]
        assert list(rule.faults(days(letters, starts))) == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("weekly_rest", 35, "is not a table"),
        ("weekly_rest", {"hours": 35}, "days is missing"),
        ("weekly_rest", {"hours": 35, "day": 7}, "unknown key 'day': known keys: hours, days"),
        ("average_hours", {"hours": 48, "weeks": 0}, "whole number from 1"),
        ("daily_hours", {"hours": 8, "night": {"from": "23", "to": "06:00"}}, "minutes is missing"),
        ("days_off_per_week", 7, "whole number from 0 to 6"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        RULES[name](value, name)
