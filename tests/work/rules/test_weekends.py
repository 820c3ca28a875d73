"""The weekend is the country's: for rules, premiums, fairness and the judge."""

import logging
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rostering.cases import WEEKENDS, Case, check_case
from rostering.plans import block, day_group, plan, requirement
from wfm import tables
from wfm.errors import InputError
from wfm.rostering import Plan, check, plan_from, roster
from wfm.rostering.program.network import OFF_DAY, network
from wfm.work.rules.rule import Duty
from wfm.work.rules.weekends import FreeWeekends, WeekendsOn, worked_weekends

FRI, SAT, SUN = 4, 5, 6
BANK = block(9, 17, 1, days=range(4)) + block(9, 17, 1, days=range(6, 7))  # Sunday to Thursday
FIXED: dict[str, Any] = {
    "name": "g",
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
    "shift": [{"name": "day", "starts": ["09:00"]}],
}


def days_of(plan_: Plan) -> tuple[int, ...]:
    return plan_.groups[0].weekend


# --- which days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "days"),
    [
        ({}, (SAT, SUN)),
        ({"weekend": ["fri", "sat"]}, (FRI, SAT)),
        ({"roster": {"weekend": ["Saturday", "FRI"]}}, (FRI, SAT)),
        ({"roster": {"weekend": "fri"}}, (FRI,)),
        ({"weekend": ["sun"], "roster": {"weekend": ["fri"]}}, (FRI,)),
        ({"country": "SA"}, (FRI, SAT)),
        ({"country": "GB", "roster": {"country": "eg"}}, (FRI, SAT)),
        ({"forecast": {"country": "IL"}}, (FRI, SAT)),
        ({"forecast": {"country": "IL"}, "country": "GB"}, (SAT, SUN)),
        ({"country": "SA", "weekend": ["sat", "sun"]}, (SAT, SUN)),
        ({"country": "IR"}, (FRI,)),
        ({"country": "BN"}, (FRI, SUN)),
        ({"country": "HK"}, (SUN,)),
    ],
)
def test_the_weekend_is_written_or_the_countrys(
    config: dict[str, Any], days: tuple[int, ...]
) -> None:
    read = plan_from(config)
    assert days_of(read) == days
    [rule] = [rule for rule in read.groups[0].rules if isinstance(rule, WeekendsOn)]
    assert rule.weekend == days


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"weekend": []}, r"weekend: \[\] is not a weekend: write \[.fri., .sat.\]"),
        ({"roster": {"weekend": 5}}, "roster.weekend: 5 is not a weekend"),
        ({"weekend": ["fri", "caturday"]}, "weekend: 'caturday' is not one of mon, tue"),
        ({"weekend": ["fri", 6]}, "weekend: 6 is not one of mon"),
        ({"weekend": ["sun", "mon"]}, "weekend: a week of a roster begins on Monday"),
        ({"country": "XX"}, "country: no holidays known for 'XX'"),
        ({"roster": {"country": 3}}, "roster.country: 3 is not a country"),
    ],
)
def test_no_weekend(config: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plan_from(config)


def test_the_countrys_weekend_is_said_where_it_is_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        plan_from({"country": "GB"})
        assert not caplog.messages
        plan_from({"country": "AE", "weekend": ["fri"]})
        assert not caplog.messages
        plan_from({"country": "KW"})
    assert caplog.messages == [
        "the weekend is Friday and Saturday, as in KW; set the key weekend to change that"
    ]


# --- rules and their judge ----------------------------------------------------------------------


@pytest.mark.parametrize("weekend", [(SAT, SUN), (FRI, SAT), (FRI,), (FRI, SUN), (3, 4, 5)])
@pytest.mark.parametrize("rule", [WeekendsOn(1), FreeWeekends(1, 2), WeekendsOn(2)])
def test_walks_of_the_network_are_those_without_a_fault(
    weekend: tuple[int, ...], rule: WeekendsOn | FreeWeekends
) -> None:
    from dataclasses import replace

    own = replace(rule, weekend=weekend)
    bands = plan(group=[FIXED]).bands(plan(group=[FIXED]).groups[0], 30)
    net = network((own,), bands)
    duty = Duty("day", 540, 1020, 480, night=False)
    rng = np.random.default_rng(1)
    seen = set()
    for _ in range(300):
        worked = rng.random(28) < rng.choice([0.1, 0.5, 0.9])
        faults = list(own.faults([duty if on else None for on in worked]))
        assert _walks(net, worked) == (not faults)
        seen.add(bool(faults))
    assert seen == {False, True}


def _walks(net: Any, worked: np.ndarray) -> bool:
    """Whether a closed sequence of days can be walked from some node, lap after lap."""
    arcs = {(arc.tail, arc.band != OFF_DAY): arc.head for arc in net.arcs}
    for start in {arc.tail for arc in net.arcs if arc.weekday == 0}:
        node: int | None = start
        for _ in range(4):
            lap = node
            for on in worked.tolist():
                node = None if node is None else arcs.get((node, on))
            if node is not None and node == lap:
                return True
    return False


def test_a_weekend_is_worked_if_a_duty_starts_on_one_of_its_days() -> None:
    days = [None] * 14
    days[SUN] = days[7 + FRI] = "duty"  # type: ignore[call-overload]
    assert worked_weekends(days, (SAT, SUN)) == [True, False]
    assert worked_weekends(days, (FRI, SAT)) == [False, True]
    assert worked_weekends(days, (FRI, SUN)) == [True, True]


def test_sunday_is_a_day_like_others_where_the_weekend_is_friday_and_saturday() -> None:
    need = requirement(BANK)
    usual = roster(need, plan(group=[FIXED], rotation_weeks=2))
    made = roster(need, plan(group=[FIXED], rotation_weeks=2, weekend=["fri", "sat"]))
    assert (usual.agents, made.agents) == (2, 1)
    assert made.fairness["weekends"].eq(0).all()
    assert made.fairness["sundays"].gt(0).all()


def test_check_judges_by_the_weekend_of_the_plan() -> None:
    need = requirement(BANK)
    made = roster(need, plan(group=[FIXED], rotation_weeks=2, weekend=["fri", "sat"]))
    same = check(made.table, need, plan(group=[FIXED], weekend=["fri", "sat"]))
    assert same.violations.empty
    other = check(made.table, need, plan(group=[FIXED]))
    assert "weekends_on" in set(other.violations["rule"])
    assert other.fairness["weekends"].gt(0).all()


# --- premiums and fairness ----------------------------------------------------------------------


def test_a_premium_of_the_weekend_is_paid_on_its_days() -> None:
    need = requirement(block(8, 16, 1))

    def cost(**keys: Any) -> float:
        weekend = keys.pop("weekend", ["fri", "sat"])
        group = day_group(shift=[{"name": "day", "starts": ["08:00"]}], meals=[], **keys)
        group |= {"presence_hours": 8, "paid_hours": 8}
        made = roster(need, plan(group=[group], rules={"days_on": [1, 5]}, weekend=weekend))
        return made.cost

    plain = cost()
    assert cost(weekend_premium=0.5) == pytest.approx(plain + 2 * 8 * 0.5)
    assert cost(weekend_premium=0.5, weekend=["fri"]) == pytest.approx(plain + 8 * 0.5)
    # Premiums add up; that of Sundays stays one of Sundays.
    both = cost(weekend_premium=0.5, sunday_premium=1, weekend=["sat", "sun"])
    assert both == pytest.approx(plain + 2 * 8 * 0.5 + 8)
    assert cost(sunday_premium=1) == pytest.approx(plain + 8)


@pytest.mark.parametrize("weekend", [["fri", "sat"], ["fri", "sun"], ["thu"]])
def test_worked_weekends_of_a_team_are_counted_on_the_days_of_the_country(
    weekend: list[str],
) -> None:
    need = requirement(block(9, 17, 8))
    asked = plan(weekend=weekend, rotation_weeks=4, group=[FIXED])
    made = roster(need, asked)
    judged = check(made.table, need, asked)
    assert judged.violations.empty
    days = [day + 1 for day in days_of(asked)]
    duties = made.table[made.table["shift"].ne("OFF") & made.table["weekday"].isin(days)]
    worked = duties.groupby("team")["line"].nunique()
    per_week = worked / made.table.groupby("team")["line"].nunique()
    expected = made.fairness.set_index("team")["weekends"]
    assert per_week.reindex(expected.index, fill_value=0).tolist() == pytest.approx(
        expected.tolist(), abs=1e-4
    )
    assert made.teams > 1


# --- the command --------------------------------------------------------------------------------


def test_at_the_top_of_the_configuration(wfm: Callable[..., Any], tmp_path: Any) -> None:
    need = tables.to_csv(tables.conform(requirement(BANK), tables.REQUIREMENT))
    text = 'weekend = ["fri", "sat"]\n[roster]\nrotation_weeks = 2\n[[roster.group]]\nname = "g"\n'
    text += 'shift = [{ name = "day", starts = ["09:00"] }]\n'
    (tmp_path / "wfm.toml").write_text(text, encoding="utf-8")
    made = wfm("roster", "--time-limit", "10s", "--closed", "allowed", stdin=need)
    assert made.code == 0
    assert "no worked weekends" in made.err
    (tmp_path / "need.csv").write_text(need, encoding="utf-8")
    assert wfm("check", "--requirement", "need.csv", stdin=made.out).code == 0


@pytest.mark.parametrize("case", WEEKENDS, ids=str)
def test_a_broken_rotation_is_caught_and_a_good_one_is_not(case: Case) -> None:
    check_case(case)
