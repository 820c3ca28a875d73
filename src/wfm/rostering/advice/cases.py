"""What if: named changes to the configuration of a roster, or to its requirement."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import numpy as np
import pandas as pd

from wfm import changes, tables, units
from wfm.changes import Change
from wfm.errors import InputError, OptionError
from wfm.work.configuration.groups import DEFAULT_SHIFTS, GROUP_KEYS
from wfm.work.configuration.roster import (
    PLAN_KEYS,
    RENAMED_KEYS,
    plan_from,
    rule_readers,
)
from wfm.work.configuration.shifts import SHIFT_KEYS
from wfm.work.plan import Plan
from wfm.work.rules.catalogue import DEFAULT_RULES

_OPTION = "what_if"
_EXAMPLE = 'write "part_time.max_agents=+1, rules.weekends_on=1, requirement=+5%"'
_REQUIREMENT = "requirement"
# Keys that are no part of what is compared, or have parts of their own.
_NOT_CHANGED = {"rules", "group"}
# How a run is made, rather than what is made.
RUN_KEYS = ("week", "fairness")
_CHANGED = [*(key for key in PLAN_KEYS if key not in _NOT_CHANGED), *RUN_KEYS]
# What a key is where it is left out, of those that a step can be taken from.
_DEFAULTS: Mapping[str, Any] = {
    "rotation_weeks": 8,
    "fairness": 0.005,
    "weekly_hours": 40,
    "min_agents": 0,
    "cost_per_hour": 1.0,
    "night_premium": 0.0,
    "sunday_premium": 0.0,
    "weekend_premium": 0.0,
    "min_gap_minutes": 60,
}
# What is no limit where it is left out.
_LIMITS = ("agents", "max_agents", "max_over", "hours_per_week", "nights_per_week")
_STEP = re.compile(r"([+-])\s*(\d+(?:\.\d+)?)\s*(%?)")
_LEFT_OUT = "none"


@dataclass(frozen=True)
class Case:
    """A plan and a requirement to compare.

    Parameters
    ----------
    name
        The changes as they were written.
    plan
        The changed plan.
    requirement
        The changed requirement table.
    run
        What the changes say of how a roster is made: `RUN_KEYS`.
    """

    name: str
    plan: Plan
    requirement: pd.DataFrame
    run: Mapping[str, Any] = field(default_factory=dict)


def cases(text: str, config: Mapping[str, Any], requirement: pd.DataFrame) -> list[Case]:
    """Read changes, and make each of them in a copy of its own.

    Parameters
    ----------
    text
        Changes separated by commas, each of which is made alone; where there are semicolons, these
        separate changes that are made together. See `wfm.changes`. A change is ``KEY=VALUE`` with
        a key of ``[roster]`` such as ``max_over``, ``rules.KEY``, ``GROUP.KEY`` or
        ``GROUP.SHIFT.KEY``; its value is the new one as the configuration has it, ``none`` to leave
        the key out, or ``+1``, ``-5%`` from what it is. ``requirement=+5%`` changes the agents.
    config
        The configuration; it must make a plan.
    requirement
        Requirement table.

    Raises
    ------
    OptionError
        A change cannot be read or made.
    """
    found = changes.split(text, _EXAMPLE, _OPTION)
    if len(found) == 1:
        found = [[change] for change in found[0]]
    return [_case(together, config, requirement) for together in found]


def _case(together: list[Change], config: Mapping[str, Any], requirement: pd.DataFrame) -> Case:
    name = ", ".join(change.shown for change in together)
    names = {change.name for change in together}
    changed: dict[str, Any] = deepcopy(dict(config))
    for change in together:
        if change.name == _REQUIREMENT:
            requirement = _moved(requirement, change)
        else:
            _make(changed, change)
    made = changed.get("roster", {})
    run = {key: made[key] for key in RUN_KEYS if key in made and key in names}
    if "fairness" in run:
        run["fairness"] = units.fraction(run["fairness"], _OPTION)
    try:
        return Case(name, plan_from(changed), requirement, run)
    except InputError as error:
        raise OptionError(_OPTION, f"'{name}': {error}") from None


def _moved(requirement: pd.DataFrame, change: Change) -> pd.DataFrame:
    """Change the agents of every interval that needs any, to the nearest whole number."""
    step = _STEP.fullmatch(change.value)
    if step is None:
        raise OptionError(
            _OPTION, f"'{change.shown}' is not a change of agents: write requirement=+5% or =-1"
        )
    table = tables.check(requirement, tables.REQUIREMENT)
    agents = table["agents_scheduled"]
    moved = np.floor(_stepped(agents, step) + 0.5).clip(lower=1)
    return table.assign(agents_scheduled=moved.where(agents > 0, 0.0))


def _stepped(value: Any, step: re.Match[str]) -> Any:
    amount = float(step[1] + step[2])
    return value * (1 + amount / 100) if step[3] else value + amount


def _make(config: dict[str, Any], change: Change) -> None:
    """Change one key of a configuration."""
    table, key, known = _place(config, change)
    step = _STEP.fullmatch(change.value)
    if step:
        table[key] = _number(table.get(key, known), step, change)
    elif change.value == _LEFT_OUT:
        table.pop(key, None)
    else:
        table[key] = _value(change.value)


def _number(value: Any, step: re.Match[str], change: Change) -> float:
    if value is None:
        limit = change.name.rpartition(".")[2] in _LIMITS
        raise OptionError(
            _OPTION,
            f"'{change.shown}': the plan sets no {change.name}, so there is "
            f"{'no limit to move' if limit else 'nothing to change'}: write the value itself, not "
            "a step from it",
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise OptionError(
            _OPTION,
            f"'{change.shown}': {change.name} is {value!r}, not a number: write the new value",
        )
    moved = float(_stepped(value, step))
    if isinstance(value, int) and step[3]:
        return int(np.floor(moved + 0.5))
    return int(moved) if isinstance(value, int) and moved.is_integer() else moved


def _value(text: str) -> Any:
    """Read a value as the configuration has it; what is no TOML is text."""
    try:
        read = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    value = read.get("value")
    return text if len(read) > 1 or isinstance(value, (date, time)) else value


def _place(config: dict[str, Any], change: Change) -> tuple[dict[str, Any], str, Any]:
    """Return the table that holds a key, the key there, and its value where it is left out."""
    roster = config.setdefault("roster", {})
    name = change.name
    if name in _CHANGED:
        return roster, name, _DEFAULTS.get(name)
    if name.startswith("rules.") and name.removeprefix("rules.") in rule_readers():
        rules = roster.setdefault("rules", deepcopy(dict(DEFAULT_RULES)))
        return rules, name.removeprefix("rules."), None
    groups = roster.setdefault("group", [{"name": "full_time"}])
    for group in groups:
        for key in GROUP_KEYS:
            if name == f"{group['name']}.{key}" and key not in ("name", "shift"):
                return group, key, _DEFAULTS.get(key)
        shifts = group.get("shift", DEFAULT_SHIFTS)
        for place, shift in enumerate(shifts):
            for key in SHIFT_KEYS[1:]:
                if name == f"{group['name']}.{shift['name']}.{key}":
                    group["shift"] = deepcopy([dict(one) for one in shifts])
                    return group["shift"][place], key, group.get(key)
    if name in RENAMED_KEYS:
        raise OptionError(_OPTION, f"'{change.shown}': {name} is now {RENAMED_KEYS[name]}")
    near = difflib.get_close_matches(name, list(_names(groups)), n=1, cutoff=0)
    raise OptionError(
        _OPTION, f"'{change.shown}': there is no {name}; the nearest one is {near[0]}"
    )


def _names(groups: Any) -> Iterator[str]:
    """Yield every name that a change may have."""
    yield _REQUIREMENT
    yield from _CHANGED
    yield from (f"rules.{key}" for key in rule_readers())
    for group in groups:
        yield from (f"{group['name']}.{key}" for key in GROUP_KEYS if key not in ("name", "shift"))
        for shift in group.get("shift", DEFAULT_SHIFTS):
            yield from (f"{group['name']}.{shift['name']}.{key}" for key in SHIFT_KEYS[1:])
