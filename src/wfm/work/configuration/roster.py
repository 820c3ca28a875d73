"""Read the shift catalogue and the rules of a configuration.

Every key that is not understood is an error that names the nearest key: what a planner wrote is
never ignored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from wfm.errors import InputError, OptionError
from wfm.options.catalogue import keys_of
from wfm.quoting import shown
from wfm.values import (
    no_twins,
    read_count,
    read_keys,
    read_text,
    read_window,
)
from wfm.weekdays import DAY
from wfm.work.configuration.activities import read_activities
from wfm.work.configuration.comfort import read_weights
from wfm.work.configuration.groups import check_shifts, read_group
from wfm.work.configuration.law import apply as with_law
from wfm.work.configuration.weekend import read_country, read_weekend, with_weekend
from wfm.work.plan import Closed, Group, Plan
from wfm.work.rules.catalogue import DEFAULT_RULES, RULES, Rule
from wfm.work.rules.statutes import RULES as STATUTE_RULES

PLAN_KEYS = [
    "rotation",
    "rotation_weeks",
    "coverage",
    "max_over",
    "closed",
    "weekend",
    "country",
    "night",
    "rules",
    "law",
    "opt_out",
    "group",
]
# Former names of keys, and what they are called now.
RENAMED_KEYS = {"presets": "law"}
# Far above any plan, and few enough to be refused or planned within the time limit.
_MOST_GROUPS = 50
_CLOSED = ("never", "allowed")


def plan_from(config: Mapping[str, Any], law: str | Sequence[str] | None = None) -> Plan:
    """Read what a roster is made of.

    Parameters
    ----------
    config
        The whole configuration as parsed; of ``forecast`` only ``country`` is read.
    law
        Presets of working-time law, as ``"eu-wtd,de-arbzg"``; None: those of the configuration.

    Raises
    ------
    InputError
        If a key is unknown or a value cannot be; the message names the key's path.
    """
    table = config.get("roster", {})
    for former, name in RENAMED_KEYS.items():
        if isinstance(table, Mapping) and former in table:
            raise InputError(f"roster.{former} is now roster.{name}: write {name} = ...")
    table = read_keys(table, "roster", [*PLAN_KEYS, *keys_of("roster")])
    read = _groups(config, table)
    plan = Plan(
        groups=read,
        night=_night(table.get("night", "01:00-04:00")),
        rotation=cast(
            Literal["teams", "single"],
            _choice(table, "rotation", "teams", ("teams", "single")),
        ),
        rotation_weeks=read_count(table.get("rotation_weeks", 8), "roster.rotation_weeks", 1, 520),
        coverage=cast(
            Literal["at_least", "exact"],
            _choice(table, "coverage", "at_least", ("at_least", "exact")),
        ),
        max_over=(
            read_count(table["max_over"], "roster.max_over") if "max_over" in table else None
        ),
        currency=str(config.get("currency", "")).strip(),
        closed=cast(Closed, _choice(table, "closed", "never", _CLOSED)),
        activities=read_activities(config.get("activity", []), read),
        comfort=read_weights(table.get("comfort")),
        country=read_country(config),
        assumed=frozenset({"group", "rules"} - {*table}),
    )
    return _with_law(plan, table, law)


def _with_law(plan: Plan, table: Mapping[str, Any], law: str | Sequence[str] | None) -> Plan:
    """Keep the law that is given besides, or that of the configuration."""
    if law is not None:
        return with_law(plan, law, _names(table, "opt_out"))
    try:
        return with_law(plan, _names(table, "law"), _names(table, "opt_out"))
    except OptionError as error:
        raise InputError(f"roster.law: {error.message}") from None


def _groups(config: Mapping[str, Any], table: Mapping[str, Any]) -> tuple[Group, ...]:
    """Read the contract groups with the rules and the weekend that hold for all of them."""
    groups = table.get("group", [{"name": "full_time"}])
    if not isinstance(groups, Sequence) or isinstance(groups, str) or not groups:
        raise InputError("roster.group: write one or more tables [[roster.group]]")
    if len(groups) > _MOST_GROUPS:
        raise InputError(f"roster.group: {len(groups)} groups: at most {_MOST_GROUPS} are allowed")
    named = "rules" in table
    rules = _rules(table["rules"] if named else DEFAULT_RULES, "roster.rules")
    weekend = read_weekend(config)
    read = tuple(
        with_weekend(read_group(g, f"roster.group[{i}]", rules, assumed=not named), weekend)
        for i, g in enumerate(groups, 1)
    )
    no_twins([group.name for group in read], "roster.group", "groups")
    if named:
        _known_shifts(rules, read)
    return read


def with_closed(plan: Plan, closed: str) -> Plan:
    """Return a plan that says who may be on duty while the site is closed.

    Raises
    ------
    OptionError
        If it is neither ``"never"`` nor ``"allowed"``.
    """
    if closed not in _CLOSED:
        raise OptionError("closed", f"{shown(closed)} is not one of {', '.join(_CLOSED)}")
    return replace(plan, closed=cast(Closed, closed))


def _choice(table: Mapping[str, Any], key: str, default: str, allowed: tuple[str, ...]) -> str:
    value = table.get(key, default)
    if value not in allowed:
        raise InputError(f"roster.{key}: {shown(value)} is not one of {', '.join(allowed)}")
    return str(value)


def _names(table: Mapping[str, Any], key: str) -> str | Sequence[str]:
    value = table.get(key, ())
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or not all(isinstance(name, str) for name in listed):
        raise InputError(f"roster.{key}: {shown(value)} is not a name or a list of names")
    return value  # type: ignore[no-any-return]


def _night(value: Any) -> tuple[int, int]:
    first, last = read_window(read_text(value, "roster.night"), "roster.night")
    return first, last if last > first else last + DAY


def rule_readers() -> dict[str, Callable[[Any, str], Rule]]:
    """Return what reads each key of ``[roster.rules]``."""
    return {**RULES, **STATUTE_RULES}


def _rules(table: Any, where: str) -> tuple[Rule, ...]:
    readers = rule_readers()
    table = read_keys(table, where, tuple(readers))
    return tuple(readers[key](value, f"{where}.{key}") for key, value in table.items())


def _known_shifts(rules: Sequence[Rule], groups: Sequence[Group]) -> None:
    known = {shift.name for group in groups for shift in group.shifts}
    for rule in rules:
        check_shifts(rule.shift_names(), known, f"roster.rules.{rule.name}")
