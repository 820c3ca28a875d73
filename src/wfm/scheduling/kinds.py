"""The kinds of duty that people may have: a band of starts, one start of it, and its meals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from zoneinfo import ZoneInfo

from wfm.work.plan import Group, Plan
from wfm.work.shifts import Band, Shift

# Arrangements of meals and breaks that are tried for each start.
_ARRANGEMENTS = 12


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
    """

    group: Group
    zone: ZoneInfo
    bands: tuple[Band, ...]
    first_band: int


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
    """

    contract: Contract
    band: int
    shift: Shift
    start: int
    pauses: tuple[int, ...]
    night: bool

    @property
    def end(self) -> int:
        """When it ends [min after the midnight that begins its day]."""
        return self.start + self.shift.presence


def contracts_of(
    plan: Plan, wanted: Sequence[tuple[Group, ZoneInfo]], step: int
) -> tuple[Contract, ...]:
    """Return the contracts of some groups and zones, their bands numbered one after the other."""
    found: list[Contract] = []
    number = 0
    for group, zone in wanted:
        bands = plan.bands(group, step)
        found.append(Contract(group, zone, bands, number))
        number += len(bands)
    return tuple(found)


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
        Kind(contract, contract.first_band + place, band.shift, start, pauses, band.night)
        for contract in contracts
        for place, band in enumerate(contract.bands)
        for start in band.starts
        for pauses in _arrangements(band.shift, start, step if by_interval else 0)
    )


def _arrangements(shift: Shift, start: int, step: int) -> list[tuple[int, ...]]:
    """Return when the meals and breaks of a duty may start; without a step one arrangement."""
    choices = [
        range(pause.earliest, pause.latest + 1, step)
        if step
        else sorted(
            range(pause.earliest, pause.latest + 1, 5),
            key=lambda at, pause=pause: abs(2 * at - pause.earliest - pause.latest),  # type: ignore[misc]
        )
        for pause in shift.pauses
    ]
    found = []
    for starts in product(*choices):
        if _is_apart(shift, starts):
            found.append(tuple(start + at for at in starts))
            if not step:
                break
    if not found:
        found = [tuple(start + pause.earliest for pause in shift.pauses)]
    return list(_thinned(found))


def _is_apart(shift: Shift, starts: Sequence[int]) -> bool:
    ends = [at + pause.minutes for at, pause in zip(starts, shift.pauses, strict=True)]
    return all(
        after - end >= shift.min_gap for end, after in zip(ends[:-1], starts[1:], strict=True)
    )


def _thinned(found: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Take so many of them, evenly."""
    number = min(_ARRANGEMENTS, len(found))
    for place in range(number):
        yield found[place * (len(found) - 1) // max(1, number - 1)]
