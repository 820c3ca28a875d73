"""The options of ``wfm staff`` where a plan says who is there."""

from dataclasses import dataclass

from wfm.options.staff import TableOptions
from wfm.units import Quantity


@dataclass(frozen=True, kw_only=True)
class CallersOptions(TableOptions):
    """How callers behave and are judged, by the agents of a plan."""

    # No option: the plan says who is there.
    agents: Quantity | None = None
