"""From numbers with a place in rows and columns to rows of intervals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.layouts.kinds import without_weekday
from wfm.ingestion.sheet import Sheet
from wfm.quoting import quoted


@dataclass(frozen=True)
class Columns:
    """The columns of numbers of a table, and what its header says of each.

    Parameters
    ----------
    places
        Their positions.
    dates, times, measures
        Cells of each: "" where the header does not say.
    """

    places: tuple[int, ...]
    dates: tuple[Any, ...]
    times: tuple[Any, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of numbers of a table, and what stands before each.

    Parameters
    ----------
    places
        Their positions.
    dates, times, measures
        Cells of each: "" where there is none.
    names
        Other cells before the numbers, such as the queue.
    titles
        What the header says over these.
    """

    places: tuple[int, ...]
    dates: tuple[Any, ...]
    times: tuple[Any, ...]
    measures: tuple[str, ...]
    names: tuple[tuple[Any, ...], ...]
    titles: tuple[str, ...]

    def named(self, title: str, name: str) -> "Rows":
        """Return the rows with one more name, the same for all."""
        names = tuple((*given, name) for given in self.names)
        return replace(self, names=names, titles=(*self.titles, title))


@dataclass(frozen=True)
class Table:
    """A table of a wide sheet."""

    columns: Columns
    rows: Rows


def long_sheet(sheet: Sheet, tables: Sequence[Table], said: Sequence[str]) -> Sheet:
    """Put each number into a row of its date, time and names, and a column of its measure.

    Raises
    ------
    InputError
        If two numbers have the same place, or there is none.
    """
    cells = sheet.cells.to_numpy(dtype=object)
    parts = [_entries(cells, table) for table in tables if table.rows.places]
    if not parts:
        raise InputError(f"{sheet.place}: there are no numbers below the dates or times")
    entries = pd.concat(parts, ignore_index=True)
    titles = [title for title in entries if isinstance(title, str) and title[0] != " "]
    keys = [" date", " time", *titles]
    entries[titles] = entries[titles].fillna("")
    place = entries.groupby(keys, sort=False, dropna=False).ngroup().to_numpy()
    measures = entries[" measure"].replace("", "Calls")
    column = measures.astype("str").factorize()
    _refuse_twice(sheet, entries, place * len(column[1]) + column[0])
    values = np.full((place.max() + 1, len(column[1])), "", dtype=object)
    values[place, column[0]] = entries[" value"].to_numpy()
    first = np.unique(place, return_index=True)[1]
    labels = entries.iloc[first]
    long = labels[[k for k in keys if k in titles or (labels[k].astype("str") != "").any()]]
    long = long.rename(columns={" date": "Date", " time": "Time"})
    long = long.assign(**{name: values[:, i] for i, name in enumerate(column[1])})
    filled = (values != "").any(axis=1)
    lines = sheet.cells.index.to_numpy()[labels[" row"].to_numpy()][filled]
    long = long[filled]
    frame = pd.DataFrame(
        np.vstack([np.array(list(long.columns), dtype=object), long.to_numpy(dtype=object)]),
        index=[int(sheet.cells.index[0]), *lines], dtype=object,
    )  # fmt: skip
    return Sheet(frame, sheet.source, sheet.name, (*sheet.said, *said))


def _entries(cells: np.ndarray[Any, Any], table: Table) -> pd.DataFrame:
    """Return a row for each number of a table."""
    columns, rows = table.columns, table.rows
    down, across = len(rows.places), len(columns.places)
    row, column = np.repeat(np.arange(down), across), np.tile(np.arange(across), down)

    def chosen(of_rows: Sequence[Any], of_columns: Sequence[Any]) -> list[Any]:
        return [
            b if a == "" else a
            for a, b in zip(
                (of_rows[i] for i in row.tolist()),
                (of_columns[j] for j in column.tolist()),
                strict=True,
            )
        ]

    found: dict[str, Any] = {
        " row": np.array(rows.places)[row],
        " date": chosen([_bare(c) for c in rows.dates], [_bare(c) for c in columns.dates]),
        " time": chosen(rows.times, columns.times),
        " measure": chosen(rows.measures, columns.measures),
    }
    for i, title in enumerate(rows.titles):
        values = [names[i] for names in rows.names]
        if any(str(value) for value in values):
            found[title or f"Name {i + 1}"] = [values[j] for j in row.tolist()]
    found[" value"] = [
        cell.strip() if isinstance(cell, str) else cell
        for cell in cells[np.ix_(rows.places, columns.places)].ravel()
    ]
    return pd.DataFrame(
        {k: pd.Series(v, dtype=None if k == " row" else object) for k, v in found.items()}
    )


def _bare(cell: Any) -> Any:
    return without_weekday(cell) if isinstance(cell, str) else cell


def _refuse_twice(sheet: Sheet, entries: pd.DataFrame, place: Any) -> None:
    again = pd.Series(place).duplicated().to_numpy() & (entries[" value"] != "").to_numpy()
    if again.any():
        entry = entries.iloc[int(np.flatnonzero(again)[0])]
        line = sheet.cells.index[int(entry[" row"])]
        moment = " ".join(str(entry[k]) for k in (" date", " time") if str(entry[k]))
        raise InputError(
            f"{sheet.place}, line {line}: a second number for {quoted(moment)}: write what each "
            "table or column holds above it, such as Calls and AHT, or keep one"
        )
