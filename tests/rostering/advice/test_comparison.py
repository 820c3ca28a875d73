"""What a change costs: changes as they are written, laws of freedom, and what is said of it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rostering.early_and_late import CONFIG, GROUPS, WEEK
from rostering.plans import block, plan, requirement, rules
from rostering.test_known import FREER
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError
from wfm.rostering import check, plan_from, roster, what_if
from wfm.rostering.advice.cases import cases
from wfm.rostering.advice.freedom import frees

ROOT = Path(__file__).resolve().parents[3]


def compared(changes: str, **options: Any) -> pd.DataFrame:
    options = {"time_limit": 6, "gap": 0.0, **options}
    return what_if(WEEK, changes, CONFIG, **options).table.set_index("change")


def test_the_boss_is_answered() -> None:
    """Every change that the page names can be made to the sample's plan."""
    page = (ROOT / "docs/how-to/what-the-boss-asks.md").read_text("utf-8")
    sample = tomllib.loads((ROOT / "sample_data/wfm.toml").read_text("utf-8"))
    sample["roster"]["group"][1]["max_agents"] = 80
    answers = re.findall(r"^\| [^|]*\? \| (.*) \|$", page, re.M)
    spoken = [code for answer in answers for code in re.findall(r"`([^`]*=[^`]*)`", answer)]
    written = [code for code in spoken if not code.startswith("wfm ")]
    assert len(written) > 12
    for code in written:
        assert cases(code, sample, WEEK), code


# What changes cost.


def test_changes_are_compared_with_the_plan_as_it_is() -> None:
    found = compared("part_time.max_agents=+1, rules.weekends_on=1, part_time.max_agents=0")
    assert list(found.index)[:2] == ["base", "part_time.max_agents=+1"]
    assert list(found) == [c.name for c in tables.CHANGES.columns][1:]
    assert (found["bound"] <= found["cost"]).all()
    assert (found["delta_cost"] == found["cost"] - found["cost"].iloc[0]).all()
    assert found["delta_cost"].iloc[1] <= 0 <= found["delta_cost"].iloc[2:].min()
    assert (found["delta_least"] <= found["delta_cost"]).all()
    assert (found["delta_cost"] <= found["delta_most"]).all()


FREEDOM = [
    ("full_time.max_agents=+1", 1),
    ("rules.weekends_on=none", 1),
    ("rules.days_on=[1, 6]", 1),
    ("full_time.early.starts=06:00-08:00", 1),
    ("requirement=+1", -1),
    ("rules.weekends_on=1", -1),
    ("rules.days_on=[5, 5]", -1),
    ("max_over=2", -1),
    ("full_time.cost_per_hour=2", -1),
]


@pytest.mark.parametrize("limit", few(0, [0.4, 1.5]))
def test_freedom_never_costs_more_however_short_the_time(limit: float) -> None:
    first = roster(WEEK, plan_from(CONFIG), gap=0.3, time_limit=10)
    found = what_if(
        WEEK,
        ", ".join(text for text, _ in FREEDOM),
        CONFIG,
        time_limit=limit,
        start_from=first.table,
    ).table.set_index("change")
    assert found["cost"]["base"] <= first.cost
    for text, sign in FREEDOM:
        row = found.loc[text]
        if pd.isna(row["cost"]):
            assert sign < 0
            continue
        assert sign * row["delta_cost"] <= 0, text
        assert sign * row["delta_most" if sign > 0 else "delta_least"] <= 0, text
        assert row["bound"] <= row["cost"]


@pytest.mark.slow
def test_a_change_that_leaves_no_roster_says_so_and_the_others_go_on() -> None:
    found = compared("full_time.max_agents=3, rules.weekends_on=1")
    finding = found["finding"]["full_time.max_agents=3"]
    assert finding.startswith("no roster satisfies the rules; ")
    assert "best way out: " in finding
    assert pd.isna(found["cost"]["full_time.max_agents=3"])
    assert found["cost"]["rules.weekends_on=1"] > 0


@pytest.mark.slow
def test_a_plan_without_a_roster_can_be_asked_for_its_ways_out() -> None:
    few = {"roster": {**CONFIG["roster"], "group": [{**GROUPS[0], "max_agents": 3}]}}
    found = what_if(WEEK, "full_time.max_agents=12", few, time_limit=10, gap=0.0)
    assert isinstance(found.error, InfeasibleError)
    base, more = found.table["finding"]
    assert base.startswith("no roster")
    assert more == "nothing to compare it with: the plan as it is has no roster"
    assert found.table["cost"].iloc[1] > 0


def test_an_interrupt_leaves_what_is_compared_so_far() -> None:
    runs = 0

    def stop(_told: object) -> bool:
        nonlocal runs
        return runs > 0

    first = roster(WEEK, plan_from(CONFIG), gap=0.0)
    runs = 1
    found = what_if(
        WEEK, "rules.days_on=[2, 5]", CONFIG, start_from=first.table, gap=0.0, progress=stop
    )
    assert found.interrupted
    assert found.table["change"].tolist() == ["base"]
    assert found.table["cost"].tolist() == [first.cost]


# Freedom.


@pytest.mark.parametrize("name", FREER)
def test_only_what_is_sure_counts_as_freedom(name: str) -> None:
    strict, free = FREER[name]
    known = name not in ("longer rotations", "dearer evenings that nobody works")
    assert frees(strict, free, 30, same_need=True) == known
    assert frees(strict, strict, 30, same_need=True)
    if known:
        assert not frees(free, strict, 30, same_need=True)


def test_a_smaller_need_gives_freedom_unless_it_is_to_be_met_exactly() -> None:
    loose, exact, over = (
        plan(rules=rules(), **keys) for keys in ({}, {"coverage": "exact"}, {"max_over": 4})
    )
    assert frees(loose, loose, 30, same_need=False)
    assert not frees(exact, exact, 30, same_need=False)
    assert not frees(over, over, 30, same_need=False)
    assert frees(exact, over, 30, same_need=True)
    assert not frees(loose, exact, 30, same_need=True)


@pytest.mark.slow
def test_a_roster_of_the_stricter_plan_is_one_of_the_freer() -> None:
    for name, (strict, free) in FREER.items():
        week = requirement(block(8, 16, 2))
        if name == "agents need not be so many":
            continue
        found = roster(week, strict, gap=0.2, time_limit=60)
        assert check(found.table, week, free).violations.empty, name
