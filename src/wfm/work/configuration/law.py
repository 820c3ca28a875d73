"""Working-time law as presets: data in ``presets.toml``, combined with the configuration.

A preset adds rules to every contract group; all of them hold, so the stricter wins. A rule of the
configuration that a statute makes superfluous is dropped, so that what is left cites the article.
No legal advice.
"""

import difflib
import logging
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from wfm.errors import InputError, OptionError
from wfm.work.plan import Group, Plan
from wfm.work.rules.breaks import CHECKS, Check
from wfm.work.rules.catalogue import RULES, Rule
from wfm.work.rules.statutes import OF_CONTRACTS
from wfm.work.rules.statutes import RULES as STATUTE_RULES

log = logging.getLogger(__name__)

NAMES = (
    "eu-wtd",
    "uk-wtr",
    "de-arbzg",
    "ee-tls",
    "cn-labour",
    "tw-lsa",
    "ru-tk",
    "vn-2019",
    "ph-labor",
    "us-flsa",
    "us-ca",
)

_READERS: Mapping[str, Callable[[Any, str], Rule | Check]] = {
    **RULES,
    **STATUTE_RULES,
    **OF_CONTRACTS,
    **CHECKS,
}


@dataclass(frozen=True)
class Provision:
    """One rule of a preset.

    Parameters
    ----------
    preset, name
        Together its key, as in ``uk-wtr.average_hours``.
    rule, value
        The key of the rule or check, and its parameters as written.
    citation
        The article that asks for it.
    enforced
        Whether rosters keep it; otherwise the shift catalogue is only warned of.
    remark
        Opt-outs and readings.
    """

    preset: str
    name: str
    rule: str
    value: Any
    citation: str
    enforced: bool
    remark: str

    @property
    def key(self) -> str:
        """Name under which the provision can be opted out of."""
        return f"{self.preset}.{self.name}"

    def read(self) -> Rule | Check:
        """Return the rule or check."""
        made: Any = _READERS[self.rule](self.value, f"presets.toml: {self.key}")
        named: Rule | Check = replace(made, citation=self.citation, name=self.name)
        return named


@dataclass(frozen=True)
class Preset:
    """The working-time law of a place.

    Parameters
    ----------
    name, title, place
        Its key, its source and where it holds.
    provisions
        Its rules.
    remarks
        What a rotation cannot express, and what else to know.
    """

    name: str
    title: str
    place: str
    provisions: tuple[Provision, ...]
    remarks: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    text = (
        resources.files("wfm.work.configuration")
        .joinpath("presets.toml")
        .read_text(encoding="utf-8")
    )
    return tomllib.loads(text)


def preset(name: str) -> Preset:
    """Return a preset.

    Raises
    ------
    OptionError
        If there is none of that name; the message names the nearest.
    """
    if name not in NAMES:
        near = difflib.get_close_matches(str(name), NAMES, n=1, cutoff=0)[0]
        raise OptionError(
            "law",
            f"there is no preset '{name}': the nearest one is {near}; there are {', '.join(NAMES)}",
        )
    table = _data()[name]
    provisions = tuple(
        Provision(
            preset=name,
            name=item.get("name", item["rule"]),
            rule=item["rule"],
            value=item["value"],
            citation=item["cite"],
            enforced=item.get("severity", "error") == "error",
            remark=item.get("remark", ""),
        )
        for item in table["rule"]
    )
    return Preset(name, table["title"], table["place"], provisions, tuple(table["remarks"]))


