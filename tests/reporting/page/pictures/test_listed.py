"""Titles of tables: what helps, what costs, and nothing that is not so."""

import pandas as pd

import wfm
from pages import Read
from wfm import tables


def changes(**differences: float) -> pd.DataFrame:
    """Write a table of simulated changes: the plan as it is, and what each change does."""
    names = [column.name for column in tables.SIMULATED_CHANGES.columns]
    rows = [
        dict.fromkeys(names, 0.5)
        | {"weeks": 20, "change": change.replace("_", " "), "difference": difference}
        for change, difference in {"as planned": 0.0, **differences}.items()
    ]
    return tables.conform(pd.DataFrame(rows), tables.SIMULATED_CHANGES)


def title_of(frame: pd.DataFrame) -> str:
    return Read(wfm.report([frame]).page).titles["simulated-changes"]


def test_of_changes_that_all_harm_the_worst_is_named() -> None:
    found = changes(longer_calls=-0.041, two_more_absent=-0.051)
    assert title_of(found) == "two more absent costs most: -5.1 points"


def test_the_plan_as_it_is_is_no_change_that_helps() -> None:
    assert title_of(changes(fewer_calls=0.02, more=-0.04)) == "fewer calls helps most: +2.0 points"
    assert title_of(changes(a=0.0)) == "No change moves the service level"
    assert title_of(changes()) == "Nothing is changed"
