"""Tables drawn for people, right at any width of the terminal."""

from wfm.views.evaluation import evaluation
from wfm.views.grids import agents, calls
from wfm.views.picture import week_picture
from wfm.views.plain import plain
from wfm.views.rotation import rotation
from wfm.views.simulation import simulation

__all__ = ["agents", "calls", "evaluation", "plain", "rotation", "simulation", "week_picture"]
