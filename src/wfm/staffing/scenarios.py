"""What if: named changes to volume, handling time or options, and what they cost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wfm import changes, units
from wfm.changes import Change
from wfm.errors import OptionError
from wfm.quoting import control, quoted
from wfm.staffing.options import DEFAULTS

_OPTION = "what_if"
_EXAMPLE = 'write "aht=-10%,calls=+5%,shrinkage=0.35,fcr=0.70->0.75,ivr=0.2->0.3"'
_VOLUME = ("calls", "aht")
_RATES = ("fcr", "ivr")
_MOST_TIMES = 1000.0
_PART_OF = "shrinkage."


@dataclass(frozen=True)
class Scenario:
    """Changes that are made together.

    Parameters
    ----------
    name
        The changes as they were written.
    calls, aht
        Factors of the volume and of the handling time.
    aht_seconds
        A handling time that replaces the table's. [s]
    options
        Options that replace the base's.
    parts
        Parts of shrinkage that replace the base's of the same names.
    """

    name: str
    calls: float = 1.0
    aht: float = 1.0
    aht_seconds: float | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def with_(self, other: "Scenario") -> "Scenario":
        """Make both changes."""
        seconds = self.aht_seconds if other.aht_seconds is None else other.aht_seconds
        return Scenario(
            f"{self.name},{other.name}" if self.name else other.name,
            self.calls * other.calls,
            self.aht * other.aht,
            seconds,
            {**self.options, **other.options},
            {**self.parts, **other.parts},
        )


def read_scenarios(text: str) -> list[Scenario]:
    """Read scenarios.

    Parameters
    ----------
    text
        Changes separated by commas: each becomes a scenario of its own, and, where there are
        several, all of them together become the last. Scenarios separated by semicolons are taken
        as they are; see `wfm.changes`. A change is ``calls=+5%``, ``aht=-10%`` or ``aht=270s``, an
        option's new value such as ``shrinkage=0.35``, that of one part of it such as
        ``shrinkage.absence=0.12``, or a rate before and after:

        - ``fcr=0.70->0.75``, first-contact resolution: a problem takes 1 / fcr calls on average
          when every unsolved one calls again, so calls change by the factor 0.70 / 0.75;
        - ``ivr=0.2->0.3``, share of callers served by self-service: the others reach agents, so
          calls change by the factor (1 - 0.3) / (1 - 0.2).

    Raises
    ------
    OptionError
        A change cannot be read.
    """
    if control(text):
        raise OptionError(_OPTION, f"{quoted(text)} holds the control character {control(text)}")
    scenarios = [
        [_read(change) for change in _with_parts(found)] for found in changes.split(text, _EXAMPLE)
    ]
    if len(scenarios) > 1:
        return [_together(scenario) for scenario in scenarios]
    (alone,) = scenarios
    return alone if len(alone) == 1 else [*alone, _together(alone)]


def _with_parts(found: list[Change]) -> list[Change]:
    """Put parts that follow ``shrinkage=absence=0.1`` back to it: they are no changes."""
    result: list[Change] = []
    for change in found:
        last = result[-1] if result else None
        if last and last.name == "shrinkage" and "=" in last.value and not _known(change.name):
            value, shown = f"{last.value},{change.shown}", f"{last.shown},{change.shown}"
            result[-1] = Change("shrinkage", value, shown)
        else:
            result.append(change)
    return result


def _known(name: str) -> bool:
    return name in {*_VOLUME, *_RATES, *DEFAULTS} or name.startswith(_PART_OF)


def _together(changes: list[Scenario]) -> Scenario:
    result = Scenario("")
    for change in changes:
        result = result.with_(change)
    return result


def _read(change: Change) -> Scenario:
    name, value, shown = change
    if not _known(name):
        known = ", ".join((*_VOLUME, *_RATES))
        raise OptionError(_OPTION, f"'{name}' is neither {known} nor an option of staff")
    if name in _RATES:
        return Scenario(shown, calls=_rate(name, value))
    if name in _VOLUME:
        return _volume(name, value, shown)
    if value[0] in "+-":
        raise OptionError(
            _OPTION, f"'{shown}': only calls and aht change by a percentage: write the new value"
        )
    if name.startswith(_PART_OF):
        units.fraction(value, _OPTION)
        return Scenario(shown, parts={name.removeprefix(_PART_OF): value})
    return Scenario(shown, options={name: value})


def _volume(name: str, value: str, shown: str) -> Scenario:
    match = re.fullmatch(r"([+-]\d+(?:\.\d+)?)\s*%", value)
    if match:
        factor = 1.0 + float(match[1]) / 100.0
        if factor < 0.0 or (name == "aht" and factor == 0.0):
            raise OptionError(_OPTION, f"'{shown}' leaves less than nothing")
        if factor > _MOST_TIMES:
            raise OptionError(_OPTION, f"'{shown}' is more than {_MOST_TIMES:g} times as much")
        return Scenario(shown, calls=factor) if name == "calls" else Scenario(shown, aht=factor)
    if name == "aht" and value[0] not in "+-":
        seconds = units.seconds(value, _OPTION)
        if 0.0 < seconds <= units.LONGEST_CALL:
            return Scenario(shown, aht_seconds=seconds)
    raise OptionError(_OPTION, f"'{shown}' is not a change in percent such as {name}=-10%")


def _rate(name: str, value: str) -> float:
    before, arrow, after = value.partition("->")
    if not arrow:
        raise OptionError(_OPTION, f"'{name}={value}' needs both rates: {name}=0.70->0.75")
    p, q = (units.fraction(share.strip(), _OPTION) for share in (before, after))
    if name == "fcr":
        if p == 0.0 or q == 0.0:
            raise OptionError(_OPTION, "a first-contact resolution of 0 never solves anything")
        return p / q
    if p == 1.0:
        raise OptionError(_OPTION, "self-service of 1 leaves no calls to start from")
    return (1.0 - q) / (1.0 - p)
