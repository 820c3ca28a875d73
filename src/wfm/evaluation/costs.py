"""What each contract group costs, and what of it nights and weekends."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from wfm import tables
from wfm.evaluation.worked import Worked


def costs_table(worked: Worked, dates: Collection[date]) -> pd.DataFrame:
    """Sum up what is paid on some days by contract group, in the order of their first duty.

    Parameters
    ----------
    worked
        Duties, and what is paid without one.
    dates
        The days.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.COSTS`.
    """
    duties = [duty for duty in worked.duties if duty.date in dates]
    idle = [pay for pay in worked.unworked if pay.date in dates]
    names = dict.fromkeys((*(duty.group for duty in duties), *(pay.group for pay in idle)))
    records = []
    for name in names:
        own = [duty for duty in duties if duty.group == name]
        free = [pay for pay in idle if pay.group == name]
        records.append(
            {
                "group": name,
                "agents": len({duty.agent for duty in own}),
                "duties": len(own),
                "paid_hours": sum(d.paid for d in own) / 60 + sum(pay.hours for pay in free),
                "unworked_hours": sum(pay.hours for pay in free),
                "cost": sum(duty.cost for duty in own) + sum(pay.cost for pay in free),
                "night_cost": sum(duty.cost for duty in own if duty.night is not None),
                "weekend_cost": sum(duty.cost for duty in own if duty.weekend),
            }
        )
    frame = pd.DataFrame(records, columns=[column.name for column in tables.COSTS.columns])
    return tables.conform(frame, tables.COSTS)
