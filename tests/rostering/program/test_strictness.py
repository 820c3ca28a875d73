"""Networks and judge agree: no rule makes a network looser or, read exactly, stricter than it.

A rotation that the judge finds clean can be walked in the exact and in the open network, so where
these hold no roster there is none; one that can be walked in the safe network is clean at every
start, so what is built from it is legal.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rostering.plans import plan, requirement
from sparing import examples, few
from wfm.errors import InfeasibleError
from wfm.rostering import check, roster
from wfm.rostering.program.network import OFF_DAY, network
from wfm.rostering.program.strictness import is_exact, read_as
from wfm.rostering.ways_out.explanation import Explanation
from wfm.work.plan import Plan, Reading
from wfm.work.rules import statutes
from wfm.work.rules.catalogue import RULES, ContractHours, ShiftRun
from wfm.work.rules.rule import Duty, Rule
from wfm.work.shifts import Band

SHIFTS: list[dict[str, Any]] = [
    {"name": "early", "starts": ["05:00", "08:00"]},
    {"name": "late", "starts": ["12:00", "15:00"]},
    {"name": "night", "starts": ["21:00", "23:00"]},
    {"name": "twelve", "starts": ["06:00", "09:00"], "presence_hours": 12, "paid_hours": 11},
]


PLAN = plan(rules={}, group=[{"name": "all", "weekly_hours": 80, "shift": SHIFTS}])


EIGHT = {"name": "all", "presence_hours": 8, "paid_hours": 8, "meals": []}


NIGHT = {"from": "22:00", "to": "06:00", "minutes": 420}


VALUES: list[tuple[str, Any]] = [
    ("min_rest_hours", 11),
    ("min_rest_hours", 14),
    ("min_rest_hours", 40),
    ("days_on", [2, 4]),
    ("days_on", [3, 9]),
    ("days_off", [2, 3]),
    ("days_off", [1, 1]),
    ("nights_on", [2, 3]),
    ("days_off_after_nights", 2),
    ("weekends_on", 0),
    ("weekends_on", 1),
    ("free_weekends", [1, 2]),
    ("free_weekends", [2, 3]),
    ("free_weekends", [1, 4]),
    ("days_off_together", 2),
    ("hours_per_week", 40),
    ("per_week", {"early": [0, 3], "night": [1, 2]}),
    ("forbidden", [["night", "early"], ["late", "OFF", "early"], ["early", "OFF", "night"]]),
    ("weekly_rest", {"hours": 35, "days": 7}),
    ("weekly_rest", {"hours": 24, "days": 6}),
    ("weekly_rest", {"hours": 59, "days": 10}),
    ("average_hours", {"hours": 40, "weeks": 3}),
    ("average_hours", {"hours": 40, "weeks": 2, "night": NIGHT}),
    ("daily_hours", 10),
    ("daily_hours", {"hours": 7, "night": NIGHT}),
    ("daily_presence_hours", 11),
    ("days_off_per_week", 2),
    ("free_sundays", 15),
    ("free_sundays", 40),
    ("shift_change_rest", 11),
    ("quick_returns", 0),
    ("quick_returns", 4),
    ("quick_returns", {"most": 2, "hours": 14}),
    ("no_lone_days_off", True),
    ("same_shift_in_stint", True),
    ("max_shifts_per_stint", 2),
    ("whole_weekends", True),
    ("every_second_weekend", True),
    ("start_change", 0),
    ("start_change", 3),
    ("shift_change_rest", 30),
]


READERS = {**RULES, **statutes.RULES, **statutes.OF_CONTRACTS}


# What a rotation is as a whole is no business of its days; the program has a row for it.
OF_THE_WHOLE = ("rotation_hours", "average_hours", "free_sundays")


SINGLE: dict[str, Rule] = {f"{name} {value}": READERS[name](value, name) for name, value in VALUES}


SINGLE |= {"run": ShiftRun("late", 2, 3), "short run": ShiftRun("early", 1, 2)}


def _several() -> dict[str, tuple[Rule, ...]]:
    """Return combinations of rules of different names, always the same."""
    draw = random.Random(1)
    found: dict[str, tuple[Rule, ...]] = {}
    while len(found) < 25:
        names = draw.sample(sorted(SINGLE), draw.randint(2, 5))
        chosen = tuple(SINGLE[name] for name in names)
        if len({rule.name for rule in chosen}) == len(chosen):
            found[", ".join(names)] = chosen
    return found


CASES = {**{name: (rule,) for name, rule in SINGLE.items()}, **_several()}


LARGE = "quick_returns 4"  # its network is


EACH_CASE = pytest.mark.parametrize("name", few(len(SINGLE) - 1, sorted(CASES, key=LARGE.__eq__)))


def bands(reading: Reading, rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], tuple[Band, ...]]:
    """Return rules and bands as they are read."""
    group = PLAN.groups[0]
    whole = Plan(groups=(type(group)(group.name, group.shifts, tuple(rules)),))
    read = whole if reading == "safe" else read_as(whole, reading)
    return read.groups[0].rules, read.bands(read.groups[0], 60)


Moves = dict[tuple[int, int], int]


@cache
def moves(reading: Reading, name: str) -> tuple[tuple[Band, ...], Moves, tuple[int, ...]]:
    """Return the bands of a case, where each day leads to, and the Mondays."""
    rules, made = bands(reading, CASES[name])
    net = network(rules, made)
    mondays = tuple({arc.tail for arc in net.arcs if arc.weekday == 0})
    return made, {(arc.tail, arc.band): arc.head for arc in net.arcs}, mondays


def walked(reading: Reading, name: str, days: Sequence[Duty | None]) -> bool:
    """Whether the network holds a rotation."""
    made, moving, mondays = moves(reading, name)
    word = [OFF_DAY if duty is None else _band(made, duty) for duty in days]
    for first in mondays:
        node: int | None = first
        for band in word:
            node = moving.get((node, band)) if node is not None else None
        if node == first:
            return True
    return False


def _band(made: Sequence[Band], duty: Duty) -> int:
    return next(
        n for n, b in enumerate(made) if b.shift.name == duty.shift and duty.start in b.starts
    )


def duty(shift: int, start: int) -> Duty:
    """Return a duty of a shift at its first or second start."""
    one = PLAN.groups[0].shifts[shift]
    begin = one.windows[start][0]
    return Duty(one.name, begin, begin + one.presence, one.paid, PLAN.is_night(begin, one.presence))


@st.composite
def rotations(draw: st.DrawFn) -> list[Duty | None]:
    """Draw a rotation of one to three weeks as runs of duties of a shift and of days off."""
    size = 7 * draw(st.integers(1, 3))
    days: list[Duty | None] = []
    while len(days) < size:
        shift = draw(st.integers(0, 3))
        for _ in range(draw(st.integers(1, 4))):
            days += [duty(shift, draw(st.integers(0, 1)))]
        days += [None] * draw(st.sampled_from((0, 1, 2, 2, 3)))
    days = days[:size]
    turn = draw(st.integers(0, size - 1))
    days = days[turn:] + days[:turn]
    assume(None in days)
    return days


def clean(rules: Sequence[Rule], days: Sequence[Duty | None]) -> bool:
    """Whether the judge finds no fault."""
    return not any(list(rule.faults(days)) for rule in rules)


@EACH_CASE
@examples(30)
@given(days=rotations())
def test_a_clean_rotation_can_be_walked(name: str, days: list[Duty | None]) -> None:
    if clean(CASES[name], days):
        assert walked("exact", name, days)
        assert walked("open", name, days)


@EACH_CASE
@examples(30)
@given(days=rotations(), data=st.data())
def test_what_can_be_walked_safely_is_clean_at_every_start(
    name: str, days: list[Duty | None], data: st.DataObject
) -> None:
    if walked("safe", name, days):
        assert clean(CASES[name], days)
        names = [shift.name for shift in PLAN.groups[0].shifts]
        other = [
            d and duty(names.index(d.shift), data.draw(st.integers(0, 1), label=d.shift))
            for d in days
        ]
        made = moves("safe", name)[0]
        same = [
            new if old is None or new is None or _band(made, old) == _band(made, new) else old
            for old, new in zip(days, other, strict=True)
        ]
        assert clean(CASES[name], same)


@pytest.mark.parametrize("name", few(20, CASES))
def test_weeks_of_early_and_night_duties_are_walked_just_where_they_are_clean(name: str) -> None:
    rules = CASES[name]
    over_months = any(rule.name in OF_THE_WHOLE for rule in rules)
    choices = [None, duty(0, 1), duty(2, 0)]
    for days in product(choices, repeat=7):
        if None not in days:
            continue
        if clean(rules, days):
            assert walked("exact", name, days), days
        elif not over_months:
            assert not walked("exact", name, days), days
        if walked("safe", name, days):
            assert clean(rules, days)


def test_every_rule_has_a_case() -> None:
    tried = {rule.name for rule in SINGLE.values()}
    averages = {"rotation_hours", "nights_per_week"}
    assert tried | averages | {"run"} == {*READERS, "run"}
    assert ContractHours(2400).step(0, 0, None) == 0


def test_a_plan_is_exact_where_no_rest_depends_on_starts() -> None:
    steady = {"name": "a", "shift": [{"name": "day", "starts": "06:00-09:00"}]}
    turns = {"name": "a", "shift": [{"name": "day", "starts": "06:00-14:00"}]}
    for group, exact in ((steady, True), (turns, False)):
        assert is_exact(plan(rules={"min_rest_hours": 11}, group=[group]), 30) == exact
    # The default rules forbid every turn for which the rest would depend on the starts.
    assert is_exact(plan(), 30)


WIDE = [
    {"name": "early", "starts": ["05:00", "08:00"]},
    {"name": "late", "starts": ["13:00", "15:00"]},
    {"name": "night", "starts": ["21:00", "23:00"]},
]


def one_agent(seed: int) -> tuple[Plan, np.ndarray, list[list[Duty | None]]]:
    """Return a plan of one agent, a week, and the days that cover each weekday of it."""
    draw = random.Random(seed)
    named = {
        "min_rest_hours": draw.choice([11, 13, 14, 15]),
        "days_on": [1, 6],
        "days_off": [1, 6],
    }
    group = {**EIGHT, "weekly_hours": 56, "agents": 1, "shift": WIDE}
    whole = plan(rules=named, group=[group])
    extra: list[Rule] = [
        READERS[name](value, name)
        for name, value in VALUES
        if name in ("weekly_rest", "shift_change_rest", "daily_hours", "average_hours")
        and draw.random() < 0.1
    ]
    first = whole.groups[0]
    whole = replace(whole, groups=(replace(first, rules=(*first.rules, *extra)),))
    week = np.zeros((8, 48), dtype=int)
    fitting: list[list[Duty | None]] = []
    shift = None
    for day in range(7):
        if draw.random() < 0.6:
            shift = draw.choice([None, None, *first.shifts])
        if shift is None:
            fitting.append([None])
            continue
        starts = [start for start, _ in shift.windows]
        chosen = draw.choice([starts, starts, starts[:1], starts[1:]])
        # All of what the duties with these starts have in common is needed.
        needed = day * 48 + chosen[-1] // 30, day * 48 + (chosen[0] + 480) // 30
        week.reshape(-1)[needed[0] : needed[1]] = 1
        night = [whole.is_night(start, 480) for start in chosen]
        fitting.append(
            [
                Duty(shift.name, start, start + 480, 480, n)
                for start, n in zip(chosen, night, strict=True)
            ]
        )
    week[0] += week[7]
    if week.max() > 1:  # the duties of two days meet
        return one_agent(seed + 1000)
    return whole, week[:7].ravel(), fitting


@pytest.mark.parametrize("seed", few(3, range(60)))
def test_one_agent_is_impossible_just_where_no_choice_of_starts_is_clean(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wfm.rostering.making.why_not", lambda *_, **__: Explanation("none", ()))
    whole, week, fitting = one_agent(seed)
    rules = whole.groups[0].rules
    possible = any(clean(rules, days) for days in product(*fitting))
    try:
        found = roster(requirement(week), whole, time_limit=20)
    except InfeasibleError:
        assert not possible
    else:
        assert check(found.table, requirement(week), whole).violations.empty
