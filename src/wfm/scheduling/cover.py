"""What people are to cover: posts of a shift and a day, or agents in each interval."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from wfm import tables
from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.scheduling.calendar import Clocks, Period
from wfm.scheduling.kinds import Kind
from wfm.scheduling.presence import Needed
from wfm.scheduling.search.problem import Cover
from wfm.tables.intervals import where_of

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Costs:
    """What agents too few and too many cost, where no table says so.

    Parameters
    ----------
    under, over
        Of an agent missing, or too many, in a post; or for an hour.
    """

    under: float
    over: float


def posts(frame: pd.DataFrame, kinds: Sequence[Kind], period: Period, costs: Costs) -> Cover:
    """Read a table of posts; those of other days are none of a schedule's business.

    Raises
    ------
    InputError
        If a shift is unknown, or a shift has two rows of one day.
    """
    table = tables.check(frame, tables.COVER)
    where = where_of(table)
    names = {kind.shift.name for kind in kinds}
    place = {day: number for number, day in enumerate(period.dates)}
    rows: dict[tuple[int, str], tuple[float, float, float]] = {}
    for position, record in enumerate(table.to_dict("records")):
        day, shift = place.get(dt.date.fromisoformat(str(record["date"])[:10])), record["shift"]
        if shift not in names:
            raise InputError(f"{where(position)}, column shift: nobody works {quoted(shift)}")
        if day is None:
            continue
        if (day, shift) in rows:
            raise InputError(f"{where(position)}: {quoted(shift)} has a row of that day already")
        under, over = record.get("cost_under"), record.get("cost_over")
        rows[day, shift] = (
            float(record["agents"]),
            costs.under if under is None or pd.isna(under) else float(under),
            costs.over if over is None or pd.isna(over) else float(over),
        )
    for day in range(period.days):
        for shift in sorted(names):  # who works without a row is too many
            rows.setdefault((day, shift), (0.0, costs.under, costs.over))
    number = {row: at for at, row in enumerate(rows)}
    duties = [
        (day * len(kinds) + at, number[day, kind.shift.name])
        for day in range(period.days)
        for at, kind in enumerate(kinds)
    ]
    values = np.array(list(rows.values()), dtype=float).reshape(-1, 3)
    return _cover(values, duties, period.days * len(kinds))


def intervals(
    needed: Needed, kinds: Sequence[Kind], period: Period, clocks: Clocks, costs: Costs
) -> Cover:
    """Return what each duty covers of the intervals of a requirement, net of meals and breaks."""
    hours = needed.step / 60
    values = np.column_stack(
        [
            needed.agents,
            np.full(len(needed.agents), costs.under * hours),
            np.full(len(needed.agents), costs.over * hours),
        ]
    )
    origin = needed.first
    duties: list[tuple[int, int]] = []
    for day, date in enumerate(period.dates):
        for at, kind in enumerate(kinds):
            clock = clocks.of_zone(kind.contract.zone)
            there = _covered(
                [
                    (clock.moment(date, first) - origin) // _MINUTE
                    for first in (kind.start, kind.end, *kind.pauses)
                ],
                [pause.minutes for pause in kind.shift.pauses],
                needed.step,
            )
            row = day * len(kinds) + at
            duties += [(row, each) for each in there if 0 <= each < len(needed.agents)]
    return _cover(values, duties, period.days * len(kinds))


def _covered(moments: list[int], lengths: list[int], step: int) -> list[int]:
    """Return the intervals that a duty covers from end to end."""
    first, last, *pauses = moments
    inside = set(range(-(-first // step), last // step))
    for begins, length in zip(pauses, lengths, strict=True):
        inside -= set(range(begins // step, -(-(begins + length) // step)))
    return sorted(inside)


def _cover(values: np.ndarray, duties: list[tuple[int, int]], rows: int) -> Cover:
    at = np.array(duties, dtype=np.int64).reshape(-1, 2)
    effects = csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(rows, len(values)))
    return Cover(values[:, 0].copy(), values[:, 1].copy(), values[:, 2].copy(), effects)
