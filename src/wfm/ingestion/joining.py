"""Files of one history joined in time: what stands in two of them is one, or asked about."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.steps import added, keys_of

_SAME_WITHIN = 1e-6


def joined(
    frames: Sequence[pd.DataFrame], places: Sequence[str], options: ReadOptions
) -> tuple[pd.DataFrame, list[str]]:
    """Join the rows of several files.

    Parameters
    ----------
    frames
        Rows of each, as `wfm.ingestion.steps.one_row_each` returns them.
    places
        Names of the files, for messages.
    options
        What somebody has said.

    Returns
    -------
    frame : pd.DataFrame
        All rows; each interval of a queue once.
    said : list of str
        What was left out or added up.

    Raises
    ------
    Question
        If two files differ in an interval.
    InputError
        If some have queues or offsets, and some do not.
    """
    if len(frames) == 1:
        return frames[0], []
    _refuse_unlike(frames, places)
    frames = _on_one_clock(frames, places)
    every = pd.concat(
        [_plain(frame).assign(_file=number) for number, frame in enumerate(frames)],
        ignore_index=True,
    )
    keys = keys_of(every)
    again = every.duplicated(keys, keep=False)
    if not again.any():
        return every.drop(columns="_file"), []
    if options.repeats == "add":
        return added(every.drop(columns="_file")), ["rows of one interval added up"]
    if options.repeats != "last":
        _ask(every[again], keys, places)
    last = every[~every.duplicated(keys, keep="last")]
    word = f"{len(every) - len(last):,} rows that stand in two files counted once"
    return last.drop(columns="_file"), [word]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the queues as text: those of other files may be others."""
    return frame.assign(queue=frame["queue"].astype(object)) if "queue" in frame else frame


def _refuse_unlike(frames: Sequence[pd.DataFrame], places: Sequence[str]) -> None:
    for frame, place in zip(frames[1:], places[1:], strict=True):
        if ("queue" in frame) != ("queue" in frames[0]):
            lacking = places[0] if "queue" in frame else place
            raise InputError(f"{lacking}: has no column of queues, as the other files have")
        if (frame["start"].dt.tz is None) != (frames[0]["start"].dt.tz is None):
            naive = place if frame["start"].dt.tz is None else places[0]
            raise InputError(
                f"{naive}: its times have no offset, as those of the other files have: "
                "give --timezone"
            )


def _ask(again: pd.DataFrame, keys: list[str], places: Sequence[str]) -> None:
    """Ask about intervals that two files hold, unless they hold the same."""
    groups = again.groupby(keys, sort=False)
    spread = groups[["calls", "aht"]].max() - groups[["calls", "aht"]].min()
    counts = groups[["calls", "aht"]].count()
    some_blank = counts.gt(0) & counts.lt(groups.size(), axis=0)
    unlike = (spread > _SAME_WITHIN).any(axis=1) | some_blank.any(axis=1)
    if not unlike.any():
        return
    first = unlike.index[int(unlike.to_numpy().argmax())]
    key = first if isinstance(first, tuple) else (first,)
    rows = again[(again[keys] == list(key)).all(axis=1)]
    when = key[-1].strftime("%Y-%m-%dT%H:%M")
    named = " and ".join(dict.fromkeys(places[number] for number in rows["_file"]))
    raise Question(
        named,
        f"both hold {when}, with {rows['calls'].iloc[0]:g} and {rows['calls'].iloc[-1]:g} calls",
        {
            "--repeats add": "they are calls of their own",
            "--repeats last": "the file named last holds",
        },
    )


def _on_one_clock(frames: Sequence[pd.DataFrame], places: Sequence[str]) -> list[pd.DataFrame]:
    """Bring times with offsets to the zone that shows all of them: a file of winter has but one."""
    starts = [frame["start"] for frame in frames]
    if len({str(start.dtype) for start in starts}) == 1 or starts[0].dt.tz is None:
        return list(frames)
    offsets = np.concatenate([timestamps.utc_offset_minutes(start) for start in starts])
    utc = pd.concat([start.dt.tz_convert("UTC") for start in starts], ignore_index=True)
    zone = timestamps.zone_of(utc, offsets, lambda _: ", ".join(places))
    return [
        frame.assign(start=start.dt.tz_convert(zone))
        for frame, start in zip(frames, starts, strict=True)
    ]
