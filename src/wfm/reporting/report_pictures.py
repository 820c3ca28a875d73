"""The pictures of a report as files for slides: SVG, drawn by hand.

The drawings of the page are SVG already, so that nothing has to turn a chart of a browser into a
picture: no kaleido, which brings a browser of its own.
"""

from collections.abc import Iterator, Sequence

from wfm.reporting.file_names import file_names
from wfm.reporting.page import svg
from wfm.reporting.page.document import source, svg_of
from wfm.reporting.page.picture import Panel, Picture

SVG = ".svg"
_WIDTH, _MARGIN, _GAP = 1000.0, 20.0, 14.0
_TITLE, _LINE = 18.0, 20.0  # sizes [px]
_LETTER = 0.55  # width of a letter, of its size
_BESIDE = {"small": 4, "middle": 3}


def picture_files(pictures: Sequence[Picture]) -> dict[str, bytes]:
    """Draw each picture as a file.

    Parameters
    ----------
    pictures
        All pictures of a report; those that are tables are left out. Of days that are to be
        opened the first is drawn.

    Returns
    -------
    dict
        Content of each file, by its name: equal pictures, equal bytes.
    """
    there = [picture for picture in pictures if picture.panels]
    names = [
        f"{place:02d} {picture.name}" + (f" {picture.queue}" if picture.queue else "")
        for place, picture in enumerate(there, 1)
    ]
    files = file_names(names, SVG)
    return {
        files[name]: _drawn(picture).encode() for name, picture in zip(names, there, strict=True)
    }


def _drawn(picture: Picture) -> str:
    parts, y = _above(picture)
    panels = picture.panels
    if picture.layout == "folded":
        panels = tuple(panel for panel in panels if panel.title == panels[0].title)
    beside = _BESIDE.get(picture.layout, 1)
    wide = (_WIDTH - 2 * _MARGIN - (beside - 1) * _GAP) / beside
    for first in range(0, len(panels), beside):
        row = panels[first : first + beside]
        for place, panel in enumerate(row):
            parts.append(_placed(picture, panel, _MARGIN + place * (wide + _GAP), y, wide))
        y += max(_height(panel, wide) for panel in row) + _GAP
    name = svg.safe(f"{picture.title}. {picture.words}")
    size = f'width="{_WIDTH:.0f}" height="{y:.0f}" viewBox="0 0 {_WIDTH:.0f} {y:.0f}"'
    paper = ":root{background:var(--card)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" {size}>\n'
        f"<style>{source('pictures.css')}\n{paper}svg .title{{font-size:{_TITLE:.0f}px;"
        f"font-weight:700}}</style>\n{''.join(parts)}</svg>\n"
    )


def _above(picture: Picture) -> tuple[list[str], float]:
    """Write title, words and legend; return them and where the drawings begin."""
    parts, y = [], _MARGIN
    of_queue = f"{picture.queue}: " if picture.queue else ""
    for words, css, size in (
        (of_queue + picture.title, "title", _TITLE),
        (picture.words, "tick", 12.0),
    ):
        for line in _wrapped(words, size):
            y += size + 4
            parts.append(svg.text(_MARGIN, y, line, css))
    y += 8
    x = _MARGIN
    for css, words in picture.legend:
        wide = 20 + len(words) * 12 * _LETTER + 16
        if x + wide > _WIDTH - _MARGIN and x > _MARGIN:
            x, y = _MARGIN, y + _LINE
        if css.startswith("line"):
            parts.append(svg.line(x, y + 9, x + 14, y + 9, css))
        else:
            parts.append(svg.rect(x + 1, y + 3, 12, 12, css))
        parts.append(svg.text(x + 19, y + 13, words))
        x += wide
    return parts, y + (_LINE if picture.legend else 0) + 8


def _wrapped(words: str, size: float) -> Iterator[str]:
    """Cut words into lines that fit."""
    room = int((_WIDTH - 2 * _MARGIN) / (size * _LETTER))
    line = ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _height(panel: Panel, wide: float) -> float:
    return panel.height * wide / panel.width + (_LINE if panel.title else 0)


def _placed(picture: Picture, panel: Panel, x: float, y: float, wide: float) -> str:
    """Put a drawing with its name where it belongs."""
    named = ""
    if panel.title:
        named = svg.text(x, y + 14, svg.shortened(panel.title, wide))
        y += _LINE
    place = f'x="{svg.number(x)}" y="{svg.number(y)}" width="{svg.number(wide)}"'
    size = f'height="{svg.number(panel.height * wide / panel.width)}"'
    inner = svg_of(picture, panel).replace("<svg ", f"<svg {place} {size} ", 1)
    return named + inner + "\n"
