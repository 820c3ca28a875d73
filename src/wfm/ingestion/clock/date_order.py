"""Which part of a date is the day: decided by the whole column, or asked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.cells import Codes
from wfm.ingestion.clock.dates import ORDERS, DateOrder, Dates, Days
from wfm.quoting import quoted
from wfm.weekday_names import readings

_SAID = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
# Distances of dates that follow one another in a history by days. [d]
_LONGEST_GAP = 10


@dataclass(frozen=True)
class Ordered:
    """The dates in the order of their parts that was found.

    Parameters
    ----------
    days
        Of each distinct date, NaT where it is none.
    said
        The order in words; "" where no date leaves it open.
    """

    days: Days
    said: str


def put_in_order(dates: Dates, codes: Codes, wanted: DateOrder | None, where: str) -> Ordered:
    """Find the order of day and month.

    Parameters
    ----------
    dates
        The distinct dates.
    codes
        Of each row the place of its date, -1 where it has none.
    wanted
        The order, where somebody has said it.
    where
        File and column, for messages.

    Raises
    ------
    Question
        Two orders fit.
    InputError
        No order fits all the dates, or their weekdays.
    """
    possible = ~np.isnat(dates.days)
    live = possible.any(axis=1)
    open_ = live & (dates.days != dates.days[:, :1]).any(axis=1)
    if wanted is not None:
        days = dates.days[:, ORDERS.index(wanted)]
        _check_weekdays(dates, [wanted], where)
        return Ordered(days, _SAID[wanted] if open_.any() else "")
    fitting = [order for i, order in enumerate(ORDERS) if possible[live, i].all()]
    if not fitting:
        raise _torn(dates, where)
    fitting = _check_weekdays(dates, fitting, where)
    decided = len(fitting) == 1
    fitting = _different(dates, fitting)
    decided |= len(fitting) > 1
    if len(fitting) > 1:
        fitting = _by_steps(dates, fitting, codes)
    if len(fitting) > 1:
        raise _question(dates, fitting, where)
    days = dates.days[:, ORDERS.index(fitting[0])]
    return Ordered(days, _SAID[fitting[0]] if open_.any() and decided else "")


def _check_weekdays(dates: Dates, orders: list[DateOrder], where: str) -> list[DateOrder]:
    """Keep the orders in which every date falls on the weekday that is written beside it."""
    words = np.array(dates.weekdays, dtype=object)
    named = np.flatnonzero(words != "")
    if not named.size:
        return orders
    kept = []
    for order in orders:
        days = dates.days[named, ORDERS.index(order)]
        # 1 January 1970 was a Thursday.
        shown = (days.astype("int64") + 3) % 7 + 1
        for reading in readings(set(dates.weekdays) - {""}):
            said = np.array([reading.get(word, 0) for word in words[named]])
            if (np.isnat(days) | (said == shown)).all():
                kept.append(order)
                break
    if not kept:
        text = quoted(dates.texts[int(named[0])])
        raise InputError(
            f"{where}: the dates do not fall on the weekdays written beside them, such as {text}: "
            "leave the weekdays out, or mend the dates"
        )
    return kept


def _different(dates: Dates, orders: list[DateOrder]) -> list[DateOrder]:
    """Leave out an order that reads every date as another one does."""
    kept: list[DateOrder] = []
    for order in orders:
        days = dates.days[:, ORDERS.index(order)].astype("int64")
        if not any((days == dates.days[:, ORDERS.index(k)].astype("int64")).all() for k in kept):
            kept.append(order)
    return kept


def _by_steps(dates: Dates, orders: list[DateOrder], codes: Codes) -> list[DateOrder]:
    """Keep the orders in which days, or the same day of months, follow one another.

    The distinct dates stand in the order of their first rows. An order in which days follow one
    another wins only over one whose dates jump about.
    """
    seen = codes[codes >= 0]
    first = np.sort(np.unique(seen, return_index=True)[1])
    sequence = dates.days[seen[first]]
    kinds = {order: _steps(sequence[:, ORDERS.index(order)]) for order in orders}
    if sum(kind == "days" for kind in kinds.values()) != 1 or "months" in kinds.values():
        return orders
    return [order for order in orders if kinds[order] == "days"]


def _steps(days: Days) -> str:
    """Say whether dates follow one another by days, by months, or in no such way."""
    days = days[~np.isnat(days)]
    gaps = np.diff(days).astype("int64")
    if not gaps.size:
        return "none"
    gaps = gaps * np.sign(gaps[0])
    if (gaps > 0).all() and (gaps <= _LONGEST_GAP).all() and np.mean(gaps == 1) >= 0.5:
        return "days"
    months = np.diff(days.astype("datetime64[M]").astype("int64"))
    of_month = (days - days.astype("datetime64[M]")).astype("int64")
    same_day = bool((of_month == of_month[0]).all())
    one_way = bool((months > 0).all() or (months < 0).all())
    if same_day and one_way and (abs(months) < 12).all():
        return "months"
    # Weeks in a row are dates of months in the other order: nothing is plain about them.
    return "months" if (gaps > 0).all() and np.median(gaps) < 32 else "none"


def _torn(dates: Dates, where: str) -> InputError:
    """Refuse dates of which some have the day first and some the month."""
    possible = ~np.isnat(dates.days)
    open_ = possible.any(axis=1)
    shown = []
    for i in (0, 1):
        only = np.flatnonzero(open_ & possible[:, i] & ~possible[:, 1 - i])
        if only.size:
            shown.append(f"{quoted(dates.texts[int(only[0])])} has its {('day', 'month')[i]} first")
    return InputError(
        f"{where}: the dates are of two kinds: {', '.join(shown)}: write all of them as 2026-03-29"
    )


def _question(dates: Dates, orders: list[DateOrder], where: str) -> Question:
    columns = [ORDERS.index(order) for order in orders]
    days: npt.NDArray[np.datetime64] = dates.days[:, columns]
    row = int(np.flatnonzero((days != days[:, :1]).any(axis=1) & ~np.isnat(days).any(axis=1))[0])
    meanings = {
        f"--date-order {order}": _spoken(day) for order, day in zip(orders, days[row], strict=True)
    }
    return Question(where, f"{quoted(dates.texts[row])} may be two days", meanings)


def _spoken(day: np.datetime64) -> str:
    date = day.astype(object)
    return f"{date.day} {date:%B %Y}"
