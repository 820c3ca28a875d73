"""Plans judged against the calls they are made for: is the promise kept, and what does it cost."""

from wfm.evaluation.results import Evaluation
from wfm.evaluation.stage import AskedEvaluation, evaluate, evaluate_with

__all__ = ["AskedEvaluation", "Evaluation", "evaluate", "evaluate_with"]
