"""Pictures and words as one page that opens without a network: HTML, styles and script in it."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from wfm.reporting.page.behind import Columns, are_many, screen, table, turned
from wfm.reporting.page.on_screen import on_screen
from wfm.reporting.page.paper import FIGURES, SENTENCES, Paper, Printed, paper_of, printed
from wfm.reporting.page.picture import Behind, Panel, Picture
from wfm.reporting.page.summary import Summary
from wfm.reporting.page.svg import number, safe

LayOut = Callable[[Behind, str], Iterator[str]]
_HIGH = 700  # from which a drawing may be parted on paper [px]
_MANY = 20  # rows from which a table may be
# Said where drawings are wider than the screen; that they go on is also seen at their edges.
_SCROLLS = '<p class="hint">Swipe or scroll sideways to see all of it.</p>\n'
_NOT_PRINTED = (
    "The numbers behind the pictures are not printed: they stand on the screen and in report.xlsx, "
    "which wfm report -o report.xlsx writes."
)
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
    pictures = on_screen(pictures)
    columns = Columns() if are_many(pictures) else None
    script = source("page.js")
    known = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{known}'"
    paper = paper_of(summary, pictures)
    close = ' class="close"' if paper.room.is_close else ""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(summary.title)}</title>\n"
        f"<style>{source('pictures.css')}\n{source('page.css')}</style>\n</head>\n<body{close}>\n"
    )
    yield f"<header>\n<h1>{safe(summary.title)}</h1>\n"
    yield f'<p class="soft">{safe(summary.period)}</p>\n</header>\n'
    yield from _links(pictures)
    yield "<main>\n"
    yield from _summary(summary)
    yield from _sections(pictures, paper, table if columns is None else columns.table)
    yield f"</main>\n<footer><p>{safe(summary.made)}</p>{_left_off(_NOT_PRINTED)}</footer>\n"
    if columns is not None:
        yield from columns.data()
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _queues(pictures: Sequence[Picture]) -> list[str]:
    return list(dict.fromkeys(picture.queue for picture in pictures if picture.queue))


def _sections(pictures: Sequence[Picture], paper: Paper, lay_out: LayOut) -> Iterator[str]:
    """Yield the pictures of all, those of each queue, and last what all was made with."""
    common = [picture for picture in pictures if not picture.queue]
    drawn = [picture for picture in common if picture.panels]
    listed = [picture for picture in common if not picture.panels]
    queues = _queues(pictures)
    yield from _section("The plan in pictures", drawn if queues else common, paper, lay_out)
    yield _left_off(paper.left_off)
    for place, queue in enumerate(queues, 1):
        own = [picture for picture in pictures if picture.queue == queue]
        yield from _section(f"Queue {queue}", own, paper, lay_out, place)
    if queues:
        yield from _section("All queues", listed, paper, lay_out)


def _section(
    heading: str, pictures: Sequence[Picture], paper: Paper, lay_out: LayOut, place: int = 0
) -> Iterator[str]:
    if not pictures:
        return
    is_printed = not place or pictures[0].queue in paper.queues
    named = f' class="queue{" screen" * (not is_printed)}" id="queue-{place}"' if place else ""
    yield f"<section{named}>\n<h2>{safe(heading)}</h2>\n"
    for picture in pictures:
        name = f"{picture.name}-{place}" if place else picture.name
        yield from _figure(picture, name, printed(picture, paper.room), lay_out)
    yield "</section>\n"


def _left_off(words: str) -> str:
    """Say on paper what is not on it."""
    return f'<p class="paper">{safe(words)}</p>\n' if words else ""


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
        for place, figure in enumerate(summary.figures):
            css = screen(place >= FIGURES)
            beside = f"<small>{safe(figure.beside)}</small>" if figure.beside else ""
            named = f"<dt>{safe(figure.name)}</dt>"
            yield f"<div{css}>{named}<dd>{safe(figure.value)}{beside}</dd></div>\n"
        yield "</dl>\n"
    for place, sentence in enumerate(summary.sentences):
        yield f"<p{screen(place >= SENTENCES)}>{safe(sentence)}</p>\n"
    more = max(0, len(summary.figures) - FIGURES) + max(0, len(summary.sentences) - SENTENCES)
    if more:
        yield _left_off(f"More figures and sentences stand on the screen: {more}.")
    if summary.concerns:
        yield '<div class="look">\n<h3>What to look at</h3>\n<ul>\n'
        for concern in summary.concerns:
            yield f"<li>{safe(concern)}</li>\n"
        yield "</ul>\n</div>\n"
    yield "</section>\n"


def _figure(picture: Picture, place: str, there: Printed, lay_out: LayOut) -> Iterator[str]:
    long = " long" if _is_long(picture, there) else ""
    yield f'<figure id="{place}" class="{picture.layout}{long}">\n<figcaption>'
    yield f'<span class="topic">{safe(picture.topic)}</span>'
    yield f"<h3>{safe(picture.title)}</h3><p>{safe(picture.words)}</p>"
    yield f"{_left_off(there.left_off)}</figcaption>\n"
    if picture.legend:
        yield '<ul class="legend">'
        for css, words in picture.legend:
            yield f"<li>{sample(css)}{safe(words)}</li>"
        yield "</ul>\n"
    if picture.panels:
        yield from _drawings(picture, place, there)
    if picture.panels:
        yield '<details class="numbers"><summary>The numbers'
        yield f'<span class="soft"> behind: {safe(picture.topic)}</span></summary>\n'
        yield from lay_out(picture.behind, f"{picture.topic}: the numbers")
        yield "</details>\n"
    elif picture.behind.rows:
        below = turned if picture.turned else table
        yield from below(picture.behind, picture.topic, there.rows)
    yield "</figure>\n"


def _drawings(picture: Picture, place: str, there: Printed) -> Iterator[str]:
    """Yield drawings: of those of the screen the ones that are not printed are told apart."""
    kept = {id(panel) for panel in there.panels}
    yield f'<div class="panels {picture.layout}{" screen" * bool(picture.on_paper)}">\n'
    if picture.layout in {"folded", "wide"}:
        yield _SCROLLS
    if picture.layout == "folded":
        yield from _folds(picture, place)
    else:
        for panel in picture.panels:
            is_left_off = not picture.on_paper and id(panel) not in kept
            yield _panel(picture, panel, " screen" * is_left_off)
    yield "</div>\n"
    if picture.on_paper:
        yield '<div class="panels paper">\n'
        for panel in there.panels:
            yield f'<div class="panel">{svg_of(picture, panel)}</div>\n'
        yield "</div>\n"


def _is_long(picture: Picture, there: Printed) -> bool:
    """Whether a picture may go on on the next page of paper."""
    if picture.panels:
        return len(there.panels) > 1 or there.panels[0].height > _HIGH
    return (len(picture.behind.heads) if picture.turned else there.rows) > _MANY


def _folds(picture: Picture, place: str) -> Iterator[str]:
    """Yield drawings below their names, to be opened: those of one name together."""
    for number_of, (title, panels) in enumerate(groupby(picture.panels, lambda one: one.title)):
        is_open = "" if number_of else " open"
        yield f'<details class="fold" name="{place}-fold"{is_open}><summary>{safe(title)}</summary>'
        for panel in panels:
            yield f'<div class="panel">{_scrolled(svg_of(picture, panel), title)}</div>'
        yield "</details>\n"


def _panel(picture: Picture, panel: Panel, css: str) -> str:
    drawing = svg_of(picture, panel)
    if picture.layout == "wide":
        name = panel.title or picture.topic
        return f'<div class="panel{css}">{_scrolled(drawing, name)}</div>\n'
    return f'<div class="panel{css}"><h4>{safe(panel.title)}</h4>{drawing}</div>\n'


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
    # What all drawings of a picture say stands once above them.
    words = (picture.topic,) if len(picture.panels) > 1 else (picture.title, picture.words)
    name = ". ".join(filter(None, (panel.title, *words)))
    size = f'viewBox="0 0 {number(panel.width)} {number(panel.height)}"'
    return f'<svg role="img" aria-label="{safe(name)}" {size}{hover}>{panel.body}</svg>'


def sample(css: str) -> str:
    """Draw what a legend speaks of."""
    box = f'<svg aria-hidden="true" width="{_SIDE}" height="{_SIDE}" viewBox="0 0 14 14">'
    if css.startswith("line"):
        return f'{box}<path class="{css}" d="M0 7H14"/></svg>'
    return f'{box}<rect class="{css}" x="1" y="1" width="12" height="12"/></svg>'
