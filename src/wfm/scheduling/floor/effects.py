"""What one step does to the intervals of the day, in words."""

import datetime as dt
from collections.abc import Mapping

from wfm.scheduling.changes.needs import Key


def effect(net: Mapping[Key, int], slot: int, clock: dt.tzinfo) -> str:
    """Write what is added to slots of time and taken from them: ``+1 13:00-13:30``.

    Parameters
    ----------
    net
        Agents more or fewer, by the first minute of each slot since the epoch.
    slot
        Length of a slot [min].
    clock
        The clock of the site.
    """
    stretches: list[tuple[int, int, int]] = []
    for key in sorted(int(str(key)) for key in net):
        number = net[key]
        if stretches and stretches[-1][1] == key and stretches[-1][2] == number:
            stretches[-1] = (stretches[-1][0], key + slot, number)
        else:
            stretches.append((key, key + slot, number))
    return ", ".join(
        f"{number:+d} {_time(first, clock)}-{_time(last, clock)}"
        for first, last, number in stretches
    )


def _time(minute: int, clock: dt.tzinfo) -> str:
    return f"{dt.datetime.fromtimestamp(minute * 60, clock):%H:%M}"
