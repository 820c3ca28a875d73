"""Working-time law as presets: combined with the configuration, and every violation cites it."""

import logging
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rostering.plans import block, day_group, plan, requirement, rules
from sparing import few
from wfm.errors import InputError, OptionError
from wfm.rostering import Plan, plan_from, roster
from wfm.rostering.judge.roster import judge
from wfm.rostering.program.network import network
from wfm.work.configuration import law
from wfm.work.rules.breaks import CHECKS
from wfm.work.shifts import Pause, Shift
from wfm.work.week import Week

MEAL_OUT = ["ph-labor.meal_length"]
DOCS = Path(__file__).resolve().parents[3] / "docs" / "reference" / "presets.md"
PROVISIONS = [p for name in law.NAMES for p in law.preset(name).provisions]


def shift(paid: float, presence: float, *pauses: tuple[Any, ...]) -> Shift:
    """Return a day shift; a pause is minutes, earliest and latest start [h], and "paid"."""
    made = tuple(Pause(m, int(a * 60), int(b * 60), bool(rest)) for m, a, b, *rest in pauses)
    return Shift("day", ((480, 480),), int(presence * 60), int(paid * 60), made, 0)


def shown(value: Any) -> str:
    """Write a value as TOML does, on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {shown(item)}" for key, item in value.items()) + " }"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def lacking(name: str, one: Shift) -> list[str]:
    """Return the names of a preset's enforced checks that a shift does not pass."""
    return [p.name for p in law.preset(name).provisions if p.enforced and list(p.read().lacks(one))]


def named(plan: Plan, name: str) -> list[Any]:
    """Return the rules of that name of a plan's first group."""
    return [rule for rule in plan.groups[0].rules if rule.name == name]


# --- the data -------------------------------------------------------------------------------


def test_the_names_are_those_of_the_data() -> None:
    text = (
        resources.files("wfm.work.configuration")
        .joinpath("presets.toml")
        .read_text(encoding="utf-8")
    )
    assert tuple(tomllib.loads(text)) == law.NAMES


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda p: p.key)
def test_every_provision_is_read_and_cites_its_article(provision: law.Provision) -> None:
    made = provision.read()
    assert made.citation == provision.citation != ""
    assert made.name == provision.name
    if not provision.enforced:
        odd = Shift("odd", ((1200, 1200),), presence=900, paid=900, pauses=(Pause(1, 899, 899),))
        assert list(made.lacks(odd)), "only what the shift catalogue shows can be noted"


@pytest.mark.parametrize("name", law.NAMES)
def test_provisions_have_names_of_their_own(name: str) -> None:
    keys = [p.key for p in law.preset(name).provisions]
    assert len(keys) == len(set(keys))


def values(name: str) -> Mapping[str, Any]:
    """Return the values of a preset by name."""
    return {p.name: p.value for p in law.preset(name).provisions}


def test_figures_of_the_statutes() -> None:
    assert values("eu-wtd")["min_rest_hours"] == 11
    assert values("eu-wtd")["weekly_rest"] == {"hours": 35, "days": 7}
    assert values("uk-wtr")["weekly_rest"] == {"hours": 24, "days": 7}
    assert values("uk-wtr")["average_hours"] == {"hours": 48, "weeks": 17}
    assert values("de-arbzg")["daily_hours"] == 10
    assert values("de-arbzg")["free_sundays"] == 15
    assert values("ee-tls")["weekly_rest"]["hours"] == 36 + 11
    assert values("cn-labour")["hours_per_week"] == 40
    assert values("tw-lsa")["days_off_per_week"] == 2
    assert values("tw-lsa")["shift_change_rest"] == 11
    assert values("ru-tk")["weekly_rest"]["hours"] == 42
    assert values("vn-2019")["shift_change_rest"] == 12
    assert values("ph-labor")["days_on"] == [1, 6]
    assert values("us-flsa")["meal_length"] == {"least": 30}
    assert values("us-ca")["meal"]["start_by_hours"] == 5


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda p: p.key)
def test_the_documentation_names_every_provision_and_article(provision: law.Provision) -> None:
    text = DOCS.read_text(encoding="utf-8")
    section = text.split(f"## `{provision.preset}`")[1].split("\n## ")[0]
    assert f"`{provision.name}`" in section
    assert f"`{shown(provision.value)}`" in section
    assert provision.citation in section


