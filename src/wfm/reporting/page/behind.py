"""The numbers behind a picture on the page: a table, or columns that the page makes a table of."""

import json
from collections.abc import Iterator, Sequence

from wfm.quoting import escaped
from wfm.reporting.page.picture import Behind, Cell, Picture
from wfm.reporting.page.svg import safe

MOST = 150_000
"""Cells behind the pictures of a page from which they are written as columns."""
_LONG = 60  # characters from which a cell is wrapped
_NO_SCRIPT = "The page's script writes these rows, and none runs here: see report.xlsx."


def are_many(pictures: Sequence[Picture]) -> bool:
    """Tell whether tables of all numbers would make a page too large to be opened at once."""
    behind = [picture.behind for picture in pictures if picture.panels]
    return sum(len(one.heads) * len(one.rows) for one in behind) > MOST


def table(behind: Behind, name: str, most: int | None = None) -> Iterator[str]:
    """Lay rows out one below the other; so many of them are printed."""
    yield f"{_opened(name)}\n<table><thead><tr>"
    for place, head in enumerate(behind.heads):
        unit = f"<small>{safe(head.unit)}</small>" if head.unit else ""
        css = ' class="text"' if place and _says_words(behind, place) else ""
        yield f'<th scope="col"{css}>{safe(head.name)}{unit}'
    yield "<tbody>\n"
    for number_of, row in enumerate(behind.rows):
        first, *cells = (
            (head.written(cell), cell) for head, cell in zip(behind.heads, row, strict=True)
        )
        is_left_off = most is not None and number_of >= most
        yield f"<tr{screen(is_left_off)}><th>{safe(first[0])}"
        yield "".join(_cell(words, cell) for words, cell in cells)
        yield "\n"
    yield "</table></div>\n"


def turned(behind: Behind, name: str, most: int) -> Iterator[str]:
    """Lay rows out one beside the other; so many of them are printed."""
    yield f"{_opened(name)}\n<table><thead><tr>"
    first, *heads = behind.heads
    yield f'<th scope="col">{safe(first.name)}'
    for number_of, row in enumerate(behind.rows):
        yield f'<th scope="col"{screen(number_of >= most)}>{safe(first.written(row[0]))}'
    yield "<tbody>\n"
    for place, head in enumerate(heads, 1):
        unit = f" <small>{safe(head.unit)}</small>" if head.unit else ""
        yield f"<tr><th>{safe(head.name)}{unit}"
        for number_of, row in enumerate(behind.rows):
            yield f"<td{screen(number_of >= most)}>{safe(head.written(row[place]))}"
        yield "\n"
    yield "</table></div>\n"


def screen(is_left_off: bool) -> str:
    """Return what keeps something off the paper."""
    return ' class="screen"' if is_left_off else ""


class Columns:
    """Columns of a page, each written once however many pictures it stands behind.

    The script of the page makes the rows of a table when somebody opens it or points at its
    picture: so many cells would be slow to open, and most are never looked at.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def table(self, behind: Behind, name: str) -> Iterator[str]:
        """Say which columns a table is made of."""
        written = (_column(behind, place) for place in range(len(behind.heads)))
        places = [self._places.setdefault(text, len(self._places)) for text in written]
        yield f"{_opened(name, ' '.join(map(str, places)))}</div>\n"
        yield f"<noscript><p>{_NO_SCRIPT}</p></noscript>\n"

    def data(self) -> Iterator[str]:
        """Yield all columns: a block of data that no browser runs."""
        yield '<script type="application/json" id="columns">[\n'
        yield ",\n".join(self._places)
        yield "]</script>\n"


def _column(behind: Behind, place: int) -> str:
    """Write a column as JSON: its name, unit and cells; those of numbers with a space between."""
    head = behind.heads[place]
    cells = [escaped(head.written(row[place])) for row in behind.rows]
    shown = cells if _says_words(behind, place) or not place else " ".join(cells)
    text = json.dumps(
        [escaped(head.name), head.unit, shown], ensure_ascii=False, separators=(",", ":")
    )
    # Nothing in a name may end the block or begin another.
    return text.replace("<", "\\u003c")


def _opened(name: str, columns: str = "") -> str:
    made_of = f' data-columns="{columns}"' if columns else ""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{safe(name)}"{made_of}>'


def _says_words(behind: Behind, place: int) -> bool:
    return any(isinstance(row[place], str) for row in behind.rows)


def _cell(words: str, cell: Cell) -> str:
    if not isinstance(cell, str):
        return f"<td>{words}"
    css = "words long" if len(words) > _LONG else "words"
    return f'<td class="{css}">{safe(words)}'
