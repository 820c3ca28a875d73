"""A history in the zone of its site, with its handling times in seconds."""

from collections.abc import Iterator

import pandas as pd

from wfm import tables, timestamps

_AHT = "aht_seconds"


def in_zone(history: pd.DataFrame, timezone: str | None) -> pd.DataFrame:
    """Bring the times of a history to one clock.

    Parameters
    ----------
    history
        A checked table of `wfm.tables.HISTORY`.
    timezone
        IANA name of the zone of the site; None: times stay as they are.

    Raises
    ------
    InputError
        If there are calls at a time that the clock skipped.
    """
    if timezone is None:
        return history
    parts = []
    for _, rows in _queues(history):
        index, kept = timestamps.localise(rows["interval_start"], rows["calls"], timezone)
        parts.append(rows[kept].assign(interval_start=index))
    result = pd.concat(parts)
    result.attrs.update(history.attrs)
    return result


def in_seconds(history: pd.DataFrame, unit: str | None) -> pd.DataFrame:
    """Bring the handling times of a history to seconds, and the table to its final form.

    Parameters
    ----------
    history
        A checked table of `wfm.tables.HISTORY`.
    unit
        Unit of its handling times; None where nobody has said it.

    Raises
    ------
    InputError
        If nobody has said the unit and they can hardly be seconds.
    """
    if _AHT in history:
        parts = [tables.in_seconds(rows, name, unit) for name, rows in _queues(history)]
        history = pd.concat(parts)
    return tables.conform(history, tables.HISTORY)


def _queues(history: pd.DataFrame) -> Iterator[tuple[str | None, pd.DataFrame]]:
    if "queue" not in history:
        yield None, history
        return
    for name, rows in history.groupby("queue", sort=False, observed=True):
        yield str(name), rows
