"""Where the rules stand before the first day, by the schedule before it."""

import datetime as dt
from collections.abc import Sequence

from wfm.scheduling.calendar import Period
from wfm.scheduling.kinds import Contract
from wfm.scheduling.search.network import Network
from wfm.tables.schedule_rows import ScheduledDay
from wfm.weekdays import DAY


def starts_of(
    network: Network, contract: Contract, days: Sequence[ScheduledDay], period: Period
) -> tuple[tuple[int, ...], list[dt.date]]:
    """Return the nodes in which a person may be before the first day.

    Without a day before it anything may have been, as suits best. A day without a row is off. Where
    the past breaks a rule, the rules begin anew on the day after.

    Returns
    -------
    nodes
        The nodes.
    broken
        Days of the past after which the rules began anew, or whose shift nobody knows any more.
    """
    past = {day.date: day for day in days if day.date < period.first}
    if not past:
        return tuple(range(network.sizes[period.first.weekday()])), []
    date = min(past)
    node, broken = network.first[date.weekday()], []
    while date < period.first:
        option = _option(contract, past.get(date))
        after = network.after(node, date.weekday(), max(option, 0)) if node >= 0 else -1
        if option < 0 or after < 0:
            broken.append(date)
        date += dt.timedelta(days=1)
        node = after if after >= 0 else network.first[date.weekday()]
    return ((node,) if node >= 0 else ()), broken


def _option(contract: Contract, day: ScheduledDay | None) -> int:
    """Return the option that a day of the past was; -1: a duty that no band is like."""
    if day is None or day.start is None:
        return 0
    start = day.start.hour * 60 + day.start.minute
    like = [
        (abs(first - start) if first <= DAY else DAY, number)
        for number, band in enumerate(contract.bands, start=1)
        if band.shift.name == day.shift
        for first in band.starts
    ]
    return min(like)[1] if like else -1
