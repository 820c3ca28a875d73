"""Rows that carry the end of their interval: whether they do, and where it starts."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare
from wfm.ingestion.clock.times import DAY, HOUR

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Clock = npt.NDArray[np.datetime64]
_ONE_DAY = np.timedelta64(1, "D")
_ENDS = re.compile(
    r"(?<![a-z])(?:end|ends|ended|ending|ende|endzeit|bis|fin|hasta|lopp|kuni|stop|to)(?![a-z])"
    r"|конец|окончани|[结結]束|[终終]止|ket thuc"
)
# Steps with which days may begin a step past a full hour. [min]
_STEPS = (5, 10, 15, 30)
_STARTS = re.compile(
    r"(?<![a-z])(?:start|starts|started|begin|beginn|begins|from|von|ab|debut|inicio|desde|algus)"
    r"(?![a-z])|начал|[开開]始|bat dau"
)
_WORDS_APART = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


def says_end(name: str) -> bool:
    """Say whether the name of a column says that it holds the ends of intervals."""
    return _ENDS.search(bare(_WORDS_APART.sub(" ", name))) is not None


def says_start(name: str) -> bool:
    """Say whether the name of a column says that it holds the starts of intervals."""
    return _STARTS.search(bare(_WORDS_APART.sub(" ", name))) is not None


def late_midnights(days: Clock, times: Integers) -> tuple[Flags, Flags]:
    """Find the rows of midnight that end the day that is written beside them.

    Parameters
    ----------
    days
        Day of each row, oldest first.
    times
        Time of each row, from midnight. [us]

    Returns
    -------
    late, early : NDArray[np.bool_]
        Rows at 00:00 after the other rows of their day, and rows at 00:00 after those of the day
        before. A row that stands alone is neither.
    """
    late, early = np.zeros(len(days), dtype=bool), np.zeros(len(days), dtype=bool)
    midnight = np.flatnonzero(times == 0)
    if not midnight.size:
        return late, early
    # Rows at the same time are of several queues: those before and after all of them count.
    new = np.ones(len(days), dtype=bool)
    new[1:] = (days[1:] != days[:-1]) | (times[1:] != times[:-1])
    firsts = np.flatnonzero(new)
    group = np.searchsorted(firsts, midnight, side="right") - 1
    none = np.datetime64("NaT", "D")
    before = np.append(none, days[firsts])[group]
    after = np.append(days[firsts], none)[group + 1]
    late[midnight] = (before == days[midnight]) & (after != days[midnight])
    early[midnight] = before == days[midnight] - _ONE_DAY
    return late, early


def is_end(
    times: Integers, late: bool, stamp: str | None, names: tuple[str, ...], where: str
) -> bool:
    """Say whether rows carry the ends of their intervals.

    Parameters
    ----------
    times
        Times of day. [us]
    late
        Whether 00:00 stands after the other rows of its day.
    stamp
        ``"start"`` or ``"end"``, where somebody has said it.
    names
        Names of the columns.
    where
        File and column, for messages.

    Raises
    ------
    Question
        If 24:00 stands beside 00:00.
    """
    if stamp is not None:
        return stamp == "end"
    if (times == DAY).any():
        if (times == 0).any():
            raise Question(
                where, "both 00:00 and 24:00 stand there",
                {"--stamp start": "24:00 begins the next day", "--stamp end": "24:00 ends its own"},
            )  # fmt: skip
        return True
    return late or any(says_end(name) for name in names)


def refuse_unsaid_end(clock: Clock, where: str) -> None:
    """Ask whether rows carry ends where they cover whole days up to a midnight.

    Parameters
    ----------
    clock
        Times, NaT where missing.
    where
        File and column, for messages.

    Raises
    ------
    Question
        If the last one is a midnight, and the first one a step after another.
    """
    times = np.sort(pd.unique(clock[~np.isnat(clock)]))
    if len(times) < 3:
        return
    past = times - times.astype("datetime64[D]")
    step = np.min(np.diff(times))
    whole = len(np.unique(past)) == _ONE_DAY // step
    if whole and past[-1] == np.timedelta64(0, "us") and past[0] == step:
        shown = [np.datetime_as_string(time, unit="m").replace("T", " ") for time in times[[0, -1]]]
        raise Question(
            where,
            f"the times go from {shown[0]} to {shown[1]}",
            {
                "--stamp end": "rows carry the end of their interval",
                "--stamp start": "rows carry its start",
            },
        )


def opening_words(clock: Clock, where: str) -> str:
    """Say that times are taken as starts, where they may be ends; ask where that is likely.

    Times from 8:15 to 18:00 are hardly those of a centre that opens at a quarter past eight; from
    8:30 to 18:00 one may well open at half past.

    Raises
    ------
    Question
        If steps below half an hour go from one step past a full hour to a full hour.
    """
    times = np.unique(clock[~np.isnat(clock)])
    if len(times) < 3:
        return ""
    past = np.unique((times - times.astype("datetime64[D]")).astype("timedelta64[m]").astype(int))
    step = int(np.min(np.diff(past))) if len(past) > 1 else 60
    if step not in _STEPS or past[0] == 0 or past[0] % 60 != step or past[-1] % 60:
        return ""
    if step == 30:
        return "times taken as the starts of intervals"
    shown = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in (past[0], past[-1])]
    raise Question(
        where,
        f"the days go from {shown[0]} to {shown[1]}",
        {
            "--stamp end": "rows carry the end of their interval",
            "--stamp start": "rows carry its start",
        },
    )


def step_of(clock: Clock, where: str) -> np.timedelta64:
    """Find the usual distance of two times that follow one another.

    Raises
    ------
    InputError
        If there are not two times, or they are more than an hour apart.
    """
    times = np.unique(clock[~np.isnat(clock)])
    gaps, counts = np.unique(np.diff(times), return_counts=True)
    step: np.timedelta64 = gaps[np.argmax(counts)] if gaps.size else np.timedelta64(DAY, "us")
    if step > np.timedelta64(HOUR, "us"):
        raise InputError(
            f"{where}: the ends of intervals do not tell how long they are: write their starts"
        )
    return step
