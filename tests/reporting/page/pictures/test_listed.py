"""Titles of tables: what helps, what costs, and nothing that is not so."""

import pandas as pd

import wfm
from pages import Read
from test_evaluation import PLAN, forecast_of
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
    assert title_of(found) == "The service level falls most with two more absent: by 5.1 points"


def test_the_plan_as_it_is_is_no_change_that_helps() -> None:
    found = changes(fewer_calls=0.02, more=-0.04)
    assert title_of(found) == "The service level rises most with fewer calls: by 2.0 points"
    assert title_of(changes(a=0.0)) == "No change moves the service level"
    assert title_of(changes()) == "Nothing is changed"


def test_of_rounds_the_best_is_named_not_the_last() -> None:
    names = [column.name for column in tables.ROUNDS.columns]
    rows = [
        dict.fromkeys(names, 1) | {"round": n, "promise": promise}
        for n, promise in enumerate((0.5, 0.95, 0.7))
    ]
    read = Read(wfm.report([tables.conform(pd.DataFrame(rows), tables.ROUNDS)]).page)
    assert read.titles["rounds"] == "2 rounds: 95% of the weeks keep the promise at best"


def test_what_cannot_be_seen_is_no_saving() -> None:
    scenarios = wfm.what_if(forecast_of(), "aht=-10%", config=PLAN)
    alike = scenarios.assign(delta_cost=-0.2, cost=[200.2, 200.0])
    read = Read(wfm.report([alike]).page)
    assert read.titles["scenarios"] == "No scenario costs less than the plan as it is"


def test_plans_without_calls_are_not_told_apart() -> None:
    names = [column.name for column in tables.COMPARED.columns if column.name != "service_level"]
    rows = [dict.fromkeys(names, 1) | {"plan": plan, "service_level": None} for plan in "AB"]
    frame = tables.conform(pd.DataFrame(rows), tables.COMPARED)
    assert Read(wfm.report([frame]).page).titles["compared"] == "No calls tell the plans apart"
    frame.loc[1, "service_level"] = 0.9
    assert Read(wfm.report([frame]).page).titles["compared"].startswith("B answers most")
