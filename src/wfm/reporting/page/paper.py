"""What of a page is printed: at most so many sheets of A4, whatever stands on the screen.

How high everything becomes is estimated, from above: a browser breaks its lines by itself.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wfm.reporting.page.picture import Panel, Picture
from wfm.reporting.page.summary import Summary

SHEETS = 12
"""The most sheets."""
WIDTH, HEIGHT = 710.0, 1039.0
"""What a sheet holds within its margins [px]."""
BESIDE = 8
"""Columns of a turned table that are printed."""
FIGURES, SENTENCES = 16, 8
"""Figures and sentences above the pictures that are printed."""
# Drawings one beside the other.
_ACROSS = {"small": 4, "middle": 4}
_GAP, _NAME = 5.0, 16.0  # between drawings; of the name above one [px]
# Heights [px] and letters to a line of the full width.
_TOPIC, _TITLE, _WORDS, _LEGEND, _AROUND = 15.0, (19.0, 85), (15.0, 110), (18.0, 100), 24.0
_ROW, _LETTERS = 16.0, 120  # of a table
_QUEUES_WANTED = 12  # that are printed at the least before less is printed of each


@dataclass(frozen=True)
class Room:
    """How much is printed of a picture.

    Parameters
    ----------
    days
        Its small drawings.
    sheets
        What its other drawings may take.
    rows
        The rows of a table.
    days_of_queue
        Small drawings of a picture of a queue.
    is_close
        Whether pictures of a queue are printed in two columns.
    """

    days: int
    sheets: float
    rows: int
    days_of_queue: int
    is_close: bool = True


# From all that is good to look at to what must not be missing.
_ROOMS = (
    Room(28, 3, 40, 28, is_close=False),
    Room(28, 3, 20, 4),
    Room(20, 3, 12, 2),
    Room(12, 2, 12, 2),
    Room(8, 1, 8, 2),
    Room(4, 1, 4, 1),
)


@dataclass(frozen=True)
class Printed:
    """What is printed of a picture.

    Parameters
    ----------
    panels
        Its drawings.
    rows
        The first rows of its table.
    left_off
        What is not printed, as a sentence; "": nothing.
    """

    panels: tuple[Panel, ...]
    rows: int
    left_off: str = ""


@dataclass(frozen=True)
class Paper:
    """What is printed of a page.

    Parameters
    ----------
    room
        How much of each picture.
    queues
        Which queues.
    left_off
        Which ones are not, as a sentence; "": none.
    """

    room: Room
    queues: frozenset[str] = frozenset()
    left_off: str = ""


def paper_of(summary: Summary, pictures: Sequence[Picture]) -> Paper:
    """Choose what is printed: the most that fits.

    Parameters
    ----------
    summary
        What stands above, and which queues are most to be looked at.
    pictures
        All pictures.
    """
    for room in _ROOMS:
        rest = _sheets(_blocks(summary, [one for one in pictures if not one.queue], room))
        kept: list[str] = []
        for queue in summary.queues:
            own = [picture for picture in pictures if picture.queue == queue]
            rest += _sheets_of_queue(own, room)
            if rest > SHEETS:
                break
            kept.append(queue)
        every = len(summary.queues)
        if rest <= SHEETS or len(kept) >= min(_QUEUES_WANTED, every) * room.is_close > 0:
            break
    left = every - len(kept)
    sentence = "" if not left else _sentence(len(kept), every, "queues", "those most to look at")
    return Paper(room, frozenset(kept), sentence)


def printed(picture: Picture, room: Room) -> Printed:
    """Choose what is printed of a picture."""
    if not picture.panels:
        return _printed_rows(picture, room)
    there = picture.on_paper or picture.panels
    if picture.layout == "folded" and not picture.on_paper:
        there = tuple(panel for panel in there if panel.title == there[0].title)
    kept, which = heaviest(there, _most(picture, there, room))
    shown, every = (sum(panel.shows for panel in some) for some in (kept, there))
    every += picture.left_off
    left = "" if shown == every else _sentence(shown, every, picture.things, which)
    days = len({panel.title for panel in picture.panels})
    if picture.layout == "folded" and days > 1:
        others = "The other day stands" if days == 2 else f"The other {days - 1} days stand"
        left = f"{left} {others} on the screen and in report.xlsx.".strip()
    return Printed(kept, 0, left)


def heaviest(panels: Sequence[Panel], most: int) -> tuple[tuple[Panel, ...], str]:
    """Return so many drawings, those most to be looked at, and say which ones they are."""
    if not any(panel.weight for panel in panels):
        return tuple(panels[:most]), "the first ones"
    places = sorted(range(len(panels)), key=lambda place: -panels[place].weight)[:most]
    return tuple(panels[place] for place in sorted(places)), "those most to look at"


def _printed_rows(picture: Picture, room: Room) -> Printed:
    every, most = len(picture.behind.rows), BESIDE if picture.turned else room.rows
    if picture.name == "parameters":
        most *= 4  # in two columns, and low
    left = "" if every <= most else _sentence(most, every, picture.things, "the first ones")
    return Printed((), min(every, most), left)


def _sentence(shown: int, every: int, things: str, which: str) -> str:
    left = every - shown
    others = "the other one stands" if left == 1 else f"the other {left:,d} stand"
    return (
        f"{shown:,d} of {every:,d} {things} {'is' if shown == 1 else 'are'} printed, {which}; "
        f"{others} on the screen and in report.xlsx."
    )


def _most(picture: Picture, there: Sequence[Panel], room: Room) -> int:
    """Return how many drawings there is room for; one always."""
    if picture.layout == "small":
        return room.days_of_queue if picture.queue else room.days
    across = _across(picture)
    high, most = 0.0, 0
    for panel in there:
        high += _height(panel, WIDTH / across) / across
        if most and high > room.sheets * HEIGHT:
            break
        most += 1
    return most


def _across(picture: Picture) -> int:
    return 1 if picture.on_paper else _ACROSS.get(picture.layout, 1)


def _height(panel: Panel, width: float) -> float:
    return panel.height * (width - _GAP) / panel.width + _NAME + _GAP


def _lines(words: str, size: tuple[float, int], share: float) -> float:
    height, letters = size
    return height * math.ceil(max(1, len(words)) / (letters * share))


def _blocks(summary: Summary, pictures: Sequence[Picture], room: Room) -> Iterator[float]:
    """Yield the heights of what no sheet parts [px]."""
    yield 70.0 + 62.0 * math.ceil(min(FIGURES, len(summary.figures)) / 4)
    yield from (5.0 + _lines(words, _WORDS, 1) for words in summary.sentences[:SENTENCES])
    if summary.concerns:
        yield 40.0 + sum(3.0 + _lines(words, _WORDS, 1) for words in summary.concerns)
    yield 30.0
    for picture in pictures:
        yield from _parts(picture, printed(picture, room), 1.0)


def _sheets(blocks: Iterator[float]) -> float:
    """Return how many sheets are full when blocks are laid one below the other."""
    full, high = 0, 0.0
    for block in blocks:
        if high and high + block > HEIGHT:
            full, high = full + 1, 0.0
        high += block
        full, high = full + int(high // HEIGHT), high % HEIGHT
    return full + high / HEIGHT


def _sheets_of_queue(pictures: Sequence[Picture], room: Room) -> float:
    """Return how much the pictures of a queue take: all of them, or parts of a sheet alike."""
    share = 0.5 if room.is_close else 1.0
    heights = [sum(_parts(picture, printed(picture, room), share)) for picture in pictures]
    if not room.is_close:
        return 1.1 * (40.0 + sum(heights)) / HEIGHT
    high = 40.0 + sum(heights) / 2 + max(heights, default=0.0) / 3
    return 1 / max(1, HEIGHT // high) if high < HEIGHT else math.ceil(high / HEIGHT)


def _parts(picture: Picture, there: Printed, share: float) -> Iterator[float]:
    """Yield the heights of a picture's parts, the first with what stands above [px]."""
    above = _AROUND + _lines(picture.title, _TITLE, share)
    if share == 1:
        above += _TOPIC + _lines(picture.words, _WORDS, share)
    above += _lines(there.left_off, _WORDS, share) if there.left_off else 0.0
    signs = "".join(f"{words}      " for _, words in picture.legend)
    above += 6.0 + _lines(signs, _LEGEND, share) if signs else 0.0
    if not picture.panels:
        yield above + 2 * _ROW
        yield from _rows(picture, there)
        return
    size = max(1, int(_across(picture) * share))
    heights = [_height(panel, WIDTH * share / size) for panel in there.panels]
    rows = [max(heights[first : first + size]) for first in range(0, len(heights), size)]
    first, *others = rows or [0.0]
    yield above + first
    yield from others


def _rows(picture: Picture, there: Printed) -> Iterator[float]:
    """Yield the heights of a table's rows [px]."""
    behind = picture.behind
    if picture.turned:
        yield from (1.6 * _ROW for _ in behind.heads)
        return
    by = 2 if picture.name == "parameters" else 1
    for row in behind.rows[: there.rows]:
        letters = sum(
            len(head.written(cell)) + 3 for head, cell in zip(behind.heads, row, strict=True)
        )
        yield _ROW * math.ceil(letters * by / _LETTERS) / by
