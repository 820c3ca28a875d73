"""From rows to intervals: rows of one interval added up, short steps too, days asked about."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm.errors import InputError, OptionError
from wfm.ingestion.asking import Question
from wfm.ingestion.options import ReadOptions
from wfm.ingestion.totals import is_total
from wfm.quoting import quoted
from wfm.tables import STEPS_MINUTES
from wfm.timestamps import wall_clock

DAY = 1440  # [min]
_DEFAULT_STEP = 30
# Share of an interval's queues, or of days, that must agree.
_MOST = 0.95
# Share of the rows up to which rows that stand twice are an exception.
_FEW = 0.1
# As in "All Queues".
_ALL = re.compile(r"(?:all|alle|tous|toutes|todos|todas|все|kõik|tất cả)\b|全部|所有")


def one_row_each(
    frame: pd.DataFrame,
    raw: pd.DataFrame,
    options: ReadOptions,
    place: str,
    over: Sequence[str] = (),
) -> tuple[pd.DataFrame, list[str]]:
    """Make of the rows of a file one row for each interval and queue.

    Parameters
    ----------
    frame
        ``start`` (NaT nowhere), ``line`` (of the file), ``calls``, ``answered`` (calls that the
        handling time is the mean of), ``aht`` [s], and, where they are known, ``queue`` and
        ``length`` [min]; its index counts the rows.
    raw
        The same rows as they stand in the file, with the same index.
    options
        What somebody has said.
    place
        Name of the file, for messages.
    over
        Names of the columns over whose words the rows of one interval add up.

    Returns
    -------
    frame : pd.DataFrame
        The same columns but for the length; each interval of a queue once.
    said : list of str
        What was added up or left out.

    Raises
    ------
    Question
        If rows stand twice that may be meant, or not.
    """
    frame, said = _without_long(frame)
    frame, more = _without_sums(frame)
    said += more
    frame = frame.drop(columns="length", errors="ignore")
    if stand_twice(frame):
        frame, word = _repeats(frame, raw.loc[frame.index], options, place)
        names = f" over {', '.join(map(quoted, over))}" if over else ""
        said.append(word.replace(" added up,", f" added up{names},"))
    return frame, said


def on_step(
    frame: pd.DataFrame, options: ReadOptions, place: str
) -> tuple[pd.DataFrame, int, list[str]]:
    """Bring intervals to the length that is wanted, in order of queue and time.

    Returns
    -------
    frame : pd.DataFrame
        The intervals.
    step : int
        Their length; days and longer ones are left as they are. [min]
    said : list of str
        What was added up.

    Raises
    ------
    OptionError
        If the length asked for cannot be made of the rows.
    InputError
        If the rows are of no step that can be used.
    """
    step = step_of(frame)
    wanted = step if step >= DAY else _wanted(step, options, place)
    if wanted == step:
        return _in_order(frame), step, []
    word = f"{step}-minute rows added up to {wanted} minutes"
    return _in_order(_coarser(frame, wanted)), wanted, [word]


def keys_of(frame: pd.DataFrame) -> list[str]:
    """Name the columns that tell intervals apart."""
    return ["queue", "start"] if "queue" in frame else ["start"]


def codes_of(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Return the number of each row's queue, as they come first; 0 where there is one."""
    if "queue" not in frame:
        return np.zeros(len(frame), dtype=np.intp)
    codes: npt.NDArray[np.intp] = pd.factorize(frame["queue"])[0]
    return codes


