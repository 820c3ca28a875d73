"""Lines above a table that say something of its rows, such as ``Queue: Sales``."""

import re
from typing import Any

from wfm.ingestion.layouts.bands import Cells
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.layouts.names import is_total, meaning_of

_SAID = re.compile(r"\s*([^:：=]{2,40}?)\s*[:：=]\s*(\S.*?)?\s*")


def lines_said(line: Cells) -> dict[str, Any]:
    """Return the days and queues that a line above a table names; none of any other line.

    Parameters
    ----------
    line
        Cells of a row; name and value may share a cell, or stand in two.
    """
    filled = [cell for cell in line if kind(cell) != "empty"]
    if not 1 <= len(filled) <= 6:
        return {}
    found: dict[str, Any] = {}
    name = ""
    for cell in filled:
        parts = _SAID.fullmatch(cell) if isinstance(cell, str) and kind(cell) == "text" else None
        if name:
            found[name], name = cell, ""
        elif parts is None:
            return {}
        elif parts[2] is None:
            name = parts[1]
        else:
            found[parts[1]] = parts[2]
    return {
        name: value
        for name, value in found.items()
        if (meaning_of(name).role == "date" and kind(value) == "date")
        or (meaning_of(name).role == "queue" and isinstance(value, str) and not is_total(value))
    }
