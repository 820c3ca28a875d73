"""Fill the tables of the reference pages from the program itself.

Run ``python docs/generate.py`` after an option or a column has changed. A page says where a table
belongs by a pair of comments: ``<!-- options: staff -->`` or ``<!-- columns: forecast -->``, and
``<!-- end -->``. The tests fail while a page is behind.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from wfm import cli, tables
from wfm.cli.command import declared_of
from wfm.options.common import Common
from wfm.options.option import Option, options_of

DOCS = Path(__file__).resolve().parent
MARKED = re.compile(r"(<!-- (options|columns): ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
KINDS = {
    "time": "time",
    "text": "text",
    "number": "number",
    "count": "whole number",
    "weekday": "weekday",
}


def markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Lay rows out as a table."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _takes(option: Option) -> str:
    """Say what kind of value an option takes."""
    return ", ".join(f"`{word}`" for word in option.words) or option.metavar


def _default(option: Option) -> str:
    if option.shown:
        return f"`{option.shown}`"
    return "" if option.default is None or option.is_switch else f"`{option.default}`"


def options(command: str) -> str:
    """Table of the options of a command, or of those that all commands have."""
    made = {each.__name__: declared_of(each) for each in cli.COMMANDS}
    declared = made.get(command, (Common,))
    rows = (
        (
            ", ".join(f"`{flag}`" for flag in option.flags),
            _takes(option),
            _default(option),
            option.help.replace("|", "\\|"),
        )
        for each in declared
        for option in options_of(each)
        if option.is_flag and not option.is_argument and (command == "common" or each is not Common)
    )
    return markdown(("option", "value", "default", "meaning"), rows)


def _bounds(column: tables.Column) -> str:
    if column.kind not in {"number", "count", "weekday"} or column.low == -float("inf"):
        return ""
    if column.high == float("inf"):
        return f"{column.low:g} or more"
    return f"{column.low:,.0f} to {column.high:,.0f}"


def _presence(column: tables.Column) -> str:
    return ", ".join(
        word
        for word, holds in (
            ("may be absent", column.given == "maybe"),
            ("may be blank", column.blank),
        )
        if holds
    )


def columns(name: str) -> str:
    """Table of the columns of a table that crosses stages."""
    table = getattr(tables, name.upper())
    rows = (
        (
            f"`{column.name}`",
            KINDS[column.kind],
            column.unit,
            _bounds(column),
            str(column.decimals) if column.kind in {"number", "count"} else "",
            _presence(column),
        )
        for column in table.columns
    )
    return markdown(("column", "kind", "unit", "bounds", "decimals", ""), rows)


def filled(page: str) -> str:
    """Return a page with its tables up to date."""
    make = {"options": options, "columns": columns}
    return MARKED.sub(lambda found: found[1] + make[found[2]](found[3]) + found[4], page)


if __name__ == "__main__":
    for path in sorted(DOCS.rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        if (after := filled(before)) != before:
            path.write_text(after, encoding="utf-8")
