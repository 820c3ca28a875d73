"""The handling times of a history: added up, missing where nobody was answered, in seconds."""

import logging
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from wfm import tables
from wfm.forecasting.history.layout import AHT

log = logging.getLogger(__name__)

COMPONENTS = ("ring_seconds", "talk_seconds", "hold_seconds", "wrap_seconds")


def with_handling_times(table: pd.DataFrame) -> pd.DataFrame:
    """Add up the parts of the handling time, and take 0 where there are calls for missing.

    The times stay in the unit that they came in: `in_seconds` brings those of a queue to seconds.
    """
    (result,) = each_with_handling_times([table])
    return result


def each_with_handling_times(history: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Do so in each table of a history, and say at its end how many intervals are missing."""
    missing = 0
    for table in history:
        times = _handling_times(table)
        if times is None:
            yield table
            continue
        nobody = (times == 0.0) & (table["calls"] > 0.0)
        missing += int(nobody.sum())
        parts = [name for name in COMPONENTS if name in table] if AHT in table else []
        yield table.drop(columns=parts).assign(**{AHT: times.mask(nobody)})
    if missing:
        log.info(
            "%d intervals have calls and a handling time of 0: taken as missing, because "
            "nobody was answered there",
            missing,
        )


def _handling_times(table: pd.DataFrame) -> pd.Series | None:
    """Add up the parts of the handling time; None where there are none."""
    parts = [name for name in COMPONENTS if name in table]
    if AHT in table or not parts:
        return table.get(AHT)
    times = table[parts].sum(axis=1, min_count=1)
    # A blank part is 0, as where nobody was put on hold; but nobody is answered without talking.
    if "talk_seconds" in table:
        times = times.where(table["talk_seconds"].notna(), np.nan) * (table["talk_seconds"] != 0.0)
    return times


def in_seconds(rows: pd.DataFrame, name: str | None, unit: str | None) -> pd.DataFrame:
    """Bring the handling times of one queue to seconds.

    Raises
    ------
    InputError
        Nobody has said their unit, and they can hardly be seconds.
    """
    if AHT not in rows:
        return rows
    parts = " + ".join(part for part in COMPONENTS if part in rows)
    return tables.in_seconds(rows, name, unit, parts or AHT)
