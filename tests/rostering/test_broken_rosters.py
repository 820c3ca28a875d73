"""Rosters broken by hand: the judge catches each of them and says where."""

from collections.abc import Callable

import pandas as pd
import pytest

from rostering.plans import double_peak, plan, requirement
from wfm.rostering import check, roster

NEED = double_peak(5)
PLAN = plan()


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    return roster(requirement(NEED), PLAN, gap=0.1).table


def on_duty(table: pd.DataFrame) -> int:
    """Return the first row on duty."""
    return int(table.index[table["shift"] != "OFF"][0])


def rest_cut_short(table: pd.DataFrame) -> pd.DataFrame:
    row = next(
        i for i in table.index[:-1] if "OFF" not in (table["shift"][i], table["shift"][i + 1])
    )
    table.loc[row, ["shift", "start", "end", "meals"]] = ["late", "16:30", "01:00", "20:00-20:30"]
    table.loc[row + 1, ["shift", "start", "end", "meals"]] = [
        "early",
        "05:00",
        "13:30",
        "08:00-08:30",
    ]
    return table


def meal_dropped(table: pd.DataFrame) -> pd.DataFrame:
    table.loc[on_duty(table), "meals"] = ""
    return table


def meal_moved(table: pd.DataFrame) -> pd.DataFrame:
    row = on_duty(table)
    start = table.loc[row, "start"]
    end = f"{int(start[:2]) + (start[3:] == '30'):02d}:{'00' if start[3:] == '30' else '30'}"
    table.loc[row, "meals"] = f"{start}-{end}"
    return table


def line_deleted(table: pd.DataFrame) -> pd.DataFrame:
    return table[~((table["team"] == 1) & (table["line"] == 2))]


def line_doubled(table: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([table, table[(table["team"] == 1) & (table["line"] == 2)]])


def eight_days(table: pd.DataFrame) -> pd.DataFrame:
    table.loc[:7, ["shift", "start", "end", "meals"]] = ["day", "09:00", "17:30", "12:00-12:30"]
    return table


def unknown_shift(table: pd.DataFrame) -> pd.DataFrame:
    table.loc[on_duty(table), "shift"] = "dawn"
    return table


def start_moved(table: pd.DataFrame) -> pd.DataFrame:
    row = on_duty(table)
    table.loc[row, ["start", "end", "meals"]] = ["02:00", "10:30", "05:00-05:30"]
    return table


BROKEN: list[tuple[Callable[[pd.DataFrame], pd.DataFrame], str]] = [
    (rest_cut_short, "min_rest_hours"),
    (meal_dropped, "meals"),
    (meal_moved, "meals"),
    (line_deleted, "table"),
    (line_doubled, "table"),
    (eight_days, "days_on"),
    (unknown_shift, "shift"),
    (start_moved, "shift"),
]


@pytest.mark.parametrize(
    ("break_it", "rule"), BROKEN, ids=lambda item: getattr(item, "__name__", item)
)
def test_a_roster_broken_by_hand_is_caught(
    whole: pd.DataFrame, break_it: Callable[[pd.DataFrame], pd.DataFrame], rule: str
) -> None:
    assert check(whole, requirement(NEED), PLAN).violations.empty
    found = check(break_it(whole.copy()), requirement(NEED), PLAN).violations
    assert rule in set(found["rule"])
    assert (found.loc[found["rule"] == rule, "team"] >= 1).all()
