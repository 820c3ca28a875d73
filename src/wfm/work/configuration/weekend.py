"""Read which days are the weekend: as they are written, or as those of the country."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wfm import calendar
from wfm.errors import InputError, OptionError
from wfm.quoting import shown
from wfm.weekdays import SATURDAY, SUNDAY
from wfm.work.plan import Group
from wfm.work.wording import WEEKDAYS, listed

log = logging.getLogger(__name__)

_SHORT = tuple(name[:3].lower() for name in WEEKDAYS)
_MONDAY, _MOST = 0, 3


def read_weekend(config: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the weekdays of the weekend, in order; 0 = Monday.

    Parameters
    ----------
    config
        The whole configuration. ``weekend`` goes before ``country``, and ``[roster]`` before the
        top; then comes the country of ``[forecast]``. Without any: Saturday and Sunday.

    Raises
    ------
    InputError
        If that is no weekend, or no country.
    """
    sections = _sections(config)
    for where in ("roster.", ""):
        if "weekend" in sections[where]:
            return _weekend(sections[where]["weekend"], f"{where}weekend")
    for where, section in sections.items():
        if isinstance(section, Mapping) and "country" in section:
            return _of_country(section["country"], f"{where}country")
    return SATURDAY, SUNDAY


def read_country(config: Mapping[str, Any]) -> str:
    """Return the code of the country, looked for where `read_weekend` does; "" without one."""
    for section in _sections(config).values():
        if isinstance(section, Mapping) and "country" in section:
            return str(section["country"]).strip()
    return ""


def _sections(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a configuration that may name a country, and how their keys begin."""
    return {
        "roster.": config.get("roster", {}),
        "": config,
        "forecast.": config.get("forecast", {}),
    }


def _weekend(value: Any, where: str) -> tuple[int, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not 1 <= len(names) <= _MOST:
        raise InputError(f'{where}: {shown(value)} is not a weekend: write ["fri", "sat"]')
    days = set()
    for name in names:
        known = name.strip().lower() if isinstance(name, str) else ""
        if known not in _SHORT and known.capitalize() not in WEEKDAYS:
            raise InputError(f"{where}: {shown(name)} is not one of {', '.join(_SHORT)}")
        days.add(_SHORT.index(known[:3]))
    if {_MONDAY, SUNDAY} <= days:
        raise InputError(
            f"{where}: a week of a roster begins on Monday, so a weekend cannot hold Sunday and "
            "Monday: leave one out"
        )
    return tuple(sorted(days))


def _of_country(value: Any, where: str) -> tuple[int, ...]:
    if not isinstance(value, str):
        raise InputError(f'{where}: {shown(value)} is not a country: write a code such as "GB"')
    try:
        days = calendar.weekend(value)
    except OptionError as error:
        raise InputError(f"{where}: {error.message}") from None
    if days != (SATURDAY, SUNDAY):
        names = listed([WEEKDAYS[day] for day in days])
        log.info("the weekend is %s, as in %s; set the key weekend to change that", names, value)
    return days


def with_weekend(group: Group, weekend: tuple[int, ...]) -> Group:
    """Return a group whose weekend, and that of its rules, are these weekdays."""
    rules = tuple(rule.with_weekend(weekend) for rule in group.rules)
    return replace(group, rules=rules, weekend=weekend)
