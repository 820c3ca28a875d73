"""Where nobody is required all week, the roster is empty, and a roster all the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rostering.plans import block, plan, requirement
from wfm import tables
from wfm.errors import InputError
from wfm.rostering import check, roster, summary

NOTHING = np.zeros(336, dtype=int)
HEADER = "team,line,weekday,shift,start,end,meals,breaks\n"


@pytest.fixture
def need() -> str:
    """A requirement of nobody."""
    return tables.to_csv(tables.conform(requirement(NOTHING), tables.REQUIREMENT))


def test_nobody_is_needed() -> None:
    made = roster(requirement(NOTHING), plan())
    assert (made.agents, made.cost, made.bound, made.status) == (0, 0, 0, "optimal")
    assert tables.to_csv(made.table) == HEADER
    assert summary(made) == ["nobody is needed: the roster has no agents"]
    assert made.coverage["scheduled"].eq(0).all()


def test_an_empty_roster_is_judged_by_what_it_covers() -> None:
    empty = tables.read(HEADER, tables.ROSTER, "r.csv")
    assert check(empty, requirement(NOTHING), plan()).violations.empty
    short = check(empty, requirement(block(8, 16, 2)), plan()).violations
    assert list(short["rule"].unique()) == ["coverage"]
    group = {"name": "g", "min_agents": 2}
    assert list(check(empty, requirement(NOTHING), plan(group=[group])).violations["rule"]) == [
        "agents"
    ]


@pytest.mark.slow
def test_from_the_command_line(wfm: Callable[..., Any], need: str, tmp_path: Path) -> None:
    made = wfm("roster", stdin=need)
    assert (made.code, made.out) == (0, HEADER)
    assert made.lines == ["nobody is needed: the roster has no agents"]
    (tmp_path / "need.csv").write_text(need, encoding="utf-8")
    judged = wfm("check", "--requirement", "need.csv", stdin=made.out)
    assert judged.code == 0
    assert json.loads(wfm("roster", "--format", "json", stdin=need).out) == []
    assert "Nobody is needed" in wfm("roster", "--format", "table", stdin=need).out


@pytest.mark.parametrize("table", [tables.HISTORY, tables.FORECAST, tables.REQUIREMENT])
def test_other_tables_need_rows(table: tables.Table) -> None:
    header = ",".join(column.name for column in table.columns if column.given == "always")
    with pytest.raises(InputError, match="has no rows"):
        tables.read(header + "\n", table, "x.csv")