def stand_twice(frame: pd.DataFrame) -> bool:
    """Whether an interval of a queue stands in two rows."""
    codes, minutes = codes_of(frame), _minutes(frame["start"])
    if _are_sorted(codes, minutes):
        return bool(((np.diff(codes) == 0) & (np.diff(minutes) == 0)).any())
    key = minutes * (codes.max() + 1) + codes
    return bool((np.diff(key) <= 0).any() and pd.Series(key).duplicated().any())


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Order rows by queue, as they come first, and by time."""
    codes, minute = codes_of(frame), _minutes(frame["start"])
    if _are_sorted(codes, minute):
        return frame
    return frame.iloc[np.lexsort((minute, codes))]


def _are_sorted(codes: npt.NDArray[np.intp], minutes: npt.NDArray[np.int64]) -> bool:
    """Whether rows stand by queue, and by time within each."""
    ahead = np.diff(codes)
    return bool(((ahead > 0) | ((ahead == 0) & (np.diff(minutes) >= 0))).all())


def _minutes(starts: pd.Series) -> npt.NDArray[np.int64]:
    """Minutes of instants since 1970, of wall clocks as if they were in UTC."""
    if starts.dt.tz is not None:
        starts = starts.dt.tz_convert("UTC").dt.tz_localize(None)
    return starts.to_numpy().astype("datetime64[m]").astype("int64")


def step_of(frame: pd.DataFrame) -> int:
    """Return the usual distance of two rows of a queue [min]; half an hour of a single row."""
    codes, minute = codes_of(frame), _minutes(frame["start"])
    if not _are_sorted(codes, minute):
        order = np.lexsort((minute, codes))
        codes, minute = codes[order], minute[order]
    gaps = np.diff(minute)[np.diff(codes) == 0]
    gaps = gaps[gaps > 0]
    if not gaps.size:
        return _DEFAULT_STEP
    values, counts = np.unique(gaps, return_counts=True)
    # Of days with 23 or 25 hours the usual one is asked for.
    return int(values[np.argmax(counts)])


def _wanted(step: int, options: ReadOptions, place: str) -> int:
    """Return the length of the intervals: the one asked for, else the next that there is."""
    if options.interval is not None:
        if options.interval % step:
            raise OptionError(
                "interval", f"{options.interval} minutes cannot be made of rows of {step} minutes"
            )
        return options.interval
    if step in STEPS_MINUTES:
        return step
    fitting = [wanted for wanted in STEPS_MINUTES if wanted % step == 0 and step < wanted <= 30]
    if not fitting:
        raise InputError(
            f"{place}: the rows are {step} minutes apart: intervals of 15, 30 or 60 minutes, or "
            "shorter ones that add up to them, are needed"
        )
    return min(fitting)


def _coarser(frame: pd.DataFrame, step: int) -> pd.DataFrame:
    """Add up the rows of each interval of a longer step; one with a blank row is blank."""
    floor = frame["start"].dt.floor(f"{step}min", ambiguous=_is_first(frame["start"]))
    return added(frame.assign(start=floor), blank_counts=True)


def _is_first(starts: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether times are in summer time, for the hour that stands twice in autumn."""
    if starts.dt.tz is None:
        return np.zeros(len(starts), dtype=bool)
    return np.array([bool(moment.dst()) for moment in starts], dtype=bool)


def added(frame: pd.DataFrame, *, blank_counts: bool = False) -> pd.DataFrame:
    """Add up the calls of each interval; its handling time is the mean over the calls answered.

    Parameters
    ----------
    frame
        Rows as `to_intervals` takes them.
    blank_counts
        Whether an interval is blank as soon as one of its rows is.
    """
    keys = keys_of(frame)
    known = frame["aht"].notna() & (frame["answered"] > 0)
    weight = frame["answered"].where(known, 0.0)
    rows = frame.assign(
        _weight=weight,
        _seconds=(frame["aht"] * weight).where(known, 0.0),
        _least=frame["aht"].where(known),
        _most=frame["aht"].where(known),
        _blank=frame["calls"].isna(),
    )
    groups = rows.groupby(keys, sort=False, observed=True)
    result = groups.agg(
        calls=("calls", "sum"),
        answered=("answered", "sum"),
        _weight=("_weight", "sum"),
        _seconds=("_seconds", "sum"),
        _least=("_least", "min"),
        _most=("_most", "max"),
        line=("line", "first"),
        _any=("_blank", "any"),
        _all=("_blank", "all"),
    )
    result["calls"] = result["calls"].mask(result["_any"] if blank_counts else result["_all"])
    mean = (result["_seconds"] / result["_weight"]).where(result["_weight"] > 0)
    # What is the same in all rows stays the same to the last digit.
    result["aht"] = result["_least"].where(result["_least"] == result["_most"], mean)
    columns = [*(name for name in frame if name not in keys)]
    return result[columns].reset_index()


