"""Pictures and words as one page that opens without a network: HTML, styles and script in it."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from wfm.reporting.page.picture import Behind, Cell, Panel, Picture
from wfm.reporting.page.summary import Summary
from wfm.reporting.page.svg import number, safe

_LONG = 60  # characters from which a cell is wrapped
_HIGH = 700  # from which a drawing may be parted on paper [px]
_MANY = 20  # rows from which a table may be
_SIDE = 14  # of a sample in a legend [px]


@cache
def source(name: str) -> str:
    """Return a file that belongs to the page."""
    return files("wfm.reporting.page").joinpath(name).read_text("utf-8").strip()


def document(summary: Summary, pictures: Sequence[Picture]) -> Iterator[str]:
    """Yield the page, part by part.

    Parameters
    ----------
    summary
        What stands above.
    pictures
        All pictures, those of a queue together.
    """
    script = source("hover.js")
    known = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{known}'"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(summary.title)}</title>\n"
        f"<style>{source('pictures.css')}\n{source('page.css')}</style>\n</head>\n<body>\n"
    )
    yield f"<header>\n<h1>{safe(summary.title)}</h1>\n"
    yield f'<p class="soft">{safe(summary.period)}</p>\n</header>\n'
    yield from _links(pictures)
    yield "<main>\n"
    yield from _summary(summary)
    yield from _sections(pictures)
    yield f"</main>\n<footer><p>{safe(summary.made)}</p></footer>\n"
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _queues(pictures: Sequence[Picture]) -> list[str]:
    return list(dict.fromkeys(picture.queue for picture in pictures if picture.queue))


def _sections(pictures: Sequence[Picture]) -> Iterator[str]:
    """Yield the pictures of all, those of each queue, and last what all was made with."""
    common = [picture for picture in pictures if not picture.queue]
    drawn = [picture for picture in common if picture.panels]
    listed = [picture for picture in common if not picture.panels]
    queues = _queues(pictures)
    yield from _section("The plan in pictures", drawn if queues else common)
    for place, queue in enumerate(queues, 1):
        own = [picture for picture in pictures if picture.queue == queue]
        yield from _section(f"Queue {queue}", own, place)
    if queues:
        yield from _section("All queues", listed)


def _section(heading: str, pictures: Sequence[Picture], place: int = 0) -> Iterator[str]:
    if not pictures:
        return
    named = f' class="queue" id="queue-{place}"' if place else ""
    yield f"<section{named}>\n<h2>{safe(heading)}</h2>\n"
    for picture in pictures:
        yield from _figure(picture, f"{picture.name}-{place}" if place else picture.name)
    yield "</section>\n"


def _links(pictures: Sequence[Picture]) -> Iterator[str]:
    places = [(picture.name, picture.topic) for picture in pictures if not picture.queue]
    places += [(f"queue-{place}", queue) for place, queue in enumerate(_queues(pictures), 1)]
    if not places:
        return
    yield '<nav aria-label="Pictures"><ul>\n'
    for place, words in places:
        yield f'<li><a href="#{place}">{safe(words)}</a></li>\n'
    yield "</ul></nav>\n"


def _summary(summary: Summary) -> Iterator[str]:
    yield '<section aria-labelledby="summary">\n<h2 id="summary">In short</h2>\n'
    if summary.figures:
        yield '<dl class="figures">\n'
        for figure in summary.figures:
            beside = f"<small>{safe(figure.beside)}</small>" if figure.beside else ""
            yield f"<div><dt>{safe(figure.name)}</dt><dd>{safe(figure.value)}{beside}</dd></div>\n"
        yield "</dl>\n"
    for sentence in summary.sentences:
        yield f"<p>{safe(sentence)}</p>\n"
    if summary.concerns:
        yield '<div class="look">\n<h3>What to look at</h3>\n<ul>\n'
        for concern in summary.concerns:
            yield f"<li>{safe(concern)}</li>\n"
        yield "</ul>\n</div>\n"
    yield "</section>\n"


def _figure(picture: Picture, place: str) -> Iterator[str]:
    long = " long" if _is_long(picture) else ""
    yield f'<figure id="{place}" class="{picture.layout}{long}">\n<figcaption>'
    yield f'<span class="topic">{safe(picture.topic)}</span>'
    yield f"<h3>{safe(picture.title)}</h3><p>{safe(picture.words)}</p></figcaption>\n"
    if picture.legend:
        yield '<ul class="legend">'
        for css, words in picture.legend:
            yield f"<li>{sample(css)}{safe(words)}</li>"
        yield "</ul>\n"
    if picture.panels:
        yield f'<div class="panels {picture.layout}">\n'
        if picture.layout == "folded":
            yield from _folds(picture, place)
        else:
            for panel in picture.panels:
                yield _panel(picture, panel)
        yield "</div>\n"
    if picture.panels:
        yield '<details class="numbers"><summary>The numbers'
        yield f'<span class="soft"> behind: {safe(picture.topic)}</span></summary>\n'
        yield from _table(picture.behind, f"{picture.topic}: the numbers")
        yield "</details>\n"
    elif picture.behind.rows:
        lay_out = _turned if picture.turned else _table
        yield from lay_out(picture.behind, picture.topic)
    yield "</figure>\n"


def _is_long(picture: Picture) -> bool:
    """Whether a picture may go on on the next page of paper."""
    if picture.panels:
        return len(picture.panels) > 1 or picture.panels[0].height > _HIGH
    behind = picture.behind
    return (len(behind.heads) if picture.turned else len(behind.rows)) > _MANY


def _folds(picture: Picture, place: str) -> Iterator[str]:
    """Yield drawings below their names, to be opened: those of one name together."""
    for number_of, (title, panels) in enumerate(groupby(picture.panels, lambda one: one.title)):
        is_open = "" if number_of else " open"
        yield f'<details class="fold" name="{place}-fold"{is_open}><summary>{safe(title)}</summary>'
        for panel in panels:
            yield f'<div class="panel">{_scrolled(svg_of(picture, panel), title)}</div>'
        yield "</details>\n"


def _panel(picture: Picture, panel: Panel) -> str:
    drawing = svg_of(picture, panel)
    if picture.layout == "wide":
        name = panel.title or picture.topic
        return f'<div class="panel">{_scrolled(drawing, name)}</div>\n'
    return f'<div class="panel"><h4>{safe(panel.title)}</h4>{drawing}</div>\n'


def _scrolled(content: str, name: str) -> str:
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{safe(name)}">{content}</div>'
    )


def svg_of(picture: Picture, panel: Panel) -> str:
    """Return a drawing of a page, which says what it shows."""
    hover = ""
    if panel.hover is not None:
        h = panel.hover
        places = f"{h.kind} {h.x:g} {h.step:.6g} {h.places} {h.y:g} {h.height:g} {h.first}"
        hover = f' data-hover="{places}"'
    name = ". ".join(filter(None, (panel.title, picture.title, picture.words)))
    size = f'viewBox="0 0 {number(panel.width)} {number(panel.height)}"'
    return f'<svg role="img" aria-label="{safe(name)}" {size}{hover}>{panel.body}</svg>'


def sample(css: str) -> str:
    """Draw what a legend speaks of."""
    box = f'<svg aria-hidden="true" width="{_SIDE}" height="{_SIDE}" viewBox="0 0 14 14">'
    if css.startswith("line"):
        return f'{box}<path class="{css}" d="M0 7H14"/></svg>'
    return f'{box}<rect class="{css}" x="1" y="1" width="12" height="12"/></svg>'


def _table(behind: Behind, name: str) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{safe(name)}">\n'
    yield "<table><thead><tr>"
    for place, head in enumerate(behind.heads):
        unit = f"<small>{safe(head.unit)}</small>" if head.unit else ""
        says_words = any(isinstance(row[place], str) for row in behind.rows)
        css = ' class="text"' if says_words and place else ""
        yield f'<th scope="col"{css}>{safe(head.name)}{unit}'
    yield "<tbody>\n"
    for row in behind.rows:
        first, *cells = (
            (head.written(cell), cell) for head, cell in zip(behind.heads, row, strict=True)
        )
        yield f'<tr><th scope="row" class="words">{safe(first[0])}'
        yield "".join(_cell(words, cell) for words, cell in cells)
        yield "\n"
    yield "</table></div>\n"


def _turned(behind: Behind, name: str) -> Iterator[str]:
    """Lay rows out one beside the other."""
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{safe(name)}">\n'
    yield "<table><thead><tr>"
    first, *heads = behind.heads
    for words in (first.name, *(first.written(row[0]) for row in behind.rows)):
        yield f'<th scope="col">{safe(words)}'
    yield "<tbody>\n"
    for place, head in enumerate(heads, 1):
        unit = f" <small>{safe(head.unit)}</small>" if head.unit else ""
        yield f'<tr><th scope="row" class="words">{safe(head.name)}{unit}'
        yield "".join(f"<td>{safe(head.written(row[place]))}" for row in behind.rows)
        yield "\n"
    yield "</table></div>\n"


def _cell(words: str, cell: Cell) -> str:
    if not isinstance(cell, str):
        return f"<td>{words}"
    css = "words long" if len(words) > _LONG else "words"
    return f'<td class="{css}">{safe(words)}'
