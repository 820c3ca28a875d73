"""Rostering: from a requirement to closed rotations that real people can work."""

from wfm.rostering.advice.comparison import Comparison, what_if
from wfm.rostering.advice.savings import Advice, advise
from wfm.rostering.folding import fold
from wfm.rostering.options import plan_of, run_of, with_options
from wfm.rostering.proofs import Proof, proof_from
from wfm.rostering.results import Checked, Roster
from wfm.rostering.search.best import Progress
from wfm.rostering.stage import check, roster
from wfm.rostering.summaries import check_summary, summary
from wfm.work.configuration import law as presets
from wfm.work.configuration.roster import plan_from
from wfm.work.plan import Activity, Group, Plan
from wfm.work.shifts import Band, Pause, Shift

__all__ = [
    "Activity",
    "Advice",
    "Band",
    "Checked",
    "Comparison",
    "Group",
    "Pause",
    "Plan",
    "Progress",
    "Proof",
    "Roster",
    "Shift",
    "advise",
    "check",
    "check_summary",
    "fold",
    "plan_from",
    "plan_of",
    "presets",
    "proof_from",
    "roster",
    "run_of",
    "summary",
    "what_if",
    "with_options",
]
