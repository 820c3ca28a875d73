"""Files of a history as a page: what they are, how they were read, and what is in them."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from wfm.errors import InputError
from wfm.ingestion.findings import QueueFindings
from wfm.ingestion.histories import History
from wfm.ingestion.mapping import seen
from wfm.options.read import ReadOptions
from wfm.views import inspection

File = tuple[bytes, str]


def page(
    given: Sequence[File],
    history: History,
    found: Sequence[QueueFindings],
    question: InputError | None,
) -> RenderableType:
    """Draw what the files are, how they were read, and what is in them."""
    parts: list[RenderableType] = []
    for part in history.parts:
        lines = [("file", part.place), ("read as", ", ".join(part.said) or "it stands there")]
        shown = [(one.column, one.role, one.examples) for one in part.columns]
        parts += [inspection.facts(lines), Text(), inspection.columns(shown), Text()]
    if not history.parts:
        parts += [inspection.facts([("file", f"{source}: a table of wfm")]) for _, source in given]
    if len(found) > 1:
        parts += [Text()] if not history.parts else []
        parts.append(inspection.overview(found))
    parts.append(inspection.queues(found))
    asked = "nothing: the file says all that is needed" if question is None else str(question)
    return Group(*parts, Text(), inspection.facts([("to answer", asked)]))


def unread(given: Sequence[File], how: ReadOptions, question: InputError) -> RenderableType:
    """Draw what is known of files that cannot be read before a question is answered."""
    parts: list[RenderableType] = []
    for data, source in given:
        for sheet, shown in seen(data, source, how):
            size = f"{len(sheet.cells):,} lines, {sheet.cells.shape[1]} columns"
            lines = [("file", sheet.place), ("size", ", ".join([size, *sheet.said]))]
            columns = [(one.column, one.role, one.examples) for one in shown]
            parts += [inspection.facts(lines), Text(), inspection.columns(columns), Text()]
    return Group(*parts, inspection.facts([("to answer", str(question))]))
