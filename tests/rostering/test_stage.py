"""A whole roster from a requirement."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from _pytest.mark import ParameterSet

import wfm
from rostering.plans import (
    FULL_TIME,
    PART_TIME,
    block,
    day_group,
    double_peak,
    plan,
    requirement,
    rules,
)
from wfm.errors import InfeasibleError, InputError, UndecidedError
from wfm.rostering import Progress, Roster, check, roster
from wfm.rostering.judge.roster import judge
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search
from wfm.work.week import Week

FREE = rules(weekends_on=None)
PEAKS = double_peak(4)


@pytest.fixture(scope="module")
def told() -> list[Progress]:
    """What the search for a roster of two peaks tells."""
    return []


@pytest.fixture(scope="module")
def peaks(told: list[Progress]) -> Roster:
    """Return a roster of two peaks a day, with the default plan."""
    return roster(requirement(PEAKS), gap=0.1, progress=told.append)


def test_a_fixed_shift_needs_five_sevenths_of_its_days() -> None:
    found = roster(
        requirement(block(8, 16, 5)), plan(rules=FREE, group=[day_group(meals=[])]), gap=0.0
    )
    # 35 duties a week at 5 for each agent.
    assert (found.agents, found.paid_hours, found.status) == (7, 280.0, "optimal")
    assert found.table["shift"].value_counts().to_dict() == {"day": 35, "OFF": 14}


def test_the_coverage_of_a_roster_counts_meals(peaks: Roster) -> None:
    assert peaks.coverage["required"].tolist() == PEAKS.tolist()
    assert (peaks.coverage["difference"] >= 0).all()
    on_duty = np.zeros(336, dtype=int)
    duties = peaks.table[peaks.table["shift"] != "OFF"]
    columns = (duties[name] for name in ("weekday", "start", "meals"))
    for weekday, starts, meals in zip(*columns, strict=True):
        start, meal = (pd.Timedelta(f"{t}:00") for t in (starts, meals[:5]))
        first = (weekday - 1) * 48 + start // pd.Timedelta("30min")
        on_duty[np.arange(first, first + 17) % 336] += 1
        eats = (meal - start) % pd.Timedelta("1D") // pd.Timedelta("30min")
        assert 6 <= eats <= 10
        on_duty[(first + eats) % 336] -= 1
    assert peaks.coverage["scheduled"].tolist() == on_duty.tolist()


def test_the_same_input_gives_the_same_roster() -> None:
    days = plan(rules=FREE, group=[day_group()])
    once, again = (roster(requirement(block(8, 16, 3)), days, gap=0.1) for _ in range(2))
    pd.testing.assert_frame_equal(again.table, once.table)


@pytest.mark.slow
def test_the_same_input_gives_the_same_roster_round_the_clock(peaks: Roster) -> None:
    again = roster(requirement(PEAKS), gap=0.1)
    pd.testing.assert_frame_equal(again.table, peaks.table)


def test_figures_of_a_roster_agree_with_its_tables(peaks: Roster) -> None:
    lines = peaks.table[["team", "line"]].drop_duplicates()
    assert (peaks.agents, peaks.teams) == (len(lines), peaks.table["team"].nunique())
    assert peaks.cost == peaks.paid_hours == 40 * peaks.agents
    assert peaks.bound <= peaks.cost
    assert peaks.gap == pytest.approx(1 - peaks.bound / peaks.cost)
    assert peaks.hours_over == peaks.coverage["difference"].clip(lower=0).sum() / 2
    assert peaks.hours_short == 0
    assert peaks.needed_share == peaks.coverage["required"].sum() / 2 / peaks.paid_hours


@pytest.mark.slow
def test_a_team_holds_one_group_and_keeps_its_contract() -> None:
    two = plan(group=[FULL_TIME, PART_TIME])
    found = roster(requirement(double_peak(6)), two, gap=0.4)
    for _, team in found.table.groupby("team"):
        part_time = set(team["shift"]) <= {"OFF", "morning", "afternoon"}
        full_time = set(team["shift"]) <= {"OFF", "early", "day", "late", "night"}
        assert part_time != full_time
        assert (team["shift"] != "OFF").sum() <= 5 * team["line"].max()


def test_progress_tells_agents_cost_and_bound(peaks: Roster, told: list[Progress]) -> None:
    assert told[-1].agents == peaks.agents
    assert told[-1].cost == peaks.cost
    assert told[0].agents is None
    assert [p.bound for p in told] == sorted(p.bound for p in told)


def test_steps_of_15_and_60_minutes_work() -> None:
    for step in (15, 60):
        need = np.repeat(block(8, 16, 3), 2) if step == 15 else block(8, 16, 3)[::2]
        found = roster(requirement(need, step=step), plan(group=[day_group()]), gap=0.5)
        assert len(found.coverage) == len(need)
        assert (found.coverage["difference"] >= 0).all()


def test_premiums_are_part_of_the_cost() -> None:
    group = day_group(meals=[], cost_per_hour=20.0, sunday_premium=0.5)
    found = roster(requirement(block(8, 16, 5)), plan(rules=FREE, group=[group]), gap=0.0)
    assert found.cost == 280 * 20 + 5 * 8 * 20 * 0.5


BROKEN: list[ParameterSet | tuple[dict[str, Any], str]] = [
    (
        {"rules": rules(nights_on=[5, 6], days_on=[2, 4])},
        r"every day 01:00-05:00 .* days_on \[2, 4\] and nights_on \[5, 6\] together shut out shift",
    ),
    ({"group": [day_group()]}, "every day 16:30-08:00 .*no shift is on duty then"),
    ({"rules": rules(weekends_on=0)}, "weekends_on 0 shuts out"),
    pytest.param(
        {"group": [{**FULL_TIME, "max_agents": 10}]},
        r"agent-hours a week stay uncovered.*best way out: \d more agents: 0 short, cost \d+$",
        marks=pytest.mark.slow,
    ),
]


@pytest.mark.parametrize(("keys", "message"), BROKEN)
def test_an_impossible_plan_is_explained(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(InfeasibleError, match=message) as caught:
        roster(requirement(double_peak(6)), plan(**keys), time_limit=30)
    assert "\n" not in str(caught.value)


def test_too_few_agents_are_explained_with_the_best_way_out() -> None:
    few = plan(rules=FREE, group=[day_group(max_agents=5)])
    message = r"agent-hours a week stay uncovered.*best way out: \d more agents: 0 short, cost \d+$"
    with pytest.raises(InfeasibleError, match=message):
        roster(requirement(block(8, 16, 5)), few, time_limit=30)


def test_without_time_nothing_is_decided() -> None:
    # `roster` itself gives a search at least a second, which can be enough for a small week.
    with pytest.raises(UndecidedError, match="time limit"):
        search(program(plan(), Week(double_peak(6), 30)), seconds=0, gap=0.001)


def test_the_judge_finds_what_is_cut_out_of_a_roster(peaks: Roster) -> None:
    def broken(table: pd.DataFrame) -> set[str]:
        return {found.rule for found in judge(table, plan(), Week(PEAKS, 30)).violations}

    table = peaks.table
    assert broken(table) == set()
    assert broken(table.drop(index=3)) >= {"table", "coverage"}
    assert "meals" in broken(table.assign(meals=""))
    assert "shift" in broken(table.assign(shift=table["shift"].replace("early", "dawn")))


def test_a_roster_passes_its_check_and_a_broken_one_does_not() -> None:
    need = requirement(block(8, 16, 5))
    days = plan(rules=FREE, group=[day_group()])
    found = roster(need, days)
    clean = check(found.table, need, days)
    assert clean.violations.empty
    assert clean.coverage is not None
    pd.testing.assert_frame_equal(clean.coverage, found.coverage)
    pd.testing.assert_frame_equal(clean.fairness, found.fairness)
    assert (clean.fairness["hours"] <= 40).all()
    table = found.table.copy()
    table.loc[:7, ["shift", "start", "end", "meals"]] = ["day", "08:00", "16:30", "11:00-11:30"]
    broken = check(table, need, days).violations
    assert {"days_on", "hours_per_week"} <= set(broken["rule"])
    assert (broken["team"] == "1").any()


def test_an_elastic_roster_lists_its_gaps() -> None:
    few = plan(group=[day_group(agents=5)], rules=rules(weekends_on=None))
    found = roster(requirement(block(9, 15, 6)), few, elastic=True, time_limit=20)
    assert (found.agents, found.cost) == (5, 200.0)
    assert found.bound <= found.cost
    assert found.hours_short == -found.coverage["difference"].clip(upper=0).sum() / 2 > 0


def test_breaks_are_spread_where_the_load_leaves_room() -> None:
    found = roster(requirement(block(9, 15, 1)), plan(rules={}, group=[day_group(agents=10)]))
    meals = found.table[found.table["meals"] != ""].groupby("weekday")["meals"]
    assert (meals.nunique() >= meals.size().clip(upper=4)).all()


def test_several_breaks_keep_their_windows_and_their_distance() -> None:
    group = day_group(
        meals=[{"minutes": 30, "from_hours": 3, "to_hours": 5}],
        breaks=[
            {"minutes": 15, "from_hours": 1, "to_hours": 3},
            {"minutes": 15, "from_hours": 5, "to_hours": 7},
        ],
        min_gap_minutes=90,
    )
    found = roster(requirement(block(8, 16, 3)), plan(rules={}, group=[group]))
    duties = found.table[found.table["shift"] != "OFF"]
    for breaks, meals in zip(duties["breaks"], duties["meals"], strict=True):
        first, last = (pd.Timedelta(f"{item[:5]}:00") for item in breaks.split())
        meal = pd.Timedelta(f"{meals[:5]}:00")
        assert first + pd.Timedelta("15min") + pd.Timedelta("90min") <= meal
        assert meal + pd.Timedelta("30min") + pd.Timedelta("90min") <= last


def test_an_interrupt_keeps_the_best_roster_so_far() -> None:
    found = roster(
        requirement(double_peak(5)), gap=0.0, progress=lambda told: told.agents is not None
    )
    assert found.status == "interrupted"
    assert (found.coverage["difference"] >= 0).all()


@pytest.mark.slow
def test_a_single_rotation_holds_all_lines() -> None:
    found = roster(requirement(double_peak(4)), plan(rotation="single"), gap=0.5)
    assert found.teams == 1
    assert found.table["line"].max() == found.agents


def test_exact_coverage_is_exact() -> None:
    exact = plan(rules={}, coverage="exact", group=[day_group(meals=[], presence_hours=8)])
    found = roster(requirement(block(8, 16, 3)), exact)
    assert (found.coverage["difference"] == 0).all()


def test_a_week_without_calls_needs_nobody() -> None:
    found = roster(requirement(block(8, 16, 0)))
    assert (found.agents, found.teams, found.cost, found.status) == (0, 0, 0.0, "optimal")
    assert list(found.table["team"]) == []
    assert len(found.coverage) == 336


def test_a_group_without_a_rotation_leaves_the_work_to_others() -> None:
    no_rotation = rules(days_on=[3, 3], days_off=[1, 1], hours_per_week=None, weekends_on=None)
    others = day_group(meals=[], weekly_hours=48)
    stuck = {
        **day_group(hours_per_week=24),
        "name": "stuck",
        "shift": [{"name": "dawn", "starts": ["06:00"]}],
    }
    both = plan(rules=no_rotation, group=[stuck, others])
    found = roster(requirement(block(8, 16, 2)), both, elastic=True, time_limit=20)
    assert set(found.fairness["group"]) == {"days"}


def test_the_python_function_keeps_the_options_of_a_configuration(tmp_path: Path) -> None:
    """A `wfm.toml` that the command takes gives the same roster in Python."""
    path = tmp_path / "wfm.toml"
    path.write_text(
        '[roster]\nelastic = true\ntime_limit = "9s"\ngap = "50%"\nformat = "csv"\n'
        '[[roster.group]]\nname = "few"\nmax_agents = 2\n'
        '[[roster.group.shift]]\nname = "day"\nstarts = ["08:00"]\n'
    )
    need = requirement(block(8, 16, 3))
    assert wfm.roster(need, config=path).hours_short > 0
    with pytest.raises(InfeasibleError):
        wfm.roster(need, config=path, elastic=False)
    with pytest.raises(InputError, match=r"none\.toml: no such file or directory"):
        wfm.roster(need, config=tmp_path / "none.toml")