# --- combining ------------------------------------------------------------------------------


def test_the_stricter_of_configuration_and_preset_holds() -> None:
    looser = law.apply(plan(rules=rules(min_rest_hours=9, hours_per_week=60)), ["eu-wtd"])
    (rest,) = named(looser, "min_rest_hours")
    assert (rest.minutes, rest.citation) == (660, "Directive 2003/88/EC Art. 3")
    stricter = law.apply(plan(rules=rules(min_rest_hours=12)), ["eu-wtd"])
    assert max(rule.minutes for rule in named(stricter, "min_rest_hours")) == 720
    assert "Directive 2003/88/EC Art. 3" in [r.citation for r in named(stricter, "min_rest_hours")]
    for own, hours in ((48, 40), (32, 32)):
        both = law.apply(plan(rules=rules(hours_per_week=own)), "us-flsa")
        assert min(rule.minutes for rule in named(both, "hours_per_week")) == hours * 60


def test_ranges_are_intersected() -> None:
    both = law.apply(plan(rules=rules(days_on=[3, 9], days_off=[1, 9])), ["ph-labor"], MEAL_OUT)
    group = both.groups[0]
    stints = named(both, "days_on")
    assert (max(r.least for r in stints), min(r.most for r in stints)) == (3, 6)
    assert network(group.rules, both.bands(group, 30)).arcs


def test_ranges_with_nothing_in_common_are_named_both() -> None:
    with pytest.raises(InputError) as caught:
        law.apply(plan(rules=rules(days_on=[7, 9])), ["ph-labor"], MEAL_OUT)
    assert "days_on: [7, 9]" in str(caught.value)
    assert "[1, 6] of Labor Code Art. 91" in str(caught.value)


def test_of_two_presets_the_stricter_holds_and_equals_cite_both() -> None:
    both = law.apply(plan(), "eu-wtd, uk-wtr, de-arbzg")
    (rest,) = named(both, "min_rest_hours")
    assert rest.citation.split("; ") == [
        "Directive 2003/88/EC Art. 3",
        "WTR 1998 reg. 10(1)",
        "ArbZG § 5(1)",
    ]
    (weekly,) = named(both, "weekly_rest")
    assert weekly.minutes == 35 * 60


def test_a_contract_above_the_average_of_the_law_is_named() -> None:
    config = plan(rules=rules(), group=[day_group(weekly_hours=44)])
    with pytest.raises(InputError, match="weekly_hours of 44, at most 40 on average by State"):
        law.apply(config, ["cn-labour"])


def test_a_provision_can_be_opted_out_of() -> None:
    kept = law.apply(plan(), ["uk-wtr"], ["uk-wtr.average_hours"])
    assert not named(kept, "average_hours")
    assert named(kept, "night_average_hours")


def test_unknown_names_name_the_nearest() -> None:
    with pytest.raises(OptionError, match="no preset 'eu_wtd': the nearest one is eu-wtd"):
        law.apply(plan(), ["eu_wtd"])
    with pytest.raises(InputError, match=r"roster\.law: there is no preset 'eu_wtd'"):
        plan_from({"roster": {"law": "eu_wtd"}})
    with pytest.raises(InputError, match=r"nearest one is uk-wtr\.average_hours"):
        law.apply(plan(), ["uk-wtr"], ["uk-wtr.average_hour"])


def test_the_configuration_names_presets_and_an_argument_takes_their_place() -> None:
    config = {"roster": {"law": ["uk-wtr"], "opt_out": "uk-wtr.average_hours"}}
    assert plan_from(config) == law.apply(plan(), ["uk-wtr"], ["uk-wtr.average_hours"])
    assert plan_from(config, "us-flsa") == law.apply(plan(), ["us-flsa"])
    with pytest.raises(InputError, match=r"roster\.law: 5 is not a name"):
        plan(law=5)


