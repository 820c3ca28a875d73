"""The kinds of duty that people may have: a band of starts, one start of it, and its meals.

Where the clock changes in a duty it lasts longer or shorter than it says, and rules count its true
hours: duties of that length are a band of their own, on that day alone.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from zoneinfo import ZoneInfo

from wfm.scheduling.clock import WallClock
from wfm.scheduling.pauses import arrangements
from wfm.work.plan import Group, Plan
from wfm.work.shifts import Band, Shift

_MINUTE = dt.timedelta(minutes=1)

# A day, a start and a presence, and by how many minutes that duty lasts longer.
Changed = Mapping[tuple[dt.date, int, int], int]


@dataclass(frozen=True)
class Contract:
    """A contract group on the clock of a zone.

    Parameters
    ----------
    group
        The group.
    zone
        The zone of its people's clock.
    bands
        Its bands of starts.
    first_band
        Number of the first of them among the bands of all contracts.
    longer
        By how many minutes the duties of each band last longer than their shift says.
    changed
        The duties that do.
    """

    group: Group
    zone: ZoneInfo
    bands: tuple[Band, ...]
    first_band: int
    longer: tuple[int, ...]
    changed: Changed


@dataclass(frozen=True)
class Kind:
    """A kind of duty.

    Parameters
    ----------
    contract
        Whose duty it is.
    band
        Number of its band among those of all contracts.
    shift
        Its shift.
    start
        When it starts [min after midnight].
    pauses
        When each of its meals and breaks starts [min after midnight].
    night
        Whether it covers the night.
    longer
        By how many minutes it lasts longer, as the clock changes in it.
    """

    contract: Contract
    band: int
    shift: Shift
    start: int
    pauses: tuple[int, ...]
    night: bool
    longer: int

    @property
    def end(self) -> int:
        """When it ends [min after the midnight that begins its day]."""
        return self.start + self.shift.presence

    def is_on(self, day: dt.date) -> bool:
        """Whether a duty of that start lasts as long on a day."""
        changed = self.contract.changed.get((day, self.start, self.shift.presence), 0)
        return changed == self.longer


def contracts_of(
    plan: Plan, wanted: Sequence[tuple[Group, ZoneInfo]], step: int, days: Sequence[dt.date]
) -> tuple[Contract, ...]:
    """Return the contracts of some groups and zones, their bands numbered one after the other."""
    found: list[Contract] = []
    number = 0
    for group, zone in wanted:
        ordinary = plan.bands(group, step)
        changed = _changed(zone, ordinary, days)
        more = _of_other_lengths(ordinary, changed)
        bands = (*ordinary, *(band for _, band in more))
        longer = (*(0 for _ in ordinary), *(minutes for minutes, _ in more))
        found.append(Contract(group, zone, bands, number, longer, changed))
        number += len(bands)
    return tuple(found)


def _changed(zone: ZoneInfo, bands: Sequence[Band], days: Sequence[dt.date]) -> Changed:
    """Find the duties in which the clock changes, and by how much they last longer [min]."""
    clock, found = WallClock(zone), {}
    for day, band in product(days, bands):
        presence = band.shift.presence
        for start in band.starts:
            lasts = (clock.moment(day, start + presence) - clock.moment(day, start)) // _MINUTE
            if lasts != presence:
                found[day, start, presence] = lasts - presence
    return found


def _of_other_lengths(bands: Sequence[Band], changed: Changed) -> list[tuple[int, Band]]:
    """Return bands of the duties that last longer or shorter, and by how much."""
    found = []
    for band in bands:
        presence = band.shift.presence
        own = {(start, m) for (_, start, length), m in changed.items() if length == presence}
        for minutes in sorted({minutes for start, minutes in own if start in band.starts}):
            starts = tuple(start for start in band.starts if (start, minutes) in own)
            shift = replace(band.shift, paid=band.shift.paid + minutes)
            found.append((minutes, replace(band, shift=shift, starts=starts)))
    return found


def kinds_of(contracts: Sequence[Contract], step: int, *, by_interval: bool) -> tuple[Kind, ...]:
    """Return every kind of duty, those of a band one after the other.

    Parameters
    ----------
    contracts
        The contracts.
    step
        Grid of meals and breaks [min].
    by_interval
        Whether it matters when meals are: else they lie in the middle of their windows.
    """
    return tuple(
        Kind(contract, contract.first_band + place, band.shift, start, pauses, band.night, longer)
        for contract in contracts
        for place, (band, longer) in enumerate(zip(contract.bands, contract.longer, strict=True))
        for start in band.starts
        for pauses in arrangements(band.shift, start, step if by_interval else 0)
    )
