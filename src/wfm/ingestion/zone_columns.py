"""The zone that a file itself names: in the name of the column of times, or in a column."""

from wfm import timestamps
from wfm.errors import OptionError
from wfm.ingestion.asking import Question
from wfm.ingestion.columns import Columns
from wfm.ingestion.folding import fold, tokens
from wfm.ingestion.header import Rows
from wfm.quoting import quoted

_UTC = {"utc", "gmt", "z", "zulu"}


def zone_of(rows: Rows, columns: Columns, timezone: str | None) -> str | None:
    """Return the zone of the times that a table names; None where it names none.

    Parameters
    ----------
    rows, columns
        The table, and which column is what.
    timezone
        The zone that somebody has said.

    Raises
    ------
    Question
        If a column names a zone that only people know, and nobody has said which is meant.
    """
    names = [rows.names[place] for place in columns.times.places]
    if any(_UTC & set(tokens(name)) for name in names):
        return "UTC"
    if columns.zone is None:
        return None
    cells = rows.column(columns.zone)
    found = [str(cell).strip() for cell in cells[cells != ""].unique()]
    if len(found) == 1 and fold(found[0]) in _UTC:
        return "UTC"
    if len(found) == 1 and "/" in found[0]:
        try:
            timestamps.zone(found[0])
        except OptionError:
            pass
        else:
            return found[0]
    if timezone is None and found:
        shown = " and ".join(quoted(name) for name in found[:3])
        raise Question(
            rows.sheet.place,
            f"column {quoted(rows.names[columns.zone])} says {shown}, which is no zone by itself",
            {"--timezone Europe/Berlin": "or the name of the zone of these times"},
        )
    return None
