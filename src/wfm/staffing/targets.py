"""What has to be achieved in every interval: the targets, checked and in the field's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from wfm import units
from wfm.errors import OptionError
from wfm.units import MOST_AGENTS, Quantity

# Below these a target says nothing any more, and numbers run out. [s, -]
_SHORTEST, _LEAST_SHARE = 1e-6, 1e-6


@dataclass(frozen=True)
class ServiceTarget:
    """The targets in force; one that is None asks for nothing.

    Parameters
    ----------
    service_level
        Share of the calls offered that is answered within the threshold.
    threshold
        Answer-time threshold. [s]
    asa
        Highest average speed of answer. [s]
    max_occupancy
        Highest occupancy; 1 is no cap.
    max_abandonment
        Highest share of calls that are hung up.
    """

    service_level: float | None = 0.8
    threshold: float = 20.0
    asa: float | None = None
    max_occupancy: float = 0.85
    max_abandonment: float | None = None

    def describe(self, definition: str = "offered") -> str:
        """Say the targets in one line; a service level of its own definition is explained apart."""
        parts = []
        if self.service_level is not None:
            level = f"service level {self.service_level:.10g} "
            if definition == "offered":
                percent = f"{100.0 * self.service_level:.10g}%"
                level += f"({percent} of calls offered answered within {self.threshold:g} s)"
            else:
                level += f"({definition}, within {self.threshold:g} s)"
            parts.append(level)
        if self.asa is not None:
            parts.append(f"average speed of answer at most {self.asa:g} s")
        if self.max_occupancy < 1.0:
            parts.append(f"occupancy at most {self.max_occupancy:g}")
        if self.max_abandonment is not None:
            parts.append(f"abandonment at most {self.max_abandonment:g}")
        return ", ".join(parts) or "none"


def service_target(
    service_level: Quantity | None,
    threshold: Quantity,
    asa: Quantity | None,
    max_occupancy: Quantity | None,
    max_abandonment: Quantity | None = None,
) -> ServiceTarget:
    """Read the targets from values as a person writes them; None or "none" switches one off.

    Raises
    ------
    OptionError
        A value is out of range.
    """
    level = optional(service_level)
    goal = None if level is None else units.fraction(level, "service_level")
    if goal == 1.0:
        raise OptionError(
            "service_level", "1 is not attainable: some call always waits; write 0.99"
        )
    speed = optional(asa)
    limit = None if speed is None else units.seconds(speed, "asa")
    if limit is not None and limit < _SHORTEST:
        raise OptionError("asa", f"{asa} is not attainable: some call always waits; write 5s")
    cap = optional(max_occupancy)
    most = 1.0 if cap is None else units.fraction(cap, "max_occupancy")
    if most < _LEAST_SHARE:
        raise OptionError(
            "max_occupancy", f"{max_occupancy} is not attainable: agents handle calls; write 0.85"
        )
    given_up = optional(max_abandonment)
    lost = None if given_up is None else units.fraction(given_up, "max_abandonment")
    if lost == 0.0:
        raise OptionError(
            "max_abandonment", "0 is not attainable: some caller always hangs up; write 0.03"
        )
    patient = units.seconds(threshold, "threshold")
    return ServiceTarget(goal, patient, limit, most, lost)


def whole_number(value: Quantity, option: str, least: int = 0, most: float = MOST_AGENTS) -> int:
    """Read a whole number.

    Raises
    ------
    OptionError
        It is none, below the least, or above the most.
    """
    number = units.number(value, option)
    if number < least or number != int(number):
        raise OptionError(option, f"'{value}' is not a whole number of at least {least}")
    if number > most:
        raise OptionError(option, f"{value} is too many: at most {most:g}")
    return int(number)


def listed(value: object) -> list[object]:
    """Take text with commas, several values or a single one for a list."""
    if isinstance(value, str):
        return list(value.split(","))
    return list(value) if isinstance(value, Iterable) else [value]


def optional(value: Quantity | None) -> Quantity | None:
    """Take the word none for None."""
    if isinstance(value, str) and value.strip().lower() == "none":
        return None
    return value
