"""Read what makes a roster good to live with, and what that may cost: ``comfort`` of [roster].

It is a share of the cost, or a table with `share` and the weight of each aim by its name.
"""

from collections.abc import Mapping
from typing import Any

from wfm import units
from wfm.units import Quantity
from wfm.values import read_keys, read_number

SHARE = "share"
# What comfort may add to the cost where nobody says how much.
DEFAULT_SHARE = 0.005
# Names of what is aimed at, in the order of their importance.
NAMES = (
    *("steady", "forward", "quick_returns", "nights", "weekends", "free_weekends"),
    *("lone_days", "two_days_off", "even_weeks", "pauses"),
)


def comfort_share(value: Quantity | Mapping[str, Quantity]) -> float:
    """Return the share of the cost that comfort may add."""
    if isinstance(value, Mapping):
        return units.fraction(value.get(SHARE, DEFAULT_SHARE), "comfort.share")
    return units.fraction(value, "comfort")


def read_weights(value: Any) -> dict[str, float]:
    """Return the weight of each aim; 0 switches it off."""
    if not isinstance(value, Mapping):
        return dict.fromkeys(NAMES, 1.0)
    table = read_keys(value, "roster.comfort", (SHARE, *NAMES))
    return {name: read_number(table.get(name, 1.0), f"roster.comfort.{name}") for name in NAMES}
