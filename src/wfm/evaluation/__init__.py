"""Plans judged against the calls they are made for: is the promise kept, and what does it cost."""

from wfm.evaluation.case import AskedSimulation
from wfm.evaluation.comparing import AskedPlans, compare, compare_with
from wfm.evaluation.promised import AskedPromise, until_kept, until_kept_with
from wfm.evaluation.results import Evaluation
from wfm.evaluation.rounds import Kept
from wfm.evaluation.simulated import Simulation
from wfm.evaluation.simulating import simulate, simulate_with
from wfm.evaluation.stage import AskedEvaluation, evaluate, evaluate_with

__all__ = [
    "AskedEvaluation",
    "AskedPlans",
    "AskedPromise",
    "AskedSimulation",
    "Evaluation",
    "Kept",
    "Simulation",
    "compare",
    "compare_with",
    "evaluate",
    "evaluate_with",
    "simulate",
    "simulate_with",
    "until_kept",
    "until_kept_with",
]
