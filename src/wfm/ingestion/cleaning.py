"""A history in the zone of its site, with its handling times in seconds."""

import pandas as pd

from wfm import tables, timestamps

_AHT = "aht_seconds"


def clean(history: pd.DataFrame, unit: str | None, timezone: str | None) -> pd.DataFrame:
    """Bring a history to one clock and one unit.

    Parameters
    ----------
    history
        A checked table of `wfm.tables.HISTORY`.
    unit
        Unit of its handling times; None where nobody has said it.
    timezone
        IANA name of the zone of the site; None: times without an offset stay as they are.

    Raises
    ------
    InputError
        If nobody has said the unit and the times can hardly be seconds, or if there are calls at a
        time that the clock skipped.
    """
    names = history["queue"] if "queue" in history else pd.Series("", index=history.index)
    queues = [
        _of_queue(rows, str(name) or None, unit, timezone)
        for name, rows in history.groupby(names, sort=False)
    ]
    return tables.conform(pd.concat(queues), tables.HISTORY)


def _of_queue(
    rows: pd.DataFrame, name: str | None, unit: str | None, timezone: str | None
) -> pd.DataFrame:
    if timezone is not None:
        index, kept = timestamps.localise(rows["interval_start"], rows["calls"], timezone)
        rows = rows[kept].assign(interval_start=index)
    return tables.in_seconds(rows, name, unit) if _AHT in rows else rows