def test_rules_of_statutes_may_stand_in_the_configuration() -> None:
    made = plan(rules={"weekly_rest": {"hours": 35, "days": 7}, "days_off_per_week": 2})
    assert [rule.name for rule in made.groups[0].rules] == [
        "weekly_rest",
        "days_off_per_week",
        "min_rest_hours",
        "weekly_hours",
    ]


def test_no_preset_changes_nothing() -> None:
    assert law.apply(plan(), "") == plan()


# --- meals and breaks -----------------------------------------------------------------------

WHOLE = (30, 3, 5)
REST = (10, 1, 2, "paid")
LATE_REST = (10, 6, 7, "paid")


@pytest.mark.parametrize(
    ("name", "one", "missing"),
    [
        ("uk-wtr", shift(6, 6), []),
        ("uk-wtr", shift(6.5, 6.5), ["break"]),
        ("uk-wtr", shift(7, 7, (20, 3, 4, "paid")), []),
        ("uk-wtr", shift(7, 7, (15, 3, 4, "paid")), ["break"]),
        ("uk-wtr", shift(7, 7.5, (30, 7, 7)), ["break"]),
        ("uk-wtr", shift(13, 13.5, WHOLE), ["daily_presence_hours"]),
        ("de-arbzg", shift(8, 8.5, WHOLE), []),
        ("de-arbzg", shift(8, 8.5, (15, 2, 3), (15, 5, 6)), []),
        ("de-arbzg", shift(8, 8.5, (10, 2, 3), (20, 5, 6)), ["break"]),
        ("de-arbzg", shift(8, 8, (30, 3, 5, "paid")), ["break", "stretch"]),
        ("de-arbzg", shift(9, 9.5, (30, 3, 5.5)), []),
        ("de-arbzg", shift(9.5, 10, (30, 4, 5)), ["long_break"]),
        ("de-arbzg", shift(9.5, 10.25, (30, 4, 5), (15, 6, 7)), []),
        ("de-arbzg", shift(8, 8.5, (30, 1, 2)), ["stretch"]),
        ("de-arbzg", shift(8, 8.5, (30, 5, 6.5)), ["stretch"]),
        ("de-arbzg", shift(10.5, 11.25, (45, 5, 5.5)), ["daily_hours"]),
        ("ee-tls", shift(8, 8.5, WHOLE), []),
        ("ee-tls", shift(6.5, 6.5), ["break"]),
        ("tw-lsa", shift(4, 4), []),
        ("tw-lsa", shift(4.5, 4.5), ["break"]),
        ("ru-tk", shift(8, 8.5, WHOLE), []),
        ("ru-tk", shift(8, 10.5, (150, 3, 5)), ["meal_length"]),
        ("ru-tk", shift(4.5, 4.5, (30, 2, 3, "paid")), ["break"]),
        ("vn-2019", shift(6, 6), ["break"]),
        ("vn-2019", shift(5.5, 5.5), []),
        ("ph-labor", shift(8, 9, (60, 3, 5)), []),
        ("ph-labor", shift(8, 8.5, WHOLE), ["meal_length"]),
        ("ph-labor", shift(8, 8, (20, 3, 5, "paid")), []),
        ("us-flsa", shift(8, 8.25, (15, 3, 5)), ["meal_length"]),
        ("us-flsa", shift(12, 12), []),
        ("us-ca", shift(8, 8.5, REST, WHOLE, LATE_REST), []),
        ("us-ca", shift(8, 8.5, REST, (30, 3, 5.25), LATE_REST), ["meal"]),
        ("us-ca", shift(8, 8.5, REST, WHOLE), ["second_rest"]),
        ("us-ca", shift(3, 3), []),
        ("us-ca", shift(3.5, 3.5), ["rest"]),
        ("us-ca", shift(6, 6, REST), []),
        ("us-ca", shift(6.5, 6.5, REST, LATE_REST), ["meal"]),
        (
            "us-ca",
            shift(11, 11.5, REST, WHOLE, LATE_REST, (10, 9, 10, "paid")),
            ["second_meal"],
        ),
        (
            "us-ca",
            shift(11, 12, REST, WHOLE, LATE_REST, (30, 8, 10.5), (10, 11, 11.25, "paid")),
            ["second_meal"],
        ),
        (
            "us-ca",
            shift(11, 12, REST, WHOLE, LATE_REST, (30, 8, 10), (10, 11, 11.25, "paid")),
            [],
        ),
    ],
)
def test_which_shift_lacks_what(name: str, one: Shift, missing: list[str]) -> None:
    assert lacking(name, one) == missing


