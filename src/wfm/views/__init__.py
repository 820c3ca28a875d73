"""Tables drawn for people, right at any width of the terminal."""

from wfm.views.grids import agents, calls
from wfm.views.picture import week_picture
from wfm.views.plain import plain
from wfm.views.rotation import rotation

__all__ = ["agents", "calls", "plain", "rotation", "week_picture"]
