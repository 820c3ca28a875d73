"""Days and times whose parts stand in columns of their own: year, month, day; hour, minute."""

from dataclasses import replace

import pandas as pd

from wfm.ingestion.folding import fold
from wfm.ingestion.header import Rows

_HOURS = {"hour", "hours", "hh", "hr", "stunde", "heure", "hora", "час", "tund", "gio", "时", "時"}
_MINUTES = {"minute", "minutes", "min", "mm", "minuto", "минута", "minut", "phut", "分"}
_YEARS = {"year", "yyyy", "jahr", "annee", "ano", "год", "aasta", "nam", "年"}
_MONTHS = {"month", "mm", "monat", "mois", "mes", "месяц", "kuu", "thang", "月"}
_DAYS = {"day", "dd", "dayofmonth", "tag", "jour", "dia", "день", "paev", "ngay", "日"}


def with_whole_times(rows: Rows) -> Rows:
    """Put parts of days and of times together, in the columns of the day and of the hour.

    Parameters
    ----------
    rows
        The table; columns that hold anything but whole numbers stay as they are.
    """
    rows = _joined(rows, (_HOURS, _MINUTES), ((0, 23), (0, 59)), "{:02d}:{:02d}")
    return _joined(
        rows, (_DAYS, _MONTHS, _YEARS), ((1, 31), (1, 12), (1990, 2100)), "{2}-{1:02d}-{0:02d}"
    )


def _joined(
    rows: Rows,
    words: tuple[set[str], ...],
    bounds: tuple[tuple[int, int], ...],
    form: str,
) -> Rows:
    places = [[i for i, n in enumerate(rows.names) if fold(n) in own] for own in words]
    if any(len(found) != 1 for found in places) or len({*map(tuple, places)}) < len(words):
        return rows
    parts = [
        pd.to_numeric(rows.column(place), errors="coerce").where(lambda n: n % 1 == 0)
        for (place,) in places
    ]
    good = pd.concat(
        [part.between(*bound) for part, bound in zip(parts, bounds, strict=True)], axis=1
    ).all(axis=1)
    filled = (rows.column(places[0][0]) != "").sum()
    if 2 * int(good.sum()) <= int(filled):
        return rows
    cells = rows.cells.copy()
    whole = zip(*(part[good].astype(int) for part in parts), strict=True)
    column = cells.iloc[:, places[0][0]].astype(object).copy()
    column[good] = [form.format(*row) for row in whole]
    cells.isetitem(places[0][0], column.to_numpy())
    return replace(rows, cells=cells)
