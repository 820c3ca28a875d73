"""Rows that carry the end of their interval: brought back to its start."""

import re

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import bare
from wfm.ingestion.clock.times import DAY, HOUR

Integers = npt.NDArray[np.int64]
Clock = npt.NDArray[np.datetime64]
_ENDS = re.compile(
    r"(?<![a-z])(?:interval)?(?:end|ends|ending|ende|endzeit|bis|fin|hasta|lopp|kuni)(?![a-z])"
    r"|(?:end|stop)[ _]?(?:time|date|interval)|конец|окончани|[结結]束|[终終]止|ket thuc"
)


def says_end(name: str) -> bool:
    """Say whether the name of a column says that it holds the ends of intervals."""
    return _ENDS.search(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare_name(name))) is not None


def bare_name(name: str) -> str:
    """Take accents and case from a name, its words parted."""
    return bare(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).replace("_", " ")


def is_end(times: Integers, stamp: str | None, names: tuple[str, ...], where: str) -> bool:
    """Say whether rows carry the ends of their intervals.

    Parameters
    ----------
    times
        Distinct times of day; -1 where there is none. [us]
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
    return any(says_end(name) for name in names)


def midnights(days: Clock, times: Integers, newest_first: bool, where: str) -> Clock:
    """Move an end at 00:00 to the next day where it ends the day that is written beside it.

    Parameters
    ----------
    days
        Day of each row.
    times
        Time of each row, from midnight. [us]
    newest_first
        Whether the rows go back in time.
    where
        File and column, for messages.

    Raises
    ------
    InputError
        If some end the day beside them and some the day before.
    """
    step = -1 if newest_first else 1
    at = np.flatnonzero(times == 0)
    before = at - step
    at, before = (part[(before >= 0) & (before < len(days))] for part in (at, before))
    same = days[before] == days[at]
    late = same & (times[before] > 0)
    early = days[before] == days[at] - np.timedelta64(1, "D")
    if not late.any():
        return days
    if early.any():
        raise InputError(
            f"{where}: some ends at 00:00 stand with the day that they end and some with the next: "
            "write the first as 24:00"
        )
    return np.where(times == 0, days + np.timedelta64(1, "D"), days)


def step_of(clock: Clock, where: str) -> np.timedelta64:
    """Find the usual distance of two times that follow one another.

    Raises
    ------
    InputError
        If there are not two times.
    """
    times = np.unique(clock[~np.isnat(clock)])
    gaps, counts = np.unique(np.diff(times), return_counts=True)
    if not gaps.size:
        raise InputError(
            f"{where}: a single end of an interval does not tell where it starts: write its start"
        )
    step: np.timedelta64 = gaps[np.argmax(counts)]
    if step > np.timedelta64(HOUR, "us"):
        raise InputError(f"{where}: ends more than an hour apart: write the starts of intervals")
    return step
