"""Known absences that a requirement allows for: shrinkage put agents there who may be away."""

import pandas as pd


def allowed(covered: pd.DataFrame, requirement: pd.DataFrame | None) -> pd.Series:
    """Return how many of the agents that are missing the requirement allows to be away.

    A schedule leaves out who is known to be away, and is compared with all who have to be
    scheduled; those were reckoned up by the shrinkage, which known absences are a part of.

    Parameters
    ----------
    covered
        `DATED_COVERAGE`.
    requirement
        `REQUIREMENT`, of one queue or of several that are covered together; None: not known.

    Returns
    -------
    pandas.Series
        Of each interval, at most those who are missing, and at most those who are absent [agents].
    """
    missing = (-covered["difference"]).clip(lower=0.0)
    if requirement is None or "agents_required" not in requirement or "absent" not in covered:
        return missing * 0.0
    added = requirement["agents_scheduled"] - requirement["agents_required"]
    spare = added.groupby(requirement["interval_start"]).sum()
    there = covered["interval_start"].map(spare).fillna(0.0).clip(lower=0.0)
    return missing.clip(upper=covered["absent"]).clip(upper=there)
