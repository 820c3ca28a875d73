"""The options with which files are read in the same way again."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from wfm.ingestion.described import Described
from wfm.ingestion.reading import Part
from wfm.options.read import ReadOptions

_ORDERS = {"day first": "dmy", "month first": "mdy", "year first": "ymd"}
_ENDS = "rows carry the end of their interval"
_COMMA = "decimal comma"
# What belongs to other sections, or to none.
_NOT_READ = {"timezone", "aht_unit", "files", "profile"}


def as_options(
    parts: Sequence[Described], given: ReadOptions
) -> dict[str, str | int | float | bool]:
    """Return the keys of section [read] with which files are read in the same way again.

    Parameters
    ----------
    parts
        What was read; what differs between files is left to them.
    given
        What was said of them.
    """
    said = {
        one.name: getattr(given, one.name)
        for one in fields(ReadOptions)
        if one.name not in _NOT_READ and getattr(given, one.name) != one.default
    }
    found = [part.options for part in parts]
    first = found[0] if found else {}
    alike = {k: value for k, value in first.items() if all(f.get(k) == value for f in found)}
    return {**alike, **said}


def found_options(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the options that say what was found out."""
    columns, sheet = part.columns, part.rows.sheet
    if sheet.name is not None:
        yield "sheet", sheet.name
    named = {
        "date_column": columns.times.date,
        "time_column": columns.times.time,
        "calls_column": columns.calls[0] if len(columns.calls) == 1 else None,
        "answered_column": columns.answered,
        "abandoned_column": columns.lost,
        "aht_column": columns.handling[0].place if len(columns.handling) == 1 else None,
    }
    for option, place in named.items():
        if place is not None:
            yield option, _named(part.rows.names, place)
    if columns.queues:
        names = [_named(part.rows.names, place) for place in columns.queues]
        yield "queue_column", " + ".join(names)
    for word in part.said:
        if word in _ORDERS:
            yield "date_order", _ORDERS[word]
    if columns.times.stamp == "end" or _ENDS in part.said:
        yield "stamp", "end"
    if _COMMA in part.said:
        yield "decimal", "comma"


def _named(names: Sequence[str], place: int) -> str:
    """Name a column: by its number where its name is blank or stands twice."""
    name = names[place]
    return name if name.strip() and names.count(name) == 1 else str(place + 1)
