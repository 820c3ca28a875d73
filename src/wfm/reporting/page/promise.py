"""The weeks of a simulation that keep their promise."""

import pandas as pd

from wfm import tables
from wfm.reporting.page.given import Given


def judged_weeks(queue: str, given: Given) -> pd.DataFrame:
    """Return what is known of weeks and their promise.

    Parameters
    ----------
    queue
        Of which queue; empty: of all that a table without queues holds.
    given
        The tables.

    Returns
    -------
    pandas.DataFrame
        Rows of `wfm.tables.SIMULATED_PERIODS` with ``kept``: the weeks of a horizon of several, for
        each keeps its own promise; else the whole. Empty where nobody simulated or promised.
    """
    found = given.table(tables.SIMULATED_PERIODS)
    if found is None or "kept" not in found:
        return pd.DataFrame({"kept": [], "kept_low": [], "kept_high": []}, dtype=float)
    if queue and "queue" in found:
        found = found[found["queue"] == queue]
    weeks = found[found["period"] == "week"]
    rows = found[found["period"] == "total"] if len(weeks) <= 1 else weeks
    return rows.dropna(subset="kept")
