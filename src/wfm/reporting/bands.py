"""A colour for each shift, in the order of the day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wfm.tables.schedule_rows import ScheduledDay

# Light ones for cells with black text, and dark ones of the same hue for words: yellow, green,
# orange, blue, pink, teal, violet, tan, salmon, olive.
_FILLS = (
    *("FFF2B3", "D5EDC8", "FFD9B3", "C9DAF5", "F6CFE0"),
    *("C7EBE6", "E1D3F2", "E8DCC8", "FBC9C4", "D4E3A8"),
)
_INKS = (
    *("7A6000", "2F6B1A", "8F4A00", "1F4B99", "99275C"),
    *("14665C", "5B3294", "6B5330", "9C2A20", "5A6B12"),
)
# What later rounds of the colours are dimmed by.
_DIMMED = 0.88
# The day of a centre begins when its night ends, about [min after midnight].
_MORNING = 4 * 60


@dataclass(frozen=True)
class Band:
    """How a shift looks.

    Parameters
    ----------
    shift
        Its name.
    duties
        How many there are.
    start
        The start that most of them have [min after midnight].
    fill, ink
        Colours of cells and of words, as ``FFF2B3``.
    """

    shift: str
    duties: int
    start: int
    fill: str
    ink: str


def bands(days: Iterable[ScheduledDay]) -> dict[str, Band]:
    """Give each shift of a schedule a colour, from the morning's to the night's."""
    starts: dict[str, Counter[int]] = {}
    for day in days:
        if day.start is not None:
            minute = 60 * day.start.hour + day.start.minute
            starts.setdefault(day.shift, Counter())[minute] += 1
    usual = {
        shift: min(counted, key=lambda minute: (-counted[minute], minute))
        for shift, counted in starts.items()
    }
    ordered = sorted(usual, key=lambda shift: ((usual[shift] - _MORNING) % 1440, shift))
    return {
        shift: Band(
            shift,
            starts[shift].total(),
            usual[shift],
            _dimmed(_FILLS[place % len(_FILLS)], place // len(_FILLS)),
            _INKS[place % len(_INKS)],
        )
        for place, shift in enumerate(ordered)
    }


def _dimmed(colour: str, times: int) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(part * _DIMMED**times):02X}" for part in parts)
