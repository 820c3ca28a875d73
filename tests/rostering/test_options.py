"""The options of a roster: a search in numbers, and a plan with options over it."""

from dataclasses import replace
from typing import Any

import pytest

from wfm.errors import OptionError
from wfm.options.roster import AdviceOptions, RosterOptions
from wfm.rostering.options import Run, plan_of, run_of, with_options

CONFIG = {"roster": {"rotation_weeks": 6, "closed": "allowed", "law": ["eu-wtd"]}}


def test_a_search_is_told_in_seconds_and_shares() -> None:
    asked = RosterOptions(
        time_limit="2m",
        gap="1%",
        fairness=0,
        week="mean",
        elastic=True,
        comfort="1%",
        stability="2%",
    )
    assert run_of(asked) == Run(
        week="mean",
        time_limit=120,
        gap=0.01,
        fairness=0,
        elastic=True,
        comfort=0.01,
        stability=0.02,
    )
    plain = Run("max", 60, 0.0005, 0.005, elastic=False, comfort=0.005, stability=None)
    assert run_of(RosterOptions()) == plain


@pytest.mark.parametrize("name", ["time_limit", "gap", "fairness", "comfort", "stability"])
def test_a_value_that_cannot_be_is_named(name: str) -> None:
    wrong: dict[str, Any] = {name: "much"}
    with pytest.raises(OptionError, match=rf"^{name}: "):
        run_of(replace(RosterOptions(), **wrong))


def test_options_stand_over_the_plan_of_a_configuration() -> None:
    plan = plan_of(CONFIG, AdviceOptions())
    assert (plan.rotation_weeks, plan.closed) == (6, "allowed")
    plan = plan_of(CONFIG, AdviceOptions(rotation_weeks=4, closed="never"))
    assert (plan.rotation_weeks, plan.closed) == (4, "never")
    assert plan.checks or plan.groups != plan_of({}, AdviceOptions()).groups


def test_options_stand_in_a_configuration_that_is_going_to_be_changed() -> None:
    changed = with_options(CONFIG, AdviceOptions(rotation_weeks=4, law="eu-wtd, de-arbzg"))
    assert changed["roster"] == {
        "rotation_weeks": 4,
        "closed": "allowed",
        "law": ["eu-wtd", "de-arbzg"],
    }
    assert CONFIG["roster"]["rotation_weeks"] == 6
    assert with_options({}, AdviceOptions()) == {"roster": {}}
