"""Fill the tables of the reference pages from the program itself.

Run ``python docs/generate.py`` after an option or a column has changed. A page says where a table
belongs by a pair of comments: ``<!-- options: staff -->``, ``<!-- columns: forecast -->`` or
``<!-- understood: systems -->``, and ``<!-- end -->``. The tests fail while a page is behind.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from wfm import cli, tables
from wfm.cli.command import declared_of
from wfm.ingestion.cells import plain
from wfm.ingestion.clock.dates import read_dates
from wfm.ingestion.clock.times import SECOND, read_time
from wfm.ingestion.containers import dialect, encodings, kinds, pages
from wfm.ingestion.layouts import log_words
from wfm.ingestion.systems import SYSTEMS, System
from wfm.ingestion.units_in_names import UNITS
from wfm.ingestion.words import LANGUAGES
from wfm.options.common import Common
from wfm.options.option import Option, options_of

DOCS = Path(__file__).resolve().parent
MARKED = re.compile(r"(<!-- (options|columns|understood): ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
KINDS = {
    "time": "time",
    "text": "text",
    "day": "day",
    "number": "number",
    "count": "whole number",
    "weekday": "weekday",
}

# What stands in one column of the table of systems.
ROLES = {
    "when": ("start", "end", "date", "time", "length", "zone"),
    "queue": ("queue", "media", "agent"),
    "calls": ("calls",),
    "answered": ("answered",),
    "lost": ("lost",),
    "moved in or out": ("flow_in", "flow_out", "outbound"),
    "handling": ("handling", "talk", "hold", "wrap", "ring"),
    "left alone": ("other",),
}
CONCEPTS = {"clock": "time of day", "lost": "abandoned", "wrap": "after-call work", "number": "-"}
DATES = (
    *(
        "2026-04-03",
        "2026/04/03",
        "20260403",
        "03/04/2026",
        "3.4.26",
        "3-Apr-2026",
        "April 3, 2026",
    ),
    *("Fri 03/04/2026", "3. Mai 2026", "3 avril 2026", "3 de abril de 2026", "3 апреля 2026 г."),
    *("2026年4月3日", "ngày 3 tháng 4 năm 2026", "3. aprill 2026", "31/04/2026"),
)
TIMES = (
    *("9:00", "09:00:00", "09.30", "0930", "930", "9:00 PM", "9 p.m.", "下午3:00", "9h30", "9 Uhr"),
    *("15时30分", "noon", "24:00", "09:00 - 09:30", "23:30-24:00", "09:00 bis 09:30"),
    *("09:00Z", "09:00+02:00", "25:00"),
)


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


def _names_of(system: System, roles: tuple[str, ...]) -> str:
    """Name the columns of some roles, handling times with what they are of."""
    found = []
    for key, names in system.columns.items():
        role, statistic = key if isinstance(key, tuple) else (key, "")
        if role in roles:
            of = f" ({statistic})" if statistic else ""
            found += [f"`{name}`{of}" for name in names]
    return ", ".join(found)


def _systems() -> str:
    rows = (
        (system.name, *(_names_of(system, roles) for roles in ROLES.values())) for system in SYSTEMS
    )
    return markdown(("system", *ROLES), rows)


def _listed(words: str) -> str:
    """Lay out words that are joined by commas; a star stands for any ending."""
    return words.replace(",", ", ").replace("*", "…").replace("|", "\\|")


def _languages() -> str:
    made = []
    for language in LANGUAGES:
        rows = (
            (CONCEPTS.get(concept, concept.replace("_", " ")), _listed(words))
            for concept, words in language.words.items()
            if concept != "number"
        )
        made.append(f"### {language.name}\n\n{markdown(('it speaks of', 'words'), rows)}")
    return "\n" + "\n".join(made) + "\n"


def _totals() -> str:
    return markdown(("language", "words"), ((x.name, _listed(x.totals)) for x in LANGUAGES))


def _log() -> str:
    known = {
        "column of the moment of arrival": log_words.ARRIVED,
        "column of the name of the call": log_words.CALL_IDS,
        "column of the direction": log_words.DIRECTIONS,
        "direction: inbound": log_words.INBOUND,
        "direction: outbound": log_words.OUTBOUND,
        "direction: internal": log_words.INTERNAL,
    }
    return markdown(("what", "words"), ((what, ", ".join(of)) for what, of in known.items()))


def _units() -> str:
    return markdown(("unit", "words"), ((unit, _listed(words)) for unit, words in UNITS.items()))


def _dates() -> str:
    days = read_dates([plain(text).casefold() for text in DATES]).days
    rows = (
        (f"`{text}`", *("" if np.isnat(day) else str(day) for day in of_text))
        for text, of_text in zip(DATES, days, strict=True)
    )
    return markdown(("written", "`dmy`", "`mdy`", "`ymd`"), rows)


def _clock(microseconds: int | None) -> str:
    if microseconds is None:
        return ""
    minutes = microseconds // (60 * SECOND)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _times() -> str:
    rows = []
    for text in TIMES:
        time = read_time(plain(text).casefold())
        if time is None:
            rows.append((f"`{text}`", "none", "", ""))
        else:
            offset = "" if time.offset is None else f"{time.offset:+d} min"
            rows.append((f"`{text}`", _clock(time.start), _clock(time.end), offset))
    return markdown(("written", "time", "end", "offset from UTC"), rows)


def _delimiters() -> str:
    signs = {sign: sign.replace("|", "\\|") for sign in dialect.NAMES if sign.strip()}
    rows = ((name, signs.get(sign, "")) for sign, name in dialect.NAMES.items())
    return markdown(("between the cells", "sign"), rows)


def _encodings() -> str:
    marked = ", ".join(f"`{name}`" for _, name in encodings.MARKS)
    guessed = ", ".join(f"`{name}`" for name in pages.PAGES)
    rows = (("by the mark at its start", marked), ("by its letters", guessed))
    return markdown(("known", "encodings"), rows)


def _refused() -> str:
    return markdown(
        ("the file is", "do this"), dict.fromkeys((what, do) for _, what, do in kinds.REFUSED)
    )


def understood(name: str) -> str:
    """Table of what the reader of histories knows."""
    make = {
        "systems": _systems,
        "languages": _languages,
        "totals": _totals,
        "log": _log,
        "units": _units,
        "dates": _dates,
        "times": _times,
        "delimiters": _delimiters,
        "encodings": _encodings,
        "refused": _refused,
    }
    return make[name]()


def filled(page: str) -> str:
    """Return a page with its tables up to date."""
    make = {"options": options, "columns": columns, "understood": understood}
    return MARKED.sub(lambda found: found[1] + make[found[2]](found[3]) + found[4], page)


if __name__ == "__main__":
    for path in sorted(DOCS.rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        if (after := filled(before)) != before:
            path.write_text(after, encoding="utf-8")
