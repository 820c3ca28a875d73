"""Fill the tables of the reference pages from the program itself.

Run ``python docs/generate.py`` after an option or a column has changed. A page says where a table
belongs by a pair of comments: ``<!-- options: staff -->`` or ``<!-- columns: forecast -->``, and
``<!-- end -->``. The tests fail while a page is behind.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from wfm import cli, tables

DOCS = Path(__file__).resolve().parent
MARKED = re.compile(r"(<!-- (options|columns): ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
COMMON = ("decimal", "config", "format", "format_", "output", "quiet", "verbose")
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


def _takes(option: Any) -> str:
    """Say what kind of value an option takes, and its bounds."""
    choices = getattr(option.type_descriptor.annotation, "__members__", None)
    if option.default is False:
        return ""
    kind = ", ".join(f"`{choice}`" for choice in choices) if choices else option.metavar or ""
    if option.min is None:
        return kind
    return f"{kind}, {option.min} " + (f"to {option.max:,}" if option.max else "or more")


def _default(option: Any) -> str:
    if option.required:
        return "must be given"
    if isinstance(option.show_default, str):
        return f"`{option.show_default}`"
    return "" if option.default is None or option.default is False else f"`{option.default}`"


def options(command: str) -> str:
    """Table of the options of a command, or of those that all commands have."""
    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    common = command == "common"
    rows = (
        (
            ", ".join(f"`{name}`" for name in option.opts),
            _takes(option),
            _default(option),
            option.help.replace("|", "\\|"),
        )
        for option in commands["staff" if common else command].params
        if option.opts[0].startswith("--")
        and option.name != "help"
        and (option.name in COMMON) == common
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
