"""The order of intervals: one step, each queue by itself, gaps only where they may be."""

import numpy as np
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.timestamps import Where

STEPS_MINUTES = (15, 30, 60)
# So many rows in a row at another distance are another step, not gaps.
_ANOTHER_STEP_ROWS = 4


def where_of(frame: pd.DataFrame) -> Where:
    """Name the place of a row: its line in the file, or its index in a frame."""
    source = frame.attrs.get("source")
    index = frame.index
    if source:
        return lambda position: f"{source}, line {int(index[position]) + 2}"
    return lambda position: f"row {index[position]}"


def runs(values: pd.Series) -> np.ndarray:
    """Find where runs of one value begin: the rows that differ from the one above."""
    value = values.to_numpy(dtype=object)
    return np.flatnonzero(np.append(True, value[1:] != value[:-1])[: len(value)])


def check_order(frame: pd.DataFrame, *, gaps: bool) -> None:
    """Check that each queue's intervals follow one another on one step.

    Parameters
    ----------
    frame
        A table with zone-aware `interval_start`, and its `queue` if there are several.
    gaps
        Whether intervals may be absent.

    Raises
    ------
    InputError
        If a time is not after the one above, is off the step, or an interval is absent where
        none may be.
    """
    where = where_of(frame)
    minutes, inside = _distances(frame)
    step = _usual_step(minutes[inside]) or float(STEPS_MINUTES[0])
    start = frame["interval_start"]

    def refuse(bad: np.ndarray, reason: str) -> None:
        if bad.any():
            position = int(np.flatnonzero(bad)[0]) + 1
            value = timestamps.to_text(start.iloc[[position]])[0]
            raise InputError(f"{where(position)}, column interval_start: {value} {reason}")

    refuse(inside & (minutes == 0), "appears twice: keep one row for each interval")
    refuse(inside & (minutes < 0), "is before the row above: sort the table by time")
    if step not in STEPS_MINUTES:
        raise InputError(
            f"{where(0)}, column interval_start: the rows are {step:g} minutes apart: "
            "intervals of 15, 30 or 60 minutes are needed"
        )
    refuse(inside & (minutes % step != 0), f"is off the step of {step:g} minutes")
    if gaps and len(minutes):
        refuse(_another_step(minutes, inside, step), f"breaks the step of {step:g} minutes")
    elif not gaps:
        refuse(inside & (minutes != step), f"is not {step:g} minutes after the row above")
    first = np.flatnonzero(np.concatenate([[True], ~inside]))
    local = timestamps.wall_clock(start.iloc[first])
    past_midnight = (local - local.astype("datetime64[D]")) // np.timedelta64(1, "m")
    for position, minute in zip(first, past_midnight, strict=True):
        if minute % step:
            raise InputError(
                f"{where(int(position))}, column interval_start: an interval of {step:g} minutes "
                f"cannot start at {minute // 60:02d}:{minute % 60:02d}"
            )


def _distances(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Minutes from each row to the next, and whether both are of one queue."""
    instants = frame["interval_start"].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    minutes = np.diff(instants.astype("datetime64[us]")) / np.timedelta64(1, "m")
    if "queue" not in frame:
        return minutes, np.ones(len(minutes), dtype=bool)
    queue = frame["queue"].to_numpy()
    return minutes, queue[1:] == queue[:-1]


def _usual_step(minutes: np.ndarray) -> float | None:
    """Most frequent distance of two rows [min]."""
    forward = minutes[minutes > 0]
    if not len(forward):
        return None if not len(minutes) else float(STEPS_MINUTES[1])
    values, counts = np.unique(forward, return_counts=True)
    return float(values[np.argmax(counts)])


def _another_step(minutes: np.ndarray, inside: np.ndarray, step: float) -> np.ndarray:
    """Mark where many rows in a row are twice or four times the step apart."""
    found = np.zeros(len(minutes), dtype=bool)
    for factor in (2, 4):
        same = inside & (minutes == factor * step)
        found |= np.convolve(same, np.ones(_ANOTHER_STEP_ROWS))[: len(same)] == _ANOTHER_STEP_ROWS
    return found


def step_minutes(frame: pd.DataFrame, default: int = 30) -> int:
    """Length of an interval [min]: the usual distance of two rows.

    Parameters
    ----------
    frame
        A table with zone-aware `interval_start`.
    default
        The answer for a table with a single row.
    """
    minutes, inside = _distances(frame)
    return int(_usual_step(minutes[inside]) or default)
