"""How many agents each interval needs, and how well they will do."""

from wfm.staffing.comparison import what_if, what_if_with
from wfm.staffing.stage import calculate_with, staff, staff_with
from wfm.staffing.targets import ServiceTarget

__all__ = ["ServiceTarget", "calculate_with", "staff", "staff_with", "what_if", "what_if_with"]
