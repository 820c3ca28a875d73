"""Names of sheets, safe whatever a team or a person is called."""

import re

_MOST = 31  # what a spreadsheet takes, in units of UTF-16
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# A sheet of this name belongs to the spreadsheet itself.
_RESERVED = "history"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Name a sheet after something, and add the name to those taken.

    Parameters
    ----------
    wanted
        What it is to be called.
    taken
        Names of the sheets there are, in small letters.
    """
    clean = _REFUSED.sub("_", wanted).strip("' ") or "Sheet"
    if clean.casefold() == _RESERVED:
        clean += "_"
    name, number = _cut(clean, _MOST), 1
    while name.casefold() in taken:
        number += 1
        mark = f" ({number})"
        name = _cut(clean, _MOST - len(mark)) + mark
    taken.add(name.casefold())
    return name


def _cut(text: str, most: int) -> str:
    """Cut a text to so many units of UTF-16, and no letter in two."""
    cut = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    return cut.strip("' ") or "Sheet"
