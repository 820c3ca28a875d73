"""What of a page is drawn on the screen: of many queues not every day, but its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wfm.reporting.page.paper import heaviest
from wfm.reporting.page.picture import Picture

DRAWINGS = 700
"""Small drawings of queues that a page holds: a week of each picture of fifty queues."""


def on_screen(pictures: Sequence[Picture]) -> list[Picture]:
    """Leave the days off that are least to be looked at, where there are too many, and say so."""
    return list(_shortened(pictures))


def _shortened(pictures: Sequence[Picture]) -> Iterator[Picture]:
    small = [one for one in pictures if one.layout == "small" and one.queue]
    most = max(1, DRAWINGS // max(1, len(small)))
    for picture in pictures:
        every = len(picture.panels)
        if picture.layout != "small" or not picture.queue or every <= most:
            yield picture
            continue
        kept, which = heaviest(picture.panels, most)
        said = (
            f"{most:,d} of {every:,d} {picture.things} are drawn, {which}; the numbers below are "
            "of all."
        )
        words = f"{picture.words} {said}"
        yield replace(picture, panels=kept, words=words, left_off=every - most)