def _repeats(
    frame: pd.DataFrame, raw: pd.DataFrame, options: ReadOptions, place: str
) -> tuple[pd.DataFrame, str]:
    """Add up the rows of one interval, or count what stands twice once, or ask."""
    keys = keys_of(frame)
    again = frame.duplicated(keys, keep=False).to_numpy()
    same = raw.astype(str).duplicated(keep=False).to_numpy()
    counted = (frame["calls"] > 0).to_numpy()
    if options.repeats == "last":
        return frame[~frame.duplicated(keys, keep="last")], "of rows of one interval the last taken"
    if options.repeats == "once":
        once = ~raw.astype(str).duplicated().to_numpy()
        left = frame[once]
        word = "rows that stand twice counted once"
        return (added(left) if left.duplicated(keys).any() else left), word
    whole = again & counted
    if options.repeats is None and whole.any() and same[whole].all():
        line = frame["line"].iloc[int(np.flatnonzero(whole)[0])]
        raise Question(
            f"{place}, line {line}",
            f"{int(frame.duplicated(keys).sum())} rows stand twice, the same in every cell",
            {"--repeats once": "count each once", "--repeats add": "they are calls of their own"},
        )
    if options.repeats is None:
        _ask_about_few(frame, raw, again & counted, place)
    return added(frame), "rows of one interval added up, AHT weighted by calls"


def _ask_about_few(
    frame: pd.DataFrame, raw: pd.DataFrame, again: npt.NDArray[np.bool_], place: str
) -> None:
    """Ask about few intervals that stand twice, where no words tell their rows apart."""
    keys = keys_of(frame)
    counted = frame[again]
    rows = counted[counted.duplicated(keys, keep=False)]
    if not len(rows) or len(rows) > _FEW * len(frame):
        return
    words = raw.loc[rows.index].map(lambda cell: isinstance(cell, str) and not cell[:1].isdigit())
    cells = raw.loc[rows.index].where(words, "").astype(str).agg("|".join, axis=1)
    if cells.groupby([rows[key] for key in keys], observed=True).nunique().gt(1).any():
        return
    first = rows.iloc[0]
    same = rows[(rows[keys] == first[keys]).all(axis=1)]
    counts = " and ".join(f"{calls:g}" for calls in same["calls"])
    raise Question(
        f"{place}, line {same['line'].iloc[-1]}",
        f"{first['start']:%Y-%m-%dT%H:%M} stands twice, with {counts} calls, and most intervals "
        "once",
        {"--repeats add": "the rows add up", "--repeats last": "the last row holds"},
    )


def _without_long(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Leave out rows of a longer interval that stand beside rows of a shorter one."""
    if "length" not in frame:
        return frame, []
    lengths = frame["length"]
    least = lengths.min()
    if lengths.isna().all() or not (lengths > least).any():
        return frame, []
    name = "daily rows" if (lengths[lengths > least] >= DAY).all() else "rows of longer intervals"
    return frame[~(lengths > least)], [f"{name} left out"]


def _without_sums(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Leave out rows that add up the queues of an interval, or the intervals of a day."""
    said: list[str] = []
    if "queue" in frame:
        for name in [name for name in frame["queue"].unique() if _may_be_sum(str(name))]:
            of_total = (frame["queue"] == name).to_numpy()
            if not of_total.all() and _are_sums(frame, of_total, pd.factorize(frame["start"])[0]):
                frame = frame[~of_total]
                said.append(f"rows of {quoted(name)} left out")
    clock = wall_clock(frame["start"])
    day = clock.astype("datetime64[D]")
    calls = frame["calls"].to_numpy()
    totals = np.asarray(clock == day) & (calls > 0)
    if totals.sum() < 2 or totals.all():
        return frame, said
    key = pd.factorize(day.astype("int64") * len(frame) + codes_of(frame))[0]
    # Of two rows at midnight the larger one may be the day's.
    largest = np.zeros(key.max() + 1)
    np.maximum.at(largest, key[totals], calls[totals])
    totals &= calls == largest[key]
    rows = np.flatnonzero(totals)
    totals[rows[pd.Series(key[rows]).duplicated().to_numpy()]] = False
    if totals.sum() >= 2 and _are_sums(frame, totals, key):
        return frame[~totals], [*said, "rows that add up a day left out"]
    return frame, said


def _may_be_sum(queue: str) -> bool:
    """Whether the name of a queue may be that of all of them; its calls have to show it."""
    return is_total(queue, alone=True) or _ALL.match(queue.casefold()) is not None


def _are_sums(
    frame: pd.DataFrame, chosen: npt.NDArray[np.bool_], key: npt.NDArray[np.intp]
) -> bool:
    """Whether the chosen rows hold the sums of the others with the same key."""
    calls = frame["calls"].to_numpy()
    others = np.bincount(key, np.where(chosen, 0.0, np.nan_to_num(calls)))
    count = np.bincount(key, ~chosen)
    counted = chosen & (calls > 0) & (count[key] > 1)
    if not counted.any():
        return False
    return bool((calls[counted] == others[key][counted]).mean() >= _MOST)
