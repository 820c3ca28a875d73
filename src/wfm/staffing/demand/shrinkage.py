"""Shrinkage: named parts, by weekday and hour if need be, and the two ways to combine them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from wfm import units
from wfm.errors import OptionError
from wfm.staffing.demand import opening_hours
from wfm.staffing.formulas.erlang_b import Floats

RULES = ("additive", "multiplicative")
# words for what the roster places; a breakdown or an outbreak is none of them
_BREAKS = re.compile(
    r"(tea|coffee|lunch|meal|dinner|rest|paid|unpaid|short|smoke)?break(s|time)?"
    r"|(meal|lunch)(s|es|time)?|dinners?|pauses?|rests?"
)
# words for absences, which may be known beforehand; training and meetings are none of them
_ABSENCES = re.compile(
    r"absen(ce|ces|t|teeism)|leave|leaves|vacations?|holidays?|pto|sick(ness)?|illness|off"
    r"|unplanned|planned"
)
_OPTION = "shrinkage"
_TOTAL = "shrinkage"

Part = float | str | Mapping[str, float | str]


@dataclass(frozen=True)
class Shrinkage:
    """Shares of paid time an agent is not available.

    Parameters
    ----------
    parts
        Share of each named part for the 10,080 minutes of a week, or one share for all of them.
    rule
        ``additive``: all parts are shares of paid time; ``multiplicative``: each is a share of what
        the one before leaves.
    """

    parts: Mapping[str, float | Floats]
    rule: str = "additive"

    def total(self, week_minute: npt.NDArray[np.intp], rule: str | None = None) -> Floats:
        """Share of paid time lost at these minutes of the week."""
        lost = np.zeros(week_minute.size)
        left = np.ones(week_minute.size)
        for share in self.parts.values():
            here = share if isinstance(share, float) else share[week_minute]
            lost = lost + here
            left = left * (1.0 - here)
        return lost if (rule or self.rule) == "additive" else 1.0 - left

    def describe(self, week_minute: npt.NDArray[np.intp]) -> str:
        """Say the parts and both totals, averaged over these minutes."""
        if set(self.parts) == {_TOTAL}:
            return f"shrinkage {self._mean(_TOTAL, week_minute):.4g}"
        named = " + ".join(f"{name} {self._mean(name, week_minute):.4g}" for name in self.parts)
        both = [f"{self.total(week_minute, rule).mean():.4g} {rule}" for rule in RULES]
        average = "" if all(isinstance(v, float) for v in self.parts.values()) else " on average"
        return f"shrinkage {named}: {both[0]}, {both[1]}{average}; {self.rule} applies"

    def _mean(self, name: str, week_minute: npt.NDArray[np.intp]) -> float:
        share = self.parts[name]
        return share if isinstance(share, float) else float(share[week_minute].mean())


def read_shrinkage(value: float | str | Mapping[str, Part], rule: str = "additive") -> Shrinkage:
    """Read shrinkage as a number, as text of named parts, or as a table.

    Parameters
    ----------
    value
        ``0.3``; ``"absence=0.10,training=0.05"``; or a mapping of names to shares. Instead of a
        share a part may be a mapping of opening-hours text to shares, with ``other`` for the rest
        of the week: ``{"absence": 0.1, "training": {"Tue 14:00-16:00": 0.3, "other": 0}}``.
    rule
        How parts combine: ``additive`` or ``multiplicative``.

    Raises
    ------
    OptionError
        A share is out of range, the total reaches 1, or a part names breaks.
    """
    if rule not in RULES:
        raise OptionError("shrinkage_rule", f"'{rule}' is not one of {', '.join(RULES)}")
    named = named_parts(value)
    if not named and not isinstance(value, Mapping):
        named = {_TOTAL: value}
    parts = {name: _part(name, share) for name, share in named.items()}
    result = Shrinkage(parts, rule)
    week = np.arange(7 * 24 * 60)
    worst = float(result.total(week).max()) if parts else 0.0
    if worst >= 1.0:
        raise OptionError(
            _OPTION, f"{worst:g} in all leaves nobody on the phones: it must be below 1"
        )
    return result


def without_known(
    value: float | str | Mapping[str, Part], known: float
) -> tuple[float | dict[str, Part], float]:
    """Take absences that are known, and in the plan already, out of a shrinkage.

    Parameters
    ----------
    value
        A shrinkage; see `read_shrinkage`.
    known
        Share of the time on duty that known absences take, from 0 to below 1.

    Returns
    -------
    tuple
        The shrinkage of those who are there; and what of `known` it did not hold: of named parts
        only absences are known beforehand.
    """
    named = named_parts(value)
    parts = dict(named) if named or isinstance(value, Mapping) else {_TOTAL: value}
    read = {name: _part(name, share) for name, share in parts.items()}
    ours = [name for name in parts if name == _TOTAL or _is_absence(name)]
    held = sum(float(np.mean(read[name])) for name in ours)
    left = max(0.0, (held - known) / (1.0 - known))
    factor = left / held if held else 1.0
    found = {n: _times(share, factor) if n in ours else share for n, share in parts.items()}
    rest = max(0.0, known - held)
    if not named and not isinstance(value, Mapping):
        return units.fraction(cast(float, found[_TOTAL]), _OPTION), rest
    return found, rest


def _is_absence(name: str) -> bool:
    return any(_ABSENCES.fullmatch(word) for word in re.split(r"[\W_]+", name.lower()))


def _times(share: Part, factor: float) -> Part:
    if isinstance(share, Mapping):
        return {hours: units.fraction(one, _OPTION) * factor for hours, one in share.items()}
    return units.fraction(share, _OPTION) * factor


def named_parts(value: float | str | Mapping[str, Part]) -> Mapping[str, Part]:
    """Return the named parts of a shrinkage; one number has none."""
    if isinstance(value, Mapping):
        return value
    return _split(value) if isinstance(value, str) and "=" in value else {}


def _split(text: str) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for item in text.split(","):
        name, equals, share = (word.strip() for word in item.partition("="))
        if not (name and equals and share):
            raise OptionError(_OPTION, f"'{item.strip()}' is not a part: write absence=0.10")
        if name in parts:
            raise OptionError(_OPTION, f"'{name}' appears twice: name each part once")
        parts[name] = share
    return parts


def _part(name: str, share: Part) -> float | Floats:
    if any(_BREAKS.fullmatch(word) for word in re.split(r"[\W_]+", name.lower())):
        raise OptionError(
            _OPTION, f"'{name}' is placed by the roster and would count twice: leave it out"
        )
    if not isinstance(share, Mapping):
        return units.fraction(share, _OPTION)
    week = np.full(7 * 24 * 60, units.fraction(share.get("other", 0.0), _OPTION))
    for text, value in share.items():
        if text != "other":
            week[opening_hours.opening_minutes(text, _OPTION)] = units.fraction(value, _OPTION)
    return week