def apply(plan: Plan, names: str | Sequence[str], opt_out: str | Sequence[str] = ()) -> Plan:
    """Combine a plan with presets: every rule of both holds, so the stricter wins.

    Parameters
    ----------
    plan
        Groups and rules of the configuration.
    names
        Presets, such as ``["eu-wtd", "de-arbzg"]`` or ``"eu-wtd,de-arbzg"``.
    opt_out
        Provisions that do not hold here, such as ``["uk-wtr.average_hours"]``.

    Raises
    ------
    InputError
        If a name is unknown, if a shift breaks a provision by its length, meals or breaks, or if
        a rule of the configuration and one of a preset leave nothing between them.
    """
    provisions = [p for n in dict.fromkeys(_listed(names)) for p in preset(n).provisions]
    out = _listed(opt_out)
    keys = [p.key for name in NAMES for p in preset(name).provisions] if out else []
    for key in out:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1, cutoff=0)[0]
            raise InputError(f"opt_out: no preset has a rule '{key}'; the nearest one is {near}")
    kept = [(p, p.read()) for p in provisions if p.key not in out]
    _check_shifts(plan, kept)
    rules: list[Any] = [each for p, each in kept if p.enforced and p.rule not in CHECKS]
    checks = [each for p, each in kept if p.enforced and p.rule in CHECKS]
    groups = tuple(_with(group, rules) for group in plan.groups)
    return replace(plan, groups=groups, checks=(*plan.checks, *checks))


def _listed(names: str | Sequence[str]) -> list[str]:
    """Read names that are separated by commas, or a list of them."""
    items = names.split(",") if isinstance(names, str) else names
    return [str(item).strip() for item in items if str(item).strip()]


def _check_shifts(plan: Plan, kept: Sequence[tuple[Provision, Rule | Check]]) -> None:
    """Refuse shifts that no roster could make lawful; warn of what is only noted."""
    broken = []
    for provision, check in kept:
        for group in plan.groups:
            found: dict[str, list[str]] = {}
            for shift in group.shifts:
                # Two meals may lack the same.
                for fault in dict.fromkeys(check.lacks(shift)):
                    found.setdefault(fault, []).append(f"'{shift.name}'")
            for fault, shifts in found.items():
                words = (
                    f"group '{group.name}', shift{'s' if len(shifts) > 1 else ''} "
                    f"{', '.join(shifts)}: {fault} ({provision.citation})"
                )
                if provision.enforced:
                    broken.append(f"{words}; change the shift or opt out of {provision.key}")
                else:
                    log.warning("%s; noted, not enforced", words)
    if broken:
        more = f" [and {len(broken) - 1} more like it]" if len(broken) > 1 else ""
        raise InputError(f"roster: {broken[0]}{more}")


def _with(group: Group, statutes: Sequence[Rule]) -> Group:
    """Return a group with the rules of statutes beside its own."""
    chosen = _strictest(statutes)
    for own in group.rules:
        for statute in chosen:
            _check_common(own, statute, group)
    for statute in chosen:
        if wrong := statute.refuses(group.weekly_minutes):
            raise InputError(f"roster: group '{group.name}' has {wrong} by {statute.citation}")
    own_rules = [rule for rule in group.rules if not any(s.covers(rule) for s in chosen)]
    return replace(group, rules=(*own_rules, *chosen))


def _strictest(statutes: Sequence[Any]) -> list[Any]:
    """Leave out what another statute covers; of equals one stays, with both articles."""
    chosen: list[Any] = []
    for rule in statutes:
        equal = next((c for c in chosen if c.covers(rule) and rule.covers(c)), None)
        if equal is not None:
            if rule.citation not in equal.citation.split("; "):
                both = f"{equal.citation}; {rule.citation}"
                chosen[chosen.index(equal)] = replace(equal, citation=both)
            continue
        if not any(c.covers(rule) for c in chosen):
            chosen = [c for c in chosen if not rule.covers(c)] + [rule]
    return chosen


def _check_common(own: Rule, statute: Rule, group: Group) -> None:
    """Refuse two ranges that have nothing in common."""
    if own.contradicts(statute):
        raise InputError(
            f"roster.rules.{own.name}: {own.value()} of group '{group.name}' and "
            f"{statute.value()} of {statute.citation} have nothing in common"
        )
