"""How many agents each interval needs, and how well they will do."""

from wfm.staffing.comparison import what_if
from wfm.staffing.stage import staff
from wfm.staffing.targets import ServiceTarget

__all__ = ["ServiceTarget", "staff", "what_if"]
