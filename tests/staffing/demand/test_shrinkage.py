"""Shrinkage: named parts and the two ways to combine them."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.errors import OptionError
from wfm.staffing.demand.shrinkage import read_shrinkage, without_known

WEEK = np.arange(7 * 1440)
PARTS = "absence=0.10,training=0.08,meetings=0.05,other=0.12"


def test_one_number() -> None:
    assert (read_shrinkage(0.3).total(WEEK) == 0.3).all()
    assert (read_shrinkage("30%").total(WEEK) == 0.3).all()
    assert read_shrinkage(0.3).describe(WEEK) == "shrinkage 0.3"


def test_both_totals_are_said() -> None:
    """Four parts of .10, .08, .05 and .12 are 35 % or 30.8 %, 6 % of headcount apart."""
    parts = read_shrinkage(PARTS)
    assert parts.total(WEEK)[0] == pytest.approx(0.35)
    assert read_shrinkage(PARTS, "multiplicative").total(WEEK)[0] == pytest.approx(
        0.30779, abs=1e-5
    )
    assert parts.describe(WEEK) == (
        "shrinkage absence 0.1 + training 0.08 + meetings 0.05 + other 0.12: "
        "0.35 additive, 0.3078 multiplicative; additive applies"
    )


def test_a_part_by_weekday_and_hour() -> None:
    table: Mapping[str, float | Mapping[str, float | str]] = {
        "absence": 0.1,
        "training": {"Tue 14:00-16:00": "30%", "other": 0.02},
    }
    total = read_shrinkage(table).total(WEEK)
    assert total[1440 + 14 * 60] == pytest.approx(0.4)
    assert total[1440 + 16 * 60] == pytest.approx(0.12)
    assert total[0] == pytest.approx(0.12)
    # 2 of 168 hours at 0.3, the others at 0.02
    says = read_shrinkage(table).describe(WEEK)
    assert "training 0.02333: 0.1233 additive, 0.121 multiplicative on average" in says


@given(st.lists(st.floats(0, 0.24), min_size=1, max_size=4))
def test_multiplicative_is_never_more(shares: Sequence[float]) -> None:
    parts = {f"part {i}": share for i, share in enumerate(shares)}
    both = [read_shrinkage(parts, rule).total(WEEK)[0] for rule in ("additive", "multiplicative")]
    assert 0 <= both[1] <= both[0] + 1e-12 < 1


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1, "below 1"),
        (1.2, "not a fraction"),
        (-0.1, "not a fraction"),
        (30, "write 0.3 or 30%"),
        ("absence=0.5,training=0.5", "1 in all"),
        ("absence", "not a number"),
        ("absence=0.1,", "not a part"),
        ("absence=0.1,absence=0.2", "appears twice"),
        ("Lunch=0.1", "placed by the roster"),
        ("paid_breaks=0.05,absence=0.1", "placed by the roster"),
        ("CoffeeBreaks=0.05", "placed by the roster"),
        ("lunchtime=0.05", "placed by the roster"),
        ("absence=0.1,breaks=0.05", "placed by the roster"),
        ({"Lunch": 0.05}, "placed by the roster"),
        ({"training": {"Foo 08:00-10:00": 0.1}}, "not a weekday"),
        ({"training": {"Mon 08:00-10:00": 1}}, "below 1"),
    ],
)
def test_senseless_values(
    value: dict[str, dict[str, float] | float] | float | str, says: str
) -> None:
    with pytest.raises(OptionError, match=says) as caught:
        read_shrinkage(value)
    assert caught.value.option == "shrinkage"


def test_unknown_rule() -> None:
    with pytest.raises(OptionError, match="additive, multiplicative"):
        read_shrinkage(0.3, "average")


def test_what_only_sounds_like_a_break_is_none() -> None:
    parts = read_shrinkage("breakdowns=0.02,flu_outbreak=0.03,interest=0.01").parts
    assert set(parts) == {"breakdowns", "flu_outbreak", "interest"}


def test_known_absences_are_a_part_of_one_number() -> None:
    """Of 100 hours on duty 30 are lost; 10 are known to be: of the other 90, 20 are yet to be."""
    left, rest = without_known("30%", 0.1)
    assert left == pytest.approx(20 / 90)
    assert rest == 0.0


def test_of_named_parts_only_absences_are_known() -> None:
    left, rest = without_known("sick leave=0.05,holidays=0.05,training=0.08", 0.04)
    assert isinstance(left, dict)
    assert left["training"] == "0.08"
    assert left["sick leave"] == left["holidays"] == pytest.approx(0.05 * (0.06 / 0.96) / 0.1)
    assert rest == 0.0
    assert without_known({"training": 0.08, "coaching": 0.02}, 0.04) == (
        {"training": 0.08, "coaching": 0.02},
        0.04,
    )


def test_parts_by_the_hour_keep_their_shape() -> None:
    parts: dict[str, float | Mapping[str, float | str]] = {
        "absence": {"Mon 00:00-24:00": 0.14, "other": 0.07},
        "meetings": 0.03,
    }
    left, _ = without_known(parts, 0.04)
    absence = read_shrinkage(left).parts["absence"]
    assert isinstance(absence, np.ndarray)
    assert absence.mean() == pytest.approx((0.08 - 0.04) / 0.96)
    assert absence[0] == pytest.approx(2 * absence[-1])


def test_more_than_the_shrinkage_holds_may_be_known() -> None:
    left, rest = without_known(0.05, 0.2)
    assert left == 0.0
    assert rest == pytest.approx(0.15)
