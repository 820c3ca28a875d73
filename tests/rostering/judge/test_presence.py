"""Who is on the phones where teams have vacant lines; and rosters of patterns broken by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rostering.plans import block, plan, requirement
from wfm.errors import InputError
from wfm.rostering import Plan, check, roster
from wfm.rostering.judge.presence import on_phones
from wfm.tables.roster_rows import Row
from wfm.weekdays import OFF, WEEK

PATTERN = "day day night night OFF OFF OFF OFF"
SHIFTS = [
    {"name": "day", "starts": ["07:00"], "presence_hours": 12, "meals": []},
    {"name": "night", "starts": ["19:00"], "presence_hours": 12, "meals": []},
]
ALWAYS = requirement(block(0, 24, 1))


def team(name: str, lines: list[str], occupied: list[bool]) -> list[Row]:
    """Return a team whose lines have N for a night, from 22:00 to 06:00, and . for a day off."""
    return [
        Row(name, line, day, "night", 1320, 1800, occupied=there)
        if mark == "N"
        else Row(name, line, day, OFF, occupied=there)
        for line, (marks, there) in enumerate(zip(lines, occupied, strict=True), 1)
        for day, mark in enumerate(marks, 1)
    ]


def test_agents_move_to_the_next_line_and_leave_theirs_vacant() -> None:
    there = on_phones({"1": team("1", ["......N", "......."], [True, False])})
    sunday, monday = there[:, WEEK - 60], there[:, 60]
    assert sunday.tolist() == [1, 0]
    # The night that begins on the first Sunday ends on the second Monday.
    assert monday.tolist() == [0, 1]


def test_teams_with_vacant_lines_are_counted_until_they_repeat_themselves_together() -> None:
    teams = {
        "1": team("1", ["N......", "......."], [True, False]),
        "2": team("2", ["N......", ".......", "......."], [False, True, False]),
        "3": team("3", ["N......", "N......"], [True, True]),
    }
    assert on_phones(teams)[:, 1380].tolist() == [3, 2, 4, 2, 3, 3]


def test_a_clock_ahead_of_the_site_s_is_there_earlier() -> None:
    for lines, occupied in ((["N.....N", "..N...."], [True, False]), (["N.....N"], [True])):
        teams = {"1": team("1", lines, occupied)}
        here = on_phones(teams)
        for ahead in (1380, -480):
            there = on_phones(teams, {"1": ahead})
            # The weeks go on one after the other.
            assert there.ravel().tolist() == np.roll(here.ravel(), -ahead).tolist()


def test_weeks_without_end_are_refused() -> None:
    lengths = [11, 13, 17]
    teams = {str(n): team(str(n), ["N......"] * n, [True] + [False] * (n - 1)) for n in lengths}
    with pytest.raises(InputError, match="after 2,431 weeks"):
        on_phones(teams)


@pytest.fixture(scope="module")
def crews() -> Plan:
    rules = {"min_rest_hours": 11}
    return plan(rules=rules, group=[{"name": "crew", "patterns": [PATTERN], "shift": SHIFTS}])


@pytest.fixture(scope="module")
def made(crews: Plan) -> pd.DataFrame:
    return roster(ALWAYS, crews).table


def test_a_roster_of_patterns_is_clean(made: pd.DataFrame, crews: Plan) -> None:
    found = check(made, ALWAYS, crews)
    assert found.violations.empty
    assert found.fairness["agents"].tolist() == [4]
    assert found.coverage is not None
    assert (found.coverage["scheduled"] == 1).all()


def vacated(table: pd.DataFrame) -> pd.DataFrame:
    """Let one agent go."""
    line = table.loc[table["occupied"] == 1, "line"].iloc[0]
    return table.assign(occupied=table["occupied"].where(table["line"] != line, 0))


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Let one agent begin a week later."""
    line = int(table.loc[table["occupied"] == 1, "line"].iloc[0])
    occupied = table["occupied"].where(table["line"] != line, 0)
    return table.assign(occupied=occupied.where(table["line"] != line % 8 + 1, 1))


def off(table: pd.DataFrame) -> pd.DataFrame:
    """Take one duty away."""
    row = int(np.flatnonzero(table["shift"] == "night")[0])
    changed = table.copy()
    changed.loc[row, ["shift", "start", "end"]] = [OFF, "", ""]
    return changed


def torn(table: pd.DataFrame) -> pd.DataFrame:
    """Let a line be occupied on some of its days."""
    fourth = np.arange(len(table)) == 3
    return table.assign(occupied=table["occupied"].mask(fourth, 1 - table["occupied"]))


def shortened(table: pd.DataFrame) -> pd.DataFrame:
    """Leave the last line out."""
    return table[table["line"] < 8]


@pytest.mark.parametrize(
    ("broken", "rule", "message"),
    [
        (vacated, "coverage", "0 agents, 1 required in week"),
        (moved, "coverage", "0 agents, 1 required in week"),
        (off, "patterns", "'OFF' where the pattern has 'night'"),
        (torn, "table", "occupied differs from the day before"),
        (shortened, "patterns", "49 days are no whole number of repetitions"),
    ],
)
def test_broken_rosters_of_patterns_are_caught(
    made: pd.DataFrame,
    crews: Plan,
    broken: Callable[[pd.DataFrame], pd.DataFrame],
    rule: str,
    message: str,
) -> None:
    found = check(broken(made), ALWAYS, crews).violations
    assert any(found["message"][found["rule"] == rule].str.contains(message)), found


def test_a_line_is_occupied_or_not(made: pd.DataFrame, crews: Plan) -> None:
    with pytest.raises(InputError, match="column occupied"):
        check(made.assign(occupied=2), ALWAYS, crews)


@pytest.mark.parametrize(
    ("shift", "rules", "broken"),
    [
        ({}, {}, []),
        ({"steady": True}, {}, ["steady"] * 2),
        ({}, {"start_change": 0}, ["start_change"] * 2),
    ],
)
def test_a_start_moved_inside_its_window_is_as_good_as_the_rules_say(
    shift: dict[str, Any], rules: dict[str, Any], broken: list[str]
) -> None:
    day = {"name": "day", "starts": "07:00-09:00", "presence_hours": 8, "paid_hours": 8, **shift}
    group = {"name": "crew", "patterns": ["day day day day OFF OFF OFF"], "shift": [day]}
    times = {"start": ["07:00"] * 4 + [None] * 3, "end": ["15:00"] * 4 + [None] * 3}
    table = pd.DataFrame(
        {
            "team": "1",
            "line": 1,
            "weekday": range(1, 8),
            "shift": ["day"] * 4 + ["OFF"] * 3,
            **times,
        }
    )
    table.loc[1, ["start", "end"]] = ["07:30", "15:30"]
    found = check(
        table, plan=plan(rules={"min_rest_hours": 11, **rules}, group=[{**group, "meals": []}])
    )
    assert found.violations["rule"].tolist() == broken


def test_only_patterns_start_from_a_roster_with_vacant_lines(
    made: pd.DataFrame, crews: Plan
) -> None:
    free = plan(rules={}, group=[{"name": "crew", "weekly_hours": 42, "shift": SHIFTS}])
    with pytest.raises(InputError, match="the roster to start from has vacant lines"):
        roster(ALWAYS, free, start_from=made)
    assert roster(ALWAYS, crews, start_from=made).cost == 4 * 42