def test_a_night_duty_in_viet_nam_has_a_longer_break() -> None:
    night = Shift("night", ((1320, 1320),), 510, 480, (Pause(30, 180, 300),))
    assert lacking("vn-2019", night) == ["night_break"]
    longer = Shift("night", ((1320, 1320),), 525, 480, (Pause(45, 180, 300),))
    assert lacking("vn-2019", longer) == []


def test_every_check_is_used_by_a_preset() -> None:
    assert {p.rule for p in PROVISIONS} >= set(CHECKS)


def test_a_shift_without_its_break_is_an_error_that_cites_the_article() -> None:
    config = plan(group=[day_group(presence_hours=8, paid_hours=8, meals=[])])
    with pytest.raises(InputError) as caught:
        law.apply(config, ["de-arbzg"])
    message = str(caught.value)
    assert "group 'days', shift 'day': 8 h of work need" in message
    assert "(ArbZG § 4)" in message
    assert "opt out of de-arbzg.break" in message
    assert "\n" not in message


def test_a_shift_whose_two_meals_lack_the_same_is_named_once() -> None:
    meals = [{"minutes": 30, "from_hours": first, "to_hours": first + 1} for first in (2, 5)]
    config = plan(group=[day_group(presence_hours=9, paid_hours=8, meals=meals)])
    with pytest.raises(InputError, match="shift 'day': an unpaid meal of 30 minutes") as caught:
        law.apply(config, ["ph-labor"])
    assert "more like it" not in str(caught.value)


def test_what_is_only_noted_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    config = plan(group=[day_group(presence_hours=8, paid_hours=8, meals=[])])
    with caplog.at_level(logging.WARNING, logger="wfm"):
        law.apply(config, ["eu-wtd"])
    assert "Directive 2003/88/EC Art. 4" in caplog.text


# --- rosters --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in law.NAMES if n not in ("vn-2019", "us-ca")])
def test_the_default_shifts_have_rotations_under_every_preset(name: str) -> None:
    lawful = law.apply(plan(), [name], MEAL_OUT if name == "ph-labor" else ())
    group = lawful.groups[0]
    bands = lawful.bands(group, 30)
    arcs = network(group.rules, bands).arcs
    assert {arc.band for arc in arcs if arc.band >= 0} == set(range(len(bands)))


@pytest.mark.parametrize("names", few(2, ["eu-wtd", "tw-lsa", "de-arbzg,ee-tls"]))
def test_a_roster_under_a_preset_is_clean(names: str) -> None:
    lawful = law.apply(plan(rules=rules(), group=[day_group()]), names)
    week = block(9, 12, 2)
    made = roster(requirement(week), lawful, time_limit=60)
    assert judge(made.table, lawful, Week(week, 30)).violations == ()


def test_a_violation_cites_its_article() -> None:
    free = plan(rules={}, group=[day_group(weekly_hours=60)])
    week = block(9, 12, 1)
    table = roster(requirement(week), free, time_limit=60).table.copy()
    table["shift"], table["start"], table["end"] = "day", "08:00", "16:30"
    table["meals"], table["breaks"] = "11:00-11:30", ""
    lawful = law.apply(free, ["de-arbzg"])
    found = judge(table, lawful, Week(np.zeros(336, dtype=np.int64), 30)).violations
    cited = {v.rule: v.citation for v in found if v.citation}
    assert cited["weekly_rest"] == "ArbZG § 11(3), (4)"
    assert cited["free_sundays"] == "ArbZG § 11(1)"
    assert cited["average_hours"] == "ArbZG § 3"
