"""What has to be achieved in every interval: the targets, checked and in the field's words."""

from dataclasses import dataclass

from wfm import units
from wfm.errors import OptionError

Quantity = float | str


@dataclass(frozen=True)
class ServiceTarget:
    """The targets in force; one that is None asks for nothing.

    Parameters
    ----------
    service_level
        Share of calls answered within the threshold.
    threshold
        Answer-time threshold. [s]
    asa
        Highest average speed of answer. [s]
    max_occupancy
        Highest occupancy; 1 is no cap.
    """

    service_level: float | None = 0.8
    threshold: float = 20.0
    asa: float | None = None
    max_occupancy: float = 0.85

    def describe(self) -> str:
        """Say the targets in one line."""
        parts = []
        if self.service_level is not None:
            parts.append(
                f"service level {self.service_level:.6g} ({self.service_level:.4%} of calls "
                f"answered within {self.threshold:g} s)".replace(".0000%", "%")
            )
        if self.asa is not None:
            parts.append(f"average speed of answer at most {self.asa:g} s")
        if self.max_occupancy < 1.0:
            parts.append(f"occupancy at most {self.max_occupancy:g}")
        return ", ".join(parts)


def service_target(
    service_level: Quantity | None,
    threshold: Quantity,
    asa: Quantity | None,
    max_occupancy: Quantity | None,
) -> ServiceTarget:
    """Read the targets from values as a person writes them; None or "none" switches one off.

    Raises
    ------
    OptionError
        A value is out of range, or every target is switched off.
    """
    level = _optional(service_level)
    goal = None if level is None else units.fraction(level, "service_level")
    if goal == 1.0:
        raise OptionError(
            "service_level", "1 is not attainable: with Erlang C some call always waits; write 0.99"
        )
    speed = _optional(asa)
    limit = None if speed is None else units.seconds(speed, "asa")
    if limit == 0.0:
        raise OptionError("asa", "0 is not attainable: some call always waits; write 5s")
    cap = _optional(max_occupancy)
    most = 1.0 if cap is None else units.fraction(cap, "max_occupancy")
    if most == 0.0:
        raise OptionError("max_occupancy", "0 is not attainable: agents handle calls; write 0.85")
    if goal is None and limit is None and most == 1.0:
        raise OptionError(
            "service_level", "no target is left: give service_level, asa or max_occupancy"
        )
    return ServiceTarget(goal, units.seconds(threshold, "threshold"), limit, most)


def whole_number(value: Quantity, option: str) -> int:
    """Read a whole number, zero or more.

    Raises
    ------
    OptionError
        It is none.
    """
    number = units.number(value, option)
    if number < 0 or number != int(number):
        raise OptionError(option, f"'{value}' is not a whole number of at least 0")
    return int(number)


def shrinkage_share(value: Quantity, option: str = "shrinkage") -> float:
    """Read the share of paid time that an agent is not available: 0 or more and below 1.

    Raises
    ------
    OptionError
        It is none; at 1 nobody would ever be there.
    """
    share = units.fraction(value, option)
    if share == 1.0:
        raise OptionError(option, "1 leaves nobody on the phones: it must be below 1")
    return share


def _optional(value: Quantity | None) -> Quantity | None:
    if isinstance(value, str) and value.strip().lower() == "none":
        return None
    return value
