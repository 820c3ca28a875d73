"""What comfort may cost, and how much weight each part of it has."""

import pytest

from rostering.plans import plan
from wfm.errors import InputError, OptionError
from wfm.work.configuration.comfort import NAMES, comfort_share, read_weights


def test_a_number_is_the_share_of_the_cost() -> None:
    assert comfort_share("0.5%") == comfort_share(0.005) == 0.005
    assert plan(comfort=0.01).comfort == dict.fromkeys(NAMES, 1.0)


def test_a_table_has_the_share_and_weights() -> None:
    assert comfort_share({"share": 0.01, "steady": 0}) == 0.01
    assert comfort_share({"steady": 0}) == 0.005
    assert read_weights({"steady": 0, "weekends": 2}) == {
        **dict.fromkeys(NAMES, 1.0),
        "steady": 0.0,
        "weekends": 2.0,
    }


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(OptionError, match="comfort"):
        comfort_share("much")
    with pytest.raises(InputError, match=r"roster\.comfort\.stady: .*nearest one is steady"):
        plan(comfort={"stady": 1})
